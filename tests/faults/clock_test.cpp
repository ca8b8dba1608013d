// Clocks that jump a year, either way. Nothing waits for a clock to come right, and nothing is lost by one.
#include <signal.h>

#include "tests/faults/story.h"

namespace pillarbox::support {
namespace {

class Clock : public Story {
 protected:
  void SetUp() override {
    Story::SetUp();
    if (HasFatalFailure()) return;
    serve();
    if (HasFatalFailure()) return;
    connect();
  }
  // PROGRAM WORDS... with the wall clock moved, as a flat clock battery or a wrong setting moves it; the time since the
  // machine was started goes on as ever. Not through `faketime`, which would stand between us and the program.
  static std::vector<std::string> shifted(const std::string& shift, const std::string& name,
                                          const std::vector<std::string>& words) {
    static const std::string preload = [] {
      const std::string line = run({"faketime", "-f", "+0d", "printenv", "LD_PRELOAD"}).out;
      return line.substr(0, line.find('\n'));
    }();
    EXPECT_NE(preload, "") << "Debian's faketime is needed";
    std::vector<std::string> all{"env",
                                 "LD_PRELOAD=" + preload,
                                 "FAKETIME=" + shift,
                                 "DONT_FAKE_MONOTONIC=1",
                                 "FAKETIME_DONT_FAKE_MONOTONIC=1",
                                 program(name)};
    all.insert(all.end(), words.begin(), words.end());
    return all;
  }
  static Ran at(const std::string& shift, const std::vector<std::string>& words, const std::string& input = {}) {
    return run(shifted(shift, "pillarbox", words), input);
  }
  std::string postAt(const std::string& shift) {
    const Json entry{{"author", {{"name", "Pat Example"}}}, {"account", "Invented: by a clock at " + shift}};
    const Ran ran = at(shift, {"post", school->folder(), "--entry", "-", "--json"}, entry.dump());
    return json(ran).value("id", "");
  }
  Ran syncAt(const std::string& shift) { return at(shift, {"sync", school->folder(), "--once", "--json"}); }
  static constexpr auto yearOn = "+365d", yearBack = "-365d", now = "+0d";
};

TEST_F(Clock, JumpsAYearBetweenPostingsAndTheChainKeepsTheirOrder) {
  const std::vector<std::string> ids{postAt(now), postAt(yearOn), postAt(yearBack), postAt(now)};
  const std::string order = sql(database(), "SELECT group_concat(id, ' ') FROM (SELECT id FROM postings ORDER BY seq)");
  EXPECT_EQ(order, ids[0] + " " + ids[1] + " " + ids[2] + " " + ids[3] + "\n");
  // What the clock said is kept as it was said.
  EXPECT_EQ(sql(database(), "SELECT count(DISTINCT strftime('%Y', written_at / 1000, 'unixepoch')) FROM postings"),
            "3\n");
  expectAllDelivered();
}

TEST_F(Clock, AQueueWrittenInTheFutureIsSentNow) {
  server->stop();
  postAt(yearOn);
  EXPECT_EQ(syncAt(yearOn).exit, 4);  // tried, and put off by a clock that is a year ahead
  ASSERT_TRUE(server->serve());
  expectAllDelivered();
}

TEST_F(Clock, AQueueWrittenInThePastIsSentNow) {
  server->stop();
  postAt(yearBack);
  EXPECT_EQ(syncAt(yearBack).exit, 4);
  ASSERT_TRUE(server->serve());
  expectAllDelivered();
}

TEST_F(Clock, SendsAndFetchesWithAClockThatIsAYearOut) {
  // The certificate is good for ten years from today, so a year on is still within it; a year back is not.
  postAt(now);
  const Ran on = syncAt(yearOn);
  EXPECT_EQ(on.exit, 0) << on.err;
  EXPECT_EQ(parsed(on.out)["delivered"], 1);

  postAt(now);
  const Ran back = syncAt(yearBack);
  EXPECT_EQ(back.exit, 4) << back.err;  // TLS cannot know the server by a clock before its certificate
  expectOneSentence(back.err);
  expectAllDelivered();
  EXPECT_EQ(idsAtServer().size(), 2U);
}

TEST_F(Clock, ReadUnderAWrongClockIsStillRead) {
  const std::string id = postAt(yearOn);
  EXPECT_EQ(json(school->inbox({"list"}))[0]["state"], "unread");
  EXPECT_EQ(school->inbox({"read", id}).exit, 0);  // "before" it was written
  EXPECT_EQ(json(school->inbox({"list"}))[0]["state"], "read");
  expectAllDelivered();
}

TEST_F(Clock, OfTheServerIsAYearOut) {
  const std::string id = postAt(now);
  server->stop();
  for (const std::string shift : {yearOn, yearBack}) {
    SCOPED_TRACE(shift);
    Background wrong;
    ASSERT_TRUE(
        wrong.start(shifted(shift, "pillarbox-server",
                            {"serve", server->folder(), "--listen", "127.0.0.1:" + std::to_string(server->port()),
                             "--cert", server->certificates().cert, "--key", server->certificates().key})));
    ASSERT_TRUE(wrong.waitForLine("listening on ")) << wrong.err();
    expectAllDelivered();  // and what needs a signed request was asked again by the server's own time
    const std::string next = postAt(now);
    EXPECT_NE(next, "");
    expectAllDelivered();
    wrong.signal(SIGTERM);
    EXPECT_EQ(wrong.waitExit(), 0);
  }
  EXPECT_EQ(idsAtServer().size(), 3U);
  ASSERT_TRUE(server->serve());
  postAt(now);
  expectAllDelivered();
}

}  // namespace
}  // namespace pillarbox::support
