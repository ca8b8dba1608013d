// One badge, whatever reader it is held to; and never another's.
#include "shared/record/badge_code.h"

#include <gtest/gtest.h>

#include "tests/support/seeded_random.h"

namespace pillarbox {
namespace {

using support::SeededRandom;

// The same badge as the readers of different makers type it.
struct Reads {
  std::string hex, hexBack, decimal, decimalBack, cutFirst, cutLast, cutFirstDecimal, cutBackDecimal;
};

std::string decimalOf(BytesView bytes) {
  unsigned __int128 value = 0;
  for (const std::uint8_t byte : bytes) value = (value << 8) | byte;
  std::string text;
  do {
    text.insert(text.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value != 0);
  return text;
}

Reads readsOf(const Bytes& uid) {
  const Bytes back(uid.rbegin(), uid.rend());
  const Bytes first(uid.begin(), uid.begin() + 4), last(uid.end() - 4, uid.end()), backLast(back.end() - 4, back.end());
  return {toHex(uid),   toHex(back), decimalOf(uid),   decimalOf(back),
          toHex(first), toHex(last), decimalOf(first), decimalOf(backLast)};
}

Roster rosterOf(std::size_t staff) {
  Roster roster;
  roster.badgeKey = Bytes(32, 7);
  for (std::size_t i = 0; i < staff; ++i) roster.staff.push_back({"s-" + std::to_string(i), "Name", "", "", {}, ""});
  return roster;
}

std::string whoHas(const Roster& roster, std::string_view code) {
  const BadgeMatch match = matchBadge(roster, code);
  return match.several ? "several" : match.staff == nullptr ? "nobody" : match.staff->id;
}

TEST(BadgeCode, TheSameBadgeFromEveryReader) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> badges{
      // 4 bytes: hex, spaced, with 0x, backwards, decimal, decimal backwards, padded
      {"0A1B2C3D",
       {"0a1b2c3d", "0A:1B:2C:3D", "0a-1b-2c-3d", "0A 1B 2C 3D", "0x0A1B2C3D", "3D2C1B0A", "169552957", "0169552957",
        "1026300682", "A1B2C3D", "000000000A1B2C3D", "0A1B-2C3D"}},
      // decimal first, then hex
      {"0169552957", {"0A1B2C3D", "3d2c1b0a", "169552957"}},
      // 7 bytes
      {"04A1B2C3D4E5F6", {"04:a1:b2:c3:d4:e5:f6", "F6E5D4C3B2A104", "1303689068602870", "04A1B2C3"}},
      // a badge whose last byte is nought is short when it is read backwards
      {"0A1B2C00", {"002C1B0A", "2890506", "169552896"}},
      // 125 kHz, 5 bytes: ten hex digits, or the decimal of its last four
      {"0F00BC614E", {"4E61BC000F", "0012345678", "12345678", "64436855118"}},
      // not a number: the text, whatever its case and spaces
      {"PBB1-ABCD-EFGH", {" pbb1-abcd-efgh\r", "PBB1-abcd-EFGH"}},
  };
  for (const auto& [joined, reads] : badges) {
    Roster roster = rosterOf(3);
    ASSERT_TRUE(joinBadge(roster, "s-1", joined).ok()) << joined;
    EXPECT_EQ(whoHas(roster, joined), "s-1") << joined;
    for (const std::string& read : reads) {
      EXPECT_EQ(whoHas(roster, read), "s-1") << joined << " read as " << read;
    }
  }
}

TEST(BadgeCode, EveryPairOfReadersAgreesOnRandomBadges) {
  SeededRandom random(4);
  for (const std::size_t size : {std::size_t{4}, std::size_t{7}}) {
    for (int i = 0; i < 60; ++i) {
      Bytes uid = random.bytes(size);
      if (size == 7) uid[0] = 4;
      const Reads reads = readsOf(uid);
      std::vector<std::string> whole{reads.hex, reads.hexBack, reads.decimal, reads.decimalBack};
      std::vector<std::string> cut{reads.cutFirst, reads.cutFirstDecimal, reads.cutBackDecimal};
      for (const std::string& joined : whole) {
        Roster roster = rosterOf(2);
        if (!joinBadge(roster, "s-0", joined).ok()) continue;
        for (const std::string& read : whole) EXPECT_EQ(whoHas(roster, read), "s-0") << joined << " as " << read;
        for (const std::string& read : cut) EXPECT_EQ(whoHas(roster, read), "s-0") << joined << " cut to " << read;
      }
      for (const std::string& joined : cut) {
        Roster roster = rosterOf(2);
        if (!joinBadge(roster, "s-0", joined).ok()) continue;
        for (const std::string& read : whole) EXPECT_EQ(whoHas(roster, read), "s-0") << joined << " whole " << read;
      }
    }
  }
}

// 200 members of staff; badges nobody has. A badge of four bytes is one of 4,000 million, so by chance alone one in
// twenty million would fit: none of these may.
TEST(BadgeCode, ABadgeNobodyHasIsNobodys) {
  SeededRandom random(11);
  Roster roster = rosterOf(200);
  for (const Staff& member : std::vector<Staff>(roster.staff)) {
    const std::size_t size = random.below(2) == 0 ? 4 : 7;
    Bytes uid = random.bytes(size);
    if (size == 7) uid[0] = 4;
    ASSERT_TRUE(joinBadge(roster, member.id, toHex(uid)).ok());
  }
  int known = 0;
  for (int i = 0; i < 4000; ++i) {
    const Bytes uid = random.bytes(i % 2 == 0 ? 4 : 7);
    for (const std::string& read : {toHex(uid), decimalOf(uid)}) {
      const BadgeForms forms = badgeForms(read);
      EXPECT_LE(forms.sure.size() + forms.brief.size(), 8U);
      known += whoHas(roster, read) == "nobody" ? 0 : 1;
    }
  }
  EXPECT_EQ(known, 0);
}

TEST(BadgeCode, CardsOfOneBatchAreNeverTakenForEachOther) {
  // The same four bytes in front, and the same four behind: only a reader that cuts would mix them up.
  Roster roster = rosterOf(2);
  ASSERT_TRUE(joinBadge(roster, "s-0", "04A1B2C3000180").ok());
  EXPECT_EQ(whoHas(roster, "04A1B2C3000280"), "nobody");
  ASSERT_TRUE(joinBadge(roster, "s-1", "04A1B2C3000280").ok());
  EXPECT_EQ(whoHas(roster, "04A1B2C3000180"), "s-0");
  EXPECT_EQ(whoHas(roster, "80020003C3B2A104"), "nobody");
  EXPECT_EQ(whoHas(roster, "80020003C3B2A1"), "nobody");
  EXPECT_EQ(whoHas(roster, "800200C3B2A104"), "s-1");
  // Cut to its first four bytes it could be either: nobody, rather than the wrong one.
  EXPECT_EQ(whoHas(roster, "04A1B2C3"), "several");
}

TEST(BadgeCode, TwoPeopleWithOneBadgeAreNobody) {
  Roster roster = rosterOf(3);
  for (std::size_t i : {0U, 2U}) roster.staff[i].badgeHashes = {keptOfBadge(roster, "0A1B2C3D")};
  EXPECT_EQ(whoHas(roster, "169552957"), "several");
  EXPECT_EQ(roster.staffWithBadge("0A1B2C3D"), nullptr);
}

TEST(BadgeCode, SmallNumbersAreText) {
  Roster roster = rosterOf(2);
  ASSERT_TRUE(joinBadge(roster, "s-0", "12345").ok());
  EXPECT_EQ(whoHas(roster, "12345"), "s-0");
  EXPECT_EQ(whoHas(roster, "3039"), "nobody");
  EXPECT_EQ(whoHas(roster, "00003039"), "nobody");
}

TEST(BadgeCode, WhatIsNoBadgeIsRefused) {
  Roster roster = rosterOf(1);
  for (const std::string code : {"", "   ", "abc", "caf\xC3\xA9 123", "a\x01qwerty"}) {
    EXPECT_FALSE(joinBadge(roster, "s-0", code).ok()) << code;
    EXPECT_EQ(whoHas(roster, code), "nobody");
  }
  EXPECT_FALSE(joinBadge(roster, "s-0", std::string(65, '7')).ok());
  EXPECT_TRUE(badgeForms(std::string(100'000, '7')).kept.empty());
  EXPECT_EQ(joinBadge(roster, "nobody", "0A1B2C3D").fault().code, FaultCode::notFound);
}

TEST(BadgeCode, ABadgeOfSomebodyElseIsNotJoined) {
  Roster roster = rosterOf(2);
  ASSERT_TRUE(joinBadge(roster, "s-0", "0A1B2C3D").ok());
  EXPECT_EQ(joinBadge(roster, "s-1", "169552957").fault().code, FaultCode::alreadyExists);
  const std::vector<std::string> before = roster.staff[0].badgeHashes;
  EXPECT_TRUE(joinBadge(roster, "s-0", "0A1B2C3D").ok());
  EXPECT_EQ(roster.staff[0].badgeHashes, before);
}

TEST(BadgeCode, ALostBadgeIsForgottenInEveryForm) {
  Roster roster = rosterOf(2);
  ASSERT_TRUE(joinBadge(roster, "s-0", "04A1B2C3D4E5F6").ok());
  ASSERT_TRUE(joinBadge(roster, "s-1", "PBB1-ABCD").ok());
  EXPECT_EQ(dropBadge(roster, "F6E5D4C3B2A104"), 1);
  for (const std::string read : {"04A1B2C3D4E5F6", "1303689068602870", "04A1B2C3"}) {
    EXPECT_EQ(whoHas(roster, read), "nobody") << read;
  }
  EXPECT_EQ(whoHas(roster, "PBB1-ABCD"), "s-1");
  EXPECT_EQ(dropBadge(roster, "F6E5D4C3B2A104"), 0);
  // Known whole, lost with a reader that cuts: it may not go on working elsewhere.
  ASSERT_TRUE(joinBadge(roster, "s-0", "04A1B2C3D4E5F6").ok());
  EXPECT_EQ(dropBadge(roster, "04A1B2C3"), 1);
  EXPECT_EQ(whoHas(roster, "04A1B2C3D4E5F6"), "nobody");
}

TEST(BadgeCode, PinsThatAreGuessedFirstAreNoPins) {
  for (const std::string pin : {"123456", "654321", "000000", "01234567"}) EXPECT_TRUE(easyPin(pin)) << pin;
  for (const std::string pin : {"192837", "112233", "123457"}) EXPECT_FALSE(easyPin(pin)) << pin;
  EXPECT_TRUE(isPin("192837"));
  for (const std::string pin : {"19283", "1928374650123", "19283a", "", "１９２８３７"}) EXPECT_FALSE(isPin(pin));
}

TEST(BadgeCode, ThePinGoesWithTheRoster) {
  Roster roster = rosterOf(2);
  roster.staff[1].pin = "$argon2id$something";
  const Result<Roster> back = decodeRoster(encodeRoster(roster));
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(*back, roster);
}

}  // namespace
}  // namespace pillarbox
