#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "shared/store/migrations.h"
#include "shared/store/rows.h"
#include "tests/unit/store/store_fixture.h"

namespace pillarbox::store {

namespace {

int runSql(const std::filesystem::path& file, const char* sql) {
  sqlite3* raw = nullptr;
  sqlite3_open(file.c_str(), &raw);
  const int code = sqlite3_exec(raw, sql, nullptr, nullptr, nullptr);
  sqlite3_close(raw);
  return code;
}

}  // namespace

using StorePosting = StoreTest;

TEST_F(StorePosting, IsThereAfterTheStoreIsOpenedAgain) {
  EXPECT_TRUE(reopen().created);
  const NewPosting made = make();
  ASSERT_TRUE(store->post(made, wrapSlip).ok());
  EXPECT_FALSE(reopen().created);
  const auto found = store->posting(made.slip.id);
  ASSERT_TRUE(found.ok() && found->has_value());
  EXPECT_EQ((*found)->slip.seq, 1);
  EXPECT_EQ((*found)->state, State::stored);
  EXPECT_EQ(*store->sealed(made.slip.id), made.sealed);
}

TEST_F(StorePosting, IsReadableByItsOwnerOnly) {
  reopen();
  postOne();
  for (const char* ending : {"", "-wal", "-shm", ".lock"}) {
    struct stat info {};
    ASSERT_EQ(stat((file.string() + ending).c_str(), &info), 0) << ending;
    EXPECT_EQ(info.st_mode & 0777, 0600U) << ending;
  }
}

TEST_F(StorePosting, TheSameTwiceIsOneAndOtherBytesAreRefused) {
  reopen();
  NewPosting made = make();
  ASSERT_TRUE(store->post(made, wrapSlip).ok());
  const auto again = store->post(made, wrapSlip);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->slip.seq, 1);
  made.sealed = random.bytes(5);
  made.slip.sealedSha256 = sha256Hex(made.sealed);
  made.slip.sealedBytes = 5;
  const auto other = store->post(made, wrapSlip);
  ASSERT_FALSE(other.ok());
  EXPECT_EQ(other.fault().code, FaultCode::alreadyExists);
  EXPECT_EQ(store->counts()->stored, 1);
}

TEST_F(StorePosting, NothingIsStoredWhenSigningFails) {
  reopen();
  const NewPosting made = make();
  EXPECT_FALSE(store->post(made,
                           [](const Slip&) -> Result<std::string> {
                             return Fault{FaultCode::internal, ""};
                           })
                   .ok());
  EXPECT_EQ(store->counts()->stored, 0);
  postOne();
  EXPECT_TRUE(store->check()->empty());
}

TEST_F(StorePosting, CannotBeChangedOrDeletedByAnyStatement) {
  reopen();
  postOne();
  ASSERT_TRUE(store->addDirectory({1, "{}", "ab"}).ok());
  store.reset();
  for (const char* sql :
       {"UPDATE postings SET envelope = 'x'", "UPDATE postings SET seq = 9", "UPDATE postings SET id = 'x'",
        "UPDATE postings SET sealed_sha256 = 'x'", "UPDATE postings SET n = 9", "UPDATE postings SET slip_sha256 = 'x'",
        "UPDATE postings SET urgent = 1", "UPDATE postings SET chain_id = 'x'", "DELETE FROM postings",
        "UPDATE bodies SET sealed = x'00'", "DELETE FROM bodies", "INSERT OR REPLACE INTO bodies VALUES(1, x'00')",
        "INSERT OR REPLACE INTO postings SELECT * FROM postings", "DELETE FROM chains",
        "UPDATE chains SET device = 'x'", "UPDATE directories SET envelope = 'x'", "DELETE FROM directories",
        "INSERT OR REPLACE INTO directories VALUES(1, 'x', 'x')"}) {
    EXPECT_EQ(runSql(file, sql), SQLITE_CONSTRAINT) << sql;
  }
  EXPECT_EQ(runSql(file, "UPDATE postings SET receipt = 'one'"), SQLITE_OK);
  EXPECT_EQ(runSql(file, "UPDATE postings SET receipt = 'two'"), SQLITE_CONSTRAINT);
}

TEST_F(StorePosting, TwoThreadsAndTwoProcessesMakeOneGaplessChain) {
  reopen();
  postOne();
  store.reset();
  constexpr int each = 100;
  const auto postMany = [&](std::uint64_t seed) {
    support::SeededRandom own(seed);
    Result<Opened> opened = Store::open(file, clock, own);
    if (!opened.ok()) return false;
    for (int i = 0; i < each; ++i) {
      NewPosting made;
      made.sealed = own.bytes(2000);
      made.slip.id = newId(clock, own);
      made.slip.school = made.slip.id;
      made.slip.device = "kiosk-1";
      made.slip.audience = "safeguarding";
      made.slip.sealedSha256 = sha256Hex(made.sealed);
      made.slip.contentSha256 = made.slip.sealedSha256;
      made.slip.sealedBytes = 2000;
      if (!opened->store->post(made, wrapSlip).ok()) return false;
    }
    return true;
  };
  std::vector<pid_t> children;
  for (std::uint64_t seed = 10; seed < 12; ++seed) {
    const pid_t child = fork();
    if (child == 0) _exit(postMany(seed) ? 0 : 1);
    children.push_back(child);
  }
  bool first = false;
  bool second = false;
  std::thread one([&] { first = postMany(20); });
  std::thread two([&] { second = postMany(21); });
  one.join();
  two.join();
  EXPECT_TRUE(first && second);
  for (const pid_t child : children) {
    int status = 1;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  reopen();
  EXPECT_EQ(store->counts()->stored, 4 * each + 1);
  ASSERT_EQ(store->chainIds()->size(), 1U);
  const auto chain = store->chain(store->chainIds()->front());
  ASSERT_TRUE(chain.ok());
  for (std::size_t i = 0; i < chain->size(); ++i) EXPECT_EQ((*chain)[i].slip.seq, static_cast<std::int64_t>(i) + 1);
  const auto problems = store->check();
  ASSERT_TRUE(problems.ok());
  EXPECT_TRUE(problems->empty()) << problems->front().says;
}

TEST_F(StorePosting, TenThousandAreListedFast) {
  reopen();
  store.reset();
  // Written in one transaction, past the store, because 10,000 durable ones take too long for a test.
  {
    auto connection = Connection::open(file, Connection::Mode::readWrite);
    ASSERT_TRUE(connection.ok());
    auto transaction = Transaction::begin(**connection);
    ASSERT_TRUE(transaction.ok());
    for (int i = 1; i <= 10'000; ++i) {
      NewPosting made = make(300);
      made.slip.chainId = made.slip.id;
      made.slip.seq = 1;
      const std::string envelope = *wrapSlip(made.slip);
      PostingRow row{made.slip};
      row.envelope = envelope;
      row.sealed = made.sealed;
      ASSERT_TRUE(insertPosting(**connection, row).ok());
    }
    ASSERT_TRUE(transaction->commit().ok());
  }
  reopen();
  const auto begin = std::chrono::steady_clock::now();
  const auto all = store->postings({});
  const auto took = std::chrono::steady_clock::now() - begin;
  ASSERT_TRUE(all.ok());
  EXPECT_EQ(all->size(), 10'000U);
  EXPECT_LT(took, std::chrono::milliseconds(1000));
}

TEST_F(StorePosting, FiltersByKindStateSubjectAndAuthor) {
  reopen();
  const std::string concern = postOne();
  NewPosting read = make();
  read.slip.kind = Kind::read;
  read.slip.subject = concern;
  read.authorTag = bytesOf("tag");
  ASSERT_TRUE(store->post(read, wrapSlip).ok());
  EXPECT_EQ(store->postings({.kind = Kind::read})->size(), 1U);
  EXPECT_EQ(store->postings({.subject = concern})->size(), 1U);
  EXPECT_EQ(store->postings({.authorTag = bytesOf("tag")})->size(), 1U);
  EXPECT_EQ(store->postings({.authorTag = bytesOf("other")})->size(), 0U);
  EXPECT_EQ(store->postings({.state = State::delivered})->size(), 0U);
  const auto all = store->postings({});
  ASSERT_EQ(all->size(), 2U);
  EXPECT_EQ(all->front().slip.id, read.slip.id);
}

TEST_F(StorePosting, FromAnotherDeviceIsKeptOnceAsDelivered) {
  reopen();
  NewPosting other = make();
  other.slip.chainId = newId(clock, random);
  other.slip.seq = 7;
  const std::string envelope = *wrapSlip(other.slip);
  ASSERT_TRUE(store->keepFetched(envelope, other.slip, other.sealed, "").ok());
  ASSERT_TRUE(store->keepFetched(envelope, other.slip, other.sealed, "").ok());
  EXPECT_EQ(store->counts()->delivered, 1);
  EXPECT_TRUE((*store->posting(other.slip.id))->fromServer);
  Slip changed = other.slip;
  changed.urgent = true;
  EXPECT_EQ(store->keepFetched(envelope, changed, other.sealed, "").fault().code, FaultCode::alreadyExists);
  EXPECT_EQ(store->keepFetched(envelope, other.slip, viewOf("x"), "").fault().code, FaultCode::notTrusted);
  EXPECT_TRUE(store->check()->empty());
}

TEST_F(StorePosting, DraftIsDroppedInTheSameTransactionAndCannotComeBack) {
  reopen();
  NewPosting made = make();
  Draft draft;
  draft.id = made.slip.id;
  draft.sealed = random.bytes(20);
  draft.session = "someone";
  ASSERT_TRUE(store->saveDraft(draft).ok());
  draft.urgent = true;
  ASSERT_TRUE(store->saveDraft(draft).ok());
  ASSERT_EQ(store->drafts()->size(), 1U);
  EXPECT_TRUE(store->drafts()->front().urgent);
  EXPECT_EQ(store->drafts()->front().sealed, draft.sealed);
  made.dropDraft = made.slip.id;
  ASSERT_TRUE(store->post(made, wrapSlip).ok());
  EXPECT_TRUE(store->drafts()->empty());
  ASSERT_TRUE(store->saveDraft(draft).ok());
  EXPECT_TRUE(store->drafts()->empty());
}

TEST_F(StorePosting, DirectoriesAreAddedInOrderOnly) {
  reopen();
  EXPECT_TRUE(store->addDirectory({1, "one", "aa"}).ok());
  EXPECT_TRUE(store->addDirectory({1, "one", "aa"}).ok());
  EXPECT_FALSE(store->addDirectory({1, "other", "bb"}).ok());
  EXPECT_FALSE(store->addDirectory({3, "three", "cc"}).ok());
  EXPECT_TRUE(store->addDirectory({2, "two", "bb"}).ok());
  ASSERT_EQ(store->directories()->size(), 2U);
  EXPECT_EQ(store->directories()->back().envelope, "two");
}

TEST_F(StorePosting, SettingsAreKept) {
  reopen();
  EXPECT_FALSE(store->setting("proxy")->has_value());
  ASSERT_TRUE(store->setSetting("proxy", "a").ok());
  ASSERT_TRUE(store->setSetting("proxy", "").ok());
  reopen();
  EXPECT_EQ(*store->setting("proxy"), std::optional<std::string>(""));
}

}  // namespace pillarbox::store
