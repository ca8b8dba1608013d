#include "shared/writing/pattern.h"

#include <algorithm>

namespace pillarbox::writing {

namespace {

constexpr std::size_t mostElements = 24;
constexpr std::size_t mostMeanings = 20'000;
constexpr int mostSteps = 400;  // of one match: many gaps in one pattern could take for ever

bool isCapitalWord(const Token& token) {
  return token.capital && !token.startsSentence && token.end - token.begin > 1;
}

}  // namespace

Meaning Vocabulary::meaningOf(Numbers& in, std::string_view word) {
  if (const auto found = in.find(word); found != in.end()) return found->second;
  in.emplace(std::string(word), m_next);
  return m_next++;
}

Status Vocabulary::addWord(Element& element, std::string_view word, const WordSets& sets, int depth) {
  if (word.empty()) return Fault{FaultCode::badInput, "a pattern has an empty word in it"};
  if (element.meanings.size() > mostMeanings) return Fault{FaultCode::badInput, "a pattern names too many words"};
  if (word.front() == '@') {
    const auto set = sets.find(word.substr(1));
    if (set == sets.end()) return Fault{FaultCode::badInput, "a pattern names a set that is not there"};
    if (depth > 4) return Fault{FaultCode::badInput, "sets of words name one another"};
    for (const std::string& each : set->second) PB_TRY(addWord(element, each, sets, depth + 1));
    return {};
  }
  if (word == "#number") {
    element.meanings.push_back(number);
  } else if (word == "#capital") {
    element.meanings.push_back(capital);
  } else if (word == "#name") {
    element.meanings.push_back(name);
  } else if (word.size() > 1 && word.back() == '*') {
    word.remove_suffix(1);
    m_longestBeginning = std::max(m_longestBeginning, word.size());
    element.meanings.push_back(meaningOf(m_beginnings, word));
  } else if (word.size() > 1 && word.front() == '*') {
    word.remove_prefix(1);
    m_longestEnding = std::max(m_longestEnding, word.size());
    element.meanings.push_back(meaningOf(m_endings, word));
  } else {
    element.meanings.push_back(meaningOf(m_words, word));
  }
  return {};
}

Result<Pattern> Vocabulary::compile(std::string_view pattern, const WordSets& sets) {
  Pattern out;
  bool anyWord = false;
  while (!pattern.empty()) {
    const std::size_t end = std::min(pattern.find(' '), pattern.size());
    std::string_view part = pattern.substr(0, end);
    pattern = pattern.substr(std::min(end + 1, pattern.size()));
    if (part.empty()) continue;
    if (out.size() == mostElements) return Fault{FaultCode::badInput, "a pattern is too long"};
    Element element;
    if (part == "^") {
      element.what = Element::What::begins;
    } else if (part == ",") {
      element.what = Element::What::comma;
    } else if (part == "-") {
      element.what = Element::What::dash;
    } else if (part == "$") {
      element.what = Element::What::ends;
    } else if (part == "?") {
      element.what = Element::What::question;
    } else if (part.starts_with("..")) {
      element.what = Element::What::gap;
      if (part.size() != 3 || part[2] < '1' || part[2] > '9') {
        return Fault{FaultCode::badInput, "a gap in a pattern is written ..1 to ..9"};
      }
      element.most = static_cast<std::uint8_t>(part[2] - '0');
    } else {
      if (part.size() > 1 && part.back() == '?') {
        element.optional = true;
        part.remove_suffix(1);
      }
      if (part.size() > 1 && part.front() == '!') {
        element.negated = true;
        part.remove_prefix(1);
      }
      if (part == "_") {
        element.what = Element::What::any;
      } else {
        while (true) {
          const std::size_t bar = std::min(part.find('|'), part.size());
          PB_TRY(addWord(element, part.substr(0, bar), sets, 0));
          if (bar == part.size()) break;
          part = part.substr(bar + 1);
        }
        std::sort(element.meanings.begin(), element.meanings.end());
        anyWord = anyWord || (!element.optional && !element.negated);
      }
    }
    out.push_back(std::move(element));
  }
  if (!anyWord) return Fault{FaultCode::badInput, "a pattern names no word"};
  return out;
}

void Vocabulary::meaningsOf(const Token& token, std::string_view folded, bool isName, std::vector<Meaning>& out) const {
  if (const auto found = m_words.find(folded); found != m_words.end()) out.push_back(found->second);
  for (std::size_t size = 1; size <= std::min(m_longestBeginning, folded.size()); ++size) {
    const auto found = m_beginnings.find(folded.substr(0, size));
    if (found != m_beginnings.end()) out.push_back(found->second);
  }
  for (std::size_t size = 1; size <= std::min(m_longestEnding, folded.size()); ++size) {
    const auto found = m_endings.find(folded.substr(folded.size() - size));
    if (found != m_endings.end()) out.push_back(found->second);
  }
  if (token.number) out.push_back(number);
  if (isCapitalWord(token)) out.push_back(capital);
  if (isName || isCapitalWord(token)) out.push_back(name);
}

bool Reading::means(std::size_t word, const std::vector<Meaning>& any) const {
  for (std::size_t i = meaningAt[word]; i < meaningAt[word + 1]; ++i) {
    if (std::binary_search(any.begin(), any.end(), meanings[i])) return true;
  }
  return false;
}

namespace {

// Words are matched one after the other without crossing the end of a sentence or a quotation.
class Matcher {
 public:
  Matcher(const Reading& reading, const Pattern& pattern, std::size_t first)
      : m_reading(reading), m_pattern(pattern), m_first(first) {}

  std::optional<std::size_t> from(std::size_t element, std::size_t word) const {
    const std::vector<Token>& words = m_reading.tokens.words;
    if (element == m_pattern.size()) return word > m_first ? std::optional(word) : std::nullopt;
    if (++m_steps > mostSteps) return std::nullopt;
    const Element& wanted = m_pattern[element];
    const bool open = word < words.size() && !words[word].quoted && (word == m_first || !words[word].breakBefore);
    switch (wanted.what) {
      case Element::What::begins:
        return word < words.size() && words[word].startsSentence ? from(element + 1, word) : std::nullopt;
      case Element::What::comma:
        return open && words[word].commaBefore ? from(element + 1, word) : std::nullopt;
      case Element::What::dash:
        return open && words[word].signBefore == '-' ? from(element + 1, word) : std::nullopt;
      case Element::What::ends:
        return !open ? from(element + 1, word) : std::nullopt;
      case Element::What::question:
        return m_reading.tokens.ends[words[m_first].sentence] == SentenceEnd::question ? from(element + 1, word)
                                                                                       : std::nullopt;
      case Element::What::gap:
        for (std::size_t skipped = 0; skipped <= wanted.most; ++skipped) {
          if (const auto end = from(element + 1, word + skipped)) return end;
          const std::size_t at = word + skipped;
          if (at >= words.size() || words[at].quoted || (at != m_first && words[at].breakBefore)) break;
        }
        return std::nullopt;
      case Element::What::any:
        if (open) {
          if (const auto end = from(element + 1, word + 1)) return end;
        }
        return wanted.optional ? from(element + 1, word) : std::nullopt;
      case Element::What::word:
        break;
    }
    if (open && m_reading.means(word, wanted.meanings) != wanted.negated) {
      if (const auto end = from(element + 1, word + 1)) return end;
    }
    return wanted.optional ? from(element + 1, word) : std::nullopt;
  }

 private:
  const Reading& m_reading;
  const Pattern& m_pattern;
  std::size_t m_first;
  mutable int m_steps = 0;
};

}  // namespace

std::optional<std::size_t> matchAt(const Reading& reading, const Pattern& pattern, std::size_t word) {
  return Matcher(reading, pattern, word).from(0, word);
}

void PatternIndex::add(const Pattern& pattern, std::uint32_t owner) {
  const auto index = static_cast<std::uint32_t>(m_patterns.size());
  m_patterns.push_back(pattern);
  m_owners.push_back(owner);
  // A pattern may begin with ^, which looks at the same word as what follows it.
  for (const Element& element : pattern) {
    if (element.what == Element::What::begins || element.what == Element::What::comma ||
        element.what == Element::What::dash || element.what == Element::What::question) {
      continue;
    }
    if (element.what != Element::What::word || element.optional || element.negated) break;
    for (const Meaning meaning : element.meanings) m_byFirst[meaning].push_back(index);
    return;
  }
  m_others.push_back(index);
}

}  // namespace pillarbox::writing
