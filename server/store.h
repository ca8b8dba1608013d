// What the server keeps, in one SQLite file or a PostgreSQL database: schools' directories, sealed entries with their
// slips and receipts, devices that asked to join, rosters boxed to devices. Nothing in it can be read without a key
// that is not here.
//
// A Store is one connection, used by one thread at a time; several Stores may have the same file open (WAL), and
// several servers the same PostgreSQL database: whoever gives out a place in a school's chain holds that school's row.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "server/sql/database.h"
#include "server/store/steps.h"
#include "server/store/walk_rows.h"
#include "shared/base/clock.h"
#include "shared/record/slip.h"
#include "shared/seal/signing.h"
#include "shared/wire/destruction.h"
#include "shared/wire/join.h"
#include "shared/wire/lists.h"

namespace pillarbox::server {

struct NewEntry {
  Slip slip;
  std::string envelope;    // as it came
  std::string slipSha256;  // of the signed bytes, hex
  Bytes sealed;
  Bytes routing;     // sealed box to this server, or empty
  std::string flag;  // "", "pending-device", "revoked-device"
};

struct Kept {
  enum class What { stored, again, different } what = What::stored;
  std::string receipt;  // DSSE envelope; empty if different
};

struct StoredDirectory {
  std::int64_t version = 0;
  std::string sha256;  // of the signed bytes, hex
  std::string envelope;
};

// An order to destroy records (shared/wire/destruction.h).
struct StoredOrder {
  std::string id, sha256;  // of the signed bytes, hex
  std::string envelope;    // with one signature until it is complete
  bool complete = false;
  WallTime receivedAt{};  // with the first signature
};

class Store {
 public:
  static constexpr int schemaVersion = static_cast<int>(steps.size());

  // Creates the file (SQLite) and the tables. alreadyExists if they are there.
  static Result<std::unique_ptr<Store>> create(const DatabasePlace& place, std::string_view serverName);
  // notFound, newerVersion, damaged; busy if PostgreSQL cannot be reached now.
  static Result<std::unique_ptr<Store>> open(const DatabasePlace& place);

  // Reads every page once (SQLite). damaged, with SQLite's own words, if one is not what it should be.
  Status check() { return m_database.check(); }

  Result<std::string> serverName();

  Status begin() { return m_database.begin(); }
  Status commit() { return m_database.commit(); }  // durable once it returns ok
  void rollback() { m_database.rollback(); }

  // Inside a transaction. Gives the entry the next place in its school's chain and signs the receipt; the same id again
  // gives the receipt it already has, or `different` if the slip or the sealed bytes are others. notFound for an
  // unknown school.
  Result<Kept> keep(const NewEntry& entry, WallTime now, const seal::SigningKey& serverKey);

  // Entries after `index` in the chain's order, at most wire::maxListed and about 4 MiB.
  Result<wire::EntryList> entriesAfter(std::string_view school, std::int64_t index);
  Result<std::optional<Bytes>> sealed(std::string_view school, std::string_view id);
  Result<std::optional<std::uint64_t>> sealedSize(std::string_view school, std::string_view id);
  Result<std::optional<std::string>> slipOf(std::string_view school, std::string_view id);  // its envelope
  Result<std::map<std::string, std::int64_t>> places();  // how long each school's chain is
  Result<std::optional<std::string>> newestReceipt(std::string_view school);
  // Unflagged slips of what its writer may hear of (read, action, decision, close, reopen, messages), and of moves,
  // whose subject is `subject`, oldest first.
  Result<std::vector<std::string>> statusOf(std::string_view school, std::string_view subject);

  // Changes whenever a directory or a join is added, by whichever process.
  Result<std::int64_t> bookVersion();
  Result<std::vector<std::string>> schools();
  Result<std::optional<StoredDirectory>> newestDirectory(std::string_view school);
  Result<std::optional<StoredDirectory>> directoryWith(std::string_view school, std::string_view sha256);
  Result<std::vector<std::string>> directoriesAfter(std::string_view school, std::int64_t version);
  // The caller has checked that it may follow `expectedSha256` (empty for version 1 of a new school). busy if another
  // came first.
  Status addDirectory(std::string_view school, const StoredDirectory& directory, std::string_view expectedSha256,
                      WallTime now);

  // The same request again is fine. alreadyExists if the invitation or the device id was used by another.
  Status addJoin(std::string_view school, std::string_view tokenSha256, const wire::JoinRequest& request,
                 std::string_view envelope, WallTime now);
  Result<std::vector<wire::StoredJoin>> joins(std::string_view school);

  Status setRoster(std::string_view school, std::string_view device, BytesView box, WallTime now);
  Result<std::optional<Bytes>> roster(std::string_view school, std::string_view device);

  // When devices asked for something (kept now and then) and posted something; devices that the technician shut out.
  Status setHeard(std::string_view school, std::string_view device, WallTime when);
  Result<std::map<std::string, WallTime>> heardOf(std::string_view school);
  Result<std::map<std::string, WallTime>> lastPostedBy(std::string_view school);
  Result<std::set<std::string>> shutOut(std::string_view school);
  Status shutOut(std::string_view school, std::string_view device, bool out, WallTime now);

  // What terminals tell of their own queues.
  struct Queue {
    std::int64_t waiting = 0;
    WallTime oldestAt{};  // by this server's clock
    WallTime toldAt{};
  };
  Status setQueue(std::string_view school, std::string_view device, const Queue& queue);
  Result<std::map<std::string, Queue>> queuesOf(std::string_view school);

  Status dropRoutingBefore(WallTime time);

  // Orders to destroy records, whose signatures the caller has checked. addOrder: with one signature, if it is not
  // there yet. carryOut: what it names is gone for good, its slips and receipts stay; all at once or not at all; of
  // what is not here (any more) no body is taken again. notTrusted if something here under one of its ids is another
  // posting, or the log of a destruction.
  Result<std::optional<StoredOrder>> order(std::string_view school, std::string_view id);
  Result<wire::OrderList> ordersAfter(std::string_view school, std::int64_t place);
  Status addOrder(std::string_view school, const StoredOrder& order);
  Status carryOut(std::string_view school, const DestructionOrder& order, std::string_view envelope, WallTime now);
  Status scrub();  // busy while somebody reads

  // For walking a chain from end to end (walk.h), and for the technician.
  Result<std::optional<ChainEnd>> chainEnd(std::string_view school);
  Result<std::vector<WalkRow>> rowsAfter(std::string_view school, std::int64_t index);  // at most 200
  // True if its sealed bytes are gone because it was decided so.
  Result<bool> wasDestroyed(std::string_view school, std::string_view id);
  Status setWalked(const Walked& walked);
  Result<std::vector<Walked>> walked();  // the last walk of each school that was walked
  Result<std::vector<SchoolStorage>> storage();

  // A backup: everything as it stands at this moment, as an SQLite file of the same tables whatever the engine, while
  // the server goes on. The file must not be there yet, or be empty.
  Status copyTo(const std::filesystem::path& file);
  // A new database that holds what `from` (SQLite) does. alreadyExists as create().
  static Result<std::unique_ptr<Store>> createFrom(const DatabasePlace& place, Store& from);

  // After the file was put back from a backup: every school's chain goes on in a new epoch, so that no place is given
  // out twice unnoticed.
  Status beginNewEpoch();

 private:
  Status inTransaction(const std::function<Status()>& work) { return m_database.inTransaction(work); }
  explicit Store(Database database) : m_database(std::move(database)) {}
  Result<std::int64_t> version();
  Status migrate();
  Status bumpBook();
  Status destroyOne(std::string_view school, std::string_view orderId, const DestructionOrder::Entry& entry);

  Database m_database;
};

}  // namespace pillarbox::server
