#include "shared/store/alert_table.h"

#include "tests/unit/store/store_fixture.h"

namespace pillarbox::store {

namespace {

using std::chrono::hours;
using std::chrono::seconds;

class AlertTableTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    reopen();
    table = openTable();
  }
  std::unique_ptr<AlertTable> openTable() {
    Result<std::unique_ptr<AlertTable>> opened = AlertTable::open(file, clock);
    EXPECT_TRUE(opened.ok());
    return opened.ok() ? std::move(*opened) : nullptr;
  }
  std::string post(Kind kind = Kind::concern, Milliseconds ago = Milliseconds(0)) {
    NewPosting posting = make();
    posting.slip.kind = kind;
    posting.slip.writtenAt = clock.now() - ago;
    EXPECT_TRUE(store->post(posting, wrapSlip).ok());
    return posting.slip.id;
  }
  StoredAlert alertFor(const std::string& posting, const std::string& person = "dsl-1", bool urgent = false) {
    StoredAlert alert;
    alert.posting = posting;
    alert.person = person;
    alert.reason = "posted";
    alert.mayName = true;
    alert.urgent = urgent;
    alert.nextAt = alert.createdAt = clock.now();
    return alert;
  }

  std::unique_ptr<AlertTable> table;
};

TEST_F(AlertTableTest, NoticesWhatIsToBeReadAndNothingElse) {
  const std::string concern = post();
  post(Kind::read);
  const std::string call = post(Kind::call);
  const auto noticed = table->noticedSince(clock.now() - hours(1), clock.now());
  ASSERT_TRUE(noticed.ok());
  ASSERT_EQ(noticed->size(), 2U);
  clock.advance(hours(2));
  EXPECT_TRUE(table->noticedSince(clock.now() - hours(1), clock.now())->empty()) << "noticed two hours ago";
}

// HARDCASES: the power went while somebody wrote, and came back on Monday.
TEST_F(AlertTableTest, ADraftOfFridayIsNewOnMondayAndAnOldOneIsNot) {
  post(Kind::concern, hours(64));
  post(Kind::concern, hours(24 * 90));
  const auto fresh = table->noticedSince(clock.now() - hours(1), clock.now());
  ASSERT_EQ(fresh->size(), 1U);
  EXPECT_EQ(table->noticedSince(clock.now() - hours(24 * 365), clock.now())->size(), 2U);
}

// HARDCASES: the clock was a year ahead, and is put right.
TEST_F(AlertTableTest, ATimeAheadBecomesNow) {
  clock.jump(hours(24 * 365));
  post();
  ASSERT_EQ(table->noticedSince(clock.now() - hours(1), clock.now())->size(), 1U);
  clock.jump(-hours(24 * 365));
  const auto noticed = table->noticedSince(clock.now() - hours(1), clock.now());
  ASSERT_EQ(noticed->size(), 1U);
  EXPECT_EQ(noticed->front().at, clock.now());
}

TEST_F(AlertTableTest, OneProcessClaimsAndAfterTheLeaseAnotherMay) {
  ASSERT_TRUE(table->add(alertFor("a")).ok());
  ASSERT_TRUE(table->add(alertFor("a")).ok()) << "the same once more is the same";
  ASSERT_TRUE(table->add(alertFor("b", "dsl-1", true)).ok());
  const auto other = openTable();
  const auto first = table->claim(clock.now(), seconds(90));
  ASSERT_TRUE(first.ok() && *first);
  EXPECT_EQ((*first)->posting, "b") << "the urgent one";
  const auto second = other->claim(clock.now(), seconds(90));
  ASSERT_TRUE(second.ok() && *second);
  EXPECT_EQ((*second)->posting, "a");
  EXPECT_FALSE(table->claim(clock.now(), seconds(90))->has_value());
  clock.advance(seconds(91));
  const auto again = other->claim(clock.now(), seconds(90));
  ASSERT_TRUE(again.ok() && *again) << "whoever had it was killed";
  EXPECT_EQ((*again)->attempts, 2);
}

TEST_F(AlertTableTest, TheBoxWithNamesGoesOnceNobodyIsToBeToldThem) {
  const std::string id = post();
  ASSERT_TRUE(table->add(alertFor(id, "dsl-1")).ok());
  ASSERT_TRUE(table->add(alertFor(id, "deputy")).ok());
  EXPECT_FALSE(table->routing(id)->empty());
  ASSERT_TRUE(table->finish(alertFor(id, "dsl-1"), "sent", "", clock.now()).ok());
  ASSERT_TRUE(table->dropRoutingIfDone(id).ok());
  EXPECT_FALSE(table->routing(id)->empty()) << "the deputy's is still to go";
  ASSERT_TRUE(table->finish(alertFor(id, "deputy"), "refused", "No such mailbox.", clock.now()).ok());
  ASSERT_TRUE(table->dropRoutingIfDone(id).ok());
  EXPECT_TRUE(table->routing(id)->empty());
  const auto reports = table->madeSince(clock.now() - hours(1));
  ASSERT_EQ(reports->size(), 2U);
  EXPECT_EQ(reports->at(0).problem, "No such mailbox.");
}

TEST_F(AlertTableTest, WhatAnotherSendsFromNowOnIsNeedless) {
  ASSERT_TRUE(table->add(alertFor("a")).ok());
  ASSERT_TRUE(table->stopWaiting().ok());
  EXPECT_FALSE(table->claim(clock.now(), seconds(90))->has_value());
  EXPECT_EQ(table->about("a")->front().state, "needless");
}

// HARDCASES: the database is damaged while alerts wait.
TEST_F(AlertTableTest, GoesOnInAFreshFileWhenTheOldOneIsSetAside) {
  post();
  ASSERT_TRUE(table->add(alertFor("a")).ok());
  std::filesystem::rename(file, folder / "elsewhere");
  for (const char* ending : {"-wal", "-shm"}) {
    std::error_code ignored;
    std::filesystem::remove(file.string() + ending, ignored);
  }
  EXPECT_TRUE(table->about("a")->empty());
  EXPECT_TRUE(table->add(alertFor("b")).ok());
  EXPECT_EQ(table->about("b")->size(), 1U);
}

}  // namespace

}  // namespace pillarbox::store
