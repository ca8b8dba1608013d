// Every document both sides exchange goes there and back unchanged, and a damaged one is refused.
#include <gtest/gtest.h>

#include "shared/base/hash.h"
#include "shared/record/slip.h"
#include "shared/wire/api.h"
#include "shared/wire/invitation.h"
#include "shared/wire/join.h"
#include "shared/wire/lists.h"
#include "shared/wire/problem.h"
#include "shared/wire/server_card.h"

namespace pillarbox::wire {
namespace {

const WallTime noon = *parseTime("2026-11-21T12:00:00.000Z");

Invitation exampleInvitation(Random& random, const seal::VerifyKey& serverKey) {
  Invitation invitation;
  invitation.url = "https://box.example.sch.uk:8443";
  invitation.schoolId = "school-1";
  invitation.directorySha256 = sha256Hex(viewOf("directory"));
  invitation.serverKey = serverKey;
  invitation.caPem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
  invitation.token = random.bytes(invitationTokenBytes);
  invitation.expiresAt = noon + invitationLife;
  return invitation;
}

TEST(Wire, ServerCardGoesThereAndBack) {
  SystemRandom random;
  const auto key = seal::SigningKey::generate(random);
  ServerCard card;
  card.name = "Little Wickham Primary";
  card.signKey = key.verifyKey();
  card.boxKey[3] = 9;
  const auto answer = decodeServerAnswer(encodeServerAnswer(signServerCard(card, key), noon));
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->card, card);
  EXPECT_EQ(answer->time, noon);
}

TEST(Wire, ServerCardSignedByAnotherKeyIsRefused) {
  SystemRandom random;
  const auto key = seal::SigningKey::generate(random);
  const auto other = seal::SigningKey::generate(random);
  ServerCard card;
  card.name = "x";
  card.signKey = key.verifyKey();
  const auto read = readServerCard(signServerCard(card, other));
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.fault().code, FaultCode::notTrusted);
}

TEST(Wire, InvitationGoesThereAndBackEvenFoldedInAnEmail) {
  SystemRandom random;
  const auto dsl = seal::SigningKey::generate(random);
  const Invitation invitation = exampleInvitation(random, dsl.verifyKey());
  const auto envelope = signInvitation(invitation, dsl);
  std::string text = invitationText(envelope, invitation.token);
  EXPECT_TRUE(text.starts_with("PILLARBOX-INVITE-1:"));
  text.insert(70, "\r\n  ");
  const auto read = readInvitationText(text + "\n");
  ASSERT_TRUE(read.ok()) << read.fault().detail;
  EXPECT_EQ(read->invitation, invitation);
  EXPECT_TRUE(seal::verifiedBy(read->envelope, dsl.verifyKey()));
}

TEST(Wire, SignedPartOfAnInvitationDoesNotHoldTheToken) {
  SystemRandom random;
  const auto dsl = seal::SigningKey::generate(random);
  const Invitation invitation = exampleInvitation(random, dsl.verifyKey());
  const auto read = readInvitationEnvelope(seal::encode(signInvitation(invitation, dsl)));
  ASSERT_TRUE(read.ok());
  EXPECT_TRUE(read->invitation.token.empty());
  EXPECT_EQ(read->tokenSha256, sha256Hex(invitation.token));
}

TEST(Wire, DamagedInvitationIsRefused) {
  SystemRandom random;
  const auto dsl = seal::SigningKey::generate(random);
  const Invitation invitation = exampleInvitation(random, dsl.verifyKey());
  const std::string text = invitationText(signInvitation(invitation, dsl), invitation.token);
  EXPECT_FALSE(readInvitationText(text.substr(0, text.size() - 5)).ok());
  EXPECT_FALSE(readInvitationText(text.substr(1)).ok());
  EXPECT_FALSE(readInvitationText("").ok());
  EXPECT_FALSE(readInvitationText("PILLARBOX-INVITE-1:.").ok());
  const std::string otherToken = invitationText(signInvitation(invitation, dsl), random.bytes(32));
  EXPECT_FALSE(readInvitationText(otherToken).ok());
}

TEST(Wire, JoinGoesThereAndBackAndProvesTheToken) {
  SystemRandom random;
  const auto dsl = seal::SigningKey::generate(random);
  const auto device = seal::SigningKey::generate(random);
  const Invitation invitation = exampleInvitation(random, dsl.verifyKey());
  JoinRequest request;
  request.invitation = seal::encode(signInvitation(invitation, dsl));
  request.deviceId = "kiosk-abc";
  request.deviceName = "Staffroom";
  request.verifyKey = seal::formatVerifyKey(device.verifyKey());
  request.boxKey = formatBoxKey(seal::BoxKey{1, 2, 3});
  request.proof = joinProof(invitation.token, request.deviceId, request.verifyKey, request.boxKey);
  const std::string envelope = signJoin(request, device);
  const auto joins = decodeJoins(encodeJoins({{envelope, noon}}));
  ASSERT_TRUE(joins.ok()) << joins.fault().detail;
  ASSERT_EQ(joins->size(), 1u);
  EXPECT_EQ(joins->front().request, request);
  EXPECT_TRUE(checkProof(request, invitation.token).ok());
  EXPECT_FALSE(checkProof(request, random.bytes(32)).ok());
  EXPECT_EQ(joinCode(request.proof).size(), 7u);
  EXPECT_FALSE(readJoin(signJoin(request, dsl)).ok()) << "signed by another key than the one it names";
}

TEST(Wire, ListsGoThereAndBack) {
  EntryList list;
  list.entries.push_back({"{\"a\"}", "{\"b\"}", "revoked-device"});
  list.more = true;
  const auto entries = decodeEntryList(encodeEntryList(list));
  ASSERT_TRUE(entries.ok());
  EXPECT_EQ(entries->entries, list.entries);
  EXPECT_TRUE(entries->more);
  EXPECT_EQ(*decodeStatusReply(encodeStatusReply({"x", "y"})), (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(*decodeDirectories(encodeDirectories({})), std::vector<std::string>{});
  const auto none = decodeHead(encodeHead({std::nullopt, noon}));
  ASSERT_TRUE(none.ok());
  EXPECT_FALSE(none->receipt);
  EXPECT_EQ(*decodeHead(encodeHead({"r", noon}))->receipt, "r");
  EXPECT_FALSE(decodeEntryList("[]").ok());
  EXPECT_FALSE(decodeHead("{\"receipt\":7,\"time\":\"2026-11-21T12:00:00.000Z\"}").ok());
  EXPECT_FALSE(decodeDirectories(std::string(5000, '[')).ok());
}

TEST(Wire, ProblemGoesThereAndBack) {
  const Problem problem{401, "signed-too-long-ago", "Not accepted", "The request was signed too long ago.", noon};
  const auto read = decodeProblem(encodeProblem(problem));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->status, 401);
  EXPECT_EQ(read->name, problem.name);
  EXPECT_EQ(read->time, noon);
}

Answer problemAnswer(int status) {
  return {status, "application/problem+json; charset=utf-8", encodeProblem({status, "n", "t", "d", {}}), ""};
}

TEST(Wire, OnlyOurOwnProblemRefusesForGood) {
  EXPECT_TRUE(judge({201, "", "", ""}).ok());
  EXPECT_EQ(judge(problemAnswer(422)).fault().code, FaultCode::refused);
  EXPECT_EQ(judge(problemAnswer(413)).fault().code, FaultCode::refused);
  EXPECT_EQ(judge(problemAnswer(401)).fault().code, FaultCode::notTrusted);
  EXPECT_EQ(judge(problemAnswer(409)).fault().code, FaultCode::retryLater);
  EXPECT_EQ(judge(problemAnswer(503)).fault().code, FaultCode::retryLater);
  EXPECT_EQ(judge({502, "text/html", "<html>", ""}).fault().code, FaultCode::retryLater);
  EXPECT_EQ(judge({404, "text/html", "<html>", ""}).fault().code, FaultCode::notOurServer);
  EXPECT_EQ(judge({302, "text/html", "", ""}).fault().code, FaultCode::notOurServer);
  Answer mismatch = problemAnswer(422);
  mismatch.status = 403;
  EXPECT_EQ(judge(mismatch).fault().code, FaultCode::notOurServer);
}

TEST(Wire, RetryAfterIsReadAsSecondsOrADateAndIsNeverOverADay) {
  Answer answer{503, "", "", "7"};
  EXPECT_EQ(retryAfterOf(answer, noon), Milliseconds{7000});
  answer.retryAfter = "Sat, 21 Nov 2026 12:01:00 GMT";
  EXPECT_EQ(retryAfterOf(answer, noon), Milliseconds{60'000});
  answer.retryAfter = "99999999999999999999";
  EXPECT_EQ(retryAfterOf(answer, noon), Milliseconds{86'400'000});
  answer.retryAfter = "soon";
  EXPECT_FALSE(retryAfterOf(answer, noon));
  answer.retryAfter = "";
  EXPECT_FALSE(retryAfterOf(answer, noon));
}

TEST(Wire, PathsAreThoseOfTheApi) {
  EXPECT_EQ(entryPath("x"), "/v1/entries/x");
  EXPECT_EQ(sealedPath("x"), "/v1/entries/x/sealed");
  EXPECT_EQ(entriesAfter(7), "/v1/entries?after=7");
  const std::vector<std::string> ids{"a", "b"};
  EXPECT_EQ(statusOf(ids), "/v1/status?ids=a,b");
  EXPECT_EQ(directoriesAfter(2), "/v1/directory?after=2");
  EXPECT_EQ(rosterFor("d"), "/v1/roster/d");
}

}  // namespace
}  // namespace pillarbox::wire
