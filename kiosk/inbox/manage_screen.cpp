#include "kiosk/inbox/manage_screen.h"

#include <string_view>

#include "kiosk/inbox/audit_screen.h"
#include "kiosk/inbox/keeping_screen.h"
#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/people_screen.h"
#include "kiosk/inbox/reviewing_screen.h"
#include "kiosk/inbox/settings_screen.h"

namespace pillarbox::inbox {
namespace {

struct Row {
  ManagePart part;
  std::string_view id, name, detail;
};
constexpr Row rows[] = {
    {ManagePart::review, "manage.review", "Look through the records",
     "What is open too long, what is missing, a few records at random."},
    {ManagePart::people, "manage.people", "People, keys and devices",
     "Who may read, key cards, recovery sheets, terminals and badges."},
    {ManagePart::settings, "manage.settings", "What the school has decided",
     "Categories, places, guidance, hints and rules."},
    {ManagePart::keeping, "manage.keeping", "Files in and out",
     "To the next school, from another school, and how long records are kept."},
    {ManagePart::audit, "manage.audit", "Who did what", "Every opening, print, and change of keys and rules."},
};

std::string_view titleOf(ManagePart part) {
  for (const Row& row : rows) {
    if (row.part == part) return row.name;
  }
  return "Manage";
}

void drawMenu(ui::Frame& frame, ui::Rect rect, Events& out) {
  const float twoLines =
      frame.textHeight("X", ui::Words::strong, rect.w) + frame.textHeight("X", ui::Words::small, rect.w);
  frame.list("manage.menu", rect, std::size(rows), twoLines + 2.5F * frame.gap(), [&](std::size_t i, ui::Rect row) {
    if (frame.listRow(rows[i].id, row, rows[i].name, rows[i].detail, "", false)) {
      out.emplace_back(ManagePartChosen{rows[i].part});
    }
  });
}

// What was just done. Of several lines the first says what to do now.
void drawDone(ui::Frame& frame, const std::string& words, ui::Rect& rest) {
  if (words.empty()) return;
  const float gap = frame.gap();
  const std::size_t line = words.find('\n');
  if (line == words.npos) {
    frame.notice("manage.done", ui::cutTop(rest, frame.noticeHeight(words, rest.w), gap), words, ui::Tone::good);
    return;
  }
  const std::string first = words.substr(0, line), others = words.substr(line + 1);
  const float width = rest.w - 2 * gap;
  const float firstHeight = frame.textHeight(first, ui::Words::strong, width);
  const float othersHeight = frame.textHeight(others, ui::Words::body, width);
  ui::Rect box = ui::cutTop(rest, firstHeight + othersHeight + 2 * gap, gap);
  frame.panel(box, ui::Tone::good);
  box = ui::inset(box, gap);
  frame.text("manage.done", ui::cutTop(box, firstHeight), first, ui::Words::strong, ui::Tone::good);
  frame.text("manage.done.more", box, others, ui::Words::body, ui::Tone::good);
}

}  // namespace

void drawManage(ui::Frame& frame, const State& state, Events& out) {
  const ManageState& manage = state.inbox.manage;
  ui::Rect rest = ui::inset(drawBar(frame, state, {titleOf(manage.part), true}, out), frame.gap());
  const auto say = [&](std::string_view id, const std::string& words, ui::Tone tone) {
    if (words.empty()) return;
    frame.notice(id, ui::cutTop(rest, frame.noticeHeight(words, rest.w), frame.gap()), words, tone);
  };
  say("manage.problem", manage.problem, ui::Tone::warning);
  drawDone(frame, manage.done, rest);
  switch (manage.part) {
    case ManagePart::menu:
      return drawMenu(frame, middleColumn(rest, 900 * frame.textScale()), out);
    case ManagePart::people:
      return drawPeople(frame, state, rest, out);
    case ManagePart::settings:
      return drawSettings(frame, state, rest, out);
    case ManagePart::review:
      return drawReview(frame, state, rest, out);
    case ManagePart::keeping:
      return drawKeeping(frame, state, rest, out);
    case ManagePart::audit:
      return drawAudit(frame, state, rest, out);
  }
}

}  // namespace pillarbox::inbox
