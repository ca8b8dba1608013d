#include <sqlite3.h>
#include <sys/mount.h>
#include <unistd.h>

#include "shared/store/migrations.h"
#include "tests/unit/store/store_fixture.h"

namespace pillarbox::store {

class Damage : public StoreTest {
 protected:
  std::vector<std::string> postSome(int count) {
    std::vector<std::string> ids;
    for (int i = 0; i < count; ++i) ids.push_back(postOne());
    return ids;
  }
  void checkpoint() {
    sqlite3* raw = nullptr;
    sqlite3_open(file.c_str(), &raw);
    EXPECT_EQ(
        sqlite3_exec(raw, "SELECT 1 FROM sqlite_schema; PRAGMA wal_checkpoint(TRUNCATE)", nullptr, nullptr, nullptr),
        SQLITE_OK);
    sqlite3_close(raw);
  }
  void overwrite(std::streamoff at, const std::string& bytes) {
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(at);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
};

TEST_F(Damage, TruncatedFileIsSetAsideAndPostingGoesOnInANewChain) {
  reopen();
  postSome(200);
  const std::string before = store->chainIds()->front();
  store.reset();
  checkpoint();
  std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
  const auto size = std::filesystem::file_size(file);
  const Opened opened = reopen();
  ASSERT_TRUE(opened.setAside.has_value());
  EXPECT_EQ(std::filesystem::file_size(*opened.setAside), size) << "never deleted";
  EXPECT_GT(opened.salvaged, 3) << "the first half can be read";
  const std::string id = postOne();
  EXPECT_EQ((*store->posting(id))->slip.seq, 1);
  EXPECT_NE((*store->posting(id))->slip.chainId, before);
  EXPECT_FALSE(reopen().setAside.has_value());
  EXPECT_TRUE((*store->posting(id)).has_value());
}

TEST_F(Damage, WhatCanStillBeReadIsStillSent) {
  reopen();
  const auto ids = postSome(40);
  ASSERT_TRUE(store->markDelivered(ids[0], "receipt").ok());
  ASSERT_TRUE(store->setSetting("server.url", "https://example.test").ok());
  const std::string oldHead = sha256Hex(viewOf(encodeSlip((*store->posting(ids.back()))->slip)));
  store.reset();
  checkpoint();
  // The root of one index: every row can still be read by number.
  sqlite3* raw = nullptr;
  sqlite3_open(file.c_str(), &raw);
  sqlite3_stmt* asked = nullptr;
  sqlite3_prepare_v2(raw, "SELECT rootpage FROM sqlite_schema WHERE name = 'postings_chain'", -1, &asked, nullptr);
  ASSERT_EQ(sqlite3_step(asked), SQLITE_ROW);
  const std::int64_t page = sqlite3_column_int64(asked, 0);
  sqlite3_finalize(asked);
  sqlite3_close(raw);
  overwrite((page - 1) * 4096, std::string(4096, 'x'));
  const Opened opened = reopen();
  ASSERT_TRUE(opened.setAside.has_value());
  EXPECT_EQ(opened.salvaged, 40);
  EXPECT_EQ(store->counts()->stored, 39);
  EXPECT_EQ(store->counts()->delivered, 1);
  EXPECT_EQ(*store->setting("server.url"), std::optional<std::string>("https://example.test"));
  const std::string next = postOne();
  EXPECT_EQ((*store->posting(next))->slip.previousSlipSha256, oldHead)
      << "the new chain names the head it goes on from";
  EXPECT_TRUE(store->check()->empty());
}

TEST_F(Damage, HeaderOverwrittenIsSetAside) {
  reopen();
  postSome(3);
  store.reset();
  checkpoint();
  overwrite(0, std::string(100, 'x'));
  EXPECT_TRUE(reopen().setAside.has_value());
  postOne();
}

TEST_F(Damage, LogWithoutItsFileIsSetAsideAndNotThrownAway) {
  reopen();
  postSome(3);
  const std::filesystem::path log = file.string() + "-wal";
  store.reset();
  const auto size = std::filesystem::file_size(log);
  ASSERT_GT(size, 0U);
  std::filesystem::resize_file(file, 0);
  const Opened opened = reopen();
  ASSERT_TRUE(opened.setAside.has_value());
  EXPECT_EQ(std::filesystem::file_size(opened.setAside->string() + "-wal"), size);
  EXPECT_EQ(opened.salvaged, 3);
  postOne();
}

TEST_F(Damage, FoundWhileOpenIsSetAsideAndThePostingIsKept) {
  reopen();
  postSome(5);
  checkpoint();
  // Past SQLite's cache the next read of a page meets the damage.
  for (std::streamoff page = 1; page < 10; ++page) overwrite(page * 4096, std::string(4096, 'x'));
  store.reset();
  Result<Opened> first = Store::open(file, clock, random);
  ASSERT_TRUE(first.ok());
  store = std::move(first->store);
  postOne();
  EXPECT_EQ(setAsideFiles().size(), 1U);
}

TEST_F(Damage, AnotherProcessThatHasItOpenGoesOnInTheFreshFile) {
  reopen();
  postSome(5);
  Result<Opened> other = Store::open(file, clock, random);
  ASSERT_TRUE(other.ok());
  // As if a third process had set it aside.
  for (const char* ending : {"-wal", "-shm", ""}) {
    std::error_code ignored;
    std::filesystem::rename(file.string() + ending, file.string() + ".damaged-1" + ending, ignored);
  }
  const std::string mine = postOne();
  NewPosting made = make();
  ASSERT_TRUE(other->store->post(made, wrapSlip).ok());
  EXPECT_TRUE((*store->posting(made.slip.id)).has_value());
  EXPECT_TRUE((*other->store->posting(mine)).has_value());
  EXPECT_EQ(store->counts()->stored, 7) << "what was in the old file is still sent";
  other->store.reset();
  store.reset();
  EXPECT_TRUE(std::filesystem::exists(file.string() + "-wal"));
  reopen();
  EXPECT_EQ(store->counts()->stored, 7);
}

TEST_F(Damage, ABitFlippedInASealedFileIsSeenAndDoesNotBlockTheQueue) {
  reopen();
  NewPosting big = make(20'000);
  ASSERT_TRUE(store->post(big, wrapSlip).ok());
  const std::string next = postOne();
  store.reset();
  checkpoint();
  // The last page of the large body: no page structure there, so only the hash can tell.
  std::ifstream in(file, std::ios::binary);
  const std::string all{std::istreambuf_iterator<char>(in), {}};
  in.close();
  std::size_t at = std::string::npos;
  for (std::size_t from = 18'000; from < 19'000 && at == std::string::npos; from += 16) {
    at = all.find(std::string(reinterpret_cast<const char*>(big.sealed.data()) + from, 16));
  }
  ASSERT_NE(at, std::string::npos);
  overwrite(static_cast<std::streamoff>(at), std::string(1, static_cast<char>(all[at] ^ 1)));
  EXPECT_FALSE(reopen().setAside.has_value());
  EXPECT_EQ(store->sealed(big.slip.id).fault().code, FaultCode::damaged);
  const auto problems = store->check();
  ASSERT_EQ(problems->size(), 1U);
  EXPECT_EQ(problems->front().id, big.slip.id);
  EXPECT_EQ((**store->takeDue(std::chrono::minutes(1))).posting.slip.id, next);
  EXPECT_EQ((*store->posting(big.slip.id))->state, State::refused);
}

TEST_F(Damage, AChangedSlipIsSeen) {
  reopen();
  postSome(3);
  store.reset();
  sqlite3* raw = nullptr;
  sqlite3_open(file.c_str(), &raw);
  ASSERT_EQ(sqlite3_exec(raw, "DROP TRIGGER postings_unchanged; UPDATE postings SET urgent = 1 WHERE seq = 2", nullptr,
                         nullptr, nullptr),
            SQLITE_OK);
  sqlite3_close(raw);
  reopen();
  EXPECT_EQ(store->check()->size(), 1U);
}

TEST_F(Damage, AWordThatNobodyKnowsInOneRowIsSeenAndHidesNoOther) {
  reopen();
  postSome(3);
  store.reset();
  sqlite3* raw = nullptr;
  sqlite3_open(file.c_str(), &raw);
  ASSERT_EQ(sqlite3_exec(raw,
                         "DROP TRIGGER postings_unchanged; UPDATE postings SET kind = 'bonbern' WHERE seq = 2; "
                         "UPDATE postings SET subject = CAST(x'ff80' AS TEXT) WHERE seq = 3",
                         nullptr, nullptr, nullptr),
            SQLITE_OK);
  sqlite3_close(raw);
  reopen();
  EXPECT_EQ(store->check()->size(), 2U);
  EXPECT_EQ(store->postings({})->size(), 3U);
}

TEST_F(Damage, ATriggerThatIsNoLongerWhatWasWrittenIsSetAsideAndPostingGoesOn) {
  reopen();
  postSome(3);
  store.reset();
  sqlite3* raw = nullptr;
  sqlite3_open(file.c_str(), &raw);
  ASSERT_EQ(sqlite3_exec(raw,
                         "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = replace(sql, 'id = new.id', "
                         "'id = nev.id') WHERE name = 'postings_once'",
                         nullptr, nullptr, nullptr),
            SQLITE_OK);
  sqlite3_close(raw);
  reopen();
  EXPECT_EQ(setAsideFiles().empty(), false);
  postOne();
  EXPECT_EQ(store->postings({})->size(), 4U) << "what was whole was brought over";
}

TEST_F(Damage, ANewerVersionIsLeftAlone) {
  reopen();
  postOne();
  store.reset();
  sqlite3* raw = nullptr;
  sqlite3_open(file.c_str(), &raw);
  sqlite3_exec(raw, "PRAGMA user_version = 9999", nullptr, nullptr, nullptr);
  sqlite3_close(raw);
  const auto opened = Store::open(file, clock, random);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.fault().code, FaultCode::newerVersion);
  EXPECT_TRUE(setAsideFiles().empty());
}

TEST_F(Damage, AnotherProgramsDatabaseIsLeftAlone) {
  sqlite3* raw = nullptr;
  sqlite3_open(file.c_str(), &raw);
  sqlite3_exec(raw, "CREATE TABLE theirs(a)", nullptr, nullptr, nullptr);
  sqlite3_close(raw);
  const auto opened = Store::open(file, clock, random);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.fault().code, FaultCode::badInput);
}

TEST_F(Damage, EveryOlderVersionIsBroughtUpToDate) {
  for (std::int64_t version = 0; version <= newestVersion(); ++version) {
    std::filesystem::remove(file);
    std::ofstream(file).close();
    {
      auto connection = Connection::open(file, Connection::Mode::readWrite);
      ASSERT_TRUE(connection.ok());
      ASSERT_TRUE(migrate(**connection, version).ok()) << version;
      EXPECT_EQ(*(*connection)->number("PRAGMA user_version"), version);
    }
    reopen();
    postOne();
    ASSERT_TRUE(store->setSetting("a", "b").ok()) << version;
    EXPECT_TRUE(store->check()->empty()) << version;
    store.reset();
    for (const char* ending : {"-wal", "-shm"}) std::filesystem::remove(file.string() + ending);
  }
}

TEST_F(Damage, AFullDiskIsSaidAndNothingIsHalfWritten) {
  if (geteuid() != 0) GTEST_SKIP() << "needs root for a small disk";
  const std::filesystem::path disk = folder / "disk";
  std::filesystem::create_directory(disk);
  if (mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=1m") != 0) GTEST_SKIP() << "a small disk cannot be mounted here";
  file = disk / "pillarbox.db";
  reopen();
  const std::string first = postOne();
  std::optional<Fault> fault;
  int posted = 1;
  for (int i = 0; i < 200 && !fault; ++i) {
    const NewPosting made = make(20'000);
    const auto result = store->post(made, wrapSlip);
    if (result.ok()) {
      ++posted;
    } else {
      fault = result.fault();
    }
  }
  ASSERT_TRUE(fault.has_value());
  EXPECT_EQ(fault->code, FaultCode::diskFull) << fault->detail;
  EXPECT_EQ(store->counts()->stored, posted);
  EXPECT_TRUE((*store->posting(first)).has_value());
  mount("tmpfs", disk.c_str(), "tmpfs", MS_REMOUNT, "size=8m");
  postOne();
  EXPECT_EQ(store->counts()->stored, posted + 1);
  EXPECT_TRUE(store->check()->empty());
  EXPECT_TRUE(setAsideFiles().empty());
  store.reset();
  umount(disk.c_str());
}

}  // namespace pillarbox::store
