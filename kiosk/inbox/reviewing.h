// Manage: the quality review: what to look through, a sample, notes, and when it is due. State, events and effects.
#pragma once

#include <variant>

namespace pillarbox::inbox {

struct ReviewState {};

struct ReviewShown {};  // this part was opened

using ReviewEvent = std::variant<ReviewShown>;

// → performed on the worker's thread (reviewing_main.cpp), answered by ReviewEvents.
struct LoadReview {};  // what this part shows and the screens do not know

using ReviewEffect = std::variant<LoadReview>;

}  // namespace pillarbox::inbox
