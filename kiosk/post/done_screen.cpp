#include <algorithm>

#include "kiosk/post/entry_of.h"
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

// Asked first: it changes how soon somebody comes.
void canItWait(Flow& flow, const State& state, Events& out) {
  struct Offer {
    std::string_view id;
    words::W name;
    CanWait answer;
  };
  constexpr std::array<Offer, 3> offers{{{"done.can-wait", words::doneCanWait, CanWait::yes},
                                         {"done.urgent", words::doneCannotWait, CanWait::no},
                                         {"done.wait-unsure", words::doneWaitUnsure, CanWait::notSure}}};
  flow.heading(words::doneWait);
  grid(
      flow, offers.size(), 3, [&](std::size_t i) { return std::string(offers[i].name); },
      [&](std::size_t i, Rect at) {
        const Offer& offer = offers[i];
        if (flow.frame().choice(offer.id, at, offer.name, state.draft.canWait == offer.answer)) {
          out.push_back(SetCanWait{offer.answer});
        }
      });
}

// Whom and when, once "yes" was said.
void toldDetails(Flow& flow, const State& state, const std::vector<const Person*>& people, Events& out) {
  Frame& frame = flow.frame();
  const Draft& draft = state.draft;
  flow.text(words::doneWho, Words::strong);
  grid(
      flow, people.size() + 1, 3,
      [&](std::size_t i) { return i < people.size() ? people[i]->name : std::string(words::doneSomeone); },
      [&](std::size_t i, Rect at) {
        if (i < people.size()) {
          const bool chosen = !draft.toldWhoOther && draft.toldWho == people[i]->name;
          if (frame.choice("done.who." + people[i]->id, at, people[i]->name, chosen))
            out.push_back(SetToldWho{people[i]->name});
        } else if (frame.choice("done.who.other", at, words::doneSomeone, draft.toldWhoOther)) {
          out.push_back(SetToldWhoOther{});
        }
      });
  if (draft.toldWhoOther) {
    EditorOptions options;
    options.label = words::doneWhoField;
    frame.focusOnce("done.who-field");
    typeIn(flow, state, "done.who-field", Field::toldWho, options, lineHeightOf(frame), out);
  }
  flow.text(words::doneWhen, Words::strong);
  constexpr std::array<std::string_view, 3> ids{"now", "earlier", "before"};
  grid(
      flow, allToldWhens.size(), 3, [](std::size_t i) { return std::string(toldWhenWords(allToldWhens[i])); },
      [&](std::size_t i, Rect at) {
        if (frame.choice("done.when." + std::string(ids[i]), at, toldWhenWords(allToldWhens[i]),
                         draft.toldWhen == allToldWhens[i])) {
          out.push_back(SetToldWhen{allToldWhens[i]});
        }
      });
}

// A line for what is typed about something done.
void line(Flow& flow, const State& state, std::string_view id, Field field, std::string_view label, Events& out) {
  EditorOptions options;
  options.label = label;
  typeIn(flow, state, id, field, options, lineHeightOf(flow.frame()), out);
}

// Whom, when and how, of what else was done.
void moreDone(Flow& flow, const State& state, Events& out) {
  Frame& frame = flow.frame();
  const Draft& draft = state.draft;
  if (draft.rangParent) {
    flow.heading(words::doneContactedParent);
    line(flow, state, "done.parent-who", Field::parentWho, words::doneParentWhom, out);
    constexpr std::array<std::string_view, 3> hows{"phone", "in-person", "message"};
    flow.text(words::doneParentHow, Words::strong);
    grid(
        flow, allParentHows.size(), 3, [](std::size_t i) { return std::string(parentHowWords(allParentHows[i])); },
        [&](std::size_t i, Rect at) {
          const ParentHow how = allParentHows[i];
          if (frame.choice("done.parent-how." + std::string(hows[i]), at, parentHowWords(how),
                           draft.parentHow == how)) {
            out.push_back(SetParentHow{how});
          }
        });
    constexpr std::array<std::string_view, 3> whens{"now", "earlier", "before"};
    flow.text(words::doneParentWhen, Words::strong);
    grid(
        flow, allToldWhens.size(), 3, [](std::size_t i) { return std::string(toldWhenWords(allToldWhens[i])); },
        [&](std::size_t i, Rect at) {
          const ToldWhen when = allToldWhens[i];
          if (frame.choice("done.parent-when." + std::string(whens[i]), at, toldWhenWords(when),
                           draft.parentWhen == when)) {
            out.push_back(SetParentWhen{when});
          }
        });
  }
  if (draft.adviceGiven) {
    flow.heading(words::doneAdvice);
    line(flow, state, "done.advice-by", Field::adviceBy, words::doneAdviceWho, out);
    line(flow, state, "done.advice-what", Field::adviceWhat, words::doneAdviceWhat, out);
  }
  if (draft.agreed) {
    flow.heading(words::doneAgreed);
    line(flow, state, "done.agreed-what", Field::agreedWhat, words::doneAgreedWhat, out);
  }
}

// What is typed here needs the keyboard while it is typed.
bool typing(const Frame& frame) {
  const std::array<std::string_view, 5> lines{"done.who-field", "done.parent-who", "done.advice-by", "done.advice-what",
                                              "done.agreed-what"};
  return std::any_of(lines.begin(), lines.end(), [&frame](std::string_view id) { return frame.hasFocus(id); });
}

}  // namespace

Events drawDone(Frame& frame, const State& state) {
  Events out;
  const Draft& draft = state.draft;
  PageOptions page;
  page.title = words::doneTitle;
  page.keyboard = typing(frame);
  const Rect room = drawPage(frame, state, page, out);
  const auto people = peopleToTell(state.directory.get(), draft, state.now);
  const std::string whom = draft.aboutAdult == Answer::yes ? tellWhom(state.directory.get(), draft, state.now)
                                                           : std::string(words::doneTheDsl);
  frame.flow("done.flow", room, [&](Flow& flow) {
    canItWait(flow, state, out);
    flow.heading(filled(words::doneTold, {whom}));
    const float row = frame.rowHeight();
    const std::vector<Rect> cells = flow.row(2, row);
    if (frame.choice("done.told.yes", cells[0], words::doneYes, draft.told == Answer::yes))
      out.push_back(SetTold{true});
    if (frame.choice("done.told.no", cells[1], words::doneNo, draft.told == Answer::no)) out.push_back(SetTold{false});
    if (draft.told == Answer::yes) toldDetails(flow, state, people, out);
    if (draft.told == Answer::no) {
      std::string go = filled(words::doneGoNow, {tellWhom(state.directory.get(), draft, state.now)});
      if (!people.empty() && !whereToFind(*people.front()).empty()) go += " " + whereToFind(*people.front()) + ".";
      flow.notice("done.go", go, Tone::danger);
    }
    flow.heading(words::doneAlso);
    struct Also {
      std::string_view id, name;
      bool on;
      Event event;
    };
    const std::array<Also, 4> also{{{"done.spoke", words::doneSpoke, draft.spokeToChild, ToggleSpoke{}},
                                    {"done.parent", words::doneContactedParent, draft.rangParent, ToggleParent{}},
                                    {"done.advice", words::doneAdvice, draft.adviceGiven, ToggleAdvice{}},
                                    {"done.agreed", words::doneAgreed, draft.agreed, ToggleAgreed{}}}};
    grid(
        flow, also.size(), 2, [&](std::size_t i) { return std::string(also[i].name); },
        [&](std::size_t i, Rect at) {
          if (frame.toggle(also[i].id, at, also[i].name, also[i].on)) out.push_back(also[i].event);
        });
    moreDone(flow, state, out);
  });
  return out;
}

}  // namespace pillarbox::post
