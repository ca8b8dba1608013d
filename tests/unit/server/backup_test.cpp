// Backup, verified restore, and the walk that finds what was changed, on both databases.
#include "server/backup.h"

#include <nlohmann/json.hpp>

#include "server/walker.h"
#include "tests/unit/server/server_fixture.h"

namespace pillarbox::server {
namespace {

class KeptServer : public OnBoth<ServerTest> {
 protected:
  // What the operator of the server can do to it: the triggers are his.
  void tamper(const std::string& sql) {
    if (postgres) {
      postgres->ask("pillarbox", "SET session_replication_role=replica; " + sql);
      return;
    }
    auto database = Database::open(*databaseIn(serverFolder), Database::Mode::existing);
    ASSERT_TRUE(database.ok());
    ASSERT_TRUE(database
                    ->run("DROP TRIGGER IF EXISTS entries_stay; DROP TRIGGER IF EXISTS entries_are_kept; "
                          "DROP TRIGGER IF EXISTS bodies_stay; DROP TRIGGER IF EXISTS bodies_are_kept; "
                          "PRAGMA foreign_keys=OFF; " +
                          sql)
                    .ok());
  }
  SchoolWalk walk() {
    const auto store = Store::open(*databaseIn(serverFolder));
    EXPECT_TRUE(store.ok());
    auto walk = walkSchool(**store, school.id, serverKey, [] { return true; });
    EXPECT_TRUE(walk.ok()) << walk.fault().detail;
    return walk.ok() ? std::move(*walk) : SchoolWalk{};
  }
  // Quiet: what it prints is not what is looked at here.
  int command(const std::vector<std::string>& words) {
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int code = runCommand(words);
    said = testing::internal::GetCapturedStdout() + testing::internal::GetCapturedStderr();
    return code;
  }
  // A folder as after the machine was lost: the key and where the database is, and nothing else.
  void loseTheDatabase() {
    stop();
    std::filesystem::create_directories(folder / "new");
    std::filesystem::copy_file(std::filesystem::path(serverFolder) / "server.key", folder / "new/server.key");
    if (postgres) support::writeText(folder / "new/database.conf", postgres->database("restored") + "\n");
    serverFolder = folder / "new";
  }
  std::string said;
};
using Backups = KeptServer;
ON_BOTH_ENGINES(Backups);

TEST_P(Backups, MadeWhileServingAndRestoredGivesTheSameReceiptsInANewEpoch) {
  std::vector<TestPosting> postings;
  std::vector<Got> receipts;
  for (int i = 0; i < 3; ++i) {
    postings.push_back(school.posting(school.device, i == 1 ? 300'000 : 4096));
    receipts.push_back(put(postings.back()));
    ASSERT_EQ(receipts.back().status, 201);
  }
  ASSERT_EQ(signedAsk(school.device, "PUT", wire::rosterFor(school.device.id), "boxed roster").status, 204);
  const std::string backup = folder / "backup.db";
  ASSERT_EQ(command({"backup", serverFolder, backup}), 0) << said;
  EXPECT_EQ(std::filesystem::status(backup).permissions() &
                (std::filesystem::perms::group_all | std::filesystem::perms::others_all),
            std::filesystem::perms::none);
  EXPECT_FALSE(std::filesystem::exists(backup + "-wal"));
  const TestPosting later = school.posting();  // not in the backup
  const auto newest = receiptOf(put(later), later);
  ASSERT_TRUE(newest.ok());

  loseTheDatabase();
  ASSERT_EQ(command({"restore", backup, serverFolder}), 0) << said;
  ASSERT_EQ(command({"verify", serverFolder}), 0) << said;
  EXPECT_NE(said.find("3 receipts"), std::string::npos) << said;
  start();
  for (std::size_t i = 0; i < postings.size(); ++i) {
    const Got again = put(postings[i]);
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(again.body, receipts[i].body);
    EXPECT_EQ(get(wire::sealedPath(postings[i].id)).body, postings[i].sealed);
  }
  EXPECT_EQ(get("/v1/roster").body, "boxed roster");
  const Got sentAgain = put(later);
  EXPECT_EQ(sentAgain.status, 201) << "it was missing, and is taken again";
  const auto checked = receiptOf(sentAgain, later, newest->head);
  ASSERT_TRUE(checked.ok());
  EXPECT_EQ(checked->receipt.epoch, 2);
  EXPECT_EQ(checked->receipt.index, 4);
  EXPECT_EQ(walk().faultCount, 0);
}

TEST_P(Backups, OneThatIsNotSoundIsNotPutInPlace) {
  const TestPosting posting = school.posting();
  ASSERT_EQ(put(posting).status, 201);
  const std::string backup = folder / "backup.db";
  ASSERT_EQ(command({"backup", serverFolder, backup}), 0) << said;
  loseTheDatabase();
  {
    auto database = Database::open(DatabasePlace(backup), Database::Mode::existing);
    ASSERT_TRUE(database->run("DROP TRIGGER bodies_stay; UPDATE bodies SET sealed=x'00'").ok());
  }
  EXPECT_EQ(command({"restore", backup, serverFolder}), 1);
  EXPECT_NE(said.find("The sealed file is not the one the slip was made for."), std::string::npos) << said;
  EXPECT_NE(command({"verify", serverFolder}), 0) << "nothing is there";
  EXPECT_FALSE(std::filesystem::exists(serverFolder + "/restoring.db"));
  support::writeText(folder / "garbage", "garbage");
  EXPECT_EQ(command({"restore", folder / "garbage", serverFolder}), 1);
  EXPECT_EQ(command({"restore", folder / "nowhere", serverFolder}), 1);
}

TEST_P(Backups, RestoreNeverWritesOverADatabaseAndNeedsTheKey) {
  ASSERT_EQ(put(school.posting()).status, 201);
  const std::string backup = folder / "backup.db";
  ASSERT_EQ(command({"backup", serverFolder, backup}), 0) << said;
  EXPECT_EQ(command({"backup", serverFolder, backup}), 1) << "a backup is never written over";
  stop();
  EXPECT_EQ(command({"restore", backup, serverFolder}), 1);
  std::filesystem::create_directories(folder / "without");
  EXPECT_EQ(command({"restore", backup, folder / "without"}), 1);
  EXPECT_NE(said.find("server.key"), std::string::npos) << said;
  start();
  EXPECT_EQ(put(school.posting()).status, 201);
  EXPECT_EQ(walk().faultCount, 0);
}

using Walks = KeptServer;
ON_BOTH_ENGINES(Walks);

TEST_P(Walks, WhatWasPostedAndReceiptedIsSound) {
  for (int i = 0; i < 5; ++i) ASSERT_EQ(put(school.posting()).status, 201);
  const SchoolWalk found = walk();
  EXPECT_EQ(found.entries, 5);
  EXPECT_EQ(found.sealedBytes, 5 * 4096);
  EXPECT_EQ(found.directories, 1);
  EXPECT_EQ(found.faultCount, 0);
  stop();
  ASSERT_EQ(command({"verify", serverFolder, "--json"}), 0) << said;
  const auto json = nlohmann::json::parse(said);
  EXPECT_EQ(json["sound"], true);
  EXPECT_EQ(json["schools"][0]["receipts"], 5);
}

TEST_P(Walks, EveryKindOfTamperingIsFoundAndNamed) {
  for (int i = 0; i < 5; ++i) ASSERT_EQ(put(school.posting()).status, 201);
  stop();
  ASSERT_EQ(walk().faultCount, 0);
  const std::string saved = folder / "saved.db";
  const auto expectFault = [&](const std::string& sql, const std::string& undo, const std::string& words) {
    tamper(sql);
    const SchoolWalk found = walk();
    EXPECT_GT(found.faultCount, 0) << sql;
    bool named = false;
    for (const WalkFault& fault : found.faults) named = named || fault.what.find(words) != std::string::npos;
    EXPECT_TRUE(named) << sql << ": " << (found.faults.empty() ? "" : found.faults[0].what);
    tamper(undo);
    ASSERT_EQ(walk().faultCount, 0) << undo;
  };
  // back-dated, put elsewhere, moved to another epoch
  expectFault("UPDATE entries SET received_at=received_at-86400000 WHERE idx=2",
              "UPDATE entries SET received_at=received_at+86400000 WHERE idx=2", "another place, head or time");
  expectFault("UPDATE entries SET idx=-3 WHERE idx=3", "UPDATE entries SET idx=3 WHERE idx=-3",
              "missing before this one");
  expectFault("UPDATE entries SET idx=9 WHERE idx=5", "UPDATE entries SET idx=5 WHERE idx=9", "does not end where");
  expectFault("UPDATE entries SET epoch=2 WHERE idx=5", "UPDATE entries SET epoch=1 WHERE idx=5", "another place");
  // another slip, another body
  expectFault("UPDATE entries SET slip=slip || ' ' WHERE idx=3; UPDATE entries SET device='kiosk-2' WHERE idx=3",
              "UPDATE entries SET slip=trim(slip), device='kiosk-1' WHERE idx=3", "something else than the record");
  expectFault(
      "CREATE TABLE aside AS SELECT id, sealed FROM bodies; DELETE FROM bodies WHERE id IN (SELECT id FROM "
      "entries WHERE idx=4)",
      "INSERT INTO bodies(school, id, sealed) SELECT 'oakfield', id, sealed FROM aside WHERE id IN (SELECT id "
      "FROM entries WHERE idx=4)",
      "The sealed file is missing.");
  // the newest ones dropped, and the whole history cut off at the end
  expectFault("UPDATE schools SET idx=4", "UPDATE schools SET idx=5", "does not end where");
  tamper("DELETE FROM bodies WHERE id IN (SELECT id FROM entries WHERE idx=5); DELETE FROM entries WHERE idx=5");
  EXPECT_GT(walk().faultCount, 0);
}

TEST_P(Walks, TheServerWalksEverySchoolOnceADayAndKeepsWhatItFound) {
  for (int i = 0; i < 3; ++i) ASSERT_EQ(put(school.posting()).status, 201);
  stop();
  const auto walkedOnce = [&]() -> Walked {
    Walker walker(std::move(*Store::open(*databaseIn(serverFolder))), serverKey, clock, Milliseconds(5));
    auto store = Store::open(*databaseIn(serverFolder));
    for (int i = 0; i < 400; ++i) {
      const auto all = (*store)->walked();
      if (all.ok() && !all->empty() && all->front().at == clock.now()) return all->front();
      std::this_thread::sleep_for(Milliseconds(10));
    }
    return {};
  };
  const auto store = Store::open(*databaseIn(serverFolder));
  const Walked first = walkedOnce();
  EXPECT_EQ(first.faults, 0);
  clock.advance(std::chrono::hours(25));
  tamper("UPDATE entries SET received_at=1 WHERE idx=2");
  const Walked second = walkedOnce();
  EXPECT_EQ(second.faults, 1);
  EXPECT_EQ(second.entries, 3);
  EXPECT_EQ(second.sealedBytes, 3 * 4096);
  const auto storage = (*store)->storage();
  ASSERT_EQ(storage->size(), 1u);
  EXPECT_EQ(storage->front().sealedBytes, 3 * 4096);
  EXPECT_EQ(storage->front().entries, 3);
}

TEST_P(Walks, RoutingNotesGoAfterThreeDays) {
  ASSERT_EQ(put(school.posting()).status, 201);
  stop();
  const auto notes = [&] {
    auto database = Database::open(*databaseIn(serverFolder), Database::Mode::existing);
    return *database->integer("SELECT count(*) FROM routing");
  };
  tamper("INSERT INTO routing SELECT school, id, sealed, " + std::to_string(clock.now().time_since_epoch().count()) +
         " FROM bodies");
  ASSERT_EQ(notes(), 1);
  clock.advance(std::chrono::hours(73));
  Walker walker(std::move(*Store::open(*databaseIn(serverFolder))), serverKey, clock, Milliseconds(5));
  for (int i = 0; i < 400 && notes() > 0; ++i) std::this_thread::sleep_for(Milliseconds(10));
  EXPECT_EQ(notes(), 0);
}

}  // namespace
}  // namespace pillarbox::server
