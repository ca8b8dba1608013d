// The signed reads, the directory, rosters and joining.
#include "shared/wire/invitation.h"
#include "shared/wire/join.h"
#include "shared/wire/lists.h"
#include "tests/unit/server/server_fixture.h"

namespace pillarbox::server {
namespace {

class Reads : public OnBoth<ServerTest> {
 protected:
  Got putDirectory(const std::string& envelope, const std::string& ifMatch) {
    return signedAsk(school.device, "PUT", "/v1/directory", envelope, {{"If-Match", "\"" + ifMatch + "\""}});
  }
};

ON_BOTH_ENGINES(Reads);

TEST_P(Reads, UnsignedRequestIsToldTheServersTime) {
  for (const std::string target : {"/v1/entries?after=0", "/v1/head", "/v1/status?ids=x", "/v1/directory", "/v1/roster",
                                   "/v1/joins", "/v1/entries/x/sealed"}) {
    const Got got = ask("GET", target);
    EXPECT_EQ(got.status, 401) << target;
    const auto problem = wire::decodeProblem(got.body);
    ASSERT_TRUE(problem.ok());
    EXPECT_EQ(problem->time, clock.now());
  }
}

TEST_P(Reads, DeviceWithAWrongClockLearnsTheTimeAndGetsThrough) {
  support::FakeClock wrong(clock.now() + std::chrono::hours(24 * 365));
  const std::string target = "/v1/head";
  const auto askAt = [&](WallTime created) {
    const auto made = wire::signRequest({"GET", target, std::nullopt}, {school.id, "kiosk-1", seal::keyIdOf(serverKey)},
                                        school.device.keys.signing, created, random.bytes(16));
    return ask("GET", target, {{"Signature-Input", made.signatureInput}, {"Signature", made.signature}});
  };
  const Got first = askAt(wrong.now());
  ASSERT_EQ(first.status, 401);
  EXPECT_EQ(problemName(first), "signed-at-another-time");
  EXPECT_EQ(askAt(*wire::decodeProblem(first.body)->time).status, 200);
}

TEST_P(Reads, OtherDevicesAndOtherKeysReadNothing) {
  const TestDevice stranger{"kiosk-9", seal::DeviceKeys::generate(random)};
  EXPECT_EQ(signedAsk(stranger, "GET", "/v1/head").status, 403);
  const TestDevice impostor{"kiosk-1", seal::DeviceKeys::generate(random)};
  EXPECT_EQ(signedAsk(impostor, "GET", "/v1/head").status, 401);
}

TEST_P(Reads, OneSchoolNeverSeesAnother) {
  TestSchool other("elmtree");
  testing::internal::CaptureStdout();
  addSchool(other);
  testing::internal::GetCapturedStdout();
  const TestPosting posting = school.posting();
  ASSERT_EQ(put(posting).status, 201);
  EXPECT_EQ(signedAsk(other.device, "GET", wire::sealedPath(posting.id), {}, {}, "elmtree").status, 404);
  const Got list = signedAsk(other.device, "GET", wire::entriesAfter(0), {}, {}, "elmtree");
  EXPECT_TRUE(wire::decodeEntryList(list.body)->entries.empty());
  EXPECT_EQ(signedAsk(other.device, "GET", wire::entriesAfter(0), {}, {}, "oakfield").status, 401);
}

TEST_P(Reads, EntriesComeInOrderWithTheirReceiptsAndBodies) {
  std::vector<TestPosting> postings;
  for (int i = 0; i < 3; ++i) {
    postings.push_back(school.posting());
    ASSERT_EQ(put(postings.back()).status, 201);
  }
  const auto list = wire::decodeEntryList(get(wire::entriesAfter(1)).body);
  ASSERT_TRUE(list.ok());
  ASSERT_EQ(list->entries.size(), 2u);
  EXPECT_EQ(list->entries[0].slip, postings[1].envelope);
  EXPECT_EQ(list->entries[1].slip, postings[2].envelope);
  EXPECT_FALSE(list->more);
  wire::KnownHead known;
  EXPECT_TRUE(wire::checkReceipt(list->entries[0].receipt, serverKey, postings[1].id, postings[1].slipSha256(),
                                 school.id, known)
                  .ok());
  const auto head = wire::decodeHead(get("/v1/head").body);
  ASSERT_TRUE(head.ok());
  EXPECT_EQ(head->receipt, list->entries[1].receipt);
  const Got sealed = get(wire::sealedPath(postings[0].id));
  EXPECT_EQ(sealed.body, postings[0].sealed);
  EXPECT_EQ(sealed.headers.at("content-type"), "application/octet-stream");
  EXPECT_EQ(get(wire::sealedPath(newId(clock, random))).status, 404);
  const auto part = [&](const std::string& range) {
    return signedAsk(school.device, "GET", wire::sealedPath(postings[0].id), {}, {{"Range", range}});
  };
  const std::string& all = postings[0].sealed;
  const Got rest = part("bytes=7-");
  EXPECT_EQ(rest.status, 206);
  EXPECT_EQ(rest.body, all.substr(7));
  EXPECT_EQ(rest.headers.at("content-range"),
            "bytes 7-" + std::to_string(all.size() - 1) + "/" + std::to_string(all.size()));
  EXPECT_EQ(part("bytes=2-4").body, all.substr(2, 3));
  EXPECT_EQ(part("bytes=2-999999").body, all.substr(2)) << "as far as there is";
  EXPECT_EQ(part("bytes=" + std::to_string(all.size()) + "-").status, 416);
  for (const char* other : {"bytes=4-2", "bytes=-3", "bytes=0-1,3-4", "lines=0-1", "bytes=x-"}) {
    EXPECT_EQ(part(other).status, 200) << other;
  }
  EXPECT_EQ(get("/v1/entries?after=-1").status, 400);
  EXPECT_EQ(get("/v1/entries?before=1").status, 400);
}

TEST_P(Reads, HeadOfANewSchoolIsEmpty) {
  EXPECT_FALSE(wire::decodeHead(get("/v1/head").body)->receipt);
}

TEST_P(Reads, StatusGivesTheCaseworkAboutWhatWasAsked) {
  const TestPosting concern = school.posting();
  const auto about = [&](Kind kind, const std::string& subject) {
    const TestPosting posting = school.posting(school.device, 4096, [&](Slip& slip) {
      slip.kind = kind;
      slip.subject = subject;
    });
    EXPECT_EQ(put(posting).status, 201);
    return posting;
  };
  ASSERT_EQ(put(concern).status, 201);
  const TestPosting read = about(Kind::read, concern.id);
  about(Kind::note, concern.id);
  about(Kind::read, newId(clock, random));
  const TestPosting decided = about(Kind::decision, concern.id);
  const TestPosting closed = about(Kind::close, concern.id);
  const std::vector<std::string> ids{concern.id};
  const auto slips = wire::decodeStatusReply(get(wire::statusOf(ids)).body);
  ASSERT_TRUE(slips.ok());
  EXPECT_EQ(*slips, (std::vector<std::string>{read.envelope, decided.envelope, closed.envelope}));
  EXPECT_EQ(get("/v1/status").status, 400);
  EXPECT_EQ(get("/v1/status?ids=").status, 400);
  EXPECT_EQ(get("/v1/status?ids=x").status, 400);
}

TEST_P(Reads, WhatALeadSaysToAWriterComesToTheDeviceThatAsksHowItsPostingsAre) {
  const TestPosting concern = school.posting();
  ASSERT_EQ(put(concern).status, 201);
  std::vector<std::string> said;
  for (const Kind kind : {Kind::thanks, Kind::seeMe, Kind::morePlease}) {
    const TestPosting message = school.posting(school.device, 4096, [&](Slip& slip) {
      slip.kind = kind;
      slip.subject = concern.id;
    });
    EXPECT_EQ(put(message).status, 201) << kindName(kind);
    said.push_back(message.envelope);
  }
  const std::vector<std::string> ids{concern.id};
  const auto slips = wire::decodeStatusReply(get(wire::statusOf(ids)).body);
  ASSERT_TRUE(slips.ok());
  EXPECT_EQ(*slips, said);
}

TEST_P(Reads, DirectoryMovesOnByCompareAndSwap) {
  Directory next = school.next();
  next.places = {"Hall"};
  const std::string envelope = TestSchool::signedBy(next, school.dsl);
  EXPECT_EQ(putDirectory(envelope, std::string(64, 'a')).status, 412);
  EXPECT_EQ(signedAsk(school.device, "PUT", "/v1/directory", envelope).status, 428);
  const Got stored = putDirectory(envelope, school.sha256());
  EXPECT_EQ(stored.status, 201);
  EXPECT_EQ(putDirectory(envelope, school.sha256()).status, 200) << "sent again after a lost answer";
  Directory rival = school.next();
  rival.places = {"Yard"};
  EXPECT_EQ(putDirectory(TestSchool::signedBy(rival, school.dsl), school.sha256()).status, 412);
  const auto all = wire::decodeDirectories(get("/v1/directory").body);
  EXPECT_EQ(*all, (std::vector<std::string>{school.envelope(), envelope}));
  EXPECT_EQ(*wire::decodeDirectories(get(wire::directoriesAfter(1)).body), std::vector<std::string>{envelope});
}

TEST_P(Reads, DirectorySignedByWhoMayNotIsRefused) {
  Directory next = school.next();
  next.places = {"Hall"};
  EXPECT_EQ(putDirectory(TestSchool::signedBy(next, school.head), school.sha256()).status, 403);
  EXPECT_EQ(putDirectory(TestSchool::signedBy(next, school.device.keys.signing), school.sha256()).status, 403);
  next.version = 7;
  EXPECT_EQ(putDirectory(TestSchool::signedBy(next, school.dsl), school.sha256()).status, 403);
  EXPECT_EQ(putDirectory("{}", school.sha256()).status, 400);
}

TEST_P(Reads, RosterReachesOnlyTheDeviceItIsFor) {
  EXPECT_EQ(get("/v1/roster").status, 404);
  const std::string box = "sealed box";
  EXPECT_EQ(signedAsk(school.device, "PUT", wire::rosterFor("kiosk-1"), box).status, 204);
  EXPECT_EQ(get("/v1/roster").body, box);
  EXPECT_EQ(signedAsk(school.device, "PUT", wire::rosterFor("kiosk-9"), box).status, 404);
}

TEST_P(Reads, BodyThatIsNotTheOneSignedIsRefused) {
  const std::string target = wire::rosterFor("kiosk-1");
  const std::string meant = "sealed box";
  const auto made = wire::signRequest({"PUT", target, viewOf(meant)}, {school.id, "kiosk-1", seal::keyIdOf(serverKey)},
                                      school.device.keys.signing, clock.now(), random.bytes(16));
  const Headers headers{
      {"Signature-Input", made.signatureInput}, {"Signature", made.signature}, {"Content-Digest", made.contentDigest}};
  EXPECT_EQ(ask("PUT", target, headers, "other box!").status, 400);
  EXPECT_EQ(ask("PUT", target, headers, meant).status, 204);
  EXPECT_EQ(ask("PUT", target, {headers[0], headers[1]}, meant).status, 401) << "the digest left out";
}

TEST_P(Reads, InvitedDevicePostsAtOnceAndIsFlaggedUntilItIsLetIn) {
  const TestDevice joining{"kiosk-2", seal::DeviceKeys::generate(random)};
  const wire::Invitation invited = invitation(school.id);
  const std::string request = joinOf(joining, invited, school.dsl);
  const Got joined = ask("POST", "/v1/join", {}, request);
  ASSERT_EQ(joined.status, 202);
  EXPECT_EQ(*wire::decodeDirectories(joined.body), std::vector<std::string>{school.envelope()});
  EXPECT_EQ(ask("POST", "/v1/join", {}, request).status, 202) << "sent again after a lost answer";

  EXPECT_EQ(put(school.posting(joining)).status, 201);
  EXPECT_EQ(wire::decodeEntryList(get(wire::entriesAfter(0)).body)->entries[0].flag, "pending-device");
  EXPECT_EQ(signedAsk(joining, "GET", "/v1/directory").status, 200);
  EXPECT_EQ(signedAsk(joining, "GET", wire::entriesAfter(0)).status, 403);
  EXPECT_EQ(signedAsk(joining, "GET", "/v1/roster").status, 403);

  const auto waiting = wire::decodeJoins(get("/v1/joins").body);
  ASSERT_TRUE(waiting.ok());
  ASSERT_EQ(waiting->size(), 1u);
  EXPECT_TRUE(wire::checkProof(waiting->front().request, invited.token).ok());
  Directory next = school.next();
  next.devices.push_back(wire::deviceOf(waiting->front().request));
  ASSERT_EQ(putDirectory(TestSchool::signedBy(next, school.dsl), school.sha256()).status, 201);
  EXPECT_EQ(put(school.posting(joining)).status, 201);
  const auto list = wire::decodeEntryList(get(wire::entriesAfter(1)).body);
  EXPECT_EQ(list->entries[0].flag, "");
  EXPECT_TRUE(wire::decodeJoins(get("/v1/joins").body)->empty());
  EXPECT_EQ(signedAsk(joining, "GET", wire::entriesAfter(0)).status, 200);
}

TEST_P(Reads, BadInvitationsLetNobodyIn) {
  const TestDevice joining{"kiosk-2", seal::DeviceKeys::generate(random)};
  const TestDevice second{"kiosk-3", seal::DeviceKeys::generate(random)};
  const auto refused = [&](const std::string& request) {
    const Got got = ask("POST", "/v1/join", {}, request);
    EXPECT_EQ(got.status, 403);
    return problemName(got);
  };
  EXPECT_EQ(refused(joinOf(joining, invitation(school.id), school.head)), "bad-invitation")
      << "a head is no safeguarding lead";
  wire::Invitation late = invitation(school.id);
  late.expiresAt = clock.now() - Milliseconds{1};
  EXPECT_EQ(refused(joinOf(joining, late, school.dsl)), "invitation-expired");
  wire::Invitation elsewhere = invitation(school.id);
  elsewhere.serverKey = school.dsl.verifyKey();
  EXPECT_EQ(refused(joinOf(joining, elsewhere, school.dsl)), "bad-invitation");
  const wire::Invitation once = invitation(school.id);
  EXPECT_EQ(ask("POST", "/v1/join", {}, joinOf(joining, once, school.dsl)).status, 202);
  EXPECT_EQ(refused(joinOf(second, once, school.dsl)), "invitation-used");
  const TestDevice taken{"kiosk-1", seal::DeviceKeys::generate(random)};
  EXPECT_EQ(refused(joinOf(taken, invitation(school.id), school.dsl)), "device-known");
  EXPECT_EQ(ask("POST", "/v1/join", {}, "{}").status, 400);
  EXPECT_EQ(ask("POST", "/v1/join", {}, "").status, 400);
}

}  // namespace
}  // namespace pillarbox::server
