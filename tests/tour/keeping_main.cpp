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
  step("", "an invented child who left long ago is in an old record", [&] {
    const Ran posted = DemoSchool::pillarbox({"post", m_school->folder(), "--entry", "-"}, R"({"kind":"concern",
      "author":{"name":"Pat Example"},"account":"Invented: a note from long ago.",
      "pupils":[{"ref":"p-903","name":"Zelda Former","class":"","part":"worried-about"}]})");
    if (posted.exit != 0) return why(posted.err);
    const Ran born = DemoSchool::pillarbox({"keep", "born", m_school->folder(), "p-903", "1999-03-04", "--card-file",
                                            m_school->cardFile(), "--passphrase-file", m_school->passphraseFile()});
    return born.exit == 0 || why(born.err);
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
  step("keeping-destroy", "a child whose time has come: what would go, what stays, and why it need not be kept", [&] {
    return m_robot.tap("keeping.row.p-903") && m_robot.tap("keeping.destroy") &&
           m_robot.waitFor("keeping.propose", 30s);
  });
  step("keeping-destroying", "nothing goes before another person agrees, after the days of notice", [&] {
    return m_robot.tap("keeping.reason") && m_robot.type("25 years have passed.") && m_robot.tap("keeping.sure") &&
           m_robot.tap("keeping.propose") && !m_robot.waitForPart("keeping.destroying.", 30s).empty();
  });
  step("", "locked", [&] { return lockInbox(); });
}

}  // namespace pillarbox::support
