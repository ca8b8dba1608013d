// device list, device fetch, device revoke.
#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/unlock_options.h"
#include "kiosk/desk/devices.h"
#include "shared/record/device_fetch.h"

namespace pillarbox::command {
namespace {

using Json = nlohmann::ordered_json;

const Syntax listSyntax{"device list",
                        "Show the school's devices",
                        {{"DIR", true}},
                        {{"json", '\0', "", "print JSON"}},
                        "Those that wait to be let in are told by the device that invited them.\n"};

Result<int> list(const Args& args, Program& program) {
  PB_TRY_VALUE(const office::School school, openFolder(args.required("DIR"), program));
  Json json = Json::array();
  std::string text;
  for (const Device& device : school.directory().devices) {
    const bool here = device.id == school.deviceId;
    text += device.id + "  " + device.name + (here ? " (this one)" : "") +
            (device.revoked ? "; sent away\n" : "\n    " + fetchSentence(school.directory(), device) + "\n");
    json.push_back({{"id", device.id}, {"name", device.name}, {"here", here}, {"revoked", device.revoked}});
    if (device.fetches) json.back()["fetches"] = *device.fetches;
  }
  PB_TRY(print(args.has("json") ? json.dump(2) + "\n" : text));
  return exitOk;
}

const Syntax fetchSyntax{
    "device fetch",
    "Say what a device may fetch from the school's server",
    {{"DIR", true}, {"DEVICE", true}, {"WHAT", true}},
    {cardFileOption, passphraseFileOption, personOption, {"json", '\0', "", "print JSON"}},
    "WHAT is all, none, or whose: safeguarding, pastoral, head, chair, writers, with commas.\n"
    "A device where nobody reads needs nothing: it posts, and hears what became of its own postings.\n"
    "What it has fetched already stays on it, sealed.\n"};

Result<int> fetch(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const desk::Fetches fetches, desk::parseFetches(school.directory(), args.required("WHAT")));
  PB_TRY_VALUE(const desk::Unlocked person, unlockFrom(args, school, desk::Starter::refuse));
  const std::string& id = args.required("DEVICE");
  PB_TRY_VALUE(const std::int64_t version, desk::changeFetches(school, person, id, fetches));
  const std::string text = id + ": " + fetchSentence(school.directory(), *school.directory().device(id)) +
                           " Directory version " + std::to_string(version) + ".\n";
  PB_TRY(print(args.has("json") ? Json{{"device", id}, {"version", version}}.dump() + "\n" : text));
  return exitOk;
}

const Syntax revokeSyntax{"device revoke",
                          "Send a device away that was stolen or is gone",
                          {{"DIR", true}, {"DEVICE", true}},
                          {cardFileOption, passphraseFileOption, personOption, {"json", '\0', "", "print JSON"}},
                          "Nothing that it signs from now on is trusted. What it had posted before stays good.\n"};

Result<int> revoke(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const desk::Unlocked person, unlockFrom(args, school, desk::Starter::refuse));
  const std::string& device = args.required("DEVICE");
  PB_TRY_VALUE(const std::int64_t version, desk::revokeDevice(school, person, device));
  const std::string text = device + " is sent away: directory version " + std::to_string(version) + ".\n";
  PB_TRY(print(args.has("json") ? Json{{"device", device}, {"version", version}}.dump() + "\n" : text));
  return exitOk;
}

const std::array commands{Command{listSyntax, list}, Command{fetchSyntax, fetch}, Command{revokeSyntax, revoke}};

}  // namespace

std::span<const Command> deviceCommands() {
  return commands;
}

}  // namespace pillarbox::command
