#include "kiosk/inbox/parts.h"

#include <algorithm>

#include "kiosk/inbox/editor_rows.h"
#include "kiosk/inbox/fields.h"
#include "kiosk/inbox/inbox.h"

namespace pillarbox::inbox {

ui::Rect drawBar(ui::Frame& frame, const State& state, const Bar& bar, Events& out) {
  if (frame.escapePressed()) out.emplace_back(CoverPressed{});
  const float gap = frame.gap();
  ui::Rect rest = frame.area();
  if (state.config.demo) rest = ui::demonstrationStrip(frame, rest);
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
  if (bar.names) {
    const bool on = state.inbox.showNames;
    const float width = frame.textWidth("Show names", ui::Words::strong) + 3 * gap;
    if (frame.button("bar.names", ui::cutRight(strip, width, gap), on ? "Hide names" : "Show names",
                     ui::Look::secondary)) {
      out.emplace_back(NamesToggled{});
    }
  }
  if (bar.find && buttonAtRight("list.find", "Find", ui::Look::secondary)) out.emplace_back(FindOpened{});
  if (bar.back) {
    const float width = std::max(frame.textWidth("Back", ui::Words::strong) + 3 * gap, 2 * frame.rowHeight());
    if (frame.button("bar.back", ui::cutLeft(strip, width, gap), "Back", ui::Look::secondary)) {
      out.emplace_back(BackPressed{});
    }
  } else {
    ui::cutLeft(strip, gap);
  }

  const std::optional<int> seconds = lockCountdown(state);
  std::string words(bar.title);
  ui::Words style = ui::Words::heading;
  if (seconds) {
    const std::string left = std::to_string(*seconds) + (*seconds == 1 ? " second." : " seconds.");
    words = "Locking in " + left + " Touch anywhere to stay.";
    style = ui::Words::strong;
    if (frame.textHeight(words, style, strip.w) > strip.h) words = "Locking in " + left;
  }
  if (frame.textHeight(words, style, strip.w) > strip.h) style = ui::Words::small;
  // Beside many large buttons: the list itself says how many are unread.
  if (frame.textHeight(words, style, strip.w) > strip.h) words = seconds ? std::to_string(*seconds) : std::string();
  const float height = std::min(frame.textHeight(words, style, strip.w), strip.h);
  frame.text(seconds ? "bar.countdown" : "bar.title", {strip.x, strip.y + (strip.h - height) / 2, strip.w, height},
             words, style, seconds ? ui::Tone::warning : ui::Tone::normal);
  return rest;
}

bool findInBar(const ui::Frame& frame) {
  float taken = 6 * frame.gap();
  for (const std::string_view name : {"Find", "Show names", "Cover", "Lock"}) {
    taken += std::max(frame.textWidth(name, ui::Words::strong) + 3 * frame.gap(), 2 * frame.rowHeight());
  }
  return frame.area().w - taken >= 180 * frame.textScale();  // of which the title is left
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

void drawEmptyPane(ui::Frame& frame, ui::Rect rect, std::string_view id, std::string_view words) {
  const float gap = frame.gap();
  const float wordsWidth = std::min(frame.textWidth(words, ui::Words::body) + 1, rect.w);
  const float wordsHeight = words.empty() ? 0 : frame.textHeight(words, ui::Words::body, wordsWidth);
  const float picture = std::min(rect.h * 0.55F, 320.0F);
  float y = rect.y + std::max(0.0F, rect.h - picture - wordsHeight - 2 * gap) * 0.4F;
  if (picture >= 100) {
    frame.pillarBox({rect.x, y, rect.w, picture});
    y += picture + 2 * gap;
  }
  frame.text(id, {rect.x + (rect.w - wordsWidth) / 2, y, wordsWidth, wordsHeight}, words, ui::Words::body,
             ui::Tone::quiet);
}

bool drawFields(ui::Flow& flow, const State& state, std::initializer_list<FieldSpec> fields, Events& out) {
  const std::vector<FieldSpec> specs(fields);
  std::vector<EditorSpec> editors;
  for (const FieldSpec& spec : specs) editors.push_back({spec.id, spec.label, spec.placeholder, spec.secret});
  return drawEditors(
      flow, editors, [&](std::size_t i) -> const ui::TextModel& { return fieldOf(state, specs[i].field); },
      [&](std::size_t i, ui::EditAction action) {
        out.emplace_back(Edited{specs[i].field, std::move(action)});
      });
}

bool drawPassphraseFields(ui::Flow& flow, const State& state, Events& out) {
  ui::Frame& frame = flow.frame();
  const PassphraseState& choose = state.choose;
  const float gap = frame.gap();
  if (choose.offered.empty()) {
    if (flow.button("choose.offer", "Offer me five words")) out.emplace_back(WordsWanted{});
  } else {
    const bool oneRow = flow.width() >= 900 * frame.textScale();
    const float wordsWidth = flow.width() * (oneRow ? 0.5F : 1.0F) - 2 * gap;
    const float wordsHeight = frame.textHeight(choose.offered.text(), ui::Words::strong, wordsWidth);
    const float height = std::max(frame.rowHeight(), wordsHeight + gap);
    std::vector<ui::Rect> cells = oneRow ? flow.row({2, 1, 1}, height) : flow.row(1, height);
    const ui::Rect box = cells[0];
    frame.panel(box, ui::Tone::good);
    frame.text("choose.words", {box.x + gap, box.y + (box.h - wordsHeight) / 2, box.w - 2 * gap, wordsHeight},
               choose.offered.text(), ui::Words::strong);
    if (!oneRow) {
      const std::vector<ui::Rect> buttons = flow.row(2, frame.rowHeight());
      cells.insert(cells.end(), buttons.begin(), buttons.end());
    }
    if (frame.button("choose.use", cells[1], "Use these words", ui::Look::secondary)) out.emplace_back(WordsTaken{});
    if (frame.button("choose.others", cells[2], "Other words", ui::Look::quiet)) out.emplace_back(WordsWanted{});
  }
  const bool hidden = !choose.showTyping;
  return drawFields(flow, state,
                    {{Field::newPassphrase, "choose.first", "Your passphrase", "", hidden},
                     {Field::newPassphraseAgain, "choose.again", "The same once more", "", hidden}},
                    out);
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
    flow.space(-gap / 2);
    return;
  }
  const float width = flow.width() - labelWidth - gap;
  const float height =
      std::max(frame.textHeight(words, ui::Words::body, width), frame.textHeight(label, ui::Words::body, labelWidth));
  const ui::Rect box = flow.take(height);
  frame.text(labelId, {box.x, box.y, labelWidth, height}, label, ui::Words::body, ui::Tone::quiet);
  frame.text(id, {box.x + labelWidth + gap, box.y, width, height}, words);
  flow.space(-gap / 2);  // facts are read as one block
}

}  // namespace pillarbox::inbox
