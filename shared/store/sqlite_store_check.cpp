// Whether the file still holds what was written. Signatures are checked elsewhere: no key is known here.
#include "shared/base/hash.h"
#include "shared/store/sqlite_store.h"

namespace pillarbox::store {

Result<std::vector<Store::Problem>> SqliteStore::check() {
  PB_TRY(ready());
  std::vector<Problem> problems;
  {
    Query asked = m_file->connection().query("PRAGMA integrity_check(10)");
    while (true) {
      PB_TRY_VALUE(const bool more, asked.next());
      if (!more) break;
      if (asked.textAt(0) != "ok") problems.push_back({"", "The database is damaged: " + asked.textAt(0) + "."});
    }
  }
  PB_TRY(checkBodies(problems));
  std::vector<std::pair<std::string, bool>> chains;
  {
    Query asked = m_file->connection().query("SELECT DISTINCT chain_id, from_server FROM postings ORDER BY n");
    while (true) {
      PB_TRY_VALUE(const bool more, asked.next());
      if (!more) break;
      chains.emplace_back(asked.textAt(0), asked.numberAt(1) == 0);
    }
  }
  for (const auto& [chainId, ours] : chains) PB_TRY(checkChain(chainId, ours, problems));
  return problems;
}

Status SqliteStore::checkBodies(std::vector<Problem>& problems) {
  Query asked = m_file->connection().query("SELECT " PILLARBOX_POSTING_COLUMNS
                                           ", slip_sha256, (SELECT sealed FROM bodies WHERE bodies.n = postings.n), "
                                           "EXISTS(SELECT 1 FROM destroyed d WHERE d.id = postings.id AND "
                                           "d.slip_sha256 = postings.slip_sha256) FROM postings ORDER BY n");
  while (true) {
    PB_TRY_VALUE(const bool more, asked.next());
    if (!more) return {};
    const Result<Posting> read = readPosting(asked);
    if (!read.ok()) {
      problems.push_back({asked.textAt(0), "The slip in the database cannot be read."});
      continue;
    }
    const std::string slip = encodeSlip(read->slip);
    // readPosting() takes a kind that nobody knows from the signed slip, so that one damaged row hides no other.
    if (!kindFrom(asked.textAt(5)) || signedBytesOf(read->envelope) != slip ||
        sha256Hex(viewOf(slip)) != asked.textAt(25)) {
      problems.push_back({read->slip.id, "What the database says about this is not what was signed."});
    }
    const bool slipOnly = read->fromServer && read->lastProblem == withheld;
    if (asked.isNullAt(26) && (asked.numberAt(27) != 0 || slipOnly)) continue;
    const Bytes sealedBytes = asked.blobAt(26);
    if (sha256Hex(sealedBytes) != read->slip.sealedSha256) {
      problems.push_back({read->slip.id, "The sealed file is not what was posted."});
    }
  }
}

Status SqliteStore::checkChain(std::string_view chainId, bool ours, std::vector<Problem>& problems) {
  Query asked = m_file->connection().query(
      "SELECT id, seq, previous_slip_sha256, slip_sha256 FROM postings WHERE chain_id = ?1 AND from_server = ?2 "
      "ORDER BY seq");
  asked.text(chainId).number(ours ? 0 : 1);
  std::int64_t seq = 0;
  std::string head;
  while (true) {
    PB_TRY_VALUE(const bool more, asked.next());
    if (!more) return {};
    const bool follows = asked.numberAt(1) == seq + 1;
    // Of another device's chain only some are handed on to this one, so gaps there say nothing.
    if (!follows && ours) {
      problems.push_back({asked.textAt(0), "Something is missing before this: number " + std::to_string(seq + 1) +
                                               " of its chain is not here."});
    }
    if (follows && seq > 0 && asked.textAt(2) != head) {
      problems.push_back({asked.textAt(0), "This does not follow the one before it in its chain."});
    }
    seq = asked.numberAt(1);
    head = asked.textAt(3);
  }
}

Result<std::vector<Posting>> SqliteStore::chain(std::string_view chainId) {
  PB_TRY(ready());
  Query asked =
      m_file->connection().query("SELECT " PILLARBOX_POSTING_COLUMNS " FROM postings WHERE chain_id = ?1 ORDER BY seq");
  asked.text(chainId);
  std::vector<Posting> found;
  while (true) {
    PB_TRY_VALUE(const bool more, asked.next());
    if (!more) return found;
    PB_TRY_VALUE(Posting posting, readPosting(asked));
    found.push_back(std::move(posting));
  }
}

Result<std::vector<std::string>> SqliteStore::chainIds() {
  PB_TRY(ready());
  Query asked = m_file->connection().query("SELECT chain_id FROM postings GROUP BY chain_id ORDER BY min(n)");
  std::vector<std::string> found;
  while (true) {
    PB_TRY_VALUE(const bool more, asked.next());
    if (!more) return found;
    found.push_back(asked.textAt(0));
  }
}

}  // namespace pillarbox::store
