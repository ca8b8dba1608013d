// school recover, school drill: what a recovery sheet is for.
#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/desk/recovery.h"
#include "shared/base/files.h"

namespace pillarbox::command {

using namespace desk;
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr Option sheetOption{"sheet-file", '\0', "F", "the file with the sheet's AGE-SECRET-KEY; - for standard input",
                             false,        true};

Result<open::RecoverySheet> readSheet(const Args& args) {
  PB_TRY_VALUE(const SecretBytes typed, readSecretLine(args.value("sheet-file")));
  return open::RecoverySheet::parse(typed.text());
}

const Syntax recoverSyntax{
    "school recover",
    "With a recovery sheet: new key cards when all are lost or stolen",
    {{"DIR", true}},
    {sheetOption,
     {"replace", '\0', "ID", "new key card and starter passphrase for this person", true},
     {"end", '\0', "ID", "this person opens nothing from now on", true},
     {"dsl", '\0', "PERSON", "a new lead, where nobody is left: 'NAME <EMAIL>'", true},
     {"from", '\0', "VERSION",
      "the last version of the directory that is to be believed; what was signed after it is "
      "void. Without it, the newest"},
     {"papers", '\0', "OUTDIR", "write the key cards and starter passphrases here, to be printed", false, true},
     {"no-grant", '\0', "", "do not open the older entries to the new keys"},
     {"without-server", '\0', "", "keep it here only; then pillarbox directory and pillarbox-server school add"},
     {"json", '\0', "", "print JSON"}},
    "The new version overrides every other on every device, also one that a thief has signed with a stolen card. "
    "Devices\n"
    "that were let in after the version named with --from must be let in again. The safeguarding sheet serves leads,\n"
    "deputies, senior leaders and writers; the other sheet the head and the chair.\n"};

Result<RecoverWhat> whatOf(const Args& args) {
  RecoverWhat what;
  what.replace = args.values("replace");
  what.end = args.values("end");
  what.grant = !args.has("no-grant");
  what.withoutServer = args.has("without-server");
  for (const std::string& text : args.values("dsl")) {
    PB_TRY_VALUE(PersonToMake person, readPerson(PersonRole::dsl, "dsl", text));
    what.add.push_back(std::move(person));
  }
  if (const auto from = args.valueIf("from")) {
    if (from->empty() || from->size() > 12 || from->find_first_not_of("0123456789") != std::string::npos) {
      return Fault{FaultCode::wrongUsage, "school recover: --from takes the number of a version"};
    }
    what.from = std::stoll(*from);
  }
  if (what.replace.empty() && what.end.empty() && what.add.empty() && !what.from) {
    return Fault{FaultCode::wrongUsage, "school recover: say what is to change: --replace, --end, --dsl or --from"};
  }
  return what;
}

Result<int> recover(const Args& args, Program& program) {
  PB_TRY_VALUE(RecoverWhat what, whatOf(args));
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const open::RecoverySheet sheet, readSheet(args));
  std::vector<fs::path> papers;
  PB_TRY_VALUE(
      const Recovered done, recoverSchool(school, sheet, std::move(what), [&](const MadePerson& one) -> Status {
        PB_TRY_VALUE(const auto written, writePersonPapers(args.value("papers"), school.directory().schoolName, one));
        papers.insert(papers.end(), written.begin(), written.end());
        return {};
      }));
  Json json{{"version", done.version},        {"epoch", done.epoch},
            {"people", Json::array()},        {"papers", Json::array()},
            {"granted", done.grants.granted}, {"unreadable", done.grants.unreadable}};
  std::string text = "The school goes on from here: directory version " + std::to_string(done.version) + ".\n";
  for (const MadePerson& one : done.people) {
    json["people"].push_back(one.person.id);
    text += "  " + one.person.id + ": " + one.person.name + " has a new key card and a starter passphrase\n";
  }
  for (const fs::path& paper : papers) {
    json["papers"].push_back(paper.string());
    text += "  " + paper.string() + "\n";
  }
  text += std::to_string(done.grants.granted) + " older entries are opened to the new keys.\n";
  if (!papers.empty()) text += "Print the papers, hand them over, then delete these files: they are the keys.\n";
  PB_TRY(print(args.has("json") ? json.dump(2) + "\n" : text));
  return exitOk;
}

const Syntax drillSyntax{
    "school drill",
    "Prove that a recovery sheet still works, and show nothing of what it opens",
    {{"DIR", true}},
    {sheetOption, {"json", '\0', "", "print {\"sheet\",\"entries\",\"opened\",\"at\"}"}},
    "Type the sheet into a file in memory, such as one in /dev/shm, or into standard input, and put the sheet back "
    "into\n"
    "the safe. That it was proved is logged, signed with the sheet itself, for its readers to see.\n"};

Result<int> drill(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const open::RecoverySheet sheet, readSheet(args));
  PB_TRY_VALUE(const Drilled done, drillSheet(school, sheet));
  if (args.has("json")) {
    PB_TRY(print(Json{{"sheet", done.sheet},
                      {"entries", done.entries},
                      {"opened", !done.opened.empty()},
                      {"at", formatTime(done.at)}}
                     .dump() +
                 "\n"));
    return exitOk;
  }
  std::string text = "The recovery sheet " + done.sheet + " is the one that this school's directory names.\n";
  text += done.opened.empty() ? "Nothing has been posted yet that it could open.\n"
                              : "It opens the newest of the " + std::to_string(done.entries) +
                                    " entries that are sealed to it. Nothing of it was shown.\n";
  PB_TRY(print(text));
  return exitOk;
}

const std::array commands{Command{recoverSyntax, recover}, Command{drillSyntax, drill}};

}  // namespace

std::span<const Command> recoveryCommands() {
  return commands;
}

}  // namespace pillarbox::command
