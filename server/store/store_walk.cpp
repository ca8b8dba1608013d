#include "server/store.h"

namespace pillarbox::server {

Result<std::optional<ChainEnd>> Store::chainEnd(std::string_view school) {
  Query row = m_database.query("SELECT epoch, idx, head FROM schools WHERE school=$1");
  PB_TRY_VALUE(const bool found, row.with(school).step());
  if (!found) return std::optional<ChainEnd>();
  return std::optional(ChainEnd{row.integer(0), row.integer(1), row.text(2)});
}

Result<std::vector<WalkRow>> Store::rowsAfter(std::string_view school, std::int64_t index) {
  std::vector<WalkRow> some;
  Query rows = m_database.query(
      "SELECT id, idx, epoch, head, device, slip_sha256, sealed_sha256, slip, receipt, received_at FROM entries "
      "WHERE school=$1 AND idx>$2 ORDER BY idx LIMIT 200");
  rows.with(school).with(index);
  for (;;) {
    PB_TRY_VALUE(const bool found, rows.step());
    if (!found) return some;
    some.push_back({rows.text(0), rows.integer(1), rows.integer(2), rows.text(3), rows.text(4), rows.text(5),
                    rows.text(6), rows.text(7), rows.text(8), rows.integer(9)});
  }
}

Status Store::setWalked(const Walked& walked) {
  return m_database
      .query(
          "INSERT INTO walks VALUES($1,$2,$3,$4,$5) ON CONFLICT(school) DO UPDATE SET walked_at=excluded.walked_at, "
          "entries=excluded.entries, sealed_bytes=excluded.sealed_bytes, faults=excluded.faults")
      .with(walked.school)
      .with(walked.at.time_since_epoch().count())
      .with(walked.entries)
      .with(walked.sealedBytes)
      .with(walked.faults)
      .run();
}

Result<std::vector<Walked>> Store::walked() {
  std::vector<Walked> all;
  Query rows = m_database.query("SELECT school, walked_at, entries, sealed_bytes, faults FROM walks ORDER BY school");
  for (;;) {
    PB_TRY_VALUE(const bool found, rows.step());
    if (!found) return all;
    all.push_back(
        {rows.text(0), WallTime(Milliseconds(rows.integer(1))), rows.integer(2), rows.integer(3), rows.integer(4)});
  }
}

Result<std::vector<SchoolStorage>> Store::storage() {
  std::vector<SchoolStorage> all;
  Query rows = m_database.query(
      "SELECT schools.school, count(bodies.id), CAST(coalesce(sum(length(bodies.sealed)), 0) AS {int}) FROM schools "
      "LEFT JOIN bodies ON bodies.school=schools.school GROUP BY schools.school ORDER BY schools.school");
  for (;;) {
    PB_TRY_VALUE(const bool found, rows.step());
    if (!found) return all;
    all.push_back({rows.text(0), rows.integer(1), rows.integer(2)});
  }
}

}  // namespace pillarbox::server
