// export: every concern of some days as a PDF each, and a table of them, for schools that also keep CPOMS or
// MyConcern. Neither publishes a format in which records can be brought in; both take an attached document for an
// incident. So this makes the documents, and a plain table from which whoever types them in reads.
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/unlock_options.h"
#include "kiosk/command/whole_folder.h"
#include "kiosk/desk/casework_write.h"
#include "kiosk/desk/inbox_entries.h"
#include "kiosk/report/made.h"
#include "kiosk/report/tell.h"
#include "kiosk/report/typeset.h"
#include "shared/base/files.h"
#include "shared/base/installed.h"
#include "shared/casework/calendar.h"
#include "shared/casework/child_view.h"
#include "shared/record/ids.h"

namespace pillarbox::command {

using namespace desk;
namespace {

namespace fs = std::filesystem;

const Syntax exportSyntax{
    "export",
    "Make a PDF of each concern and a table of them, for a school that also keeps CPOMS or MyConcern",
    {{"WHERE", true}, {"DIR", true}},
    {cardFileOption,
     passphraseFileOption,
     personOption,
     {"out", 'o', "FOLDER", "the new folder to write", false, true},
     {"from", '\0', "DAY", "only what happened from that day on, as in 2026-09-01"},
     {"to", '\0', "DAY", "only up to that day"},
     {"json", '\0', "", "print JSON"}},
    "WHERE is cpoms or myconcern. Neither publishes a format for bringing records in, so the folder holds what both\n"
    "take by hand: REFERENCE.pdf to attach to each incident, and concerns.csv with a row for each child of a concern:\n"
    "  Reference, Date, Time, Child, Class, Part, Category, Written by, Role, What was written, What was done,\n"
    "  State, Document\n"
    "The folder is whole or not there. That it was made is logged as an entry first.\n"};

std::string doneWords(const casework::Case& made, const casework::CaseEntries& entries) {
  std::string out;
  for (const std::string& id : made.later) {
    const auto entry = entries.find(id);
    if (entry == entries.end() || !casework::rowKindOf(entry->second.entry)) continue;
    out += (out.empty() ? "" : "\n") + casework::dayOn(entry->second.entry.writtenAt.wall) + " " +
           casework::lineOf(entry->second.entry, entries, 400);
  }
  return out;
}

void addRows(const casework::Case& made, const casework::CaseEntries& entries, report::CsvTable& table) {
  const Entry& head = entries.find(made.head)->second.entry;
  const casework::When when = casework::whenOf(head);
  std::vector<PupilPart> children;
  for (const casework::LinkedChild& child : made.children) children.push_back(child.pupil);
  if (children.empty()) children.emplace_back();
  for (const PupilPart& child : children) {
    table.rows.push_back({referenceOf(head.id), casework::dayOn(when.at),
                          when.timeKnown ? formatHourMinute(when.at) : "", child.name, child.className, child.part,
                          made.category, head.author.name, head.author.role, casework::withNames(head.account, head),
                          doneWords(made, entries), made.closed ? "closed" : "open", referenceOf(head.id) + ".pdf"});
  }
}

Result<int> run(const Args& args, Program& program) {
  const std::string& where = args.required("WHERE");
  if (where != "cpoms" && where != "myconcern") {
    return Fault{FaultCode::wrongUsage, "export: WHERE is cpoms or myconcern; see pillarbox export --help"};
  }
  const report::Period period{args.value("from"), args.value("to")};
  for (const std::string& day : {period.from, period.to}) {
    if (!day.empty() && !casework::isDay(day)) {
      return Fault{FaultCode::wrongUsage, "export: '" + day + "' is no day such as 2026-09-01"};
    }
  }
  PB_TRY_VALUE(const BodyFigures figures, readBodyFigures(assetsFolder()));
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const Unlocked person, unlockFrom(args, school, Starter::refuse));
  PB_TRY_VALUE(const ReadAll all, readAll(school, person));
  const casework::CaseView view = casework::project(all.entries, all.unopened);
  report::Source source{
      .entries = all.entries, .view = view, .roster = school.roster, .people = school.directory().people};
  source.school = school.directory().schoolName;
  source.madeBy = person.person.name + ", " + std::string(personRoleWords(person.person.role));
  source.madeAt = program.clock.now();

  WholeFolder folder{args.value("out")};
  PB_TRY(folder.open());
  casework::Step step;
  step.kind = Kind::exported;
  step.work.report = "export-" + where;
  step.work.forWhom = where == "cpoms" ? "CPOMS" : "MyConcern";
  step.body = "Concerns from " + (period.from.empty() ? "the beginning" : period.from) + " to " +
              (period.to.empty() ? casework::dayOn(program.clock.now()) : period.to) + ".";
  PB_TRY_VALUE(const casework::CaseEntry logged, postStep(school, person, all.entries, view, std::move(step)));
  const std::string reference = referenceOf(logged.entry.id);
  report::CsvTable table;
  table.columns = {"Reference",     "Date",     "Time",       "Child", "Class",
                   "Part",          "Category", "Written by", "Role",  "What was written",
                   "What was done", "State",    "Document"};
  std::size_t count = 0;
  for (const auto& [id, made] : view.cases) {
    const auto head = all.entries.find(made.head);
    if (made.headMissing || head == all.entries.end()) continue;
    if (!period.holds(casework::dayOn(casework::whenOf(head->second.entry).at))) continue;
    report::Names names;
    PB_TRY_VALUE(report::Report report, report::incident(source, id, names));
    report.document.reference = reference;
    PB_TRY_VALUE(const SecretBytes pdf, report::typeset(report.document, figures));
    PB_TRY(folder.write(referenceOf(head->second.entry.id) + ".pdf", pdf.view()));
    addRows(made, all.entries, table);
    ++count;
  }
  PB_TRY(folder.write("concerns.csv", viewOf(report::csvOf(table))));
  PB_TRY(folder.finish());
  if (args.has("json")) {
    PB_TRY(
        print(nlohmann::ordered_json{{"entry", logged.entry.id}, {"reference", reference}, {"concerns", count}}.dump() +
              "\n"));
    return exitOk;
  }
  PB_TRY(print("Made and logged as " + reference + ": " + std::to_string(count) +
               (count == 1 ? " concern.\n" : " concerns.\n")));
  return exitOk;
}

const std::array commands{Command{exportSyntax, run}};

}  // namespace

std::span<const Command> exportCommands() {
  return commands;
}

}  // namespace pillarbox::command
