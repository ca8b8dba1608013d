// The DSL's program as two functions: apply() changes the state and asks for effects; draw() draws it and says what was
// touched. Both pure apart from what they are given. UI thread.
#pragma once

#include <optional>

#include "kiosk/inbox/effect.h"
#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

// Starts at unlocking, or at setting up where there is no school yet.
State begin(Config config, bool haveSchool, Milliseconds now);

Effects apply(State& state, Event event);

Events draw(ui::Frame& frame, const State& state);

// A name for each screen, for Engine::run, logs and pictures: "inbox.list"; "inbox.cover" while covered.
std::string_view screenName(const State& state);

inline constexpr int lockWarningSeconds = 15;
inline constexpr int setupIdleSeconds = 900;  // nothing secret has been made yet, and people are called away

// Seconds until it locks by itself, once within the warning; nothing before that.
std::optional<int> lockCountdown(const State& state);

// How long until a Tick changes something although nobody touches anything; the loop sleeps until then.
std::optional<Milliseconds> untilTick(const State& state);

}  // namespace pillarbox::inbox
