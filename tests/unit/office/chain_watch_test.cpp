// A server's chain that is not one: what this device notices, whatever else the server says.
#include "kiosk/office/chain_watch.h"

#include <gtest/gtest.h>

namespace pillarbox::office {
namespace {

class ServersChain : public testing::Test {
 protected:
  Receipt give(std::int64_t index, const std::string& previous, int minute = 0, std::int64_t epoch = 1) {
    Receipt receipt;
    receipt.index = index;
    receipt.epoch = epoch;
    receipt.previousHead = previous;
    receipt.slipSha256 = std::string(64, static_cast<char>('a' + index % 6));
    receipt.head = nextHead("s-1", epoch, index, previous, receipt.slipSha256);
    receipt.receivedAt = *parseTime("2026-11-21T12:00:00.000Z") + std::chrono::minutes(minute);
    return receipt;
  }
  std::vector<Receipt> good(int count) {
    std::vector<Receipt> chain;
    for (int i = 1; i <= count; ++i)
      chain.push_back(give(i, chain.empty() ? std::string(zeroHead) : chain.back().head, i));
    return chain;
  }
  static std::string said(ChainWatch& watch, const std::vector<Receipt>& chain) {
    for (const Receipt& one : chain) {
      if (const auto wrong = watch.next(one)) return *wrong;
    }
    return {};
  }
};

TEST_F(ServersChain, WholeAndInOrderSaysNothing) {
  ChainWatch watch({}, 0);
  EXPECT_EQ(said(watch, good(5)), "");
  EXPECT_FALSE(watch.ended({1, 5, good(5).back().head}));
  // The next time it goes on from there.
  ChainWatch later(watch.text(), 5);
  EXPECT_FALSE(later.next(give(6, good(5).back().head, 6)));
}

TEST_F(ServersChain, Forked) {
  ChainWatch watch({}, 0);
  (void)said(watch, good(3));
  EXPECT_NE(watch.next(give(4, std::string(64, 'b'), 4))->find("has been changed"), std::string::npos);
  ChainWatch later(wire::formatKnownHead({1, 3, good(3).back().head}), 3);
  EXPECT_TRUE(later.next(give(4, std::string(64, 'b'), 4))) << "also after a restart";
}

TEST_F(ServersChain, WithOneLeftOut) {
  std::vector<Receipt> chain = good(5);
  chain.erase(chain.begin() + 2);
  ChainWatch watch({}, 0);
  EXPECT_NE(said(watch, chain).find("missing"), std::string::npos);
}

TEST_F(ServersChain, WithTheLastLeftOut) {
  ChainWatch watch({}, 0);
  EXPECT_EQ(said(watch, good(3)), "");
  EXPECT_NE(watch.ended({1, 4, good(4).back().head})->find("no longer lists"), std::string::npos);
}

TEST_F(ServersChain, WithNothingInIt) {
  EXPECT_FALSE(ChainWatch({}, 0).ended({}));
  EXPECT_TRUE(ChainWatch({}, 0).ended({1, 2, good(2).back().head}));
}

TEST_F(ServersChain, Reordered) {
  std::vector<Receipt> chain = good(4);
  std::swap(chain[1], chain[2]);
  ChainWatch watch({}, 0);
  EXPECT_NE(said(watch, chain), "");
}

TEST_F(ServersChain, DatedBack) {
  std::vector<Receipt> chain = good(3);
  chain.push_back(give(4, chain.back().head, -60));
  ChainWatch watch({}, 0);
  EXPECT_NE(said(watch, chain).find("came in before"), std::string::npos);
}

TEST_F(ServersChain, ANewEpochBeginsAnewAndAnOldOneDoesNotComeBack) {
  ChainWatch watch({}, 0);
  (void)said(watch, good(3));
  EXPECT_FALSE(watch.next(give(2, std::string(64, 'c'), 4, 2)));
  EXPECT_TRUE(watch.next(give(3, std::string(64, 'd'), 5, 1)));
}

}  // namespace
}  // namespace pillarbox::office
