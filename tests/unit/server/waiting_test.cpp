// Waiting for something new: answered at once when it comes, empty when the time is over, two of each device, so many
// in all, and never in the way of stopping.
#include <future>

#include "shared/wire/lists.h"
#include "tests/unit/server/server_fixture.h"

namespace pillarbox::server {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;

class Waiting : public OnBoth<ServerTest> {
 protected:
  std::future<Got> waiting(std::int64_t after, seconds most, const TestDevice& device) {
    auto asked = std::async(std::launch::async, [this, after, most, &device] {
      return signedAsk(device, "GET", wire::entriesAfter(after, most));
    });
    return asked;
  }
  // Until so many wait; false if that never comes.
  bool untilWaiting(int count) {
    const std::string line = "pillarbox_waiting " + std::to_string(count) + "\n";
    for (int i = 0; i < 2000; ++i) {
      if (service->metrics().find(line) != std::string::npos) return true;
      std::this_thread::sleep_for(Milliseconds(5));
    }
    return false;
  }
};

TEST_P(Waiting, IsAnsweredAsSoonAsSomethingIsStoredForThatSchool) {
  TestSchool other("elmtree");
  testing::internal::CaptureStdout();
  addSchool(other);
  testing::internal::GetCapturedStdout();
  clock.advance(Milliseconds(2000));
  auto asked = waiting(0, seconds(60), school.device);
  ASSERT_TRUE(untilWaiting(1));
  ASSERT_EQ(put(other.posting()).status, 201);
  EXPECT_EQ(asked.wait_for(Milliseconds(0)), std::future_status::timeout) << "another school's";
  const TestPosting posting = school.posting();
  ASSERT_EQ(put(posting).status, 201);
  ASSERT_EQ(asked.wait_for(seconds(5)), std::future_status::ready);
  const auto list = wire::decodeEntryList(asked.get().body);
  ASSERT_TRUE(list.ok());
  ASSERT_EQ(list->entries.size(), 1U);
  EXPECT_EQ(list->entries[0].slip, posting.envelope);
  // What is there already is no reason to wait.
  EXPECT_EQ(wire::decodeEntryList(get(wire::entriesAfter(0, seconds(60))).body)->entries.size(), 1U);
}

TEST_P(Waiting, EndsEmptyWhenTheTimeIsOver) {
  const Got got = get(wire::entriesAfter(0, seconds(1)));
  EXPECT_EQ(got.status, 200);
  EXPECT_TRUE(wire::decodeEntryList(got.body)->entries.empty());
  EXPECT_EQ(get("/v1/entries?after=0&wait=61").status, 400);
  EXPECT_EQ(get("/v1/entries?after=0&wait=-1").status, 400);
  EXPECT_EQ(get("/v1/entries?after=0&wait=1&wait=1").status, 400);
}

TEST_P(Waiting, TheServerLetsSoManyWaitAndADeviceTakesItsOwnPlaceAnew) {
  service->mayWait(1);
  auto first = waiting(0, seconds(60), school.device);
  ASSERT_TRUE(untilWaiting(1));
  auto second = waiting(0, seconds(60), school.device);
  ASSERT_EQ(first.wait_for(seconds(5)), std::future_status::ready);
  EXPECT_TRUE(wire::decodeEntryList(first.get().body)->entries.empty());
  TestDevice another{"hall-1", seal::DeviceKeys::generate(random)};
  Directory next = school.next();
  next.devices.push_back(TestSchool::deviceEntry(another));
  ASSERT_EQ(signedAsk(school.device, "PUT", "/v1/directory", TestSchool::signedBy(next, school.dsl),
                      {{"If-Match", "\"" + school.sha256() + "\""}})
                .status,
            201);
  EXPECT_EQ(signedAsk(another, "GET", wire::entriesAfter(0, seconds(60))).status, 503);
  EXPECT_EQ(signedAsk(another, "GET", wire::entriesAfter(0)).status, 200) << "without waiting";
  ASSERT_EQ(put(school.posting()).status, 201);
  ASSERT_EQ(second.wait_for(seconds(5)), std::future_status::ready);
}

// The inbox and pillarbox-notify on one desk: were it one place, each would put the other out again and again.
TEST_P(Waiting, TwoProgramsOfADeviceWaitSideBySideAndAThirdTakesTheOldestsPlace) {
  auto first = waiting(0, seconds(60), school.device);
  ASSERT_TRUE(untilWaiting(1));
  auto second = waiting(0, seconds(60), school.device);
  ASSERT_TRUE(untilWaiting(2));
  EXPECT_EQ(first.wait_for(Milliseconds(0)), std::future_status::timeout);
  auto third = waiting(0, seconds(60), school.device);
  ASSERT_EQ(first.wait_for(seconds(5)), std::future_status::ready);
  EXPECT_TRUE(wire::decodeEntryList(first.get().body)->entries.empty());
  ASSERT_TRUE(untilWaiting(2));
  ASSERT_EQ(put(school.posting()).status, 201);
  for (auto* asked : {&second, &third}) {
    ASSERT_EQ(asked->wait_for(seconds(5)), std::future_status::ready);
    EXPECT_EQ(wire::decodeEntryList(asked->get().body)->entries.size(), 1U);
  }
}

TEST_P(Waiting, StoppingTheServerAnswersThemAll) {
  auto asked = waiting(0, seconds(60), school.device);
  ASSERT_TRUE(untilWaiting(1));
  const auto start = steady_clock::now();
  stop();
  EXPECT_LT(steady_clock::now() - start, seconds(5));
  EXPECT_EQ(asked.get().status, 200);
}

TEST_P(Waiting, WhatAnotherServerOfTheSameDatabaseStoresIsNoticedToo) {
  if (GetParam() == EngineKind::sqlite) GTEST_SKIP() << "several servers share only PostgreSQL";
  auto asked = waiting(0, seconds(60), school.device);
  ASSERT_TRUE(untilWaiting(1));
  const TestPosting posting = school.posting();
  {
    auto second = Service::open(serverFolder, clock);
    ASSERT_TRUE(second.ok());
    auto secondHttp = HttpServer::open(options, **second);
    ASSERT_TRUE(secondHttp.ok());
    std::jthread serving2([&] { (*secondHttp)->run(); });
    Client client((*secondHttp)->port());
    ASSERT_TRUE(client.handshake(Certificate::shared().cert));
    EXPECT_EQ(client.ask("PUT", wire::entryPath(posting.id), posting.headers(), posting.sealed).status, 201);
    (*secondHttp)->stop();
    serving2.join();
    (*second)->finish();
  }
  ASSERT_EQ(asked.wait_for(seconds(10)), std::future_status::ready);
  EXPECT_EQ(wire::decodeEntryList(asked.get().body)->entries.size(), 1U);
}

ON_BOTH_ENGINES(Waiting);

}  // namespace
}  // namespace pillarbox::server
