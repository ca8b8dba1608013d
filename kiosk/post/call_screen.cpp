#include <algorithm>
#include <cctype>

#include "kiosk/post/calling.h"
#include "kiosk/post/entry_of.h"
#include "kiosk/post/shell.h"
#include "shared/record/folding.h"
#include "shared/record/staff_link.h"

namespace pillarbox::post {

using namespace ui;

namespace {

// "GH" of "Mrs Grace Hartley": the first and last names' first letters, without a title.
std::string initialsOf(std::string_view name) {
  std::vector<std::string> letters;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find(' '), name.size());
    std::string_view word = name.substr(0, end);
    name.remove_prefix(std::min(end + 1, name.size()));
    if (word.empty() || isTitle(foldName(word))) continue;
    std::size_t size = 1;
    while (size < word.size() && (static_cast<unsigned char>(word[size]) & 0xC0U) == 0x80U) ++size;
    letters.emplace_back(word.substr(0, size));
  }
  if (letters.empty()) return {};
  return letters.size() == 1 ? letters.front() : letters.front() + letters.back();
}

std::string howLong(Milliseconds time) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time).count();
  return seconds >= 120 ? filled(words::callMinutes, {std::to_string(seconds / 60)})
                        : filled(words::callSeconds, {std::to_string(seconds)});
}

std::string callTitle(const State& state) {
  const CallState& call = state.call;
  switch (callingOf(state)) {
    case Calling::none:
    case Calling::saving:
      return std::string(words::callCalling);
    case Calling::cannot:
      return std::string(words::callTitleCannot);
    case Calling::failed:
      return std::string(words::callTitleFailed);
    case Calling::waiting:
    case Calling::nobody:
      return filled(words::callTitle, {formatHourMinute(call.at)});
    case Calling::seen:
      return filled(words::callTitleSeen, {call.seenBy, formatHourMinute(call.seenAt.value_or(call.at))});
    case Calling::mistaken:
      return filled(words::callTitleMistake, {formatHourMinute(call.at)});
  }
  return {};
}

std::string callSays(const State& state) {
  switch (callingOf(state)) {
    case Calling::none:
    case Calling::saving:
    case Calling::waiting:
      return std::string(words::callDoNotWait);
    case Calling::cannot:
    case Calling::failed:
      return std::string(words::callGo);
    case Calling::nobody:
      return filled(words::callNobodySaw, {howLong(escalateAfter(state))});
    case Calling::seen:
      return std::string(words::callSeenWhat) + " " + std::string(words::callStay);
    case Calling::mistaken:
      return std::string(words::callMistakeSaid);
  }
  return {};
}

void cards(Flow& flow, const std::vector<const Person*>& people, const PersonCard& card) {
  Frame& frame = flow.frame();
  const std::size_t columns = flow.width() >= 900 && frame.textScale() < 1.45F && people.size() > 1 ? 2 : 1;
  const float width = columns == 1 ? flow.width() : (flow.width() - frame.gap()) / 2;
  for (std::size_t first = 0; first < people.size(); first += columns) {
    const std::size_t last = std::min(people.size(), first + columns);
    float high = 0;
    for (std::size_t i = first; i < last; ++i) {
      high = std::max(high, personCard(frame, card, *people[i], {0, 0, width, 0}, false));
    }
    const std::vector<Rect> cells = flow.row(columns, high);
    for (std::size_t i = first; i < last; ++i) {
      frame.panel(cells[i - first]);
      personCard(frame, card, *people[i], cells[i - first], true);
    }
  }
}

}  // namespace

float personCard(Frame& frame, const PersonCard& card, const Person& person, Rect rect, bool shown) {
  const float face = frame.textHeight("A", card.name, rect.w) * 1.7F;
  const float beside = face + card.pad;
  const float width = rect.w - 2 * card.pad - beside;
  const std::string role(ui::translated(personRoleWords(person.role)));
  const std::string place = whereToFind(person);
  const float nameHigh = frame.textHeight(person.name, card.name, width);
  const float named = frame.textWidth(person.name, card.name) + card.pad;
  const bool oneLine = card.roleBeside && named + frame.textWidth(role, Words::small) <= width;
  const float roleHigh = oneLine ? 0 : frame.textHeight(role, Words::small, width);
  const float placeHigh = place.empty() ? 0 : frame.textHeight(place, card.place, width) + card.lead / 2;
  const float high = std::max(face, nameHigh + roleHigh + placeHigh) + 1.4F * card.pad;
  if (!shown) return high;
  Rect inside{rect.x + card.pad, rect.y + 0.7F * card.pad, rect.w - 2 * card.pad, high};
  frame.initials({inside.x, inside.y, face, face}, initialsOf(person.name));
  cutLeft(inside, beside);
  const std::string id = card.id + ".dsl." + person.id;
  Rect line = cutTop(inside, nameHigh);
  const float small = frame.textHeight("A", Words::small, width);
  frame.text(id, oneLine ? cutLeft(line, named) : line, person.name, card.name);
  const Rect at = oneLine ? Rect{line.x, line.y + (line.h - small) * 0.6F, line.w, small} : cutTop(inside, roleHigh);
  cutTop(inside, card.lead / 2);
  frame.text(card.id + ".role." + person.id, at, role, Words::small, Tone::quiet);
  if (!place.empty()) frame.text(card.id + ".where." + person.id, inside, place, card.place);
  return high;
}

namespace {

bool isMade(Calling calling) {
  return calling == Calling::waiting || calling == Calling::nobody || calling == Calling::saving;
}

}  // namespace

void callButton(Frame& frame, const State& state, Rect rect, CallPlace place, Events& out) {
  const bool bar = place == CallPlace::bar;
  const std::string_view id = bar ? "page.call" : "home.call";
  const Look look = bar ? Look::danger : Look::urgent;
  const std::string whole = callNameWhole(state);
  const std::string name = frame.textWidth(whole, Words::strong) + 40 <= rect.w ? whole : callName(state);
  const Calling calling = callingOf(state);
  if (isMade(calling) || calling == Calling::seen) {
    const CallState& call = state.call;
    const std::string all = isMade(calling)
                                ? filled(words::callWaiting, {formatHourMinute(call.at)})
                                : filled(words::callSeenShort, {formatHourMinute(call.seenAt.value_or(call.at))});
    const bool fits = frame.textWidth(all, Words::small) + 40 <= rect.w;
    if (frame.button(id, rect, name, look, true, fits ? all : callDetail(state))) out.push_back(ShowCall{});
    return;
  }
  if (frame.holdButton(id, rect, name, words::callHold, words::callPressAgain, look)) out.push_back(CallNow{});
}

std::string callName(const State& state) {
  return std::string(state.practice.on ? words::callRealShort : words::callShort);
}

std::string callNameWhole(const State& state) {
  return std::string(state.practice.on ? words::callReal : words::callNow);
}

std::string callDetail(const State& state) {
  const Calling calling = callingOf(state);
  if (!isMade(calling) && calling != Calling::seen) return {};
  return filled(words::callBrief, {formatHourMinute(state.call.at)});
}

std::string_view callHow(const State& state) {
  const Calling calling = callingOf(state);
  if (isMade(calling) || calling == Calling::seen) return words::callHowMade;
  return canCall(state) ? words::callHow : words::callHowCannot;
}

float callWidth(const Frame& frame, const State& state, float least, float padding) {
  return std::max({least, frame.textWidth(callName(state), Words::strong) + padding,
                   frame.textWidth(callDetail(state), Words::small) + padding});
}

Events drawCall(Frame& frame, const State& state) {
  Events out;
  const CallState& call = state.call;
  Rect room = drawGround(frame, state);
  const float gap = frame.gap();
  const Calling calling = callingOf(state);
  const bool seen = calling == Calling::seen;
  const bool calm = seen || calling == Calling::mistaken;
  if (frame.escapePressed()) {
    out.push_back(CloseCall{});
    if (state.session.signedIn) out.push_back(CoverNow{});
  }
  Rect foot = cutBottom(room, frame.rowHeight(), gap);
  const bool on = isMade(calling);
  const std::string_view back = state.session.signedIn ? words::callBack : on ? words::callCloseOn : words::callClose;
  // Also once it was seen: the next who needs help is somebody else.
  const bool again = calling == Calling::nobody || calling == Calling::failed ||
                     ((calling == Calling::waiting || seen) && state.monotonic - call.heldAt >= sameCallFor);
  if (again) {
    const float width = std::max(160.0F, frame.textWidth(words::callAgain, Words::strong) + 56);
    const Rect at = cutLeft(foot, std::min(width, foot.w * 0.45F), gap);
    if (frame.holdButton("call.again", at, words::callAgain, words::callHold, words::callPressAgain)) {
      out.push_back(CallNow{});
    }
  }
  // At the foot where it fits; otherwise after whom to go to.
  const float mistakeWide = frame.textWidth(words::callMistake, Words::strong) + 48;
  const float backWide = std::min(foot.w, frame.textWidth(back, Words::strong) + 64);
  const bool oops = (on || seen) && !call.id.empty();
  const bool beside = oops && mistakeWide + gap + backWide <= foot.w;
  if (beside && frame.button("call.mistake", cutLeft(foot, mistakeWide, gap), words::callMistake, Look::quiet)) {
    out.push_back(CallMistake{});
  }
  const Rect close = cutRight(foot, std::max(backWide, foot.w * 0.4F));
  if (frame.button("call.close", close, back, Look::primary)) out.push_back(CloseCall{});

  frame.flow("call.flow", room, [&](Flow& flow) {
    const std::string title = callTitle(state);
    flow.frame().text("call.title", flow.take(frame.textHeight(title, Words::title, flow.width())), title, Words::title,
                      calm ? Tone::good : Tone::danger);
    flow.notice("call.says", callSays(state), calm ? Tone::good : Tone::danger);
    if (call.delivered && !calm) flow.text(words::postedDelivered, Words::body, Tone::quiet);
    if (realDirectory(state) == nullptr) return;
    const Directory& directory = *realDirectory(state);
    const PersonCard card{"call"};
    const std::vector<const Person*> duty = onDuty(directory, state.now);
    const bool escalated = calling == Calling::nobody;
    std::vector<const Person*> first = dutyToday(directory, state.now);
    const std::vector<const Person*> then = nextAfter(directory, state.now);
    if (duty.empty()) {
      flow.text(words::dutyNobody, Words::strong);
    }
    // Once nobody came, the others stand first: the first ones were called already.
    if (escalated && !then.empty()) {
      cards(flow, then, card);
      if (!duty.empty()) flow.text(words::callOnDuty, Words::strong);
      cards(flow, first, card);
    } else {
      cards(flow, first, card);
      if (!then.empty()) {
        flow.text(words::callNext, Words::strong);
        cards(flow, then, card);
      }
    }
    panelOf(flow, {{"call.999", std::string(words::danger999), Words::heading, Tone::danger},
                   {"call.999-why", std::string(words::danger999Why), Words::small, Tone::quiet}});
    if (duty.empty() && !directory.policies.localAuthorityPhone.empty()) {
      const std::string ring =
          filled(words::dangerRing, {directory.policies.localAuthorityName, directory.policies.localAuthorityPhone});
      flow.frame().text("call.ring", flow.take(frame.textHeight(ring, Words::body, flow.width())), ring);
    }
    if (state.session.signedIn && !state.practice.on && worthKeeping(state.draft))
      flow.text(words::callSafe, Words::body, Tone::quiet);
    if (oops && !beside && flow.button("call.mistake", words::callMistake, Look::quiet)) out.push_back(CallMistake{});
  });
  return out;
}

}  // namespace pillarbox::post
