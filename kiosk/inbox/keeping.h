// Manage: what goes out and comes in, how long it is kept, holds and destruction. State, events and effects.
#pragma once

#include <variant>

namespace pillarbox::inbox {

struct KeepingState {};

struct KeepingShown {};  // this part was opened

using KeepingEvent = std::variant<KeepingShown>;

// → performed on the worker's thread (keeping_main.cpp), answered by KeepingEvents.
struct LoadKeeping {};  // what this part shows and the screens do not know

using KeepingEffect = std::variant<LoadKeeping>;

}  // namespace pillarbox::inbox
