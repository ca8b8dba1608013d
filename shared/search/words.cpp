#include "shared/search/words.h"

#include <algorithm>
#include <cstdint>

#include "shared/record/folding.h"

namespace pillarbox::search {
namespace {

std::size_t letterBytes(unsigned char first) {
  if (first >= 0xF0) return 4;
  if (first >= 0xE0) return 3;
  return first >= 0xC0 ? 2 : 1;
}

std::uint32_t codeOf(std::string_view letter) {
  if (letter.size() == 1) return static_cast<unsigned char>(letter[0]);
  std::uint32_t code = static_cast<unsigned char>(letter[0]) & (0xFFU >> (letter.size() + 1));
  for (const char c : letter.substr(1)) code = (code << 6) | (static_cast<unsigned char>(c) & 0x3FU);
  return code;
}

void append(std::string& out, std::uint32_t code) {  // of two bytes
  out.push_back(static_cast<char>(0xC0U | (code >> 6)));
  out.push_back(static_cast<char>(0x80U | (code & 0x3FU)));
}

enum class Role { part, gap, nothing };

// What a letter beyond ASCII is, and how it is folded. Greek and Cyrillic capitals (U+0391.., U+0400..) become small
// letters: names are written in them, and folding.h leaves them as they are.
Role foldLetter(std::string_view letter, std::string& folded) {
  const std::uint32_t code = codeOf(letter);
  const auto within = [code](std::uint32_t from, std::uint32_t to) { return code >= from && code <= to; };
  const bool sign = within(0x80, 0xBF) && code != 0xAA && code != 0xAD && code != 0xB4 && code != 0xB5 && code != 0xBA;
  if (sign || within(0x20A0, 0x20CF) || within(0x3000, 0x303F)) return Role::gap;
  if (within(0x391, 0x3A9) || within(0x410, 0x42F)) {
    append(folded, code + 0x20);
    return Role::part;
  }
  if (within(0x400, 0x40F)) {
    append(folded, code + 0x50);
    return Role::part;
  }
  const std::string between = foldName("a" + std::string(letter) + "a");
  if (between == "a a") return Role::gap;
  if (between.size() <= 2) return Role::nothing;
  folded.append(between, 1, between.size() - 2);
  return Role::part;
}

Role foldAscii(char c, std::string& folded) {
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
    folded.push_back(c);
    return Role::part;
  }
  if (c >= 'A' && c <= 'Z') {
    folded.push_back(static_cast<char>(c - 'A' + 'a'));
    return Role::part;
  }
  return c == '\'' || c == '`' ? Role::nothing : Role::gap;
}

}  // namespace

std::vector<Word> wordsOf(std::string_view text) {
  std::vector<Word> words;
  Word open;
  const auto close = [&] {
    if (!open.folded.empty()) words.push_back(std::move(open));
    open = {};
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = std::min(letterBytes(static_cast<unsigned char>(text[at])), text.size() - at);
    const bool begins = open.folded.empty();
    const Role role = bytes == 1 ? foldAscii(text[at], open.folded) : foldLetter(text.substr(at, bytes), open.folded);
    if (role == Role::gap) close();
    if (role == Role::part) {
      if (begins) open.begin = at;
      open.end = at + bytes;
    }
    at += bytes;
  }
  close();
  return words;
}

}  // namespace pillarbox::search
