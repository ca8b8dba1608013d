// The same on paper: printed, filled in, shown to the camera, read in the inbox.
#include <chrono>

#include "tests/tour/tour.h"

namespace pillarbox::support {

using namespace std::chrono_literals;

void Tour::onPaper() {
  step("", "the school's own form is printed, filled in by a robot's hand, and photographed", [&] {
    Result<PaperStory> story = photographStory(m_school->folder(), m_folder + "/paper", m_school->badges().at(1).code);
    if (!story) return why(story.fault().detail);
    m_story = std::move(*story);
    return true;
  });
  step("badge-by-camera", "\"Scan a paper form\": a badge may be held to the camera too", [&] {
    return m_robot.tap("page.leave") && m_robot.waitFor("home.paper") && m_robot.camera(m_story.desk) &&
           m_robot.tap("home.paper") && m_robot.waitForValue("sign-in.camera", "shown");
  });
  step("", "it is read, and signs in",
       [&] { return m_robot.camera(m_story.badge) && m_robot.waitFor("adult.no", 20s); });
  step("scan-empty", "the camera waits for paper, and keeps nothing else", [&] {
    return m_robot.camera(m_story.desk) && m_robot.tap("adult.no") && m_robot.waitFor("scan.preview") &&
           m_robot.waitFor("scan.take", 10s) && m_robot.waitForValue("scan.preview", "shown");
  });
  step("scan-front", "the form is found, and the picture taken by itself",
       [&] { return m_robot.camera(m_story.front) && m_robot.waitFor("scan.page.1", 30s); });
  step("scan-back", "turned over, and the other side too",
       [&] { return m_robot.camera(m_story.back) && m_robot.waitFor("scan.page.2", 30s); });
  step("check-what-i-read", "what the machine was not sure of is asked, with the place on the paper", [&] {
    return m_robot.tap("page.next") && m_robot.waitFor("paper.tick.2." + std::string(storyUnsure) + ".crop");
  });
  step("who-on-paper", "the child is chosen by a person, the handwritten name beside the search", [&] {
    return m_robot.tap("paper.tick.2." + std::string(storyUnsure) + ".no") && m_robot.tap("page.next") &&
           m_robot.waitFor("who.search") && m_robot.tap("who.search") && m_robot.type("am");
  });
  step("check-paper", "everything once more, pages and all", [&] {
    return m_robot.tap(m_robot.waitForPart("who.pupil.")) && m_robot.waitFor("who.part.1.worried-about") &&
           m_robot.tap("who.part.1.worried-about") && m_robot.tap("page.next") && m_robot.waitFor("done.told.yes") &&
           m_robot.tap("page.next") && m_robot.waitFor("check.facts");
  });
  step("posted-paper", "posted; the paper itself goes to the DSL, never in a bin",
       [&] { return m_robot.tap("page.next") && m_robot.waitFor("posted.paper", 20s) && ready("page.next"); });
}

void Tour::paperInInbox() {
  step("inbox-pages", "in the inbox: the pages, the ticks and who read them, the marks on the body map", [&] {
    return m_robot.tap("page.next") && m_robot.waitFor("home.tell") && unlockInbox() &&
           m_robot.tap(m_robot.waitForPart("list.case.")) &&
           m_robot.waitForValue(m_robot.waitForPart(".page.2"), "shown") &&
           m_robot.waitForValue(m_robot.waitForPart(".page.1"), "shown");
  });
  step("inbox-page-large", "a page, large, decoded in the scanner's sandbox", [&] {
    return m_robot.tap(m_robot.waitForPart(".page.1")) && m_robot.waitForValue("page.picture", "shown", 20s);
  });
  step("", "locked", [&] { return lockInbox(); });
}

}  // namespace pillarbox::support
