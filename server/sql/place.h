// Where a server's database is: server.db in its folder, or PostgreSQL as database.conf beside it says.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "shared/base/result.h"

namespace pillarbox::server {

struct DatabasePlace {
  std::filesystem::path file;  // SQLite
  std::string conninfo;        // PostgreSQL, if not empty

  DatabasePlace() = default;
  DatabasePlace(std::filesystem::path path) : file(std::move(path)) {}  // NOLINT(google-explicit-constructor)
  static DatabasePlace postgres(std::string conninfo);
};

inline constexpr const char* databaseName = "server.db";
inline constexpr const char* databaseConfName = "database.conf";

// What `folder`/database.conf says, or server.db in it.
Result<DatabasePlace> databaseIn(const std::filesystem::path& folder);

// `text` as given on the command line: postgresql://…, or service=NAME, or other words for libpq. wrongUsage if it is
// neither, or holds a password: that belongs in PGPASSFILE (~/.pgpass), where other users' `ps` does not show it.
Result<DatabasePlace> readDatabasePlace(std::string_view text);
// Kept in database.conf, mode 0600. alreadyExists.
Status writeDatabaseConf(const std::filesystem::path& folder, const DatabasePlace& place);

}  // namespace pillarbox::server
