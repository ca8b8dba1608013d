// The quality review in the real inbox: a record is read, a note is kept under it, the review is finished and dated.
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/flow/windows.h"

namespace pillarbox::support {
namespace {

namespace fs = std::filesystem;

class ReviewWindow : public Windows {
 protected:
  bool open(RobotClient& robot) {
    const DemoPerson& dsl = school->person("dsl");
    return robot.start(program("pillarbox-inbox"), {school->folder(), "--window"}, {{"HOME", home()}}) &&
           robot.waitFor("unlock.card", 30s) && robot.badge(dsl.cardCode) && robot.waitFor("unlock.passphrase") &&
           unlock(robot, dsl.passphrase) && robot.waitFor("list.manage", 20s);
  }
  std::string home() const { return school->folder() + "-home"; }
  Ran report(std::vector<std::string> words) const {
    words.insert(words.begin(), {"report", school->folder()});
    words.insert(words.end(),
                 {"--card-file", school->cardFile("dsl"), "--passphrase-file", school->passphraseFile("dsl")});
    return DemoSchool::pillarbox(words);
  }
};

TEST_F(ReviewWindow, ARecordAtRandomIsNotedTheReviewFinishedAndTheSheetSaysSo) {
  const std::string id = school->post("Invented: she was crying at the gate.");
  fs::create_directories(home() + "/Documents");
  RobotClient robot;
  ASSERT_TRUE(open(robot)) << robot.error();
  ASSERT_TRUE(robot.tap("list.manage") && robot.tap("manage.review") && robot.tap("review.sample") &&
              robot.tap("review.read.1") && robot.waitFor("concern.account") && robot.tap("bar.back") &&
              robot.tap("review.note-on.1") && robot.waitFor("review.note") && robot.tap("review.note") &&
              robot.type("Invented: clear, but nobody rang home.") && robot.tap("review.save") &&
              robot.waitGone("review.note", 20s))
      << robot.error();
  EXPECT_TRUE(shows(robot, "nobody rang home"));
  ASSERT_TRUE(robot.tap("bar.back") && robot.tap("review.finish") && robot.waitFor("review.decided") &&
              robot.tap("review.decided") && robot.type("Ring home the same day.") && robot.tap("review.save") &&
              robot.waitFor("manage.done", 20s))
      << robot.error();
  EXPECT_TRUE(shows(robot, "Last looked through on"));
  ASSERT_TRUE(robot.tap("review.sheet") && robot.waitFor("report.save") && robot.tap("report.save") &&
              robot.waitFor("report.saved", 20s))
      << robot.error();
  ASSERT_TRUE(robot.quit());
  EXPECT_EQ(robot.waitExit(), 0);
  EXPECT_EQ(school->verify().exit, 0);

  const std::string csv = school->folder() + "-sheet.csv";
  EXPECT_EQ(report({"review", "-o", school->folder() + "-sheet.pdf", "--csv", csv}).exit, 0);
  std::ifstream in(csv);
  const std::string words{std::istreambuf_iterator<char>(in), {}};
  EXPECT_NE(words.find("Decided,Ring home the same day."), std::string::npos) << words;
  EXPECT_NE(words.find("clear, but nobody rang home."), std::string::npos);
  EXPECT_EQ(report({"review", id, "-o", csv + ".pdf"}).exit, 2) << "a review is about nobody";
}

TEST_F(ReviewWindow, SavedSearchesComeBackAndStandNowhereInClear) {
  school->post("Invented: the marker zebra.");
  fs::create_directories(home());
  for (const bool first : {true, false}) {
    RobotClient robot;
    ASSERT_TRUE(open(robot)) << robot.error();
    ASSERT_TRUE(robot.tap("list.find") && robot.waitFor("find.typed")) << robot.error();
    if (first) {
      ASSERT_TRUE(robot.tap("find.typed") && robot.type("zebra") && robot.tap("find.keep") &&
                  robot.waitFor("find.view-name") && robot.type("Stripes") && robot.tap("find.keep-yes") &&
                  robot.waitFor("find.keep"))
          << robot.error();
    } else {
      ASSERT_TRUE(robot.tap("find.view.1") && !robot.waitForPart("find.entry.").empty()) << robot.error();
    }
    ASSERT_TRUE(robot.quit());
    EXPECT_EQ(robot.waitExit(), 0);
  }
  for (const auto& file : fs::recursive_directory_iterator(school->folder())) {
    if (!file.is_regular_file()) continue;
    std::ifstream in(file.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    for (const char* word : {"zebra", "Stripes"}) EXPECT_EQ(bytes.find(word), std::string::npos) << file.path();
  }
}

}  // namespace
}  // namespace pillarbox::support
