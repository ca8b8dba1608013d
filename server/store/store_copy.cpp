#include "server/store.h"
#include "server/store/table_copy.h"

namespace pillarbox::server {

Status Store::copyTo(const std::filesystem::path& file) {
  std::error_code error;
  if (std::filesystem::exists(file, error) && !std::filesystem::is_empty(file, error)) {
    return Fault{FaultCode::alreadyExists, "There is already a file " + file.string() + "."};
  }
  if (!m_database.isPostgres()) return m_database.copyTo(file);
  PB_TRY_VALUE(Database database, Database::open(DatabasePlace(file), Database::Mode::create));
  Store copy(std::move(database));
  PB_TRY(m_database.beginSnapshot());
  const Status copied = [&]() -> Status {
    PB_TRY(copy.migrate());
    return copy.inTransaction([&] { return copyTables(m_database, copy.m_database); });
  }();
  m_database.rollback();
  PB_TRY(copied);
  return copy.m_database.run("PRAGMA journal_mode=DELETE");  // one file, nothing beside it
}

Result<std::unique_ptr<Store>> Store::createFrom(const DatabasePlace& place, Store& from) {
  PB_TRY_VALUE(auto store, create(place, ""));
  const Status copied = store->inTransaction([&]() -> Status {
    PB_TRY(from.m_database.beginSnapshot());
    const Status done = copyTables(from.m_database, store->m_database);
    from.m_database.rollback();
    return done;
  });
  PB_TRY(copied);
  return store;
}

}  // namespace pillarbox::server
