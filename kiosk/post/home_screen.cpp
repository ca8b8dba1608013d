#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/post/calling.h"
#include "kiosk/post/entry_of.h"
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

// Sizes of the words in the danger panel: as large as its room allows.
struct DangerSizes {
  Words head, what, name, place;
  float pad, lead;  // inside boxes, and between what stands in them
};
constexpr std::array<DangerSizes, 3> dangerSizes{
    {{Words::title, Words::heading, Words::title, Words::heading, 24, 20},
     {Words::title, Words::strong, Words::heading, Words::strong, 20, 14},
     {Words::heading, Words::strong, Words::heading, Words::strong, 14, 10}}};

// What of it there is room for: those to go to next, and a box of its own for 999.
struct DangerParts {
  std::size_t others = 0;
  bool ring999 = false;
};

std::vector<const Person*> othersToTell(const State& state) {
  return state.directory ? nextAfter(*state.directory, state.now) : std::vector<const Person*>();
}

// "If a child is in danger now" and whom to find. Returns how high it is in `rect.w`; draws it only if asked to.
float dangerPanel(Frame& frame, const State& state, Rect rect, const DangerSizes& sizes, const DangerParts& parts,
                  bool shown) {
  const auto people = dslsToTell(state.directory.get(), state.now);
  const bool nobody = state.directory && onDuty(*state.directory, state.now).empty();
  Rect inside{rect.x + sizes.pad, rect.y + sizes.pad, rect.w - 2 * sizes.pad, rect.h};
  float used = sizes.pad;
  if (shown) frame.panel(rect, Tone::danger);
  const auto say = [&](std::string_view id, std::string_view said, Words style, Tone tone, float after) {
    const float high = frame.textHeight(said, style, inside.w);
    if (shown) frame.text(id, {inside.x, rect.y + used, inside.w, high}, said, style, tone);
    used += high + after;
  };
  say("home.danger", words::danger, sizes.head, Tone::danger, sizes.lead / 2);
  say("home.danger-do", people.empty() ? words::dangerNobody : words::dangerDo, sizes.what, Tone::normal, sizes.lead);
  if (nobody && !people.empty()) say("home.nobody", words::dutyNobody, Words::strong, Tone::normal, sizes.lead);
  const auto show = [&](const PersonCard& look, const Person& person) {
    const float high = personCard(frame, look, person, {0, 0, inside.w, 0}, false);
    if (shown) {
      const Rect at{inside.x, rect.y + used, inside.w, high};
      frame.panel(at);
      personCard(frame, look, person, at, true);
    }
    used += high + sizes.lead;
  };
  for (const Person* person : people) show({"home", sizes.name, sizes.place, sizes.pad, sizes.lead}, *person);
  const auto others = othersToTell(state);
  if (parts.others > 0) say("home.else", words::dangerElse, Words::strong, Tone::normal, sizes.lead / 2);
  for (std::size_t i = 0; i < std::min(parts.others, others.size()); ++i) {
    show({"home", Words::strong, Words::body, 0.7F * sizes.pad, 4, true}, *others[i]);
  }
  if (parts.ring999) {
    const float width = inside.w - 2 * sizes.pad;
    const float nameHigh = frame.textHeight(words::danger999, sizes.name, width);
    const float whyHigh = frame.textHeight(words::danger999Why, Words::small, width);
    const float high = nameHigh + whyHigh + 1.4F * sizes.pad;
    if (shown) {
      frame.panel({inside.x, rect.y + used, inside.w, high});
      Rect card{inside.x + sizes.pad, rect.y + used + 0.7F * sizes.pad, width, high};
      frame.text("home.999", cutTop(card, nameHigh), words::danger999, sizes.name, Tone::danger);
      frame.text("home.999-why", card, words::danger999Why, Words::small, Tone::quiet);
    }
    used += high + sizes.lead;
  }
  if (nobody && !state.directory->policies.localAuthorityPhone.empty()) {
    const Policies& policies = state.directory->policies;
    say("home.danger-ring", filled(words::dangerRing, {policies.localAuthorityName, policies.localAuthorityPhone}),
        Words::body, Tone::normal, sizes.lead);
  }
  return used - sizes.lead + sizes.pad;
}

// The most that fits into `room`, in the largest words that it fits in; where there is little, those to go to next are
// left out, the last first. Whom to go to now is always there.
std::pair<DangerSizes, DangerParts> whatFits(Frame& frame, const State& state, Rect room) {
  const std::size_t most = othersToTell(state).size();
  const auto fits = [&](const DangerSizes& sizes, const DangerParts& parts) {
    return dangerPanel(frame, state, room, sizes, parts, false) <= room.h;
  };
  for (std::size_t others = most + 1; others-- > 0;) {
    for (const DangerSizes& sizes : dangerSizes) {
      if (fits(sizes, {others, true})) return {sizes, {others, true}};
    }
  }
  for (const DangerSizes& sizes : dangerSizes) {
    if (fits(sizes, {})) return {sizes, {}};
  }
  return {dangerSizes.back(), {}};
}

// The danger panel down a whole column.
void dangerColumn(Frame& frame, const State& state, Rect column) {
  const auto [sizes, parts] = whatFits(frame, state, column);
  frame.flow("home.people", column, [&, sizes = sizes, parts = parts](Flow& flow) {
    const float high = dangerPanel(frame, state, {0, 0, flow.width(), 0}, sizes, parts, false);
    dangerPanel(frame, state, flow.take(std::max(high, column.h)), sizes, parts, true);
  });
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
    flow.notice("home.trouble", filled(words::officeTrouble, {translated(fault.what), translated(fault.next)}),
                Tone::warning);
  }
  if (state.inboxProblem) flow.notice("home.inbox-trouble", words::inboxTrouble, Tone::warning);
}

float countsHeight(const Frame& frame, const State& state, float width) {
  const float line = frame.textHeight("A", Words::body, width) + frame.gap();
  float high = (state.waitingToBeRead > 0 ? line : 0) + (state.waitingToBeSent > 0 ? line : 0);
  if (state.officeProblem) {
    const FaultWords fault = faultWords(*state.officeProblem);
    high += frame.noticeHeight(filled(words::officeTrouble, {translated(fault.what), translated(fault.next)}), width);
  }
  if (state.inboxProblem) high += frame.gap() + frame.noticeHeight(words::inboxTrouble, width);
  return high;
}

}  // namespace

Events drawHome(Frame& frame, const State& state) {
  Events out;
  Rect room = drawGround(frame, state);
  const float gap = frame.gap();
  const std::string school = state.directory ? state.directory->schoolName : std::string();
  const std::string time = formatHourMinute(state.now);
  const float clock = frame.textWidth(time, Words::heading) + 4;
  const float looks = accessButtonWidth(frame);
  const float schoolHigh = frame.textHeight(school, Words::heading, room.w - clock - looks - 2 * gap);
  Rect head = cutTop(room, std::max(schoolHigh, std::max(64.0F, frame.rowHeight() - 8)), gap);
  const auto middle = [](Rect at, float tall) { return Rect{at.x, at.y + (at.h - tall) / 2, at.w, tall}; };
  accessButton(frame, cutRight(head, looks, gap), out);
  frame.text("home.time", middle(cutRight(head, clock, gap), frame.textHeight(time, Words::heading, clock)), time,
             Words::heading, Tone::quiet);
  frame.text("home.school", middle(head, schoolHigh), school, Words::heading);
  frame.line(room.x, room.y - gap / 2, room.right(), room.y - gap / 2);

  const auto tell = [&](Rect at) {
    if (frame.button("home.tell", at, words::tellUs, Look::primary)) out.push_back(StartConcern{});
  };
  const auto paper = [&](Rect at) {
    if (frame.button("home.paper", at, words::scanPaper, Look::secondary)) out.push_back(StartPaper{});
  };
  // Practice is the quietest thing here: beside "mine" where there is room, and otherwise at the very end.
  const bool practice = state.directory && state.directory->policies.practice;
  const float practiceWide = frame.textWidth(words::practise, Words::strong) + 48;
  bool practiceShown = false;
  const auto mine = [&](Rect at) {
    if (practice && at.w >= practiceWide + gap + frame.textWidth(words::myPostings, Words::strong) + 48) {
      practiceShown = true;
      const Rect right = cutRight(at, std::max(practiceWide, at.w * 0.3F), gap);
      if (frame.button("home.practise", right, words::practise, Look::quiet)) out.push_back(StartPractice{});
    }
    if (frame.button("home.mine", at, words::myPostings, Look::secondary)) out.push_back(OpenMine{});
  };
  const bool wide = !frame.portrait() && room.w >= 900 && frame.textScale() < 1.45F;
  const float row = frame.rowHeight();
  const float hint = frame.textHeight(words::tellUsHint, Words::body, wide ? room.w * 0.5F - 2 * gap : room.w);
  const auto call = [&](Rect at) { callButton(frame, state, at, false, out); };
  if (wide) {
    Rect left = cutLeft(room, room.w * 0.5F, 2 * gap);
    call(cutBottom(left, row, gap));
    dangerColumn(frame, state, left);
    // "Scan" beneath, not beside: each as wide as the column, and the first choice the larger.
    const float scan = row * 1.25F;
    const float below = row + scan + hint + 4 * gap + countsHeight(frame, state, room.w);
    tell(cutTop(room, std::clamp(std::min(room.h * 0.34F, room.h - below), 90.0F, 230.0F), gap));
    frame.text("home.hint", cutTop(room, hint, gap), words::tellUsHint, Words::body, Tone::quiet);
    paper(cutTop(room, scan, gap));
    mine(cutBottom(room, row, gap));
    // The picture gives way to what has to be said.
    const float high = std::min(room.h, 250.0F);
    const float across = high * 0.54F + 1.5F * gap;
    if (room.h >= 140 && countsHeight(frame, state, room.w - across) <= room.h) {
      const bool alone = countsHeight(frame, state, room.w) <= 0;
      const Rect box = alone ? room : cutLeft(room, high * 0.54F, 1.5F * gap);
      frame.pillarBox({box.x, box.y + (box.h - high) / 2, box.w, high});
    }
    frame.flow("home.more", room, [&](Flow& flow) {
      counts(flow, state);
      if (practice && !practiceShown && room.h - flow.used() >= row &&
          flow.button("home.practise", words::practise, Look::quiet)) {
        out.push_back(StartPractice{});
      }
    });
    return out;
  }
  const bool large = frame.textScale() >= 1.45F;  // then whom to find needs the room
  if (frame.portrait()) {
    const float scan = frame.textWidth(words::scanPaper, Words::strong) + 48;
    const float own = frame.textWidth(words::myPostings, Words::strong) + 48;
    if (large && scan + gap + own <= room.w) {
      Rect foot = cutBottom(room, row, gap);
      mine(cutRight(foot, own, gap));
      paper(foot);
    } else {
      mine(cutBottom(room, row, gap));
      paper(cutBottom(room, row * 1.15F, gap));
    }
    const float tall = std::max(row, large ? 130.0F : 200.0F);
    if (!large) frame.text("home.hint", cutBottom(room, hint, gap), words::tellUsHint, Words::body, Tone::quiet);
    tell(cutBottom(room, tall, gap));
    call(cutBottom(room, row, gap));
  } else {
    // As many in one row as their words allow.
    const auto wants = [&](std::string_view name) { return frame.textWidth(name, Words::strong) + 48; };
    if (wants(words::tellUs) + wants(words::scanPaper) + wants(words::myPostings) + 2 * gap <= room.w) {
      Rect foot = cutBottom(room, row, gap);
      mine(cutRight(foot, wants(words::myPostings), gap));
      paper(cutRight(foot, std::max(wants(words::scanPaper), foot.w * 0.38F), gap));
      tell(foot);
      call(cutBottom(room, row, gap));
    } else {
      Rect foot = cutBottom(room, row, gap);
      mine(cutRight(foot, std::max(wants(words::myPostings), foot.w * 0.35F), gap));
      paper(foot);
      Rect above = cutBottom(room, row, gap);
      call(cutRight(above, above.w * 0.48F, gap));
      tell(above);
    }
  }
  // Chosen for the whole width, whether or not there will be arrows beside it: or one choice would undo the other.
  const float below = countsHeight(frame, state, room.w) + (practice && !practiceShown ? row + gap : 0) +
                      (!frame.portrait() || large ? hint + gap : 0);
  auto [sizes, parts] = whatFits(frame, state, {0, 0, room.w, room.h - below});
  // Where it has to scroll anyway, all of it is there.
  if (!parts.ring999) parts = {othersToTell(state).size(), frame.portrait()};
  frame.flow("home.people", room, [&, sizes = sizes, parts = parts](Flow& flow) {
    const float high = dangerPanel(frame, state, {0, 0, flow.width(), 0}, sizes, parts, false);
    dangerPanel(frame, state, flow.take(high), sizes, parts, true);
    counts(flow, state);
    if (!frame.portrait() || large) flow.text(words::tellUsHint, Words::body, Tone::quiet);
    if (practice && !practiceShown && flow.button("home.practise", words::practise, Look::quiet)) {
      out.push_back(StartPractice{});
    }
    const float left = room.h - flow.used();
    if (frame.portrait() && left >= 160) frame.pillarBox(centred(flow.take(std::min(left, 340.0F)), 200));
  });
  return out;
}

}  // namespace pillarbox::post
