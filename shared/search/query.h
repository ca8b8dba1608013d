// What was typed into a search field. Anything is a search, never a mistake: there are no operators, only words, and
// words in quotation marks (straight or curly) that must stand together. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/search/words.h"

namespace pillarbox::search {

// Words that must stand next to each other, as shared/search/words.h has them. "Smith-Jones" is one term of two words.
struct Term {
  std::vector<std::string> words;  // never empty
  bool prefix = false;             // still being typed: the last word may go on
  bool operator==(const Term&) const = default;
};

// All terms must be found in one entry, each within one field.
struct Query {
  std::vector<Term> terms;
  bool empty() const { return terms.empty(); }
  bool operator==(const Query&) const = default;
};

inline constexpr std::size_t maxQueryBytes = 400;  // what comes after is not looked at
inline constexpr std::size_t maxTerms = 16;

// The last word counts as not yet complete unless a space or a quotation mark follows it.
Query parseQuery(std::string_view typed);

// Where `term` stands in `words`: [first, last] of them.
struct Place {
  std::size_t first = 0, last = 0;
};
std::vector<Place> placesOf(const Term& term, const std::vector<Word>& words);

}  // namespace pillarbox::search
