#include "kiosk/inbox/report_screen.h"

#include <algorithm>

#include "kiosk/inbox/narrow_parts.h"
#include "kiosk/inbox/narrowing.h"
#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/printing_parts.h"

namespace pillarbox::inbox {
namespace {

std::string_view whatWords(ReportKind kind) {
  switch (kind) {
    case ReportKind::incident:
      return "This concern with everything that followed it, as a PDF to print and as a table (CSV).";
    case ReportKind::chronology:
      return "This child's chronology over all concerns that you may read, as a PDF to print and as a table (CSV).";
    case ReportKind::transfer:
      return "The whole file of this child for the designated safeguarding lead of the next school: the chronology, "
             "every concern with all that followed, and a list of attached files. To send it locked to a school that "
             "has Pillarbox, use “Files in and out” under Manage.";
    case ReportKind::subjectAccess:
      return "A copy for somebody who asked to see their own record. Other children are letters, the same one on every "
             "page. Take "
             "advice before it goes out: some of it may not be shared.";
    case ReportKind::police:
      return "A copy for the police. Other children are letters, the same one on every page.";
    case ReportKind::review:
      return "What reviews of the records found and decided, and how the records stand today, as a PDF to print and "
             "as a table (CSV). Names that the school's lists know are left out.";
    case ReportKind::figures:
      return "Numbers of concerns without any name, as a PDF to print and as a table (CSV). Numbers under 5 are "
             "hidden.";
  }
  return "";
}

std::string_view whoWords(ReportKind kind) {
  if (kind == ReportKind::review) {
    return "For those who lead safeguarding. Read it through before you give it to anybody else.";
  }
  if (kind == ReportKind::figures) {
    return "For governors, the trust or an inspector. Nobody is named, but it is for them and not for everybody.";
  }
  return "Confidential. Only people who need it to keep this child safe may see it. The file is not locked: anybody "
         "who gets hold of it can read it. Keep it where only you can open it, and delete it once it is printed or "
         "handed over. That you made it is written into the record.";
}

void drawDone(ui::Flow& flow, const State& state, const ReportState& report, Events& out) {
  const std::string& first = report.files.front();
  std::string words = "Saved.";
  for (const std::string& file : report.files) words += "\n" + file.substr(file.rfind('/') + 1);
  flow.notice("report.saved", words, ui::Tone::good);
  drawFact(flow, "report.folder", "In", folderWords(state, first.substr(0, first.rfind('/'))));
  flow.space(flow.frame().gap());
  drawPrinting(flow, state, report.files, out);
}

struct ForKind {
  ReportKind kind;
  std::string_view name;
};
constexpr ForKind childKinds[]{{ReportKind::chronology, "The chronology"},
                               {ReportKind::transfer, "The whole file, for the next school"},
                               {ReportKind::subjectAccess, "A copy for somebody who asked to see their own record"},
                               {ReportKind::police, "A copy for the police"}};

void drawKinds(ui::Flow& flow, const ReportState& report, Events& out) {
  flow.text("What is it for?", ui::Words::strong);
  flow.space(-flow.frame().gap() / 2);
  for (const ForKind& each : childKinds) {
    const std::string id = "report.kind." + std::to_string(static_cast<int>(each.kind));
    if (flow.choice(id, each.name, report.kind == each.kind)) out.emplace_back(ReportForChosen{each.kind});
    flow.space(-flow.frame().gap() / 2);
  }
  flow.space(flow.frame().gap() / 2);
}

void drawHiding(ui::Flow& flow, const ReportState& report, Events& out) {
  const bool always = forOthers(report.kind);
  if (!always && flow.toggle("report.others", "Other children as “Child A”, “Child B”…", report.hideOthers)) {
    out.emplace_back(HideOthersToggled{});
  }
  if (flow.toggle("report.staff", "Staff without their names", report.hideStaff)) out.emplace_back(HideStaffToggled{});
  if (!report.hideOthers) return;
  if (flow.toggle("report.black", "Black bars instead of letters", report.blackOut)) {
    out.emplace_back(BlackOutToggled{});
  }
  flow.text(
      "Names are looked for in every text. Where it is not sure that a word is a name, you are asked. Read it through "
      "before you give it to anybody: a name that was typed in an unusual way can stay in it.",
      ui::Words::body, ui::Tone::quiet);
}

void drawAsk(ui::Flow& flow, const State& state, const ReportState& report, Events& out) {
  if (aboutChild(report.kind)) drawKinds(flow, report, out);
  flow.text(whatWords(report.kind));
  flow.notice("report.who", whoWords(report.kind), ui::Tone::warning);
  if (report.kind != ReportKind::incident && report.kind != ReportKind::transfer) {
    drawNarrowing(flow, state, report.narrow, {.sorts = false, .categories = false, .family = false}, out);
  }
  if (report.kind == ReportKind::figures &&
      flow.toggle("report.classes", "By class instead of by year group", report.byClass)) {
    out.emplace_back(FigureClassesToggled{});
  }
  if (report.kind == ReportKind::figures || report.kind == ReportKind::review) return;
  if (forOthers(report.kind) || report.kind == ReportKind::transfer) {
    ui::EditorOptions options;
    options.label = "For whom (kept in the log)";
    options.placeholder = "A school, a person or a force";
    for (ui::EditAction& action : flow.editor("report.for-whom", report.forWhom, options, flow.frame().rowHeight())) {
      out.emplace_back(ForWhomTyped{std::move(action)});
    }
  }
  drawHiding(flow, report, out);
}

struct Answer {
  DoubtfulName::Decided decided;
  std::string_view name;
};
constexpr Answer answers[]{{DoubtfulName::Decided::somebodyElse, "Somebody else: hide it"},
                           {DoubtfulName::Decided::thisChild, "This child: leave it"},
                           {DoubtfulName::Decided::noName, "Not a name: leave it"}};

void drawName(ui::Flow& flow, const DoubtfulName& name, std::size_t at, Events& out) {
  ui::Frame& frame = flow.frame();
  const float gap = frame.gap();
  flow.heading("“" + name.words + "”");
  flow.space(-gap / 2);
  flow.text(name.around);
  std::string may = "It may be " + name.who + ": " + name.why + ".";
  if (name.who.empty()) may = "It may be a name: " + name.why + ".";
  flow.text(may, ui::Words::small, ui::Tone::quiet);
  flow.space(-gap / 2);
  float widest = 0;
  for (const Answer& answer : answers) widest = std::max(widest, frame.textWidth(answer.name, ui::Words::body));
  const bool beside = flow.width() >= 3 * (widest + frame.rowHeight() + 2 * gap);
  std::vector<ui::Rect> cells;
  if (beside) cells = flow.row(std::size(answers), frame.rowHeight());
  for (std::size_t i = 0; i < std::size(answers); ++i) {
    const std::string id = "report.name." + std::to_string(at + 1) + "." + std::to_string(i + 1);
    const bool chosen = name.decided == answers[i].decided;
    const bool touched =
        beside ? frame.choice(id, cells[i], answers[i].name, chosen) : flow.choice(id, answers[i].name, chosen);
    if (touched) out.emplace_back(NameDecided{at, answers[i].decided});
    if (!beside) flow.space(-gap / 2);
  }
  flow.space(gap);
}

std::size_t decidedOf(const ReportState& report) {
  return static_cast<std::size_t>(std::count_if(report.names.begin(), report.names.end(), [](const DoubtfulName& name) {
    return name.decided != DoubtfulName::Decided::no;
  }));
}

void drawNames(ui::Flow& flow, const ReportState& report, Events& out) {
  const std::size_t decided = decidedOf(report);
  const std::string words =
      std::to_string(decided) + " of " + std::to_string(report.names.size()) + " decided. Nothing is made before.";
  flow.text("These words may be the names of others. Only somebody who knows the school can tell.");
  flow.text(words, ui::Words::strong);
  flow.frame().progress("report.decided", flow.take(flow.frame().rowHeight() / 3),
                        static_cast<float>(decided) / static_cast<float>(report.names.size()), words);
  for (std::size_t i = 0; i < report.names.size(); ++i) drawName(flow, report.names[i], i, out);
}

void drawButtons(ui::Frame& frame, const ReportState& report, ui::Rect buttons, Events& out) {
  if (report.leaving) {
    const ui::Rect drop = ui::cutLeft(buttons, (buttons.w - frame.gap()) / 2, frame.gap());
    if (frame.button("report.drop", drop, "Throw away", ui::Look::danger)) out.emplace_back(ReportClosed{});
    if (frame.button("report.go-on", buttons, "Go on", ui::Look::primary)) out.emplace_back(ReportKept{});
    return;
  }
  const ui::Rect cancel = ui::cutLeft(buttons, buttons.w * 0.35F, frame.gap());
  if (frame.button("report.cancel", cancel, "Cancel", ui::Look::secondary, !report.making)) {
    out.emplace_back(ReportClosed{});
  }
  if (!report.making && decidedOf(report) < report.names.size()) {
    if (frame.button("report.hide-rest", buttons, "Hide all that are left")) out.emplace_back(NamesAllHidden{});
    return;
  }
  if (frame.button("report.save", buttons, report.making ? "Making it…" : "Save it as a file", ui::Look::primary,
                   !report.making)) {
    out.emplace_back(ReportPressed{});
  }
}

}  // namespace

void drawReport(ui::Frame& frame, const State& state, Events& out) {
  if (!state.inbox.report) return;
  const ReportState& report = *state.inbox.report;
  const float gap = frame.gap();
  const bool school = report.kind == ReportKind::figures || report.kind == ReportKind::review;
  const std::string title = school ? report.title : "Print or save: " + report.title;
  ui::Rect rest = drawBar(frame, state, {title}, out);
  if (typingIntoNarrowing(frame, state) || frame.hasFocus("report.for-whom")) rest = drawKeyboardUnder(frame, rest);
  rest = middleColumn(ui::inset(rest, gap), 900 * frame.textScale());
  ui::Rect buttons = ui::cutBottom(rest, frame.rowHeight(), gap);
  if (!report.files.empty()) {
    const bool toPrint = stillToPrint(state, report.files);
    if (frame.button("report.done", buttons, "Done", toPrint ? ui::Look::secondary : ui::Look::primary))
      out.emplace_back(ReportClosed{});
  } else {
    drawButtons(frame, report, buttons, out);
  }
  if (report.leaving) {
    const std::string words = "What you decided about these names is not kept if you leave now.";
    frame.notice("report.leaving", ui::cutBottom(rest, frame.noticeHeight(words, rest.w), gap), words,
                 ui::Tone::warning);
  }
  if (!report.problem.empty()) {
    frame.notice("report.problem", ui::cutBottom(rest, frame.noticeHeight(report.problem, rest.w), gap), report.problem,
                 ui::Tone::warning);
  }
  const bool names = report.files.empty() && !report.names.empty();
  frame.flow(names ? "report.names" : "report.sheet", rest, [&](ui::Flow& flow) {
    if (names) {
      drawNames(flow, report, out);
    } else if (report.files.empty()) {
      drawAsk(flow, state, report, out);
    } else {
      drawDone(flow, state, report, out);
    }
  });
}

}  // namespace pillarbox::inbox
