#include "kiosk/post/entry_of.h"
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

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

}  // namespace

Events drawDone(Frame& frame, const State& state) {
  Events out;
  const Draft& draft = state.draft;
  PageOptions page;
  page.title = words::doneTitle;
  page.keyboard =
      frame.hasFocus("done.who-field") || frame.hasFocus("done.parent-who") || frame.hasFocus("done.advice-by");
  const Rect room = drawPage(frame, state, page, out);
  const auto people = peopleToTell(state.directory.get(), draft);
  const std::string whom =
      draft.aboutAdult == Answer::yes ? tellWhom(state.directory.get(), draft) : std::string(words::doneTheDsl);
  frame.flow("done.flow", room, [&](Flow& flow) {
    flow.heading(filled(words::doneTold, {whom}));
    const float row = frame.rowHeight();
    const std::vector<Rect> cells = flow.row(2, row);
    if (frame.choice("done.told.yes", cells[0], words::doneYes, draft.told == Answer::yes))
      out.push_back(SetTold{true});
    if (frame.choice("done.told.no", cells[1], words::doneNo, draft.told == Answer::no)) out.push_back(SetTold{false});
    if (draft.told == Answer::yes) toldDetails(flow, state, people, out);
    if (draft.told == Answer::no) {
      std::string go = filled(words::doneGoNow, {tellWhom(state.directory.get(), draft)});
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
                                    {"done.parent", words::doneParent, draft.rangParent, ToggleParent{}},
                                    {"done.advice", words::doneAdvice, draft.adviceGiven, ToggleAdvice{}},
                                    {"done.urgent", words::doneUrgent, draft.urgent, ToggleUrgent{}}}};
    grid(
        flow, also.size(), 2, [&](std::size_t i) { return std::string(also[i].name); },
        [&](std::size_t i, Rect at) {
          if (frame.toggle(also[i].id, at, also[i].name, also[i].on)) out.push_back(also[i].event);
        });
    EditorOptions options;
    if (draft.rangParent) {
      options.label = words::doneParentWho;
      typeIn(flow, state, "done.parent-who", Field::parentWho, options, lineHeightOf(frame), out);
    }
    if (draft.adviceGiven) {
      options.label = words::doneAdviceBy;
      typeIn(flow, state, "done.advice-by", Field::adviceBy, options, lineHeightOf(frame), out);
    }
  });
  return out;
}

}  // namespace pillarbox::post
