#include "shared/writing/tokens.h"

#include <algorithm>
#include <iterator>

namespace pillarbox::writing {

namespace {

enum class Kind { letter, capital, digit, other };

struct Character {
  std::uint32_t code = 0;
  std::size_t bytes = 1;
  Kind kind = Kind::other;
  bool latin = true;
};

// Greek and later scripts up to the punctuation, and the scripts beyond it; what is not a letter there does no harm.
bool otherScript(std::uint32_t code) {
  return (code >= 0x250 && code < 0x2000 && !(code >= 0x300 && code < 0x370) && !(code >= 0x1E00 && code < 0x1F00)) ||
         (code >= 0x3040 && code < 0xD800) || (code >= 0xF900 && code < 0xFE00) || (code >= 0xFE70 && code < 0xFF00);
}

bool capitalAbove(std::uint32_t code) {
  if (code >= 0xC0 && code <= 0xDE) return code != 0xD7;
  if (code >= 0x100 && code <= 0x137) return code % 2 == 0;
  if (code >= 0x139 && code <= 0x148) return code % 2 == 1;
  if (code >= 0x14A && code <= 0x177) return code % 2 == 0;
  return false;
}

Character characterAt(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(at);
  Character c;
  if (first < 0x80) {
    c.code = first;
    if (first >= 'a' && first <= 'z') c.kind = Kind::letter;
    if (first >= 'A' && first <= 'Z') c.kind = Kind::capital;
    if (first >= '0' && first <= '9') c.kind = Kind::digit;
    return c;
  }
  std::size_t bytes = 0;
  if (first >= 0xC2 && first < 0xE0) bytes = 2;
  if (first >= 0xE0 && first < 0xF0) bytes = 3;
  if (first >= 0xF0 && first < 0xF5) bytes = 4;
  if (bytes == 0 || at + bytes > text.size()) return c;
  std::uint32_t code = first & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80) return c;
    code = (code << 6) | (byte(at + i) & 0x3FU);
  }
  c.code = code;
  c.bytes = bytes;
  if ((code >= 0xC0 && code < 0x250 && code != 0xD7 && code != 0xF7) || (code >= 0x1E00 && code < 0x1F00) ||
      (code >= 0x300 && code < 0x370)) {
    c.kind = capitalAbove(code) ? Kind::capital : Kind::letter;
  } else if (otherScript(code)) {
    c.kind = Kind::letter;
    c.latin = false;
  }
  return c;
}

bool isApostrophe(const Character& c) {
  return c.code == '\'' || c.code == 0x2019;
}

class Cutter {
 public:
  Cutter(std::string_view text, const std::vector<Span>& quotes) : m_text(text), m_quotes(quotes) {
    m_out.folded.reserve(text.size());
    m_out.words.reserve(text.size() / 5 + 1);
    m_out.ends.push_back(SentenceEnd::none);
  }

  Tokens run() {
    while (m_at < m_text.size()) {
      const Character c = characterAt(m_text, m_at);
      enterQuote();
      if (c.kind == Kind::other) {
        between(c);
        m_at += c.bytes;
      } else {
        word();
      }
    }
    return std::move(m_out);
  }

 private:
  void enterQuote() {
    while (m_quote < m_quotes.size() && m_at >= m_quotes[m_quote].end) {
      ++m_quote;
      m_next.breakBefore = true;
      // A sentence that ends inside the quotation ends the one round it only if what follows begins like a new one.
      m_endsUnlessSmall = m_endInQuote;
      m_endInQuote = false;
    }
    const bool quoted = m_quote < m_quotes.size() && m_at >= m_quotes[m_quote].begin;
    if (quoted && !m_quoted) m_next.breakBefore = true;
    m_quoted = quoted;
  }

  void endSentence(SentenceEnd how) {
    if (m_sentenceEmpty) return;
    m_out.ends.back() = how;
    m_out.ends.push_back(SentenceEnd::none);
    m_sentenceEmpty = true;
    m_next.breakBefore = true;
  }

  void between(const Character& c) {
    switch (c.code) {
      case '\n':
      case '\r':
        m_endInQuote = m_endsUnlessSmall = false;
        endSentence(SentenceEnd::stop);
        break;
      case '.':
      case '!':
      case '?':
        if (m_quoted) {
          m_endInQuote = true;
        } else if (c.code != '.' || !afterAbbreviation()) {
          m_endsUnlessSmall = false;
          endSentence(c.code == '?' ? SentenceEnd::question : SentenceEnd::stop);
        }
        break;
      case ',':
      case ';':
      case ':':
      case '(':
      case ')':
        m_next.commaBefore = true;
        m_next.signBefore = static_cast<char>(c.code);
        break;
      case '-':
      case '/':
      case 0x2013:
      case 0x2014:
        m_next.commaBefore = true;
        m_next.signBefore = '-';
        break;
      default:
        break;
    }
  }

  // Mr. Smith, approx. 3 cm: a full stop that ends nothing.
  bool afterAbbreviation() const {
    static constexpr std::string_view words[] = {"mr",  "mrs",    "ms", "dr", "st", "e.g",
                                                 "i.e", "approx", "vs", "eg", "ie"};
    if (m_out.words.empty() || m_out.words.back().end != m_at) return false;
    const std::string_view last = m_out.foldedOf(m_out.words.back());
    return std::find(std::begin(words), std::end(words), last) != std::end(words);
  }

  // What may stand inside a word, if a letter or digit follows it.
  bool joins(const Character& c, const Character& next) const {
    if (next.kind == Kind::other) return false;
    if (isApostrophe(c) || c.code == '-' || c.code == '&' || c.code == 0x2010 || c.code == 0x2011) return true;
    return c.code == '.' || c.code == ':' || c.code == '@' || c.code == '/' || c.code == '_';
  }

  void word() {
    Token token = m_next;
    token.begin = m_at;
    token.quoted = m_quoted;
    const std::size_t limit =
        m_quote < m_quotes.size() ? (m_quoted ? m_quotes[m_quote].end : m_quotes[m_quote].begin) : m_text.size();
    std::size_t letters = 0, capitals = 0, smallAfter = 0, sinceStop = 0;
    while (m_at < limit) {
      const Character c = characterAt(m_text, m_at);
      if (c.kind == Kind::other) {
        if (m_at + c.bytes >= limit) break;
        const Character next = characterAt(m_text, m_at + c.bytes);
        if (!joins(c, next)) break;
        // A full stop joins single capitals (J.S.), figures (12.40) and web addresses, never two sentences.
        if (c.code == '.' && !(sinceStop == 1 || (token.number && next.kind == Kind::digit) || token.address ||
                               webAddress(token.begin))) {
          break;
        }
        if (c.code == ':' && !(token.number && next.kind == Kind::digit)) break;
        if ((c.code == '/' || c.code == '_') && !token.address && !token.number) break;
        if (c.code == '@' || (c.code == '.' && webAddress(token.begin))) token.address = true;
        sinceStop = 0;
      } else {
        if (letters == 0 && !token.number) token.capital = c.kind == Kind::capital;
        if (c.kind == Kind::digit)
          token.number = true;
        else
          ++letters;
        if (c.kind == Kind::capital) {
          ++capitals;
          smallAfter = 0;
        } else if (c.kind == Kind::letter) {
          ++smallAfter;
        }
        if (!c.latin) token.latin = false;
        ++sinceStop;
      }
      m_at += c.bytes;
    }
    token.end = m_at;
    const bool possessive = smallAfter == 1 && letters == capitals + 1 && m_text[token.end - 1] == 's';
    token.allCapitals = capitals >= 2 && (letters == capitals || possessive);
    if (m_endsUnlessSmall && token.capital && !token.quoted) endSentence(SentenceEnd::stop);
    if (!token.quoted) m_endsUnlessSmall = false;
    token.startsSentence = m_sentenceEmpty;
    token.breakBefore = token.breakBefore || m_next.breakBefore;
    token.sentence = static_cast<std::uint32_t>(m_out.ends.size() - 1);
    m_sentenceEmpty = false;
    m_next = {};
    fold(token);
    m_out.words.push_back(token);
  }

  bool webAddress(std::size_t begin) const {
    const std::string_view word = m_text.substr(begin, m_at - begin);
    return word == "www" || word == "WWW" || word == "Www";
  }

  void fold(Token& token) {
    token.foldedAt = m_out.folded.size();
    for (std::size_t at = token.begin; at < token.end;) {
      const Character c = characterAt(m_text, at);
      if (isApostrophe(c)) {
        m_out.folded.push_back('\'');
      } else if (c.kind == Kind::capital && c.bytes == 1) {
        m_out.folded.push_back(static_cast<char>(c.code - 'A' + 'a'));
      } else {
        m_out.folded.append(m_text.substr(at, c.bytes));
      }
      at += c.bytes;
    }
    if (std::string_view(m_out.folded).substr(token.foldedAt).ends_with("'s")) {
      m_out.folded.resize(m_out.folded.size() - 2);
    }
    token.foldedSize = m_out.folded.size() - token.foldedAt;
  }

  std::string_view m_text;
  const std::vector<Span>& m_quotes;
  Tokens m_out;
  Token m_next;  // what was seen since the last word
  std::size_t m_at = 0;
  std::size_t m_quote = 0;
  bool m_quoted = false;
  bool m_sentenceEmpty = true;
  bool m_endInQuote = false;
  bool m_endsUnlessSmall = false;
};

}  // namespace

Tokens tokensOf(std::string_view text, const std::vector<Span>& quotes) {
  return Cutter(text, quotes).run();
}

}  // namespace pillarbox::writing
