#include <algorithm>

#include "kiosk/post/paper.h"
#include "kiosk/post/shell.h"
#include "kiosk/post/who_words.h"

namespace pillarbox::post {

using namespace ui;

namespace {

// As the school's list has it: a number, or "R" and "N" of the classes before Year 1.
std::string yearWords(std::string_view year) {
  if (year == "R" || year == "0") return std::string(words::whoReception);
  if (year == "N" || year == "N1" || year == "N2") return std::string(words::whoNursery);
  const bool number = year.find_first_not_of("0123456789") == std::string_view::npos;
  return number ? filled(words::whoYear, {year}) : std::string(year);
}

std::string classAndYear(std::string_view className, std::string_view year) {
  std::string out;
  if (!className.empty()) out = filled(words::whoClass, {className});
  if (!year.empty()) {
    if (!out.empty()) out += ", ";
    out += yearWords(year);
  }
  return out;
}

std::size_t letters(std::string_view typed) {
  return static_cast<std::size_t>(std::count_if(typed.begin(), typed.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// The name and class as they were written by hand, to search for: side by side, and low where there is little room.
void nameOnPaper(Flow& flow, const State& state) {
  Frame& frame = flow.frame();
  struct Piece {
    FieldPlace place;
    Rect crop;
    std::string name;
  };
  std::vector<Piece> pieces;
  float aspects = 0;
  for (const std::string_view id : {"pupil-name", "pupil-class"}) {
    const FieldPlace place = fieldOn(state.draft, id);
    const auto crop = place.field != nullptr ? cropOf(*place.page, *place.field) : std::nullopt;
    if (!crop) continue;
    pieces.push_back({place, *crop, place.field->words.empty() ? std::string(id) : place.field->words});
    aspects += crop->w / crop->h;
  }
  if (pieces.empty()) return;
  const bool low = lowScreen(frame);
  const float between = frame.gap() * static_cast<float>(pieces.size() - 1);
  // By the screen's width, not the column's: the column is narrower once it scrolls, and would then not need to.
  const float high = std::min(low ? 48.0F : 96.0F, (frame.area().w * 0.72F - between) / aspects);
  const float label = low ? 0 : frame.textHeight("A", Words::small, flow.width());
  Rect row = flow.take(label + high);
  for (const Piece& piece : pieces) {
    Rect at = cutLeft(row, high * piece.crop.w / piece.crop.h, frame.gap());
    // The label only where it stays in one line.
    const bool labelled = !low && frame.textWidth(piece.name, Words::small) < at.w;
    const Rect above = cutTop(at, label);
    if (labelled) frame.text("who.on-paper." + piece.place.field->id, above, piece.name, Words::small, Tone::quiet);
    frame.picture("who.crop." + piece.place.field->id, at, piece.place.page->grey,
                  filled(words::paperCrop, {piece.name}), piece.crop);
  }
}

// The children found. Enter takes the only one that fits, never one of two, and never one that is spelt differently.
void drawFound(Flow& flow, const State& state, bool submitted, Events& out) {
  if (!state.roster || !state.pupilIndex) return;
  Frame& frame = flow.frame();
  for (std::size_t i = 0; i < state.foundPupils.size(); ++i) {
    if (i == state.foundExactly) flow.text(words::whoNearly, Words::small, Tone::quiet);
    const std::size_t index = state.foundPupils[i];
    const Pupil& pupil = state.roster->pupils[index];
    std::string detail = classAndYear(pupil.className, pupil.year);
    std::string_view mark;
    if (state.pupilIndex->sharesEverything(index)) {
      mark = words::whoTwoAlike;
    } else if (state.pupilIndex->sharesName(index)) {
      mark = words::whoSameName;
    }
    if (frame.textWidth(mark, Words::small) > flow.width() * 0.4F) {  // it would leave no room for the name
      detail = std::string(mark) + ". " + detail;
      mark = {};
    }
    const bool only = submitted && state.foundPupils.size() == 1 && state.foundExactly == 1 && !state.foundMore;
    if (flow.listRow("who.pupil." + pupil.id, pupil.displayName(), detail, mark, true) || only) {
      out.push_back(PickPupil{pupil.id});
    }
  }
  if (state.foundMore) flow.text(words::whoMore, Words::small, Tone::quiet);
}

// Brothers and sisters of the children chosen, each once.
void drawSiblings(Flow& flow, const State& state, Events& out) {
  if (!state.roster || !state.pupilIndex) return;
  const auto& pupils = state.roster->pupils;
  const auto& chosen = state.draft.pupils;
  std::vector<std::size_t> offered;
  bool first = true;
  for (const ChosenPupil& one : chosen) {
    const Pupil* pupil = state.roster->pupil(one.ref);
    if (pupil == nullptr) continue;
    std::vector<std::size_t> others = state.pupilIndex->familyOf(static_cast<std::size_t>(pupil - pupils.data()));
    std::erase_if(others, [&](std::size_t other) {
      return std::find(offered.begin(), offered.end(), other) != offered.end() ||
             std::any_of(chosen.begin(), chosen.end(), [&](const auto& in) { return in.ref == pupils[other].id; });
    });
    if (others.empty()) continue;
    offered.insert(offered.end(), others.begin(), others.end());
    flow.text(filled(words::whoSiblings, {one.name}), Words::strong);
    if (first) flow.text(words::whoSiblingsUnsure, Words::small, Tone::quiet);
    first = false;
    const auto nameOf = [&](std::size_t i) {
      const Pupil& other = pupils[others[i]];
      const std::string place = classAndYear(other.className, other.className.empty() ? other.year : "");
      return other.displayName() + (place.empty() ? "" : ", " + place);
    };
    grid(flow, others.size(), 2, nameOf, [&](std::size_t i, Rect at) {
      const std::string& id = pupils[others[i]].id;
      if (flow.frame().button("who.sibling." + id, at, nameOf(i))) out.push_back(AddSibling{id});
    });
    flow.space(flow.frame().gap());
  }
}

Events drawSearch(Frame& frame, const State& state) {
  Events out;
  EditorOptions options;
  options.label = words::whoSearch;
  options.placeholder = words::whoHint;
  options.labelHidden = true;
  const bool low = lowScreen(frame);
  PageOptions page;
  page.title = words::whoTitle;
  page.keyboard = true;
  page.showNext = !state.draft.pupils.empty() && !low;
  if (low) page.inBar = [&](Rect at) { typeAt(frame, state, "who.search", Field::pupilSearch, options, at, out); };
  const Rect room = drawPage(frame, state, page, out);
  frame.focusOnce("who.search");
  const std::string typed(field(state, Field::pupilSearch).text());
  frame.flow("who.flow", room, [&](Flow& flow) {
    if (!low) typeIn(flow, state, "who.search", Field::pupilSearch, options, lineHeightOf(frame), out);
    nameOnPaper(flow, state);
    drawFound(flow, state, frame.submitted("who.search"), out);
    if (!typed.empty()) {
      if (state.foundPupils.empty()) flow.text(words::whoNobodyFound, Words::small, Tone::quiet);
      // After a letter or two it is too soon to say that a child is not there.
      const bool tried = letters(typed) >= 3;
      if (tried && flow.button("who.use-typed", filled(words::whoUseTyped, {typed}), Look::quiet)) {
        out.push_back(UseTypedPupil{});
      }
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
      // Name and class at the left, the way back at the right, or beneath where there is no room.
      const float remove = frame.textWidth(words::whoRemove, Words::strong) + 48;
      const bool beside = remove < flow.width() * 0.4F;
      const float width = beside ? flow.width() - remove - frame.gap() : flow.width();
      const float high = frame.textHeight(name, Words::heading, width);
      const float low = detail.empty() ? 0 : frame.textHeight(detail, Words::body, width);
      Rect row = flow.take(beside ? std::max(frame.rowHeight(), high + low) : high + low);
      Rect button = beside ? cutRight(row, remove, frame.gap()) : Rect{};
      button.h = frame.rowHeight();
      frame.text("who.name." + number, cutTop(row, high), name, Words::heading);
      if (!detail.empty()) frame.text("who.detail." + number, row, detail, Words::body, Tone::quiet);
      const auto removing = [&](Rect at) {
        if (frame.button("who.remove." + number, at, words::whoRemove, Look::quiet)) out.push_back(RemovePupil{i});
      };
      if (beside) removing(button);
      const std::string_view called = pupil.name.empty() ? words::whoThisChild : std::string_view(pupil.name);
      flow.text(filled(words::whoPart, {called}), Words::strong);
      grid(
          flow, allParts.size(), 3, [](std::size_t p) { return std::string(partWords(allParts[p])); },
          [&](std::size_t p, Rect at) {
            const Part part = allParts[p];
            const std::string id = "who.part." + number + "." + std::string(partName(part));
            if (frame.choice(id, at, partWords(part), pupil.part == part)) out.push_back(SetPart{i, part});
          });
      if (!beside) removing(flow.take(frame.rowHeight()));  // after what is asked
      flow.space(frame.gap());
    }
    drawSiblings(flow, state, out);
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
