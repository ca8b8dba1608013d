// Orders to destroy records, on a real server: who may, when, and what is left.
#include "shared/wire/destruction.h"

#include <fstream>

#include "tests/unit/server/server_fixture.h"

namespace pillarbox::server {
namespace {

constexpr auto day = std::chrono::hours(24);

class Destruction : public OnBoth<ServerTest> {
 protected:
  void SetUp() override {
    OnBoth<ServerTest>::SetUp();
    if (IsSkipped()) return;
    posting = school.posting();
    ASSERT_EQ(put(posting).status, 201);
    order = orderOf(posting);
  }
  DestructionOrder orderOf(const TestPosting& what) {
    DestructionOrder made;
    made.id = newId(clock, random);
    made.school = school.id;
    made.entries = {{what.id, what.slipSha256(), sha256Hex(viewOf(what.sealed))}};
    made.directorySha256 = school.sha256();
    made.proposedAt = clock.now();
    return made;
  }
  std::string signedBy(std::vector<const seal::SigningKey*> keys) {
    return seal::encode(seal::sign(destructionType, viewOf(encodeDestruction(order)), keys));
  }
  std::string one() { return signedBy({&school.dsl}); }
  std::string both() { return signedBy({&school.dsl, &school.head}); }
  Got send(const std::string& envelope, Headers headers = {}) {
    return signedAsk(school.device, "PUT", wire::destructionPath(order.id), envelope, std::move(headers));
  }
  int sealedStatus() { return get(wire::sealedPath(posting.id)).status; }
  bool anyTrace() const {
    const std::string needle = posting.sealed.substr(posting.sealed.size() / 2, 64);
    for (const auto& each : std::filesystem::directory_iterator(serverFolder)) {
      std::ifstream stream(each.path(), std::ios::binary);
      const std::string all{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
      if (all.find(needle) != std::string::npos) return true;
    }
    return false;
  }

  TestPosting posting;
  DestructionOrder order;
};

TEST_P(Destruction, TwoPeopleAfterTheNoticeLeaveSlipReceiptAndChain) {
  ASSERT_TRUE(conninfo.empty() ? anyTrace() : true);
  EXPECT_EQ(send(one()).status, 201);
  EXPECT_EQ(send(one()).status, 201) << "the same again is fine";
  EXPECT_EQ(problemName(send(both())), "notice-not-over");
  EXPECT_EQ(sealedStatus(), 200);
  clock.advance(30 * day);
  const Got done = send(both());
  EXPECT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(sealedStatus(), 410);
  EXPECT_FALSE(conninfo.empty() && anyTrace());
  EXPECT_EQ(send(both()).status, 200) << "the answer to the first was lost";
  // Slip and receipt are still in the chain, which goes on.
  const auto list = wire::decodeEntryList(get(wire::entriesAfter(0)).body);
  ASSERT_TRUE(list.ok());
  ASSERT_EQ(list->entries.size(), 1U);
  const TestPosting next = school.posting();
  const Got got = put(next);
  EXPECT_EQ(got.status, 201);
  EXPECT_TRUE(receiptOf(got, next).ok());
  const auto orders = wire::decodeOrderList(get(wire::destructionsAfter(0)).body);
  ASSERT_TRUE(orders.ok());
  ASSERT_EQ(orders->orders.size(), 1U);
  EXPECT_TRUE(orders->orders[0].complete);
  EXPECT_EQ(get(wire::destructionPath(order.id)).body, both());
}

TEST_P(Destruction, NothingGoesByOneNorByAStrangerNorBeforeTheNotice) {
  EXPECT_EQ(send(one()).status, 201);
  clock.advance(31 * day);
  const seal::SigningKey stranger = seal::SigningKey::generate(random);
  EXPECT_EQ(send(signedBy({&school.dsl, &stranger})).status, 201) << "one person and nobody";
  EXPECT_EQ(send(signedBy({&school.dsl, &school.dsl})).status, 201);
  EXPECT_EQ(problemName(send(signedBy({&stranger}))), "not-permitted");
  EXPECT_EQ(sealedStatus(), 200);
  // Two people at once, never proposed before: the days begin now.
  order = orderOf(posting);
  EXPECT_EQ(problemName(send(both())), "notice-not-over");
  const auto stored = wire::checkOrder(get(wire::destructionPath(order.id)).body, school.directory);
  ASSERT_TRUE(stored.ok());
  EXPECT_FALSE(stored->complete()) << "only the first signature is handed on";
  EXPECT_EQ(sealedStatus(), 200);
}

TEST_P(Destruction, AnOrderOfOtherBytesOrUnderATakenIdIsRefused) {
  EXPECT_EQ(send(one()).status, 201);
  order.proposedAt += Milliseconds(1);
  EXPECT_EQ(problemName(send(one())), "different");
  order = orderOf(posting);
  order.entries[0].sealedSha256 = sha256Hex(viewOf("other bytes"));
  EXPECT_EQ(send(one()).status, 201);
  clock.advance(30 * day);
  EXPECT_EQ(problemName(send(both())), "bad-order");
  EXPECT_EQ(sealedStatus(), 200);
  EXPECT_EQ(problemName(signedAsk(school.device, "PUT", wire::destructionPath(newId(clock, random)), one())),
            "bad-order");
  EXPECT_EQ(problemName(send("not an order")), "bad-order");
  EXPECT_EQ(ask("PUT", wire::destructionPath(order.id), {}, one()).status, 401);
}

TEST_P(Destruction, TheLogOfADestructionIsNotDestroyed) {
  posting = school.posting(school.device, 4096, [](Slip& slip) { slip.kind = Kind::destroy; });
  ASSERT_EQ(put(posting).status, 201);
  order = orderOf(posting);
  EXPECT_EQ(send(one()).status, 201);
  clock.advance(30 * day);
  EXPECT_EQ(problemName(send(both())), "bad-order");
  EXPECT_EQ(sealedStatus(), 200);
}

TEST_P(Destruction, UploadingAgainAfterARestoreBringsNoBodyBack) {
  // A server that lost everything since the morning: neither the posting nor the proposal, but it knows its own
  // receipt.
  const TestPosting later = school.posting();
  order = orderOf(later);
  TestPosting proposal = school.posting(school.device, 4096, [&](Slip& slip) {
    slip.kind = Kind::destroy;
    slip.id = order.id;
  });
  proposal.id = order.id;
  const std::string receipt = put(proposal).body;
  clock.advance(30 * day);
  const Headers with = {{"Pillarbox-Receipt", toBase64(viewOf(receipt), Base64::urlUnpadded)}};
  const Got done = send(both(), with);
  EXPECT_EQ(done.status, 200) << done.body;
  const Got got = put(later);
  EXPECT_EQ(got.status, 201) << "slip and receipt take their place in the chain";
  EXPECT_TRUE(receiptOf(got, later).ok());
  EXPECT_EQ(get(wire::sealedPath(later.id)).status, 410);
}

ON_BOTH_ENGINES(Destruction);

}  // namespace
}  // namespace pillarbox::server
