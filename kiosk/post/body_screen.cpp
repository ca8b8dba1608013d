// The body map: a drawing to touch, and beside it the marks so far or what is known of one of them.
#include <algorithm>
#include <cctype>

#include "kiosk/post/body_words.h"
#include "kiosk/post/entry_of.h"
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

constexpr float fingertip = 18;  // this near to a mark's place the mark is meant

const Drawing* drawingOf(const State& state, std::string_view figure) {
  return state.body.figures ? state.body.figures->find(figure, state.draft.bodyMap.outline) : nullptr;
}

std::string figureShown(std::string_view id) {
  for (const words::FigureName& each : words::bodyFigures) {
    if (each.id == id) return std::string(each.shown);
  }
  return std::string(id);
}

std::vector<FigureMark> marksOn(const BodyMap& map, std::string_view figure, std::optional<std::size_t> chosen) {
  std::vector<FigureMark> out;
  for (std::size_t i = 0; i < map.marks.size(); ++i) {
    const BodyMark& mark = map.marks[i];
    if (mark.figure != figure) continue;
    FigureMark& shown = out.emplace_back();
    for (const BodyPoint& p : mark.points) shown.points.push_back({static_cast<float>(p.x), static_cast<float>(p.y)});
    shown.number = std::to_string(i + 1);
    shown.struck = mark.removedAt.has_value();
    shown.chosen = chosen == i;
  }
  return out;
}

std::string figureWords(const State& state, std::string_view figure) {
  std::string numbers;
  for (const FigureMark& mark : marksOn(state.draft.bodyMap, figure, {})) {
    numbers += (numbers.empty() ? "" : ", ") + mark.number;
  }
  std::string shown = figureShown(figure);
  if (!shown.empty()) shown[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(shown[0])));
  return filled(words::bodyFigure,
                {shown, numbers.empty() ? std::string_view(words::bodyNoMarksOn) : std::string_view(numbers)});
}

void drawFigure(Frame& frame, const State& state, Rect rect, Events& out) {
  const Drawing* drawing = drawingOf(state, state.body.figure);
  if (drawing == nullptr) return;
  const Rect at = frame.figureRect(rect, *drawing);
  const auto touched = frame.figure("body.figure", rect, *drawing, figureWords(state, state.body.figure),
                                    marksOn(state.draft.bodyMap, state.body.figure, state.body.mark), true);
  if (!touched) return;
  TouchBody event;
  for (const Point& p : touched->points) event.points.push_back({static_cast<double>(p.x), static_cast<double>(p.y)});
  event.nearX = static_cast<double>(fingertip / std::max(1.0F, at.w));
  event.nearY = static_cast<double>(fingertip / std::max(1.0F, at.h));
  out.push_back(BodyEvent(std::move(event)));
}

// --- which drawing ---------------------------------------------------------------------------------------------------

float tabWidth(const Frame& frame) {
  float widest = 0;
  for (const words::FigureName& each : words::bodyFigures) {
    widest = std::max(widest, frame.textWidth(each.shown, Words::body));
  }
  return widest + 2 * 20 + 16 + 30 * frame.textScale() + 2;
}

void drawTab(Frame& frame, const State& state, const words::FigureName& tab, Rect at, Events& out) {
  if (frame.choice("body.figure." + std::string(tab.id), at, tab.shown, state.body.figure == tab.id)) {
    out.push_back(BodyEvent(ShowFigure{std::string(tab.id)}));
  }
}

void tabsInFlow(Flow& flow, const State& state, Events& out) {
  grid(
      flow, words::bodyFigures.size(), 3, [](std::size_t i) { return std::string(words::bodyFigures[i].shown); },
      [&](std::size_t i, Rect at) { drawTab(flow.frame(), state, words::bodyFigures[i], at, out); });
}

// --- the marks so far ----------------------------------------------------------------------------------------------

// "1. Bruise: left cheek" and what else is known.
std::pair<std::string, std::string> rowWords(const BodyMark& mark, std::size_t index) {
  std::string all = markWords(mark);
  const std::size_t cut = all.find("; ");
  std::string name = std::to_string(index + 1) + ". " + all.substr(0, cut);
  std::string detail = cut == std::string::npos ? std::string() : all.substr(cut + 2);
  if (mark.removedAt) detail = filled(words::bodyTakenOutAt, {formatHourMinute(*mark.removedAt)});
  return {std::move(name), std::move(detail)};
}

void markRow(Flow& flow, const State& state, std::size_t index, Events& out) {
  Frame& frame = flow.frame();
  const BodyMark& mark = state.draft.bodyMap.marks[index];
  const auto [name, detail] = rowWords(mark, index);
  const std::string_view pill = mark.removedAt ? std::string_view(words::bodyTakenOut) : std::string_view();
  const float inner = flow.width() - 2 * 20 - (pill.empty() ? 0 : frame.textWidth(pill, Words::small) + 48);
  const float named = frame.textHeight(name, Words::body, inner);
  const float detailed = detail.empty() ? 0 : frame.textHeight(detail, Words::small, inner);
  const Rect at = flow.take(std::max(frame.rowHeight(), named + detailed + 20));
  if (frame.listRow("body.mark." + std::to_string(index + 1), at, name, detail, pill, false, true)) {
    out.push_back(BodyEvent(ChooseMark{index}));
  }
  if (!mark.removedAt) return;
  const float line = frame.textHeight("A", Words::body, inner);
  const float top = at.y + (at.h - named - detailed) / 2;
  const int lines = static_cast<int>((named + 1) / line);
  for (int i = 0; i < lines; ++i) {
    frame.strike(
        {at.x + 20, top + static_cast<float>(i) * line, std::min(inner, frame.textWidth(name, Words::body)), line});
  }
}

void whoseMarks(Flow& flow, const State& state, Events& out) {
  const auto& pupils = state.draft.pupils;
  if (pupils.size() < 2) return;
  flow.text(words::bodyWhose, Words::strong);
  const auto nameOf = [&](std::size_t i) { return pupils[i].name.empty() ? pupils[i].description : pupils[i].name; };
  const BodyMap& map = state.draft.bodyMap;
  grid(flow, pupils.size(), 2, nameOf, [&](std::size_t i, Rect at) {
    const bool chosen = map.childRef == pupils[i].ref && (map.child == pupils[i].name || pupils[i].name.empty());
    if (flow.frame().choice("body.child." + std::to_string(i + 1), at, nameOf(i), chosen)) {
      out.push_back(BodyEvent(SetMarkedChild{i}));
    }
  });
}

void whichOutline(Flow& flow, const State& state, Events& out) {
  const BodyMap& map = state.draft.bodyMap;
  const bool fixed = std::any_of(map.marks.begin(), map.marks.end(),
                                 [](const BodyMark& mark) { return mark.figure == "front" || mark.figure == "back"; });
  if (fixed) return;  // the marks would lie elsewhere
  flow.text(words::bodyDrawing, Words::strong);
  struct Offer {
    BodyOutline outline;
    words::W shown;
  };
  const std::array<Offer, 2> both{{{BodyOutline::younger, words::bodyYounger}, {BodyOutline::older, words::bodyOlder}}};
  grid(
      flow, both.size(), 2, [&](std::size_t i) { return std::string(both[i].shown); },
      [&](std::size_t i, Rect at) {
        const std::string id = "body.outline." + std::string(bodyOutlineName(both[i].outline));
        if (flow.frame().choice(id, at, both[i].shown, map.outline == both[i].outline)) {
          out.push_back(BodyEvent(SetOutline{both[i].outline}));
        }
      });
}

void marksPanel(Flow& flow, const State& state, Events& out) {
  const BodyMap& map = state.draft.bodyMap;
  if (state.body.beside) flow.notice("body.beside", words::bodyBeside, Tone::warning);
  flow.notice("body.remind", words::bodyRemind, Tone::warning);
  if (map.marks.size() >= maxBodyMarks) {
    flow.notice("body.full", words::bodyFull, Tone::warning);
  } else {
    flow.text(words::bodyHow);
    if (flow.button("body.places", words::bodyPlaces)) out.push_back(BodyEvent(ShowPlaces{}));
  }
  if (!map.marks.empty()) flow.text(words::bodyMarks, Words::strong);
  for (std::size_t i = map.marks.size(); i-- > 0;) markRow(flow, state, i, out);
  whoseMarks(flow, state, out);
  whichOutline(flow, state, out);
}

// --- one mark ------------------------------------------------------------------------------------------------------

template <class Answered>
void threeAnswers(Flow& flow, std::string_view id, std::string_view question, MarkAnswer now, Events& out,
                  const Answered& answered) {
  flow.text(question, Words::strong);
  const std::array<std::pair<MarkAnswer, std::string_view>, 3> all{
      {{MarkAnswer::yes, words::bodyYes}, {MarkAnswer::no, words::bodyNo}, {MarkAnswer::notSure, words::bodyNotSure}}};
  grid(
      flow, all.size(), 3, [&](std::size_t i) { return std::string(all[i].second); },
      [&](std::size_t i, Rect at) {
        const std::string name = std::string(id) + "." + std::string(markAnswerName(all[i].first));
        if (flow.frame().choice(name, at, all[i].second, now == all[i].first)) {
          out.push_back(BodyEvent(answered(all[i].first)));
        }
      });
}

void sizePart(Flow& flow, const BodyMark& mark, Events& out) {
  flow.text(words::bodySize, Words::strong);
  std::string size = markSizeWords(mark);
  if (size.empty()) size = words::bodySizeUnsaid;
  Frame& frame = flow.frame();
  frame.text("body.size", flow.take(frame.textHeight(size, Words::body, flow.width())), size);
  const auto pair = [&](std::string_view id, std::string_view less, std::string_view more, bool width) {
    const std::vector<Rect> cells = flow.row(2, frame.rowHeight());
    const std::string name(id);
    if (frame.button(name + ".less", cells[0], less)) out.push_back(BodyEvent(StepMarkSize{width, -1}));
    if (frame.button(name + ".more", cells[1], more)) out.push_back(BodyEvent(StepMarkSize{width, 1}));
  };
  pair("body.length", words::bodyShorter, words::bodyLonger, false);
  pair("body.width", words::bodyNarrower, words::bodyWider, true);
  grid(
      flow, words::bodyCoins.size(), 3, [](std::size_t i) { return std::string(words::bodyCoins[i].shown); },
      [&](std::size_t i, Rect at) {
        const words::Coin& coin = words::bodyCoins[i];
        if (frame.choice("body.coin." + std::string(coin.id), at, coin.shown, mark.like == coin.kept)) {
          out.push_back(BodyEvent(SetMarkLike{std::string(coin.kept)}));
        }
      });
}

void typedPart(Flow& flow, std::string_view id, std::string_view title, const std::string& typed, BodyWords which,
               Events& out) {
  Frame& frame = flow.frame();
  const float inner = flow.width() - 2 * 20;
  const float high = frame.textHeight(title, Words::body, inner) +
                     (typed.empty() ? 0 : frame.textHeight(typed, Words::small, inner)) + 24;
  const Rect at = flow.take(std::max(frame.rowHeight(), high));
  if (frame.listRow(id, at, title, typed)) out.push_back(BodyEvent(TypeOfMark{which}));
}

void markPanel(Flow& flow, const State& state, std::size_t index, Events& out) {
  const BodyMark& mark = state.draft.bodyMap.marks[index];
  Frame& frame = flow.frame();
  const std::string title = filled(words::bodyMarkTitle, {std::to_string(index + 1), mark.place});
  frame.text("body.mark-title", flow.take(frame.textHeight(title, Words::heading, flow.width())), title,
             Words::heading);
  if (mark.removedAt) {
    flow.notice("body.taken-out", filled(words::bodyTakenOutAt, {formatHourMinute(*mark.removedAt)}), Tone::normal);
    flow.text(markWords(mark));
    if (!mark.childSays.empty()) flow.text(mark.childSays);
    if (flow.button("body.all", words::bodyAllMarks)) out.push_back(BodyEvent(CloseBodyMap{}));
    return;
  }
  flow.text(words::bodyKind, Words::strong);
  grid(
      flow, words::bodyKinds.size(), 3, [](std::size_t i) { return std::string(words::bodyKinds[i].shown); },
      [&](std::size_t i, Rect at) {
        const words::KindName& kind = words::bodyKinds[i];
        if (frame.choice("body.kind." + std::string(markKindName(kind.kind)), at, kind.shown, mark.kind == kind.kind)) {
          out.push_back(BodyEvent(SetMarkKind{kind.kind}));
        }
      });
  sizePart(flow, mark, out);
  flow.text(words::bodyColour, Words::strong);
  grid(
      flow, words::bodyColours.size(), 3, [](std::size_t i) { return std::string(words::bodyColours[i].shown); },
      [&](std::size_t i, Rect at) {
        const words::Kept2& colour = words::bodyColours[i];
        const bool on = std::find(mark.colours.begin(), mark.colours.end(), colour.kept) != mark.colours.end();
        if (frame.toggle("body.colour." + std::string(colour.id), at, colour.shown, on)) {
          out.push_back(BodyEvent(ToggleMarkColour{std::string(colour.kept)}));
        }
      });
  flow.text(words::bodyShape, Words::strong);
  grid(
      flow, words::bodyShapes.size(), 3, [](std::size_t i) { return std::string(words::bodyShapes[i].shown); },
      [&](std::size_t i, Rect at) {
        const words::Kept2& shape = words::bodyShapes[i];
        if (frame.choice("body.shape." + std::string(shape.id), at, shape.shown, mark.shape == shape.kept)) {
          out.push_back(BodyEvent(SetMarkShape{std::string(shape.kept)}));
        }
      });
  threeAnswers(flow, "body.skin", words::bodySkin, mark.skinBroken, out, [](MarkAnswer a) { return SetSkinBroken{a}; });
  threeAnswers(flow, "body.swollen", words::bodySwelling, mark.swelling, out,
               [](MarkAnswer a) { return SetMarkSwelling{a}; });
  typedPart(flow, "body.says", words::bodySays, mark.childSays, BodyWords::childSays, out);
  typedPart(flow, "body.looks", words::bodyLooks, mark.looks, BodyWords::looks, out);
  if (flow.button("body.all", words::bodyAllMarks)) out.push_back(BodyEvent(CloseBodyMap{}));
  if (flow.button("body.take-out", words::bodyTakeOut, Look::danger)) out.push_back(BodyEvent(TakeMarkOut{}));
}

void placesPanel(Flow& flow, const State& state, Events& out) {
  const Drawing* drawing = drawingOf(state, state.body.figure);
  flow.text(words::bodyPlacesTitle, Words::heading);
  if (flow.button("body.drawing", words::bodyBackToDrawing)) out.push_back(BodyEvent(CloseBodyMap{}));
  if (drawing == nullptr) return;
  for (const DrawnRegion& region : drawing->regions) {
    if (flow.listRow("body.place." + region.id, translated(region.words.c_str()), {})) {
      out.push_back(BodyEvent(PickPlace{region.id}));
    }
  }
}

Events drawTyping(Frame& frame, const State& state) {
  Events out;
  const bool says = state.body.typing == BodyWords::childSays;
  PageOptions page;
  page.title = says ? words::bodySays : words::bodyLooks;
  page.next = words::bodyKept;
  page.nextEvent = BodyEvent(CloseBodyMap{});
  page.keyboard = true;
  Rect room = drawPage(frame, state, page, out);
  const std::string_view how = says ? words::bodySaysHow : words::bodyLooksHow;
  const float high = frame.textHeight(how, Words::small, room.w);
  if (room.h - high - frame.gap() / 2 > 3 * lineHeightOf(frame) / 2) {
    frame.text("body.how", cutTop(room, high, frame.gap() / 2), how, Words::small, Tone::quiet);
  }
  EditorOptions options;
  options.label = page.title;
  options.placeholder = says ? words::bodySaysHint : words::bodyLooksHint;
  options.labelHidden = true;
  frame.focusOnce("body.typed");
  for (EditAction& action : frame.editor("body.typed", room, state.body.typed, options)) {
    out.push_back(BodyEvent(MarkTyped{std::move(action)}));
  }
  return out;
}

}  // namespace

Events drawBody(Frame& frame, const State& state) {
  if (state.body.view == BodyView::words) return drawTyping(frame, state);
  Events out;
  const BodyMap& map = state.draft.bodyMap;
  PageOptions page;
  const bool narrow = frame.portrait() && frame.textScale() >= 1.45F;  // the drawing needs the room more
  page.title = map.child.empty() || narrow ? std::string(words::bodyTitle) : filled(words::bodyTitleOf, {map.child});
  page.next = words::bodyDone;
  page.nextEvent = BodyEvent(DoneBodyMap{});
  Rect room = drawPage(frame, state, page, out);
  const float gap = frame.gap();
  const auto tabs = words::bodyFigures.size();
  const bool one = state.body.view == BodyView::marks && state.body.mark && *state.body.mark < map.marks.size();
  bool inPanel = false;
  Rect figure;
  if (frame.portrait()) {
    const float between = gap / 4;
    const float cell = (room.w - between * static_cast<float>(tabs - 1)) / static_cast<float>(tabs);
    Rect row = cutTop(room, frame.rowHeight(), gap / 2);
    for (const words::FigureName& each : words::bodyFigures) {
      const bool open = state.body.figure == each.id;
      if (frame.tab("body.figure." + std::string(each.id), cutLeft(row, cell, between), each.shown, open)) {
        out.push_back(BodyEvent(ShowFigure{std::string(each.id)}));
      }
    }
    // Whoever looks for the place needs it large; whoever describes the mark, the questions.
    figure = cutTop(room, room.h * (one ? 0.46F : 0.62F), gap);
  } else {
    const float column = static_cast<float>(tabs) * (frame.rowHeight() + gap / 2) - gap / 2;
    inPanel = column > room.h;
    if (!inPanel) {
      Rect down = cutLeft(room, tabWidth(frame), gap);
      for (const words::FigureName& each : words::bodyFigures) {
        drawTab(frame, state, each, cutTop(down, frame.rowHeight(), gap / 2), out);
      }
    }
    figure = cutLeft(room, std::min(room.w * 0.46F, room.h * 1.06F), gap);
  }
  drawFigure(frame, state, figure, out);
  // The list, each mark and the places scroll by themselves.
  const std::string id = state.body.view == BodyView::places ? "body.flow.places"
                         : one                               ? "body.flow.mark"
                                                             : "body.flow";
  frame.flow(id, room, [&](Flow& flow) {
    if (inPanel && !one) tabsInFlow(flow, state, out);
    if (state.body.view == BodyView::places) {
      placesPanel(flow, state, out);
    } else if (one) {
      markPanel(flow, state, *state.body.mark, out);
    } else {
      marksPanel(flow, state, out);
    }
  });
  return out;
}

std::string bodyButtonWords(const State& state) {
  const std::size_t count = state.draft.bodyMap.marks.size();
  return count == 0 ? std::string(words::bodyOpen) : filled(words::bodyOpenSome, {std::to_string(count)});
}

void bodyOnCheck(Flow& flow, const State& state, Events& out) {
  if (!state.body.figures) return;
  Frame& frame = flow.frame();
  const BodyMap& map = state.draft.bodyMap;
  if (!map.empty()) {
    std::vector<PanelLine> lines;
    lines.push_back({"check.heading.body",
                     map.child.empty() ? std::string(words::bodyCheck) : filled(words::bodyCheckOf, {map.child}),
                     Words::small, Tone::quiet});
    for (std::size_t i = 0; i < map.marks.size(); ++i) {
      const BodyMark& mark = map.marks[i];
      std::string said = std::to_string(i + 1) + ". " + markWords(mark);
      if (mark.removedAt) said += ". " + filled(words::bodyTakenOutAt, {formatHourMinute(*mark.removedAt)});
      if (!mark.childSays.empty()) said += ". " + filled(words::bodySaid, {mark.childSays});
      lines.push_back({"check.body." + std::to_string(i + 1), std::move(said), Words::body,
                       mark.removedAt ? Tone::quiet : Tone::normal});
    }
    panelOf(flow, lines);
    std::vector<std::string_view> used;
    for (const std::string_view id : bodyFigureIds) {
      if (!marksOn(map, id, {}).empty() && drawingOf(state, id) != nullptr) used.push_back(id);
    }
    const std::size_t columns = flow.width() > 700 ? 3 : 2;
    for (std::size_t first = 0; first < used.size(); first += columns) {
      const std::vector<Rect> cells = flow.row(std::min(columns, used.size() - first), 300);
      for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string_view id = used[first + i];
        frame.figure("check.figure." + std::string(id), cells[i], *drawingOf(state, id), figureWords(state, id),
                     marksOn(map, id, {}), false);
      }
    }
  }
  if (state.body.cameBack) {
    drawBackToTeam(flow, state);  // here it is seen: the top of the screen is not
    frame.focusOnce("check.body");
  }
  if (flow.button("check.body", map.marks.empty() ? std::string(words::bodyOpenCheck) : bodyButtonWords(state)))
    out.push_back(BodyEvent(OpenBodyMap{}));
}

}  // namespace pillarbox::post
