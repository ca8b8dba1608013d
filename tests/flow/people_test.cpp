// People and their key cards through the real inbox and with the papers it makes.
#include <algorithm>
#include <filesystem>

#include "tests/flow/windows.h"

namespace pillarbox::support {
namespace {

namespace fs = std::filesystem;

class PeopleWindow : public Windows {
 protected:
  // The code that a reader would see on a printed key card.
  std::string cardCodeOn(const fs::path& pdf) const {
    const std::string picture = temp / "printed";
    EXPECT_EQ(run({"pdftoppm", "-r", "200", "-png", "-singlefile", pdf.string(), picture}).exit, 0);
    const std::string code = run({"zbarimg", "-q", "--raw", picture + ".png"}).out;
    fs::remove(picture + ".png");
    return code.substr(0, code.find('\n'));
  }
  // As printed: five words joined by hyphens.
  static std::string starterOn(const fs::path& pdf) {
    std::istringstream words(run({"pdftotext", "-layout", pdf.string(), "-"}).out);
    for (std::string word; words >> word;) {
      if (std::count(word.begin(), word.end(), '-') == 4) return word;
    }
    return {};
  }
  static fs::path paperIn(const fs::path& folder, const std::string& beginning) {
    for (const auto& file : fs::directory_iterator(folder)) {
      if (file.path().filename().string().starts_with(beginning)) return file.path();
    }
    return {};
  }

  bool toPeople(RobotClient& robot) const {
    return robot.tap("list.manage") && robot.tap("manage.people") && robot.waitFor("people.people");
  }
  // With the printed card and starter passphrase; a passphrase of their own is chosen on the way.
  bool firstUnlock(RobotClient& robot, const fs::path& papers) const {
    const std::string own = "seven-grey-herons-at-noon";
    return robot.start(program("pillarbox-inbox"), {school->folder(), "--window"}) &&
           robot.waitFor("unlock.card", 30s) && robot.badge(cardCodeOn(paperIn(papers, "key-card-"))) &&
           robot.waitFor("unlock.passphrase") && unlock(robot, starterOn(paperIn(papers, "starter-"))) &&
           robot.waitFor("choose.first", 20s) && robot.tap("choose.first") && robot.type(own) &&
           robot.tap("choose.again") && robot.type(own) && robot.tap("choose.go") && robot.waitFor("list.unread", 20s);
  }
};

// Section 8 of the issue: the DSL adds a deputy herself, on the screen.
TEST_F(PeopleWindow, ADeputyAddedByTheDslUnlocksWithThePrintedCardAndReadsWhatWasPostedBefore) {
  const std::string id = school->post("Invented: the marker zebra.");
  fs::path papers;
  {
    RobotClient robot;
    ASSERT_TRUE(openInbox(robot, "dsl") && toPeople(robot) && robot.tap("people.people") && robot.tap("people.add") &&
                robot.tap("role.deputy") && robot.tap("people.older.yes") && robot.tap("people.name") &&
                robot.type("Nina New") && robot.tap("people.next") && robot.waitFor("people.preview.warning"))
        << robot.error();
    EXPECT_TRUE(shows(robot, "After this, Nina New can read everything posted for safeguarding"));
    ASSERT_TRUE(robot.tap("people.yes") && robot.waitFor("people.folder", 60s)) << robot.error();
    papers = nameOf(robot, "people.folder");
    EXPECT_TRUE(shows(robot, "Key card for Nina New"));
    EXPECT_EQ(fs::status(papers).permissions() & fs::perms(077), fs::perms::none);
    EXPECT_FALSE(papers.string().starts_with(school->folder() + "/")) << "never in the folder of the data";
    ASSERT_TRUE(robot.tap("people.printed") && robot.quit()) << robot.error();
    EXPECT_EQ(robot.waitExit(), 0);
  }
  RobotClient deputy;
  ASSERT_TRUE(firstUnlock(deputy, papers) && deputy.tap("list.case." + id) && deputy.waitFor("concern.account"))
      << deputy.error();
  EXPECT_TRUE(shows(deputy, "the marker zebra"));
  ASSERT_TRUE(deputy.quit());
  EXPECT_EQ(deputy.waitExit(), 0);
  EXPECT_EQ(school->verify().exit, 0);
}

// At the shared terminal, where no card can be shown because it is lost.
TEST_F(PeopleWindow, ALostCardIsReportedAtTheTerminalAndThenStaffWriteAgain) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && robot.tap("home.tell") && robot.tap("sign-in.card-lost") &&
              !robot.waitForPart("lost.card.", 30s).empty() && robot.tap(robot.waitForPart("lost.card.")) &&
              robot.tap("lost.report") && robot.waitFor("lost.reported", 20s) && robot.tap("lost.done") &&
              robot.waitFor("home.tell", 20s))
      << robot.error();
  ASSERT_TRUE(robot.quit()) << robot.error();
  EXPECT_EQ(robot.waitExit(), 0);
  RobotClient dsl;
  ASSERT_TRUE(openInbox(dsl, "dsl") && dsl.waitFor("list.notice.card-lost", 20s)) << dsl.error();
  ASSERT_TRUE(dsl.quit());
  EXPECT_EQ(dsl.waitExit(), 0);
}

// "The key is lost": whoever finds out says so without a key; a lead cancels the card, and then it opens nothing.
TEST_F(PeopleWindow, ALostCardIsReportedWithoutAKeyAndCancelledAndThenUnlocksNoMore) {
  const std::string id = school->post("Invented: the marker zebra.");
  const DemoPerson& deputy = school->person("deputy");
  {
    RobotClient robot;
    ASSERT_TRUE(robot.start(program("pillarbox-inbox"), {school->folder(), "--window"}) &&
                robot.waitFor("unlock.card", 30s) && robot.tap("unlock.lost") &&
                !robot.waitForPart("lost.card.").empty())
        << robot.error();
    std::string row;
    const auto shown = robot.record();
    ASSERT_TRUE(shown);
    for (const RobotItem& item : shown->items) {
      if (item.id.starts_with("lost.card.") && item.name == deputy.name) row = item.id;
    }
    ASSERT_TRUE(robot.tap(row) && robot.tap("lost.reporter") && robot.type("Pat Lee") && robot.tap("lost.report") &&
                robot.waitFor("lost.reported", 20s))
        << robot.error();
    EXPECT_FALSE(shows(robot, "zebra"));
    ASSERT_TRUE(robot.tap("bar.lock")) << robot.error();
    EXPECT_EQ(robot.waitExit(), 0);
  }
  fs::path papers;
  {
    RobotClient dsl;
    ASSERT_TRUE(openInbox(dsl, "dsl") && dsl.waitFor("list.notice.card-lost", 20s) &&
                dsl.tap("list.notice.card-lost") && dsl.tap(dsl.waitForPart(".go")) && dsl.tap("card.next") &&
                dsl.tap("people.yes") && dsl.waitFor("people.folder", 60s))
        << dsl.error();
    papers = nameOf(dsl, "people.folder");
    ASSERT_TRUE(dsl.tap("people.printed") && dsl.tap("bar.back") && dsl.tap("bar.back") && dsl.tap("bar.back") &&
                dsl.waitFor("list.unread"))
        << dsl.error();
    EXPECT_FALSE(on(dsl, "list.notice.card-lost")) << "the card is another one";
    ASSERT_TRUE(dsl.quit());
    EXPECT_EQ(dsl.waitExit(), 0);
  }
  {
    RobotClient old;
    ASSERT_TRUE(old.start(program("pillarbox-inbox"), {school->folder(), "--window"}) &&
                old.waitFor("unlock.card", 30s) && old.badge(deputy.cardCode) && old.waitFor("unlock.problem"))
        << old.error();
    EXPECT_NE(nameOf(old, "unlock.problem").find("replaced by a newer one"), std::string::npos);
  }
  EXPECT_NE(school->inbox({"list"}, "deputy").exit, 0) << "nor on the command line";
  RobotClient again;
  ASSERT_TRUE(firstUnlock(again, papers) && again.tap("list.case." + id) && again.waitFor("concern.account"))
      << again.error();
  EXPECT_TRUE(shows(again, "the marker zebra")) << "what the old card could read, the new one can";
}

// Recovery sheet drill, and the day on which every card is gone.
TEST_F(PeopleWindow, TheSheetInTheSafeIsProvedAndMakesNewCardsWhenAllAreLost) {
  const std::string id = school->post("Invented: the marker zebra.");
  const std::string sheet = school->safeguardingIdentity();
  {
    RobotClient robot;
    ASSERT_TRUE(openInbox(robot, "dsl") && toPeople(robot) && robot.tap("people.sheets") &&
                robot.tap("sheet.safeguarding") && robot.waitFor("people.sheet") && robot.tap("people.sheet") &&
                robot.type(sheet))
        << robot.error();
    EXPECT_FALSE(shows(robot, sheet));
    ASSERT_TRUE(robot.tap("sheet.try") && robot.waitFor("sheet.result", 20s)) << robot.error();
    EXPECT_TRUE(shows(robot, "The sheet works"));
    EXPECT_FALSE(shows(robot, "zebra")) << "nothing of what it opened is shown";
    ASSERT_TRUE(robot.quit());
    EXPECT_EQ(robot.waitExit(), 0);
  }
  fs::path papers;
  {
    RobotClient robot;
    ASSERT_TRUE(robot.start(program("pillarbox-inbox"), {school->folder(), "--window"}) &&
                robot.waitFor("unlock.card", 30s) && robot.tap("unlock.lost") && robot.tap("lost.every") &&
                robot.waitFor("lost.sheet") && robot.tap("lost.sheet") && robot.type(sheet) && robot.tap("lost.try") &&
                robot.waitFor("lost.recover", 20s) && robot.tap("lost.recover") && robot.waitFor("lost.folder", 120s))
        << robot.error();
    papers = nameOf(robot, "lost.folder");
    ASSERT_TRUE(robot.tap("lost.printed") && robot.badge(school->person("dsl").cardCode) &&
                robot.waitFor("unlock.problem"))
        << robot.error();
    ASSERT_TRUE(robot.tap("bar.lock"));
    EXPECT_EQ(robot.waitExit(), 0);
  }
  const fs::path dsl = temp / "dsl";
  fs::create_directories(dsl);
  const std::string who = school->person("dsl").id;
  for (const char* paper : {"key-card-", "starter-passphrase-"}) {
    const std::string name = paper + who + ".pdf";
    fs::copy_file(papers / name, dsl / name);
  }
  RobotClient again;
  ASSERT_TRUE(firstUnlock(again, dsl) && again.tap("list.case." + id) && again.waitFor("concern.account"))
      << again.error();
  EXPECT_TRUE(shows(again, "the marker zebra"));
}

}  // namespace
}  // namespace pillarbox::support
