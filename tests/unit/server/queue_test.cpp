// What terminals tell of their queues, what one has already, and invitations that are no good.
#include "shared/wire/queue.h"

#include "server/status_book.h"
#include "tests/unit/server/server_fixture.h"

namespace pillarbox::server {
namespace {

using std::chrono::hours;

class Queues : public OnBoth<ServerTest> {
 protected:
  Got tell(std::int64_t waiting, Milliseconds oldest) {
    return signedAsk(school.device, "PUT", "/v1/queue", wire::encodeQueue({waiting, oldest}));
  }
  std::string page() {
    const auto book = StatusBook::open(serverFolder);
    const auto facts = (*book)->collect({}, clock.now());
    return facts.ok() ? statusPage(*facts) : facts.fault().detail;
  }
};

TEST_P(Queues, WhatWaitsOnATerminalStandsOnThePageAndInTheMetrics) {
  EXPECT_EQ(page().find("oldest"), std::string::npos);
  ASSERT_EQ(tell(3, hours(49)).status, 204);
  EXPECT_NE(page().find("3, oldest 2 days"), std::string::npos);
  EXPECT_NE(page().find("3 postings could not be sent, the oldest for 2 days."), std::string::npos);
  EXPECT_NE(service->metrics().find("pillarbox_queued_postings 3\n"), std::string::npos);
  EXPECT_NE(service->metrics().find("pillarbox_oldest_queued_seconds " + std::to_string(49 * 3600) + "\n"),
            std::string::npos);
  clock.advance(hours(24));
  EXPECT_NE(page().find("3, oldest 3 days"), std::string::npos) << "it goes on waiting";
  // Known again after the server was started anew.
  stop();
  start();
  EXPECT_NE(service->metrics().find("pillarbox_terminals_with_queue 1\n"), std::string::npos);
  ASSERT_EQ(tell(0, hours(0)).status, 204);
  EXPECT_EQ(page().find("oldest"), std::string::npos);
  EXPECT_NE(service->metrics().find("pillarbox_terminals_with_queue 0\n"), std::string::npos);
}

TEST_P(Queues, NonsenseIsNotBelieved) {
  for (const std::string body :
       {"", "{}", "[]", "{\"v\":1,\"waiting\":-1,\"oldest_seconds\":0}",
        "{\"v\":1,\"waiting\":1,\"oldest_seconds\":-5}", "{\"v\":1,\"waiting\":99999999999,\"oldest_seconds\":0}",
        "{\"v\":1,\"waiting\":1,\"oldest_seconds\":1e99}"}) {
    const Got got = signedAsk(school.device, "PUT", "/v1/queue", body);
    EXPECT_EQ(got.status, 400) << body;
  }
}

TEST_P(Queues, WhatOneHasAlreadyIsNotSentAgain) {
  const std::string directory = "/v1/directory?after=0";
  const Got first = get(directory);
  ASSERT_TRUE(first.headers.contains("etag"));
  const auto again = [&](const std::string& tag) {
    return signedAsk(school.device, "GET", directory, {}, {{"If-None-Match", tag}});
  };
  for (const std::string& tag : {first.headers.at("etag"), "W/" + first.headers.at("etag"),
                                 "\"x\", " + first.headers.at("etag"), std::string("*")}) {
    const Got same = again(tag);
    EXPECT_EQ(same.status, 304) << tag;
    EXPECT_TRUE(same.body.empty());
    EXPECT_EQ(same.headers.at("etag"), first.headers.at("etag"));
  }
  EXPECT_EQ(again("\"x\"").body, first.body);
  ASSERT_EQ(signedAsk(school.device, "PUT", wire::rosterFor(school.device.id), "boxed").status, 204);
  const std::string tag = "\"" + sha256Hex(viewOf("boxed")) + "\"";
  EXPECT_EQ(signedAsk(school.device, "GET", "/v1/roster", {}, {{"If-None-Match", tag}}).status, 304);
  ASSERT_EQ(signedAsk(school.device, "PUT", wire::rosterFor(school.device.id), "another").status, 204);
  EXPECT_EQ(signedAsk(school.device, "GET", "/v1/roster", {}, {{"If-None-Match", tag}}).body, "another");
}

// From whatever addresses they come: the front's limit by address is another.
TEST_P(Queues, InvitationsThatAreNoGoodAreLimitedBySchoolAndAGoodOneStillLetsIn) {
  const TestDevice stranger{"guess-1", seal::DeviceKeys::generate(random)};
  const auto guess = [&] { return ask("POST", "/v1/join", {}, joinOf(stranger, invitation(school.id), school.head)); };
  int refused = 0;
  while (guess().status == 403 && refused < 100) ++refused;
  EXPECT_EQ(refused, 40);
  const Got later = guess();
  EXPECT_EQ(later.status, 429);
  EXPECT_GE(std::stoi(later.headers.at("retry-after")), 1);
  const TestDevice invited{"hall-1", seal::DeviceKeys::generate(random)};
  const wire::Invitation good = invitation(school.id);
  EXPECT_EQ(ask("POST", "/v1/join", {}, joinOf(invited, good, school.dsl)).status, 202);
  // The same invitation for another device: it was used, and that counts as no good.
  EXPECT_EQ(ask("POST", "/v1/join", {}, joinOf(stranger, good, school.dsl)).status, 429);
  clock.advance(std::chrono::minutes(2));
  EXPECT_EQ(problemName(ask("POST", "/v1/join", {}, joinOf(stranger, good, school.dsl))), "invitation-used");
}

ON_BOTH_ENGINES(Queues);

}  // namespace
}  // namespace pillarbox::server
