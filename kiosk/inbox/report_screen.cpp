#include "kiosk/inbox/report_screen.h"

#include "kiosk/inbox/narrow_parts.h"
#include "kiosk/inbox/narrowing.h"
#include "kiosk/inbox/parts.h"

namespace pillarbox::inbox {
namespace {

std::string_view whatWords(ReportKind kind) {
  switch (kind) {
    case ReportKind::incident:
      return "This concern with everything that followed it, as a PDF to print and as a table (CSV).";
    case ReportKind::chronology:
      return "This child's chronology over all concerns that you may read, as a PDF to print and as a table (CSV).";
    case ReportKind::figures:
      return "Numbers of concerns without any name, as a PDF to print and as a table (CSV). Numbers under 5 are "
             "hidden.";
  }
  return "";
}

std::string_view whoWords(ReportKind kind) {
  if (kind == ReportKind::figures) {
    return "For governors, the trust or an inspector. Nobody is named, but it is for them and not for everybody.";
  }
  return "Confidential. Only people who need it to keep this child safe may see it. The file is not locked: anybody "
         "who gets hold of it can read it. Keep it where only you can open it, and delete it once it is printed or "
         "handed over. That you made it is written into the record.";
}

void drawDone(ui::Flow& flow, const ReportState& report) {
  std::string words = "Saved in:";
  for (const std::string& file : report.files) words += "\n" + file;
  flow.notice("report.saved", words, ui::Tone::good);
  flow.text("Open the PDF there to print it. Delete both files when you no longer need them.");
}

void drawAsk(ui::Flow& flow, const State& state, const ReportState& report, Events& out) {
  flow.text(whatWords(report.kind));
  flow.notice("report.who", whoWords(report.kind), ui::Tone::warning);
  if (report.kind != ReportKind::incident) {
    drawNarrowing(flow, state, report.narrow, {.sorts = false, .categories = false, .family = false}, out);
  }
  if (report.kind == ReportKind::figures) return;
  if (flow.toggle("report.others", "Other children as “Child A”, “Child B”…", report.hideOthers)) {
    out.emplace_back(HideOthersToggled{});
  }
  if (flow.toggle("report.staff", "Staff without their names", report.hideStaff)) out.emplace_back(HideStaffToggled{});
  if (report.hideOthers || report.hideStaff) {
    flow.text("Read it through before you give it to anybody: a name that was typed in an unusual way can stay in it.",
              ui::Words::body, ui::Tone::quiet);
  }
}

}  // namespace

void drawReport(ui::Frame& frame, const State& state, Events& out) {
  if (!state.inbox.report) return;
  const ReportState& report = *state.inbox.report;
  const float gap = frame.gap();
  const std::string title = report.kind == ReportKind::figures ? report.title : "Print or save: " + report.title;
  ui::Rect rest = drawBar(frame, state, {title}, out);
  if (typingIntoNarrowing(frame, state)) rest = drawKeyboardUnder(frame, rest);
  rest = middleColumn(ui::inset(rest, gap), 900 * frame.textScale());
  ui::Rect buttons = ui::cutBottom(rest, frame.rowHeight(), gap);
  if (!report.files.empty()) {
    if (frame.button("report.done", buttons, "Done", ui::Look::primary)) out.emplace_back(ReportClosed{});
  } else {
    const ui::Rect cancel = ui::cutLeft(buttons, buttons.w * 0.35F, gap);
    if (frame.button("report.cancel", cancel, "Cancel", ui::Look::secondary, !report.making)) {
      out.emplace_back(ReportClosed{});
    }
    if (frame.button("report.save", buttons, report.making ? "Making it…" : "Save it as a file", ui::Look::primary,
                     !report.making)) {
      out.emplace_back(ReportPressed{});
    }
  }
  if (!report.problem.empty()) {
    frame.notice("report.problem", ui::cutBottom(rest, frame.noticeHeight(report.problem, rest.w), gap), report.problem,
                 ui::Tone::warning);
  }
  frame.flow("report.sheet", rest, [&](ui::Flow& flow) {
    if (report.files.empty()) {
      drawAsk(flow, state, report, out);
    } else {
      drawDone(flow, report);
    }
  });
}

}  // namespace pillarbox::inbox
