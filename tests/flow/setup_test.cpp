// A DSL sets up her school herself, on the screen; and somebody whose passphrase was made for them chooses their own.
#include <cstdio>
#include <filesystem>

#include "tests/flow/windows.h"

namespace pillarbox::support {
namespace {

namespace fs = std::filesystem;

// How much work it was for a person who has never seen it.
struct Work {
  int touches = 0;
  std::size_t characters = 0;
  // A second for each touch, and a slow typist's 25 words of five letters a minute.
  double minutes() const { return touches / 60.0 + static_cast<double>(characters) / 5 / 25; }
};

// The code that a reader would see on a printed key card.
std::string cardCodeOn(const fs::path& pdf, const TempFolder& temp) {
  const std::string picture = temp / "card";
  EXPECT_EQ(run({"pdftoppm", "-r", "200", "-png", "-singlefile", pdf.string(), picture}).exit, 0);
  const std::string code = run({"zbarimg", "-q", "--raw", picture + ".png"}).out;
  fs::remove(picture + ".png");
  return code.substr(0, code.find('\n'));
}

std::size_t filesUnder(const fs::path& folder, const std::string& ending) {
  std::size_t count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    count += entry.path().string().ends_with(ending) ? 1U : 0U;
  }
  return count;
}

class SetUp : public Windows {
 protected:
  void makeSchool() override {}

  bool touch(const std::string& id) {
    ++work.touches;
    return robot.tap(id);
  }
  bool fill(const std::string& id, const std::string& text) {
    work.characters += text.size();
    return touch(id) && robot.type(text) && robot.waitForValue(id, text);
  }
  Json verified() const { return json(DemoSchool::pillarbox({"verify", folder, "--json"})); }

  RobotClient robot;
  Work work;
  std::string folder = temp / "school";
  fs::path papers = temp.path() / "pillarbox-papers-to-print";
};

TEST_F(SetUp, TheDslDoesItHerselfInUnderFiveMinutesAndUnlocks) {
  fs::create_directories(folder);
  ASSERT_TRUE(robot.start(program("pillarbox-inbox"), {folder, "--window"}) && robot.waitFor("setup.school", 30s))
      << robot.error();
  ASSERT_TRUE(touch("setup.next") && robot.waitForName("setup.problem", "Type the name of your school."))
      << robot.error();
  ASSERT_TRUE(fill("setup.school", "Invented Primary School") && touch("setup.next")) << robot.error();
  ASSERT_TRUE(fill("setup.you.name", "Mrs Ann Example") && fill("setup.you.room", "Room 4, by the office") &&
              fill("setup.you.extension", "104") && fill("setup.you.email", "ann@school.example") &&
              touch("setup.next"))
      << robot.error();
  ASSERT_TRUE(fill("setup.deputy.name", "Mr Ben Deputy") && fill("setup.head.name", "Ms Hazel Head") &&
              touch("setup.down") && touch("setup.next"))
      << robot.error();
  // Five words were offered; she takes them and types them once more.
  ASSERT_TRUE(robot.waitFor("choose.words")) << robot.error();
  const std::string passphrase = nameOf(robot, "choose.words");
  ASSERT_TRUE(touch("choose.use") && touch("setup.next") && robot.waitFor("setup.problem")) << robot.error();
  ASSERT_TRUE(touch("choose.again") && robot.type(passphrase) && touch("setup.next")) << robot.error();
  work.characters += passphrase.size();
  ASSERT_TRUE(robot.waitFor("setup.folder", 30s)) << robot.error();
  EXPECT_FALSE(shows(robot, passphrase));
  EXPECT_TRUE(shows(robot, "Key card for Mrs Ann Example"));
  EXPECT_TRUE(shows(robot, papers.string()));

  // The papers stand beside the folder and never in it, for nobody else's eyes.
  EXPECT_EQ(filesUnder(folder, ".pdf"), 0U);
  EXPECT_EQ(filesUnder(papers, ".pdf"), 3U + 2U + 2U) << "cards, starters for the others, recovery sheets";
  EXPECT_EQ(fs::status(papers).permissions() & fs::perms(077), fs::perms::none);
  for (const char* name : {"recovery-safeguarding.pdf", "starter-passphrase-deputy-1.pdf", "key-card-dsl-1.pdf"}) {
    EXPECT_EQ(fs::status(papers / name).permissions() & fs::perms(077), fs::perms::none) << name;
  }
  EXPECT_FALSE(fs::exists(papers / "starter-passphrase-dsl-1.pdf")) << "she chose her own";

  ASSERT_TRUE(touch("setup.next") && robot.waitFor("unlock.card")) << robot.error();
  const std::string card = cardCodeOn(papers / "key-card-dsl-1.pdf", temp);
  ASSERT_TRUE(card.starts_with("PBK1")) << card;
  ASSERT_TRUE(robot.badge(card) && robot.waitFor("unlock.passphrase")) << robot.error();
  work.characters += passphrase.size();
  ASSERT_TRUE(touch("unlock.passphrase") && robot.type(passphrase) && touch("unlock.go") &&
              robot.waitFor("list.empty", 20s))
      << robot.error();
  std::printf("set-up on screen: touches=%d characters=%zu minutes=%.1f\n", work.touches, work.characters,
              work.minutes());
  EXPECT_LT(work.minutes(), 5);
  ASSERT_TRUE(robot.tap("bar.lock")) << robot.error();
  EXPECT_EQ(robot.waitExit(), 0);
}

TEST_F(SetUp, AStarterPassphraseIsReportedUntilItsOwnerChoseAnother) {
  const std::string starterPaper = (papers / "starter-passphrase-deputy-1.pdf").string();
  const Ran made = DemoSchool::pillarbox({"school", "new", folder, "--name", "Invented Primary School", "--dsl",
                                          "Ann Example <ann@school.example>", "--deputy",
                                          "Ben Deputy <ben@school.example>", "--papers", papers.string()});
  ASSERT_EQ(made.exit, 0) << made.err;
  const std::string before = verified()["notices"].dump();
  EXPECT_NE(before.find("deputy-1 still has the passphrase that was set up for them."), std::string::npos) << before;

  // As printed, and as a person reads it: five words joined by hyphens.
  const std::string text = run({"pdftotext", "-layout", starterPaper, "-"}).out;
  std::string starter;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n\t\f", at), text.size());
    const std::string word = text.substr(at, end - at);
    if (std::count(word.begin(), word.end(), '-') == 4) starter = word;
    at = end + 1;
  }
  ASSERT_NE(starter, "") << text;
  const std::string card = temp / "card.txt", old = temp / "old.txt", own = temp / "own.txt";
  writeText(card, cardCodeOn(papers / "key-card-deputy-1.pdf", temp) + "\n");
  writeText(old, starter + "\n");
  writeText(own, "seven-grey-herons-at-noon\n");
  const auto list = [&](const std::string& passphrase) {
    return DemoSchool::pillarbox(
        {"inbox", folder, "list", "--card-file", card, "--passphrase-file", passphrase, "--json"});
  };
  EXPECT_EQ(list(old).exit, 1) << "a starter passphrase opens nothing";
  const Ran changed = DemoSchool::pillarbox(
      {"passphrase", folder, "--card-file", card, "--passphrase-file", old, "--new-passphrase-file", own});
  EXPECT_EQ(changed.exit, 0) << changed.err;
  const std::string after = verified()["notices"].dump();
  EXPECT_EQ(after.find("deputy-1"), std::string::npos) << after;
  EXPECT_EQ(list(own).exit, 0);
  EXPECT_EQ(list(old).exit, 1) << "the old one no longer opens it";
}

class Starter : public Windows {};

TEST_F(Starter, TheFirstUnlockAsksForAPassphraseOfOnesOwn) {
  const std::string id = school->post("Invented: the marker zebra.");
  sql(database(), "INSERT INTO settings VALUES('starter:dsl-1', '1') ON CONFLICT(key) DO UPDATE SET value = '1'");
  const auto notices = [&] { return json(school->verify())["notices"].dump(); };
  EXPECT_NE(notices().find("dsl-1 still has the passphrase"), std::string::npos);
  const DemoPerson& dsl = school->person("dsl");
  const std::string own = "seven-grey-herons-at-noon";
  {
    RobotClient robot;
    ASSERT_TRUE(robot.start(program("pillarbox-inbox"), {school->folder(), "--window"}) &&
                robot.waitFor("unlock.card", 30s) && robot.badge(dsl.cardCode) && unlock(robot, dsl.passphrase) &&
                robot.waitFor("choose.words", 20s))
        << robot.error();
    EXPECT_FALSE(on(robot, "list.unread"));
    const auto tryBoth = [&](const std::string& first, const std::string& again) {
      return robot.tap("choose.first") && robot.keys({"select_all"}) && robot.type(first) &&
             robot.tap("choose.again") && robot.keys({"select_all"}) && robot.type(again) && robot.tap("choose.go");
    };
    ASSERT_TRUE(tryBoth(dsl.passphrase, dsl.passphrase) && robot.waitFor("choose.problem")) << robot.error();
    EXPECT_EQ(nameOf(robot, "choose.problem"), "This is the one you were given. Choose a new one.");
    ASSERT_TRUE(tryBoth(own, own + "x") && robot.waitFor("choose.problem")) << robot.error();
    EXPECT_EQ(nameOf(robot, "choose.problem"), "The two are not the same. Type the second one again.");
    ASSERT_TRUE(tryBoth(own, own) && robot.waitFor("list.case." + id, 20s)) << robot.error();
    EXPECT_TRUE(robot.quit());
    EXPECT_EQ(robot.waitExit(), 0);
  }
  EXPECT_EQ(notices().find("dsl-1"), std::string::npos);
  RobotClient again;
  ASSERT_TRUE(again.start(program("pillarbox-inbox"), {school->folder(), "--window"}) &&
              again.waitFor("unlock.card", 30s) && again.badge(dsl.cardCode) && unlock(again, dsl.passphrase) &&
              again.waitFor("unlock.problem", 20s))
      << "the old one no longer opens it: " << again.error();
  ASSERT_TRUE(unlock(again, own) && again.waitFor("list.case." + id, 20s)) << again.error();
}

}  // namespace
}  // namespace pillarbox::support
