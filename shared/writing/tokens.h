// A text cut into words, for spelling and for rules. Pure; any bytes may be given.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/writing/exact_words.h"

namespace pillarbox::writing {

// One word: letters and digits, with apostrophes, hyphens, full stops and & that stand inside (don't, X-ray, J.S.,
// A&E).
struct Token {
  std::size_t begin = 0, end = 0;  // bytes of the text
  // Lower case as far as it is ASCII, ’ made '; without 's at its end. Lies in Tokens::folded.
  std::size_t foldedAt = 0, foldedSize = 0;
  std::uint32_t sentence = 0;  // counted from 0; a quotation belongs to the sentence round it
  bool quoted = false;
  bool capital = false;      // begins with a capital letter
  bool allCapitals = false;  // at least two letters, none of them small; JSs counts (a plural or possessive s)
  bool number = false;       // holds a digit
  bool latin = true;         // no letters of other scripts
  bool startsSentence = false;
  bool address = false;  // part of an e-mail or web address
  // What stands between the word before and this one.
  bool breakBefore = false;  // the end of a sentence or paragraph, or a quotation
  bool commaBefore = false;  // , ; ( ) or a dash or colon
  char signBefore = 0;       // the last of , ; : ( ) - that stands there; - for every dash
};

enum class SentenceEnd : std::uint8_t { none, stop, question };

struct Tokens {
  std::vector<Token> words;
  std::vector<SentenceEnd> ends;  // of each sentence
  std::string folded;
  std::string_view foldedOf(const Token& token) const {
    return std::string_view(folded).substr(token.foldedAt, token.foldedSize);
  }
};

// `quotes` as exactWordsSpans() gives them.
Tokens tokensOf(std::string_view text, const std::vector<Span>& quotes);

}  // namespace pillarbox::writing
