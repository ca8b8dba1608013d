// roster import.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/roster_send.h"
#include "kiosk/desk/roster_ctf.h"
#include "kiosk/office/school_folder.h"
#include "shared/base/files.h"
#include "shared/record/staff_link.h"

namespace pillarbox::command {
namespace {

// Ten thousand pupils with every column are about 2 MB of CSV; a CTF says much more of each.
constexpr std::size_t fileLimit = 64u << 20;
constexpr std::size_t remarksShown = 40;

const Syntax importSyntax{
    "roster import",
    "Import pupils or staff from a CSV file (its headings decide which) or pupils from a CTF file",
    {{"DIR", true}, {"FILE", true}},
    {{"preview", '\0', "", "change nothing: say what would be added, changed and missing"},
     {"dry-run", '\0', "", "the same"},
     {"remove-missing", '\0', "", "also remove those who are not in the file"},
     {"remove-most", '\0', "", "with --remove-missing: even if that is more than half of the list"},
     {"names", '\0', "", "on a terminal, say the names of those added, changed and missing"},
     {"json", '\0', "", "print the result as JSON; never with names"}},
    "CSV as SIMS, Arbor, Bromcom, Wonde and others export it, in UTF-8, UTF-16 or Windows-1252; or a Common Transfer\n"
    "File (XML). UPNs, dates of birth, numbers and addresses are used to know children again and to find brothers and\n"
    "sisters, and are not kept.\n"
    "Rows with a problem are named and left out, the others are imported, and the exit code is then 1. A warning "
    "leaves\n"
    "nothing out. Nobody is removed unless --remove-missing is given; staff who read concerns never are.\n"
    "If the file cannot be read, or its headings fit neither pupils nor staff, nothing is changed.\n"};

std::string counted(int count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

std::string nameOf(const Roster& roster, RosterKind what, const std::string& id) {
  if (what == RosterKind::pupils) {
    const Pupil* pupil = roster.pupil(id);
    if (pupil == nullptr) return id;
    return pupil->displayName() + (pupil->className.empty() ? "" : ", " + pupil->className);
  }
  const Staff* member = roster.member(id);
  return member == nullptr ? id : member->name + (member->role.empty() ? "" : ", " + member->role);
}

void addRemarks(std::string& text, std::string_view title, const std::vector<RosterRemark>& remarks) {
  if (remarks.empty()) return;
  text += std::string(title) + "\n";
  for (std::size_t i = 0; i < std::min(remarks.size(), remarksShown); ++i) {
    text += "  Row " + std::to_string(remarks[i].row) + " " + remarks[i].says + "\n";
  }
  if (remarks.size() > remarksShown) {
    text += "  and " + std::to_string(remarks.size() - remarksShown) + " more like these; --json gives them all.\n";
  }
}

void addChanges(std::string& text, const RosterImport& result, const Roster& before) {
  constexpr std::array<std::pair<RosterChange::What, std::string_view>, 3> kinds{
      {{RosterChange::What::added, "Added:"},
       {RosterChange::What::changed, "Changed:"},
       {RosterChange::What::missing, "Not in the file:"}}};
  for (const auto& [kind, title] : kinds) {
    bool first = true;
    for (const RosterChange& change : result.changes) {
      if (change.what != kind) continue;
      if (first) text += std::string(title) + "\n";
      first = false;
      const Roster& roster = kind == RosterChange::What::missing ? before : result.roster;
      text += "  " + nameOf(roster, result.what, change.id) + "\n";
    }
  }
}

std::string inWords(const RosterImport& result, bool preview, bool removing, int linked) {
  const bool pupils = result.what == RosterKind::pupils;
  std::string text = std::string(pupils ? "Pupils" : "Staff") + ": " + std::to_string(result.added) + " added, " +
                     std::to_string(result.changed) + " changed, " + std::to_string(result.unchanged) + " unchanged, " +
                     std::to_string(result.missing) + " not in the file" +
                     (preview ? " (nothing was written: this was a preview).\n" : ".\n");
  if (result.missing > 0 && removing) {
    text += counted(result.missing, "person was", "people were") + " not in the file and " +
            (preview ? "would be removed.\n" : (result.missing == 1 ? "is removed.\n" : "are removed.\n"));
  } else if (result.missing > 0) {
    text += "They stay on the list; --remove-missing removes them.\n";
  }
  if (linked > 0) {
    text += counted(linked, "member of staff is", "members of staff are") +
            " also a reader of concerns, by name: a concern about them goes round them.\n";
  }
  return text;
}

nlohmann::ordered_json inJson(const RosterImport& result, bool preview, int linked) {
  const auto remarks = [](const std::vector<RosterRemark>& all, const char* key) {
    auto out = nlohmann::ordered_json::array();
    for (const RosterRemark& one : all) out.push_back({{"row", one.row}, {key, one.says}});
    return out;
  };
  return {{"what", result.what == RosterKind::pupils ? "pupils" : "staff"},
          {"dry_run", preview},
          {"added", result.added},
          {"changed", result.changed},
          {"unchanged", result.unchanged},
          {"missing", result.missing},
          {"removed", result.removed},
          {"linked", linked},
          {"problems", remarks(result.problems, "problem")},
          {"warnings", remarks(result.warnings, "warning")}};
}

Result<int> importFile(const Args& args, Program& program) {
  const bool preview = args.has("preview") || args.has("dry-run");
  const bool removing = args.has("remove-missing");
  if (args.has("names") && (args.has("json") || isatty(STDOUT_FILENO) == 0)) {
    return Fault{FaultCode::wrongUsage,
                 "--names only prints to a terminal, so that no list of children is left behind"};
  }
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const Bytes file, readFile(args.required("FILE"), fileLimit));
  PB_TRY_VALUE(const RosterRows rows, desk::readRosterFile(file));
  if (rows.pupils.empty() && rows.staff.empty()) {
    return Fault{FaultCode::badInput,
                 rows.problems.empty()
                     ? std::string("The file has headings but nobody under them. Nothing was changed.")
                     : "No row of the file could be used; row " + std::to_string(rows.problems[0].row) + " " +
                           rows.problems[0].says + " Nothing was changed."};
  }
  PB_TRY_VALUE(RosterImport result, mergeRoster(school.roster, rows, program.random, {removing}));
  const int linked = result.what == RosterKind::staff ? linkStaff(result.roster, school.directory()) : 0;
  const Roster before = school.roster;
  if (removing && !preview && result.removed > 0) {
    const auto all = static_cast<int>(result.what == RosterKind::pupils ? before.pupils.size() : before.staff.size());
    if (2 * result.removed > all && !args.has("remove-most")) {
      return Fault{FaultCode::badInput, "--remove-missing would remove " + std::to_string(result.removed) + " of " +
                                            std::to_string(all) +
                                            ". Nothing was changed. If the file is the whole list, add --remove-most"};
    }
    complain("removing " + counted(result.removed, "person", "people") + " not in the file");
  }
  if (!preview && !(result.roster == before)) {
    PB_TRY(office::saveRoster(school, result.roster));
    PB_TRY(rosterIsDueForOthers(school));
    const Result<int> sent = sendDueRosters(school);
    if (!sent.ok()) complain("the other devices get it at the next pillarbox sync: " + sent.fault().detail);
  }

  if (args.has("json")) {
    PB_TRY(print(inJson(result, preview, linked).dump(2) + "\n"));
  } else {
    std::string text = inWords(result, preview, removing, linked);
    if (args.has("names")) addChanges(text, result, before);
    addRemarks(text, "Problems:", result.problems);
    addRemarks(text, "Warnings:", result.warnings);
    PB_TRY(print(text));
  }
  const int left = static_cast<int>(result.problems.size());
  if (left == 0) return exitOk;
  complain(counted(left, "row has a problem; ", "rows have a problem; ") +
           (preview ? "the rest could be imported" : "the rest was imported"));
  return exitFailed;
}

const std::array commands{Command{importSyntax, importFile}};

}  // namespace

std::span<const Command> rosterCommands() {
  return commands;
}

}  // namespace pillarbox::command
