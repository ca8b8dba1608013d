// What the two halves of keeping's apply() share; for apply_keeping*.cpp only.
#pragma once

#include "kiosk/inbox/apply.h"

namespace pillarbox::inbox {

void askKeeping(State& state, KeepingEffect effect, Effects& out);  // unless something is being done already
void sayKeeping(State& state, std::string problem);
void goToKeeping(State& state, KeepingPage page);

// apply_keeping_destroy.cpp
void on(State& state, DestroyingAsked& event, Effects& out);
void on(State& state, DestroyingSureToggled& event, Effects& out);
void on(State& state, DestroyingProposed& event, Effects& out);
void on(State& state, DestroyingChosen& event, Effects& out);
void on(State& state, DestroyingAgreed& event, Effects& out);
void on(State& state, DestroyingWithdrawn& event, Effects& out);
void on(State& state, DestroyingPlanned& event, Effects& out);
void on(State& state, RecordsGone& event, Effects& out);
// The proposal that is chosen; null if there is none.
const DestroyingHere* chosenDestroying(const KeepingState& now);

}  // namespace pillarbox::inbox
