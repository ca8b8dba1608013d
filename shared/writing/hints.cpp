#include "shared/writing/hints.h"

#include <algorithm>
#include <set>

#include "shared/writing/abbreviations.h"
#include "shared/writing/rule_book.h"

namespace pillarbox::writing {

namespace {

constexpr std::size_t lookBack = 12;     // words
constexpr std::size_t lookAround = 60;   // words: of a sentence without end, so much on each side counts
constexpr std::size_t longestSaid = 60;  // bytes of the text that a message repeats

std::string filled(std::string_view message, std::string_view with) {
  std::string out(message);
  if (const std::size_t at = out.find("{}"); at != std::string::npos) out.replace(at, 2, with);
  return out;
}

// "how big it was, which side it was on and what colour it was"
std::string joined(const std::vector<std::string_view>& parts) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += i + 1 == parts.size() ? " and " : ", ";
    out += parts[i];
  }
  return out;
}

// From word to word, one past the last.
struct Stretch {
  std::size_t begin = 0, end = 0;
};

class Finder {
 public:
  Finder(std::string_view text, const RuleBook& book, Speller* speller, const HintOptions& options)
      : m_text(text), m_book(book), m_speller(speller), m_options(options) {
    m_reading.tokens = tokensOf(text, exactWordsSpans(text));
    const Tokens& tokens = m_reading.tokens;
    m_reading.meaningAt.reserve(tokens.words.size() + 1);
    for (const Token& token : tokens.words) {
      m_reading.meaningAt.push_back(m_reading.meanings.size());
      if (token.quoted) continue;
      const bool isName = m_speller != nullptr && token.capital && m_speller->isName(tokens.foldedOf(token));
      m_book.vocabulary.meaningsOf(token, tokens.foldedOf(token), isName, m_reading.meanings);
    }
    m_reading.meaningAt.push_back(m_reading.meanings.size());
    m_sentences.resize(tokens.ends.size());
    for (std::size_t i = tokens.words.size(); i-- > 0;) {
      Stretch& sentence = m_sentences[tokens.words[i].sentence];
      sentence.begin = i;
      if (sentence.end == 0) sentence.end = i + 1;
    }
  }

  std::vector<Hint> run() {
    findRules();
    wholeText();
    for (Hint& hint : abbreviationHints(m_text, m_reading.tokens, m_book, m_speller, m_options.initialsAllowed)) {
      m_hints.push_back(std::move(hint));
    }
    spelling();
    std::stable_sort(m_hints.begin(), m_hints.end(), [](const Hint& a, const Hint& b) { return a.start < b.start; });
    return std::move(m_hints);
  }

 private:
  const std::vector<Token>& words() const { return m_reading.tokens.words; }

  // A match of `index` that begins in the stretch and ends at `latestEnd` at the latest.
  bool anyIn(const PatternIndex& index, Stretch where, std::size_t latestEnd) const {
    if (index.empty()) return false;
    bool found = false;
    for (std::size_t i = where.begin; i < where.end && !found; ++i) {
      if (words()[i].quoted) continue;
      index.matchesAt(m_reading, i, [&](std::uint32_t, std::size_t end) { found = found || end <= latestEnd; });
    }
    return found;
  }
  bool anyIn(const PatternIndex& index, Stretch where) const { return anyIn(index, where, words().size()); }
  bool anyInText(const PatternIndex& index) const { return anyIn(index, {0, words().size()}); }

  bool offered(const Rule& rule, Stretch found) const {
    const std::uint32_t number = words()[found.begin].sentence;
    const auto nearby = [&](Stretch whole) {
      return Stretch{std::max(whole.begin, found.begin - std::min(found.begin, lookAround)),
                     std::min(whole.end, found.end + lookAround)};
    };
    const Stretch sentence = nearby(m_sentences[number]);
    const std::size_t back = std::max(sentence.begin, found.begin - std::min(found.begin, lookBack));
    if (!rule.notWithin.empty()) {
      bool within = false;
      for (std::size_t i = back; i < found.end && !within; ++i) {
        if (words()[i].quoted) continue;
        rule.notWithin.matchesAt(m_reading, i,
                                 [&](std::uint32_t, std::size_t end) { within = within || end > found.begin; });
      }
      if (within) return false;
    }
    if (anyIn(rule.notBefore, {back, found.begin}, found.begin)) return false;
    if (anyIn(rule.notAfter, {found.end, std::min(sentence.end, found.end + lookBack)})) return false;
    if (anyIn(rule.notInSentence, sentence)) return false;
    if (!rule.notNear.empty()) {
      Stretch near = sentence;
      if (number + 1 < m_sentences.size() && m_sentences[number + 1].end > 0)
        near = nearby({near.begin, m_sentences[number + 1].end});
      if (anyIn(rule.notNear, near)) return false;
    }
    if (rule.notWithQuote) {
      for (std::size_t i = sentence.begin; i < sentence.end; ++i) {
        if (words()[i].quoted) return false;
      }
    }
    if (!rule.onlyInSentence.empty() && !anyIn(rule.onlyInSentence, sentence)) return false;
    return fitsText(rule);
  }

  bool fitsText(const Rule& rule) const {
    if (rule.leastWords > 0) {
      const auto unquoted =
          std::count_if(words().begin(), words().end(), [](const Token& word) { return !word.quoted; });
      if (static_cast<std::size_t>(unquoted) < rule.leastWords) return false;
    }
    if (anyInText(rule.notInText)) return false;
    return rule.onlyInText.empty() || anyInText(rule.onlyInText);
  }

  std::vector<std::string_view> missing(const Rule& rule) const {
    std::vector<std::string_view> out;
    for (const Need& need : rule.needs) {
      const auto& answered = m_options.answered;
      if (std::find(answered.begin(), answered.end(), need.id) != answered.end() || anyInText(need.any)) continue;
      out.push_back(need.says);
    }
    return out;
  }

  void offer(const Rule& rule, std::size_t start, std::size_t end) {
    std::string with(m_text.substr(start, end - start));
    if (with.size() > longestSaid) with.clear();
    if (!rule.needs.empty()) {
      const std::vector<std::string_view> needed = missing(rule);
      if (needed.size() < rule.needsAtLeast) return;
      with = joined(needed);
    }
    m_hints.push_back({rule.kind, start, end, filled(rule.message, with)});
  }

  void findRules() {
    struct Found {
      std::uint32_t rule;
      Stretch where;
    };
    std::vector<Found> found;
    for (std::size_t i = 0; i < words().size(); ++i) {
      if (words()[i].quoted) continue;
      m_book.finds.matchesAt(m_reading, i, [&](std::uint32_t rule, std::size_t end) {
        found.push_back({rule, {i, end}});
      });
    }
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
      if (a.where.begin != b.where.begin) return a.where.begin < b.where.begin;
      return a.where.end > b.where.end;
    });
    // One offer of a kind for the same words: where the last of each kind ended.
    std::array<std::size_t, hintKindCount> taken{};
    std::set<std::uint32_t> done;
    for (const Found& each : found) {
      const Rule& rule = m_book.rules[each.rule];
      std::size_t& last = taken[static_cast<std::size_t>(rule.kind)];
      if (each.where.begin < last || (rule.once && done.contains(each.rule))) continue;
      if (rule.off || !offered(rule, each.where)) continue;
      last = each.where.end;
      if (rule.once) done.insert(each.rule);
      offer(rule, words()[each.where.begin].begin, words()[each.where.end - 1].end);
    }
  }

  void wholeText() {
    for (const Rule& rule : m_book.rules) {
      if (rule.wholeText && !rule.off && fitsText(rule)) offer(rule, m_text.size(), m_text.size());
    }
  }

  void spelling() {
    if (m_speller == nullptr || m_book.spellingMessage.empty()) return;
    std::size_t suggestions = m_options.suggestions;
    std::set<std::string_view> said;
    for (const Token& token : words()) {
      if (!mayBeMisspelt(token)) continue;
      const std::string_view word = m_text.substr(token.begin, token.end - token.begin);
      if (m_speller->knows(word) || !said.insert(word).second) continue;
      std::string message = filled(m_book.spellingMessage, word.size() > longestSaid ? "" : word);
      if (suggestions > 0 && !m_book.suggestionMessage.empty()) {
        --suggestions;
        const std::vector<std::string> meant = m_speller->suggest(word, 1);
        if (!meant.empty()) message = filled(filled(m_book.suggestionMessage, word), meant.front());
      }
      m_hints.push_back({HintKind::spelling, token.begin, token.end, std::move(message)});
    }
  }

  std::string_view m_text;
  const RuleBook& m_book;
  Speller* m_speller;
  const HintOptions& m_options;
  Reading m_reading;
  std::vector<Stretch> m_sentences;  // by number; {0, 0} for one without words
  std::vector<Hint> m_hints;
};

}  // namespace

std::vector<Hint> hintsFor(std::string_view text, const Rules& rules, Speller* speller, const HintOptions& options) {
  return Finder(text, rules.book(), speller, options).run();
}

}  // namespace pillarbox::writing
