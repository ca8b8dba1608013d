// Manage: what the school has decided: policies, categories, places, guidance and hints. State, events and effects.
#pragma once

#include <variant>

namespace pillarbox::inbox {

struct SettingsState {};

struct SettingsShown {};  // this part was opened

using SettingsEvent = std::variant<SettingsShown>;

// → performed on the worker's thread (settings_main.cpp), answered by SettingsEvents.
struct LoadSettings {};  // what this part shows and the screens do not know

using SettingsEffect = std::variant<LoadSettings>;

}  // namespace pillarbox::inbox
