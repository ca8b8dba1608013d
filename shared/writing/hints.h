// Offers on how to write so that a stranger understands it in twenty years. They never block, never rewrite, and say
// nothing inside somebody's exact words. Pure. How good they are on which texts: tests/corpus/hints.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "shared/writing/rules.h"
#include "shared/writing/spelling.h"

namespace pillarbox::writing {

struct Hint {
  HintKind kind = HintKind::judgement;
  std::size_t start = 0, end = 0;  // bytes of the text; both its size where the hint is about no words
  std::string message;             // one offer in plain English
  bool operator==(const Hint&) const = default;
};

struct HintOptions {
  bool initialsAllowed = false;  // policy of the school: other children are written as initials
  // What was asked for and answered elsewhere, by the names the rules give their needs: "time", "place", "told",
  // "side", "site", "size", "colour"...
  std::vector<std::string> answered;
  // For how many misspelt words a suggestion is looked up, each some milliseconds; the others are only shown.
  std::size_t suggestions = 0;
};

// In order of where they start. `speller` may be null: then there are no names and no spelling, and fewer abbreviations
// are told from shouted words. Any bytes may be given; of what is not UTF-8 nothing is understood.
std::vector<Hint> hintsFor(std::string_view text, const Rules& rules, Speller* speller,
                           const HintOptions& options = {});

}  // namespace pillarbox::writing
