// The states of the search for a child that need a larger school, for the sweeps; and what their tests share.
#pragma once

#include <memory>
#include <string>

#include "tests/unit/post/school.h"

namespace pillarbox::post::test {

// The school with twins whom nothing tells apart, brothers and sisters, and a class full of children.
inline std::shared_ptr<const Roster> largerRoster() {
  auto out = std::make_shared<Roster>(*roster());
  out->pupils[4].family = "f:1";  // Zoë O'Connor, 2A
  out->pupils[5].family = "f:1";  // Ella Price-Whitmore, 1W
  out->pupils[6].family = "f:2";  // Noah Okafor, 1W
  out->pupils[0].family = "f:2";  // Amina Okafor, 4B
  out->pupils.push_back({"p-101", "Jo", "Twin", "", "6D", "6", "", "", {}});
  out->pupils.push_back({"p-102", "Jo", "Twin", "", "6D", "6", "", "", {}});
  for (int i = 0; i < 20; ++i) {
    out->pupils.push_back({"p-2" + std::to_string(i), "Child", "Many" + std::to_string(i), "", "9Z", "9", "", "", {}});
  }
  return out;
}

// Children whom nothing tells apart, one found in spite of a typo, more than are shown, and brothers and sisters.
template <class Look>
void whoStates(Robot& robot, const Look& look) {
  robot.tell(RosterArrived{largerRoster()});
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("adult.no");
  robot.type("jo twin");
  look(robot);
  robot.tap("who.pupil.p-101");
  look(robot);
  robot.tap("who.another");
  robot.type("child");
  robot.reveal("who.unknown");
  look(robot);
  robot.tap("page.back");
  robot.tap("who.another");
  for (int i = 0; i < 5; ++i) robot.key(ui::Key::backspace);
  robot.type("okafro");
  look(robot);
  robot.tap("who.pupil.p-007");
  robot.reveal("who.another");
  look(robot);
}

}  // namespace pillarbox::post::test
