// school rota: who is on duty on which days.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/unlock_options.h"
#include "kiosk/desk/next_directory.h"
#include "shared/record/rota.h"

namespace pillarbox::command {
namespace {

using Json = nlohmann::ordered_json;

// Needed for a change only: who may see the rota is whoever may see the home screen.
constexpr Option forChange(Option option) {
  option.required = false;
  return option;
}

const Syntax rotaSyntax{
    "school rota",
    "Show who is on duty on which days, or say on which days somebody is",
    {{"DIR", true}},
    {{"on-duty", '\0', "ID", "the person whose days are meant"},
     {"days", '\0', "DAYS", "as mon,tue,fri; none: never"},
     forChange(cardFileOption),
     forChange(passphraseFileOption),
     personOption,
     {"json", '\0', "", "print the rota as JSON"}},
    "Without --on-duty it only shows the rota. The home screen of every terminal shows who is on duty today; with no\n"
    "rota at all it shows every safeguarding lead. A change is signed with the key card of a lead or deputy.\n"};

Result<std::vector<int>> daysOf(const std::string& text) {
  std::vector<int> days;
  if (text == "none") return days;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find(',', from), text.size());
    const std::string name = text.substr(from, to - from);
    const int day = weekdayFrom(name);
    if (day == 0) {
      return Fault{FaultCode::wrongUsage,
                   "school rota: '" + name + "' is no day: they are mon, tue, wed, thu, fri, sat and sun"};
    }
    if (std::find(days.begin(), days.end(), day) == days.end()) days.push_back(day);
    from = to + 1;
  }
  std::sort(days.begin(), days.end());
  return days;
}

Status printRota(const Directory& directory, bool asJson) {
  Json json{{"version", directory.version}, {"rota", Json::array()}};
  std::string text;
  for (const Person& person : directory.people) {
    std::string days;
    Json names = Json::array();
    for (int day = 1; day <= 7; ++day) {
      const bool on = std::any_of(directory.rota.begin(), directory.rota.end(),
                                  [&](const Duty& duty) { return duty.person == person.id && duty.weekday == day; });
      if (!on) continue;
      days += (days.empty() ? "" : ",") + std::string(weekdayName(day));
      names.push_back(weekdayName(day));
    }
    if (days.empty()) continue;
    json["rota"].push_back({{"person", person.id}, {"name", person.name}, {"days", names}});
    text += person.id + " (" + person.name + "): " + days + "\n";
  }
  if (text.empty()) text = "There is no rota: every safeguarding lead and deputy counts as on duty.\n";
  return print(asJson ? json.dump(2) + "\n" : text);
}

Result<int> rota(const Args& args, Program& program) {
  const auto who = args.valueIf("on-duty"), dayNames = args.valueIf("days");
  if (who.has_value() != dayNames.has_value()) {
    return Fault{FaultCode::wrongUsage, "school rota: --on-duty ID and --days DAYS belong together"};
  }
  for (const std::string_view file : {cardFileOption.name, passphraseFileOption.name}) {
    if (who && !args.has(file)) {
      return Fault{FaultCode::wrongUsage, "school rota: --" + std::string(file) + " is needed to change it"};
    }
  }
  std::vector<int> days;
  if (dayNames) {
    PB_TRY_VALUE(days, daysOf(*dayNames));
  }
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  if (who) {
    const Person* person = school.directory().person(*who);
    if (person == nullptr || !person->active) {
      return Fault{FaultCode::notFound, "there is no person " + *who + " in this school's directory"};
    }
    PB_TRY_VALUE(const desk::Unlocked signer, unlockFrom(args, school, desk::Starter::refuse));
    PB_TRY(desk::changeDirectory(school, signer, [&](Directory& directory) -> Status {
      std::erase_if(directory.rota, [&](const Duty& duty) { return duty.person == *who; });
      for (const int day : days) directory.rota.push_back({*who, day});
      return {};
    }));
  }
  PB_TRY(printRota(school.directory(), args.has("json")));
  return exitOk;
}

const std::array commands{Command{rotaSyntax, rota}};

}  // namespace

std::span<const Command> rotaCommands() {
  return commands;
}

}  // namespace pillarbox::command
