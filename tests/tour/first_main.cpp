// A terminal out of its box: what it asks at its first start, joining by the code on the lead's screen, and its first
// worry before anybody has let it in.
#include <chrono>

#include "tests/tour/tour.h"

namespace pillarbox::support {

using namespace std::chrono_literals;

void Tour::firstStart() {
  const std::string folder = m_folder + "/hall", invitation = m_folder + "/invite-hall.txt",
                    seen = m_folder + "/invite-hall.png";
  RobotClient hall;
  const auto happened = [&](bool did) { return did || why(hall.error()); };
  step("", "a terminal out of its box: it says what it is, and asks for the language", [&] {
    std::vector<std::string> words{folder, "--window", "--size",
                                   std::to_string(m_options.width) + "x" + std::to_string(m_options.height)};
    if (!m_options.textScale.empty()) words.insert(words.end(), {"--text-scale", m_options.textScale});
    return happened(hall.start(program("pillarbox-kiosk"), words) && hall.waitFor("welcome.next", 30s) &&
                    hall.shot(nextPicture("first-start")));
  });
  step("", "whether it is on a network, and whose it is", [&] {
    return happened(hall.tap("welcome.next") && hall.waitFor("welcome.again") &&
                    hall.shot(nextPicture("first-network")) && hall.tap("welcome.next") &&
                    hall.waitFor("welcome.join") && hall.shot(nextPicture("first-purpose")));
  });
  step("", "its name; then the lead's invitation is held before its camera", [&] {
    const Ran made = DemoSchool::pillarbox({"invite", m_school->folder(), "-o", invitation, "--card-file",
                                            m_school->cardFile(), "--passphrase-file", m_school->passphraseFile()});
    if (made.exit != 0) return why(made.err);
    std::string text = readText(invitation);
    while (!text.empty() && text.back() == '\n') text.pop_back();
    if (const Status drawn = photographCode(text, seen); !drawn) return why(drawn.fault().detail);
    return happened(hall.tap("welcome.join") && hall.waitFor("welcome.name") && hall.type("Dining hall") &&
                    hall.shot(nextPicture("first-name")) && hall.tap("welcome.next") && hall.camera(seen));
  });
  step("", "and it shows the code that she compares",
       [&] { return happened(hall.waitFor("welcome.code", 60s) && hall.shot(nextPicture("first-code"))); });
  step("", "camera, badges and printer are tried, each with what to do if it is not there", [&] {
    return happened(hall.tap("welcome.next") && hall.waitFor("welcome.print") && hall.camera(m_story.badge) &&
                    hall.waitForName("check.badge", "A badge was read.", 30s) &&
                    hall.shot(nextPicture("first-checks")));
  });
  step("", "and it is the school's", [&] {
    return happened(hall.tap("welcome.next") && hall.waitFor("home.tell", 30s) &&
                    hall.shot(nextPicture("first-home")) && hall.quit() && hall.waitExit() == 0);
  });
}

}  // namespace pillarbox::support
