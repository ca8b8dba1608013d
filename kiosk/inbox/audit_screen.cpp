#include "kiosk/inbox/audit_screen.h"

#include <algorithm>
#include <utility>

#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/settings_words.h"

namespace pillarbox::inbox {
namespace {

using casework::AuditKind;
using casework::AuditRow;

void send(Events& out, AuditEvent event) {
  out.emplace_back(std::move(event));
}

std::string_view spanWords(AuditSpan span) {
  switch (span) {
    case AuditSpan::week:
      return "Last 7 days";
    case AuditSpan::month:
      return "Last 31 days";
    case AuditSpan::year:
      return "Last year";
    case AuditSpan::all:
      return "All there is";
  }
  return "";
}

std::string narrowedWords(const AuditState& audit) {
  std::string words = "Show: " + std::string(spanWords(audit.span));
  words += audit.kind ? ", " + std::string(casework::auditKindWords(*audit.kind)) : std::string(", everything");
  if (!audit.person.empty()) words += ", by " + audit.person;
  return words;
}

struct Option {
  std::string id, name;
  bool chosen = false;
  AuditEvent event;
};

// Choices as many in a row as fit.
void drawOptions(ui::Flow& flow, std::string_view heading, std::vector<Option> options, Events& out) {
  ui::Frame& frame = flow.frame();
  flow.heading(heading);
  float widest = 0;
  for (const Option& option : options) widest = std::max(widest, frame.textWidth(option.name, ui::Words::body));
  const float cell = widest + frame.rowHeight() + 2 * frame.gap();
  const auto inRow =
      std::clamp<std::size_t>(static_cast<std::size_t>((flow.width() + frame.gap()) / (cell + frame.gap())), 1,
                              std::max<std::size_t>(options.size(), 1));
  for (std::size_t i = 0; i < options.size(); i += inRow) {
    float height = frame.rowHeight();
    const float inside = (flow.width() - frame.gap() * static_cast<float>(inRow - 1)) / static_cast<float>(inRow) -
                         frame.rowHeight() - frame.gap();
    for (std::size_t k = i; k < std::min(i + inRow, options.size()); ++k) {
      height = std::max(height, frame.textHeight(options[k].name, ui::Words::body, inside) + frame.gap());
    }
    const std::vector<ui::Rect> cells = flow.row(inRow, height);
    for (std::size_t k = i; k < std::min(i + inRow, options.size()); ++k) {
      if (frame.choice(options[k].id, cells[k - i], options[k].name, options[k].chosen)) {
        send(out, std::move(options[k].event));
      }
    }
    flow.space(-frame.gap() / 2);
  }
  flow.space(frame.gap());
}

void drawNarrowing(ui::Flow& flow, const AuditState& audit, Events& out) {
  std::vector<Option> spans, kinds, people;
  for (const AuditSpan span : {AuditSpan::week, AuditSpan::month, AuditSpan::year, AuditSpan::all}) {
    spans.push_back({"audit.span." + std::to_string(static_cast<int>(span)), std::string(spanWords(span)),
                     audit.span == span, AuditSpanChosen{span}});
  }
  kinds.push_back({"audit.kind.all", "Everything", !audit.kind, AuditKindChosen{}});
  for (const AuditKind kind : casework::auditKinds) {
    kinds.push_back({"audit.kind." + std::string(casework::auditKindName(kind)),
                     std::string(casework::auditKindWords(kind)), audit.kind == kind, AuditKindChosen{kind}});
  }
  people.push_back({"audit.person.all", "Everybody", audit.person.empty(), AuditPersonChosen{}});
  for (std::size_t i = 0; i < audit.people.size(); ++i) {
    people.push_back({"audit.person." + std::to_string(i + 1), audit.people[i], audit.person == audit.people[i],
                      AuditPersonChosen{audit.people[i]}});
  }
  drawOptions(flow, "When", std::move(spans), out);
  drawOptions(flow, "What", std::move(kinds), out);
  drawOptions(flow, "Who", std::move(people), out);
}

// One row on a page of its own: here children may be named, because somebody asked for it.
void drawRow(ui::Flow& flow, const AuditRow& row) {
  flow.heading(casework::auditKindWords(row.kind));
  drawFact(flow, "audit.when", "When", formatForPeople(row.at));
  drawFact(flow, "audit.who", "Who", row.who);
  drawFact(flow, "audit.what", "What", row.says);
  flow.space(flow.frame().gap());
  std::size_t at = 0;
  for (const std::string& line : row.of) {
    const std::string id = "audit.of." + std::to_string(++at);
    flow.frame().text(id, flow.take(flow.frame().textHeight(line, ui::Words::body, flow.width())), line);
    flow.space(-flow.frame().gap() / 2);
  }
}

// As much as fits on one line: all of it is on the row's own page.
std::string shortened(const ui::Frame& frame, std::string words, float width) {
  while (frame.textWidth(words, ui::Words::body) > width) {
    const std::size_t space = words.find_last_of(' ', words.ends_with(" …") ? words.size() - 5 : words.size());
    if (space == std::string::npos || space == 0) break;
    words.resize(space);
    words += " …";
  }
  return words;
}

// "21 Nov 2026" and the sentence, of "TIME SENTENCE".
std::pair<std::string, std::string> doubtParts(const std::string& doubt) {
  const std::size_t space = std::min(doubt.find(' '), doubt.size());
  const auto at = parseTime(doubt.substr(0, space));
  return {at ? formatShort(*at) : std::string(), space < doubt.size() ? doubt.substr(space + 1) : std::string()};
}

// Loud until somebody has looked into it, quiet then: never gone.
void drawDoubt(ui::Frame& frame, const State& state, ui::Rect& rect, Events& out) {
  const float gap = frame.gap();
  if (state.school.chainDoubt.empty()) {
    if (state.school.chainLooked.empty()) return;
    const std::string words = "On " + doubtParts(state.school.chainLooked).first +
                              " the server's records did not fit. It was looked into: see the list.";
    frame.text("audit.looked", ui::cutTop(rect, frame.textHeight(words, ui::Words::small, rect.w), gap / 2), words,
               ui::Words::small, ui::Tone::quiet);
    return;
  }
  const auto [day, sentence] = doubtParts(state.school.chainDoubt);
  const std::string words = "The server's records do not fit. " + sentence + " Noticed " + day +
                            ". What is on this device is safe. Tell your technician.";
  frame.notice("audit.doubt", ui::cutTop(rect, frame.noticeHeight(words, rect.w), gap / 2), words, ui::Tone::danger);
  if (mayChangeSchool(state) &&
      frame.button("audit.look-into", ui::cutTop(rect, frame.rowHeight(), gap), "We have looked into it")) {
    send(out, DoubtOpened{});
  }
}

void drawLooking(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const AuditState& audit = state.inbox.manage.audit;
  const bool typing = frame.hasFocus("audit.found");
  if (typing) rect = drawKeyboardUnder(frame, rect);
  rect = middleColumn(rect, 900 * frame.textScale());
  const bool saving = !state.inbox.steps.taking.empty();
  const ui::Rect button = ui::cutBottom(rect, frame.rowHeight(), frame.gap());
  if (frame.button("audit.note", button, saving ? "Saving…" : "Sign and save", ui::Look::primary,
                   !saving && !audit.found.empty())) {
    send(out, DoubtNoted{});
  }
  frame.focusOnce("audit.found");
  frame.flow("audit.looking", rect, [&](ui::Flow& flow) {
    if (!state.inbox.problem.empty()) flow.notice("audit.problem", state.inbox.problem, ui::Tone::warning);
    ui::EditorOptions options;
    options.label = "What was found, and who looked?";
    options.placeholder = "Such as: the server was put back from a backup on Monday; our technician checked it";
    for (ui::EditAction& action : flow.editor("audit.found", audit.found, options, frame.rowHeight() * 1.6F)) {
      send(out, DoubtTyped{std::move(action)});
    }
    if (!typing) {
      flow.text("It is signed with your key and stays in the list. If it happens again, you are told again.",
                ui::Words::body, ui::Tone::quiet);
    }
  });
}

}  // namespace

void drawAudit(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const AuditState& audit = state.inbox.manage.audit;
  const float gap = frame.gap();
  if (audit.looking) return drawLooking(frame, state, rect, out);
  rect = middleColumn(rect, 1100 * frame.textScale());
  if (!audit.known) return drawEmptyPane(frame, rect, "audit.loading", "Looking…");
  if (audit.open) {
    frame.flow("audit.row", rect, [&](ui::Flow& flow) { drawRow(flow, audit.rows[*audit.open]); });
    return;
  }
  if (!audit.narrowing) drawDoubt(frame, state, rect, out);
  const std::string words = audit.narrowing ? std::string("Show what was found") : narrowedWords(audit);
  const float height = std::max(frame.rowHeight(), frame.textHeight(words, ui::Words::strong, rect.w - 3 * gap) + gap);
  if (frame.button("audit.narrow", ui::cutTop(rect, height, gap), words)) send(out, AuditNarrowToggled{});
  if (audit.narrowing) {
    frame.flow("audit.narrowing", rect, [&](ui::Flow& flow) { drawNarrowing(flow, audit, out); });
    return;
  }
  if (audit.shown.empty()) return drawEmptyPane(frame, rect, "audit.none", "Nothing of that in this time.");
  const float lines = frame.textHeight("X", ui::Words::body, rect.w) + frame.textHeight("X", ui::Words::small, rect.w);
  frame.list(
      "audit.list", rect, audit.shown.size(), std::max(frame.rowHeight(), lines + 1.5F * gap),
      [&](std::size_t i, ui::Rect row) {
        const AuditRow& one = audit.rows[audit.shown[i]];
        const std::string id = "audit.item." + std::to_string(i + 1);
        if (frame.listRow(id, row, shortened(frame, one.says, row.w - 3 * gap), formatShort(one.at) + ", " + one.who)) {
          send(out, AuditRowTouched{audit.shown[i]});
        }
      });
}

}  // namespace pillarbox::inbox
