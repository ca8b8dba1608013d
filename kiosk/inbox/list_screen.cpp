#include "kiosk/inbox/list_screen.h"

#include <algorithm>

#include "kiosk/inbox/concern_screen.h"
#include "kiosk/inbox/parts.h"
#include "shared/base/clock.h"

namespace pillarbox::inbox {
namespace {

bool twoPanes(const ui::Frame& frame) {
  return frame.area().w >= 1100 && frame.area().w / frame.textScale() >= 1000;
}

std::string nameOf(const ListItem& item) {
  std::string name = item.reference + "   " + std::string(kindWords(item.kind));
  if (item.urgent) name += "   URGENT";
  if (item.unfinished) name += "   unfinished";
  return name;
}

std::string detailOf(const ListItem& item, bool named) {
  std::string detail = formatShort(item.writtenAt);
  if (item.problem) detail += "   not as posted";
  detail += named ? "   about: " + item.about : std::string("   about: touch to show");
  return detail;
}

void drawRow(ui::Frame& frame, const State& state, const ListItem& item, ui::Rect rect, Events& out) {
  const bool shared = state.config.sharedTerminal;
  const bool named = !shared || state.inbox.named.contains(item.id);
  if (shared) {
    const std::string_view name = named ? "Hide name" : "Show name";
    const float width = frame.textWidth("Show name", ui::Words::strong) + 2 * frame.gap();
    if (frame.button("list.name." + item.id, ui::cutRight(rect, width, frame.gap() / 2), name, ui::Look::quiet)) {
      out.emplace_back(NamesToggled{item.id});
    }
  }
  const bool chosen = item.id == state.inbox.chosen;
  if (frame.listRow("list.case." + item.id, rect, nameOf(item), detailOf(item, named), chosen ? "open" : markOf(item),
                    item.unread)) {
    out.emplace_back(CaseChosen{item.id});
  }
}

std::string countWords(const State& state) {
  const std::size_t unread = state.inbox.view.unread;
  std::string words = unread == 0 ? "Nothing unread" : std::to_string(unread) + " unread";
  if (!state.inbox.complete) words += ", still opening…";
  return words;
}

void drawList(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const InboxState& inbox = state.inbox;
  const float gap = frame.gap();
  ui::Rect filter = ui::cutTop(rect, frame.rowHeight(), gap);
  const ui::Rect unreadOnly = ui::cutLeft(filter, (filter.w - gap) / 2, gap);
  if (frame.choice("list.unread", unreadOnly, "Unread", !inbox.showAll)) out.emplace_back(FilterChosen{false});
  if (frame.choice("list.all", filter, "All", inbox.showAll)) out.emplace_back(FilterChosen{true});

  if (!inbox.view.setAside.empty()) {
    const std::size_t count = inbox.view.setAside.size();
    if (frame.button("list.set-aside", ui::cutBottom(rect, frame.rowHeight(), gap),
                     std::to_string(count) + " set aside: see what to do", ui::Look::secondary)) {
      out.emplace_back(SetAsideChosen{});
    }
  }
  if (!inbox.problem.empty() && inbox.chosen.empty()) {
    frame.notice("list.problem", ui::cutTop(rect, frame.noticeHeight(inbox.problem, rect.w), gap), inbox.problem,
                 ui::Tone::warning);
  }

  const std::size_t count = inbox.showAll ? inbox.view.items.size() : inbox.view.unread;
  if (count == 0) {
    const std::string_view words = !inbox.complete            ? "Opening what has been posted…"
                                   : inbox.view.items.empty() ? "Nothing has been posted to you yet."
                                                              : "You have read everything. Choose All to see it again.";
    frame.text("list.empty", ui::cutTop(rect, frame.textHeight(words, ui::Words::body, rect.w)), words, ui::Words::body,
               ui::Tone::quiet);
    return;
  }
  frame.list(inbox.showAll ? "list.rows.all" : "list.rows.unread", rect, count, frame.rowHeight() * 1.15F,
             [&](std::size_t i, ui::Rect row) { drawRow(frame, state, inbox.view.items[i], row, out); });
}

}  // namespace

void drawInbox(ui::Frame& frame, const State& state, Events& out) {
  const bool wide = twoPanes(frame);
  const bool open = state.screen == Screen::concern;
  const std::string title = !wide && open ? std::string() : countWords(state);
  ui::Rect rest = ui::inset(drawBar(frame, state, {title, !wide && open}, out), frame.gap());
  if (!wide) {
    if (open) {
      drawConcern(frame, state, rest, out);
    } else {
      drawList(frame, state, rest, out);
    }
    return;
  }
  const float gap = frame.gap();
  const ui::Rect left = ui::cutLeft(rest, std::clamp(rest.w * 0.40F, 480.0F, 640.0F), 2 * gap);
  drawList(frame, state, left, out);
  frame.line(rest.x - gap, rest.y, rest.x - gap, rest.bottom());
  if (open) {
    drawConcern(frame, state, rest, out);
  } else {
    frame.text("list.choose", ui::cutTop(rest, frame.textHeight("A", ui::Words::body, rest.w)),
               state.inbox.view.items.empty() ? "" : "Choose one from the list to read it here.", ui::Words::body,
               ui::Tone::quiet);
  }
}

}  // namespace pillarbox::inbox
