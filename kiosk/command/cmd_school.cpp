// school new, school scans, directory.
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/desk/demo_data.h"
#include "kiosk/desk/school_papers.h"
#include "kiosk/desk/school_setup.h"
#include "kiosk/desk/school_write.h"
#include "kiosk/office/building.h"
#include "kiosk/office/scan_import.h"
#include "kiosk/office/school_folder.h"
#include "kiosk/office/settings.h"
#include "shared/base/files.h"
#include "shared/base/hash.h"
#include "shared/open/key_card.h"
#include "shared/seal/dsse.h"

namespace pillarbox::command {

using namespace desk;
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

const Syntax newSyntax{
    "school new",
    "Make a school, its people's keys and this device's data folder",
    {{"DIR", true}},
    {{"name", '\0', "NAME", "the school's name"},
     {"dsl", '\0', "PERSON", "the Designated Safeguarding Lead: 'NAME <EMAIL>' or 'NAME <EMAIL>; ROOM; EXTENSION'",
      true},
     {"deputy", '\0', "PERSON", "a deputy, in the same form", true},
     {"slt", '\0', "PERSON", "a senior leader, who reads what is not a safeguarding concern", true},
     {"head", '\0', "PERSON", "the headteacher, who gets concerns about adults", true},
     {"chair", '\0', "PERSON", "the chair of governors, who gets concerns about the head", true},
     {"papers", '\0', "OUTDIR", "where the key cards and recovery sheets are written, to print; never inside DIR"},
     {"passphrase-file", '\0', "ROLE=F",
      "the passphrase this person chose, by role (dsl) or id (deputy-2); - for standard input", true},
     {"demo", '\0', "", "a demonstration with invented people; everything but DIR may then be left out"},
     {"json", '\0', "", "print what was made as JSON"}},
    "DIR must be new or empty; if anything fails nothing is left behind.\n"
    "Whoever has no --passphrase-file gets a starter passphrase on paper, to be changed at the first unlock.\n"
    "With --demo all secrets are also written to DIR/demo-keys.json.\n"};

Result<std::vector<PersonToMake>> peopleOf(const Args& args, bool demo) {
  std::vector<PersonToMake> people;
  for (const PersonRole role :
       {PersonRole::dsl, PersonRole::deputy, PersonRole::slt, PersonRole::head, PersonRole::chair}) {
    const std::string_view option = personRoleName(role);
    for (const std::string& text : args.values(option)) {
      PB_TRY_VALUE(PersonToMake person, readPerson(role, option, text));
      people.push_back(std::move(person));
    }
    if (!demo || args.has(option)) continue;
    for (const DemoPerson& invented : demoPeople()) {
      if (invented.role != role) continue;
      PersonToMake person;
      person.role = role;
      person.name = invented.name;
      person.email = invented.email;
      person.room = invented.room;
      person.extension = invented.extension;
      people.push_back(std::move(person));
    }
  }
  for (PersonToMake& person : people) person.neverStarter = demo;
  return people;
}

Status readPassphrases(const Args& args, std::vector<PersonToMake>& people) {
  const auto wrong = [](const std::string& sentence) {
    return Fault{FaultCode::wrongUsage, "school new: --passphrase-file " + sentence};
  };
  const std::vector<std::string> ids = idsFor(people);
  bool standardInputUsed = false;
  for (const std::string& text : args.values("passphrase-file")) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
      return wrong("takes ROLE=F, as in dsl=passphrase.txt");
    }
    const std::string who = text.substr(0, equals), file = text.substr(equals + 1);
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < people.size(); ++i) {
      if (ids[i] == who || personRoleName(people[i].role) == who) found.push_back(i);
    }
    if (found.empty()) return wrong("names '" + who + "', but nobody here has that role or id");
    if (found.size() > 1) {
      return wrong("names '" + who + "', which is more than one person: say " + ids[found[0]] + " or " + ids[found[1]]);
    }
    PersonToMake& person = people[found[0]];
    if (person.passphrase) return wrong("was given twice for '" + who + "'");
    if (file == "-" && standardInputUsed) return wrong("can take standard input for one person only");
    standardInputUsed = standardInputUsed || file == "-";
    PB_TRY_VALUE(person.passphrase, readSecretLine(file));
  }
  return {};
}

bool isInside(const fs::path& inner, const fs::path& outer) {
  std::error_code error;
  const fs::path in = fs::weakly_canonical(fs::absolute(inner), error) / "";
  const fs::path out = fs::weakly_canonical(fs::absolute(outer), error) / "";
  const std::string text = in.lexically_normal().string(), prefix = out.lexically_normal().string();
  return text.starts_with(prefix);
}

Status writeDemoKeys(const fs::path& folder, const MadeSchool& made, const std::vector<DemoBadge>& badges) {
  Json keys;
  keys["people"] = Json::array();
  for (const MadePerson& person : made.people) {
    keys["people"].push_back({{"id", person.person.id},
                              {"name", person.person.name},
                              {"role", personRoleName(person.person.role)},
                              {"card_code", open::cardCode(person.cardSecret).text()},
                              {"passphrase", person.passphrase.text()}});
  }
  keys["recovery"] = Json::array();
  for (const MadeSheet& sheet : made.sheets) {
    keys["recovery"].push_back({{"audiences", sheet.audiences}, {"identity", sheet.secret.identity.text().text()}});
  }
  keys["badges"] = Json::array();
  for (const DemoBadge& badge : badges) {
    keys["badges"].push_back({{"staff", badge.staffId}, {"name", badge.name}, {"code", badge.code}});
  }
  return writeFileDurable(folder / "demo-keys.json", viewOf(keys.dump(2) + "\n"));
}

Status fillFolder(const fs::path& folder, MadeSchool& made, bool demo, Program& program) {
  PB_TRY_VALUE(office::School school, writeSchoolFolder(folder, made, program.clock, program.random));
  if (!demo) return {};
  const DemoRoster invented = demoRoster(made.directory.people, program.random);
  PB_TRY(office::saveRoster(school, invented.roster));
  return writeDemoKeys(folder, made, invented.badges);
}

Status checkFolders(const fs::path& folder, const std::optional<std::string>& papers) {
  PB_TRY(office::checkNewFolder(folder));
  if (papers && isInside(*papers, folder)) {
    return Fault{FaultCode::wrongUsage, "school new: --papers must not be inside " + folder.string() +
                                            ": whoever has the disk would have the keys"};
  }
  return {};
}

std::string summary(const MadeSchool& made, const fs::path& folder, const std::vector<fs::path>& papers, bool demo) {
  std::string text = "Made " + made.directory.schoolName + " in " + folder.string() + ".\n";
  for (const MadePerson& person : made.people) {
    text += "  " + person.person.id + ": " + person.person.name + ", " +
            std::string(personRoleWords(person.person.role)) +
            (person.starter ? " (starter passphrase, to be changed at the first unlock)" : "") + "\n";
  }
  if (!papers.empty()) {
    text += "Papers to print in " + papers.front().parent_path().string() + ":\n";
    for (const fs::path& paper : papers) text += "  " + paper.filename().string() + "\n";
    text += "Print them, hand them over, put the recovery sheets away, then delete these files: they are the keys.\n";
  }
  if (demo) {
    text +=
        "This is a demonstration with invented people. Never write about a real child in it.\nCards, passphrases and "
        "badges: " +
        (folder / "demo-keys.json").string() + "\n";
  }
  return text;
}

std::string summaryJson(const MadeSchool& made, const std::vector<fs::path>& papers) {
  Json json{{"school", made.directory.schoolId},
            {"name", made.directory.schoolName},
            {"device", made.deviceId},
            {"people", Json::array()},
            {"papers", Json::array()}};
  for (const MadePerson& person : made.people) {
    json["people"].push_back({{"id", person.person.id},
                              {"name", person.person.name},
                              {"role", personRoleName(person.person.role)},
                              {"starter", person.starter}});
  }
  for (const fs::path& paper : papers) json["papers"].push_back(paper.string());
  return json.dump(2) + "\n";
}

Result<int> schoolNew(const Args& args, Program& program) {
  const bool demo = args.has("demo");
  const fs::path folder = office::tidyPath(args.required("DIR"));
  const auto papersFolder = args.valueIf("papers");
  const std::string name = args.valueIf("name").value_or(demo ? std::string(demoSchoolName) : std::string());
  if (name.empty()) return Fault{FaultCode::wrongUsage, "school new: --name NAME is missing"};
  if (!isUtf8(name) || name.size() > 200) return Fault{FaultCode::wrongUsage, "school new: --name cannot be used"};
  if (!demo && !args.has("dsl")) return Fault{FaultCode::wrongUsage, "school new: --dsl 'NAME <EMAIL>' is missing"};
  if (!demo && !papersFolder) {
    return Fault{FaultCode::wrongUsage,
                 "school new: --papers OUTDIR is missing: without the key cards nobody can read"};
  }
  PB_TRY_VALUE(std::vector<PersonToMake> people, peopleOf(args, demo));
  PB_TRY(checkFolders(folder, papersFolder));
  PB_TRY(readPassphrases(args, people));
  PB_TRY_VALUE(MadeSchool made, makeSchool(name, std::move(people), demo, program.clock, program.random));

  office::Building building(folder, program.random);
  PB_TRY(fillFolder(building.folder(), made, demo, program));
  std::vector<fs::path> papers;
  if (papersFolder) {
    PB_TRY_VALUE(papers, writePapers(*papersFolder, made));
  }
  if (const Status finished = building.finish(); !finished.ok()) {
    removePapers(papers);
    return finished.fault();
  }
  PB_TRY(print(args.has("json") ? summaryJson(made, papers) : summary(made, folder, papers, demo)));
  return exitOk;
}

const Syntax directorySyntax{
    "directory",
    "Write the school's signed directory, for pillarbox-server school add",
    {{"DIR", true}},
    {{"output", 'o', "FILE", "write to FILE; without it, to standard output"}},
    "Every version, one on each line, oldest first: a server that is new to the school checks them all.\n"
    "It holds public keys and the names of those who can open concerns; no secrets and no pupils.\n"};

Result<int> directory(const Args& args, Program& program) {
  PB_TRY_VALUE(const office::School school, openFolder(args.required("DIR"), program));
  std::string lines;
  for (const office::KnownDirectory& known : school.directories) lines += (lines.empty() ? "" : "\n") + known.envelope;
  PB_TRY(writeOutput(args.valueIf("output"), viewOf(lines)));
  return exitOk;
}

const Syntax scansSyntax{
    "school scans",
    "Say where the photocopier leaves its scans, so that the inbox can import them",
    {{"DIR", true}, {"FOLDER", false}},
    {{"none", '\0', "", "there is no such folder any more"}},
    "Without FOLDER it prints the folder that is set. `pillarbox scan --watch` imports by itself.\n"};

Result<int> schoolScans(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  const std::optional<std::string> folder = args.positional("FOLDER");
  if (folder && args.has("none")) return Fault{FaultCode::wrongUsage, "school scans: either FOLDER or --none"};
  if (folder || args.has("none")) PB_TRY(office::setScansFolder(school, folder.value_or("")));
  PB_TRY_VALUE(const std::optional<fs::path> now, office::scansFolder(school));
  PB_TRY(print((now ? now->string() : std::string("There is no folder for scans.")) + "\n"));
  return exitOk;
}

const std::array commands{Command{newSyntax, schoolNew}, Command{directorySyntax, directory},
                          Command{scansSyntax, schoolScans}};

}  // namespace

std::span<const Command> schoolCommands() {
  return commands;
}

}  // namespace pillarbox::command
