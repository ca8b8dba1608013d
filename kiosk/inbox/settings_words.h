// What the settings are called and reckoned from. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/inbox/state.h"
#include "shared/record/directory_diff.h"
#include "shared/record/policies.h"

namespace pillarbox::inbox {

std::string_view settingsTabWords(SettingsTab tab);

// The school's guidance as it is kept in one text: what it says, then where it is from in square brackets.
struct GuidanceText {
  std::string says, source;
};
GuidanceText guidanceFrom(std::string_view kept);
std::string guidanceText(std::string_view says, std::string_view source);

// As edited: the draft, or what is in force. Null if the school is not known.
const Directory* settingsShown(const State& state);
std::vector<DirectoryChange> settingsChanges(const State& state);
// May this reader change that rule, or anything else here? The directory refuses what they may not.
bool mayChange(const State& state, const PolicyRow& row);
bool mayChangeSchool(const State& state);

std::size_t concernsOf(const State& state, std::string_view category);  // of those this reader may read

}  // namespace pillarbox::inbox
