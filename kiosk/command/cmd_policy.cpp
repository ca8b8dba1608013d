// policy list, policy set: what the school has decided, and deciding otherwise.
#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/unlock_options.h"
#include "kiosk/desk/next_directory.h"
#include "shared/record/policies.h"

namespace pillarbox::command {
namespace {

using Json = nlohmann::ordered_json;

// --- policy list -----------------------------------------------------------------------------------------------------

const Syntax listSyntax{"policy list",
                        "Show every policy of the school: its value, its default and what it does",
                        {{"DIR", true}},
                        {{"json", '\0', "", "print the policies as JSON"}}};

std::string shown(const std::string& value) {
  return value.empty() ? "(nothing)" : value;
}

Result<int> list(const Args& args, Program& program) {
  PB_TRY_VALUE(const office::School school, openFolder(args.required("DIR"), program));
  const Policies& policies = school.directory().policies;
  const Policies defaults;
  Json json = Json::array();
  std::string text;
  for (const PolicyRow& row : policyTable()) {
    const std::string value = policyValue(policies, row), usual = policyValue(defaults, row);
    if (args.has("json")) {
      json.push_back({{"name", row.name},
                      {"value", value},
                      {"default", usual},
                      {"range", policyRange(row)},
                      {"does", row.does},
                      {"changed_by", row.headsOnly ? "head or chair" : "safeguarding lead or deputy"}});
      continue;
    }
    text.append(row.name).append(" = ").append(shown(value));
    text += value == usual ? "\n" : "   (default: " + shown(usual) + ")\n";
    text.append("    ").append(row.does);
    text += " " + std::string(1, static_cast<char>(std::toupper(policyRange(row)[0]))) + policyRange(row).substr(1) +
            (row.headsOnly ? "; changed by the headteacher or the chair only.\n" : ".\n");
  }
  PB_TRY(print(args.has("json") ? json.dump(2) + "\n" : text));
  return exitOk;
}

// --- policy set ------------------------------------------------------------------------------------------------------

const Syntax setSyntax{
    "policy set",
    "Change a policy of the school",
    {{"DIR", true}, {"NAME", true}, {"VALUE", true}},
    {cardFileOption, passphraseFileOption, personOption, {"json", '\0', "", "print {\"name\",\"value\",\"version\"}"}},
    "pillarbox policy list DIR names them all. The change is signed with the key card of whoever\n"
    "makes it, and reaches the other devices when they next sync.\n"};

Result<int> set(const Args& args, Program& program) {
  const std::string& name = args.required("NAME");
  const PolicyRow* row = policyNamed(name);
  if (row == nullptr) {
    return Fault{FaultCode::wrongUsage, "there is no policy '" + name + "'; see pillarbox policy list DIR"};
  }
  // Said before anybody is asked for a card.
  Policies tried;
  PB_TRY(setPolicy(tried, *row, args.required("VALUE")));
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const desk::Unlocked person, unlockFrom(args, school, desk::Starter::refuse));
  std::string value;
  std::int64_t version = school.directory().version;
  tried = school.directory().policies;
  PB_TRY(setPolicy(tried, *row, args.required("VALUE")));
  value = policyValue(tried, *row);
  const bool same = tried == school.directory().policies;
  if (!same) {
    PB_TRY_VALUE(version, desk::changeDirectory(school, person, [&tried](Directory& directory) -> Status {
                   directory.policies = tried;
                   return {};
                 }));
  }
  if (args.has("json")) {
    PB_TRY(print(Json{{"name", name}, {"value", value}, {"version", version}}.dump() + "\n"));
  } else if (same) {
    PB_TRY(print(name + " is " + shown(value) + " already.\n"));
  } else {
    PB_TRY(print(name + " = " + shown(value) + ": directory version " + std::to_string(version) + ".\n"));
  }
  return exitOk;
}

const std::array commands{Command{listSyntax, list}, Command{setSyntax, set}};

}  // namespace

std::span<const Command> policyCommands() {
  return commands;
}

}  // namespace pillarbox::command
