// connect, invite, join, approve: from one device to several.
#include <algorithm>
#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/unlock_options.h"
#include "kiosk/desk/building.h"
#include "kiosk/desk/devices.h"
#include "kiosk/office/server_calls.h"
#include "shared/base/files.h"
#include "shared/record/ids.h"
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

// The authority's certificate must be a file for the TLS library; it is public, so any folder will do until there is
// one.
class CaFile {
 public:
  static Result<CaFile> write(const fs::path& beside, const std::string& pem, Random& random) {
    if (pem.empty()) return CaFile({});
    const fs::path path = beside.parent_path() / (".pillarbox-ca-" + toHex(random.bytes(4)));
    PB_TRY(writeFileDurable(path, viewOf(pem), 0600, Existing::refuse));
    return CaFile(path);
  }
  CaFile(CaFile&& other) noexcept : m_path(std::exchange(other.m_path, {})) {}
  CaFile& operator=(CaFile&&) = delete;
  ~CaFile() {
    std::error_code ignored;
    if (!m_path.empty()) fs::remove(m_path, ignored);
  }
  const fs::path& path() const { return m_path; }

 private:
  explicit CaFile(fs::path path) : m_path(std::move(path)) {}
  fs::path m_path;
};

// Everything was verified against the invitation's pin by createSchool; here, that a lead of that school wrote the
// invitation.
Status checkInviter(const office::School& school, const seal::Envelope& envelope) {
  for (const Person& person : school.directory().people) {
    if (!person.active || (person.role != PersonRole::dsl && person.role != PersonRole::deputy)) continue;
    const auto key = seal::parseVerifyKey(person.verifyKey);
    if (key.ok() && seal::verifiedBy(envelope, *key)) return {};
  }
  return Fault{FaultCode::notTrusted, "the invitation is not signed by a safeguarding lead of that school"};
}

Result<int> join(const Args& args, Program& program) {
  const fs::path folder = tidyPath(args.required("NEWDIR"));
  PB_TRY(checkNewFolder(folder));
  PB_TRY_VALUE(const Bytes text, readFile(args.value("invite"), 2 * wire::maxInvitationBytes));
  PB_TRY_VALUE(const wire::ReadInvitation read, wire::readInvitationText(textOf(text)));
  const wire::Invitation& invitation = read.invitation;
  if (invitation.expiresAt < program.clock.now()) {
    return Fault{FaultCode::notPermitted, "the invitation has run out: ask for a new one"};
  }
  PB_TRY_VALUE(const CaFile ca, CaFile::write(folder, invitation.caPem, program.random));
  office::Server server;
  PB_TRY_VALUE(server.url, office::checkedServerUrl(invitation.url));
  server.ca = ca.path();
  server.signKey = invitation.serverKey;
  PB_TRY_VALUE(office::ServerCalls calls, office::ServerCalls::make(server));
  PB_TRY_VALUE(const office::ServerCalls::Card found, calls.askCard());
  if (!(found.card.signKey == invitation.serverKey)) {
    return Fault{FaultCode::notTrusted, "the server is not the one the invitation is for"};
  }

  seal::DeviceKeys keys = seal::DeviceKeys::generate(program.random);
  wire::JoinRequest request;
  request.invitation = seal::encode(read.envelope);
  request.deviceId = localIdFrom("device", program.random);
  request.deviceName = args.valueIf("name").value_or("New terminal");
  request.verifyKey = seal::formatVerifyKey(keys.signing.verifyKey());
  request.boxKey = wire::formatBoxKey(keys.boxPublic);
  request.proof = wire::joinProof(invitation.token, request.deviceId, request.verifyKey, request.boxKey);
  PB_TRY_VALUE(const auto directories, calls.askToJoin(wire::signJoin(request, keys.signing)));

  Building building(folder, program.random);
  {
    office::NewFolder made{std::move(keys), request.deviceId, directories, invitation.directorySha256};
    PB_TRY_VALUE(office::School school,
                 office::createSchool(building.folder(), std::move(made), program.clock, program.random));
    PB_TRY(checkInviter(school, read.envelope));
    PB_TRY(office::saveServer(school, server.url, server.ca, "", found.envelope));
  }
  PB_TRY(building.finish());
  const std::string code = wire::joinCode(request.proof);
  if (args.has("json")) {
    PB_TRY(print(Json{{"device", request.deviceId}, {"code", code}}.dump() + "\n"));
  } else {
    PB_TRY(print("This device is " + request.deviceId + ". Its code is " + code +
                 ".\nRead both out to the safeguarding lead, who lets it in with:\n  pillarbox approve DIR " +
                 request.deviceId + " --card-file F --passphrase-file F\n"));
  }
  return exitOk;
}

// --- approve ---------------------------------------------------------------------------------------------------------

const Syntax approveSyntax{
    "approve",
    "Let a waiting device in",
    {{"DIR", true}, {"DEVICE", true}},
    {cardFileOption, passphraseFileOption, personOption, {"json", '\0', "", "print {\"device\",\"code\",\"version\"}"}},
    "On the device that made the invitation. Compare the code with the one that the new device shows.\n"};

Result<int> approve(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const Unlocked person, unlockFrom(args, school, Starter::refuse));
  PB_TRY_VALUE(const ApprovedDevice approved, approveDevice(school, person, args.required("DEVICE")));
  if (!approved.rosterSent.ok()) {
    complain("the device is let in; it gets the roster at the next pillarbox sync: " +
             approved.rosterSent.fault().detail);
  }
  const Device& device = approved.device;
  if (args.has("json")) {
    PB_TRY(print(Json{{"device", device.id}, {"code", approved.code}, {"version", approved.version}}.dump() + "\n"));
  } else {
    PB_TRY(print(device.id + " (" + device.name + ", code " + approved.code + ") is let in: directory version " +
                 std::to_string(approved.version) + ".\n"));
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
