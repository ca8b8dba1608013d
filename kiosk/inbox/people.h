// Manage: people, their key cards, devices and badges. State, events and effects.
#pragma once

#include <variant>

namespace pillarbox::inbox {

struct PeopleState {};

struct PeopleShown {};  // this part was opened

using PeopleEvent = std::variant<PeopleShown>;

// → performed on the worker's thread (people_main.cpp), answered by PeopleEvents.
struct LoadPeople {};  // what this part shows and the screens do not know

using PeopleEffect = std::variant<LoadPeople>;

}  // namespace pillarbox::inbox
