// people list, add, end, card, details, grant, lost-card.
#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/unlock_options.h"
#include "kiosk/desk/grant.h"
#include "kiosk/desk/people.h"
#include "shared/base/files.h"

namespace pillarbox::command {

using namespace desk;
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr Option idOption{"id", '\0', "ID", "whom: an id that people list shows", false, true};
constexpr Option jsonOption{"json", '\0', "", "print JSON"};
constexpr Option papersOption{"papers", '\0', "OUTDIR", "write key card and starter passphrase here, to be printed",
                              false,    true};
constexpr Option grantOption{"grant", '\0', "", "also open the older entries to the new key, as people grant does"};
constexpr Option newPassphraseOption{"new-passphrase-file", '\0', "F",
                                     "their own passphrase; without it a starter is made"};

std::string rolesNamed() {
  return "dsl, deputy, slt, head, chair or writer";
}

Result<PersonRole> roleFrom(const std::string& name) {
  const auto role = personRoleFrom(name);
  if (role) return *role;
  return Fault{FaultCode::wrongUsage, "there is no role '" + name + "': it is " + rolesNamed()};
}

Result<std::optional<SecretBytes>> newPassphrase(const Args& args) {
  const auto file = args.valueIf(newPassphraseOption.name);
  if (!file) return std::optional<SecretBytes>{};
  if (*file == "-" && (args.value("card-file") == "-" || args.value("passphrase-file") == "-")) {
    return Fault{FaultCode::wrongUsage, "standard input can be only one of card, passphrase and new passphrase"};
  }
  PB_TRY_VALUE(SecretBytes chosen, readSecretLine(*file));
  return std::optional<SecretBytes>(std::move(chosen));
}

// Whoever has the disk would have the keys.
Status notInside(const fs::path& papers, const fs::path& folder) {
  std::error_code error;
  const std::string in = (fs::weakly_canonical(fs::absolute(papers), error) / "").lexically_normal().string();
  const std::string out = (fs::weakly_canonical(fs::absolute(folder), error) / "").lexically_normal().string();
  if (!in.starts_with(out)) return {};
  return Fault{FaultCode::wrongUsage,
               "--papers must not be inside " + folder.string() + ": whoever has the disk would have the keys"};
}

Json grantJson(const GrantMade& made) {
  return Json{{"granted", made.granted}, {"unreadable", made.unreadable}, {"entries", made.entries}};
}

std::string grantWords(const GrantMade& made) {
  std::string text = std::to_string(made.granted) + " older entries are opened to the new key";
  if (made.unreadable > 0) text += "; " + std::to_string(made.unreadable) + " could not be opened here";
  return text + ".\n";
}

// --- list ------------------------------------------------------------------------------------------------------------

const Syntax listSyntax{"people list",
                        "Show who can read: roles, audiences, key cards, and who has left",
                        {{"DIR", true}},
                        {jsonOption},
                        "It needs no key: there are names, rooms and public keys in it, and nothing of any child.\n"};

Result<int> list(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  const Directory& directory = school.directory();
  Json json{{"version", directory.version}, {"epoch", directory.epoch}, {"people", Json::array()}};
  std::string text;
  for (const Person& person : directory.people) {
    Json audiences = Json::array();
    for (const Audience& audience : directory.audiences) {
      if (mayRead(directory, person, audience.id)) audiences.push_back(audience.id);
    }
    PB_TRY_VALUE(const bool starter, hasStarterPassphrase(school, person.id));
    std::error_code ignored;
    const bool keyHere = fs::exists(office::keyFilePath(school, person.id), ignored);
    text += person.id + "  " + person.name + ", " + std::string(personRoleWords(person.role));
    if (!person.title.empty()) text += " (" + person.title + ")";
    text += !person.active ? "; has left\n" : starter ? "; has the passphrase that was set up for them\n" : "\n";
    json["people"].push_back({{"id", person.id},
                              {"name", person.name},
                              {"role", personRoleName(person.role)},
                              {"title", person.title},
                              {"email", person.email},
                              {"room", person.room},
                              {"extension", person.extension},
                              {"active", person.active},
                              {"card_id", person.cardId},
                              {"key_file_here", keyHere},
                              {"starter", starter},
                              {"audiences", std::move(audiences)}});
  }
  PB_TRY(print(args.has("json") ? json.dump(2) + "\n" : text));
  return exitOk;
}

// --- add and card ----------------------------------------------------------------------------------------------------

// What both print; and the grant that follows from them.
Result<int> sayNewKeys(const Args& args, office::School& school, const Granter& by, const NewKeys& made,
                       const std::vector<fs::path>& papers, const std::string& done) {
  const std::string& id = made.made.person.id;
  Json json{{"id", id},
            {"name", made.made.person.name},
            {"role", personRoleName(made.made.person.role)},
            {"starter", made.made.starter},
            {"version", school.directory().version},
            {"papers", Json::array()}};
  std::string text = done + "\nPapers to print:\n";
  for (const fs::path& paper : papers) {
    json["papers"].push_back(paper.string());
    text += "  " + paper.string() + "\n";
  }
  text += "Print them, hand them over, then delete these files: they are the key.\n";
  if (args.has("grant")) {
    PB_TRY_VALUE(const GrantMade granted, grantAll(school, by, id));
    json["grant"] = grantJson(granted);
    text += grantWords(granted);
  } else {
    text += "Older entries stay closed to this key until pillarbox people grant opens them.\n";
  }
  PB_TRY(print(args.has("json") ? json.dump(2) + "\n" : text));
  return exitOk;
}

const Syntax addSyntax{"people add",
                       "Give somebody a key card, so that they can read",
                       {{"DIR", true}},
                       {cardFileOption,
                        passphraseFileOption,
                        personOption,
                        {"role", '\0', "ROLE", "dsl, deputy, slt, head, chair or writer", false, true},
                        {"name", '\0', "NAME", "their name", false, true},
                        {"email", '\0', "EMAIL", "where alerts go"},
                        {"room", '\0', "ROOM", "where to find them"},
                        {"extension", '\0', "EXT", "their telephone extension"},
                        {"title", '\0', "TITLE", "what they are, where the role does not say it: \"Class teacher\""},
                        papersOption,
                        newPassphraseOption,
                        grantOption,
                        jsonOption},
                       "A lead or deputy reads everything about children; slt all but safeguarding concerns; head and "
                       "chair what is about\n"
                       "adults who work at the school; a writer only what they wrote or were alerted to. Leads and "
                       "deputies add anybody but\n"
                       "a head or a chair, whom only a head or a chair adds.\n"};

Result<int> add(const Args& args, Program& program) {
  PB_TRY_VALUE(const PersonRole role, roleFrom(args.value("role")));
  PB_TRY(notInside(args.value("papers"), args.required("DIR")));
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const Unlocked signer, unlockFrom(args, school, Starter::refuse));
  PersonToMake wanted;
  wanted.role = role;
  wanted.name = args.value("name");
  wanted.email = args.value("email");
  wanted.room = args.value("room");
  wanted.extension = args.value("extension");
  wanted.title = args.value("title");
  PB_TRY_VALUE(wanted.passphrase, newPassphrase(args));
  std::vector<fs::path> papers;
  PB_TRY_VALUE(const NewKeys made, addPerson(school, signer, std::move(wanted), [&](const MadePerson& one) -> Status {
                 PB_TRY_VALUE(papers, writePersonPapers(args.value("papers"), school.directory().schoolName, one));
                 return {};
               }));
  return sayNewKeys(args, school, granterOf(signer), made, papers,
                    made.made.person.id + " can read from now on: directory version " +
                        std::to_string(school.directory().version) + ".");
}

const Syntax cardSyntax{
    "people card",
    "Give somebody a new key card; the old one opens nothing posted from now on",
    {{"DIR", true}},
    {cardFileOption, passphraseFileOption, personOption, idOption, papersOption, newPassphraseOption, grantOption,
     jsonOption},
    "For a card that is lost or was seen by somebody else, or with --id of one's own. Nobody can take back what was\n"
    "copied with the old card before.\n"};

Result<int> card(const Args& args, Program& program) {
  PB_TRY(notInside(args.value("papers"), args.required("DIR")));
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const Unlocked signer, unlockFrom(args, school, Starter::refuse));
  PB_TRY_VALUE(auto chosen, newPassphrase(args));
  const std::string id = args.value("id");
  std::vector<fs::path> papers;
  PB_TRY_VALUE(const NewKeys made,
               replaceKeyCard(school, signer, id, std::move(chosen), [&](const MadePerson& one) -> Status {
                 PB_TRY_VALUE(papers, writePersonPapers(args.value("papers"), school.directory().schoolName, one));
                 return {};
               }));
  const bool own = id == signer.person.id;
  return sayNewKeys(args, school, own ? granterOf(signer, made) : granterOf(signer), made, papers,
                    "The old key card of " + id + " opens nothing new: directory version " +
                        std::to_string(school.directory().version) + ".");
}

// --- end and details -------------------------------------------------------------------------------------------------

const Syntax endSyntax{"people end",
                       "Somebody has left: nothing posted from now on is sealed for them",
                       {{"DIR", true}},
                       {cardFileOption, passphraseFileOption, personOption, idOption, jsonOption},
                       "What they signed before stays good. The last lead or deputy cannot be ended.\n"};

Result<int> sayVersion(const Args& args, const office::School& school, const std::string& id,
                       const std::string& words) {
  const std::int64_t version = school.directory().version;
  const std::string text = words + ": directory version " + std::to_string(version) + ".\n";
  PB_TRY(print(args.has("json") ? Json{{"id", id}, {"version", version}}.dump() + "\n" : text));
  return exitOk;
}

Result<int> end(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const Unlocked signer, unlockFrom(args, school, Starter::refuse));
  const std::string id = args.value("id");
  PB_TRY(endPerson(school, signer, id));
  return sayVersion(args, school, id, id + " can open nothing new");
}

const Syntax detailsSyntax{"people details",
                           "Change what is known of somebody: name, room, role",
                           {{"DIR", true}},
                           {cardFileOption,
                            passphraseFileOption,
                            personOption,
                            idOption,
                            {"name", '\0', "NAME", "their name"},
                            {"email", '\0', "EMAIL", "where alerts go"},
                            {"room", '\0', "ROOM", "where to find them"},
                            {"extension", '\0', "EXT", "their telephone extension"},
                            {"title", '\0', "TITLE", "what they are, where the role does not say it"},
                            {"role", '\0', "ROLE", "dsl, deputy or slt, for one who is one of them"},
                            jsonOption},
                           "What is not given stays as it is.\n"};

Result<int> details(const Args& args, Program& program) {
  PersonChange change{args.valueIf("name"),      args.valueIf("email"), args.valueIf("room"),
                      args.valueIf("extension"), args.valueIf("title"), {}};
  if (const auto role = args.valueIf("role")) {
    PB_TRY_VALUE(change.role, roleFrom(*role));
  }
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const Unlocked signer, unlockFrom(args, school, Starter::refuse));
  const std::string id = args.value("id");
  PB_TRY(changeDetails(school, signer, id, change));
  return sayVersion(args, school, id, "What is known of " + id + " is as you said");
}

// --- grant and lost-card ---------------------------------------------------------------------------------------------

const Syntax grantSyntax{
    "people grant",
    "Open older entries to somebody who was added, or who has a new key card",
    {{"DIR", true}},
    {cardFileOption,
     passphraseFileOption,
     personOption,
     idOption,
     {"audience", '\0', "NAME", "only what was sealed for these readers; without it, all that both may read"},
     jsonOption},
    "The entries themselves stay as they are; what is posted is who may open them, signed, and it reaches the other\n"
    "devices when they next sync.\n"};

Result<int> grant(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const Unlocked signer, unlockFrom(args, school, Starter::refuse));
  const std::string id = args.value("id");
  const Granter by = granterOf(signer);
  const auto audience = args.valueIf("audience");
  PB_TRY_VALUE(const GrantMade made, audience ? grantAudience(school, by, id, *audience) : grantAll(school, by, id));
  PB_TRY(print(args.has("json") ? grantJson(made).dump() + "\n" : grantWords(made)));
  return exitOk;
}

const Syntax lostSyntax{"people lost-card",
                        "Say that a key card is lost; anybody may, with no key",
                        {{"DIR", true}},
                        {idOption, {"said-by", '\0', "NAME", "who says so"}, jsonOption},
                        "It is sealed for those who can replace the card. Until they do, the card works.\n"};

Result<int> lost(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  const std::string id = args.value("id");
  PB_TRY_VALUE(const store::Posting posted, postCardLost(school, id, args.value("said-by")));
  const std::string text = "Saved and locked: the key card of " + id +
                           " is said to be lost. Nobody has read it yet: tell another reader now.\n";
  PB_TRY(print(args.has("json") ? Json{{"id", posted.slip.id}, {"person", id}}.dump() + "\n" : text));
  return exitOk;
}

const std::array commands{Command{listSyntax, list}, Command{addSyntax, add},         Command{cardSyntax, card},
                          Command{endSyntax, end},   Command{detailsSyntax, details}, Command{grantSyntax, grant},
                          Command{lostSyntax, lost}};

}  // namespace

std::span<const Command> peopleCommands() {
  return commands;
}

}  // namespace pillarbox::command
