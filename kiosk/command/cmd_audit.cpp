// inbox audit: who did what.
#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/unlock_options.h"
#include "kiosk/desk/directory_history.h"
#include "kiosk/desk/inbox_entries.h"
#include "kiosk/report/csv.h"

namespace pillarbox::command {
namespace {

using Json = nlohmann::ordered_json;

const Syntax auditSyntax{
    "inbox audit",
    "Show who did what: openings, what was taken out, and every change of people, keys, devices and rules",
    {{"DIR", true}},
    {cardFileOption,
     passphraseFileOption,
     personOption,
     {"children", '\0', "", "also which entries and children each row is about"},
     {"csv", '\0', "", "print a table for a spreadsheet"},
     {"json", '\0', "", "print JSON"}},
    "Newest first. Openings and what was taken out are those that this person may read; changes of the\n"
    "directory are all there are. Whoever signed a change is told by its signature, not by what it says.\n"};

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

Result<int> audit(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const desk::Unlocked person, unlockFrom(args, school, desk::Starter::refuse));
  PB_TRY_VALUE(const desk::ReadAll read, desk::readAll(school, person));
  const std::vector<casework::AuditRow> rows = casework::auditRows(
      read.entries, casework::project(read.entries, read.unopened), desk::directoryHistory(school), school.directory());
  const bool children = args.has("children");
  if (args.has("csv")) {
    report::CsvTable table{{"When", "Kind", "Who", "What"}, {}};
    if (children) table.columns.emplace_back("About");
    for (const casework::AuditRow& row : rows) {
      table.rows.push_back({formatTime(row.at), std::string(casework::auditKindWords(row.kind)), row.who, row.says});
      if (children) table.rows.back().push_back(joined(row.of));
    }
    PB_TRY(print(report::csvOf(table)));
    return exitOk;
  }
  Json json = Json::array();
  std::string text;
  for (const casework::AuditRow& row : rows) {
    if (args.has("json")) {
      json.push_back({{"id", row.id},
                      {"at", formatTime(row.at)},
                      {"kind", casework::auditKindName(row.kind)},
                      {"who", row.who},
                      {"what", row.says}});
      if (children) json.back()["about"] = row.of;
      continue;
    }
    text += formatShort(row.at) + "  " + row.who + "\n    " + row.says + "\n";
    if (!children) continue;
    for (const std::string& line : row.of) text += "      " + line + "\n";
  }
  PB_TRY(print(args.has("json") ? json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n" : text));
  return exitOk;
}

const std::array commands{Command{auditSyntax, audit}};

}  // namespace

std::span<const Command> auditCommands() {
  return commands;
}

}  // namespace pillarbox::command
