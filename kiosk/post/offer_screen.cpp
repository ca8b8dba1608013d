// What the check screen offers, one panel each: words, and what may be done about them. Nothing waits for an answer.
#include <algorithm>

#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

constexpr float pad = 12;

// The buttons in one row if there is room for them, else one beneath the other.
struct OfferShape {
  std::vector<float> widths;
  float row = 0;   // all of them side by side
  float high = 0;  // one of them
  bool beside = false;
  bool stacked = false;
};

OfferShape shapeOf(const Frame& frame, const std::vector<OfferButton>& buttons, float across) {
  OfferShape shape;
  shape.high = std::max(64.0F, frame.rowHeight() - 8);
  for (const OfferButton& button : buttons) {
    shape.widths.push_back(frame.textWidth(button.words, Words::strong) + 48);
    shape.row += shape.widths.back();
  }
  shape.row += frame.gap() * static_cast<float>(buttons.empty() ? 0 : buttons.size() - 1);
  // Three beside the words would leave them a narrow column.
  shape.beside = buttons.size() < 3 && shape.row < across * 0.42F;
  shape.stacked = shape.row > across - 2 * pad;
  if (shape.stacked) {
    for (const OfferButton& button : buttons) {
      shape.high = std::max(shape.high, frame.textHeight(button.words, Words::strong, across - 2 * pad - 36) + 28);
    }
  }
  return shape;
}

}  // namespace

void offerPanel(Flow& flow, const std::vector<OfferLine>& lines, const std::vector<OfferButton>& buttons, Events& out) {
  Frame& frame = flow.frame();
  const OfferShape shape = shapeOf(frame, buttons, flow.width());
  const float across = flow.width() - 2 * pad - (shape.beside ? shape.row + frame.gap() : 0);
  float said = 0;
  for (const OfferLine& line : lines) said += frame.textHeight(line.words, line.style, across);
  const float rows = shape.stacked ? static_cast<float>(buttons.size()) : 1;
  const float low = rows * shape.high + (rows - 1) * frame.gap();
  const Rect rect = flow.take((shape.beside ? std::max(said, shape.high) : said + frame.gap() + low) + 2 * pad);
  frame.panel(rect);
  Rect inside = inset(rect, pad);
  Rect place = shape.beside ? cutRight(inside, shape.row, frame.gap()) : cutBottom(inside, low, frame.gap());
  if (shape.beside && said < shape.high) cutTop(inside, (shape.high - said) / 2);
  for (const OfferLine& line : lines) {
    frame.text(line.id, cutTop(inside, frame.textHeight(line.words, line.style, across)), line.words, line.style,
               line.tone);
  }
  for (std::size_t i = 0; i < buttons.size(); ++i) {
    Rect at = shape.stacked ? cutTop(place, shape.high, frame.gap()) : cutLeft(place, shape.widths[i], frame.gap());
    at.h = shape.high;
    if (frame.button(buttons[i].id, at, buttons[i].words)) out.push_back(buttons[i].event);
  }
}

void drawBackToTeam(Flow& flow, const State& state) {
  if (state.draft.backToTeam) flow.notice("check.back-to-team", words::backToTeam, Tone::warning);
}

void drawMentioned(Flow& flow, const State& state, Events& out) {
  Frame& frame = flow.frame();
  std::size_t number = 0;
  for (const Pupil* pupil : mentionedToOffer(state)) {
    const std::string at = std::to_string(++number);
    const std::string place = pupil->className.empty() ? "" : ", " + filled(words::whoClass, {pupil->className});
    if (state.draft.partAsked != pupil->id) {
      offerPanel(flow, {{"mentioned.name." + at, filled(words::mentionedAdd, {pupil->displayName() + place})}},
                 {{"mentioned.add." + at, std::string(words::mentionedYes), MentionedEvent(AddMentioned{pupil->id})},
                  {"mentioned.no." + at, std::string(words::mentionedNo), MentionedEvent(LeaveMentioned{pupil->id})}},
                 out);
      continue;
    }
    flow.text(filled(words::whoPart, {pupil->displayName() + place}), Words::strong);
    grid(
        flow, allParts.size(), 3, [](std::size_t p) { return std::string(partWords(allParts[p])); },
        [&](std::size_t p, Rect cell) {
          const Part part = allParts[p];
          if (frame.choice("mentioned.part." + std::string(partName(part)), cell, partWords(part), false)) {
            out.push_back(MentionedEvent(SetMentionedPart{part}));
          }
        });
    if (flow.button("mentioned.no." + at, words::mentionedNotNow, Look::quiet)) {
      out.push_back(MentionedEvent(LeaveMentioned{pupil->id}));
    }
  }
}

}  // namespace pillarbox::post
