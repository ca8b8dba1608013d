#include "shared/writing/abbreviations.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>

namespace pillarbox::writing {

namespace {

constexpr std::size_t longestInitials = 3;  // letters; longer ones are no person
constexpr std::size_t longestAcronym = 6;

std::string filled(std::string_view message, std::string_view with) {
  std::string out(message);
  if (const std::size_t at = out.find("{}"); at != std::string::npos) out.replace(at, 2, with);
  return out;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

class Abbreviations {
 public:
  Abbreviations(std::string_view text, const Tokens& tokens, const RuleBook& book, Speller* speller,
                bool initialsAllowed)
      : m_text(text), m_tokens(tokens), m_book(book), m_speller(speller), m_initialsAllowed(initialsAllowed) {
    m_capitals.resize(tokens.ends.size());
    m_words.resize(tokens.ends.size());
    for (const Token& token : tokens.words) {
      if (token.quoted) continue;
      if (token.allCapitals) ++m_capitals[token.sentence];
      if (!token.number && token.end - token.begin > 1) ++m_words[token.sentence];
    }
  }

  std::vector<Hint> run() {
    for (std::size_t i = 0; i < m_tokens.words.size(); ++i) {
      const Token& token = m_tokens.words[i];
      if (token.quoted || !token.capital || token.number || !token.latin || token.address) continue;
      std::string letters(m_tokens.foldedOf(token));
      const std::size_t size = token.end - token.begin;
      if (dotted(letters)) {
        withStops(token, letters);
      } else if (letters.size() == 1 && size == 1) {
        oneLetter(i, letters);
      } else if (token.allCapitals) {
        capitals(token, std::move(letters));
      }
    }
    return std::move(m_hints);
  }

 private:
  // j.s, j.s.t
  static bool dotted(std::string_view letters) {
    if (letters.size() < 3 || letters.size() % 2 == 0) return false;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      if (i % 2 == 1 ? letters[i] != '.' : letters[i] < 'a' || letters[i] > 'z') return false;
    }
    return true;
  }

  void offer(HintKind kind, std::string_view letters, std::size_t begin, std::size_t end, std::string message) {
    if (message.empty() || !m_said.emplace(letters).second) return;
    m_hints.push_back({kind, begin, end, std::move(message)});
  }

  void withStops(const Token& token, const std::string& letters) {
    std::string bare;
    for (const char c : letters) {
      if (c != '.') bare.push_back(c);
    }
    if (m_initialsAllowed || m_book.initials.allowed.contains(letters) || m_book.initials.allowed.contains(bare))
      return;
    if (meaning(token, bare)) return;
    const std::size_t end = token.end < m_text.size() && m_text[token.end] == '.' ? token.end + 1 : token.end;
    offer(HintKind::initials, bare, token.begin, end,
          filled(m_book.initials.message, m_text.substr(token.begin, end - token.begin)));
  }

  // "J said", "Sarah B", "child K": one capital that is no word and no label of a thing.
  void oneLetter(std::size_t i, const std::string& letter) {
    if (m_initialsAllowed || letter == "i" || letter == "a" || letter == "o" || letter == "x") return;
    const Token& token = m_tokens.words[i];
    if (shouted(token)) return;
    if (i > 0 && !token.breakBefore &&
        m_book.initials.letterAfter.contains(std::string(m_tokens.foldedOf(m_tokens.words[i - 1])))) {
      return;
    }
    // A mark of a list: "B) …", "C: …".
    const char next = token.end < m_text.size() ? m_text[token.end] : ' ';
    if (token.startsSentence && (next == ')' || next == ':')) return;
    if (next == '\'' || next == '\xE2') return;
    offer(HintKind::initials, letter, token.begin, token.end,
          filled(m_book.initials.letterMessage, m_text.substr(token.begin, token.end - token.begin)));
  }

  bool meaning(const Token& token, const std::string& letters) {
    const auto found = m_book.acronyms.meanings.find(letters);
    if (found == m_book.acronyms.meanings.end()) return false;
    // "Child in Need (CIN)": it says itself what the letters mean.
    const auto same = [](char a, char b) { return lower(a) == lower(b); };
    const bool written =
        std::search(m_text.begin(), m_text.end(), found->second.begin(), found->second.end(), same) != m_text.end();
    if (!written) {
      offer(
          HintKind::acronym, letters, token.begin, token.end,
          filled(filled(m_book.acronyms.message, m_text.substr(token.begin, token.end - token.begin)), found->second));
    }
    return true;
  }

  void capitals(const Token& token, std::string letters) {
    if (m_text[token.end - 1] == 's' && letters.size() > 2 && letters.ends_with('s')) letters.pop_back();
    if (m_book.initials.allowed.contains(letters)) return;
    if (m_speller != nullptr && m_speller->isName(letters)) return;
    if (meaning(token, letters)) return;
    const bool onlyLetters = std::all_of(letters.begin(), letters.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (!onlyLetters || shouted(token)) return;
    if (letters.size() <= longestInitials) {
      if (m_initialsAllowed || isWord(letters)) return;
      offer(HintKind::initials, letters, token.begin, token.end,
            filled(m_book.initials.message, m_text.substr(token.begin, token.end - token.begin)));
    } else if (letters.size() <= longestAcronym && m_speller != nullptr && !isWord(letters)) {
      const std::string_view shown = m_text.substr(token.begin, token.end - token.begin);
      if (!m_speller->knows(shown)) {
        offer(HintKind::acronym, letters, token.begin, token.end, filled(m_book.acronyms.unknownMessage, shown));
      }
    }
  }

  bool isWord(const std::string& letters) { return m_speller != nullptr && m_speller->knows(letters); }

  // A sentence of which most is in capitals.
  bool shouted(const Token& token) const {
    return m_capitals[token.sentence] >= 3 && m_capitals[token.sentence] * 2 > m_words[token.sentence];
  }

  std::string_view m_text;
  const Tokens& m_tokens;
  const RuleBook& m_book;
  Speller* m_speller;
  bool m_initialsAllowed;
  std::vector<std::uint32_t> m_capitals, m_words;  // of each sentence
  std::set<std::string, std::less<>> m_said;
  std::vector<Hint> m_hints;
};

}  // namespace

std::vector<Hint> abbreviationHints(std::string_view text, const Tokens& tokens, const RuleBook& book, Speller* speller,
                                    bool initialsAllowed) {
  return Abbreviations(text, tokens, book, speller, initialsAllowed).run();
}

}  // namespace pillarbox::writing
