// The same inbox on a second device: what is done on one is seen on the other, and what both do at once agrees.
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/tour/tour.h"

namespace pillarbox::support {

using namespace std::chrono_literals;

namespace {

bool in(RobotClient& robot, const std::string& id) {
  const auto screen = robot.record();
  return screen && screen->find(id) != nullptr;
}

// Opens a concern in the list, marks it as read and closes it.
bool closeIt(RobotClient& robot, const std::string& id, const std::string& outcome, const std::string& reason) {
  if (!robot.tap("list.case." + id) || !robot.markAsRead() || !robot.waitFor("concern.marked")) return false;
  if (in(robot, "concern.next") && !robot.tap("concern.next")) return false;
  return robot.tap("next.close") && robot.tap("step.outcome") && robot.type(outcome) && robot.keys({"tab"}) &&
         robot.type(reason) && robot.tap("step.save") && robot.waitFor("concern.saved", 20s);
}

// Where the list has no place beside the concern, it is a screen back.
bool toList(RobotClient& robot) {
  for (int i = 0; i < 4 && !in(robot, "list.unread"); ++i) {
    if (!robot.tap("bar.back")) return false;
  }
  return robot.waitFor("list.unread");
}

}  // namespace

void Tour::devices() {
  const std::string second = m_folder + "/office";
  RobotClient office;
  std::string one, both;
  step("", "her deputy's computer in the office joins: invited, compared, let in; the key files are copied there", [&] {
    const std::string invite = m_folder + "/invite.txt", card = m_school->cardFile(), pass = m_school->passphraseFile();
    const std::vector<std::string> key{"--card-file", card, "--passphrase-file", pass};
    const auto run = [&](std::vector<std::string> words, bool withKey) {
      if (withKey) words.insert(words.end(), key.begin(), key.end());
      const Ran ran = DemoSchool::pillarbox(words);
      return ran.exit == 0 || why(ran.err);
    };
    if (!run({"invite", m_school->folder(), "-o", invite}, true)) return false;
    const Ran joined =
        DemoSchool::pillarbox({"join", second, "--invite", invite, "--name", "Deputy's office", "--json"});
    const auto said = nlohmann::json::parse(joined.out, nullptr, false);
    if (joined.exit != 0 || !said.is_object()) return why(joined.err);
    std::filesystem::remove(second + "/keys");
    std::filesystem::copy(m_school->folder() + "/keys", second + "/keys", std::filesystem::copy_options::recursive);
    one = m_school->post("Invented: he came without a coat again and was cold.");
    both = m_school->post("Invented: she fell asleep in maths and said she had been up all night.");
    return ((!one.empty() && !both.empty()) || why(m_school->problem())) &&
           run({"approve", m_school->folder(), said["device"]}, true) &&
           run({"sync", m_school->folder(), "--once"}, false) && run({"sync", second, "--once"}, false);
  });
  step("", "the deputy's inbox in the office, with all that was posted at the terminal", [&] {
    std::vector<std::string> words{second, "--window", "--size",
                                   std::to_string(m_options.width) + "x" + std::to_string(m_options.height)};
    if (!m_options.textScale.empty()) words.insert(words.end(), {"--text-scale", m_options.textScale});
    const DemoPerson& deputy = m_school->person("deputy");
    return (office.start(program("pillarbox-inbox"), words) && office.waitFor("unlock.card", 30s) &&
            office.badge(deputy.cardCode) && office.waitFor("unlock.passphrase", 20s) &&
            office.tap("unlock.passphrase") && office.type(deputy.passphrase) && office.tap("unlock.go") &&
            office.waitFor("list.case." + one, 60s) && office.shot(nextPicture("office-inbox"))) ||
           why(office.error());
  });
  step("", "at the terminal a concern is closed", [&] {
    return unlockInbox() && m_robot.waitFor("list.case." + one, 30s) &&
           closeIt(m_robot, one, "A coat was found.", "His mother had not noticed; nothing is left to do.");
  });
  step("", "and it is closed in the office too, with nothing to press", [&] {
    return (office.tap("list.closed") && office.waitFor("list.case." + one, 90s) && office.tap("list.case." + one) &&
            office.shot(nextPicture("office-closed")) && toList(office) && office.tap("list.unread")) ||
           why(office.error());
  });
  step("", "without the server both close another, neither knowing of the other", [&] {
    m_server->kill();
    return (toList(m_robot) &&
            closeIt(m_robot, both, "Talked to her form tutor.", "She sleeps at her aunt's from today.")) &&
           (closeIt(office, both, "Her mother told.", "The baby had kept them all awake.") || why(office.error()));
  });
  step("", "the server is back: both say that two closed it at once, and show both reasons", [&] {
    if (!m_server->serve()) return why(m_server->problem());
    const auto show = [&](const std::string& folder) {
      return DemoSchool::pillarbox({"case", folder, "show", both, "--card-file", m_school->cardFile(),
                                    "--passphrase-file", m_school->passphraseFile(), "--json"})
          .out;
    };
    // The programs that are open carry too, so one posting or another may be on its way already.
    bool same = false;
    for (int round = 0; round < 10 && !same; ++round) {
      for (const std::string& folder : {m_school->folder(), second}) DemoSchool::pillarbox({"sync", folder, "--once"});
      same = round > 0 && show(m_school->folder()) == show(second);
    }
    if (!same) return why("the two devices do not agree");
    return m_robot.waitFor("concern.closed-twice", 30s) &&
           ((office.waitFor("concern.closed-twice", 30s) && office.shot(nextPicture("office-both-closed")) &&
             office.quit()) ||
            why(office.error())) &&
           lockInbox();
  });
}

}  // namespace pillarbox::support
