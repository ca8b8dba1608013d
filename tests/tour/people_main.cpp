// Who has a key: somebody is added, a sheet is proved, a lost card is reported without a key and shown to the others.
#include <chrono>

#include "tests/tour/tour.h"

namespace pillarbox::support {

using namespace std::chrono_literals;

void Tour::people() {
  step("people", "who reads what, in plain words", [&] {
    return unlockInbox() && m_robot.tap("list.manage") && m_robot.tap("manage.people") &&
           m_robot.tap("people.people") && !m_robot.waitForPart("people.person.").empty();
  });
  step("people-role", "somebody is added: first what they may read",
       [&] { return m_robot.tap("people.add") && m_robot.waitFor("role.deputy"); });
  step("people-preview", "what that means stands there before anything is signed", [&] {
    return m_robot.tap("role.deputy") && m_robot.tap("people.older.yes") && m_robot.tap("people.name") &&
           m_robot.type("Ms Nina New") && m_robot.tap("people.next") && m_robot.waitFor("people.yes");
  });
  step("people-papers", "her key card and starter passphrase, to print",
       [&] { return m_robot.tap("people.yes") && m_robot.waitFor("people.folder", 60s); });
  step("people-sheet", "the recovery sheet in the safe still works, and nothing of what it opened is shown", [&] {
    return m_robot.tap("people.printed") && m_robot.tap("bar.back") && m_robot.tap("people.sheets") &&
           m_robot.tap("sheet.safeguarding") && m_robot.tap("people.sheet") &&
           m_robot.type(m_school->safeguardingIdentity()) && m_robot.tap("sheet.try") &&
           m_robot.waitFor("sheet.result", 30s);
  });
  step("people-alerts", "whether e-mails arrive that say there is something to read", [&] {
    return m_robot.tap("bar.back") && m_robot.tap("bar.back") && m_robot.tap("people.alerts") &&
           m_robot.waitFor("alerts.none", 20s);
  });
  step("people-device", "the new terminal is let in: the same code on both, and what it may fetch from the server",
       [&] {
         if (!m_robot.tap("bar.back") || !m_robot.tap("people.devices") || !m_robot.tap("devices.look")) return false;
         const std::string compare = m_robot.waitForPart("devices.compare.", 20s);
         return !compare.empty() && m_robot.tap(compare) && m_robot.waitFor("people.yes");
       });
  step("", "and it is", [&] { return m_robot.tap("people.yes") && m_robot.waitFor("manage.done", 20s); });
  step("card-lost", "a lost key card is reported without a key", [&] {
    return lockInbox() && m_robot.badge(m_school->person("dsl").cardCode) &&
           m_robot.waitFor("unlock.passphrase", 20s) && m_robot.tap("unlock.other") && m_robot.tap("unlock.lost") &&
           m_robot.tap(lastCard()) && m_robot.waitFor("lost.report");
  });
  step("card-lost-notice", "the others see it above their list, with the one right step", [&] {
    return m_robot.tap("lost.report") && m_robot.waitFor("lost.reported", 20s) && m_robot.tap("lost.done") &&
           unlockInbox() && m_robot.waitFor("list.notice.card-lost", 20s) && m_robot.tap("list.notice.card-lost") &&
           !m_robot.waitForPart("people.lost.").empty();
  });
  step("", "locked", [&] { return lockInbox(); });
}

std::string Tour::lastCard() {
  std::string last;
  if (m_robot.waitForPart("lost.card.").empty()) return last;
  const auto screen = m_robot.record();
  if (!screen) return last;
  for (const RobotItem& item : screen->items) {
    if (item.id.starts_with("lost.card.")) last = item.id;
  }
  return last;
}

}  // namespace pillarbox::support
