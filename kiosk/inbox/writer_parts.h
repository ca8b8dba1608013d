// What a concern's page has to do with its writer: a call, a mistake they point out, and what can be said to them.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

inline constexpr std::string_view callTitle = "Call: somebody needs you now";

// Kept as a note by whoever looked into a mistake that the writer pointed out.
inline constexpr const char* nameIsRight =
    "The writer said that the wrong child was named. It was checked: the name is right.";

// Of a call there is only who, where and when.
void drawCallHead(ui::Flow& flow, const CaseEntry& shown);
// Mistakes the writer pointed out, above what they are about, so that both are read together.
// Once somebody has dealt with one it is a quiet line.
void drawMistakes(ui::Flow& flow, const State& state, const Case& chosen, Events& out);
// The sentences that can be said to the writer, or why they would not see one.
void drawMessages(ui::Flow& flow, const State& state, const Case& chosen, Events& out);

// "Thank you"; empty if it is none of the messages.
std::string_view messageName(Kind kind);
// Whoever wrote it will see a message when they next show their badge.
bool writerCanBeTold(const Entry& entry);

}  // namespace pillarbox::inbox
