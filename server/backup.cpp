#include "server/backup.h"

#include <fcntl.h>
#include <unistd.h>

#include "server/service.h"
#include "server/status_book.h"
#include "shared/base/fd.h"
#include "shared/base/files.h"

namespace pillarbox::server {

namespace {

Status syncPath(const std::filesystem::path& path) {
  const Fd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd || ::fsync(fd.get()) != 0) return faultFromErrno(errno, "write " + path.string());
  return {};
}

// Removed at the end unless it was renamed away, with what SQLite keeps beside it.
class PartFile {
 public:
  explicit PartFile(std::filesystem::path path) : m_path(std::move(path)) { clear(); }
  // Empty, and for this user only.
  Status make() {
    const Fd fd(::open(m_path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    return fd ? Status() : Status(faultFromErrno(errno, "make " + m_path.string()));
  }
  ~PartFile() { clear(); }
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;
  const std::filesystem::path& path() const { return m_path; }

  Status moveTo(const std::filesystem::path& to) {
    PB_TRY(syncPath(m_path));
    if (::link(m_path.c_str(), to.c_str()) != 0) {  // never over another
      if (errno == EEXIST) return Fault{FaultCode::alreadyExists, "There is already a file " + to.string() + "."};
      return faultFromErrno(errno, "make " + to.string());
    }
    return syncPath(to.parent_path().empty() ? std::filesystem::path(".") : to.parent_path());
  }

 private:
  void clear() {
    std::error_code error;
    for (const char* end : {"", "-wal", "-shm", "-journal"}) {
      std::filesystem::remove(m_path.string() + end, error);
    }
  }
  std::filesystem::path m_path;
};

Result<std::unique_ptr<Store>> openIn(const std::filesystem::path& folder) {
  PB_TRY_VALUE(const DatabasePlace place, databaseIn(folder));
  return Store::open(place);
}

}  // namespace

Result<seal::DeviceKeys> serverKeys(const std::filesystem::path& folder) {
  constexpr std::size_t maxKeyFileBytes = 4096;
  PB_TRY_VALUE(const SecretBytes keyFile, readSecretFile(folder / keyFileName, maxKeyFileBytes));
  return seal::DeviceKeys::decode(keyFile.view());
}

Result<std::vector<SchoolWalk>> verifyAll(Store& store, const seal::VerifyKey& serverKey) {
  PB_TRY(store.check());
  PB_TRY_VALUE(const std::vector<std::string> schools, store.schools());
  std::vector<SchoolWalk> walks;
  for (const std::string& school : schools) {
    PB_TRY_VALUE(SchoolWalk walk, walkSchool(store, school, serverKey, [] { return true; }));
    walks.push_back(std::move(walk));
  }
  return walks;
}

Status backUp(const std::filesystem::path& folder, const std::filesystem::path& file) {
  std::error_code error;
  if (std::filesystem::exists(file, error)) {
    return Fault{FaultCode::alreadyExists, "There is already a file " + file.string() + "."};
  }
  PB_TRY_VALUE(const auto store, openIn(folder));
  PartFile part(file.string() + ".part");
  PB_TRY(part.make());
  PB_TRY(store->copyTo(part.path()));
  PB_TRY(part.moveTo(file));
  // For the technician's page; a backup without it is as good.
  const std::string now = formatTime(SystemClock().now()) + "\n";
  (void)writeFileDurable(folder / lastBackupName, viewOf(now), 0600).ok();
  return {};
}

Result<Restored> restore(const std::filesystem::path& file, const std::filesystem::path& folder) {
  const auto keys = serverKeys(folder);
  if (!keys.ok() && keys.fault().code == FaultCode::notFound) {
    return Fault{FaultCode::notFound, "Put your copy of server.key into " + folder.string() +
                                          " first: the receipts of the backup were signed with it."};
  }
  PB_TRY(keys);
  PB_TRY_VALUE(const DatabasePlace place, databaseIn(folder));
  std::error_code error;
  if (place.conninfo.empty() && std::filesystem::exists(place.file, error)) {
    return Fault{FaultCode::alreadyExists,
                 "There is a database at " + place.file.string() + "; move it (and its -wal) away first, and keep it."};
  }
  if (!std::filesystem::exists(file, error)) {
    return Fault{FaultCode::notFound, "There is no backup at " + file.string() + "."};
  }
  // The backup itself is never written to. What stands beside it (-wal) belongs to it if it was copied by other means.
  PartFile taken(folder / "restoring.db.taken");
  PB_TRY(taken.make());
  std::filesystem::copy_file(file, taken.path(), std::filesystem::copy_options::overwrite_existing, error);
  if (error) return faultFromErrno(error.value(), "copy the backup into " + folder.string());
  std::filesystem::permissions(taken.path(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  PartFile part(folder / "restoring.db");
  PB_TRY(part.make());
  Restored restored;
  {
    PB_TRY_VALUE(const auto store, Store::open(DatabasePlace(taken.path())));
    PB_TRY_VALUE(restored.schools, verifyAll(*store, keys->signing.verifyKey()));
    for (const SchoolWalk& walk : restored.schools) restored.faulty = restored.faulty || walk.faultCount > 0;
    if (restored.faulty) return restored;
    PB_TRY(store->beginNewEpoch());
    if (!place.conninfo.empty()) {
      PB_TRY(Store::createFrom(place, *store));
      return restored;
    }
    PB_TRY(store->copyTo(part.path()));  // one file, with nothing left in a -wal
  }
  PB_TRY(part.moveTo(place.file));
  return restored;
}

}  // namespace pillarbox::server
