// What the courier brings from a server: directories, what other devices posted, what became of its own.
#include "tests/unit/office/courier_fixture.h"

namespace pillarbox::office {

TEST_F(CourierTest, NewDirectoryAndOtherDevicesEntriesAreFetched) {
  School school = create();
  connect(school);
  const std::string id = postConcern(school).slip.id;
  // Another device, let in by version 2, on which the DSL has read it.
  Directory next = nextOf(school);
  next.devices.push_back(deviceOf("desk-1", desk));
  directories = {signDirectory(next, "dsl-1")};
  run(school, healthy(), std::chrono::seconds(5));
  EXPECT_EQ(school.directory().version, 2);

  Slip slip = (*school.store->posting(id))->slip;
  slip.id = newId(clock, random);
  slip.device = "desk-1";
  slip.chainId = newId(clock, random);
  slip.seq = 1;
  slip.kind = Kind::read;
  slip.subject = id;
  slip.directoryVersion = 2;
  HttpRequest put;
  put.body = random.bytes(50);
  slip.sealedSha256 = sha256Hex(put.body);
  slip.sealedBytes = 50;
  const std::array<const seal::SigningKey*, 2> keys = {&desk.signing, &keyOf("dsl-1")};
  const std::string envelope = seal::encode(seal::sign(slipType, viewOf(encodeSlip(slip)), keys));
  put.headers = {{std::string(wire::slipHeader), toBase64(viewOf(envelope), Base64::urlUnpadded)}};
  takeIn(put);
  directories.clear();
  run(school, healthy(), std::chrono::seconds(5));
  EXPECT_TRUE((*school.store->posting(slip.id)).has_value());
  EXPECT_EQ(must(progressOfAll(school)).at(id).progress, Progress::read);
}

TEST_F(CourierTest, ATerminalThatOnlyPostsAsksForNothingSealedAndStillHearsThatItWasRead) {
  School school = create();
  connect(school);
  const std::string id = postConcern(school).slip.id;
  letFetch(school, std::vector<std::string>{});
  const Slip others = listFromDesk(school, Kind::concern);
  const Slip read = listFromDesk(school, Kind::read, id);
  statuses = {listed.entries.back().slip};
  run(school, healthy(), std::chrono::seconds(90));
  EXPECT_EQ(sealedAsked(), 0);
  EXPECT_FALSE((*school.store->posting(others.id)).has_value());
  const auto pending = must(school.store->setting(settingFetchPending));
  EXPECT_TRUE(!pending || pending->empty()) << "nothing is on its way";
  EXPECT_EQ(must(progressOfAll(school)).at(id).progress, Progress::read);
  for (const auto& known : must(school.store->known())) EXPECT_NE(known.id, read.id) << "there is nothing to open";
  const auto checked = must(verifyFolder(school));
  EXPECT_TRUE(checked.problems.empty()) << checked.problems.front().problem;

  // Let to fetch: what went by comes now, and what there was of the slip is completed.
  letFetch(school, std::vector<std::string>{"safeguarding"});
  run(school, healthy(), std::chrono::seconds(90));
  EXPECT_EQ(must(school.store->sealed(others.id)).size(), 50U);
  EXPECT_EQ(must(school.store->sealed(read.id)).size(), 50U);
  EXPECT_TRUE(must(verifyFolder(school)).problems.empty());
}

TEST_F(CourierTest, AServerThatKnowsANewerDirectoryMayRefuseASealedFileAndTheRestGoesOn) {
  School school = create();
  connect(school);
  letFetch(school, std::nullopt);
  const Slip refused = listFromDesk(school, Kind::concern);
  const Slip fine = listFromDesk(school, Kind::concern);
  const auto server = healthy();
  run(
      school,
      [&](const HttpRequest& request) -> Result<wire::Answer> {
        if (request.target == wire::sealedPath(refused.id)) {
          return problem(403, std::string(wire::notForThisDevice));
        }
        return server(request);
      },
      std::chrono::minutes(10));
  EXPECT_TRUE((*school.store->posting(fine.id)).has_value());
  EXPECT_FALSE((*school.store->posting(refused.id)).has_value());
  EXPECT_EQ(std::count(asked.begin(), asked.end(), "GET " + wire::sealedPath(refused.id)), 1)
      << "what was refused is not asked for again and again";
}

TEST_F(CourierTest, WhatWaitsIsToldOnceAndAgainWhenItChanges) {
  School school = create();
  connect(school);
  postConcern(school);
  postConcern(school);
  const auto server = healthy();
  bool refuses = true;
  const auto script = [&](const HttpRequest& request) -> Result<wire::Answer> {
    if (refuses && request.method == "PUT" && request.target != wire::queuePath) return problem(503);
    return server(request);
  };
  clock.advance(std::chrono::hours(48));
  run(school, script, std::chrono::minutes(5));
  ASSERT_EQ(queues.size(), 1U) << "once for the same";
  EXPECT_EQ(queues[0].waiting, 2);
  EXPECT_GE(queues[0].oldest, std::chrono::hours(48));
  refuses = false;
  run(school, script, std::chrono::hours(2));
  ASSERT_GE(queues.size(), 2U);
  EXPECT_EQ(queues.back().waiting, 0);
}

TEST_F(CourierTest, WhoWaitsForNewsFetchesWhenItComesAndDoesNotStormAServerThatCannotWait) {
  School school = create();
  connect(school);
  letFetch(school, std::nullopt);
  const auto server = healthy();
  for (const bool knowsWaiting : {true, false}) {
    Slip news;
    int waits = 0;
    ScriptedHttp http(clock, [&](const HttpRequest& request) -> Result<wire::Answer> {
      if (request.target.find("&wait=") == std::string::npos) return server(request);
      ++waits;
      if (!knowsWaiting) return problem(400, "bad-query");
      clock.advance(std::chrono::seconds(3));
      if (news.id.empty()) news = listFromDesk(school, Kind::concern);
      HttpRequest plain = request;
      plain.target = plain.target.substr(0, plain.target.find('&'));
      return server(plain);
    });
    Courier courier(
        school, http, [](const CourierEvent&) {}, std::chrono::minutes(30));
    courier.waitForNews();
    const Milliseconds end = clock.monotonic() + std::chrono::minutes(1);
    while (clock.monotonic() < end) {
      courier.step();
      http.wait(std::min<Milliseconds>(courier.untilNext(std::chrono::seconds(10)), end - clock.monotonic()));
      ASSERT_LT(http.asked.size(), 300U) << "flooding";
    }
    if (knowsWaiting) {
      EXPECT_TRUE((*school.store->posting(news.id)).has_value()) << "long before half an hour is over";
    } else {
      EXPECT_LE(waits, 7);
      EXPECT_GE(waits, 1);
    }
  }
}

TEST_F(CourierTest, ALargeFileOfAnotherDeviceGoesOnWhereTheConnectionWasCut) {
  School school = create();
  connect(school);
  const std::string id = postConcern(school).slip.id;
  run(school, healthy(), std::chrono::seconds(5));
  Slip slip = (*school.store->posting(id))->slip;
  slip.id = newId(clock, random);
  slip.chainId = newId(clock, random);
  slip.seq = 1;
  HttpRequest put;
  put.body = random.bytes(1'700'000);
  slip.sealedSha256 = sha256Hex(put.body);
  slip.sealedBytes = static_cast<std::int64_t>(put.body.size());
  const std::string envelope = seal::encode(seal::sign(slipType, viewOf(encodeSlip(slip)), school.keys.signing));
  put.headers = {{std::string(wire::slipHeader), toBase64(viewOf(envelope), Base64::urlUnpadded)}};
  takeIn(put);

  std::size_t sent = 0;
  int cuts = 0;
  const ScriptedHttp::Script script = [&](const HttpRequest& request) -> Result<wire::Answer> {
    if (!request.target.ends_with("/sealed")) return healthy()(request);
    std::string range;
    for (const auto& [name, value] : request.headers) range = name == "Range" ? value : range;
    unsigned long from = 0, to = 0;
    EXPECT_EQ(std::sscanf(range.c_str(), "bytes=%lu-%lu", &from, &to), 2) << range;
    // Each piece is lost once on its way.
    if (++cuts % 2 == 1) return Fault{FaultCode::network, "cut"};
    const std::string& all = sealed[slip.id];
    const std::string piece = all.substr(from, to - from + 1);
    sent += piece.size();
    return wire::Answer{206, std::string(wire::octetType), piece, ""};
  };
  run(school, script, std::chrono::minutes(30));
  ASSERT_TRUE((*school.store->posting(slip.id)).has_value());
  EXPECT_EQ(*school.store->sealed(slip.id), put.body);
  EXPECT_EQ(sent, put.body.size()) << "nothing came twice";
  EXPECT_GE(cuts, 8);
}

TEST_F(CourierTest, ALargeFileGoesOnAfterARestartAndWhatWasSpoiledBegins) {
  School school = create();
  connect(school);
  const Slip slip = listFromElsewhere(school, {.bytes = 1'700'000});
  std::size_t pieces = 0;
  const ScriptedHttp::Script script = [&](const HttpRequest& request) -> Result<wire::Answer> {
    if (!request.target.ends_with("/sealed")) return healthy()(request);
    unsigned long from = 0, to = 0;
    for (const auto& [name, value] : request.headers) {
      if (name == "Range") std::sscanf(value.c_str(), "bytes=%lu-%lu", &from, &to);
    }
    if (++pieces == 3) return Fault{FaultCode::network, "the machine was switched off"};
    const std::string& whole = sealed[request.target.substr(wire::entriesPath.size() + 1, 36)];
    return wire::Answer{206, std::string(wire::octetType), whole.substr(from, to - from + 1), ""};
  };
  run(school, script, std::chrono::seconds(1));  // a courier of its own each time, as a process is
  ASSERT_FALSE((*school.store->posting(slip.id)).has_value());
  const auto part = folder / ("fetching-" + slip.id + ".part");
  ASSERT_EQ(std::filesystem::file_size(part), 2U * 512 * 1024);
  const std::size_t before = pieces;
  run(school, script, std::chrono::minutes(10));
  ASSERT_TRUE((*school.store->posting(slip.id)).has_value());
  EXPECT_LE(pieces - before, 2U) << "only what was missing";
  EXPECT_FALSE(std::filesystem::exists(part));

  const Slip other = listFromElsewhere(school, {.bytes = 900'000});
  ASSERT_TRUE(writeFileDurable(folder / ("fetching-" + other.id + ".part"), random.bytes(600'000)).ok());
  run(school, script, std::chrono::minutes(10));
  EXPECT_TRUE((*school.store->posting(other.id)).has_value());
}

// Issue 5, section 9: bodies are fetched lazily; what a DSL has to see now does not wait behind old history.
TEST_F(CourierTest, WhatIsUrgentThenNewAndUnreadIsFetchedFirst) {
  School school = create();
  connect(school);
  const Slip old = listFromElsewhere(school, {}), urgent = listFromElsewhere(school, {.urgent = true}),
             read = listFromElsewhere(school, {}), fresh = listFromElsewhere(school, {});
  listFromElsewhere(school, {.kind = Kind::read, .subject = read.id});
  std::vector<std::string> order;
  std::vector<std::string> pendingThen;
  const ScriptedHttp::Script script = [&](const HttpRequest& request) -> Result<wire::Answer> {
    if (request.target.ends_with("/sealed")) {
      order.push_back(request.target.substr(wire::entriesPath.size() + 1, 36));
      if (order.size() == 1) {
        for (const Pending& one : parsePending(**school.store->setting(settingFetchPending))) {
          pendingThen.push_back(one.id);
        }
      }
    }
    return healthy()(request);
  };
  run(school, script, std::chrono::seconds(5));
  ASSERT_EQ(order.size(), 5U);
  EXPECT_EQ(order[0], urgent.id);
  EXPECT_EQ(order[1], fresh.id);
  EXPECT_EQ(order[2], old.id);
  EXPECT_EQ(pendingThen, (std::vector<std::string>{urgent.id, fresh.id, old.id, read.id}));
  EXPECT_EQ(**school.store->setting(settingFetchPending), "") << "nothing is on its way any more";
  EXPECT_EQ(**school.store->setting(settingFetchedAfter), "5");
}

TEST_F(CourierTest, WhatTheServerLeavesOutIsNoticedAndVerifySaysSo) {
  School school = create();
  connect(school);
  listFromElsewhere(school, {});
  listFromElsewhere(school, {});
  listFromElsewhere(school, {});
  listed.entries.erase(listed.entries.begin() + 1);
  run(school, healthy(), std::chrono::seconds(5));
  EXPECT_EQ(must(school.store->postings({})).size(), 2U) << "what is there is taken all the same";
  const VerifyReport report = must(verifyFolder(school));
  EXPECT_TRUE(std::any_of(report.problems.begin(), report.problems.end(), [](const VerifyProblem& one) {
    return one.problem.find("missing in the server's list") != std::string::npos && !one.notice;
  }));
}

TEST_F(CourierTest, AServerThatForgetsWhatItGaveAReceiptForIsNoticed) {
  School school = create();
  connect(school);
  postConcern(school);
  postConcern(school);
  run(school, healthy(), std::chrono::seconds(5));
  EXPECT_FALSE(*school.store->setting(settingChainDoubt));
  ASSERT_TRUE(school.store->setSetting(settingFetchedAfter, "0").ok());
  listed.entries.pop_back();
  run(school, healthy(), std::chrono::minutes(5));
  const auto doubt = *school.store->setting(settingChainDoubt);
  ASSERT_TRUE(doubt);
  EXPECT_NE(doubt->find("no longer lists"), std::string::npos) << *doubt;
}

TEST_F(CourierTest, EntryWithoutTheServersReceiptIsNotTaken) {
  School school = create();
  connect(school);
  postConcern(school);
  run(school, healthy(), std::chrono::seconds(5));
  const std::size_t before = must(school.store->postings({})).size();
  Slip slip = must(school.store->postings({})).front().slip;
  slip.id = newId(clock, random);
  const std::string envelope = seal::encode(seal::sign(slipType, viewOf(encodeSlip(slip)), school.keys.signing));
  store::Posting forged;
  forged.slip = slip;
  forged.envelope = envelope;
  const seal::DeviceKeys real = std::move(serverKeys);
  serverKeys = seal::DeviceKeys::generate(random);
  listed.entries.push_back({envelope, receiptFor(forged, 2, head), ""});
  sealed[slip.id] = "x";
  run(school, healthy(), std::chrono::seconds(70));
  EXPECT_EQ(must(school.store->postings({})).size(), before);
}

TEST_F(CourierTest, WithoutAServerNothingIsAsked) {
  School school = create();
  postConcern(school);
  run(school, healthy(), std::chrono::minutes(5));
  EXPECT_TRUE(asked.empty());
  EXPECT_EQ(school.store->counts()->stored, 1);
}

}  // namespace pillarbox::office
