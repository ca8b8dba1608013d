#include <algorithm>

#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

std::string classAndYear(std::string_view className, std::string_view year) {
  std::string out;
  if (!className.empty()) out = filled(words::whoClass, {className});
  if (!year.empty()) {
    if (!out.empty()) out += ", ";
    out += year.find_first_not_of("0123456789") == std::string_view::npos ? filled(words::whoYear, {year})
                                                                          : std::string(year);
  }
  return out;
}

Events drawSearch(Frame& frame, const State& state) {
  Events out;
  PageOptions page;
  page.title = words::whoTitle;
  page.keyboard = true;
  page.showNext = !state.draft.pupils.empty();
  const Rect room = drawPage(frame, state, page, out);
  frame.focusOnce("who.search");
  const std::string typed(field(state, Field::pupilSearch).text());
  frame.flow("who.flow", room, [&](Flow& flow) {
    EditorOptions options;
    options.label = words::whoSearch;
    options.placeholder = words::whoHint;
    options.labelHidden = true;
    typeIn(flow, state, "who.search", Field::pupilSearch, options, lineHeightOf(frame), out);
    if (state.roster) {
      for (const std::size_t index : state.foundPupils) {
        const Pupil& pupil = state.roster->pupils[index];
        const auto same = std::count_if(state.foundPupils.begin(), state.foundPupils.end(), [&](std::size_t other) {
          return state.roster->pupils[other].displayName() == pupil.displayName();
        });
        if (flow.listRow("who.pupil." + pupil.id, pupil.displayName(), classAndYear(pupil.className, pupil.year),
                         same > 1 ? words::whoSameName : std::string_view())) {
          out.push_back(PickPupil{pupil.id});
        }
      }
    }
    if (!typed.empty()) {
      if (state.foundPupils.empty()) flow.text(words::whoNobodyFound, Words::small, Tone::quiet);
      if (flow.button("who.use-typed", filled(words::whoUseTyped, {typed}))) out.push_back(UseTypedPupil{});
    }
    if (flow.button("who.unknown", words::whoUnknown, Look::quiet)) out.push_back(DescribePupil{});
    if (state.draft.aboutAdult == Answer::yes && state.draft.pupils.empty() &&
        flow.button("who.none", words::whoNone, Look::quiet)) {
      out.push_back(NoParticularChild{});
    }
  });
  return out;
}

Events drawDescribe(Frame& frame, const State& state) {
  Events out;
  PageOptions page;
  page.title = words::whoDescribe;
  page.keyboard = true;
  page.next = words::whoDescribeAdd;
  page.nextEvent = AddDescribed{};
  Rect room = drawPage(frame, state, page, out);
  frame.focusOnce("who.description");
  EditorOptions options;
  options.label = words::whoDescribe;
  options.placeholder = words::whoDescribeHint;
  options.labelHidden = true;
  for (EditAction& action : frame.editor("who.description", room, field(state, Field::description), options)) {
    out.push_back(TextEdited{Field::description, std::move(action)});
  }
  return out;
}

Events drawList(Frame& frame, const State& state) {
  Events out;
  PageOptions page;
  page.title = words::whoTitle;
  const Rect room = drawPage(frame, state, page, out);
  frame.flow("who.flow", room, [&](Flow& flow) {
    for (std::size_t i = 0; i < state.draft.pupils.size(); ++i) {
      const ChosenPupil& pupil = state.draft.pupils[i];
      const std::string number = std::to_string(i + 1);
      const std::string name = pupil.name.empty() ? std::string(words::whoDescribed) : pupil.name;
      std::string detail = classAndYear(pupil.className, pupil.year);
      if (!pupil.description.empty()) detail = pupil.description;
      const float remove = frame.textWidth(words::whoRemove, Words::strong) + 48;
      // Name and class at the left, the way back at the right.
      const float width = flow.width() - remove - frame.gap();
      const float high = frame.textHeight(name, Words::heading, width);
      const float low = detail.empty() ? 0 : frame.textHeight(detail, Words::body, width);
      Rect row = flow.take(std::max(frame.rowHeight(), high + low));
      Rect button = cutRight(row, remove, frame.gap());
      button.h = frame.rowHeight();
      frame.text("who.name." + number, cutTop(row, high), name, Words::heading);
      if (!detail.empty()) frame.text("who.detail." + number, row, detail, Words::body, Tone::quiet);
      if (frame.button("who.remove." + number, button, words::whoRemove, Look::quiet)) out.push_back(RemovePupil{i});
      const std::string_view called = pupil.name.empty() ? words::whoThisChild : std::string_view(pupil.name);
      flow.text(filled(words::whoPart, {called}), Words::strong);
      grid(
          flow, allParts.size(), 3, [](std::size_t p) { return std::string(partWords(allParts[p])); },
          [&](std::size_t p, Rect at) {
            const Part part = allParts[p];
            const std::string id = "who.part." + number + "." + std::string(partName(part));
            if (frame.choice(id, at, partWords(part), pupil.part == part)) out.push_back(SetPart{i, part});
          });
      flow.space(frame.gap());
    }
    if (flow.button("who.another", words::whoAnother)) out.push_back(AddAnother{});
  });
  return out;
}

}  // namespace

Events drawWho(Frame& frame, const State& state) {
  switch (state.whoMode) {
    case WhoMode::search:
      return drawSearch(frame, state);
    case WhoMode::describe:
      return drawDescribe(frame, state);
    case WhoMode::list:
      return state.draft.pupils.empty() ? drawSearch(frame, state) : drawList(frame, state);
  }
  return {};
}

}  // namespace pillarbox::post
