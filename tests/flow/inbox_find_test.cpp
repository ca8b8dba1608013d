// What a reader looks for in the real inbox, and what she takes out of it on paper.
#include <filesystem>
#include <fstream>

#include "tests/flow/windows.h"

namespace pillarbox::support {
namespace {

namespace fs = std::filesystem;

class InboxFindWindow : public Windows {
 protected:
  bool open(RobotClient& robot, const std::string& home) {
    const DemoPerson& dsl = school->person("dsl");
    return robot.start(program("pillarbox-inbox"), {school->folder(), "--window"}, {{"HOME", home}}) &&
           robot.waitFor("unlock.card", 30s) && robot.badge(dsl.cardCode) && robot.waitFor("unlock.passphrase") &&
           unlock(robot, dsl.passphrase) && robot.waitFor("list.find", 20s);
  }
  static std::string contents(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
};

TEST_F(InboxFindWindow, WhatWasPostedIsFoundAsItIsTypedAlsoWhatIsPostedMeanwhile) {
  const std::string zebra = school->post("Invented: the marker zebra.");
  RobotClient robot;
  ASSERT_TRUE(open(robot, school->folder())) << robot.error();
  ASSERT_TRUE(robot.tap("list.find") && robot.waitFor("find.typed") && robot.tap("find.typed") && robot.type("zeb") &&
              robot.waitFor("find.entry." + zebra))
      << robot.error();
  const std::string later = school->post("Invented: a second zebra, posted meanwhile.");
  ASSERT_TRUE(robot.waitFor("find.entry." + later, 20s)) << "nothing has to be typed again: " << robot.error();
  ASSERT_TRUE(robot.type("ras") && robot.waitGone("find.entry." + later)) << robot.error();
  EXPECT_EQ(nameOf(robot, "find.count"), "Nothing found.");
  for (const auto& file : fs::recursive_directory_iterator(school->folder())) {
    if (!file.is_regular_file()) continue;
    EXPECT_EQ(contents(file).find("zebra"), std::string::npos) << file.path();
  }
}

TEST_F(InboxFindWindow, AConcernIsSavedAsPdfAndTableForHerAloneAndTheRecordSaysSo) {
  const std::string id = school->post("Invented: the marker zebra.");
  const std::string home = school->folder() + "-home";
  fs::create_directories(home + "/Documents");
  RobotClient robot;
  ASSERT_TRUE(open(robot, home)) << robot.error();
  ASSERT_TRUE(robot.tap("list.case." + id) && robot.tap("concern.next") && robot.tap("next.print") &&
              robot.waitFor("report.who") && robot.tap("report.save") && robot.waitFor("report.saved", 20s))
      << robot.error();
  std::size_t files = 0;
  for (const auto& file : fs::directory_iterator(home + "/Documents")) {
    ++files;
    EXPECT_NE(nameOf(robot, "report.saved").find(file.path().filename().string()), std::string::npos);
    EXPECT_EQ(file.status().permissions(), fs::perms::owner_read | fs::perms::owner_write);
    const std::string bytes = contents(file.path());
    const bool pdf = file.path().extension() == ".pdf";
    EXPECT_TRUE(pdf ? bytes.starts_with("%PDF-") : bytes.find("the marker zebra") != std::string::npos) << file.path();
  }
  EXPECT_EQ(files, 2U);
  ASSERT_TRUE(robot.tap("report.done") && robot.waitFor("concern.account")) << robot.error();
  ASSERT_TRUE(robot.quit());
  EXPECT_EQ(robot.waitExit(), 0);
  EXPECT_EQ(school->verify().exit, 0);
  const Ran kinds = DemoSchool::pillarbox({"case", school->folder(), "show", id, "--card-file", school->cardFile("dsl"),
                                           "--passphrase-file", school->passphraseFile("dsl"), "--json"});
  EXPECT_NE(kinds.out.find("\"exported\""), std::string::npos) << kinds.out << kinds.err;
}

TEST_F(InboxFindWindow, WhatCannotBeSavedIsSaidInOneSentenceAndLeavesNothing) {
  const std::string id = school->post("Invented: the marker zebra.");
  const std::string home = school->folder() + "-home";
  fs::create_directories(home);
  std::ofstream(fs::path(school->folder()).parent_path() / "pillarbox-papers") << "a file is in the way";
  RobotClient robot;
  ASSERT_TRUE(open(robot, home)) << robot.error();
  ASSERT_TRUE(robot.tap("list.case." + id) && robot.tap("concern.next") && robot.tap("next.print") &&
              robot.waitFor("report.save") && robot.tap("report.save") && robot.waitFor("report.problem", 20s))
      << robot.error();
  EXPECT_TRUE(nameOf(robot, "report.problem").starts_with("It was not saved. There is no folder to save it in"));
  EXPECT_TRUE(fs::is_empty(home));
  ASSERT_TRUE(robot.tap("report.cancel") && robot.waitFor("concern.account")) << robot.error();
}

}  // namespace
}  // namespace pillarbox::support
