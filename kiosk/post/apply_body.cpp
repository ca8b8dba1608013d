#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/post/apply.h"
#include "kiosk/post/body_words.h"
#include "shared/base/bytes.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::post {

namespace {

BodyMark* chosen(State& state) {
  std::vector<BodyMark>& marks = state.draft.bodyMap.marks;
  if (!state.body.mark || *state.body.mark >= marks.size()) return nullptr;
  BodyMark& mark = marks[*state.body.mark];
  return mark.removedAt ? nullptr : &mark;
}

const Drawing* shownDrawing(const State& state) {
  return state.body.figures ? state.body.figures->find(state.body.figure, state.draft.bodyMap.outline) : nullptr;
}

// The child who was hurt, else the one worried about, else the first.
std::size_t likeliest(const Draft& draft) {
  for (const Part part : {Part::hurt, Part::worriedAbout}) {
    for (std::size_t i = 0; i < draft.pupils.size(); ++i) {
      if (draft.pupils[i].part == part) return i;
    }
  }
  return 0;
}

bool isYoung(std::string_view year) {
  constexpr std::array<std::string_view, 8> young{"N", "Nursery", "R", "Reception", "0", "1", "2", "N1"};
  const std::string_view number = year.substr(0, 5) == "Year " ? year.substr(5) : year;
  return std::find(young.begin(), young.end(), number) != young.end();
}

bool outlineFixed(const BodyMap& map) {
  return std::any_of(map.marks.begin(), map.marks.end(),
                     [](const BodyMark& mark) { return mark.figure == "front" || mark.figure == "back"; });
}

void setChild(State& state, std::size_t index) {
  Draft& draft = state.draft;
  if (index >= draft.pupils.size()) return;
  const ChosenPupil& pupil = draft.pupils[index];
  draft.bodyMap.childRef = pupil.ref;
  draft.bodyMap.child = pupil.name.empty() ? pupil.description.substr(0, pupil.description.find('\n')) : pupil.name;
  // Within what an entry keeps of a name, and never half a character.
  while (draft.bodyMap.child.size() > 200 || (!draft.bodyMap.child.empty() && !isUtf8(draft.bodyMap.child))) {
    draft.bodyMap.child.pop_back();
  }
  if (!outlineFixed(draft.bodyMap) && !pupil.year.empty()) {
    draft.bodyMap.outline = isYoung(pupil.year) ? BodyOutline::younger : BodyOutline::older;
  }
}

void keepTyped(State& state) {
  if (state.body.view != BodyView::words) return;
  if (BodyMark* mark = chosen(state)) {
    std::string& kept = state.body.typing == BodyWords::childSays ? mark->childSays : mark->looks;
    wipe(kept);
    kept = state.body.typed.text();
  }
}

// A mark is for the safeguarding team: whoever wanted the senior leaders to read it is told that they will not.
void backToTheTeam(State& state) {
  Draft& draft = state.draft;
  if (draft.shouldKnow != ShouldKnow::seniorLeaders) return;
  draft.backToTeam = mayBePastoral(state.directory.get(), draft);
  draft.shouldKnow = ShouldKnow::team;
}

void leave(State& state) {
  wipeBody(state.body);
  state.body.cameBack = state.screen == Screen::check;
}

void place(State& state, std::vector<BodyPoint> points, std::string where) {
  BodyMap& map = state.draft.bodyMap;
  if (map.marks.size() >= maxBodyMarks) return;
  backToTheTeam(state);
  BodyMark mark;
  mark.figure = state.body.figure;
  mark.points = std::move(points);
  // As entry.json keeps them, so that nothing moves when it is read back.
  for (BodyPoint& p : mark.points) {
    p = {std::round(std::clamp(p.x, 0.0, 1.0) * 10'000) / 10'000,
         std::round(std::clamp(p.y, 0.0, 1.0) * 10'000) / 10'000};
  }
  mark.place = std::move(where);
  mark.placedAt = state.now;
  map.drawings = BodyFigures::edition;
  map.marks.push_back(std::move(mark));
  state.body.mark = map.marks.size() - 1;
  state.body.view = BodyView::marks;
  noteChange(state);
}

// "2" more one half: "2.5"; from 0.5 to 30, and none at all below that.
std::string stepped(const std::string& now, int halves) {
  constexpr int most = 60;
  int value = 0;
  if (!now.empty()) {
    int tenths = 0;
    const std::size_t dot = now.find('.');
    for (const char c : now.substr(0, dot)) tenths = tenths * 10 + (c - '0');
    tenths *= 10;
    if (dot != std::string::npos && dot + 1 < now.size()) tenths += now[dot + 1] - '0';
    // From what is between (a coin's width) to the next half that way.
    value = halves < 0 ? (tenths + 4) / 5 : tenths / 5;
  }
  value = std::clamp(value + halves, 0, most);
  if (value == 0) return {};
  return std::to_string(value / 2) + (value % 2 == 0 ? "" : ".5");
}

void on(State& state, const BodyFiguresArrived& event) {
  state.body.figures = event.figures;
}

void on(State& state, const OpenBodyMap&) {
  if (!state.body.figures || state.body.view != BodyView::closed) return;
  wipeBody(state.body);
  BodyMap& map = state.draft.bodyMap;
  const auto same = [&map](const ChosenPupil& pupil) { return pupil.ref == map.childRef && pupil.name == map.child; };
  const auto& pupils = state.draft.pupils;
  if (map.child.empty() || std::none_of(pupils.begin(), pupils.end(), same)) setChild(state, likeliest(state.draft));
  state.body.view = BodyView::marks;
}

void on(State& state, const CloseBodyMap&) {
  BodyState& body = state.body;
  if (body.view == BodyView::words || body.view == BodyView::places) {
    keepTyped(state);
    body.typed.clear();
    body.view = BodyView::marks;
  } else if (body.mark) {
    body.mark.reset();
  } else {
    leave(state);
  }
  body.beside = false;
}

void on(State& state, const DoneBodyMap&) {
  keepTyped(state);
  leave(state);
}

void on(State& state, const ShowFigure& event) {
  if (std::find(bodyFigureIds.begin(), bodyFigureIds.end(), event.figure) == bodyFigureIds.end()) return;
  state.body.figure = event.figure;
  state.body.mark.reset();
  state.body.beside = false;
}

void on(State& state, const SetOutline& event) {
  if (outlineFixed(state.draft.bodyMap)) return;
  state.draft.bodyMap.outline = event.outline;
}

void on(State& state, const SetMarkedChild& event) {
  setChild(state, event.index);
  if (!state.draft.bodyMap.empty()) noteChange(state);
}

void on(State& state, const TouchBody& event) {
  const Drawing* drawing = shownDrawing(state);
  if (drawing == nullptr || event.points.empty() || event.points.size() > maxMarkPoints) return;
  const auto number = [](double v) { return std::isfinite(v); };
  for (const BodyPoint& p : event.points) {
    if (!number(p.x) || !number(p.y)) return;
  }
  BodyState& body = state.body;
  body.beside = false;
  if (event.points.size() == 1) {
    const std::vector<BodyMark>& marks = state.draft.bodyMap.marks;
    for (std::size_t i = marks.size(); i-- > 0;) {
      if (marks[i].figure != body.figure || marks[i].points.size() != 1) continue;
      const BodyPoint at = marks[i].points.front();
      const bool near =
          std::abs(at.x - event.points[0].x) <= event.nearX && std::abs(at.y - event.points[0].y) <= event.nearY;
      if (!near) continue;
      body.mark = i;
      return;
    }
  }
  std::string where = placeOf(*drawing, event.points);
  if (where.empty()) {
    body.beside = true;
    body.mark.reset();
    return;
  }
  place(state, event.points, std::move(where));
}

void on(State& state, const ShowPlaces&) {
  state.body.view = BodyView::places;
  state.body.beside = false;
}

void on(State& state, const PickPlace& event) {
  const Drawing* drawing = shownDrawing(state);
  if (drawing == nullptr) return;
  for (const DrawnRegion& region : drawing->regions) {
    if (region.id == event.region) place(state, {middleOf(region, *drawing)}, region.words);
  }
}

void on(State& state, const ChooseMark& event) {
  BodyState& body = state.body;
  body.beside = false;
  body.mark = event.mark;
  const std::vector<BodyMark>& marks = state.draft.bodyMap.marks;
  if (!body.mark) return;
  if (*body.mark >= marks.size()) return body.mark.reset();
  body.figure = marks[*body.mark].figure;
}

// Each of these touches again what is chosen to unsay it.
template <class T>
void choose(T& what, const T& value, const T& none) {
  what = what == value ? none : value;
}

void on(State& state, const SetMarkKind& event) {
  if (BodyMark* mark = chosen(state)) choose(mark->kind, event.kind, MarkKind::unsaid);
  noteChange(state);
}

void on(State& state, const StepMarkSize& event) {
  BodyMark* mark = chosen(state);
  if (mark == nullptr) return;
  std::string& which = event.width ? mark->widthCm : mark->lengthCm;
  which = stepped(which, event.halves);
  if (mark->lengthCm.empty()) mark->widthCm.clear();
  if (event.width && mark->lengthCm.empty()) mark->lengthCm = stepped({}, 1);
  mark->like.clear();  // it no longer is as big as that
  noteChange(state);
}

void on(State& state, const SetMarkLike& event) {
  BodyMark* mark = chosen(state);
  if (mark == nullptr) return;
  for (const words::Coin& coin : words::bodyCoins) {
    if (coin.kept != event.like) continue;
    const bool off = mark->like == event.like;
    mark->like = off ? std::string() : event.like;
    mark->lengthCm = off ? std::string() : std::string(coin.cm);
    mark->widthCm.clear();
  }
  noteChange(state);
}

void on(State& state, const ToggleMarkColour& event) {
  BodyMark* mark = chosen(state);
  if (mark == nullptr) return;
  const auto there = std::find(mark->colours.begin(), mark->colours.end(), event.colour);
  if (there != mark->colours.end()) {
    mark->colours.erase(there);
  } else if (mark->colours.size() < words::bodyColours.size()) {
    mark->colours.push_back(event.colour);
  }
  noteChange(state);
}

void on(State& state, const SetMarkShape& event) {
  if (BodyMark* mark = chosen(state)) choose(mark->shape, event.shape, std::string());
  noteChange(state);
}

void on(State& state, const SetSkinBroken& event) {
  if (BodyMark* mark = chosen(state)) choose(mark->skinBroken, event.answer, MarkAnswer::unsaid);
  noteChange(state);
}

void on(State& state, const SetMarkSwelling& event) {
  if (BodyMark* mark = chosen(state)) choose(mark->swelling, event.answer, MarkAnswer::unsaid);
  noteChange(state);
}

void on(State& state, const TypeOfMark& event) {
  const BodyMark* mark = chosen(state);
  if (mark == nullptr) return;
  state.body.typing = event.which;
  state.body.typed.setText(event.which == BodyWords::childSays ? mark->childSays : mark->looks);
  state.body.view = BodyView::words;
}

void on(State& state, const MarkTyped& event) {
  if (state.body.view != BodyView::words || chosen(state) == nullptr) return;
  state.body.typed.apply(event.action);
  keepTyped(state);
  noteChange(state);
}

void on(State& state, const TakeMarkOut&) {
  BodyMark* mark = chosen(state);
  if (mark == nullptr) return;
  mark->removedAt = state.now;
  mark->removedWhy = takenOutByWriter;
  state.body.mark.reset();
  noteChange(state);
}

}  // namespace

void wipeBody(BodyState& body) {
  body.typed.clear();
  auto figures = std::move(body.figures);
  body = BodyState();
  body.figures = std::move(figures);
}

bool mayHappen(const State& state, const BodyEvent& event) {
  if (std::holds_alternative<BodyFiguresArrived>(event)) return true;
  if (!mayWrite(state)) return false;
  return std::holds_alternative<OpenBodyMap>(event) || state.body.view != BodyView::closed;
}

void on(State& state, const BodyEvent& event, Effects&) {
  std::visit([&](const auto& each) { on(state, each); }, event);
}

}  // namespace pillarbox::post
