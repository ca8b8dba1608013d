#include "kiosk/platform/wedge.h"

#include <gtest/gtest.h>

#include <random>

#include "kiosk/platform/screen_options.h"

namespace pillarbox::platform {
namespace {

// Plays characters to a Wedge as the main loop does: ticking at its deadlines between them.
class Player {
 public:
  explicit Player(WedgeOptions options = {}) : m_wedge(std::move(options)) {}

  Player& wait(std::int64_t ms) {
    const std::int64_t until = m_now + ms;
    while (const auto due = m_wedge.nextDeadline()) {
      if (*due > until) break;
      m_now = std::max(m_now, *due);
      take(m_wedge.tick(m_now));
    }
    m_now = until;
    return *this;
  }
  Player& type(std::string_view text, std::int64_t gap) {
    for (const char c : text) wait(gap).put(c);
    return *this;
  }
  Player& put(char c, bool repeat = false) {
    m_typedTimes.push_back(m_now);
    if (c == '\n') {
      take(m_wedge.enter(m_now));
    } else if (c == '\t') {
      take(m_wedge.tab(m_now));
    } else {
      take(m_wedge.character(c, m_now, repeat));
    }
    return *this;
  }
  Player& otherKey() {
    take(m_wedge.flush(m_now));
    return *this;
  }
  Player& badge(std::string_view code, std::int64_t gap = 5, char end = '\n') {
    return type(code, gap).wait(gap).put(end);
  }

  // What came out, as text: "⏎" is "\n", a badge is "[code]".
  std::string heard() {
    wait(1000);
    return m_heard;
  }
  std::int64_t longestHeldMs() const { return m_longest; }

 private:
  void take(const std::vector<WedgeOutput>& outputs) {
    for (const auto& output : outputs) {
      if (const auto* typed = std::get_if<Typed>(&output)) {
        m_heard += typed->text;
        m_longest = std::max(m_longest, m_now - m_typedTimes.back());
      } else if (std::holds_alternative<EnterTyped>(output)) {
        m_heard += "\n";
      } else if (std::holds_alternative<TabTyped>(output)) {
        m_heard += "\t";
      } else {
        m_heard += "[" + std::get<BadgeRead>(output).code + "]";
      }
    }
  }

  Wedge m_wedge;
  std::int64_t m_now = 1'000'000, m_longest = 0;
  std::string m_heard;
  std::vector<std::int64_t> m_typedTimes;
};

TEST(Wedge, ReadsABadgeEndedByEnterOrTab) {
  EXPECT_EQ(Player().badge("0012345678").heard(), "[0012345678]");
  EXPECT_EQ(Player().badge("0012345678", 5, '\t').heard(), "[0012345678]");
  EXPECT_EQ(Player().badge("AB-12/cd", 0).heard(), "[AB-12/cd]");
  EXPECT_EQ(Player().badge("00123", 35).heard(), "[00123]");
}

TEST(Wedge, ACarriageReturnAndALineFeedAreOneEnd) {
  EXPECT_EQ(Player().badge("1234").wait(3).put('\n').heard(), "[1234]");
}

TEST(Wedge, TypingIsTyping) {
  EXPECT_EQ(Player().type("He fell at lunch.\n", 120).heard(), "He fell at lunch.\n");
  EXPECT_EQ(Player().type("hello\t", 60).heard(), "hello\t");
}

TEST(Wedge, LettersAreHeldBackForLessThanATwentiethOfASecond) {
  Player player;
  player.type("the quick brown fox", 90);
  EXPECT_EQ(player.heard(), "the quick brown fox");
  EXPECT_LE(player.longestHeldMs(), 50);
}

TEST(Wedge, ShortOrOverlongBurstsAreTyping) {
  EXPECT_EQ(Player().badge("123").heard(), "123\n");
  EXPECT_EQ(Player().badge("1234").heard(), "[1234]");
  std::string code;
  while (code.size() < 64) code += "0123456789abcdef";
  EXPECT_EQ(Player().badge(code).heard(), "[" + code + "]");
  EXPECT_EQ(Player().badge(code + "x").heard(), code + "x\n");
  EXPECT_EQ(Player().badge(code + "x12345").heard(), code + "x12345\n");
}

TEST(Wedge, AHeldKeyIsNotABadge) {
  EXPECT_EQ(Player().badge("aaaaaaaa", 30).heard(), "aaaaaaaa\n");
  EXPECT_EQ(Player().type(std::string(200, 'x'), 30).heard(), std::string(200, 'x'));
  Player flagged;
  flagged.put('a').wait(500);
  for (int i = 0; i < 20; ++i) flagged.wait(30).put('a', true);
  EXPECT_EQ(flagged.heard(), std::string(21, 'a'));
  EXPECT_LE(flagged.longestHeldMs(), 36);
}

TEST(Wedge, ANumberPaddedWithNoughtsIsABadge) {
  EXPECT_EQ(Player().badge("0000000042").heard(), "[0000000042]");
}

TEST(Wedge, ABadgeAmongTypedWordsPutsNoLettersIntoThem) {
  EXPECT_EQ(Player().type("She sa", 110).wait(80).badge("00778899").wait(150).type("id so", 110).heard(),
            "She sa[00778899]id so");
}

TEST(Wedge, AnotherKeyOrATouchLetsTypingOutBeforeIt) {
  Player player;
  player.type("ab", 10).otherKey();
  player.wait(5).type("12345", 5).wait(5).put('\n');
  EXPECT_EQ(player.heard(), "ab12345\n");
}

TEST(Wedge, APauseInABurstMakesItTyping) {
  EXPECT_EQ(Player().type("1234", 5).wait(45).badge("56").heard(), "123456\n");
}

TEST(Wedge, UnprintableCharactersMakeItTyping) {
  EXPECT_EQ(Player()
                .badge("12\x7f"
                       "34")
                .heard(),
            "12\x7f"
            "34\n");
}

TEST(Wedge, PrefixAndSuffixAreNeededAndStripped) {
  const WedgeOptions options{"%B", ";", 35, 60};
  EXPECT_EQ(Player(options).badge("%B445566;").heard(), "[445566]");
  EXPECT_EQ(Player(options).badge("445566").heard(), "445566\n");
  EXPECT_EQ(Player(options).badge("%B44;").heard(), "%B44;\n");
}

TEST(Wedge, SilenceEndsABadgeOnlyWherePrefixOrSuffixWereThere) {
  const WedgeOptions options{"%", "", 35, 60};
  EXPECT_EQ(Player(options).type("%445566", 5).wait(60).heard(), "[445566]");
  EXPECT_EQ(Player(options).type("445566", 5).wait(60).heard(), "445566");
  EXPECT_EQ(Player(options).type("%445566", 5).wait(50).put('a').wait(90).put('b').heard(), "%445566ab");
  EXPECT_EQ(Player().type("%445566", 5).wait(60).heard(), "%445566");
}

TEST(Wedge, SwitchedOffEverythingIsTyping) {
  WedgeOptions off;
  off.off = true;
  EXPECT_EQ(Player(off).badge("0004521987").heard(), "0004521987\n");
}

TEST(Wedge, TheCommandLineTellsWhatReadersPutAroundACode) {
  std::vector<std::string> words{"/school", "--badge-prefix", "%B", "--badge-suffix", "?", "--no-badge-keys"};
  const auto read = [&] {
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    return readScreenOptions(argv);
  };
  const Result<ScreenOptions> options = read();
  ASSERT_TRUE(options.ok()) << options.fault().detail;
  const AppOptions app = appOptions(*options, "Pillarbox");
  EXPECT_EQ(app.wedge.prefix, "%B");
  EXPECT_EQ(app.wedge.suffix, "?");
  EXPECT_TRUE(app.wedge.off);
  for (const std::string bad : {"", "two words", "tab\t", "\xC3\xA9", "a very long prefix indeed"}) {
    words = {"/school", "--badge-prefix", bad};
    EXPECT_FALSE(read().ok()) << bad;
  }
}

TEST(Wedge, TimeThatGoesBackIsTakenAsNoTime) {
  Wedge wedge;
  wedge.character('1', 1000);
  wedge.character('2', 990);
  wedge.character('3', 1005);
  wedge.character('4', 1004);
  const auto out = wedge.enter(1006);
  ASSERT_EQ(out.size(), 1U);
  EXPECT_EQ(std::get<BadgeRead>(out[0]).code, "1234");
}

TEST(Wedge, EveryReadersTimingIsABadgeAndEveryTypistsIsTyping) {
  std::mt19937 random(20261121);
  const auto pick = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
  for (int round = 0; round < 2000; ++round) {
    Player player;
    std::string expected;
    for (int part = pick(1, 4); part > 0; --part) {
      std::string word;
      for (int n = pick(1, 12); n > 0; --n) {
        word.push_back(static_cast<char>(pick('a', 'z')));
        player.wait(pick(70, 250)).put(word.back());
      }
      expected += word;
      std::string code;
      for (int n = pick(4, 20); n > 0; --n) code.push_back(static_cast<char>(pick('0', '9')));
      code.back() = code.front() == '9' ? '8' : '9';
      player.wait(pick(60, 400));
      for (const char c : code) player.put(c).wait(pick(0, 35));
      player.put('\n').wait(pick(60, 300));
      expected += "[" + code + "]";
    }
    ASSERT_EQ(player.heard(), expected) << round;
  }
}

TEST(Wedge, AHandOnTheKeysIsNotABadge) {
  std::mt19937 random(7);
  const auto pick = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
  int badges = 0;
  for (int round = 0; round < 2000; ++round) {
    Player player;
    std::string keys;
    for (int n = pick(8, 25); n > 0; --n) {
      keys.push_back("asdfghjkl;'"[pick(0, 10)]);
      player.put(keys.back()).wait(pick(5, 90));
    }
    player.put('\n');
    const std::string heard = player.heard();
    if (heard != keys + "\n") ++badges;
  }
  EXPECT_LE(badges, 10);  // of 2,000: four keys and Enter within 35 ms of each other cannot be told from a reader
}

TEST(Wedge, NothingIsLostOrReorderedWhateverTheTiming) {
  std::mt19937 random(99);
  const auto pick = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
  for (int round = 0; round < 2000; ++round) {
    Player player(round % 2 == 0 ? WedgeOptions{} : WedgeOptions{"0", "", 35, 60});
    std::string sent;
    for (int n = pick(1, 60); n > 0; --n) {
      const char c = "0123ab\n"[pick(0, 6)];
      player.put(c).wait(pick(0, 4) == 0 ? pick(30, 80) : pick(0, 30));
      if (c != '\n') sent.push_back(c);
    }
    std::string got;
    for (const char c : player.heard()) {
      if (c != '\n' && c != '[' && c != ']') got.push_back(c);
    }
    if (round % 2 == 0) {
      ASSERT_EQ(got, sent) << round;
    } else {
      ASSERT_LE(got.size(), sent.size()) << round;  // a stripped prefix is all that may go
    }
  }
}

}  // namespace
}  // namespace pillarbox::platform
