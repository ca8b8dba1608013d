// People's initials and letters that stand for words. Internal to this room.
#pragma once

#include <string_view>
#include <vector>

#include "shared/writing/hints.h"
#include "shared/writing/rule_book.h"
#include "shared/writing/tokens.h"

namespace pillarbox::writing {

// The first of each; `speller` may be null.
std::vector<Hint> abbreviationHints(std::string_view text, const Tokens& tokens, const RuleBook& book, Speller* speller,
                                    bool initialsAllowed);

}  // namespace pillarbox::writing
