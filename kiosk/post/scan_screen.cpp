// One big picture of what the camera sees, and one sentence that says what to do.
#include <algorithm>

#include "kiosk/post/paper.h"
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

struct Said {
  std::string_view words;
  Tone tone = Tone::normal;
};

Said adviceWords(PaperAdvice advice, bool more) {
  switch (advice) {
    case PaperAdvice::none:
      return {words::scanGood, Tone::good};
    case PaperAdvice::noPage:
      return {more ? words::scanNext : words::scanPut, Tone::normal};
    case PaperAdvice::showWholePage:
      return {words::scanWhole, Tone::warning};
    case PaperAdvice::moveLeft:
      return {words::scanLeft, Tone::warning};
    case PaperAdvice::moveRight:
      return {words::scanRight, Tone::warning};
    case PaperAdvice::moveUp:
      return {words::scanUp, Tone::warning};
    case PaperAdvice::moveDown:
      return {words::scanDown, Tone::warning};
    case PaperAdvice::moveCloser:
      return {words::scanCloser, Tone::warning};
    case PaperAdvice::moveBack:
      return {words::scanBack, Tone::warning};
    case PaperAdvice::holdStill:
      return {words::scanStill, Tone::warning};
    case PaperAdvice::onePageOnly:
      return {words::scanOne, Tone::warning};
    case PaperAdvice::moveLamp:
      return {words::scanLamp, Tone::warning};
    case PaperAdvice::moreLight:
      return {words::scanDark, Tone::warning};
    case PaperAdvice::flatten:
      return {words::scanFlat, Tone::warning};
    case PaperAdvice::uncover:
      return {words::scanUncover, Tone::warning};
    case PaperAdvice::notPaper:
      return {words::scanNoPage, Tone::warning};
  }
  return {words::scanPut, Tone::normal};
}

Said saidNow(const State& state) {
  switch (state.camera) {
    case CameraState::none:
      return {words::scanNoCamera, Tone::warning};
    case CameraState::lost:
      return {words::scanLost, Tone::warning};
    case CameraState::restarting:
      return {words::scanRestarting, Tone::warning};
    case CameraState::open:
      break;
  }
  switch (state.taken) {
    case Taken::got:
      return {words::scanGot, Tone::good};
    case Taken::turnOver:
      return {words::scanTurn, Tone::good};
    case Taken::again:
      return {words::scanGotAgain, Tone::good};
    case Taken::duplicate:
      return {words::scanDuplicate, Tone::warning};
    case Taken::notPaper:
      return {words::scanNotPaper, Tone::warning};
    case Taken::full:
      return {words::scanFull, Tone::warning};
    case Taken::nothing:
      break;
  }
  if (state.retake && state.guide.advice == PaperAdvice::noPage) return {words::scanShowAgain, Tone::normal};
  return adviceWords(state.guide.advice, !state.draft.pages.empty());
}

void drawPreview(Frame& frame, const State& state, Rect room) {
  Rect box = room;
  const float bar = std::max(24.0F, frame.textHeight("A", Words::small, room.w));
  const Rect under = cutBottom(box, bar, 10);
  // Before the first picture its place is there already, in the shape that cameras have.
  const float aspect = drawable(state.preview) ? 0.0F : 16.0F / 9;
  if (aspect > 0) {
    const float w = std::min(box.w, box.h * aspect);
    box = {box.x + (box.w - w) / 2, box.y + (box.h - w / aspect) / 2, w, w / aspect};
  }
  const Rect at = frame.picture("scan.preview", box, state.preview, words::cameraSees);
  if (state.guide.corners && drawable(state.preview)) {
    std::vector<Point> points;
    for (const PaperPoint& corner : *state.guide.corners) {
      points.push_back({at.x + static_cast<float>(std::clamp(corner.x, 0.0, 1.0)) * at.w,
                        at.y + static_cast<float>(std::clamp(corner.y, 0.0, 1.0)) * at.h});
    }
    frame.outline(points, state.guide.advice == PaperAdvice::none ? Tone::good : Tone::warning);
  }
  Rect line{at.x, under.y, at.w, under.h};
  const float said = frame.textWidth(words::scanSteady, Words::small) + 1;
  if (line.w - said - frame.gap() >= 100) {
    frame.text("scan.steady-says", cutLeft(line, said, frame.gap()), words::scanSteady, Words::small, Tone::quiet);
  }
  frame.progress("scan.steady", {line.x, line.y + (line.h - 24) / 2, line.w, 24},
                 static_cast<float>(state.guide.steady), words::scanSteady);
}

void drawSide(Flow& flow, const State& state, Events& out) {
  Frame& frame = flow.frame();
  const bool camera = state.camera == CameraState::open;
  if (camera && flow.button("scan.take", words::scanTake)) out.push_back(TakePicture{});
  if (flow.button("scan.cannot", camera ? words::scanCannot : words::scanWrite, camera ? Look::quiet : Look::primary)) {
    out.push_back(CannotScan{});
  }
  if (state.draft.pages.empty()) {
    if (camera) flow.text(words::scanItself, Words::small, Tone::quiet);
    return;
  }
  const std::string count = filled(words::scanPages, {std::to_string(state.draft.pages.size())});
  frame.text("scan.count", flow.take(frame.textHeight(count, Words::strong, flow.width())), count, Words::strong);
  thumbnails(flow, state, "scan.page", out);
}

}  // namespace

std::string pageName(const Draft& draft, std::size_t index) {
  const auto& form = draft.pages[index].page.form;
  if (form) return filled(words::scanSide, {std::to_string(form->side)});
  return filled(words::scanPage, {std::to_string(index + 1)});
}

void thumbnails(Flow& flow, const State& state, std::string_view id, Events& out) {
  const float scale = flow.frame().textScale();
  const float wanted = 130 * std::min(scale, 1.4F);
  const auto across = std::max<std::size_t>(1, static_cast<std::size_t>(flow.width() / wanted));
  const std::size_t count = state.draft.pages.size();
  for (std::size_t first = 0; first < count; first += across) {
    const float gap = flow.frame().gap();
    const float width =
        std::min(wanted, (flow.width() - gap * static_cast<float>(across - 1)) / static_cast<float>(across));
    const Rect row = flow.take(width * 1.35F + 30 * scale);
    for (std::size_t i = first; i < std::min(count, first + across); ++i) {
      const Rect at{row.x + static_cast<float>(i - first) * (width + gap), row.y, width, row.h};
      if (flow.frame().pictureButton(std::string(id) + "." + std::to_string(i + 1), at, state.draft.pages[i].grey,
                                     pageName(state.draft, i), {}, state.retake == i)) {
        out.push_back(ShowPage{i});
      }
    }
  }
}

Events drawScan(Frame& frame, const State& state) {
  Events out;
  PageOptions page;
  page.title = words::scanTitle;
  page.next = words::scanAll;
  page.showNext = !state.draft.pages.empty() || state.editing;
  Rect room = drawPage(frame, state, page, out);
  const Said said = saidNow(state);
  const bool low = room.h < 420;
  const Words style = low ? Words::heading : Words::title;
  const float gap = frame.gap();
  const bool camera = state.camera == CameraState::open || state.camera == CameraState::restarting;
  if (frame.portrait()) {
    const float high = frame.textHeight(said.words, style, room.w);
    frame.text("scan.says", cutTop(room, high, gap), said.words, style, said.tone);
    if (camera) drawPreview(frame, state, cutTop(room, std::min(room.h * 0.6F, room.w * 9 / 16 + 34), gap));
    frame.flow("scan.flow", room, [&](Flow& flow) { drawSide(flow, state, out); });
    return out;
  }
  const float side = std::clamp(room.w * 0.27F, 250.0F, 420.0F);
  const Rect column = cutRight(room, side, 1.5F * gap);
  frame.flow("scan.flow", column, [&](Flow& flow) { drawSide(flow, state, out); });
  const float high = frame.textHeight(said.words, style, room.w);
  frame.text("scan.says", cutTop(room, high, gap), said.words, style, said.tone);
  if (camera && room.h > 80) drawPreview(frame, state, room);
  return out;
}

Events drawPageView(Frame& frame, const State& state) {
  Events out;
  Rect room = drawGround(frame, state);
  const std::size_t index = *state.pageView;
  if (index >= state.draft.pages.size()) return {HidePage{}};
  const float gap = frame.gap();
  Rect bar = cutTop(room, frame.rowHeight(), gap);
  const float close = std::max(140.0F, frame.textWidth(words::scanClose, Words::strong) + 48);
  if (frame.button("page-view.close", cutRight(bar, close, gap), words::scanClose, Look::primary)) {
    out.push_back(HidePage{});
  }
  frame.text("page-view.title", bar, pageName(state.draft, index), Words::heading);
  const auto wants = [&](std::string_view name) { return frame.textWidth(name, Words::strong) + 48; };
  const bool stacked = wants(words::scanAgain) + wants(words::scanRemove) + gap > room.w;
  Rect foot = cutBottom(room, stacked ? 2 * frame.rowHeight() + gap : frame.rowHeight(), gap);
  const Rect again =
      stacked ? cutTop(foot, frame.rowHeight(), gap) : cutLeft(foot, std::max(wants(words::scanAgain), 260.0F), gap);
  if (frame.button("page-view.again", again, words::scanAgain)) out.push_back(RetakePage{index});
  const float width = std::min(foot.w, std::max(wants(words::scanRemove), 260.0F));
  if (frame.button("page-view.remove", stacked ? foot : cutRight(foot, width), words::scanRemove, Look::quiet)) {
    out.push_back(RemovePage{index});
  }
  frame.picture("page-view.picture", room, state.draft.pages[index].grey, pageName(state.draft, index));
  return out;
}

}  // namespace pillarbox::post
