#include "shared/record/folding.h"

#include <cstdint>

namespace pillarbox {

namespace {

// Base letters of U+00C0..U+017F (Latin-1 Supplement and Latin Extended-A, Unicode 15), in code-point order; '*' marks
// those that are two letters, looked up in pairOf.
constexpr std::string_view latinBase =
    "aaaaaa*ceeeeiiiidnooooo ouuuuy**aaaaaa*ceeeeiiiidnooooo ouuuuy*y"      // C0..FF
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkklllllllllln"  // 100..143
    "nnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";         // 144..17F

// The same for U+0180..U+024F (Latin Extended-B: Romanian, Vietnamese, Hausa, Yoruba...); '-' stays as it is.
constexpr std::string_view latinExtendedB =
    "bbbb---ccdddd-eeeffgghiikkl--nnooo--pp-----ttttuu-vyyzz---------"
    "-------------aaiioouuuuuuuuuueaaaa--ggggkkoooo--j---gg--nnaa----"
    "aaaaeeeeiiiioooorrrruuuusstt--hh-d--zzaaeeooooooooyy------acclts"
    "z--bu-eejj--rryy";

// The same for U+1E00..U+1EFF (Latin Extended Additional).
constexpr std::string_view latinAdditional =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
    "wwwwwwwwwwxxxxyyzzzzzzhtwyasss*daaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyllvvyy";

std::string_view pairOf(std::uint32_t code) {
  switch (code) {
    case 0xC6:
    case 0xE6:
      return "ae";
    case 0xDE:
    case 0xFE:
      return "th";
    case 0xDF:
    case 0x1E9E:
      return "ss";
    case 0x132:
    case 0x133:
      return "ij";
    case 0x152:
    case 0x153:
      return "oe";
    default:
      return "";
  }
}

// Apostrophes in all their shapes, dots, combining accents, and marks that have no width (of direction, of joining).
bool vanishes(std::uint32_t code) {
  const auto within = [code](std::uint32_t from, std::uint32_t to) { return code >= from && code <= to; };
  return code == '\'' || code == '.' || code == '`' || code == 0xAD || code == 0xB4 || code == 0x2032 ||
         within(0x2018, 0x201B) || within(0x2B9, 0x2BF) || within(0x300, 0x36F) || within(0x200B, 0x200F) ||
         within(0x202A, 0x202E) || within(0x2060, 0x2069) || within(0xFE00, 0xFE0F) || code == 0xFEFF;
}

char baseOf(std::uint32_t code) {
  if (code >= 0xC0 && code < 0xC0 + latinBase.size()) return latinBase[code - 0xC0];
  if (code >= 0x180 && code < 0x180 + latinExtendedB.size()) {
    const char base = latinExtendedB[code - 0x180];
    return base == '-' ? '\0' : base;
  }
  if (code >= 0x1E00 && code < 0x1E00 + latinAdditional.size()) return latinAdditional[code - 0x1E00];
  return '\0';
}

struct Decoded {
  std::uint32_t code = 0;
  std::size_t bytes = 1;
};

Decoded decodeAt(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(at);
  std::size_t bytes = 1;
  if (first >= 0xF0)
    bytes = 4;
  else if (first >= 0xE0)
    bytes = 3;
  else if (first >= 0xC0)
    bytes = 2;
  if (at + bytes > text.size() || bytes == 1) return {first, 1};
  std::uint32_t code = first & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) code = (code << 6) | (byte(at + i) & 0x3FU);
  return {code, bytes};
}

}  // namespace

std::string foldName(std::string_view name) {
  std::string folded;
  const auto space = [&] {
    if (!folded.empty() && folded.back() != ' ') folded.push_back(' ');
  };
  for (std::size_t at = 0; at < name.size();) {
    const Decoded letter = decodeAt(name, at);
    const std::string_view raw = name.substr(at, letter.bytes);
    at += letter.bytes;
    const std::uint32_t code = letter.code;
    if ((code >= 'a' && code <= 'z') || (code >= '0' && code <= '9')) {
      folded.push_back(static_cast<char>(code));
    } else if (code >= 'A' && code <= 'Z') {
      folded.push_back(static_cast<char>(code - 'A' + 'a'));
    } else if (vanishes(code)) {
      continue;
    } else if (const char base = baseOf(code); base != '\0') {
      if (base == '*') {
        folded.append(pairOf(code));
      } else if (base != ' ') {
        folded.push_back(base);
      } else {
        space();
      }
    } else if (code < 0x80 || code == 0xA0 || (code >= 0x2000 && code <= 0x206F)) {
      space();
    } else {
      folded.append(raw);
    }
  }
  if (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return folded;
}

std::vector<std::string> foldedWords(std::string_view name) {
  const std::string folded = foldName(name);
  std::vector<std::string> words;
  std::size_t start = 0;
  while (start < folded.size()) {
    const std::size_t end = std::min(folded.find(' ', start), folded.size());
    if (end > start) words.push_back(folded.substr(start, end - start));
    start = end + 1;
  }
  return words;
}

}  // namespace pillarbox
