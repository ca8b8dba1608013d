// A paper form from the printer to the DSL: printed, filled in, photographed, shown to the kiosk's camera, checked,
// posted, opened. And a badge held to the same camera.
#include <signal.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "scanner/protocol/messages.h"
#include "shared/base/files.h"
#include "shared/base/installed.h"
#include "tests/flow/windows.h"
#include "tests/support/paper/story.h"

namespace pillarbox::support {
namespace {

using Json = nlohmann::json;

class Paper : public Windows {
 protected:
  void SetUp() override {
    Windows::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    Result<PaperStory> made = photographStory(school->folder(), temp / "photos", badge());
    ASSERT_TRUE(made) << made.fault().detail;
    story = std::move(*made);
    ASSERT_TRUE(openKiosk(robot)) << robot.error();
    ASSERT_TRUE(robot.camera(story.desk)) << robot.error();
  }

  bool signInByCamera() {
    return robot.tap("home.paper") && robot.waitFor("sign-in.camera") && robot.camera(story.badge) &&
           robot.waitFor("adult.no", 20s);
  }
  // How long the first page lay in view before its picture was on the screen is noted, not judged.
  bool showBothSides() {
    if (!robot.tap("adult.no") || !robot.waitFor("scan.preview")) return false;
    const auto shown = std::chrono::steady_clock::now();
    if (!robot.camera(story.front) || !robot.waitFor("scan.page.1", 30s)) return false;
    const auto took = std::chrono::steady_clock::now() - shown;
    RecordProperty("ms_until_taken",
                   static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()));
    return robot.camera(story.back) && robot.waitFor("scan.page.2", 30s);
  }
  // From "check what I read" to the check screen: the one unsure box, the child, told or not.
  bool checkAndChoose() {
    const std::string unsure = "paper.tick.2." + std::string(storyUnsure);
    return robot.tap("page.next") && robot.waitFor(unsure + ".crop") && robot.tap(unsure + ".no") &&
           robot.tap("page.next") && robot.waitFor("who.search") && robot.tap("who.search") && robot.type("zo") &&
           robot.tap(robot.waitForPart("who.pupil.")) && robot.waitFor("who.part.1.worried-about") &&
           robot.tap("who.part.1.worried-about") && robot.tap("page.next") && robot.waitFor("done.told.yes") &&
           robot.tap("page.next") && robot.waitFor("check.facts");
  }
  bool postIt() { return robot.tap("page.next") && robot.waitFor("posted.reference", 20s); }
  // The only concern, as the DSL's card and passphrase open it.
  Json onlyConcern() {
    const Json list = Json::parse(school->inbox({"list"}).out, nullptr, false);
    if (!list.is_array() || list.size() != 1) return Json();
    return Json::parse(school->inbox({"show", list[0]["id"]}).out, nullptr, false);
  }
  // Its process, as soon as there is one that is not `before` (which may not have been buried yet).
  static std::string scannerOf(pid_t kiosk, const std::string& before) {
    for (int i = 0; i < 200; ++i) {
      const Ran found = support::run({"pgrep", "-n", "-P", std::to_string(kiosk), "pillarbox-scann"});
      if (found.exit == 0 && found.out != before) return found.out;
      usleep(50'000);
    }
    return {};
  }
  static Json tickOf(const Json& entry, const std::string& id) {
    for (const Json& page : entry["pages"]) {
      for (const Json& tick : page["ticks"]) {
        if (tick["id"] == id) return tick;
      }
    }
    return Json();
  }
  PaperStory story;
  RobotClient robot;
};

TEST_F(Paper, AFormShownToTheCameraReachesTheDsl) {
  ASSERT_TRUE(signInByCamera()) << robot.error();
  ASSERT_TRUE(showBothSides()) << robot.error();
  ASSERT_TRUE(checkAndChoose()) << robot.error() << wordsOn(robot);
  ASSERT_TRUE(postIt()) << robot.error() << wordsOn(robot);
  EXPECT_TRUE(on(robot, "posted.paper"));  // "Now give the paper to …"

  const Json shown = onlyConcern();
  ASSERT_TRUE(shown.is_object());
  const Json& entry = shown["entry"];
  EXPECT_EQ(shown["integrity"]["ok"], true);
  EXPECT_EQ(entry["author"]["verified_by"], "badge");
  EXPECT_EQ(entry["record_kind"], "i-saw");
  EXPECT_EQ(entry["dsl_told_in_person"], true);
  ASSERT_EQ(entry["pages"].size(), 2U);
  ASSERT_EQ(entry["attachments"].size(), 2U);
  EXPECT_EQ(entry["attachments"][0]["type"], "image/webp");
  for (const Json& attachment : entry["attachments"]) EXPECT_LE(attachment["bytes"], scan::mostPageBytes);
  // What the machine was sure of stays its own; what it asked carries the name of who answered.
  EXPECT_EQ(tickOf(entry, "kind.i-saw")["state"], "yes");
  EXPECT_FALSE(tickOf(entry, "kind.i-saw").contains("confirmed_by"));
  EXPECT_EQ(tickOf(entry, std::string(storyUnsure))["state"], "no");
  EXPECT_EQ(tickOf(entry, std::string(storyUnsure))["confirmed_by"], entry["author"]["name"]);
  for (const auto& [id, style] : storyScript().ticks) {
    const bool asked = id == storyUnsure;
    EXPECT_EQ(tickOf(entry, id)["state"], asked ? "no" : "yes") << id;
  }
  ASSERT_EQ(entry["pages"][1]["marks"].size(), 1U);
  EXPECT_EQ(entry["pages"][1]["marks"][0]["figure"], "front");
}

TEST_F(Paper, TheScannerKilledWhileScanningLosesNothing) {
  ASSERT_TRUE(signInByCamera()) << robot.error();
  ASSERT_TRUE(robot.tap("adult.no") && robot.waitFor("scan.preview") && robot.camera(story.front) &&
              robot.waitFor("scan.page.1", 30s))
      << robot.error();
  std::string scanner;
  for (int i = 0; i < 3; ++i) {
    scanner = scannerOf(robot.pid(), scanner);
    ASSERT_NE(scanner, "") << "no scanner";
    ASSERT_EQ(::kill(std::stoi(scanner), SIGKILL), 0);
    ASSERT_TRUE(robot.camera(story.desk) && robot.waitFor("scan.take", 20s)) << robot.error();
  }
  ASSERT_TRUE(on(robot, "scan.page.1"));  // the page taken before is still here
  ASSERT_TRUE(robot.camera(story.back) && robot.waitFor("scan.page.2", 30s)) << robot.error();
  ASSERT_TRUE(checkAndChoose()) << robot.error() << wordsOn(robot);
  ASSERT_TRUE(postIt()) << robot.error();
  EXPECT_EQ(onlyConcern()["entry"]["pages"].size(), 2U);
}

// The school has changed its form since this one was printed, and nothing is left of the earlier one.
TEST_F(Paper, AnOlderPrintingIsKeptAsAPicture) {
  const Result<Bytes> form = readFile(assetsFolder() / "form/concern.json");
  ASSERT_TRUE(form);
  std::string changed(textOf(*form));
  const std::size_t at = changed.find("\"Bruise\"");
  ASSERT_NE(at, std::string::npos);
  changed.replace(at, 8, "\"A bruise\"");
  std::filesystem::create_directories(school->folder() + "/form");
  writeText(school->folder() + "/form/concern.json", changed);
  std::filesystem::remove_all(school->folder() + "/form-printed");

  ASSERT_TRUE(signInByCamera()) << robot.error();
  ASSERT_TRUE(showBothSides()) << robot.error();
  ASSERT_TRUE(robot.tap("page.next") && robot.tap("page.next") && robot.waitFor("who.search")) << robot.error();
  ASSERT_TRUE(robot.tap("who.search") && robot.type("zo") && robot.tap(robot.waitForPart("who.pupil.")) &&
              robot.tap("who.part.1.worried-about") && robot.tap("page.next") && robot.tap("done.told.no") &&
              robot.tap("page.next") && robot.waitFor("check.facts") && postIt())
      << robot.error() << wordsOn(robot);
  const Json entry = onlyConcern()["entry"];
  ASSERT_EQ(entry["pages"].size(), 2U);
  EXPECT_TRUE(entry["pages"][0]["ticks"].empty());
  EXPECT_NE(entry["pages"][0]["problem"].get<std::string>().find("older printing"), std::string::npos);
}

TEST_F(Paper, NothingButPaperIsKept) {
  ASSERT_TRUE(signInByCamera()) << robot.error();
  ASSERT_TRUE(robot.tap("adult.no") && robot.waitFor("scan.take")) << robot.error();
  for (const std::string& picture : {story.arm, story.desk}) {
    ASSERT_TRUE(robot.camera(picture) && robot.tap("scan.take")) << robot.error();
    EXPECT_FALSE(robot.waitFor("scan.page.1", 2s)) << picture;
    EXPECT_EQ(nameOf(robot, "scan.says").find("Got it"), std::string::npos);
  }
}

// The same pictures as the photocopier would drop them, a stack at a time.
TEST_F(Paper, TheFoldersScansBecomeOneConcern) {
  robot.kill();
  const std::string folder = temp / "scans";
  std::filesystem::create_directories(folder);
  std::filesystem::copy(story.back, folder + "/2.png");
  std::filesystem::copy(story.front, folder + "/1.png");
  writeText(folder + "/3.pdf", "not a picture");
  for (const char* name : {"/1.png", "/2.png", "/3.pdf"}) {
    std::filesystem::last_write_time(folder + name, std::filesystem::file_time_type::clock::now() - 1h);
  }
  const std::vector<std::string> words{"scan",           "--watch", folder,   "--school",
                                       school->folder(), "--once",  "--json", "--remove-posted"};
  const Ran ran = DemoSchool::pillarbox(words);
  EXPECT_EQ(ran.exit, 3) << ran.err;  // one file is none
  EXPECT_NE(ran.err.find("3.pdf"), std::string::npos);
  EXPECT_TRUE(std::filesystem::exists(folder + "/3.pdf"));
  EXPECT_FALSE(std::filesystem::exists(folder + "/1.png"));
  const Json shown = onlyConcern();
  ASSERT_TRUE(shown.is_object());
  EXPECT_EQ(shown["entry"]["author"]["verified_by"], "paper");
  EXPECT_EQ(shown["entry"]["pages"].size(), 2U);
  EXPECT_EQ(tickOf(shown["entry"], "kind.i-saw")["state"], "yes");
}

}  // namespace
}  // namespace pillarbox::support
