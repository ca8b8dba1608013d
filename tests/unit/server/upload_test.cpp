// PUT /v1/entries/{id}: kept exactly once, receipted, and refused when it is not what it says.
#include <algorithm>
#include <set>

#include "shared/wire/lists.h"
#include "tests/unit/server/server_fixture.h"

namespace pillarbox::server {
namespace {

class Upload : public OnBoth<ServerTest> {};
ON_BOTH_ENGINES(Upload);

TEST_P(Upload, NewPostingIsKeptAndReceipted) {
  const TestPosting posting = school.posting();
  const Got got = put(posting);
  EXPECT_EQ(got.status, 201);
  EXPECT_EQ(got.headers.at("content-type"), receiptType);
  const auto receipt = receiptOf(got, posting);
  ASSERT_TRUE(receipt.ok()) << receipt.fault().detail;
  EXPECT_EQ(receipt->receipt.index, 1);
  EXPECT_EQ(receipt->receipt.receivedAt, clock.now());
}

TEST_P(Upload, SamePostingAgainGivesTheSameReceipt) {
  const TestPosting posting = school.posting();
  const Got first = put(posting);
  clock.advance(std::chrono::hours(24 * 400));
  const Got again = put(posting);
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.body, first.body);
}

TEST_P(Upload, OtherBytesUnderTheSameIdAreRefused) {
  const TestPosting posting = school.posting();
  ASSERT_EQ(put(posting).status, 201);
  const TestPosting other = school.posting(school.device, 5000, [&](Slip& slip) { slip.id = posting.id; });
  const Got got = ask("PUT", wire::entryPath(posting.id), other.headers(), other.sealed);
  EXPECT_EQ(got.status, 422);
  EXPECT_EQ(problemName(got), "different");
  EXPECT_EQ(get(wire::sealedPath(posting.id)).body, posting.sealed);
}

TEST_P(Upload, TwentyOfTheSameAtOnceAreKeptOnce) {
  const TestPosting posting = school.posting(school.device, 200'000);
  std::vector<Got> got(20);
  {
    std::vector<std::jthread> senders;
    for (Got& one : got) senders.emplace_back([&one, &posting, this] { one = put(posting); });
  }
  std::set<std::string> receipts;
  int created = 0;
  for (const Got& one : got) {
    if (one.status == 409) {
      EXPECT_EQ(one.headers.at("retry-after"), "1");
      continue;
    }
    EXPECT_TRUE(one.status == 201 || one.status == 200) << one.status;
    created += one.status == 201 ? 1 : 0;
    receipts.insert(one.body);
  }
  EXPECT_EQ(created, 1);
  EXPECT_EQ(receipts.size(), 1u);
  const auto list = wire::decodeEntryList(get(wire::entriesAfter(0)).body);
  ASSERT_TRUE(list.ok());
  EXPECT_EQ(list->entries.size(), 1u);
}

TEST_P(Upload, ReceiptsOfManyAtOnceFormOneChainWithoutGaps) {
  constexpr std::size_t senders = 8, each = 8;
  std::vector<TestPosting> postings;
  for (std::size_t i = 0; i < senders * each; ++i) postings.push_back(school.posting());
  std::vector<Got> got(postings.size());
  {
    std::vector<std::jthread> threads;
    for (std::size_t s = 0; s < senders; ++s) {
      threads.emplace_back([&, s] {
        Client client(http->port());
        client.handshake(Certificate::shared().cert);
        for (std::size_t i = s * each; i < (s + 1) * each; ++i) {
          got[i] = client.ask("PUT", wire::entryPath(postings[i].id), postings[i].headers(), postings[i].sealed);
        }
      });
    }
  }
  std::map<std::int64_t, Receipt> chain;
  for (std::size_t i = 0; i < got.size(); ++i) {
    ASSERT_EQ(got[i].status, 201);
    const auto receipt = receiptOf(got[i], postings[i]);
    ASSERT_TRUE(receipt.ok()) << receipt.fault().detail;
    chain[receipt->receipt.index] = receipt->receipt;
  }
  ASSERT_EQ(chain.size(), postings.size());
  std::string head(zeroHead);
  std::int64_t index = 0;
  for (const auto& [place, receipt] : chain) {
    EXPECT_EQ(place, ++index);
    EXPECT_EQ(receipt.previousHead, head);
    head = receipt.head;
  }
}

TEST_P(Upload, ReceiptsAndChainSurviveARestart) {
  const TestPosting first = school.posting();
  const TestPosting second = school.posting();
  const Got before = put(first);
  stop();
  start();
  EXPECT_EQ(put(first).body, before.body);
  const auto head = receiptOf(before, first)->head;
  EXPECT_TRUE(receiptOf(put(second), second, head).ok());
}

TEST_P(Upload, UnknownSchoolOrDeviceIsToldSoAndMayTryAgain) {
  TestSchool stranger("elsewhere");
  const TestPosting posting = stranger.posting();
  const Got unknown = put(posting);
  EXPECT_EQ(unknown.status, 404);
  EXPECT_EQ(problemName(unknown), "unknown-school");
  EXPECT_EQ(wire::judge({unknown.status, "application/problem+json", unknown.body, ""}).fault().code,
            FaultCode::retryLater);
  testing::internal::CaptureStdout();
  addSchool(stranger);  // while the server runs
  testing::internal::GetCapturedStdout();
  EXPECT_EQ(put(posting).status, 201);

  const TestDevice other{"kiosk-9", seal::DeviceKeys::generate(random)};
  EXPECT_EQ(problemName(put(school.posting(other))), "unknown-device");
  const TestPosting newer = school.posting(other, 4096, [](Slip& slip) { slip.directoryVersion = 2; });
  EXPECT_EQ(put(newer).status, 409) << "its directory has not arrived yet";
}

TEST_P(Upload, SlipSignedByAnotherKeyIsRefused) {
  const TestDevice impostor{"kiosk-1", seal::DeviceKeys::generate(random)};
  const Got got = put(school.posting(impostor));
  EXPECT_EQ(got.status, 403);
  EXPECT_EQ(problemName(got), "bad-signature");
}

TEST_P(Upload, PostingThatIsNotWhatItsSlipSaysIsRefused) {
  const TestPosting posting = school.posting();
  const TestPosting other = school.posting();
  EXPECT_EQ(ask("PUT", wire::entryPath(other.id), posting.headers(), posting.sealed).status, 422);
  EXPECT_EQ(ask("PUT", wire::entryPath(posting.id), posting.headers(), other.sealed).status, 422);
  EXPECT_EQ(ask("PUT", wire::entryPath(posting.id), posting.headers(), posting.sealed + "x").status, 422);
  EXPECT_EQ(ask("PUT", wire::entryPath(posting.id), posting.headers(), "").status, 422);
  EXPECT_EQ(put(posting).status, 201) << "none of them may have taken its place";
}

TEST_P(Upload, GarbageIsRefusedWithOnePlainSentence) {
  const TestPosting posting = school.posting();
  const std::string path = wire::entryPath(posting.id);
  const auto with = [](std::string slip) { return Headers{{"Pillarbox-Slip", std::move(slip)}}; };
  const std::string notSlip =
      seal::encode(seal::sign(receiptType, viewOf(encodeSlip(posting.slip)), school.device.keys.signing));
  const std::vector<Headers> garbage{{},
                                     with(""),
                                     with("!!!"),
                                     with("AAAA"),
                                     with(toBase64(viewOf("{}"), Base64::urlUnpadded)),
                                     with(toBase64(viewOf("{\"payload\":[[[[["), Base64::urlUnpadded)),
                                     with(toBase64(viewOf(notSlip), Base64::urlUnpadded)),
                                     with(std::string(20'000, 'A'))};
  for (const Headers& headers : garbage) {
    const Got got = ask("PUT", path, headers, posting.sealed);
    EXPECT_EQ(got.status, 400);
    EXPECT_EQ(problemName(got), "bad-slip");
  }
  Headers badRouting = posting.headers();
  badRouting.emplace_back("Pillarbox-Routing", "***");
  EXPECT_EQ(ask("PUT", path, badRouting, posting.sealed).status, 400);
  EXPECT_EQ(ask("PUT", "/v1/entries/not-an-id", posting.headers(), posting.sealed).status, 400);
  EXPECT_EQ(ask("PUT", "/v1/entries/", posting.headers(), posting.sealed).status, 400);
  EXPECT_EQ(ask("DELETE", path).status, 405);
  EXPECT_EQ(ask("POST", "/v1/entries", {}, "x").status, 405);
  EXPECT_EQ(ask("GET", "/v2/entries").status, 404);
}

TEST_P(Upload, EightMebibytesAreTakenAndOneMoreByteIsRefusedBeforeItIsSent) {
  const TestPosting largest = school.posting(school.device, maxPostingBytes);
  EXPECT_EQ(put(largest).status, 201);
  EXPECT_EQ(get(wire::sealedPath(largest.id)).body, largest.sealed);

  const TestPosting tooLarge = school.posting(
      school.device, 4096, [](Slip& slip) { slip.sealedBytes = static_cast<std::int64_t>(maxPostingBytes) + 1; });
  Headers headers = tooLarge.headers();
  headers.emplace_back("Content-Length", std::to_string(maxPostingBytes + 1));
  const Got got = ask("PUT", wire::entryPath(tooLarge.id), headers);  // the header alone
  EXPECT_EQ(got.status, 413);
  EXPECT_EQ(problemName(got), "too-large");
  EXPECT_EQ(got.headers.at("connection"), "close");
}

TEST_P(Upload, SaysContinueToAClientThatWaitsForIt) {
  const TestPosting posting = school.posting();
  Headers headers = posting.headers();
  headers.emplace_back("Content-Length", std::to_string(posting.sealed.size()));
  headers.emplace_back("Expect", "100-continue");
  Client client(http->port());
  ASSERT_TRUE(client.handshake(Certificate::shared().cert));
  EXPECT_EQ(client.ask("PUT", wire::entryPath(posting.id), headers).status, 100);
  ASSERT_TRUE(client.send(posting.sealed));
  EXPECT_EQ(client.receive().status, 201);
}

TEST_P(Upload, WhatARevokedDeviceSendsIsKeptButSetAside) {
  Directory next = school.next();
  const TestPosting before = school.posting();
  next.devices[0].revoked = true;
  next.devices[0].revokedChain = before.slip.chainId;
  next.devices[0].revokedFromSeq = 2;
  support::writeText(folder / "next.json", TestSchool::signedBy(next, school.dsl));
  testing::internal::CaptureStdout();
  ASSERT_EQ(runCommand({"school", "add", serverFolder, folder / "next.json"}), 0);
  testing::internal::GetCapturedStdout();
  clock.advance(Milliseconds{1000});

  const TestPosting after = school.posting();
  EXPECT_EQ(put(before).status, 201);
  const Got got = put(after);
  EXPECT_EQ(got.status, 201);
  EXPECT_TRUE(receiptOf(got, after).ok());
  EXPECT_EQ(get(wire::entriesAfter(0)).status, 403) << "it reads nothing any more";
  const auto store = Store::open(*databaseIn(serverFolder));
  const auto list = (*store)->entriesAfter(school.id, 0);
  ASSERT_EQ(list->entries.size(), 2u);
  EXPECT_EQ(list->entries[0].flag, "");
  EXPECT_EQ(list->entries[1].flag, "revoked-device");
}

TEST_P(Upload, AKeptEntryCannotBeChangedOrDeletedEvenInTheDatabase) {
  ASSERT_EQ(put(school.posting()).status, 201);
  auto database = Database::open(*databaseIn(serverFolder), Database::Mode::existing);
  ASSERT_TRUE(database.ok());
  EXPECT_FALSE(database->run("UPDATE entries SET slip='x'").ok());
  EXPECT_FALSE(database->run("DELETE FROM entries").ok());
  EXPECT_FALSE(database->run("UPDATE bodies SET sealed=x'00'").ok());
  EXPECT_FALSE(database->run("DELETE FROM bodies").ok());
  EXPECT_FALSE(database->run("DELETE FROM directories").ok());
}

TEST_P(Upload, AfterARestoreReceiptsGoOnInANewEpochThatNamesTheRestoredHead) {
  const TestPosting first = school.posting();
  const auto known = receiptOf(put(first), first)->head;
  stop();
  ASSERT_EQ(runCommand({"restored", serverFolder}), 0);
  start();
  const TestPosting second = school.posting();
  const auto checked = receiptOf(put(second), second, known);
  ASSERT_TRUE(checked.ok()) << checked.fault().detail;
  EXPECT_EQ(checked->receipt.epoch, 2);
  EXPECT_EQ(checked->receipt.previousHead, known.head);
}

}  // namespace
}  // namespace pillarbox::server
