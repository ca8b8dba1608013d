// badge add, badge revoke, badge pin, badge set-pin.
#include <array>
#include <charconv>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/roster_send.h"
#include "kiosk/command/staff_option.h"
#include "kiosk/office/badges.h"
#include "shared/base/files.h"

namespace pillarbox::command {
namespace {

constexpr int defaultMinutes = 60;
constexpr int mostMinutes = 24 * 60;

const Option staffOption{"staff", '\0', "ID|NAME", "the member of staff", false, true};

const Syntax addSyntax{
    "badge add",
    "Join a badge that somebody has already to their name",
    {{"DIR", true}},
    {staffOption, {"code-stdin", '\0', "", "the code is read from standard input, one line", false, true}},
    "The code is what a reader gives: hold the badge to one while this waits. Other readers may give the same badge's\n"
    "number in another way (hex or decimal, backwards, cut short); it is known all the same.\n"};

const Syntax revokeSyntax{"badge revoke",
                          "A badge is lost: it stops working",
                          {{"DIR", true}},
                          {{"staff", '\0', "ID|NAME", "all badges of this member of staff, and their PIN"},
                           {"code-stdin", '\0', "", "the badge whose code is on standard input, one line"}},
                          "Whoever shows it afterwards is asked for their name, and can still post.\n"};

const Syntax pinSyntax{
    "badge pin",
    "Print a one-time PIN, with which somebody joins their badge to their name at the terminal",
    {{"DIR", true}},
    {{"staff", '\0', "ID|NAME", "it joins a badge to this member of staff only; anybody's if left out"},
     {"minutes", '\0', "N", "how long it can be used: 1 to 1440; 60 if left out"}},
    "It works once, on this device. A new one takes the place of the one before (of the same person,\n"
    "with --staff); after 5 wrong guesses it is gone. Give it to the person it is for, not to the\n"
    "staff room; with --staff nobody else can use it.\n"};

const Syntax setPinSyntax{
    "badge set-pin",
    "Set or remove the PIN that goes with somebody's badges",
    {{"DIR", true}},
    {staffOption, {"none", '\0', "", "remove it; with the policy \"required\" they choose a new one"}},
    "The PIN, 6 to 12 digits, is read from standard input, one line. It is asked for only if\n"
    "the school's policy says so.\n"};

// After a change: the other devices get it now, or at the next sync.
Result<int> sendOn(office::School& school) {
  const Result<int> sent = sendDueRosters(school);
  if (!sent.ok()) complain("the other devices get it at the next pillarbox sync: " + sent.fault().detail);
  return exitOk;
}

Result<int> addBadge(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const std::string id, staffId(school.roster, args.value("staff")));
  PB_TRY_VALUE(const SecretBytes code, readSecretLine("-"));
  PB_TRY(office::addBadge(school, id, code.text()));
  PB_TRY(print("The badge is joined to " + id + ".\n"));
  return sendOn(school);
}

Result<int> revokeBadge(const Args& args, Program& program) {
  if (args.has("staff") == args.has("code-stdin")) {
    return Fault{FaultCode::wrongUsage, "badge revoke: say which badge: either --staff or --code-stdin"};
  }
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  if (args.has("staff")) {
    PB_TRY_VALUE(const std::string id, staffId(school.roster, args.value("staff")));
    PB_TRY(office::revokeBadgesOf(school, id));
    PB_TRY(print("The badges of " + id + " do not work any more.\n"));
    return sendOn(school);
  }
  PB_TRY_VALUE(const SecretBytes code, readSecretLine("-"));
  PB_TRY_VALUE(const int had, office::revokeBadge(school, code.text()));
  if (had == 0) return Fault{FaultCode::notFound, "nobody has that badge"};
  PB_TRY(print("The badge does not work any more.\n"));
  return sendOn(school);
}

Result<int> oneTimePin(const Args& args, Program& program) {
  int minutes = defaultMinutes;
  if (const auto text = args.valueIf("minutes")) {
    const auto read = std::from_chars(text->data(), text->data() + text->size(), minutes);
    if (read.ec != std::errc() || read.ptr != text->data() + text->size() || minutes < 1 || minutes > mostMinutes) {
      return Fault{FaultCode::wrongUsage, "badge pin: --minutes takes a number from 1 to 1440"};
    }
  }
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  std::string onlyFor;
  if (args.has("staff")) {
    PB_TRY_VALUE(onlyFor, staffId(school.roster, args.value("staff")));
  }
  PB_TRY_VALUE(std::string pin, office::makeOneTimePin(school, std::chrono::minutes(minutes), onlyFor));
  const Status printed = print(pin + "\n");
  wipe(pin);
  PB_TRY(printed);
  return exitOk;
}

Result<int> setPin(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const std::string id, staffId(school.roster, args.value("staff")));
  if (args.has("none")) {
    PB_TRY(office::clearPin(school, id));
    PB_TRY(print("The PIN of " + id + " is removed.\n"));
    return sendOn(school);
  }
  PB_TRY_VALUE(const SecretBytes pin, readSecretLine("-"));
  PB_TRY(office::setPin(school, id, pin));
  PB_TRY(print("The PIN of " + id + " is set.\n"));
  return sendOn(school);
}

const std::array commands{Command{addSyntax, addBadge}, Command{revokeSyntax, revokeBadge},
                          Command{pinSyntax, oneTimePin}, Command{setPinSyntax, setPin}};

}  // namespace

std::span<const Command> badgeCommands() {
  return commands;
}

}  // namespace pillarbox::command
