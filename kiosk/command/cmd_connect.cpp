// connect, invite, join, approve: from one device to several.
#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/unlock_options.h"
#include "kiosk/desk/devices.h"
#include "kiosk/office/building.h"
#include "kiosk/office/join.h"
#include "kiosk/office/server_calls.h"
#include "shared/base/files.h"
#include "shared/record/device_fetch.h"
#include "shared/seal/dsse.h"
#include "shared/wire/invitation.h"

namespace pillarbox::command {

using namespace desk;
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::size_t caLimit = 64 * 1024;

// --- connect ---------------------------------------------------------------------------------------------------------

const Syntax connectSyntax{"connect",
                           "Tell the device that made the school where the main server is",
                           {{"DIR", true}},
                           {{"server", '\0', "URL", "https://HOST[:PORT]", false, true},
                            {"ca", '\0', "FILE", "the certificate (PEM) of the server's own authority, if it has one"},
                            {"proxy", '\0', "URL", "http://HOST:PORT, if the school's network needs one"}},
                           "The server's key is remembered: from then on no other server is believed.\n"
                           "On the server, first: pillarbox-server school add SDIR DIR/directory.json\n"};

Result<int> connect(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  office::Server server;
  PB_TRY_VALUE(server.url, office::checkedServerUrl(args.value("server")));
  server.ca = args.value("ca");
  server.proxy = args.value("proxy");
  if (!server.ca.empty()) PB_TRY(readFile(server.ca, caLimit));
  PB_TRY_VALUE(office::ServerCalls calls, office::ServerCalls::make(server));
  PB_TRY_VALUE(const office::ServerCalls::Card found, calls.askCard());
  PB_TRY_VALUE(const auto known, office::serverOf(school));
  if (known && !(known->signKey == found.card.signKey)) {
    return Fault{FaultCode::notTrusted, "this is another server than the one this school is connected to"};
  }
  PB_TRY(office::saveServer(school, server.url, server.ca, server.proxy, found.envelope));
  PB_TRY(print("Connected to " + found.card.name + " at " + server.url + " (key " + seal::keyIdOf(found.card.signKey) +
               ").\n"));
  return exitOk;
}

// --- invite ----------------------------------------------------------------------------------------------------------

const Syntax inviteSyntax{"invite",
                          "Make an invitation for a new device, good for 15 minutes",
                          {{"DIR", true}},
                          {{"output", 'o', "FILE", "write the invitation to FILE", false, true},
                           cardFileOption,
                           passphraseFileOption,
                           personOption},
                          "Carry FILE to the new device on a stick, or show it: whoever has it can ask to join, but "
                          "only a safeguarding lead\n"
                          "lets a device in.\n"};

Result<int> invite(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const Unlocked person, unlockFrom(args, school, Starter::refuse));
  PB_TRY_VALUE(const DeviceInvitation invitation, inviteDevice(school, person));
  PB_TRY(writeOutput(args.valueIf("output"), viewOf(invitation.text + "\n")));
  if (args.value("output") != "-") {
    PB_TRY(print("The invitation is in " + args.value("output") + " and good until " +
                 formatHourMinute(invitation.expiresAt) + ", for one device.\n"));
  }
  return exitOk;
}

// --- join ------------------------------------------------------------------------------------------------------------

const Syntax joinSyntax{
    "join",
    "Make a new device's data folder from an invitation",
    {{"NEWDIR", true}},
    {{"invite", '\0', "FILE", "the invitation; - for standard input", false, true},
     {"name", '\0', "NAME", "what people call this device: \"Dining hall\""},
     {"json", '\0', "", "print {\"device\",\"code\"}"}},
    "Shows a short code. The safeguarding lead compares it and lets the device in with pillarbox approve.\n"
    "Until then this device can post, and what it posts is marked as not approved yet.\n"};

Result<int> join(const Args& args, Program& program) {
  const fs::path folder = office::tidyPath(args.required("NEWDIR"));
  PB_TRY(office::checkNewFolder(folder));
  PB_TRY_VALUE(const Bytes text, readFile(args.value("invite"), 2 * wire::maxInvitationBytes));
  PB_TRY_VALUE(const office::Joined joined,
               office::joinSchool(folder, textOf(text), args.valueIf("name").value_or("New terminal"), program.clock,
                                  program.random));
  if (args.has("json")) {
    PB_TRY(print(Json{{"device", joined.deviceId}, {"code", joined.code}}.dump() + "\n"));
  } else {
    PB_TRY(print("This device is " + joined.deviceId + ". Its code is " + joined.code +
                 ".\nRead both out to the safeguarding lead, who lets it in with:\n  pillarbox approve DIR " +
                 joined.deviceId + " --card-file F --passphrase-file F\n"));
  }
  return exitOk;
}

// --- approve ---------------------------------------------------------------------------------------------------------

const Syntax approveSyntax{
    "approve",
    "Let a waiting device in",
    {{"DIR", true}, {"DEVICE", true}},
    {cardFileOption,
     passphraseFileOption,
     personOption,
     {"fetches", '\0', "WHAT", "what it may fetch from the server: as device fetch takes it"},
     {"json", '\0', "", "print {\"device\",\"code\",\"version\"}"}},
    "On the device that made the invitation. Compare the code with the one that the new device shows.\n"
    "Without --fetches a device named for a person gets what that person reads; another gets what is for the leads,\n"
    "the senior leaders and staff with a key, or nothing if the school does not open the inbox on terminals.\n"};

Result<int> approve(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const Unlocked person, unlockFrom(args, school, Starter::refuse));
  std::optional<Fetches> fetches;
  if (const auto given = args.valueIf("fetches")) {
    PB_TRY_VALUE(fetches, parseFetches(school.directory(), *given));
  }
  PB_TRY_VALUE(const ApprovedDevice approved, approveDevice(school, person, args.required("DEVICE"), {}, fetches));
  if (!approved.rosterSent.ok()) {
    complain("the device is let in; it gets the roster at the next pillarbox sync: " +
             approved.rosterSent.fault().detail);
  }
  const Device& device = approved.device;
  if (args.has("json")) {
    PB_TRY(print(Json{{"device", device.id}, {"code", approved.code}, {"version", approved.version}}.dump() + "\n"));
  } else {
    PB_TRY(print(device.id + " (" + device.name + ", code " + approved.code + ") is let in: directory version " +
                 std::to_string(approved.version) + ". " + fetchSentence(school.directory(), device) + "\n"));
  }
  return exitOk;
}

const std::array commands{Command{connectSyntax, connect}, Command{inviteSyntax, invite}, Command{joinSyntax, join},
                          Command{approveSyntax, approve}};

}  // namespace

std::span<const Command> connectCommands() {
  return commands;
}

}  // namespace pillarbox::command
