// The tour: drives the real programs as people would, takes a picture of each step and says what passed.
// Usage: pillarbox-tour FOLDER [--size WxH] [--text-scale N]
// Pictures go to FOLDER/NN-name.png; the last line is "tour: N steps, N passed".
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/tour/tour.h"

namespace pillarbox::support {

using namespace std::chrono_literals;

void Tour::step(const std::string& picture, const std::string& says, const std::function<bool()>& act) {
  ++m_steps;
  m_why.clear();
  bool passed = !m_broken && act();
  if (passed && !picture.empty()) {
    passed = m_robot.shot(nextPicture(picture));
  }
  if (passed) ++m_passed;
  const std::string failure = m_broken ? "an earlier step failed" : m_why.empty() ? m_robot.error() : m_why;
  std::printf("%s  %s%s%s\n", passed ? "passed" : "FAILED", says.c_str(), passed ? "" : ": ",
              passed ? "" : failure.c_str());
  std::fflush(stdout);
  if (!passed && !m_broken && m_robot.running()) (void)m_robot.shot(m_folder + "/failed.png");
  if (!passed) m_broken = true;
}

std::string Tour::nextPicture(const std::string& name) {
  char number[16];
  std::snprintf(number, sizeof number, "%02d", ++m_pictures);
  return m_folder + "/" + number + "-" + name + ".png";
}

bool Tour::ready(std::string_view id) {
  for (int i = 0; i < 400; ++i) {
    const auto screen = m_robot.record();
    if (!screen) return false;
    for (const RobotItem& item : screen->items) {
      if (item.id == id && item.enabled) return true;
    }
    usleep(50'000);
  }
  return why(std::string(id) + " cannot be touched");
}

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

void Tour::proof() {
  // Its picture takes a browser.
  if (support::run({"chromium", "--version"}).exit == 0) {
    step("", "the technician's page of the server: what has to be done, and nothing about children", [&] {
      const std::string password = "correct horse battery", size = "1280x900@1", kept = nextPicture("technician");
      const Ran set = support::run({program("pillarbox-server"), "technician", m_server->folder()}, password + "\n");
      if (set.exit != 0) return why(set.err);
      const Ran seen = support::run({"python3", sourceFolder() + "/tests/support/chromium_page.py",
                                     m_server->url() + "/status", "technician:" + password, kept + "-", size});
      std::error_code failed;
      std::filesystem::rename(kept + "-1280x900-1.png", kept, failed);
      if (seen.exit != 0 || failed) return why("the page was not opened: " + seen.err);
      return seen.out.find("Backup") != std::string::npos || why("the page does not say what it should");
    });
  }
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
  // What the programs print or save for a person goes into the tour's folder, not into the documents of whoever runs
  // it.
  ::setenv("HOME", std::filesystem::absolute(m_folder).c_str(), 1);
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
  looks();
  practice();
  newBadgeJoins();
  injury();
  calling();
  more();
  casework();
  devices();
  firstStart();
  people();
  settings();
  review();
  keeping();
  step("", "the kiosk ends", [&] { return m_robot.quit() && m_robot.waitExit() == 0; });
  proof();
  std::printf("pictures: %s\n", std::filesystem::absolute(m_folder).c_str());
  std::printf("tour: %d steps, %d passed\n", m_steps, m_passed);
  return m_passed == m_steps ? 0 : 1;
}

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
