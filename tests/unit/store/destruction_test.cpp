// What the database file itself lets go, and what it never does, whoever asks.
#include <sqlite3.h>

#include "tests/unit/store/store_fixture.h"

namespace pillarbox::store {

class StoreDestruction : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    reopen();
    id = postOne();
  }
  Store::Named named() {
    const Posting posting = **store->posting(id);
    return {id, sha256Hex(viewOf(encodeSlip(posting.slip))), posting.slip.sealedSha256};
  }
  void order(bool complete, const std::string& orderId = "order-1") {
    EXPECT_TRUE(store->keepOrder({orderId, "aa", complete ? "{two}" : "{one}", complete, {}}).ok());
  }
  // What SQLite says to somebody with the file and no scruples.
  std::string raw(const std::string& sql) const {
    sqlite3* open = nullptr;
    sqlite3_open(file.c_str(), &open);
    char* said = nullptr;
    sqlite3_exec(open, sql.c_str(), nullptr, nullptr, &said);
    std::string words = said == nullptr ? "" : said;
    sqlite3_free(said);
    sqlite3_close(open);
    return words;
  }
  bool inFile(BytesView bytes) const {
    for (const auto& each : std::filesystem::directory_iterator(folder)) {
      std::ifstream stream(each.path(), std::ios::binary);
      const std::string all{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
      if (all.find(textOf(bytes)) != std::string::npos) return true;
    }
    return false;
  }

  std::string id;
};

TEST_F(StoreDestruction, NothingGoesWithoutAnOrderByTwo) {
  EXPECT_FALSE(store->destroy("order-1", {named()}, true).ok());
  order(false);
  EXPECT_FALSE(store->destroy("order-1", {named()}, true).ok());
  EXPECT_NE(raw("DELETE FROM bodies"), "");
  EXPECT_NE(raw("INSERT INTO destroyed VALUES('" + id + "', 'order-1', 'x', 'y')"), "");
  EXPECT_TRUE(store->sealed(id).ok());
}

TEST_F(StoreDestruction, ByOrderOfTwoTheSealedFileGoesAndEverythingElseStays) {
  const Bytes sealed = *store->sealed(id);
  const std::string other = postOne();
  ASSERT_TRUE(store->keepOpened("p-anne", {{1, Bytes(64, 0x5a)}}).ok());
  ASSERT_TRUE(inFile(sealed));
  order(false);
  order(true);
  ASSERT_TRUE(store->destroy("order-1", {named()}, true).ok());
  EXPECT_TRUE(*store->scrub());
  EXPECT_FALSE(inFile(sealed));
  EXPECT_FALSE(inFile(Bytes(64, 0x5a)));
  EXPECT_EQ(store->sealed(id).fault().code, FaultCode::notFound);
  EXPECT_TRUE((*store->posting(id)).has_value());
  EXPECT_TRUE(store->sealed(other).ok());
  EXPECT_TRUE(store->check()->empty());
  EXPECT_EQ(store->known()->size(), 1U) << "the list is without it";
  EXPECT_EQ(store->counts()->waiting(), 1) << "it waits for nothing";
  EXPECT_EQ(store->destroyed()->at(id), "order-1");
  EXPECT_NE(store->orders()->front().carriedOutAt, WallTime{});
  // Once more is fine; nothing of it can be taken back, and the other one is as safe as before.
  EXPECT_TRUE(store->destroy("order-1", {named()}, true).ok());
  EXPECT_NE(raw("DELETE FROM destroyed"), "");
  EXPECT_NE(raw("DELETE FROM orders"), "");
  EXPECT_NE(raw("UPDATE orders SET envelope = ''"), "");
  EXPECT_NE(raw("INSERT INTO bodies SELECT n, x'00' FROM postings WHERE id = '" + id + "'"), "");
  EXPECT_NE(raw("DELETE FROM bodies"), "");
  EXPECT_TRUE(store->sealed(other).ok());
  EXPECT_TRUE(store->takeDue(std::chrono::minutes(1))->has_value());
}

TEST_F(StoreDestruction, AnOrderAboutOtherBytesTakesNothingNotEvenTheOthers) {
  const std::string other = postOne();
  order(true);
  Store::Named wrong = named();
  wrong.sealedSha256 = sha256Hex(viewOf("other bytes"));
  const Posting second = **store->posting(other);
  const Status done = store->destroy(
      "order-1", {{other, sha256Hex(viewOf(encodeSlip(second.slip))), second.slip.sealedSha256}, wrong}, true);
  EXPECT_EQ(done.fault().code, FaultCode::notTrusted);
  EXPECT_TRUE(store->sealed(id).ok());
  EXPECT_TRUE(store->sealed(other).ok()) << "all or nothing";
}

TEST_F(StoreDestruction, TheLogIsNeverDestroyed) {
  NewPosting log = make();
  log.slip.kind = Kind::destroy;
  id = store->post(log, wrapSlip)->slip.id;
  order(true);
  EXPECT_EQ(store->destroy("order-1", {named()}, true).fault().code, FaultCode::notTrusted);
  EXPECT_TRUE(store->sealed(id).ok());
}

TEST_F(StoreDestruction, AnotherOrderUnderTheSameIdIsRefused) {
  order(false);
  EXPECT_EQ(store->keepOrder({"order-1", "bb", "{}", true, {}}).fault().code, FaultCode::alreadyExists);
  order(true);
  order(false);
  EXPECT_TRUE(store->orders()->front().complete) << "the one with both signatures is kept";
}

TEST_F(StoreDestruction, ADamagedFileIsRepairedWithoutBringingItBack) {
  const Bytes sealed = *store->sealed(id);
  const std::string other = postOne();
  order(true);
  ASSERT_TRUE(store->destroy("order-1", {named()}, true).ok());
  ASSERT_TRUE(*store->scrub());
  store.reset();
  {
    // A page in the middle that is not read while salvaging: the index of kinds.
    std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
    stream.seekp(-4096, std::ios::end);
    stream << std::string(4096, '\xff');
  }
  reopen();
  EXPECT_TRUE(store->sealed(other).ok() || !setAsideFiles().empty());
  EXPECT_FALSE(store->sealed(id).ok());
  EXPECT_FALSE(inFile(sealed));
}

}  // namespace pillarbox::store
