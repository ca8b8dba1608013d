#include "server/sql/place.h"

#include <libpq-fe.h>

#include <cstring>
#include <memory>

#include "shared/base/files.h"

namespace pillarbox::server {

DatabasePlace DatabasePlace::postgres(std::string conninfo) {
  DatabasePlace place;
  place.conninfo = std::move(conninfo);
  return place;
}

Result<DatabasePlace> readDatabasePlace(std::string_view text) {
  const std::string conninfo(text);
  char* raw = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconninfoParse(conninfo.c_str(), &raw),
                                                                             PQconninfoFree);
  const std::unique_ptr<char, decltype(&PQfreemem)> message(raw, PQfreemem);
  if (!options || conninfo.find('=') == std::string::npos) {
    if (!options || !(text.starts_with("postgresql://") || text.starts_with("postgres://"))) {
      return Fault{FaultCode::wrongUsage,
                   "The database must be given as postgresql://HOST/NAME or service=NAME (see pg_service.conf)."};
    }
  }
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (std::strcmp(option->keyword, "password") == 0 && option->val != nullptr) {
      return Fault{FaultCode::wrongUsage, "Keep the database's password in the file that PGPASSFILE names, not here."};
    }
  }
  return DatabasePlace::postgres(conninfo);
}

Result<DatabasePlace> databaseIn(const std::filesystem::path& folder) {
  const auto conf = readFile(folder / databaseConfName, 4096);
  if (!conf.ok()) {
    if (conf.fault().code == FaultCode::notFound) return DatabasePlace(folder / databaseName);
    return conf.fault();
  }
  std::string_view text = textOf(*conf);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.remove_suffix(1);
  return readDatabasePlace(text);
}

Status writeDatabaseConf(const std::filesystem::path& folder, const DatabasePlace& place) {
  return writeFileDurable(folder / databaseConfName, viewOf(place.conninfo + "\n"), 0600, Existing::refuse);
}

}  // namespace pillarbox::server
