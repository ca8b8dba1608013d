#include "kiosk/ui/characters.h"

#include <algorithm>
#include <cstdint>

namespace pillarbox::ui {
namespace {

constexpr char32_t zeroWidthJoiner = 0x200D;

bool isRegionalIndicator(char32_t c) {
  return c >= 0x1F1E6 && c <= 0x1F1FF;
}

enum class Kind { space, lineBreak, word, other };
Kind kindOf(char32_t c) {
  if (c == '\n') return Kind::lineBreak;
  if (c == ' ' || c == 0xA0) return Kind::space;
  if (c < 0x80) {
    const bool letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    return letter || c == '\'' ? Kind::word : Kind::other;
  }
  if (c == 0x2019) return Kind::word;  // the apostrophe in "didn’t"
  if ((c >= 0x2010 && c <= 0x206F) || (c >= 0xA1 && c <= 0xBF)) return Kind::other;
  return Kind::word;
}

}  // namespace

Decoded decodeAt(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[at + i]); };
  const std::size_t left = text.size() - at;
  const std::uint8_t first = byte(0);
  const Decoded bad{0xFFFD, 1, false};
  if (first < 0x80) return {first, 1, true};
  const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || left < bytes) return bad;
  char32_t code = first & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return bad;
    code = (code << 6) | (byte(i) & 0x3FU);
  }
  const bool overlong = (bytes == 3 && code < 0x800) || (bytes == 4 && code < 0x10000);
  if (overlong || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return bad;
  return {code, bytes, true};
}

bool joinsPrevious(char32_t c) {
  if (c < 0x300) return false;
  struct Range {
    char32_t from, to;
  };
  // Marks of the scripts most often met, from the Unicode character database's Grapheme_Extend; not all of it.
  static constexpr Range ranges[] = {
      {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05BF},   {0x05C1, 0x05C2},   {0x05C4, 0x05C5},
      {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0670, 0x0670}, {0x06D6, 0x06DC},   {0x06DF, 0x06E4},   {0x06E7, 0x06E8},
      {0x06EA, 0x06ED}, {0x0900, 0x0903}, {0x093A, 0x093C}, {0x093E, 0x094F},   {0x0951, 0x0957},   {0x0981, 0x0983},
      {0x09BC, 0x09BC}, {0x09BE, 0x09CD}, {0x0A01, 0x0A03}, {0x0A3C, 0x0A51},   {0x0A70, 0x0A71},   {0x0A81, 0x0A83},
      {0x0ABC, 0x0ABC}, {0x0ABE, 0x0ACD}, {0x0B82, 0x0B82}, {0x0BBE, 0x0BCD},   {0x0E31, 0x0E31},   {0x0E34, 0x0E3A},
      {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200C, 0x200D},   {0x20D0, 0x20FF},   {0x302A, 0x302F},
      {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0x1F3FB, 0x1F3FF}, {0xE0020, 0xE007F}, {0xE0100, 0xE01EF}};
  return std::any_of(std::begin(ranges), std::end(ranges), [c](const Range& r) { return c >= r.from && c <= r.to; });
}

std::size_t nextCharacter(std::string_view text, std::size_t at) {
  if (at >= text.size()) return text.size();
  Decoded last = decodeAt(text, at);
  const bool flag = isRegionalIndicator(last.code);
  at += last.bytes;
  bool pairOpen = flag;
  while (at < text.size()) {
    const Decoded next = decodeAt(text, at);
    const bool joined = joinsPrevious(next.code) || (last.code == zeroWidthJoiner && next.code > 0x7F) ||
                        (pairOpen && isRegionalIndicator(next.code));
    if (!joined || last.code == '\n') break;
    if (isRegionalIndicator(next.code)) pairOpen = false;
    last = next;
    at += next.bytes;
  }
  return at;
}

std::size_t characterBoundary(std::string_view text, std::size_t at) {
  if (at >= text.size()) return text.size();
  // ASCII between ASCII is a boundary without looking further, which is nearly always so.
  const auto plain = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]) < 0x80; };
  if (at == 0 || (plain(at) && plain(at - 1))) return at;
  std::size_t start = at;
  while (start > 0 && !(plain(start) && plain(start - 1))) --start;
  while (start < at) {
    const std::size_t next = nextCharacter(text, start);
    if (next > at) break;
    start = next;
  }
  return start;
}

std::size_t previousCharacter(std::string_view text, std::size_t at) {
  at = std::min(at, text.size());
  return at == 0 ? 0 : characterBoundary(text, at - 1);
}

std::size_t countCharacters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at = nextCharacter(text, at)) ++count;
  return count;
}

std::size_t wordLeft(std::string_view text, std::size_t at) {
  at = characterBoundary(text, at);
  const auto kindBefore = [&] { return kindOf(decodeAt(text, previousCharacter(text, at)).code); };
  while (at > 0 && (kindBefore() == Kind::space || kindBefore() == Kind::lineBreak)) at = previousCharacter(text, at);
  if (at == 0) return 0;
  const Kind kind = kindBefore();
  while (at > 0 && kindBefore() == kind) at = previousCharacter(text, at);
  return at;
}

std::size_t wordRight(std::string_view text, std::size_t at) {
  at = characterBoundary(text, at);
  if (at >= text.size()) return text.size();
  const auto kindHere = [&] { return kindOf(decodeAt(text, at).code); };
  const Kind kind = kindHere();
  while (at < text.size() && kindHere() == kind) at = nextCharacter(text, at);
  while (at < text.size() && (kindHere() == Kind::space || kindHere() == Kind::lineBreak)) at = nextCharacter(text, at);
  return at;
}

std::pair<std::size_t, std::size_t> wordAt(std::string_view text, std::size_t at) {
  if (text.empty()) return {0, 0};
  std::size_t begin = characterBoundary(text, at);
  if (begin == text.size()) begin = previousCharacter(text, begin);
  const Kind kind = kindOf(decodeAt(text, begin).code);
  std::size_t end = nextCharacter(text, begin);
  while (end < text.size() && kindOf(decodeAt(text, end).code) == kind) end = nextCharacter(text, end);
  while (begin > 0 && kindOf(decodeAt(text, previousCharacter(text, begin)).code) == kind)
    begin = previousCharacter(text, begin);
  return {begin, end};
}

std::string cleanedForTyping(std::string_view text, bool singleLine) {
  std::string out;
  out.reserve(text.size());  // never grows, so no copy is left behind
  for (std::size_t at = 0; at < text.size();) {
    const Decoded c = decodeAt(text, at);
    const std::string_view bytes = text.substr(at, c.bytes);
    at += c.bytes;
    if (!c.valid) continue;
    if (c.code == '\r' || c.code == '\n') {
      if (c.code == '\r' && at < text.size() && text[at] == '\n') ++at;
      if (!singleLine) out += '\n';
    } else if (c.code == '\t') {
      out += ' ';
    } else if (c.code < 0x20 || (c.code >= 0x7F && c.code < 0xA0)) {
      continue;
    } else {
      out += bytes;
    }
  }
  return out;
}

}  // namespace pillarbox::ui
