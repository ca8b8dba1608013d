// What the school decides: changed on screen, looked through, signed once; and the list of who did what.
#include <chrono>

#include "tests/tour/tour.h"

namespace pillarbox::support {

using namespace std::chrono_literals;

void Tour::settings() {
  step("settings-rules", "everything the school has decided, in plain words: rules, categories, places, hints", [&] {
    return unlockInbox() && m_robot.tap("list.manage") && m_robot.tap("manage.settings") &&
           m_robot.waitFor("settings.rule.practice");
  });
  step("settings-category", "a category of the school's own, with when to use it and where that is from", [&] {
    return m_robot.tap("settings.tab.1") && m_robot.tap("settings.name") && m_robot.type("Young carers") &&
           m_robot.tap("settings.add") && m_robot.tap("settings.guidance") &&
           m_robot.type("Looks after somebody at home, often or for long.") && m_robot.tap("settings.source") &&
           m_robot.type("Our policy, September 2026");
  });
  step("settings-hints", "a sentence is tried: which hints would staff see? Single ones can be switched off", [&] {
    // On a low screen the keyboard takes the place of the tabs until it is put away.
    if (!m_robot.waitFor("settings.tab.3", 500ms) && !m_robot.tap("settings.typed")) return false;
    return m_robot.tap("settings.tab.3") && m_robot.tap("settings.sentence") && m_robot.type("He probably fell.") &&
           m_robot.waitFor("settings.tried", 20s);
  });
  step("settings-change", "before it is signed: what will change, in sentences", [&] {
    if (!m_robot.waitFor("settings.tab.3", 500ms) && !m_robot.tap("settings.typed")) return false;
    return m_robot.tap("settings.hint.speculation-words") && m_robot.tap("settings.check") &&
           m_robot.waitFor("settings.change.1");
  });
  step("audit", "signed once; who did what, newest first, without any child's name", [&] {
    return m_robot.tap("settings.sign") && m_robot.waitFor("manage.done", 20s) && m_robot.tap("bar.back") &&
           m_robot.tap("manage.audit") && m_robot.waitFor("audit.item.1", 20s);
  });
  step("", "locked", [&] { return lockInbox(); });
}

}  // namespace pillarbox::support
