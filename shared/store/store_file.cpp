#include "shared/store/store_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "shared/base/files.h"
#include "shared/base/log.h"
#include "shared/base/shared_folder.h"
#include "shared/store/migrations.h"
#include "shared/store/salvage.h"

namespace pillarbox::store {

namespace {

constexpr mode_t ownerOnly = 0600;

std::filesystem::path with(const std::filesystem::path& file, std::string_view ending) {
  std::filesystem::path longer = file;
  longer += ending;
  return longer;
}

void syncFolder(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.parent_path().empty() ? "." : file.parent_path();
  const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (opened < 0) return;
  ::fsync(opened);
  ::close(opened);
}

bool hasBytes(const std::filesystem::path& file) {
  struct stat info {};
  return ::stat(file.c_str(), &info) == 0 && info.st_size > 0;
}

// A name nobody has: two damages in one second must not meet.
std::filesystem::path freeName(const std::filesystem::path& file, WallTime now) {
  std::string time;
  for (const char letter : formatTime(now)) {
    if (letter != ':' && letter != '-' && letter != '.') time += letter;
  }
  std::filesystem::path name = with(file, ".damaged-" + time);
  for (int i = 2; std::filesystem::exists(name); ++i) {
    name = with(file, ".damaged-" + time + "-" + std::to_string(i));
  }
  return name;
}

}  // namespace

Result<FileLock> FileLock::take(const std::filesystem::path& lockFile, How how) {
  const int file = ::open(lockFile.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, ownerOnly);
  if (file < 0) return faultFromErrno(errno, "open " + lockFile.string());
  settleMode(file, lockFile.parent_path(), ownerOnly);
  FileLock lock(file);
  while (::flock(file, how == How::alone ? LOCK_EX : LOCK_SH) != 0) {
    if (errno != EINTR) return faultFromErrno(errno, "lock " + lockFile.string());
  }
  return lock;
}

FileLock::FileLock(FileLock&& other) noexcept : m_file(std::exchange(other.m_file, -1)) {}

FileLock::~FileLock() {
  if (m_file >= 0) ::close(m_file);
}

std::filesystem::path StoreFile::lockPath() const {
  return with(m_file, ".lock");
}

Result<FileLock> StoreFile::lockShared() const {
  return FileLock::take(lockPath(), FileLock::How::shared);
}

bool StoreFile::isCurrent() const {
  struct stat info {};
  return m_connection != nullptr && ::stat(m_file.c_str(), &info) == 0 && info.st_dev == m_disk &&
         info.st_ino == m_inode;
}

Status StoreFile::createEmpty() {
  // A main file cut to nothing beside a log with content is not a new store: SQLite would throw the log away.
  if (!hasBytes(m_file) && hasBytes(with(m_file, "-wal"))) PB_TRY(setAsideDamaged());
  // Made here and not by SQLite, so that it is never readable for others; -wal and -shm take its mode, which lets
  // another user write too where the folder is shared.
  const int file = ::open(m_file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, ownerOnly);
  if (file < 0) {
    if (errno == EEXIST) {
      m_created = !hasBytes(m_file);  // emptied by somebody, or a start that went no further
      return {};
    }
    return faultFromErrno(errno, "create " + m_file.string());
  }
  settleMode(file, m_file.parent_path(), ownerOnly);
  ::close(file);
  syncFolder(m_file);
  m_created = true;
  return {};
}

namespace {

// The text of a table or trigger may be damaged and still be SQL, which quick_check does not mind. One that is missing
// is no damage of the disk: `verify` is there for what somebody did on purpose.
Status checkTables(Connection& connection) {
  PB_TRY_VALUE(const std::unique_ptr<Connection> fresh, Connection::open(":memory:", Connection::Mode::readWrite));
  PB_TRY(migrate(*fresh));
  Query expected = fresh->query("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL");
  while (true) {
    PB_TRY_VALUE(const bool more, expected.next());
    if (!more) return {};
    Query asked = connection.query("SELECT sql FROM sqlite_schema WHERE type = ?1 AND name = ?2");
    asked.text(expected.textAt(0)).text(expected.textAt(1));
    PB_TRY_VALUE(const bool found, asked.next());
    if (found && asked.textAt(0) != expected.textAt(2)) {
      return Fault{FaultCode::damaged, "The database is damaged (" + expected.textAt(1) + " is not as it was made)."};
    }
  }
}

}  // namespace

Status StoreFile::connect(bool checkPages) {
  m_connection.reset();
  struct stat info {};
  if (::stat(m_file.c_str(), &info) != 0) return faultFromErrno(errno, "open " + m_file.string());
  PB_TRY_VALUE(m_connection, Connection::open(m_file, Connection::Mode::readWrite));
  m_disk = info.st_dev;
  m_inode = info.st_ino;
  PB_TRY_VALUE(const std::int64_t application, m_connection->number("PRAGMA application_id"));
  PB_TRY_VALUE(const std::int64_t version, m_connection->number("PRAGMA user_version"));
  if (application != 0 && application != applicationId) {
    return Fault{FaultCode::badInput, "This file is another program's database."};
  }
  if (version > newestVersion()) {
    return Fault{FaultCode::newerVersion,
                 "This folder was last used by a newer Pillarbox; please update this one before using it here."};
  }
  if (checkPages) {
    Query asked = m_connection->query("PRAGMA quick_check(1)");
    PB_TRY_VALUE(const bool found, asked.next());
    if (found && asked.textAt(0) != "ok") {
      return Fault{FaultCode::damaged, "The database is damaged (" + asked.textAt(0) + ")."};
    }
  }
  PB_TRY(m_connection->query("PRAGMA journal_mode=WAL").run());
  PB_TRY(migrate(*m_connection));
  return checkPages ? checkTables(*m_connection) : Status();
}

Status StoreFile::setAsideDamaged() {
  m_connection.reset();
  const std::filesystem::path name = freeName(m_file, m_clock.now());
  // The log first: a crash in between must never leave it beside a fresh file, where SQLite would throw it away.
  for (const char* ending : {"-wal", "-shm", ""}) {
    if (::rename(with(m_file, ending).c_str(), with(name, ending).c_str()) != 0 && errno != ENOENT) {
      return faultFromErrno(errno, "set aside " + m_file.string());
    }
  }
  syncFolder(m_file);
  m_setAside = name;
  log::error("database-set-aside", {{"file", name.filename().string()}});
  return {};
}

Status StoreFile::open(bool checkPages) {
  PB_TRY_VALUE(const FileLock lock, FileLock::take(lockPath(), FileLock::How::alone));
  m_created = false;
  PB_TRY(createEmpty());
  const Status first = connect(checkPages);
  if (first.ok() || first.fault().code != FaultCode::damaged) {
    if (!first.ok() && m_created) m_connection.reset();
    if (!first.ok()) return first;
  } else {
    PB_TRY(setAsideDamaged());
    PB_TRY(createEmpty());
    PB_TRY(connect(false));
  }
  return salvageAll();
}

// Also what an earlier run could not finish, because the power went or the disk was full.
Status StoreFile::salvageAll() {
  const std::string prefix = m_file.filename().string() + ".damaged-";
  std::error_code ignored;
  for (const auto& entry :
       std::filesystem::directory_iterator(m_file.parent_path().empty() ? "." : m_file.parent_path(), ignored)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(prefix) || name.ends_with("-wal") || name.ends_with("-shm") || name.ends_with(".reading")) {
      continue;
    }
    const std::string key = "salvaged:" + name;
    {
      Query asked = m_connection->query("SELECT 1 FROM settings WHERE key = ?1");
      asked.text(key);
      PB_TRY_VALUE(const bool done, asked.next());
      if (done) continue;
    }
    const Result<std::int64_t> brought = salvage(entry.path(), *m_connection);
    if (!brought.ok()) {
      log::fault("salvage", brought.fault());
      if (brought.fault().code == FaultCode::diskFull) continue;
    } else {
      m_salvaged += *brought;
      log::info("salvaged", {{"postings", *brought}});
    }
    PB_TRY(m_connection->query("INSERT OR REPLACE INTO settings VALUES(?1, ?2)")
               .text(key)
               .text(std::to_string(brought.ok() ? *brought : 0))
               .run());
  }
  return {};
}

}  // namespace pillarbox::store
