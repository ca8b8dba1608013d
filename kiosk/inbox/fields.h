// The fields people type into, and the rules for what they typed. Pure.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/inbox/effect.h"
#include "kiosk/inbox/state.h"

namespace pillarbox::inbox {

ui::TextModel& fieldOf(State& state, Field field);
const ui::TextModel& fieldOf(const State& state, Field field);

// What was typed, without spaces and empty lines around it.
std::string trimmed(std::string_view text);

// One kind sentence if this passphrase cannot be used; empty if it can. `starter` is the one it replaces, or empty.
std::string passphraseProblem(const PassphraseState& choose, std::string_view starter);

// Goes on to the next step of setting up, or says what is missing in this one.
void setupNext(State& state, Effects& effects);

}  // namespace pillarbox::inbox
