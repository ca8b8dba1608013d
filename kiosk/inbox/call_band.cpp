#include "kiosk/inbox/call_band.h"

#include <algorithm>
#include <string>

#include "kiosk/inbox/words.h"
#include "shared/base/clock.h"

namespace pillarbox::inbox {
namespace {

std::string placeAndTime(const State& state, const Entry& call) {
  std::string words = call.happenedWhere.empty() ? "Device " + call.device : call.happenedWhere;
  words += ", " + shortTime(call.writtenAt.wall, state.wall);
  if (!call.author.id.empty()) words += ". " + authorWords(call);
  return words;
}

void drawBand(ui::Frame& frame, const std::string& id, const Entry& call, const State& state, ui::Rect& rect,
              Events& out) {
  constexpr std::string_view title = "Somebody needs you now";
  constexpr std::string_view go = "I am going";
  const float gap = frame.gap();
  const std::string where = placeAndTime(state, call);
  const float button = std::max(frame.textWidth(go, ui::Words::strong) + 3 * gap, 2 * frame.rowHeight());
  const bool beside = rect.w - button - 3 * gap >= 300 * frame.textScale();
  const float width = rect.w - 2 * gap - (beside ? button + gap : 0);
  const float titleHeight = frame.textHeight(title, ui::Words::heading, width);
  const float wordsHeight = titleHeight + frame.textHeight(where, ui::Words::strong, width);
  const float height =
      2 * gap + (beside ? std::max(wordsHeight, frame.rowHeight()) : wordsHeight + gap + frame.rowHeight());
  ui::Rect band = ui::cutTop(rect, height, gap);
  frame.panel(band, ui::Tone::onAccent);
  band = ui::inset(band, gap);
  ui::Rect touch = beside ? ui::cutRight(band, button, gap) : ui::cutBottom(band, frame.rowHeight(), gap);
  if (beside) touch = {touch.x, touch.y + (touch.h - frame.rowHeight()) / 2, touch.w, frame.rowHeight()};
  const float y = band.y + std::max(0.0F, (band.h - wordsHeight) / 2);
  frame.text("list.call.title." + id, {band.x, y, band.w, titleHeight}, title, ui::Words::heading, ui::Tone::onAccent);
  frame.text("list.call.where." + id, {band.x, y + titleHeight, band.w, wordsHeight - titleHeight}, where,
             ui::Words::strong, ui::Tone::onAccent);
  if (frame.button("list.case." + id, touch, go, ui::Look::secondary)) out.emplace_back(CaseChosen{id});
}

}  // namespace

void drawCallBands(ui::Frame& frame, const State& state, ui::Rect& rect, Events& out) {
  for (const std::size_t at : state.inbox.list.calls) {
    const ListItem& item = state.inbox.view.items[at];
    const auto head = state.inbox.entries.find(item.head);
    // The one that is open says all this itself.
    if (head == state.inbox.entries.end() || item.id == state.inbox.chosen) continue;
    drawBand(frame, item.id, head->second.entry, state, rect, out);
  }
}

}  // namespace pillarbox::inbox
