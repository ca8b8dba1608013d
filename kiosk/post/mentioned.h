// A child of the roster who is mentioned in the account (a reference, not only a name) but is not one of the children
// of the concern: the check screen offers to add them. Declining is remembered in the draft; nothing waits for it.
#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/post/draft.h"
#include "shared/record/roster.h"

namespace pillarbox::post {

inline constexpr std::size_t mostMentionedAtOnce = 3;

// --- touches ---
struct AddMentioned {
  std::string pupilId;
};  // the part is asked next
struct SetMentionedPart {
  Part part = Part::unsaid;
};  // and with it they are added
struct LeaveMentioned {
  std::string pupilId;
};  // not offered again for this draft
using MentionedEvent = std::variant<AddMentioned, SetMentionedPart, LeaveMentioned>;

struct State;
// The children to be offered now, in the order they are mentioned: at most mostMentionedAtOnce. Pointers into
// state.roster.
std::vector<const Pupil*> mentionedToOffer(const State& state);

}  // namespace pillarbox::post
