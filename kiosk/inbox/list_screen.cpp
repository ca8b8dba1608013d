#include "kiosk/inbox/list_screen.h"

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/inbox/concern_screen.h"
#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/words.h"
#include "kiosk/inbox/writer_parts.h"
#include "shared/base/clock.h"
#include "shared/record/ids.h"

namespace pillarbox::inbox {
namespace {

bool twoPanes(const ui::Frame& frame) {
  return frame.area().w >= 1100 && frame.area().w / frame.textScale() >= 1000;
}

// The year is left out of times in the same year as the newest: most of a list.
std::string timeOf(const ListItem& item, const std::vector<ListItem>& items) {
  std::string time = formatShort(item.writtenAt);
  const std::string newest = formatShort(std::max(items[0].writtenAt, item.writtenAt));
  const std::size_t comma = time.find(',');
  const std::size_t newestComma = newest.find(',');
  if (comma == time.npos || comma < 5 || newestComma == newest.npos || newestComma < 5) return time;
  if (time.compare(comma - 5, 5, newest, newestComma - 5, 5) == 0) time.erase(comma - 5, 5);
  return time;
}

std::string aboutOf(const ListItem& item, const CaseEntries& entries) {
  const auto head = entries.find(item.head);
  return head == entries.end() ? std::string() : aboutWords(head->second.entry);
}

std::string detailOf(const ListItem& item, const CaseEntries& entries, bool named) {
  std::string detail;
  if (item.problem) detail += "Not as posted. ";
  if (item.kind == Kind::call) {
    const auto head = entries.find(item.head);
    if (head == entries.end()) return detail;
    const Entry& entry = head->second.entry;
    detail += formatShort(head->second.entry.writtenAt.wall) + ". ";
    if (!entry.happenedWhere.empty()) detail += "At " + entry.happenedWhere + ". ";
    return detail + (entry.author.id.empty() ? entry.author.name : authorWords(entry));
  }
  if (item.mistake) detail += "The writer says there is a mistake. ";
  if (item.unfinished) detail += "Unfinished. ";
  if (item.kind != Kind::concern) detail += std::string(kindWords(item.kind)) + ". ";
  return detail + (named ? "About " + aboutOf(item, entries) : std::string("About: touch to show"));
}

std::string_view markOf(const ListItem& item, bool chosen) {
  if (chosen) return "open";
  if (item.kind == Kind::call && item.unread) return "call";
  if (item.mistake) return "mistake";
  if (item.urgent && item.unread) return "urgent";
  if (item.added) return "added";
  return item.unread ? "new" : "";
}

void drawRow(ui::Frame& frame, const State& state, const ListItem& item, ui::Rect rect, Events& out) {
  const bool chosen = item.id == state.inbox.chosen;
  const bool named = !state.config.sharedTerminal || state.inbox.showNames || chosen;
  const std::string name =
      item.kind == Kind::call ? "Call: come now" : referenceOf(item.id) + "   " + timeOf(item, state.inbox.view.items);
  if (frame.listRow("list.case." + item.id, rect, name, detailOf(item, state.inbox.entries, named),
                    markOf(item, chosen), item.unread)) {
    out.emplace_back(CaseChosen{item.id});
  }
}

std::string countWords(const State& state) {
  const std::size_t unread = state.inbox.view.unread;
  std::string words = unread == 0 ? "Nothing unread" : std::to_string(unread) + " unread";
  if (!state.inbox.complete) words += ", still opening…";
  return words;
}

constexpr std::array<std::pair<Pile, std::string_view>, 6> piles{{{Pile::unread, "list.unread"},
                                                                  {Pile::mine, "list.mine"},
                                                                  {Pile::overdue, "list.overdue"},
                                                                  {Pile::waiting, "list.waiting"},
                                                                  {Pile::open, "list.open"},
                                                                  {Pile::closed, "list.closed"}}};

// Choices with how many are on each, as many in a row as there is room for.
void drawPiles(ui::Frame& frame, const State& state, ui::Rect& rect, Events& out) {
  const ListState& list = state.inbox.list;
  const float gap = frame.gap();
  const std::size_t inRow = rect.w >= 560 * frame.textScale() ? 3 : 2;
  for (std::size_t i = 0; i < piles.size(); i += inRow) {
    ui::Rect row = ui::cutTop(rect, frame.rowHeight(), gap / 2);
    const float width = (row.w - gap / 2 * static_cast<float>(inRow - 1)) / static_cast<float>(inRow);
    for (std::size_t k = i; k < std::min(i + inRow, piles.size()); ++k) {
      const auto [pile, id] = piles[k];
      const std::size_t count = list.counts[static_cast<std::size_t>(pile)];
      const std::string name = std::string(pileWords(pile)) + (count == 0 ? "" : " " + std::to_string(count));
      if (frame.choice(id, ui::cutLeft(row, width, gap / 2), name, list.pile == pile))
        out.emplace_back(PileChosen{pile});
    }
  }
  ui::cutTop(rect, gap / 2);
}

void drawList(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const InboxState& inbox = state.inbox;
  const float gap = frame.gap();
  drawPiles(frame, state, rect, out);
  if (!inbox.view.setAside.empty()) {
    const std::size_t count = inbox.view.setAside.size();
    if (frame.button("list.set-aside", ui::cutBottom(rect, frame.rowHeight(), gap),
                     std::to_string(count) + " set aside: see what to do", ui::Look::secondary)) {
      out.emplace_back(SetAsideChosen{});
    }
  }
  if (inbox.scans.found) {
    const std::size_t files = *inbox.scans.found;
    const std::string name =
        files == 0 ? std::string("Import scans") : "Import scans: " + std::to_string(files) + " waiting";
    if (frame.button("list.scans", ui::cutBottom(rect, frame.rowHeight(), gap), name,
                     files == 0 ? ui::Look::quiet : ui::Look::secondary)) {
      out.emplace_back(ScansChosen{});
    }
  }
  if (!inbox.problem.empty() && inbox.chosen.empty()) {
    frame.notice("list.problem", ui::cutTop(rect, frame.noticeHeight(inbox.problem, rect.w), gap), inbox.problem,
                 ui::Tone::warning);
  }

  const ListState& list = inbox.list;
  if (list.rows.empty()) {
    const std::string_view words = !inbox.complete             ? "Opening what has been posted…"
                                   : inbox.view.items.empty()  ? "Nothing has been posted to you yet."
                                   : list.pile == Pile::unread ? "You have read everything."
                                                               : "There is nothing here.";
    // Beside an empty page the picture stands there; alone it stands here.
    if (!twoPanes(frame)) {
      drawEmptyPane(frame, rect, "list.empty", words);
      return;
    }
    frame.text("list.empty", ui::cutTop(rect, frame.textHeight(words, ui::Words::body, rect.w)), words, ui::Words::body,
               ui::Tone::quiet);
    return;
  }
  frame.list("list.rows." + std::to_string(static_cast<int>(list.pile)), rect, list.rows.size(),
             frame.rowHeight() * 1.15F,
             [&](std::size_t i, ui::Rect row) { drawRow(frame, state, inbox.view.items[list.rows[i]], row, out); });
}

}  // namespace

void drawInbox(ui::Frame& frame, const State& state, Events& out) {
  const bool wide = twoPanes(frame);
  const bool open = state.screen == Screen::concern;
  const bool names = state.config.sharedTerminal && !state.inbox.view.items.empty() && (wide || !open);
  const std::string title = !wide && open ? std::string() : countWords(state);
  ui::Rect rest = ui::inset(drawBar(frame, state, {title, !wide && open, "Lock", names}, out), frame.gap());
  if (!wide) {
    if (open) {
      drawConcern(frame, state, rest, out);
    } else {
      drawList(frame, state, rest, out);
    }
    return;
  }
  const float gap = frame.gap();
  const ui::Rect left = ui::cutLeft(rest, std::clamp(rest.w * 0.36F, 440.0F * frame.textScale(), 680.0F), 2 * gap);
  drawList(frame, state, left, out);
  frame.line(rest.x - gap, rest.y, rest.x - gap, rest.bottom());
  if (open) {
    drawConcern(frame, state, rest, out);
  } else {
    drawEmptyPane(frame, rest, "list.choose",
                  state.inbox.view.items.empty() ? "" : "Choose one from the list to read it here.");
  }
}

}  // namespace pillarbox::inbox
