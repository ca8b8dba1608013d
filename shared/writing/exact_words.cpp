#include "shared/writing/exact_words.h"

#include <array>
#include <optional>

namespace pillarbox::writing {

namespace {

enum class Sign { none, doubleStraight, doubleOpen, doubleClose, singleStraight, singleOpen, singleClose };

struct Mark {
  Sign sign = Sign::none;
  std::size_t at = 0;
  std::size_t size = 0;
};

bool isLetter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}
bool isDigit(char c) {
  return c >= '0' && c <= '9';
}
bool isUpper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool isLower(char c) {
  return c >= 'a' && c <= 'z';
}

Mark markAt(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '"') return {Sign::doubleStraight, at, 1};
  if (c == '\'') {
    // Two single ones are how some keyboards and some people make a double one.
    if (at + 1 < text.size() && text[at + 1] == '\'') return {Sign::doubleStraight, at, 2};
    return {Sign::singleStraight, at, 1};
  }
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("\xE2\x80\x9C") || rest.starts_with("\xE2\x80\x9E")) return {Sign::doubleOpen, at, 3};
  if (rest.starts_with("\xE2\x80\x9D")) return {Sign::doubleClose, at, 3};
  if (rest.starts_with("\xE2\x80\x98") || rest.starts_with("\xE2\x80\x9A")) return {Sign::singleOpen, at, 3};
  if (rest.starts_with("\xE2\x80\x99")) return {Sign::singleClose, at, 3};
  if (rest.starts_with("\xC2\xAB")) return {Sign::doubleOpen, at, 2};
  if (rest.starts_with("\xC2\xBB")) return {Sign::doubleClose, at, 2};
  return {Sign::none, at, 1};
}

// One paragraph with its marks, and what stands on each side of a mark.
class Paragraph {
 public:
  Paragraph(std::string_view text, std::size_t begin, std::size_t end) : m_text(text), m_begin(begin), m_end(end) {
    for (std::size_t at = begin; at < end;) {
      const Mark mark = markAt(text, at);
      if (mark.sign != Sign::none) m_marks.push_back(mark);
      at += mark.size;
    }
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
      if (m_marks[i].sign == Sign::doubleStraight || m_marks[i].sign == Sign::doubleClose) m_lastDoubleClose = i;
      if (closesSingle(m_marks[i])) m_lastSingleClose = i;
    }
  }

  void spans(std::vector<Span>& out) const {
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
      const Mark& mark = m_marks[i];
      std::optional<std::size_t> close;
      if (opensDouble(i)) {
        close = closeOfDouble(i);
      } else if (opensSingle(i)) {
        close = closeOfSingle(i);
        if (!close && (isElision(mark) || before(mark) == Side::word)) continue;
      } else {
        continue;
      }
      if (!close) {
        out.push_back({mark.at, m_end});
        return;
      }
      out.push_back({mark.at, m_marks[*close].at + m_marks[*close].size});
      i = *close;
    }
  }

 private:
  enum class Side { gap, word, digit, punctuation };

  static Side sideOf(char c) {
    if (c == ' ' || c == '\t') return Side::gap;
    if (isDigit(c)) return Side::digit;
    return isLetter(c) ? Side::word : Side::punctuation;
  }
  Side before(const Mark& mark) const {
    if (mark.at == m_begin) return Side::gap;
    // A dash, an ellipsis or another quotation mark is no letter, though its bytes are above ASCII.
    if (mark.at - m_begin >= 3 && m_text[mark.at - 3] == '\xE2' && m_text[mark.at - 2] == '\x80') {
      return Side::punctuation;
    }
    if (mark.at - m_begin >= 2 && m_text.substr(mark.at - 2, 2) == "\xC2\xA0") return Side::gap;
    return sideOf(m_text[mark.at - 1]);
  }
  Side after(const Mark& mark) const {
    const std::size_t at = mark.at + mark.size;
    if (at >= m_end) return Side::gap;
    const std::string_view rest = m_text.substr(at, m_end - at);
    if (rest.starts_with("\xE2\x80")) return Side::punctuation;
    if (rest.starts_with("\xC2\xA0")) return Side::gap;
    return sideOf(rest.front());
  }
  static bool isWordy(Side side) { return side == Side::word || side == Side::digit; }

  static bool isDouble(Sign sign) {
    return sign == Sign::doubleStraight || sign == Sign::doubleOpen || sign == Sign::doubleClose;
  }

  bool opensDouble(std::size_t i) const {
    const Mark& mark = m_marks[i];
    if (mark.sign == Sign::doubleOpen) return true;
    if (mark.sign != Sign::doubleStraight) return false;
    if (before(mark) == Side::digit) return false;  // inches
    if (after(mark) != Side::gap) return true;
    return m_lastDoubleClose > i;
  }

  std::optional<std::size_t> closeOfDouble(std::size_t open) const {
    if (m_lastDoubleClose <= open) return std::nullopt;
    int depth = 1;
    for (std::size_t i = open + 1; i < m_marks.size(); ++i) {
      const Mark& mark = m_marks[i];
      if (mark.sign == Sign::doubleOpen) {
        ++depth;
      } else if (mark.sign == Sign::doubleClose) {
        if (--depth == 0) return i;
      } else if (mark.sign == Sign::doubleStraight) {
        // Inside curly ones a straight one after a space opens another; otherwise it closes.
        const bool opensAnother = m_marks[open].sign == Sign::doubleOpen && before(mark) == Side::gap &&
                                  isWordy(after(mark)) && i + 1 < m_marks.size();
        depth += opensAnother ? 1 : -1;
        if (depth == 0) return i;
      }
    }
    // An inner one was left open: the last mark that could close it closes it.
    for (std::size_t i = m_marks.size(); i-- > open + 1;) {
      if (m_marks[i].sign == Sign::doubleClose || m_marks[i].sign == Sign::doubleStraight) return i;
    }
    return std::nullopt;
  }

  bool opensSingle(std::size_t i) const {
    const Mark& mark = m_marks[i];
    if (mark.sign == Sign::singleOpen) return true;
    if (mark.sign != Sign::singleStraight) return false;
    const Side left = before(mark);
    const Side right = after(mark);
    if (right == Side::gap) return left == Side::gap && mayCloseLater(i);
    if (left == Side::gap || left == Side::punctuation) return isWordy(right) || mayCloseLater(i);
    // "she said'I do not want to'": the space was forgotten; O'Brien and D'Souza begin with a capital.
    return left == Side::word && right == Side::word && isLower(m_text[mark.at - 1]) &&
           isUpper(m_text[mark.at + mark.size]);
  }

  bool closesSingle(const Mark& mark) const {
    if (mark.sign != Sign::singleStraight && mark.sign != Sign::singleClose) return false;
    return !isWordy(after(mark));
  }
  bool mayCloseLater(std::size_t i) const { return m_lastSingleClose > i; }

  std::optional<std::size_t> closeOfSingle(std::size_t open) const {
    int depth = 1;
    std::optional<std::size_t> last;
    for (std::size_t i = open + 1; i < m_marks.size() && i <= m_lastSingleClose; ++i) {
      const Mark& mark = m_marks[i];
      if (isDouble(mark.sign)) {
        if (const auto inner = opensDouble(i) ? closeOfDouble(i) : std::nullopt) i = *inner;
        continue;
      }
      if (mark.sign == Sign::singleOpen) ++depth;
      if (!closesSingle(mark)) continue;
      last = i;
      if (mayBePossessive(mark) && anotherCloses(i)) continue;
      if (--depth == 0) return i;
    }
    return last;  // an inner one was left open: the last mark that could close it closes it
  }

  // "my brothers' room": the mark after a plural, with the sentence going on in small letters.
  bool mayBePossessive(const Mark& mark) const {
    if (mark.at == m_begin || m_text[mark.at - 1] != 's') return false;
    const std::size_t next = mark.at + mark.size;
    return next + 1 < m_end && m_text[next] == ' ' && isLower(m_text[next + 1]);
  }
  // Whether the next single mark that is not an apostrophe within a word closes and does not open.
  bool anotherCloses(std::size_t i) const {
    for (std::size_t later = i + 1; later < m_marks.size(); ++later) {
      const Mark& mark = m_marks[later];
      if (isDouble(mark.sign)) continue;
      if (mark.sign == Sign::singleOpen) return false;
      if (mark.sign == Sign::singleStraight && before(mark) == Side::gap && isWordy(after(mark))) return false;
      if (closesSingle(mark)) return true;
    }
    return false;
  }

  // 'cause, 'til, '90s: letters left out, not a quotation.
  bool isElision(const Mark& mark) const {
    static constexpr std::array<std::string_view, 17> words{"cause", "cos",  "coz",  "cuz", "til",  "till",
                                                            "em",    "bout", "n",    "tis", "twas", "ere",
                                                            "is",    "ad",   "ello", "im",  "er"};
    std::string_view rest = m_text.substr(mark.at + mark.size, m_end - mark.at - mark.size);
    std::size_t length = 0;
    while (length < rest.size() && isLetter(rest[length])) ++length;
    if (length == 0) return !rest.empty() && isDigit(rest.front());
    for (const std::string_view word : words) {
      if (rest.substr(0, length) == word) return true;
    }
    return false;
  }

  std::string_view m_text;
  std::size_t m_begin, m_end;
  std::vector<Mark> m_marks;
  // The last that could close one, so that looking for it does not cost a walk each time.
  std::size_t m_lastDoubleClose = 0, m_lastSingleClose = 0;
};

}  // namespace

std::vector<Span> exactWordsSpans(std::string_view text) {
  std::vector<Span> out;
  for (std::size_t begin = 0; begin <= text.size();) {
    std::size_t end = text.find_first_of("\n\r", begin);
    if (end == std::string_view::npos) end = text.size();
    Paragraph(text, begin, end).spans(out);
    begin = end + 1;
  }
  return out;
}

}  // namespace pillarbox::writing
