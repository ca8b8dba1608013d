#include "kiosk/inbox/parts.h"

#include <algorithm>

#include "kiosk/inbox/fields.h"
#include "kiosk/inbox/inbox.h"

namespace pillarbox::inbox {

ui::Rect drawBar(ui::Frame& frame, const State& state, const Bar& bar, Events& out) {
  if (frame.escapePressed()) out.emplace_back(CoverPressed{});
  const float gap = frame.gap();
  ui::Rect rest = frame.area();
  ui::Rect strip = ui::cutTop(rest, frame.rowHeight() + gap);
  frame.panel(strip, ui::Tone::quiet);
  frame.line(strip.x, strip.bottom(), strip.right(), strip.bottom());
  strip = ui::inset(strip, gap / 2);

  const auto buttonAtRight = [&](std::string_view id, std::string_view name, ui::Look look) {
    const float width = std::max(frame.textWidth(name, ui::Words::strong) + 3 * gap, 2 * frame.rowHeight());
    return frame.button(id, ui::cutRight(strip, width, gap), name, look);
  };
  if (!bar.end.empty() && buttonAtRight("bar.lock", bar.end, ui::Look::secondary)) out.emplace_back(LockPressed{});
  if (buttonAtRight("bar.cover", "Cover", ui::Look::secondary)) out.emplace_back(CoverPressed{});
  if (bar.back) {
    const float width = std::max(frame.textWidth("Back", ui::Words::strong) + 3 * gap, 2 * frame.rowHeight());
    if (frame.button("bar.back", ui::cutLeft(strip, width, gap), "Back", ui::Look::secondary)) {
      out.emplace_back(BackPressed{});
    }
  } else {
    ui::cutLeft(strip, gap);
  }

  const std::optional<int> seconds = lockCountdown(state);
  const std::string countdown = seconds ? "Locking in " + std::to_string(*seconds) +
                                              (*seconds == 1 ? " second." : " seconds.") + " Touch anywhere to stay."
                                        : std::string();
  const std::string_view words = seconds ? std::string_view(countdown) : bar.title;
  const ui::Words style =
      seconds || frame.textWidth(words, ui::Words::heading) > strip.w ? ui::Words::strong : ui::Words::heading;
  const float height = std::min(frame.textHeight(words, style, strip.w), strip.h);
  frame.text(seconds ? "bar.countdown" : "bar.title", {strip.x, strip.y + (strip.h - height) / 2, strip.w, height},
             words, style, seconds ? ui::Tone::warning : ui::Tone::normal);
  return rest;
}

ui::Rect drawKeyboardUnder(ui::Frame& frame, ui::Rect rect) {
  const float height = frame.keyboardHeight();
  if (height > 0) frame.keyboard(ui::cutBottom(rect, height));
  return rect;
}

ui::Rect middleColumn(ui::Rect rect, float width) {
  const float w = std::min(rect.w, width);
  return {rect.x + (rect.w - w) / 2, rect.y, w, rect.h};
}

bool drawField(ui::Flow& flow, const State& state, Field field, std::string_view id, std::string_view label,
               std::string_view placeholder, Events& out, bool secret) {
  ui::EditorOptions options;
  options.label = label;
  options.placeholder = placeholder;
  options.secret = secret;
  for (ui::EditAction& action : flow.editor(id, fieldOf(state, field), options, flow.frame().rowHeight())) {
    out.emplace_back(Edited{field, std::move(action)});
  }
  return flow.frame().submitted(id);
}

void drawPassphraseFields(ui::Flow& flow, const State& state, Event next, Events& out) {
  const PassphraseState& choose = state.choose;
  if (choose.offered.empty()) {
    if (flow.button("choose.offer", "Offer me five words")) out.emplace_back(WordsWanted{});
  } else {
    flow.text("These five words make a strong passphrase. Or choose your own: 8 characters or more.");
    const ui::Rect box = flow.take(flow.frame().rowHeight());
    flow.frame().panel(box, ui::Tone::good);
    const float h = flow.frame().textHeight(choose.offered.text(), ui::Words::heading, box.w - 2 * flow.frame().gap());
    flow.frame().text("choose.words",
                      {box.x + flow.frame().gap(), box.y + (box.h - h) / 2, box.w - 2 * flow.frame().gap(), h},
                      choose.offered.text(), ui::Words::heading);
    const std::vector<ui::Rect> cells = flow.row(2, flow.frame().rowHeight());
    if (flow.frame().button("choose.use", cells[0], "Use these words", ui::Look::secondary)) {
      out.emplace_back(WordsTaken{});
    }
    if (flow.frame().button("choose.others", cells[1], "Other words", ui::Look::secondary)) {
      out.emplace_back(WordsWanted{});
    }
  }
  const bool hidden = !choose.showTyping;
  drawField(flow, state, Field::newPassphrase, "choose.first", "Your passphrase", "", out, hidden);
  if (drawField(flow, state, Field::newPassphraseAgain, "choose.again", "The same once more", "", out, hidden)) {
    out.push_back(std::move(next));
  }
  if (flow.toggle("choose.show", "Show what I type", choose.showTyping))
    out.emplace_back(ShowTyping{!choose.showTyping});
}

void drawFact(ui::Flow& flow, std::string_view id, std::string_view label, std::string_view words) {
  ui::Frame& frame = flow.frame();
  const float gap = frame.gap();
  const float labelWidth = 170 * frame.textScale();
  const std::string labelId = std::string(id) + ".label";
  if (flow.width() < labelWidth * 3) {
    const float labelHeight = frame.textHeight(label, ui::Words::small, flow.width());
    const float wordsHeight = frame.textHeight(words, ui::Words::body, flow.width());
    const ui::Rect box = flow.take(labelHeight + wordsHeight);
    frame.text(labelId, {box.x, box.y, box.w, labelHeight}, label, ui::Words::small, ui::Tone::quiet);
    frame.text(id, {box.x, box.y + labelHeight, box.w, wordsHeight}, words);
    return;
  }
  const float width = flow.width() - labelWidth - gap;
  const float height =
      std::max(frame.textHeight(words, ui::Words::body, width), frame.textHeight(label, ui::Words::body, labelWidth));
  const ui::Rect box = flow.take(height);
  frame.text(labelId, {box.x, box.y, labelWidth, height}, label, ui::Words::body, ui::Tone::quiet);
  frame.text(id, {box.x + labelWidth + gap, box.y, width, height}, words);
}

std::string_view markOf(const ListItem& item) {
  if (item.added) return "added to";
  if (item.unread) return "unread";
  return "read";
}

}  // namespace pillarbox::inbox
