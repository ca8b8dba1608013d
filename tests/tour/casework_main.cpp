// What the DSL does with the first concern until it is closed, what is known of the child, and what is printed.
#include <chrono>

#include "tests/tour/tour.h"

namespace pillarbox::support {

using namespace std::chrono_literals;

bool Tour::next(const std::string& form) {
  // Where there is little room, what can be done next is a screen of its own.
  const auto screen = m_robot.record();
  if (!screen) return false;
  for (const RobotItem& item : screen->items) {
    if (item.id == "concern.next" && !m_robot.tap("concern.next")) return false;
  }
  return m_robot.tap("next." + form);
}

bool Tour::backTo(const std::string& id) {
  // Where two panes fit there are fewer screens to go back through.
  for (int i = 0; i < 4; ++i) {
    const auto screen = m_robot.record();
    if (!screen) return false;
    if (screen->find(id) != nullptr) return true;
    if (!m_robot.tap("bar.back")) return false;
  }
  return m_robot.waitFor(id);
}

bool Tour::saveStep() {
  return m_robot.tap("step.save") && m_robot.waitFor("concern.saved", 20s);
}

void Tour::casework() {
  step("case-open", "the first concern again, with the mistake that was told: read, with all that followed", [&] {
    return unlockInbox() && m_robot.waitFor("list.case." + m_firstCase) && m_robot.tap("list.case." + m_firstCase) &&
           m_robot.markAsRead() && m_robot.waitFor("concern.marked");
  });
  step("case-sort", "sorted: the school's categories with its own words on each; some only a DSL gives",
       [&] { return next("sort") && !m_robot.waitForPart("step.category.").empty(); });
  step("", "saved, signed with her key",
       [&] { return m_robot.tap(m_robot.waitForPart("step.category.")) && saveStep(); });
  step("case-action", "an action: done already, or agreed with whoever does it; never a request", [&] {
    return next("action") && m_robot.tap("step.state.agreed") && m_robot.tap(m_robot.waitForPart("step.owner.")) &&
           m_robot.tap(m_robot.waitForPart("step.due.")) && m_robot.tap("step.what") &&
           m_robot.type("Speak to the child's class teacher about the past two weeks.");
  });
  step("case-cannot-close", "it cannot be closed while an action has no outcome",
       [&] { return saveStep() && next("close") && m_robot.waitFor("step.outcome"); });
  step("case-outcome", "what came of it stands under the action", [&] {
    return m_robot.tap("step.cancel") && next("outcome") && m_robot.tap("step.body") &&
           m_robot.type("The teacher has seen nothing like it and will watch.");
  });
  step("case-decision", "a decision with its reason, also when nothing is referred", [&] {
    return saveStep() && next("decision") && m_robot.tap("step.decision.referral-not-made") &&
           m_robot.tap("step.parents.yes") && m_robot.tap("step.body") &&
           m_robot.type("One remark, explained by her mother; no harm seen or told. To be looked at again in a month.");
  });
  step("case-close", "closed: how it ended, and why it can be", [&] {
    return saveStep() && next("close") && m_robot.tap("step.outcome") && m_robot.type("Support in school agreed.") &&
           m_robot.keys({"tab"}) && m_robot.type("Nothing is left to do; the class teacher watches.");
  });
  step("case-closed", "the whole story in one place, every line signed", [&] { return saveStep(); });
  step("child", "everything about this child, across all concerns she may read",
       [&] { return m_robot.tap("summary.child.1.open") && !m_robot.waitForPart("child.row.", 10s).empty(); });
  step("child-report", "the chronology as a file: who may see it is said first",
       [&] { return m_robot.tap("child.report") && m_robot.waitFor("report.save"); });
  step("child-report-saved", "saved, and logged before it was written",
       [&] { return m_robot.tap("report.save") && m_robot.waitFor("report.saved", 30s); });
  step("find", "everything searched as it is typed, in memory only", [&] {
    return m_robot.tap("report.done") && backTo("list.find") && m_robot.tap("list.find") &&
           m_robot.waitFor("find.typed") && m_robot.type("climbing") &&
           !m_robot.waitForPart("find.entry.", 10s).empty();
  });
  step("", "locked", [&] { return lockInbox(); });
}

}  // namespace pillarbox::support
