// One store file and the lock file beside it (FILE.lock). Every write holds the lock shared; creating, migrating and
// setting aside hold it alone, so that nobody writes into a file that is being set aside. Internal to this room.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "shared/base/clock.h"
#include "shared/store/sqlite.h"

namespace pillarbox::store {

// A held flock(2) on the lock file.
class FileLock {
 public:
  enum class How { shared, alone };
  static Result<FileLock> take(const std::filesystem::path& lockFile, How how);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int file) : m_file(file) {}
  int m_file;
};

class StoreFile {
 public:
  StoreFile(std::filesystem::path file, const Clock& clock) : m_file(std::move(file)), m_clock(clock) {}

  // Opens, creates, migrates; a damaged file is set aside and a fresh one made with what could be read of the old one.
  // `checkPages` runs quick_check first.
  Status open(bool checkPages);
  Connection& connection() { return *m_connection; }
  // The path still leads to the file that is open here.
  bool isCurrent() const;
  Result<FileLock> lockShared() const;
  // Opens the file anew if another process has set aside the one open here.
  Status ready();
  // Runs `work` inside one transaction, holding the lock; for every change. If the file turns out damaged it is set
  // aside and `work` runs once more in the fresh one.
  Status change(const std::function<Status(Connection&)>& work);
  void close() { m_connection.reset(); }

  bool created() const { return m_created; }
  const std::optional<std::filesystem::path>& setAside() const { return m_setAside; }
  std::int64_t salvaged() const { return m_salvaged; }

 private:
  std::filesystem::path lockPath() const;
  Status createEmpty();
  Status connect(bool checkPages);
  Status setAsideDamaged();
  Status changeOnce(const std::function<Status(Connection&)>& work);
  Status salvageAll();

  std::filesystem::path m_file;
  const Clock& m_clock;
  std::unique_ptr<Connection> m_connection;
  dev_t m_disk = 0;
  ino_t m_inode = 0;
  bool m_created = false;
  std::optional<std::filesystem::path> m_setAside;
  std::int64_t m_salvaged = 0;
};

}  // namespace pillarbox::store
