// roster import.
#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/roster_send.h"
#include "kiosk/office/school_folder.h"
#include "shared/base/files.h"
#include "shared/record/roster.h"

namespace pillarbox::command {
namespace {

// Ten thousand pupils with every column are about 2 MB.
constexpr std::size_t csvLimit = 32u << 20;

const Syntax importSyntax{
    "roster import",
    "Import pupils or staff from a CSV file; its headings decide which",
    {{"DIR", true}, {"FILE.csv", true}},
    {{"dry-run", '\0', "", "only say what would change"}, {"json", '\0', "", "print the result as JSON"}},
    "Rows with a problem are named and left out, the others are imported, and the exit code is then 1.\n"
    "If the headings fit neither pupils nor staff, or both, nothing is changed.\n"};

std::string rows(int count) {
  return std::to_string(count) + (count == 1 ? " row" : " rows");
}

Result<int> importCsv(const Args& args, Program& program) {
  const bool dryRun = args.has("dry-run");
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const Bytes csv, readFile(args.required("FILE.csv"), csvLimit));
  PB_TRY_VALUE(const RosterImport result, importRosterCsv(school.roster, textOf(csv), program.random));
  if (!dryRun && result.added + result.changed > 0) {
    PB_TRY(office::saveRoster(school, result.roster));
    PB_TRY(rosterIsDueForOthers(school));
    const Result<int> sent = sendDueRosters(school);
    if (!sent.ok()) complain("the other devices get it at the next pillarbox sync: " + sent.fault().detail);
  }

  const std::string_view what = result.what == RosterImport::What::pupils ? "pupils" : "staff";
  const int left = static_cast<int>(result.problems.size());
  if (args.has("json")) {
    nlohmann::ordered_json json{{"what", what},
                                {"dry_run", dryRun},
                                {"added", result.added},
                                {"changed", result.changed},
                                {"unchanged", result.unchanged},
                                {"problems", nlohmann::ordered_json::array()}};
    for (const auto& problem : result.problems) {
      json["problems"].push_back({{"row", problem.row}, {"problem", problem.says}});
    }
    PB_TRY(print(json.dump(2) + "\n"));
  } else {
    std::string text = std::string(what == "pupils" ? "Pupils" : "Staff") + ": " + std::to_string(result.added) +
                       " added, " + std::to_string(result.changed) + " changed, " + std::to_string(result.unchanged) +
                       " unchanged" + (dryRun ? " (nothing was written: this was a dry run).\n" : ".\n");
    for (const auto& problem : result.problems)
      text += "Row " + std::to_string(problem.row) + ": " + problem.says + "\n";
    PB_TRY(print(text));
  }
  if (left == 0) return exitOk;
  complain(rows(left) + (left == 1 ? " has a problem and is" : " have a problem and are") + " left out; " +
           (dryRun ? "the rest could be imported" : "the rest was imported"));
  return exitFailed;
}

const std::array commands{Command{importSyntax, importCsv}};

}  // namespace

std::span<const Command> rosterCommands() {
  return commands;
}

}  // namespace pillarbox::command
