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
constexpr float dangerPad = 14;  // round all of it

// So low for its words that only what is needed at once stays in place; the rest scrolls.
bool tight(const Frame& frame) {
  const float lowest = frame.textScale() < 1.75F ? 700.0F : 900.0F;
  return !frame.portrait() && frame.area().h < lowest && frame.textScale() >= 1.45F;
}

std::vector<const Person*> othersToTell(const State& state) {
  return state.directory ? nextAfter(*state.directory, state.now) : std::vector<const Person*>();
}

// "If a child is in danger now" and whom to find. Returns how high it is in `rect.w`; draws it only if asked to.
float dangerPeople(Frame& frame, const State& state, Rect rect, const DangerSizes& sizes, std::size_t most,
                   bool shown) {
  const auto people = dslsToTell(state.directory.get(), state.now);
  const bool nobody = state.directory && onDuty(*state.directory, state.now).empty();
  float used = 0;
  const auto say = [&](std::string_view id, std::string_view said, Words style, Tone tone, float after) {
    const float high = frame.textHeight(said, style, rect.w);
    if (shown) frame.text(id, {rect.x, rect.y + used, rect.w, high}, said, style, tone);
    used += high + after;
  };
  say("home.danger", words::danger, sizes.head, Tone::danger, sizes.lead / 2);
  say("home.danger-do", people.empty() ? words::dangerNobody : words::dangerDo, sizes.what, Tone::normal, sizes.lead);
  if (nobody && !people.empty()) say("home.nobody", words::dutyNobody, Words::strong, Tone::normal, sizes.lead);
  const auto show = [&](const PersonCard& look, const Person& person) {
    const float high = personCard(frame, look, person, {0, 0, rect.w, 0}, false);
    if (shown) {
      const Rect at{rect.x, rect.y + used, rect.w, high};
      frame.panel(at);
      personCard(frame, look, person, at, true);
    }
    used += high + sizes.lead;
  };
  for (const Person* person : people) show({"home", sizes.name, sizes.place, sizes.pad, sizes.lead}, *person);
  const auto others = othersToTell(state);
  if (most > 0) say("home.else", words::dangerElse, Words::strong, Tone::normal, sizes.lead / 2);
  for (std::size_t i = 0; i < std::min(most, others.size()); ++i) {
    show({"home", Words::strong, Words::body, 0.7F * sizes.pad, 4, true}, *others[i]);
  }
  if (nobody && !state.directory->policies.localAuthorityPhone.empty()) {
    const Policies& policies = state.directory->policies;
    say("home.danger-ring", filled(words::dangerRing, {policies.localAuthorityName, policies.localAuthorityPhone}),
        Words::body, Tone::normal, sizes.lead);
  }
  return used - sizes.lead;
}

// "Ring 999" and the button that calls: never scrolled away. Returns how high it is in `rect.w`; draws it only if
// `out` is there.
float dangerFoot(Frame& frame, const State& state, Rect rect, Events* out) {
  const float gap = frame.gap() / 2;
  const float half = (rect.w - gap) / 2;
  const bool beside = frame.textWidth(words::danger999, Words::heading) + 2 * dangerPad <= half &&
                      frame.textWidth(callName(state), Words::strong) + 40 <= half;
  const float inner = (beside ? half : rect.w) - 2 * dangerPad;
  const float name = frame.textHeight(words::danger999, Words::heading, inner);
  float why = frame.textHeight(words::danger999Why, Words::small, inner);
  const float row = frame.rowHeight() * (frame.textScale() < 1.45F && frame.area().h >= 700 ? 1.25F : 1.0F);
  if (name + why + 8 > (beside ? row : 1.2F * row)) why = 0;
  const float box = beside ? row : name + why + dangerPad;
  const std::string_view said = callHow(state);
  const float how = tight(frame) && frame.area().h < 700 ? 0 : frame.textHeight(said, Words::small, rect.w) + gap / 2;
  const float high = (beside ? row : box + gap + row) + how;
  if (out == nullptr) return high;
  Rect line = beside ? cutTop(rect, row, gap / 2) : Rect{};
  const Rect ring = beside ? cutLeft(line, half, gap) : cutTop(rect, box, gap);
  frame.panel(ring);
  Rect inside{ring.x + dangerPad, ring.y + (ring.h - name - why) / 2, inner, name + why};
  frame.text("home.999", cutTop(inside, name), words::danger999, Words::heading, Tone::danger);
  if (why > 0) frame.text("home.999-why", inside, words::danger999Why, Words::small, Tone::quiet);
  callButton(frame, state, beside ? line : cutTop(rect, row, gap / 2), CallPlace::home, *out);
  if (how > 0) frame.text("home.call-how", rect, said, Words::small, Tone::quiet);
  return high;
}

// The most that fits into `room`, in the largest words that it fits in; where there is little, those to go to next are
// left out, the last first. Whom to go to now is always there. Nothing if not even that fits.
std::optional<std::pair<DangerSizes, std::size_t>> whatFits(Frame& frame, const State& state, Rect room) {
  for (std::size_t others = othersToTell(state).size() + 1; others-- > 0;) {
    for (const DangerSizes& sizes : dangerSizes) {
      if (dangerPeople(frame, state, room, sizes, others, false) <= room.h) return std::pair(sizes, others);
    }
  }
  return std::nullopt;
}

// The danger panel down a whole column.
void dangerColumn(Frame& frame, const State& state, Rect column, Events& out) {
  frame.panel(column, Tone::danger);
  Rect inside = inset(column, dangerPad);
  dangerFoot(frame, state, cutBottom(inside, dangerFoot(frame, state, inside, nullptr), dangerPad), &out);
  const auto fits = whatFits(frame, state, inside);
  // Where it has to scroll anyway, all of it is there.
  const auto [sizes, others] = fits.value_or(std::pair(dangerSizes.back(), othersToTell(state).size()));
  frame.flow("home.people", inside, [&, sizes = sizes, others = others](Flow& flow) {
    const float high = dangerPeople(frame, state, {0, 0, flow.width(), 0}, sizes, others, false);
    dangerPeople(frame, state, flow.take(high), sizes, others, true);
  });
}

// A name in one line, its last words left out where there is no room.
std::pair<std::string, Words> inOneLine(const Frame& frame, const std::string& name, float width) {
  for (const Words style : {Words::heading, Words::strong}) {
    if (frame.textWidth(name, style) <= width) return {name, style};
  }
  std::string shorter = name;
  while (frame.textWidth(shorter + "…", Words::strong) > width) {
    const std::size_t space = shorter.rfind(' ');
    if (space == std::string::npos) return {shorter, Words::small};
    shorter.resize(space);
  }
  return {shorter + "…", Words::strong};
}

// Why the tablet must be charged; empty where it need not be.
std::string_view chargeSays(const State& state) {
  if (state.charge == Charge::fine) return {};
  return state.charge == Charge::low ? std::string_view(words::batteryLow) : std::string_view(words::batteryEnding);
}

void counts(Flow& flow, const State& state) {
  if (state.charge != Charge::fine) flow.notice("home.battery", chargeSays(state), Tone::warning);
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
  if (state.charge != Charge::fine) high += frame.gap() + frame.noticeHeight(chargeSays(state), width);
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
  const auto [called, calledIn] = inOneLine(frame, school, room.w - clock - looks - 2 * gap);
  const float schoolHigh = frame.textHeight(called, calledIn, room.w);
  Rect head = cutTop(room, std::max(schoolHigh, std::max(64.0F, frame.rowHeight() - 8)), gap);
  const auto middle = [](Rect at, float tall) { return Rect{at.x, at.y + (at.h - tall) / 2, at.w, tall}; };
  accessButton(frame, cutRight(head, looks, gap), out);
  frame.text("home.time", middle(cutRight(head, clock, gap), frame.textHeight(time, Words::heading, clock)), time,
             Words::heading, Tone::quiet);
  frame.text("home.school", middle(head, schoolHigh), called, calledIn);
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
  if (wide) {
    Rect left = cutLeft(room, room.w * 0.5F, 2 * gap);
    dangerColumn(frame, state, left, out);
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
  } else {
    // As many in one row as their words allow.
    const auto wants = [&](std::string_view name) { return frame.textWidth(name, Words::strong) + 48; };
    if (tight(frame)) {
      tell(cutBottom(room, row, gap));
    } else if (wants(words::tellUs) + wants(words::scanPaper) + wants(words::myPostings) + 2 * gap <= room.w) {
      Rect foot = cutBottom(room, row, gap);
      mine(cutRight(foot, wants(words::myPostings), gap));
      paper(cutRight(foot, std::max(wants(words::scanPaper), foot.w * 0.38F), gap));
      tell(foot);
    } else {
      Rect foot = cutBottom(room, row, gap);
      mine(cutRight(foot, std::max(wants(words::myPostings), foot.w * 0.35F), gap));
      paper(foot);
      tell(cutBottom(room, row, gap));
    }
  }
  const bool hinted = !frame.portrait() || large;
  // Whatever is there to be said at the moment: or the call would move just as somebody reaches for it.
  const float counted = 2 * (frame.textHeight("A", Words::body, room.w) + gap);
  const float below = counted + (practice && !practiceShown && !large ? row + gap : 0) + (hinted ? hint + gap : 0);
  const Rect across{0, 0, room.w - 2 * dangerPad, 0};
  const float foot = dangerFoot(frame, state, across, nullptr);
  const auto fits = whatFits(frame, state, {0, 0, across.w, room.h - below - foot - 3 * dangerPad - gap});
  if (fits) {
    const float high = dangerPeople(frame, state, across, fits->first, fits->second, false) + foot + 3 * dangerPad;
    const Rect panel = cutTop(room, high, gap);
    frame.panel(panel, Tone::danger);
    Rect inside = inset(panel, dangerPad);
    dangerFoot(frame, state, cutBottom(inside, foot), &out);
    dangerPeople(frame, state, inside, fits->first, fits->second, true);
  } else {
    const Rect panel = cutBottom(room, foot + 2 * dangerPad, gap / 2);
    frame.panel(panel, Tone::danger);
    dangerFoot(frame, state, inset(panel, dangerPad), &out);
  }
  frame.flow("home.people", room, [&](Flow& flow) {
    if (!fits) {
      // Where it has to scroll anyway, all of it is there.
      const std::size_t others = othersToTell(state).size();
      const Rect inner{0, 0, flow.width() - 2 * dangerPad, 0};
      const float high = dangerPeople(frame, state, inner, dangerSizes.back(), others, false) + 2 * dangerPad;
      const Rect panel = flow.take(high);
      frame.panel(panel, Tone::danger);
      dangerPeople(frame, state, inset(panel, dangerPad), dangerSizes.back(), others, true);
    }
    counts(flow, state);
    if (hinted) flow.text(words::tellUsHint, Words::body, Tone::quiet);
    if (tight(frame)) {
      paper(flow.take(row));
      mine(flow.take(row));
    }
    if (practice && !practiceShown && flow.button("home.practise", words::practise, Look::quiet)) {
      out.push_back(StartPractice{});
    }
    const float left = room.h - flow.used();
    if (frame.portrait() && left >= 160) frame.pillarBox(centred(flow.take(std::min(left, 340.0F)), 200));
  });
  return out;
}

}  // namespace pillarbox::post
