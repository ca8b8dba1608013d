// What readers have opened before, and looking through very many postings.
#include <algorithm>

#include "shared/store/sqlite_store.h"

namespace pillarbox::store {

Result<std::vector<Store::Known>> SqliteStore::known() {
  PB_TRY(ready());
  Query asked = m_file->connection().query("SELECT n, id, state FROM postings INDEXED BY postings_known");
  std::vector<Known> found;
  while (true) {
    PB_TRY_VALUE(const bool more, asked.next());
    if (!more) break;
    const std::optional<State> state = stateFrom(asked.textAt(2));
    if (!state) return Fault{FaultCode::damaged, "A posting in the database has an unknown state."};
    found.push_back({asked.numberAt(0), asked.textAt(1), *state});
  }
  PB_TRY_VALUE(std::set<std::int64_t> gone, goneWith());
  PB_TRY_VALUE(const std::optional<std::string> some, setting("store.withheld"));
  if (some) {
    Query slips = m_file->connection().query(
        "SELECT n FROM postings WHERE state = 'delivered' AND from_server = 1 AND problem = 'withheld'");
    while (true) {
      PB_TRY_VALUE(const bool more, slips.next());
      if (!more) break;
      gone.insert(slips.numberAt(0));
    }
  }
  if (!gone.empty()) std::erase_if(found, [&](const Known& one) { return gone.contains(one.n); });
  std::sort(found.begin(), found.end(), [](const Known& a, const Known& b) { return a.n > b.n; });
  return found;
}

Result<std::vector<Store::WithKept>> SqliteStore::postingsAt(const std::vector<std::int64_t>& places,
                                                             std::string_view reader) {
  PB_TRY(ready());
  std::vector<WithKept> found;
  found.reserve(places.size());
  for (const std::int64_t n : places) {
    WithKept one;
    one.n = n;
    {
      Query asked = m_file->connection().query("SELECT " PILLARBOX_POSTING_COLUMNS " FROM postings WHERE n = ?1");
      asked.number(n);
      PB_TRY_VALUE(const bool there, asked.next());
      if (!there) continue;
      PB_TRY_VALUE(one.posting, readPosting(asked));
    }
    Query kept = m_file->connection().query("SELECT box FROM opened WHERE reader = ?1 AND n = ?2");
    kept.text(reader).number(n);
    PB_TRY_VALUE(const bool there, kept.next());
    if (there) one.kept = kept.blobAt(0);
    found.push_back(std::move(one));
  }
  return found;
}

Status SqliteStore::keepOpened(std::string_view reader, const std::vector<Kept>& opened) {
  return change([&](Connection& connection) -> Status {
    for (const Kept& one : opened) {
      PB_TRY(connection
                 .query("INSERT INTO opened(reader, n, box) SELECT ?1, ?2, ?3 "
                        "WHERE EXISTS(SELECT 1 FROM bodies WHERE n = ?2) "
                        "ON CONFLICT(reader, n) DO UPDATE SET box = excluded.box")
                 .text(reader)
                 .number(one.n)
                 .blob(one.box)
                 .run());
    }
    return {};
  });
}

Status SqliteStore::forgetOpened(std::string_view reader) {
  return change([&](Connection& connection) {
    return connection.query("DELETE FROM opened WHERE reader = ?1").text(reader).run();
  });
}

}  // namespace pillarbox::store
