#include <algorithm>

#include "kiosk/post/apply.h"
#include "kiosk/post/entry_of.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::post {

namespace {

bool mayOffer(const State& state) {
  return state.screen == Screen::check && state.session.signedIn && state.roster && state.draft.adding.id.empty() &&
         state.draft.pupils.size() < mostPupils;
}

bool isOffered(const State& state, std::string_view pupilId) {
  const auto offered = mentionedToOffer(state);
  return std::any_of(offered.begin(), offered.end(), [&](const Pupil* pupil) { return pupil->id == pupilId; });
}

void on(State& state, const AddMentioned& event) {
  if (isOffered(state, event.pupilId)) state.draft.partAsked = event.pupilId;
}

void on(State& state, const SetMentionedPart& event) {
  if (event.part == Part::unsaid || !isOffered(state, state.draft.partAsked)) return;
  addFromRoster(state, state.draft.partAsked, event.part);
  wipe(state.draft.partAsked);
}

void on(State& state, const LeaveMentioned& event) {
  if (!isOffered(state, event.pupilId)) return;
  state.draft.notAdded.push_back(event.pupilId);
  wipe(state.draft.partAsked);
}

}  // namespace

std::vector<const Pupil*> mentionedToOffer(const State& state) {
  std::vector<const Pupil*> out;
  if (!mayOffer(state)) return out;
  const Draft& draft = state.draft;
  for (const ui::TextTag& tag : draft.text(Field::account).tags()) {
    const auto mention = mentionOf(tag.tag.text());
    if (!mention || mention->first != MentionKind::pupil) continue;
    const std::string& ref = mention->second;
    const Pupil* pupil = state.roster->pupil(ref);
    const bool known =
        pupil == nullptr || std::find(out.begin(), out.end(), pupil) != out.end() ||
        std::find(draft.notAdded.begin(), draft.notAdded.end(), ref) != draft.notAdded.end() ||
        std::any_of(draft.pupils.begin(), draft.pupils.end(), [&](const auto& one) { return one.ref == ref; });
    if (!known) out.push_back(pupil);
    if (out.size() >= mostMentionedAtOnce) break;
  }
  return out;
}

bool mayHappen(const State& state, const MentionedEvent&) {
  return mayWrite(state) && mayOffer(state);
}

void on(State& state, const MentionedEvent& event, Effects&) {
  std::visit([&](const auto& each) { on(state, each); }, event);
}

}  // namespace pillarbox::post
