// A paper form from the printer to the DSL: printed, filled in, photographed, shown to the kiosk's camera, checked,
// posted, opened. And a badge held to the same camera.
#include <nlohmann/json.hpp>

#include "scanner/protocol/messages.h"
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
  bool showBothSides() {
    return robot.tap("adult.no") && robot.waitFor("scan.preview") && robot.camera(story.front) &&
           robot.waitFor("scan.page.1", 30s) && robot.camera(story.back) && robot.waitFor("scan.page.2", 30s);
  }
  // From "check what I read" to "posted".
  bool finish() {
    if (!robot.tap("page.next") || !robot.waitFor("paper.flow.end", 1ms)) {
      if (!robot.waitFor("paper.tick.2." + std::string(storyUnsure) + ".no")) return false;
    }
    return robot.tap("paper.tick.2." + std::string(storyUnsure) + ".no") && robot.tap("page.next") &&
           robot.waitFor("who.search") && robot.tap("who.search") && robot.type("zo") && tapFirst("who.pupil.") &&
           robot.waitFor("who.part.1.worried-about") && robot.tap("who.part.1.worried-about") &&
           robot.tap("page.next") && robot.waitFor("done.told.yes") && robot.tap("page.next");
  }
  bool tapFirst(const std::string& prefix) {
    for (int i = 0; i < 100; ++i) {
      const auto shown = robot.record();
      if (!shown) return false;
      for (const RobotItem& item : shown->items) {
        if (item.id.starts_with(prefix)) return robot.tap(item.id);
      }
      usleep(20'000);
    }
    return false;
  }

  PaperStory story;
  RobotClient robot;
};

TEST_F(Paper, AFormShownToTheCameraReachesTheDsl) {
  ASSERT_TRUE(signInByCamera()) << robot.error();
  ASSERT_TRUE(showBothSides()) << robot.error();
  ASSERT_TRUE(finish()) << robot.error() << wordsOn(robot);
}

}  // namespace
}  // namespace pillarbox::support
