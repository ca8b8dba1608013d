// The states of the body map, for states.h.
#pragma once

#include "tests/unit/post/school.h"

namespace pillarbox::post::test {

template <class Look>
void bodyStates(Robot& robot, const Look& look) {
  robot.writeShortConcern();
  robot.tap("check.body");
  look(robot);
  const ui::Rect figure = robot.find("body.figure")->rect;
  robot.press(figure.x + 1, figure.bottom() - 1);  // beside the body
  look(robot);
  robot.tap("body.places");
  look(robot);
  robot.tap("body.place.left-cheek");
  look(robot);
  robot.tap("body.kind.bruise");
  robot.tap("body.coin.5p");
  robot.tap("body.colour.purple");
  robot.tap("body.skin.no");
  look(robot);
  robot.tap("body.says");
  look(robot);
  robot.type("I bumped it on the slide");
  robot.tap("page.next");
  robot.reveal("body.take-out");
  look(robot);
  robot.tap("page.back");
  for (const char* tab : {"back", "head", "hands", "feet"}) {
    robot.tap("body.figure." + std::string(tab));
    look(robot);
  }
  robot.tap("body.places");
  robot.tap("body.place.top-of-left-foot-middle");
  robot.tap("body.take-out");
  look(robot);
  robot.tap("body.mark.2");
  look(robot);
  robot.tap("page.next");
  robot.reveal("check.body");
  look(robot);
}

}  // namespace pillarbox::post::test
