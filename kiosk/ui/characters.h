// Where characters and words begin and end in UTF-8: what a person calls one character may be several code points (a
// letter and its accents, an emoji family). A small part of Unicode's text segmentation (UAX #29), enough for caret and
// delete. Pure; any thread. Bytes that are not UTF-8 count as one character each.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace pillarbox::ui {

struct Decoded {
  char32_t code = 0;      // U+FFFD for a byte that is not UTF-8
  std::size_t bytes = 1;  // at least 1
  bool valid = true;
};
Decoded decodeAt(std::string_view text, std::size_t at);  // at < text.size()

// Combining marks, joiners, variation selectors, skin tones: drawn with the code point before them.
bool joinsPrevious(char32_t code);

std::size_t nextCharacter(std::string_view text, std::size_t at);
std::size_t previousCharacter(std::string_view text, std::size_t at);
// The character boundary at `at`, or the nearest before it.
std::size_t characterBoundary(std::string_view text, std::size_t at);
std::size_t countCharacters(std::string_view text);

std::size_t wordLeft(std::string_view text, std::size_t at);
std::size_t wordRight(std::string_view text, std::size_t at);
// First and one-past-last byte of the word (or run of spaces or punctuation) at `at`.
std::pair<std::size_t, std::size_t> wordAt(std::string_view text, std::size_t at);

// `text` fit to be typed: CRLF and CR become LF, tabs a space; control characters and bytes that are not UTF-8 are
// dropped, and line breaks too if `singleLine`. The caller wipes the result if it is a secret.
std::string cleanedForTyping(std::string_view text, bool singleLine);

}  // namespace pillarbox::ui
