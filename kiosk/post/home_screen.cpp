#include <algorithm>

#include "kiosk/post/entry_of.h"
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

void dangerColumn(Flow& flow, const State& state) {
  const auto people = dslsToTell(state.directory.get());
  flow.frame().text("home.danger", flow.take(flow.frame().textHeight(words::danger, Words::heading, flow.width())),
                    words::danger, Words::heading, Tone::danger);
  flow.text(people.empty() ? words::dangerNobody : words::dangerDo, Words::strong);
  for (const Person* person : people) {
    std::vector<PanelLine> lines{
        {"home.dsl." + person->id, person->name, Words::heading, Tone::normal},
        {"home.role." + person->id, std::string(personRoleWords(person->role)), Words::small, Tone::quiet}};
    const std::string place = whereToFind(*person);
    if (!place.empty()) lines.push_back({"home.where." + person->id, place, Words::strong, Tone::normal});
    panelOf(flow, lines);
  }
  if (people.empty() && state.directory && !state.directory->policies.localAuthorityPhone.empty()) {
    const Policies& policies = state.directory->policies;
    flow.text(filled(words::dangerRing, {policies.localAuthorityName, policies.localAuthorityPhone}), Words::body);
  }
}

void counts(Flow& flow, const State& state) {
  const auto said = [&](std::string_view id, std::string_view pattern, std::int64_t count) {
    if (count <= 0) return;
    const std::string line = filled(pattern, {std::to_string(count)});
    const Rect at = flow.take(flow.frame().textHeight(line, Words::body, flow.width()));
    flow.frame().text(id, at, line, Words::body, Tone::quiet);
  };
  said("home.unread", words::waitingRead, state.waitingToBeRead);
  said("home.waiting", words::waitingSent, state.waitingToBeSent);
  if (state.officeProblem) {
    const FaultWords fault = faultWords(*state.officeProblem);
    flow.notice("home.trouble", filled(words::officeTrouble, {fault.what, fault.next}), Tone::warning);
  }
}

}  // namespace

Events drawHome(Frame& frame, const State& state) {
  Events out;
  Rect room = drawGround(frame, state);
  const float gap = frame.gap();
  const std::string school = state.directory ? state.directory->schoolName : std::string();
  const std::string time = formatHourMinute(state.now);
  const float clock = frame.textWidth(time, Words::heading) + 4;
  const float high = std::max(frame.textHeight(school, Words::heading, room.w - clock - gap),
                              frame.textHeight(time, Words::heading, clock));
  Rect head = cutTop(room, high, gap);
  frame.text("home.time", cutRight(head, clock, gap), time, Words::heading, Tone::quiet);
  frame.text("home.school", head, school, Words::heading);
  frame.line(room.x, room.y - gap / 2, room.right(), room.y - gap / 2);

  const auto tell = [&](Rect at) {
    if (frame.button("home.tell", at, words::tellUs, Look::primary)) out.push_back(StartConcern{});
  };
  const auto mine = [&](Rect at) {
    if (frame.button("home.mine", at, words::myPostings, Look::secondary)) out.push_back(OpenMine{});
  };
  const bool wide = !frame.portrait() && room.w >= 900 && frame.textScale() < 1.45F;
  if (wide) {
    Rect left = cutLeft(room, room.w * 0.5F, 2 * gap);
    frame.flow("home.people", left, [&](Flow& flow) { dangerColumn(flow, state); });
    const Rect lower = cutBottom(room, frame.rowHeight(), gap);
    const float button = std::clamp(room.h * 0.46F, 120.0F, 260.0F);
    tell(cutTop(room, button, gap));
    frame.flow("home.more", room, [&](Flow& flow) {
      flow.text(words::tellUsHint, Words::body, Tone::quiet);
      counts(flow, state);
    });
    mine(lower);
  } else {
    const float row = frame.rowHeight();
    if (frame.portrait()) {
      mine(cutBottom(room, row, gap));
      tell(cutBottom(room, std::max(row, 130.0F), gap));
    } else {
      Rect foot = cutBottom(room, row, gap);
      tell(cutLeft(foot, foot.w * 0.62F, gap));
      mine(foot);
    }
    frame.flow("home.people", room, [&](Flow& flow) {
      dangerColumn(flow, state);
      flow.text(words::tellUsHint, Words::body, Tone::quiet);
      counts(flow, state);
    });
  }
  return out;
}

}  // namespace pillarbox::post
