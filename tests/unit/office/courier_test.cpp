// What the courier does with whatever a network can answer. The network here is a script; the real server and the real
// libcurl are met in tests/flow.
#include "tests/unit/office/courier_fixture.h"

namespace pillarbox::office {

TEST_F(CourierTest, EverythingIsDeliveredOnceAndTheHeadRemembered) {
  School school = create();
  connect(school);
  for (int i = 0; i < 5; ++i) postConcern(school);
  run(school, healthy(), std::chrono::seconds(5));
  EXPECT_EQ(school.store->counts()->delivered, 5);
  EXPECT_EQ(receipts.size(), 5U);
  EXPECT_EQ(puts(), 5);
  EXPECT_EQ(wire::parseKnownHead(school.store->setting(settingNewestHead)->value())->head, head);
  EXPECT_TRUE(must(placeOf(school)).lastServerTime.has_value());
}

TEST_F(CourierTest, ThePoisonedOneDoesNotBlockTheQueue) {
  School school = create();
  connect(school);
  std::vector<std::string> ids;
  for (int i = 0; i < 4; ++i) ids.push_back(postConcern(school).slip.id);
  for (const int status : {500, 409, 404}) {
    SCOPED_TRACE(status);
    School again = open();
    const std::string bad = postConcern(again).slip.id;
    const std::string good = postConcern(again).slip.id;
    run(
        again,
        [&](const HttpRequest& request) -> Result<wire::Answer> {
          if (request.target.ends_with(bad)) return problem(status);
          return healthy()(request);
        },
        std::chrono::seconds(20));
    EXPECT_EQ((*again.store->posting(good))->state, store::State::delivered);
    EXPECT_EQ((*again.store->posting(bad))->state, store::State::stored);
  }
}

TEST_F(CourierTest, RefusedIsSetAsideAndTheRestGoesOn) {
  School school = create();
  connect(school);
  const std::string bad = postConcern(school).slip.id;
  const std::string good = postConcern(school).slip.id;
  run(
      school,
      [&](const HttpRequest& request) -> Result<wire::Answer> {
        if (request.target.ends_with(bad)) return problem(422);
        return healthy()(request);
      },
      std::chrono::seconds(5));
  EXPECT_EQ((*school.store->posting(bad))->state, store::State::refused);
  EXPECT_EQ((*school.store->posting(good))->state, store::State::delivered);
}

TEST_F(CourierTest, CaptivePortalKeepsEverythingAndIsNotStormed) {
  School school = create();
  connect(school);
  for (int i = 0; i < 50; ++i) postConcern(school);
  run(
      school,
      [](const HttpRequest&) {
        return wire::Answer{200, "text/html", "<html>Sign in</html>", ""};
      },
      std::chrono::hours(2));
  EXPECT_EQ(school.store->counts()->waiting(), 50);
  EXPECT_LT(asked.size(), 120U) << "backing off as a whole, not per posting";
  run(school, healthy(), std::chrono::minutes(11));
  EXPECT_EQ(school.store->counts()->delivered, 50);
}

TEST_F(CourierTest, ServerDownForAMonthLosesNothingAndGoesOnByItself) {
  School school = create();
  connect(school);
  postConcern(school);
  const auto nothing = [](const HttpRequest&) -> Result<wire::Answer> { return Fault{FaultCode::network, ""}; };
  run(school, nothing, std::chrono::hours(1));
  clock.advance(std::chrono::hours(24 * 30));
  run(school, nothing, std::chrono::minutes(1));
  clock.jump(-std::chrono::hours(24 * 365));
  run(school, healthy(), std::chrono::minutes(11));
  EXPECT_EQ(school.store->counts()->delivered, 1);
}

TEST_F(CourierTest, RetryAfterIsHonoured) {
  School school = create();
  connect(school);
  postConcern(school);
  const auto busy = [](const HttpRequest&) -> Result<wire::Answer> { return wire::Answer{503, "", "", "1800"}; };
  run(school, busy, std::chrono::minutes(29));
  EXPECT_EQ(puts(), 1);
}

TEST_F(CourierTest, AnswerLostAfterStoringIsNotDoubled) {
  School school = create();
  connect(school);
  postConcern(school);
  int times = 0;
  run(
      school,
      [&](const HttpRequest& request) -> Result<wire::Answer> {
        if (!isUpload(request)) return healthy()(request);
        const wire::Answer stored = takeIn(request);
        if (++times == 1) return Fault{FaultCode::timedOut, ""};
        return stored;
      },
      std::chrono::seconds(30));
  EXPECT_EQ(receipts.size(), 1U);
  EXPECT_EQ(school.store->counts()->delivered, 1);
}

}  // namespace pillarbox::office
