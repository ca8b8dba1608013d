// badge print.
#include <algorithm>
#include <array>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/roster_send.h"
#include "kiosk/command/staff_option.h"
#include "kiosk/desk/badge_making.h"
#include "kiosk/office/school_folder.h"
#include "shared/record/roster.h"

namespace pillarbox::command {
namespace {

const Syntax printSyntax{
    "badge print",
    "Make badges for staff: a PDF to print and cut out, each with a new code",
    {{"DIR", true}},
    {{"staff", '\0', "ID|NAME", "for this member of staff; may be given more than once", true},
     {"all", '\0', "", "for everybody on the staff list"},
     {"format", '\0', "FORMAT", "qr (the default) or code128, for readers that know stripes only"},
     {"replace", '\0', "", "their earlier badges stop working; use it when one is lost"},
     {"output", 'o', "OUT.pdf", "the file to write", false, true}},
    "The code is random and says nothing about its holder. It works on this device at once, and on the school's\n"
    "others when they have received the staff list. Print at actual size (100 %), ten to a sheet.\n"
    "Whoever has the file can copy the badges: delete it once they are printed.\n"};

Result<std::vector<std::string>> chosen(const Args& args, const Roster& roster) {
  if (args.has("all") == args.has("staff")) {
    return Fault{FaultCode::wrongUsage, "say whom the badges are for: either --all or --staff"};
  }
  std::vector<std::string> ids;
  if (args.has("all")) {
    for (const Staff& member : roster.staff) ids.push_back(member.id);
  }
  for (const std::string& wanted : args.values("staff")) {
    PB_TRY_VALUE(const std::string id, staffId(roster, wanted));
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  if (ids.empty()) {
    return Fault{FaultCode::notFound, "there is nobody on the staff list yet; see pillarbox roster import"};
  }
  return ids;
}

Result<int> printBadges(const Args& args, Program& program) {
  const std::string format = args.valueIf("format").value_or("qr");
  if (format != "qr" && format != "code128") {
    return Fault{FaultCode::wrongUsage, "--format must be qr or code128"};
  }
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const std::vector<std::string> ids, chosen(args, school.roster));

  bool kept = false;
  const Status made = desk::makeBadges(school, ids, format == "qr" ? desk::BadgeFormat::qr : desk::BadgeFormat::code128,
                                       args.has("replace"), [&](BytesView pdf) -> Status {
                                         PB_TRY(writeOutput(args.value("output"), pdf));
                                         kept = true;
                                         return {};
                                       });
  if (!made && kept) {
    complain("the badges in " + args.value("output") + " do not work: the staff list could not be saved");
  }
  PB_TRY(made);
  const Result<int> sent = sendDueRosters(school);
  if (!sent.ok()) complain("the other devices get it at the next pillarbox sync: " + sent.fault().detail);
  return exitOk;
}

const std::array commands{Command{printSyntax, printBadges}};

}  // namespace

std::span<const Command> badgePrintCommands() {
  return commands;
}

}  // namespace pillarbox::command
