#include "kiosk/inbox/list_screen.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <functional>
#include <optional>
#include <utility>

#include "kiosk/inbox/call_band.h"
#include "kiosk/inbox/concern_screen.h"
#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/step_words.h"
#include "kiosk/inbox/words.h"
#include "kiosk/inbox/writer_parts.h"
#include "shared/base/clock.h"
#include "shared/record/ids.h"

namespace pillarbox::inbox {
namespace {

bool twoPanes(const ui::Frame& frame) {
  return frame.area().w >= 1100 && frame.area().w / frame.textScale() >= 1000;
}

// Whether anybody has been told, and of what kind it is, help to choose which to open first.
std::string worryOf(const Entry& entry, bool named) {
  const std::string kind = named ? shortKindWords(entry.recordKind) : std::string();  // else it stands in its name
  return std::string(entry.dslToldInPerson ? "Told in person" : "Not told in person") +
         (kind.empty() ? "" : ". " + kind);
}

// What to know of it before it is opened.
std::string detailOf(const State& state, const ListItem& item, std::string_view name, bool named) {
  const CaseEntries& entries = state.inbox.entries;
  const auto head = entries.find(item.head);
  std::string detail;
  if (item.problem) detail += "Not as posted. ";
  if (item.kind == Kind::call) {
    if (head == entries.end()) return detail;
    const Entry& entry = head->second.entry;
    detail += shortTime(entry.writtenAt.wall, state.wall) + ". ";
    if (!entry.happenedWhere.empty()) detail += "At " + entry.happenedWhere + ". ";
    return detail + (entry.author.id.empty() ? entry.author.name : authorWords(entry));
  }
  if (item.mistake) detail += "The writer says there is a mistake. ";
  if (item.unfinished) detail += "Unfinished. ";
  if (item.kind != Kind::concern) detail += std::string(kindWords(item.kind)) + ". ";
  const Case& made = state.inbox.view.cases.find(item.id)->second;
  if (item.unread && item.kind == Kind::concern && !item.added && head != entries.end()) {
    detail += worryOf(head->second.entry, named) + ". ";
  }
  detail += shortTime(item.writtenAt, state.wall) + ". ";
  if (const std::string reference = referenceOf(item.id); !name.ends_with(reference)) detail += reference + ". ";
  if (const std::string actions = actionsWords(made); !actions.empty()) detail += actions + ". ";
  if (named && !item.category.empty()) detail += item.category + ". ";
  detail.resize(detail.size() - 2);
  return detail;
}

// Whom it is about where that may be said, otherwise only what kind of worry it is.
std::string whoOf(const State& state, const ListItem& item, bool named) {
  const auto head = state.inbox.entries.find(item.head);
  if (head == state.inbox.entries.end()) return referenceOf(item.id);
  if (!named) {
    if (!item.category.empty()) return item.category;
    const std::string kind = shortKindWords(head->second.entry.recordKind);
    return kind.empty() ? "Concern " + referenceOf(item.id) : kind;
  }
  std::string who = aboutWords(head->second.entry);
  if (!who.empty()) who[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(who[0])));
  return who;
}

std::string callName(const ListItem& item) {
  return item.unread ? "Call: somebody needs you now" : "Call: answered";
}

std::string_view markOf(const State& state, const ListItem& item, Pile pile) {
  if (item.kind == Kind::call && item.unread) return "call";
  if (item.mistake) return "mistake";
  if (item.urgent && item.unread) return "urgent";
  if (item.added) return "added since";
  if (item.unread) return "new";
  if (pile == Pile::overdue) return "overdue";
  return state.inbox.list.changed.contains(item.id) ? "changed" : "";
}

void drawRow(ui::Frame& frame, const State& state, std::size_t at, ui::Rect rect, Events& out) {
  const ListItem& item = state.inbox.view.items[at];
  const ListState& list = state.inbox.list;
  const bool chosen = item.id == state.inbox.chosen;
  const bool named = !state.config.sharedTerminal || state.inbox.showNames || chosen;
  const std::string name = item.kind == Kind::call ? callName(item) : whoOf(state, item, named);
  const std::string detail = detailOf(state, item, name, named);
  if (list.selecting) {
    if (frame.toggle("list.select." + item.id, rect, name + ". " + detail, list.selected.contains(item.id))) {
      out.emplace_back(CaseSelected{item.id});
    }
    return;
  }
  // The one that is open has a bar at its side.
  if (frame.listRow("list.case." + item.id, rect, name, detail, markOf(state, item, list.piles[at]), item.unread)) {
    out.emplace_back(CaseChosen{item.id});
  }
  if (chosen) frame.panel({rect.x, rect.y + 6, 8, rect.h - 12}, ui::Tone::danger);
}

// J and K or the arrows go up and down, R marks as read what they are on, or else what is open.
void takeKeys(ui::Frame& frame, const State& state, Events& out) {
  const std::string_view key = frame.screenKey();
  if (key.empty()) return;
  const InboxState& inbox = state.inbox;
  const std::vector<std::size_t>& rows = inbox.list.rows;
  const std::string prefix = inbox.list.selecting ? "list.select." : "list.case.";
  std::optional<std::size_t> at;
  for (std::size_t i = 0; i < rows.size() && !at; ++i) {
    if (frame.hasFocus(prefix + inbox.view.items[rows[i]].id)) at = i;
  }
  if (key == "r") {
    const std::string& id = at ? inbox.view.items[rows[*at]].id : inbox.chosen;
    if (!id.empty()) out.emplace_back(ReadPressed{id});
    return;
  }
  const int by = key == "j" || key == "down" ? 1 : key == "k" || key == "up" ? -1 : 0;
  if (by == 0 || rows.empty()) return;
  if (!at) {
    // From the one that is open, if any.
    for (std::size_t i = 0; i < rows.size() && !at; ++i) {
      if (inbox.view.items[rows[i]].id == inbox.chosen) at = i;
    }
  }
  std::size_t next = 0;
  if (at) {
    if (by < 0 && *at == 0) return;
    next = by < 0 ? *at - 1 : std::min(*at + 1, rows.size() - 1);
  }
  frame.focusByKey(prefix + inbox.view.items[rows[next]].id);
}

using Row = std::function<void(ui::Rect)>;

// Cells of equal width in one row.
std::vector<ui::Rect> cellsOf(ui::Rect row, std::size_t count, float gap) {
  std::vector<ui::Rect> cells;
  const float width = (row.w - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
  for (std::size_t i = 0; i < count; ++i) cells.push_back(ui::cutLeft(row, width, gap));
  return cells;
}

// What to do with those that are selected.
std::vector<Row> bulkRows(ui::Frame& frame, const State& state, Events& out) {
  const ListState& list = state.inbox.list;
  const float gap = frame.gap() / 2;
  if (!list.selecting) {
    const bool several = list.rows.size() >= 2;
    return {[&frame, &out, several, gap](ui::Rect row) {
      const std::vector<ui::Rect> cells = cellsOf(row, 2, gap);  // where they are, whatever comes
      if (several && frame.button("list.selecting", cells[0], "Select several", ui::Look::quiet)) {
        out.emplace_back(SelectingToggled{});
      }
      if (frame.button("list.manage", cells.back(), "Manage", ui::Look::quiet)) out.emplace_back(ManageOpened{});
    }};
  }
  const bool any = !list.selected.empty();
  const std::string read = any ? "Mark " + std::to_string(list.selected.size()) + " as read" : "Mark as read";
  return {[&frame, &out, any, read, gap](ui::Rect row) {
            const std::vector<ui::Rect> cells = cellsOf(row, 2, gap);
            if (frame.button("bulk.read", cells[0], read, ui::Look::primary, any)) {
              out.emplace_back(BulkPressed{Bulk::read});
            }
            if (frame.button("bulk.understood", cells[1], "Understood", ui::Look::secondary, any)) {
              out.emplace_back(BulkPressed{Bulk::understood});
            }
          },
          [&frame, &out, any, gap](ui::Rect row) {
            const std::vector<ui::Rect> cells = cellsOf(row, 2, gap);
            if (frame.button("bulk.sort", cells[0], "Choose a category", ui::Look::secondary, any)) {
              out.emplace_back(BulkPressed{Bulk::triage});
            }
            if (frame.button("list.selecting", cells[1], "Stop selecting", ui::Look::secondary)) {
              out.emplace_back(SelectingToggled{});
            }
          }};
}

std::string countWords(const State& state) {
  const std::size_t unread = state.inbox.view.unread - state.inbox.list.calls.size();
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

// Tabs with how many are on each, as many in a row as there is room for.
std::vector<Row> pileRows(ui::Frame& frame, const State& state, float width, Events& out) {
  const float gap = frame.gap() / 2;
  const std::size_t inRow = width >= 420 * frame.textScale() ? 3 : 2;
  std::vector<Row> rows;
  for (std::size_t i = 0; i < piles.size(); i += inRow) {
    rows.emplace_back([&frame, &state, &out, i, inRow, gap](ui::Rect row) {
      const ListState& list = state.inbox.list;
      const std::vector<ui::Rect> cells = cellsOf(row, inRow, gap);
      for (std::size_t k = 0; k < inRow; ++k) {
        const auto [pile, id] = piles[i + k];
        const std::size_t count = list.counts[static_cast<std::size_t>(pile)];
        const std::string name = std::string(pileWords(pile)) + (count == 0 ? "" : " " + std::to_string(count));
        if (frame.tab(id, cells[k], name, list.pile == pile)) out.emplace_back(PileChosen{pile});
      }
    });
  }
  return rows;
}

// What other parts of the school's business remind of: each leads there.
std::vector<Row> noticeRows(ui::Frame& frame, const State& state, Events& out) {
  std::vector<Row> rows;
  if (state.inbox.list.selecting) return rows;
  if (state.inbox.unfinished) {
    rows.emplace_back([&frame, &out](ui::Rect row) {
      if (frame.button("list.unfinished", row, "What you were writing is still here", ui::Look::secondary)) {
        out.emplace_back(UnfinishedOpened{});
      }
    });
  }
  if (!state.inbox.coming.empty()) {
    rows.emplace_back([&frame, &state](ui::Rect row) {
      const std::string words = comingWords(state.inbox.coming);
      const float high = frame.textHeight(words, ui::Words::small, row.w);
      frame.text("list.coming", {row.x, row.y + std::max((row.h - high) / 2, 0.0F), row.w, high}, words,
                 ui::Words::small, ui::Tone::quiet);
    });
  }
  for (const ListNotice& notice : state.inbox.notices) {
    rows.emplace_back([&frame, &notice, &out](ui::Rect row) {
      if (!frame.button(notice.id, row, notice.words, ui::Look::secondary)) return;
      out.emplace_back(ManageOpened{});
      out.emplace_back(ManagePartChosen{notice.part});
    });
  }
  return rows;
}

// The bar has it where there is room.
void drawFinding(ui::Frame& frame, ui::Rect& rect, Events& out) {
  if (findInBar(frame)) return;
  if (frame.button("list.find", ui::cutTop(rect, frame.rowHeight(), frame.gap() / 4), "Find")) {
    out.emplace_back(FindOpened{});
  }
}

void drawNothing(ui::Frame& frame, const State& state, ui::Rect rect) {
  const InboxState& inbox = state.inbox;
  const std::string_view words = !inbox.complete                   ? "Opening what has been posted…"
                                 : inbox.view.items.empty()        ? "Nothing has been posted to you yet."
                                 : inbox.list.pile == Pile::unread ? "You have read everything."
                                                                   : "There is nothing here.";
  // Beside an empty page the picture stands there; alone it stands here.
  if (!twoPanes(frame) && rect.h > 3 * frame.rowHeight()) {
    drawEmptyPane(frame, rect, "list.empty", words);
    return;
  }
  frame.text("list.empty", ui::cutTop(rect, frame.textHeight(words, ui::Words::body, rect.w)), words, ui::Words::body,
             ui::Tone::quiet);
}

void drawList(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const InboxState& inbox = state.inbox;
  const float gap = frame.gap();
  drawFinding(frame, rect, out);
  // On a low screen the piles scroll away with the list.
  const bool low = rect.h < 7.5F * frame.rowHeight();
  std::vector<Row> above = pileRows(frame, state, rect.w, out);
  std::vector<Row> below = bulkRows(frame, state, out);
  if (low && state.inbox.list.selecting) {
    above = std::exchange(below, {});
  }
  std::vector<Row> notices = noticeRows(frame, state, out);
  if (low) above.insert(above.begin(), notices.begin(), notices.end());
  if (!low) {
    for (const Row& row : notices) row(ui::cutTop(rect, frame.rowHeight(), gap / 2));
    for (const Row& row : std::exchange(above, {})) row(ui::cutTop(rect, frame.rowHeight() * 0.9F, gap / 2));
    ui::cutTop(rect, gap / 2);
    ui::Rect foot = ui::cutBottom(rect, (frame.rowHeight() + gap / 2) * static_cast<float>(below.size()), gap / 2);
    for (const Row& row : std::exchange(below, {})) row(ui::cutTop(foot, frame.rowHeight(), gap / 2));
  }
  if (!inbox.view.setAside.empty() && !inbox.list.selecting) {
    const std::size_t count = inbox.view.setAside.size();
    if (frame.button("list.set-aside", ui::cutBottom(rect, frame.rowHeight(), gap),
                     std::to_string(count) + " set aside: see what to do", ui::Look::secondary)) {
      out.emplace_back(SetAsideChosen{});
    }
  }
  if (inbox.scans.found && !inbox.list.selecting) {
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
  if (list.rows.empty() && above.empty()) {
    drawNothing(frame, state, rect);
    return;
  }
  const std::size_t first = above.size(), last = first + std::max<std::size_t>(list.rows.size(), 1);
  const float twoLines =
      frame.textHeight("X", ui::Words::strong, rect.w) + frame.textHeight("X", ui::Words::small, rect.w);
  frame.list("list.rows." + std::to_string(static_cast<int>(list.pile)), rect, last + below.size(),
             std::max(frame.rowHeight() * 1.15F, twoLines + 1.5F * gap), [&](std::size_t i, ui::Rect row) {
               if (i < first) return above[i](row);
               if (i >= last) return below[i - last](row);
               if (list.rows.empty()) return drawNothing(frame, state, row);
               drawRow(frame, state, list.rows[i - first], row, out);
             });
}

}  // namespace

void drawInbox(ui::Frame& frame, const State& state, Events& out) {
  const bool wide = twoPanes(frame);
  takeKeys(frame, state, out);
  const bool open = state.screen == Screen::concern;
  const bool names = state.config.sharedTerminal && !state.inbox.view.items.empty() && (wide || !open);
  const std::string title = !wide && open ? std::string() : countWords(state);
  // What was opened from the review leads back there, also where the list stands beside it.
  const ManageState& manage = state.inbox.manage;
  const bool back = open && (!wide || (manage.part == ManagePart::review && !manage.review.opened.empty()));
  ui::Rect rest = ui::inset(drawBar(frame, state, {title, back, "Lock", names, findInBar(frame)}, out), frame.gap());
  drawCallBands(frame, state, rest, out);
  if (!wide) {
    if (open) {
      drawConcern(frame, state, rest, out);
    } else {
      drawList(frame, state, rest, out);
    }
    return;
  }
  const float gap = frame.gap();
  const ui::Rect left = ui::cutLeft(
      rest, std::clamp(rest.w * (nextBeside(frame) ? 0.3F : 0.38F), 440.0F * frame.textScale(), 680.0F), 2 * gap);
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
