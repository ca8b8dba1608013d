// "Delivered" is claimed only after these checks: a forged, altered or contradictory receipt must fail them.
#include "shared/wire/receipt_check.h"

#include <gtest/gtest.h>

#include "shared/record/ids.h"

namespace pillarbox::wire {
namespace {

class ReceiptCheck : public testing::Test {
 protected:
  Receipt follow(const KnownHead& after, std::int64_t epoch = 1) {
    Receipt receipt;
    receipt.id = newId(clock, random);
    receipt.slipSha256 = sha256Hex(random.bytes(8));
    receipt.epoch = epoch;
    receipt.index = after.index + 1;
    receipt.previousHead = after.head.empty() ? std::string(zeroHead) : after.head;
    receipt.head = nextHead(school, epoch, receipt.index, receipt.previousHead, receipt.slipSha256);
    receipt.receivedAt = clock.now();
    return receipt;
  }
  std::string signedBy(const Receipt& receipt, const seal::SigningKey& signer) {
    return seal::encode(seal::sign(receiptType, viewOf(encodeReceipt(receipt)), signer));
  }
  Result<CheckedReceipt> check(const Receipt& receipt, const KnownHead& known) {
    return checkReceipt(signedBy(receipt, key), key.verifyKey(), receipt.id, receipt.slipSha256, school, known);
  }

  SystemClock clock;
  SystemRandom random;
  std::string school = "school-1";
  seal::SigningKey key = seal::SigningKey::generate(random);
};

TEST_F(ReceiptCheck, AcceptsAChainOfReceiptsAndRemembersItsHead) {
  KnownHead known;
  for (int i = 0; i < 5; ++i) {
    const Receipt receipt = follow(known);
    const auto checked = check(receipt, known);
    ASSERT_TRUE(checked.ok()) << checked.fault().detail;
    EXPECT_EQ(checked->receipt, receipt);
    known = checked->head;
    EXPECT_EQ(known.index, i + 1);
  }
  EXPECT_EQ(*parseKnownHead(formatKnownHead(known)), known);
  EXPECT_EQ(*parseKnownHead(formatKnownHead(KnownHead{})), KnownHead{});
  EXPECT_FALSE(parseKnownHead("1 2").ok());
  EXPECT_FALSE(parseKnownHead("1 2 zz").ok());
}

TEST_F(ReceiptCheck, AcceptsAnOldReceiptAgainWithoutForgettingTheNewerHead) {
  const Receipt first = follow({});
  KnownHead known = check(first, {})->head;
  known = check(follow(known), known)->head;
  const auto again = check(first, known);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->head, known);
}

TEST_F(ReceiptCheck, RefusesAReceiptOfAnotherServer) {
  const Receipt receipt = follow({});
  const auto other = seal::SigningKey::generate(random);
  const auto checked =
      checkReceipt(signedBy(receipt, other), key.verifyKey(), receipt.id, receipt.slipSha256, school, {});
  ASSERT_FALSE(checked.ok());
  EXPECT_EQ(checked.fault().code, FaultCode::notTrusted);
}

TEST_F(ReceiptCheck, RefusesAReceiptForAnotherPostingOrSchool) {
  const Receipt receipt = follow({});
  const std::string envelope = signedBy(receipt, key);
  EXPECT_FALSE(checkReceipt(envelope, key.verifyKey(), newId(clock, random), receipt.slipSha256, school, {}).ok());
  EXPECT_FALSE(checkReceipt(envelope, key.verifyKey(), receipt.id, sha256Hex(viewOf("x")), school, {}).ok());
  EXPECT_FALSE(checkReceipt(envelope, key.verifyKey(), receipt.id, receipt.slipSha256, "school-2", {}).ok());
}

TEST_F(ReceiptCheck, RefusesAnAlteredReceipt) {
  const Receipt receipt = follow({});
  seal::Envelope envelope = seal::sign(receiptType, viewOf(encodeReceipt(receipt)), key);
  envelope.payload[20] ^= 1;
  EXPECT_FALSE(checkReceipt(seal::encode(envelope), key.verifyKey(), receipt.id, receipt.slipSha256, school, {}).ok());
  EXPECT_FALSE(checkReceipt("{}", key.verifyKey(), receipt.id, receipt.slipSha256, school, {}).ok());
  EXPECT_FALSE(checkReceipt("<html>", key.verifyKey(), receipt.id, receipt.slipSha256, school, {}).ok());
  const std::string card = seal::encode(seal::sign(serverCardType, viewOf(encodeReceipt(receipt)), key));
  EXPECT_FALSE(checkReceipt(card, key.verifyKey(), receipt.id, receipt.slipSha256, school, {}).ok());
}

TEST_F(ReceiptCheck, RefusesAForkOfTheServersChain) {
  KnownHead known = check(follow({}), {})->head;
  const KnownHead afterFirst = known;
  known = check(follow(known), known)->head;
  EXPECT_FALSE(check(follow(afterFirst), known).ok()) << "same place, another head";
  KnownHead elsewhere = known;
  elsewhere.head = sha256Hex(viewOf("elsewhere"));
  EXPECT_FALSE(check(follow(elsewhere), known).ok()) << "next place after another head";
  Receipt wrongHead = follow(known);
  wrongHead.head = sha256Hex(viewOf("x"));
  EXPECT_FALSE(check(wrongHead, known).ok());
}

TEST_F(ReceiptCheck, AcceptsANewEpochAfterARestore) {
  KnownHead known = check(follow({}), {})->head;
  const KnownHead restored = known;
  known = check(follow(known), known)->head;
  const auto checked = check(follow(restored, 2), known);
  ASSERT_TRUE(checked.ok());
  EXPECT_EQ(checked->head.epoch, 2);
}

}  // namespace
}  // namespace pillarbox::wire
