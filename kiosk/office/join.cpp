#include "kiosk/office/join.h"

#include <utility>

#include "kiosk/office/building.h"
#include "kiosk/office/server_calls.h"
#include "shared/base/files.h"
#include "shared/record/ids.h"
#include "shared/seal/dsse.h"
#include "shared/wire/invitation.h"

namespace pillarbox::office {
namespace {

namespace fs = std::filesystem;

// The authority's certificate must be a file for the TLS library; it is public, so it may lie among temporary files
// until there is a folder. (Beside that folder a terminal may not write.)
class CaFile {
 public:
  static Result<CaFile> write(const std::string& pem, Random& random) {
    if (pem.empty()) return CaFile({});
    std::error_code error;
    const fs::path path = fs::temp_directory_path(error) / (".pillarbox-ca-" + toHex(random.bytes(8)));
    if (error) return faultFromErrno(error.value(), "find a place for temporary files");
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
Status checkInviter(const School& school, const seal::Envelope& envelope) {
  for (const Person& person : school.directory().people) {
    if (!person.active || !isLead(person.role)) continue;
    const auto key = seal::parseVerifyKey(person.verifyKey);
    if (key.ok() && seal::verifiedBy(envelope, *key)) return {};
  }
  return Fault{FaultCode::notTrusted, "the invitation is not signed by a safeguarding lead of that school"};
}

}  // namespace

Result<Joined> joinSchool(const fs::path& folder, std::string_view text, const std::string& name, const Clock& clock,
                          Random& random) {
  PB_TRY(checkNewFolder(folder));
  PB_TRY_VALUE(const wire::ReadInvitation read, wire::readInvitationText(text));
  const wire::Invitation& invitation = read.invitation;
  if (invitation.expiresAt < clock.now()) {
    return Fault{FaultCode::notPermitted, "the invitation has run out: ask for a new one"};
  }
  PB_TRY_VALUE(const CaFile ca, CaFile::write(invitation.caPem, random));
  Server server;
  PB_TRY_VALUE(server.url, checkedServerUrl(invitation.url));
  server.ca = ca.path();
  server.signKey = invitation.serverKey;
  PB_TRY_VALUE(ServerCalls calls, ServerCalls::make(server));
  PB_TRY_VALUE(const ServerCalls::Card found, calls.askCard());
  if (!(found.card.signKey == invitation.serverKey)) {
    return Fault{FaultCode::notTrusted, "the server is not the one the invitation is for"};
  }

  seal::DeviceKeys keys = seal::DeviceKeys::generate(random);
  wire::JoinRequest request;
  request.invitation = seal::encode(read.envelope);
  request.deviceId = localIdFrom("device", random);
  request.deviceName = name;
  request.verifyKey = seal::formatVerifyKey(keys.signing.verifyKey());
  request.boxKey = wire::formatBoxKey(keys.boxPublic);
  request.proof = wire::joinProof(invitation.token, request.deviceId, request.verifyKey, request.boxKey);
  PB_TRY_VALUE(const auto directories, calls.askToJoin(wire::signJoin(request, keys.signing)));

  Joined joined{request.deviceId, wire::joinCode(request.proof), {}};
  Building building(folder, random);
  {
    NewFolder made{std::move(keys), request.deviceId, directories, invitation.directorySha256};
    PB_TRY_VALUE(School school, createSchool(building.folder(), std::move(made), clock, random));
    PB_TRY(checkInviter(school, read.envelope));
    PB_TRY(saveServer(school, server.url, server.ca, "", found.envelope));
    joined.schoolName = school.directory().schoolName;
  }
  PB_TRY(building.finish());
  return joined;
}

}  // namespace pillarbox::office
