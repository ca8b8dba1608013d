// With the real espeak-ng, and SDL's sound device that plays to nobody.
#include "kiosk/platform/speech.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <set>

namespace pillarbox::platform {
namespace {

class SpeechTest : public testing::Test {
 protected:
  void SetUp() override { ::setenv("SDL_AUDIODRIVER", "dummy", 1); }

  void hear(const Speech::Heard& heard) {
    const std::lock_guard lock(m_guard);
    m_all.push_back(heard);
    m_wake.notify_all();
  }
  template <class Done>
  bool waitFor(Done done) {
    std::unique_lock lock(m_guard);
    return m_wake.wait_for(lock, std::chrono::seconds(20), [&] { return done(); });
  }
  bool over() const { return !m_all.empty() && !m_all.back().reading; }
  std::size_t ends() const {
    return static_cast<std::size_t>(
        std::count_if(m_all.begin(), m_all.end(), [](const Speech::Heard& heard) { return !heard.reading; }));
  }

  std::mutex m_guard;
  std::condition_variable m_wake;
  std::vector<Speech::Heard> m_all;
  Speech m_speech{[this](const Speech::Heard& heard) { hear(heard); }};
};

TEST_F(SpeechTest, ReadsThePassagesInOrderWordByWord) {
  m_speech.say({{"one", "Cover."}, {"two", "Go on."}}, "en");
  ASSERT_TRUE(waitFor([&] { return over(); }));
  EXPECT_FALSE(m_all.back().failed);
  std::vector<std::string> ids;
  std::set<std::size_t> words;
  for (const Speech::Heard& heard : m_all) {
    if (!heard.reading) continue;
    if (ids.empty() || ids.back() != heard.id) ids.push_back(heard.id);
    if (heard.id == "two") words.insert(heard.word);
  }
  EXPECT_EQ(ids, (std::vector<std::string>{"one", "two"}));
  EXPECT_EQ(words, (std::set<std::size_t>{0, 3}));
}

TEST_F(SpeechTest, StopsInTheMiddle) {
  std::string longText;
  for (int i = 0; i < 100; ++i) longText += "A child told me something at lunch. ";
  m_speech.say({{"long", longText}, {"after", "Never read."}}, "en");
  ASSERT_TRUE(waitFor([&] { return m_all.size() >= 2; }));
  const auto asked = std::chrono::steady_clock::now();
  m_speech.stop();
  ASSERT_TRUE(waitFor([&] { return over(); }));
  // Minutes of it were left; far less than that went by.
  EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::seconds(5));
  for (const Speech::Heard& heard : m_all) EXPECT_NE(heard.id, "after");
}

TEST_F(SpeechTest, SomethingElseTakesThePlaceOfWhatIsRead) {
  std::string longText;
  for (int i = 0; i < 100; ++i) longText += "Something long to read. ";
  m_speech.say({{"long", longText}}, "en");
  ASSERT_TRUE(waitFor([&] { return !m_all.empty(); }));
  m_speech.say({{"cymraeg", "Cuddio."}}, "cy");
  ASSERT_TRUE(waitFor([&] { return ends() == 2; }));
  EXPECT_EQ(m_all[m_all.size() - 2].id, "cymraeg");
}

TEST_F(SpeechTest, BadTextAndNothingAtAllAreNoTrouble) {
  m_speech.say({{"a", ""}, {"b", "\xff\xfe\x80 <b> &amp; 😀 مرحبا"}, {"c", std::string("a\0b", 3)}}, "xx");
  ASSERT_TRUE(waitFor([&] { return over(); }));
  m_speech.say({}, "en");
  ASSERT_TRUE(waitFor([&] { return ends() == 2; }));
  m_speech.stop();  // when nothing is read
}

TEST(SpeechWithNoSound, SaysSoAndLeavesTheProgramAsItWas) {
  ::setenv("SDL_AUDIODRIVER", "nosuch", 1);
  std::mutex guard;
  std::condition_variable wake;
  std::optional<Speech::Heard> last;
  {
    Speech speech([&](const Speech::Heard& heard) {
      const std::lock_guard lock(guard);
      last = heard;
      wake.notify_all();
    });
    speech.say({{"a", "Cover"}}, "en");
    std::unique_lock lock(guard);
    ASSERT_TRUE(wake.wait_for(lock, std::chrono::seconds(20), [&] { return last.has_value(); }));
  }
  EXPECT_FALSE(last->reading);
  EXPECT_TRUE(last->failed);
  ::setenv("SDL_AUDIODRIVER", "dummy", 1);
}

}  // namespace
}  // namespace pillarbox::platform
