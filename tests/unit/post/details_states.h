// The states of the day-and-time picker, of who should know and of the categories, and of practice, for the sweeps.
#pragma once

#include <memory>

#include "tests/unit/post/school.h"

namespace pillarbox::post::test {

template <class Look>
void detailStates(Robot& robot, const Look& look) {
  auto directory = std::make_shared<Directory>(*school());
  directory->policies.offerPastoral = directory->policies.offerNamedPerson = true;
  directory->policies.staffChooseCategory = true;
  directory->audiences.push_back({"pastoral", {"dsl-1", "deputy-1", "head-1"}, "safeguarding"});
  directory->categories = {"Neglect", "Attendance and missing from school", "Something else"};
  directory->categoryGuidance = {
      {"Neglect",
       "Often hungry, dirty, without a coat or tired, or missing appointments: write what you saw each time."}};
  robot.tell(DirectoryArrived{directory});
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("adult.no");
  robot.type("ami");
  robot.tap("who.pupil.p-001");
  robot.tap("who.part.1.worried-about");
  robot.tap("page.next");
  robot.tap("what.kind.parent-contact");
  robot.tap("what.when.another");
  look(robot);
  robot.tap("picker.before");
  robot.tap("picker.day.28");
  robot.tap("picker.hour.15");
  robot.tap("picker.minute.20");
  look(robot);
  robot.tap("picker.other-hours");
  look(robot);
  robot.tap("picker.unknown");
  look(robot);
  robot.tap("picker.roughly");
  look(robot);
  robot.type("Before half term");
  robot.tap("page.next");
  look(robot);
  robot.tap("page.next");
  robot.type("Invented: her mother rang about the bus.");
  robot.tap("page.next");
  if (robot.state.screen == Screen::write) robot.tap("page.next");
  robot.tap("done.told.no");
  for (const char* id : {"done.parent", "done.advice", "done.agreed"}) robot.tap(id);
  robot.tap("done.parent-how.phone");
  robot.tap("done.parent-when.before");
  look(robot);
  robot.tap("done.agreed-what");
  robot.type("With the office");
  look(robot);
  robot.tap("page.next");
  look(robot);
  robot.tap("check.change.readers");
  look(robot);
  robot.tap("know.person.head-1");
  robot.tap("page.next");
  look(robot);
  robot.tap("check.change.category");
  look(robot);
  robot.tap("category.1");
  robot.tap("page.next");
  robot.tap("check.change.what");
  robot.tap("what.kind.injury");
  robot.tap("page.next");
  robot.tap("check.change.readers");
  look(robot);
}

template <class Look>
void practiceStates(Robot& robot, const Look& look) {
  if (!robot.shows("home.practise")) return;  // the first thing to go where there is no room
  robot.tap("home.practise");
  look(robot);
  robot.tap("practice.badge");
  look(robot);
  robot.tap("adult.no");
  look(robot);
  robot.type("alex pre");
  look(robot);
  robot.tap("who.pupil.pretend-1");
  robot.tap("who.part.1.worried-about");
  look(robot);
  robot.tap("page.next");
  robot.tap("what.kind.i-saw");
  look(robot);
  robot.tap("what.when.another");
  look(robot);
  robot.tap("picker.day.2");
  robot.tap("page.next");
  robot.tap("page.next");
  robot.type("At lunch Alex sat alone.");
  look(robot);
  robot.tap("page.cover");
  look(robot);
  robot.tap("cover.touch");
  robot.tap("page.next");
  if (robot.state.screen == Screen::write) robot.tap("page.next");
  robot.tap("done.told.no");
  look(robot);
  robot.tap("page.next");
  look(robot);
  robot.tap("page.next");
  look(robot);
  robot.tap("practice.end");
}

}  // namespace pillarbox::post::test
