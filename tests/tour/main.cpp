// The tour: drives the real programs as people would, takes a picture of each step and says what passed.
// Usage: pillarbox-tour FOLDER [--size WxH] [--text-scale N]
// Pictures go to FOLDER/NN-name.png; the last line is "tour: N steps, N passed".
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/demo.h"
#include "tests/support/paper/story.h"
#include "tests/support/robot_client.h"

namespace pillarbox::support {
namespace {

using Json = nlohmann::json;
using namespace std::chrono_literals;

struct Options {
  std::string folder;
  int width = 1280, height = 800;
  std::string textScale;  // as the kiosk's own option says it; empty: as it comes
};

class Tour {
 public:
  explicit Tour(Options options) : m_options(std::move(options)), m_folder(m_options.folder) {}

  int run();

 private:
  // One step: `act` does it and is true if it happened; then a picture, unless `picture` is empty.
  void step(const std::string& picture, const std::string& says, const std::function<bool()>& act) {
    ++m_steps;
    m_why.clear();
    bool passed = !m_broken && act();
    if (passed && !picture.empty()) {
      char number[16];
      std::snprintf(number, sizeof number, "%02d", ++m_pictures);
      passed = m_robot.shot(m_folder + "/" + number + "-" + picture + ".png");
    }
    if (passed) ++m_passed;
    std::printf("%s  %s%s%s\n", passed ? "passed" : "FAILED", says.c_str(), passed ? "" : ": ",
                passed ? ""
                       : (m_broken        ? "an earlier step failed"
                          : m_why.empty() ? m_robot.error()
                                          : m_why)
                             .c_str());
    std::fflush(stdout);
    if (!passed) m_broken = true;
  }
  bool why(const std::string& reason) {
    m_why = reason;
    return false;
  }

  // Until `id` can be touched: "Done" waits a moment after posting.
  bool ready(std::string_view id) {
    for (int i = 0; i < 100; ++i) {
      const auto screen = m_robot.record();
      if (!screen) return false;
      for (const RobotItem& item : screen->items) {
        if (item.id == id && item.enabled) return true;
      }
      usleep(50'000);
    }
    return why(std::string(id) + " cannot be touched");
  }

  void makeHouse();
  void writeConcern();
  void serverCut();
  void readInInbox();
  void mine();
  void onPaper();
  void paperInInbox();
  void proof();

  Options m_options;
  std::string m_folder, m_why, m_reference;
  int m_steps = 0, m_passed = 0, m_pictures = 0;
  bool m_broken = false;
  std::unique_ptr<DemoSchool> m_school;
  std::unique_ptr<DemoServer> m_server;
  PaperStory m_story;
  RobotClient m_robot;
};

void Tour::makeHouse() {
  step("", "an invented school is made: keys, key cards, roster", [&] {
    m_school = std::make_unique<DemoSchool>(m_folder + "/school");
    return m_school->problem().empty() || why(m_school->problem());
  });
  step("", "the main server starts, with a certificate authority of its own, and the terminal is connected", [&] {
    m_server = std::make_unique<DemoServer>(m_folder + "/server");
    if (!m_server->problem().empty() || !m_server->addSchool(m_school->folder() + "/directory.json") ||
        !m_server->serve()) {
      return why(m_server->problem());
    }
    const Ran ran =
        DemoSchool::pillarbox({"connect", m_school->folder(), "--server", m_server->url(), "--ca", m_server->ca()});
    return ran.exit == 0 || why(ran.err);
  });
  step("home", "the kiosk opens: who to find now, and one thing to press", [&] {
    std::vector<std::string> words{m_school->folder(), "--window", "--size",
                                   std::to_string(m_options.width) + "x" + std::to_string(m_options.height)};
    if (!m_options.textScale.empty()) words.insert(words.end(), {"--text-scale", m_options.textScale});
    return m_robot.start(program("pillarbox-kiosk"), words) && m_robot.waitFor("home.tell", 30s);
  });
}

void Tour::writeConcern() {
  step("sign-in", "\"Tell us about a worry\" asks for a badge",
       [&] { return m_robot.tap("home.tell") && m_robot.waitFor("sign-in.no-badge"); });
  step("about-an-adult", "a badge signs in; it is asked whether it is about an adult who works here",
       [&] { return m_robot.badge(m_school->badges().at(0).code) && m_robot.waitFor("adult.no"); });
  step("who", "a child is found by typing", [&] {
    if (!m_robot.tap("adult.no") || !m_robot.waitFor("who.search") || !m_robot.tap("who.search")) return false;
    if (!m_robot.type("zo")) return false;
    m_reference = m_robot.waitForPart("who.pupil.");
    return !m_reference.empty();
  });
  step("who-chosen", "and chosen; her part in it too", [&] {
    return m_robot.tap(m_reference) && m_robot.waitFor("who.part.1.worried-about") &&
           m_robot.tap("who.part.1.worried-about");
  });
  step("what", "what kind of thing, when and where", [&] {
    return m_robot.tap("page.next") && m_robot.waitFor("what.kind.child-told-me") &&
           m_robot.tap("what.kind.child-told-me") && m_robot.tap("what.when.lunch") && m_robot.tap("what.where.1");
  });
  step("writing", "what happened, in her own words", [&] {
    return m_robot.tap("page.next") && m_robot.waitFor("write.account") && m_robot.tap("write.account") &&
           m_robot.type("At 12.40 Zoe came to me by the climbing frame. She was crying and holding her left arm.");
  });
  step("exact-words", "the child's exact words, apart from the account", [&] {
    return m_robot.tap("write.tab.words") && m_robot.waitFor("write.words") && m_robot.tap("write.words") &&
           m_robot.type("I don't want to go home today.");
  });
  step("what-was-done", "what has been done, and whether the DSL was told in person", [&] {
    return m_robot.tap("page.next") && m_robot.waitFor("done.told.no") && m_robot.tap("done.told.no") &&
           m_robot.tap("done.spoke");
  });
  step("check", "everything once more, and who will read it",
       [&] { return m_robot.tap("page.next") && m_robot.waitFor("check.facts"); });
  step("posted", "posted: saved and locked, and nobody has read it yet",
       [&] { return m_robot.tap("page.next") && m_robot.waitFor("posted.reference", 10s) && ready("page.next"); });
}

void Tour::serverCut() {
  step("home-waiting", "the terminal goes home; one is waiting to be read",
       [&] { return m_robot.tap("page.next") && m_robot.waitFor("home.tell"); });
  step("no-badge", "the server is cut off; somebody without a badge signs in by name", [&] {
    m_server->kill();
    return m_robot.tap("home.tell") && m_robot.tap("sign-in.no-badge") && m_robot.waitFor("by-name.name");
  });
  step("posted-without-server", "and posts all the same", [&] {
    return m_robot.tap("by-name.name") && m_robot.type("Robin Supply") && m_robot.tap("by-name.role.supply") &&
           m_robot.waitFor("adult.no") && m_robot.tap("adult.no") && m_robot.tap("who.unknown") &&
           m_robot.waitFor("who.description") && m_robot.type("Two small boys in red coats") &&
           m_robot.tap("page.next") && m_robot.waitFor("who.part.1.worried-about") &&
           m_robot.tap("who.part.1.worried-about") && m_robot.tap("page.next") && m_robot.waitFor("what.kind.i-saw") &&
           m_robot.tap("what.kind.i-saw") && m_robot.tap("what.when.now") && m_robot.tap("page.next") &&
           m_robot.waitFor("write.account") && m_robot.tap("write.account") &&
           m_robot.type("Two children were left at the gate at 15.30.") && m_robot.tap("page.next") &&
           m_robot.waitFor("done.told.no") && m_robot.tap("done.told.no") && m_robot.tap("page.next") &&
           m_robot.waitFor("check.facts") && m_robot.tap("page.next") && m_robot.waitFor("posted.reference", 10s) &&
           ready("page.next");
  });
  step("waiting-to-be-sent", "it waits, safe, to be sent",
       [&] { return m_robot.tap("page.next") && m_robot.waitFor("home.tell") && m_robot.waitFor("home.waiting"); });
  step("sent", "the server is back, and it goes by itself", [&] {
    if (!m_server->serve()) return why(m_server->problem());
    for (int i = 0; i < 120; ++i) {
      const Ran rows = support::run({"sqlite3", m_server->folder() + "/server.db", "SELECT count(*) FROM entries"});
      if (rows.out == "2\n") return true;
      usleep(250'000);
    }
    return why("the server does not have both");
  });
}

void Tour::readInInbox() {
  step("key-card", "the DSL shows her key card: the inbox opens as a program of its own and asks for her passphrase",
       [&] { return m_robot.badge(m_school->person("dsl").cardCode) && m_robot.waitFor("unlock.passphrase", 20s); });
  step("inbox", "unlocked: what is unread first, no child's name until touched", [&] {
    return m_robot.tap("unlock.passphrase") && m_robot.type(m_school->person("dsl").passphrase) &&
           m_robot.tap("unlock.go") && m_robot.waitFor("list.unread", 20s);
  });
  step("concern", "one concern in full, and that it is unchanged since it was posted", [&] {
    const auto screen = m_robot.record();
    if (!screen) return false;
    std::string last;
    for (const RobotItem& item : screen->items) {
      if (item.id.starts_with("list.case.")) last = item.id;
    }
    return (!last.empty() || why("the list is empty")) && m_robot.tap(last) && m_robot.waitFor("concern.read");
  });
  step("marked-as-read", "marked as read, signed with her key",
       [&] { return m_robot.tap("concern.read") && m_robot.waitFor("concern.marked"); });
  step("cover", "covered: nothing of a child on the screen",
       [&] { return m_robot.tap("bar.cover") && m_robot.waitFor("cover.lift"); });
  step("locked", "locked: the program ends and all its memory with it", [&] {
    return m_robot.tap("cover.lock") && m_robot.waitFor("home.tell", 20s) &&
           m_robot.waitForName("home.unread", "Waiting to be read: 1");
  });
}

void Tour::mine() {
  step("mine", "the writer sees that it was read", [&] {
    return m_robot.tap("home.mine") && m_robot.badge(m_school->badges().at(0).code) &&
           m_robot.waitFor("mine.state.1", 10s) &&
           (m_robot.waitForName("mine.state.1", "Read", 20s) || why("it does not say that it was read"));
  });
}

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
    if (!m_robot.tap("page.next") || !m_robot.waitFor("home.tell") ||
        !m_robot.badge(m_school->person("dsl").cardCode) || !m_robot.waitFor("unlock.passphrase", 20s) ||
        !m_robot.tap("unlock.passphrase") || !m_robot.type(m_school->person("dsl").passphrase) ||
        !m_robot.tap("unlock.go") || !m_robot.waitFor("list.unread", 20s)) {
      return false;
    }
    return m_robot.tap(m_robot.waitForPart("list.case.")) &&
           m_robot.waitForValue(m_robot.waitForPart(".page.2"), "shown") &&
           m_robot.waitForValue(m_robot.waitForPart(".page.1"), "shown");
  });
  step("inbox-page-large", "a page, large, decoded in the scanner's sandbox", [&] {
    return m_robot.tap(m_robot.waitForPart(".page.1")) && m_robot.waitForValue("page.picture", "shown", 20s);
  });
  step("", "locked", [&] {
    return m_robot.keys({"escape"}) && m_robot.waitFor("cover.lift") && m_robot.tap("cover.lock") &&
           m_robot.waitFor("home.tell", 20s);
  });
  step("", "the kiosk ends", [&] { return m_robot.quit() && m_robot.waitExit() == 0; });
}

void Tour::proof() {
  step("", "every signature, chain, receipt and hash is checked", [&] {
    const Ran synced = m_school->sync();
    if (synced.exit != 0) return why(synced.err + synced.out);
    const Ran ran = DemoSchool::pillarbox({"verify", m_school->folder(), "--json"});
    return ran.exit == 0 || why(ran.out + ran.err);
  });
  step("", "plain age and tar open it with the recovery sheet", [&] {
    const std::string sealed = m_folder + "/posted.age", identity = m_folder + "/sheet.txt",
                      tar = m_folder + "/posted.tar";
    writeText(identity, m_school->safeguardingIdentity() + "\n");
    support::run({"sqlite3", m_school->folder() + "/pillarbox.db",
                  "SELECT writefile('" + sealed + "', sealed) FROM bodies ORDER BY rowid LIMIT 1"});
    if (support::run({"age", "-d", "-i", identity, "-o", tar, sealed}).exit != 0) return why("age does not open it");
    return support::run({"tar", "tf", tar}).out == "entry.json\nentry.txt\n" || why("tar does not list it");
  });
}

int Tour::run() {
  std::filesystem::remove_all(m_folder);
  std::filesystem::create_directories(m_folder);
  const Xvfb screen(m_options.width, m_options.height);
  if (!screen.ok()) {
    std::fprintf(stderr, "tour: there is no display, and Xvfb could not be started.\n");
    return 1;
  }
  makeHouse();
  writeConcern();
  serverCut();
  readInInbox();
  mine();
  onPaper();
  paperInInbox();
  proof();
  std::printf("pictures: %s\n", std::filesystem::absolute(m_folder).c_str());
  std::printf("tour: %d steps, %d passed\n", m_steps, m_passed);
  return m_passed == m_steps ? 0 : 1;
}

}  // namespace
}  // namespace pillarbox::support

int main(int argc, char** argv) {
  pillarbox::support::Options options;
  bool understood = true;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const bool valued = word == "--size" || word == "--text-scale";
    const std::string value = valued && i + 1 < argc ? argv[++i] : "";
    if (word == "--size") {
      char extra = 0;
      understood = understood &&
                   std::sscanf(value.c_str(), "%5dx%5d%c", &options.width, &options.height, &extra) == 2 &&
                   options.width >= 320 && options.height >= 320;
    } else if (word == "--text-scale") {
      understood = understood && !value.empty();
      options.textScale = value;
    } else {
      understood = understood && options.folder.empty() && !word.starts_with("-");
      options.folder = word;
    }
  }
  if (!understood || options.folder.empty()) {
    std::fprintf(stderr, "Usage: pillarbox-tour FOLDER [--size WxH] [--text-scale N]\n");
    return 2;
  }
  return pillarbox::support::Tour(options).run();
}
