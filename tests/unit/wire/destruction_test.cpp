// An order to destroy records: one text for one order, and whose signatures count.
#include "shared/wire/destruction.h"

#include <gtest/gtest.h>

#include "shared/base/hash.h"
#include "shared/record/ids.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"

namespace pillarbox::wire {
namespace {

class WireDestruction : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(initialiseCryptography());
    directory.schoolId = "hill-school";
    add("dsl-1", PersonRole::dsl);
    add("deputy-1", PersonRole::deputy);
    add("head-1", PersonRole::head);
    add("chair-1", PersonRole::chair);
    add("slt-1", PersonRole::slt);
    add("writer-1", PersonRole::writer);
    order.id = newId(clock, random);
    order.school = "hill-school";
    order.directorySha256 = sha256Hex(viewOf("a directory"));
    order.proposedAt = clock.now();
    for (int i = 0; i < 3; ++i) {
      clock.advance(Milliseconds(1));
      order.entries.push_back({newId(clock, random), sha256Hex(random.bytes(4)), sha256Hex(random.bytes(4))});
    }
  }
  void add(const std::string& id, PersonRole role) {
    keys.emplace(id, seal::SigningKey::generate(random));
    Person person;
    person.id = id;
    person.role = role;
    person.verifyKey = seal::formatVerifyKey(keys.at(id).verifyKey());
    directory.people.push_back(person);
  }
  std::string by(const std::vector<std::string>& people) const {
    std::vector<const seal::SigningKey*> signers;
    for (const std::string& id : people) signers.push_back(&keys.at(id));
    return seal::encode(seal::sign(destructionType, viewOf(encodeDestruction(order)), signers));
  }
  bool complete(const std::vector<std::string>& people) const {
    const auto checked = checkOrder(by(people), directory);
    return checked.ok() && checked->complete();
  }

  support::FakeClock clock;
  support::SeededRandom random;
  Directory directory;
  std::map<std::string, seal::SigningKey> keys;
  DestructionOrder order;
};

TEST_F(WireDestruction, IsTheSameTextEachTimeAndReadStrictly) {
  const std::string text = encodeDestruction(order);
  const auto read = decodeDestruction(text);
  ASSERT_TRUE(read.ok()) << read.fault().detail;
  EXPECT_EQ(*read, order);
  EXPECT_NE(order.find(order.entries[1].id), nullptr);
  EXPECT_EQ(order.find(order.id), nullptr);
  EXPECT_FALSE(decodeDestruction(" " + text).ok()) << "one text for one order";
  EXPECT_FALSE(decodeDestruction(text.substr(0, text.size() - 1) + ",\"reason\":\"x\"}").ok());
  EXPECT_FALSE(decodeDestruction("{}").ok());
  DestructionOrder bad = order;
  std::swap(bad.entries[0], bad.entries[1]);
  EXPECT_FALSE(decodeDestruction(encodeDestruction(bad)).ok()) << "in order";
  bad = order;
  bad.entries[1] = bad.entries[0];
  EXPECT_FALSE(decodeDestruction(encodeDestruction(bad)).ok()) << "none twice";
  bad = order;
  bad.entries.clear();
  EXPECT_FALSE(decodeDestruction(encodeDestruction(bad)).ok());
  bad = order;
  bad.entries[0].slipSha256[0] = 'A';
  EXPECT_FALSE(decodeDestruction(encodeDestruction(bad)).ok());
  bad = order;
  bad.entries[2].id = bad.id;
  EXPECT_FALSE(decodeDestruction(encodeDestruction(bad)).ok()) << "never its own log";
}

TEST_F(WireDestruction, NeedsTwoPeopleOneOfThemALead) {
  EXPECT_FALSE(complete({"dsl-1"}));
  EXPECT_FALSE(complete({"dsl-1", "dsl-1"}));
  EXPECT_TRUE(complete({"dsl-1", "deputy-1"}));
  EXPECT_TRUE(complete({"dsl-1", "head-1"}));
  EXPECT_TRUE(complete({"chair-1", "deputy-1"}));
  EXPECT_FALSE(complete({"head-1", "chair-1"})) << "no lead";
  EXPECT_FALSE(complete({"dsl-1", "slt-1"}));
  EXPECT_FALSE(complete({"dsl-1", "writer-1"}));
  EXPECT_FALSE(checkOrder(by({"slt-1", "writer-1"}), directory).ok());
  EXPECT_EQ(checkOrder(by({"deputy-1", "head-1"}), directory)->people,
            (std::vector<std::string>{"deputy-1", "head-1"}));
}

TEST_F(WireDestruction, ThoseWhoLeftAndTwoWithOneKeyDoNotCount) {
  directory.people[1].active = false;
  EXPECT_FALSE(complete({"dsl-1", "deputy-1"}));
  directory.people[1].active = true;
  directory.people[1].verifyKey = directory.people[0].verifyKey;
  EXPECT_FALSE(complete({"dsl-1", "dsl-1"}));
  directory.schoolId = "another-school";
  EXPECT_EQ(checkOrder(by({"dsl-1"}), directory).fault().code, FaultCode::notTrusted);
}

TEST_F(WireDestruction, SignaturesOverOtherBytesOrAnotherTypeDoNotCount) {
  seal::Envelope mixed = *seal::decode(by({"dsl-1"}));
  const std::string first = by({"dsl-1"});
  order.proposedAt += Milliseconds(1);
  const seal::Envelope other = *seal::decode(by({"deputy-1"}));
  mixed.signatures.push_back(other.signatures.front());
  EXPECT_FALSE(checkOrder(seal::encode(mixed), directory)->complete());
  const std::string asSlip = seal::encode(
      seal::sign("application/vnd.pillarbox.slip+json", viewOf(encodeDestruction(order)), keys.at("dsl-1")));
  EXPECT_EQ(checkOrder(asSlip, directory).fault().code, FaultCode::badInput);
}

TEST_F(WireDestruction, TheListReadsBack) {
  OrderList list;
  list.orders = {{7, order.id, sha256Hex(viewOf("x")), true, clock.now()}};
  list.more = true;
  const auto read = decodeOrderList(encodeOrderList(list));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->orders, list.orders);
  EXPECT_TRUE(read->more);
  EXPECT_FALSE(decodeOrderList("{\"orders\":[{}],\"more\":false}").ok());
}

}  // namespace
}  // namespace pillarbox::wire
