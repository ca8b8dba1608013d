// The screens of badges, PINs and joining, for states.h.
#pragma once

#include <functional>
#include <memory>

#include "tests/unit/post/school.h"

namespace pillarbox::post::test {

inline void badgeStates(Robot& robot, const std::function<void(Robot&)>& look) {
  const auto policy = [&](BadgePin pin) {
    auto changed = std::make_shared<Directory>(*school());
    changed->policies.badgePin = pin;
    robot.tell(DirectoryArrived{changed});
  };
  const auto answer = [&](PinAnswered::What what, int left = 0, Milliseconds wait = {}) {
    robot.state.badge.waiting = true;
    robot.tell(BadgeEvent{PinAnswered{what, robot.state.badge.asked, left, wait}});
    look(robot);
  };
  robot.tell(BadgeEvent{ReadersAre{0, false}});
  robot.tap("home.tell");
  look(robot);
  robot.tell(BadgeEvent{ReadersAre{1, true}});
  robot.tell(BadgeEvent{CardUnread{}});
  look(robot);
  auto twice = std::make_shared<Roster>(*roster());
  twice->staff[1].badgeHashes = twice->staff[0].badgeHashes;
  robot.tell(RosterArrived{twice});
  robot.tell(BadgeRead{"badge-dawn"});
  look(robot);
  auto withPin = std::make_shared<Roster>(*roster());
  withPin->staff[0].pin = "a slow hash";
  robot.tell(RosterArrived{withPin});
  robot.tell(BadgeRead{"04A1B2C3D4E5F6"});
  look(robot);
  robot.tap("sign-in.join");
  look(robot);
  robot.type("zz");
  look(robot);
  robot.key(ui::Key::backspace);
  robot.key(ui::Key::backspace);
  robot.type("daw");
  look(robot);
  robot.tap("join.staff.s-001");
  look(robot);
  answer(PinAnswered::What::noneGiven);
  answer(PinAnswered::What::taken);
  robot.tap("page.back");
  policy(BadgePin::required);
  robot.tell(BadgeRead{"badge-dawn"});
  look(robot);
  robot.tap("pin.digit.1");
  robot.tap("pin.ok");
  look(robot);
  answer(PinAnswered::What::wrong, 9);
  answer(PinAnswered::What::wait, 0, std::chrono::minutes(5));
  answer(PinAnswered::What::failed);
  robot.tell(BadgeRead{"badge-jo"});
  look(robot);
  for (const int digit : {1, 9, 2, 8, 3, 7}) robot.tap("pin.digit." + std::to_string(digit));
  robot.tap("pin.ok");
  look(robot);
  robot.tap("page.back");
  robot.tap("home.mine");
  robot.tell(BadgeRead{"badge-jo"});
  look(robot);
}

}  // namespace pillarbox::post::test
