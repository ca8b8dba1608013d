#include "server/school_book.h"

#include "shared/seal/dsse.h"

namespace pillarbox::server {

namespace {

constexpr Milliseconds freshFor{1000};

Result<Directory> directoryIn(const std::string& envelope) {
  PB_TRY_VALUE(const seal::Envelope document, seal::decode(envelope));
  return decodeDirectory(textOf(document.payload));
}

}  // namespace

const KnownDevice* School::device(std::string_view id) const {
  const auto found = devices.find(id);
  return found == devices.end() ? nullptr : &found->second;
}

Result<std::shared_ptr<const School>> SchoolBook::find(std::string_view school) {
  const std::lock_guard lock(m_mutex);
  auto found = m_schools.find(school);
  if (found == m_schools.end() || m_clock.monotonic() - m_lookedAt >= freshFor) {
    PB_TRY(refresh());
    found = m_schools.find(school);
  }
  return found == m_schools.end() ? nullptr : found->second;
}

void SchoolBook::forget() {
  const std::lock_guard lock(m_mutex);
  m_lookedAt = Milliseconds{-1'000'000};
}

Status SchoolBook::refresh() {
  PB_TRY_VALUE(const std::int64_t version, m_store->bookVersion());
  if (version != m_version) {
    PB_TRY_VALUE(const std::vector<std::string> names, m_store->schools());
    std::map<std::string, std::shared_ptr<const School>, std::less<>> schools;
    for (const std::string& name : names) {
      PB_TRY_VALUE(schools[name], read(name));
    }
    m_schools = std::move(schools);
    m_version = version;
  }
  m_lookedAt = m_clock.monotonic();
  return {};
}

Result<std::shared_ptr<const School>> SchoolBook::read(const std::string& name) {
  Seen& seen = m_seen[name];
  PB_TRY_VALUE(const std::vector<std::string> newer, m_store->directoriesAfter(name, seen.version));
  for (const std::string& envelope : newer) {
    PB_TRY_VALUE(const Directory directory, directoryIn(envelope));
    for (const Device& device : directory.devices) seen.devices.insert(device.id);
    seen.version = directory.version;
  }
  PB_TRY_VALUE(const std::optional<StoredDirectory> stored, m_store->newestDirectory(name));
  if (!stored) return Fault{FaultCode::damaged, "A school of the server's database has no directory."};

  auto school = std::make_shared<School>();
  PB_TRY_VALUE(school->directory, directoryIn(stored->envelope));
  school->directorySha256 = stored->sha256;
  for (const Device& device : school->directory.devices) {
    PB_TRY_VALUE(const seal::VerifyKey key, seal::parseVerifyKey(device.verifyKey));
    school->devices[device.id] = {device.revoked ? KnownDevice::Standing::revoked : KnownDevice::Standing::approved,
                                  key};
  }
  PB_TRY_VALUE(const std::vector<wire::StoredJoin> joins, m_store->joins(name));
  for (const wire::StoredJoin& join : joins) {
    PB_TRY_VALUE(const wire::JoinRequest request, wire::readJoin(join.envelope));
    if (seen.devices.contains(request.deviceId)) continue;
    PB_TRY_VALUE(const seal::VerifyKey key, seal::parseVerifyKey(request.verifyKey));
    school->devices[request.deviceId] = {KnownDevice::Standing::pending, key};
  }
  // Shut out by the technician, until the school says it too.
  PB_TRY_VALUE(const std::set<std::string> shut, m_store->shutOut(name));
  for (const std::string& device : shut) {
    const auto found = school->devices.find(device);
    if (found != school->devices.end()) found->second.standing = KnownDevice::Standing::revoked;
  }
  return std::shared_ptr<const School>(std::move(school));
}

}  // namespace pillarbox::server
