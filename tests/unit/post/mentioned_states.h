// A child who is mentioned but not chosen, as the check screen offers to add them, for the sweeps; and what their tests
// share.
#pragma once

#include <string>
#include <vector>

#include "tests/unit/post/school.h"

namespace pillarbox::post::test {

// On the check screen, about Amina, with each of these mentioned by touch: what is typed, and who is meant.
inline void writeAbout(Robot& robot, const std::vector<std::pair<std::string, std::string>>& others) {
  robot.writeShortConcern();
  robot.tap("check.change.account");
  robot.key(ui::Key::end);
  for (const auto& [typed, id] : others) {
    robot.type(" I saw " + typed);
    robot.tap("write.mention." + id);
    robot.type(" there.");
  }
  robot.tap("page.next");
}

template <class Look>
void mentionedStates(Robot& robot, const Look& look) {
  writeAbout(robot, {{"Zoe", "p-005"}, {"Noah", "p-007"}, {"Ella", "p-006"}});
  robot.reveal("mentioned.add.3");
  look(robot);
  robot.tap("mentioned.add.1");
  robot.reveal("mentioned.no.1");
  look(robot);
}

}  // namespace pillarbox::post::test
