#include <algorithm>
#include <cmath>

#include "kiosk/post/apply.h"
#include "kiosk/post/paper.h"
#include "kiosk/post/words.h"

namespace pillarbox::post {

namespace {

// A page that lies there is nobody; one that is moved by more than this part of the picture is somebody.
constexpr double moved = 0.03;

bool movedBy(const Guide& before, const GuideArrived& after) {
  if (before.corners.has_value() != after.corners.has_value()) return true;
  if (!before.corners) return false;
  for (std::size_t i = 0; i < 4; ++i) {
    const PaperPoint &a = (*before.corners)[i], &b = (*after.corners)[i];
    if (std::hypot(a.x - b.x, a.y - b.y) > moved) return true;
  }
  return false;
}

KeptPage keptPage(const PageArrived& event) {
  KeptPage kept{event.page, event.webp, event.grey, {}, {}};
  kept.page.attachment.clear();
  for (const PaperTick& tick : kept.page.ticks) kept.readTicks.push_back(tick.state);
  for (const PaperField& field : kept.page.fields) kept.readFields.push_back(field.suggestion);
  return kept;
}

// Saved at once: nobody should have to show a page twice.
void pagesChanged(State& state, Effects& out) {
  noteChange(state);
  takeTicks(state.draft);
  state.sideMissingSaid = false;
  saveNow(state, out);
}

EyeOn wantedLook(const State& state) {
  const bool plain = state.cover == Cover::none && state.leave == Leave::none && !state.posting;
  if (!state.session.signedIn && state.screen == Screen::signIn) return {Eye::badge, true};
  if (state.session.signedIn && state.screen == Screen::scan && plain && !state.pageView) return {Eye::page, true};
  return {};
}

}  // namespace

void directCamera(State& state, Effects& out) {
  const EyeOn wanted = wantedLook(state);
  if (wanted == state.look) return;
  state.look = wanted;
  state.preview = {};
  state.guide = {};
  if (wanted.eye != Eye::badge) state.severalBadges = false;
  ask(out, CameraLook{wanted.eye, wanted.preview});
}

void on(State& state, const CameraChanged& event, Effects&) {
  state.camera = event.state;
  if (event.state == CameraState::open) return;
  state.preview = {};
  state.guide = {};
}

void on(State& state, const PreviewArrived& event, Effects&) {
  if (!state.look.preview || state.camera != CameraState::open) return;
  // "Still pictures": the camera's is changed about once a second, of its ten or so.
  constexpr std::uint64_t oneInSoMany = 10;
  const bool still = state.access.now.reducedMotion && state.preview.pixels;
  if (still && event.picture.version % oneInSoMany != 0) return;
  state.preview = event.picture;
}

void on(State& state, const GuideArrived& event, Effects&) {
  if (state.look.eye != Eye::page) return;
  if (movedBy(state.guide, event)) state.lastTouch = state.monotonic;
  state.guide = {event.advice, event.corners, std::clamp(event.steady, 0.0, 1.0)};
  // What was said of the last page stands until there is something to say about the next.
  const bool resting = event.advice == PaperAdvice::none || event.advice == PaperAdvice::noPage;
  if (!resting || event.steady > 0) state.taken = Taken::nothing;
}

void on(State& state, const PageArrived& event, Effects& out) {
  if (!state.session.signedIn || state.screen != Screen::scan || state.posting) return;
  state.lastTouch = state.monotonic;
  Draft& draft = state.draft;
  for (const PaperTick& tick : event.page.ticks) {
    if (tick.id == "adult.yes" && tick.state != TickState::no) draft.adultSettled = false;
  }
  state.guide = {};
  // The camera is for paper: whatever is not a page is not kept, whoever sent it.
  if (!event.webp || event.webp->empty() || !event.page.corners || event.page.width <= 0) {
    state.taken = Taken::notPaper;
    return;
  }
  const auto same = sameSide(draft, event.page);
  std::optional<std::size_t> place = state.retake;
  if (place && *place >= draft.pages.size()) place.reset();
  // Another page than the one that was to be shown again is a page like any other.
  if (place && same && *same != *place) place.reset();
  if (place && !same && event.page.form && draft.pages[*place].page.form) {
    const PaperForm &wanted = *draft.pages[*place].page.form, &shown = *event.page.form;
    if (wanted.side != shown.side) place.reset();
  }
  if (place) {
    draft.pages[*place] = keptPage(event);
    state.retake.reset();
    state.taken = Taken::again;
    pagesChanged(state, out);
    return;
  }
  if (same) {
    state.taken = Taken::duplicate;
    return;
  }
  if (!hasRoomFor(draft, event.webp->size())) {
    state.taken = Taken::full;
    return;
  }
  const auto at = draft.pages.begin() + static_cast<std::ptrdiff_t>(placeFor(draft, event.page));
  draft.pages.insert(at, keptPage(event));
  state.retake.reset();
  state.taken = otherSideMissing(draft, event.page) ? Taken::turnOver : Taken::got;
  pagesChanged(state, out);
}

void on(State& state, const SeveralBadges&, Effects&) {
  if (state.look.eye == Eye::badge) state.severalBadges = true;
}

void on(State& state, const TakePicture&, Effects& out) {
  if (state.look.eye != Eye::page) return;
  state.taken = Taken::nothing;
  ask(out, CameraTakeNow{});
}

void on(State& state, const CannotScan&, Effects&) {
  if (state.screen != Screen::scan) return;
  const bool editing = state.editing;
  state.draft.byPaper = false;
  show(state, editing ? Screen::check : Screen::who);
}

void on(State& state, const ShowPage& event, Effects&) {
  if (event.index < state.draft.pages.size()) state.pageView = event.index;
}

void on(State& state, const HidePage&, Effects&) {
  state.pageView.reset();
}

void on(State& state, const RetakePage& event, Effects& out) {
  if (event.index >= state.draft.pages.size()) return;
  const bool editing = state.screen == Screen::check || state.editing;
  show(state, Screen::scan);
  state.editing = editing;
  state.retake = event.index;
  ask(out, CameraTakeAgain{});
}

void on(State& state, const RemovePage& event, Effects& out) {
  if (event.index >= state.draft.pages.size()) return;
  state.draft.pages.erase(state.draft.pages.begin() + static_cast<std::ptrdiff_t>(event.index));
  state.pageView.reset();
  state.retake.reset();
  state.taken = Taken::nothing;
  ask(out, CameraTakeAgain{});
  pagesChanged(state, out);
}

void on(State& state, const SetTick& event, Effects&) {
  if (event.page >= state.draft.pages.size()) return;
  auto& ticks = state.draft.pages[event.page].page.ticks;
  if (event.tick >= ticks.size()) return;
  PaperTick& tick = ticks[event.tick];
  tick.state = event.state;
  tick.confirmedBy = state.session.author.name;
  // What the tick had put in is taken out again by its own answer only.
  if (event.state != TickState::yes) {
    Draft& draft = state.draft;
    if (tick.id == "urgent") draft.canWait = CanWait::unsaid;
    if (tick.id == "told.dsl" && draft.told == Answer::yes) draft.told = Answer::unsaid;
    if (tick.id == "done.spoke-to-child") draft.spokeToChild = false;
    if (tick.id == "done.parent") draft.rangParent = false;
    if (tick.id == "done.advice") draft.adviceGiven = false;
    if (tick.id == "kind." + std::string(recordKindName(draft.kind))) draft.kind = RecordKind::unsaid;
  }
  if (tick.id == "adult.yes") state.draft.adultSettled = false;
  noteChange(state);
  takeTicks(state.draft);
}

void on(State& state, const SetSuggestion& event, Effects&) {
  if (event.page >= state.draft.pages.size()) return;
  KeptPage& kept = state.draft.pages[event.page];
  if (event.field >= kept.page.fields.size()) return;
  PaperField& field = kept.page.fields[event.field];
  field.suggestion = event.right ? kept.readFields[event.field] : std::string();
  field.confirmedBy = state.session.author.name;
  noteChange(state);
}

}  // namespace pillarbox::post
