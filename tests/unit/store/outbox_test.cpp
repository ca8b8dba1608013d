#include <sys/wait.h>
#include <unistd.h>

#include "shared/store/process_mark.h"
#include "tests/unit/store/store_fixture.h"

namespace pillarbox::store {

using Outbox = StoreTest;

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr hours year{24 * 365};

TEST_F(Outbox, OldestGoesFirstAndOnlyOnce) {
  reopen();
  const std::string first = postOne();
  const std::string second = postOne();
  const auto one = store->takeDue(minutes(2));
  ASSERT_TRUE(one.ok() && one->has_value());
  EXPECT_EQ((*one)->posting.slip.id, first);
  EXPECT_EQ((*one)->posting.attempts, 1);
  EXPECT_EQ(sha256Hex((*one)->sealed), (*one)->posting.slip.sealedSha256);
  EXPECT_EQ((*one)->routing.size(), 10U);
  EXPECT_EQ((**store->takeDue(minutes(2))).posting.slip.id, second);
  EXPECT_FALSE(store->takeDue(minutes(2))->has_value());
  EXPECT_EQ(store->counts()->sending, 2);
}

TEST_F(Outbox, DeliveredKeepsTheReceiptAndForgetsTheRouting) {
  reopen();
  const std::string id = postOne();
  ASSERT_TRUE(store->takeDue(minutes(2)).ok());
  ASSERT_TRUE(store->markDelivered(id, "receipt").ok());
  ASSERT_TRUE(store->markRetry(id, seconds(1), "late").ok());
  ASSERT_TRUE(store->markRefused(id, "late").ok());
  ASSERT_TRUE(store->markDelivered(id, "another").ok());
  const auto posting = store->posting(id);
  EXPECT_EQ((*posting)->state, State::delivered);
  EXPECT_EQ((*posting)->receipt, "receipt");
  EXPECT_FALSE(store->untilNextDue()->has_value());
}

TEST_F(Outbox, RefusedIsSetAsideAndTheRestGoesOn) {
  reopen();
  const std::string bad = postOne();
  const std::string good = postOne();
  ASSERT_TRUE(store->takeDue(minutes(2)).ok());
  ASSERT_TRUE(store->markRefused(bad, "refused").ok());
  EXPECT_EQ((**store->takeDue(minutes(2))).posting.slip.id, good);
  EXPECT_EQ((*store->posting(bad))->lastProblem, "refused");
  EXPECT_EQ(store->counts()->refused, 1);
}

TEST_F(Outbox, RetryWaitsAsLongAsSaid) {
  reopen();
  const std::string id = postOne();
  ASSERT_TRUE(store->takeDue(minutes(2)).ok());
  ASSERT_TRUE(store->markRetry(id, seconds(30), "timed-out").ok());
  EXPECT_FALSE(store->takeDue(minutes(2))->has_value());
  EXPECT_EQ(**store->untilNextDue(), seconds(30));
  clock.advance(seconds(30));
  EXPECT_TRUE(store->takeDue(minutes(2))->has_value());
}

TEST_F(Outbox, ClockJumpOfAYearEitherWayNeitherStallsNorFloods) {
  reopen();
  const std::string id = postOne();
  for (const Milliseconds jump : {Milliseconds(year), Milliseconds(-2 * year)}) {
    ASSERT_TRUE(store->takeDue(minutes(2))->has_value());
    ASSERT_TRUE(store->markRetry(id, minutes(5), "timed-out").ok());
    clock.jump(jump);
    EXPECT_FALSE(store->takeDue(minutes(2))->has_value()) << "sent too early";
    clock.advance(minutes(5));
  }
  // The same across a restart, where only the wall clock is left.
  ASSERT_TRUE(store->takeDue(minutes(2))->has_value());
  ASSERT_TRUE(store->markRetry(id, minutes(5), "timed-out").ok());
  clock.reboot("another");
  clock.jump(-year);
  reopen();
  EXPECT_TRUE(store->takeDue(minutes(2))->has_value()) << "stalled for a year";
}

TEST_F(Outbox, EverythingIsDueWhenTheNetworkIsBack) {
  reopen();
  const std::string id = postOne();
  ASSERT_TRUE(store->markRetry(id, minutes(10), "network").ok());
  ASSERT_TRUE(store->makeAllDueNow().ok());
  EXPECT_TRUE(store->takeDue(minutes(2))->has_value());
}

TEST_F(Outbox, SendingIsFreedByTimeByRebootAndByACrash) {
  reopen();
  postOne();
  ASSERT_TRUE(store->takeDue(minutes(2))->has_value());
  EXPECT_EQ(**store->untilNextDue(), minutes(2));
  clock.advance(minutes(2));
  ASSERT_TRUE(store->takeDue(minutes(2))->has_value());
  clock.reboot("another");
  reopen();
  ASSERT_TRUE(store->takeDue(hours(2))->has_value());
  clock.advance(hours(2));
  store.reset();
  const pid_t child = fork();
  if (child == 0) {
    Result<Opened> own = Store::open(file, clock, random);
    _exit(own.ok() && own->store->takeDue(hours(1)).ok() ? 0 : 1);
  }
  int status = 1;
  waitpid(child, &status, 0);
  ASSERT_EQ(status, 0);
  reopen();
  EXPECT_EQ(store->counts()->sending, 1);
  EXPECT_TRUE(store->takeDue(minutes(2))->has_value()) << "the process that had it has ended";
}

TEST(ProcessMark, KnowsTheLivingFromTheDead) {
  const SystemClock clock;
  EXPECT_TRUE(stillRunning(processMark(clock), clock));
  EXPECT_FALSE(stillRunning("", clock));
  EXPECT_FALSE(stillRunning("boot/1/2", clock));
  EXPECT_FALSE(stillRunning(clock.bootId() + "/x/2", clock));
  EXPECT_FALSE(stillRunning(clock.bootId() + "/" + std::to_string(getpid()) + "/1", clock));
}

}  // namespace pillarbox::store
