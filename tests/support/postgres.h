// A PostgreSQL server of the test's own, on a Unix socket in a temporary folder, with fsync on. It runs as an
// unprivileged user (PostgreSQL refuses root). Ended and removed when destroyed.
#pragma once

#include <string>

#include "tests/support/process.h"

namespace pillarbox::support {

class Postgres {
 public:
  // False where Debian's postgresql-15 is not installed.
  static bool installed();

  Postgres();
  ~Postgres();
  Postgres(const Postgres&) = delete;
  Postgres& operator=(const Postgres&) = delete;

  bool running() const { return m_running; }
  const std::string& folder() const { return m_folder; }  // with the socket
  // A new, empty database, as words for libpq.
  std::string database(const std::string& name);
  // The same whose tables are in that folder, which is given to the database's owner.
  std::string databaseIn(const std::string& folder, const std::string& name);
  // One statement as its superuser; what it answers, unaligned.
  std::string ask(const std::string& database, const std::string& sql);

  bool start();
  void stop();  // SIGTERM-like: connections are ended
  void kill();  // as a power cut of the database: nothing is written any more

 private:
  std::string m_folder;
  bool m_running = false;
};

}  // namespace pillarbox::support
