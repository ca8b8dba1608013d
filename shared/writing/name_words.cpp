#include "shared/writing/name_words.h"

#include <cstdint>

#include "shared/record/folding.h"

namespace pillarbox::writing {
namespace {

struct Letter {
  std::uint32_t code = 0;
  std::size_t bytes = 1;
};

Letter letterAt(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {first, 1};
  const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
  if (bytes == 1 || at + bytes > text.size()) return {0, 1};
  std::uint32_t code = first & (0xFFu >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((static_cast<unsigned char>(text[at + i]) & 0xC0u) != 0x80) return {0, 1};
    code = (code << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3Fu);
  }
  return {code, bytes};
}

bool isLetter(std::uint32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c == 0xD7 || c == 0xF7) return false;
  return c < 0x2000 || (c >= 0x2C00 && c < 0x2E00) || (c > 0x3020 && c < 0xE000) || (c >= 0xF900 && c < 0xFE00) ||
         (c >= 0xFE70 && c < 0xFEFF) || (c > 0xFF20 && c < 0xFFE0) || (c >= 0x10000 && c < 0x1F000) || c >= 0x20000;
}

// No width of their own: somebody's keyboard, or whoever wants a name not to be found, puts them inside a word.
bool isUnseen(std::uint32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) ||
         (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

bool isApostrophe(std::uint32_t c) {
  return c == '\'' || c == '`' || c == 0xB4 || c == 0x2018 || c == 0x2019 || c == 0x2032 || (c >= 0x2B9 && c <= 0x2BF);
}

constexpr std::string_view noNames[] = {
    "boy",    "girl",    "child",    "children", "pupil",  "kid",    "baby",    "toddler", "teenager", "year",
    "class",  "form",    "group",    "brother",  "sister", "twin",   "sibling", "cousin",  "friend",   "mate",
    "mum",    "mother",  "dad",      "father",   "parent", "carer",  "nan",     "gran",    "aunt",     "uncle",
    "step",   "foster",  "older",    "younger",  "little", "big",    "old",     "new",     "other",    "another",
    "some",   "someone", "somebody", "one",      "two",    "three",  "four",    "several", "unknown",  "not",
    "known",  "name",    "named",    "called",   "nobody", "staff",  "teacher", "lady",    "man",      "woman",
    "person", "people",  "adult",    "social",   "worker", "police", "officer", "nurse",   "doctor",   "his",
    "her",    "their",   "my",       "our",      "from",   "with",   "in",      "at",      "by",       "on",
    "an",     "no",      "yes",      "who",      "which",  "that",   "this",    "school"};

}  // namespace

bool isNoName(std::string_view folded) {
  for (const std::string_view each : noNames) {
    if (each == folded) return true;
  }
  for (const std::string_view each : nameParticles) {
    if (each == folded) return true;
  }
  for (const std::string_view each : titleWords) {
    if (each == folded) return true;
  }
  return false;
}

std::vector<NameWord> nameWordsOf(std::string_view text) {
  std::vector<NameWord> words;
  std::size_t at = 0;
  while (at < text.size()) {
    if (text.substr(at).starts_with("@{")) {
      const std::size_t close = text.find('}', at);
      if (close != std::string_view::npos && close - at <= 64) {
        if (close > at + 2) words.push_back({at, close + 1, {}, std::string(text.substr(at + 2, close - at - 2))});
        at = close + 1;
        continue;
      }
    }
    Letter letter = letterAt(text, at);
    if (!isLetter(letter.code) || isApostrophe(letter.code)) {
      at += letter.bytes;
      continue;
    }
    NameWord word{at, at, {}, {}};
    std::size_t apostrophe = 0;  // where the last one inside stands
    while (at < text.size()) {
      letter = letterAt(text, at);
      if (isApostrophe(letter.code)) {
        const std::size_t next = at + letter.bytes;
        if (next >= text.size() || !isLetter(letterAt(text, next).code)) break;
        apostrophe = at;
      } else if (!isLetter(letter.code) && !isUnseen(letter.code)) {
        break;
      }
      at += letter.bytes;
      word.end = at;
    }
    if (apostrophe > 0) {
      const Letter mark = letterAt(text, apostrophe);
      const std::string_view tail = text.substr(apostrophe + mark.bytes, word.end - apostrophe - mark.bytes);
      if (tail == "s" || tail == "S") word.end = apostrophe;
    }
    word.folded = foldName(text.substr(word.begin, word.end - word.begin));
    if (!word.folded.empty()) words.push_back(std::move(word));
  }
  return words;
}

}  // namespace pillarbox::writing
