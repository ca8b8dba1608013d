// A child's file goes to the next school, and a file from there comes in.
#include <chrono>

#include "tests/tour/tour.h"

namespace pillarbox::support {

using namespace std::chrono_literals;

void Tour::keeping() {
  const std::string card = m_folder + "/Downloads/oakfield-card.json";
  step("", "another invented school sends its card", [&] {
    const DemoSchool next(m_folder + "/next-school");
    if (!next.problem().empty()) return why(next.problem());
    support::run({"mkdir", "-p", m_folder + "/Downloads"});
    const Ran ran = DemoSchool::pillarbox({"school", "card", next.folder(), "-o", card});
    return ran.exit == 0 || why(ran.err);
  });
  step("keeping", "files in and out: what was sent, what came, and how long records are kept", [&] {
    return unlockInbox() && m_robot.tap("list.manage") && m_robot.tap("manage.keeping") &&
           m_robot.waitFor("keeping.send");
  });
  step("keeping-words", "the six words of the other school's card, compared over the telephone", [&] {
    return m_robot.tap("keeping.send") && m_robot.tap("keeping.typed") && m_robot.type("ada") &&
           m_robot.tap(m_robot.waitForPart("keeping.child.")) && m_robot.tap("keeping.card.0") &&
           m_robot.tap("keeping.same");
  });
  step("keeping-sent", "sealed for that school alone; its arrival is to be confirmed", [&] {
    return m_robot.tap("keeping.seal") && m_robot.waitFor("manage.done", 30s) &&
           !m_robot.waitForPart("keeping.sent.").empty();
  });
  step("keeping-due", "how long records are kept: a list to look at; nothing is deleted by itself", [&] {
    return m_robot.tap("bar.back") && m_robot.tap("keeping.due") && !m_robot.waitForPart("keeping.row.").empty();
  });
  step("", "locked", [&] { return lockInbox(); });
}

}  // namespace pillarbox::support
