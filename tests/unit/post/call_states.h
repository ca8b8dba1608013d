// The states of "I need the DSL now", of adding to a posting and of what the DSL said, for the sweeps; and what their
// tests share.
#pragma once

#include <string>
#include <vector>

#include "tests/unit/post/school.h"

namespace pillarbox::post::test {

// The same school, its alert path proved an hour ago.
inline std::shared_ptr<const Directory> schoolThatCanBeCalled(WallTime now) {
  auto directory = std::make_shared<Directory>(*school());
  directory->policies.alertTestedAt = now - std::chrono::hours(1);
  return directory;
}

// A finger on it for a little over a second.
inline void hold(Robot& robot, const std::string& id) {
  ASSERT_TRUE(robot.reveal(id)) << id << " on " << drawnScreen(robot.state);
  const ui::Rect at = robot.find(id)->rect;
  const float x = at.x + at.w / 2, y = at.y + at.h / 2;
  robot.engine->push(ui::PointerButton{x, y, true});
  robot.settle();
  robot.engine->push(ui::PointerButton{x, y, false});
  robot.settle();
}

inline constexpr const char* callId = "01930d5e-0000-7000-8000-0000000000ca";

// A call was made and is on the disk.
inline void makeCall(Robot& robot, const std::string& button = "home.call") {
  robot.tell(DirectoryArrived{schoolThatCanBeCalled(robot.state.now)});
  hold(robot, button);
  robot.tell(PostDone{robot.state.call.handle, callId, "C4L-L1N"});
}

inline std::vector<MineItem> somePostings(WallTime now) {
  const auto item = [&](const std::string& end, std::string reference, int hoursAgo, PostedState state) {
    MineItem out;
    out.id = "01930d5e-0000-7000-8000-0000000000" + end;
    out.reference = std::move(reference);
    out.postedAt = now - std::chrono::hours(hoursAgo);
    out.state = state;
    out.audience = "safeguarding";
    if (state != PostedState::stored && state != PostedState::delivered) out.readAt = now - std::chrono::hours(1);
    return out;
  };
  std::vector<MineItem> items{
      item("05", "N3W-1ST", 1, PostedState::stored), item("04", "ADD-1ED", 20, PostedState::read),
      item("03", "0LD-D4Y", 30, PostedState::delivered), item("02", "ACT-3D0", 50, PostedState::acted),
      item("01", "CL0-SED", 90, PostedState::closed)};
  items[1].kind = Kind::addition;
  items[1].subject = items[3].id;
  items[4].audience = "head";
  return items;
}

inline DslMessage message(const MineItem& about, Kind kind, const std::string& end) {
  DslMessage out;
  out.id = "01930d5e-0000-7000-8000-0000000001" + end;
  out.kind = kind;
  out.subject = about.id;
  out.reference = about.reference;
  out.postedAt = about.postedAt;
  out.saidAt = about.postedAt + std::chrono::minutes(40);
  out.from = "dsl-1";
  out.fresh = true;
  return out;
}

template <class Look>
void callStates(Robot& robot, const Look& look) {
  hold(robot, "home.call");  // nothing was proved: directions only
  look(robot);
  robot.tap("call.close");
  makeCall(robot);
  look(robot);
  robot.tap("call.close");
  look(robot);
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("adult.no");
  look(robot);
  robot.tap("page.call");
  robot.wait(std::chrono::seconds(125));
  look(robot);
  robot.tell(CallHeard{callId, true, "dsl-1", robot.state.now});
  look(robot);
  robot.tap("call.mistake");
  look(robot);
  robot.tap("call.close");
}

template <class Look>
void addStates(Robot& robot, const Look& look) {
  robot.tap("home.mine");
  robot.tell(BadgeRead{"badge-dawn"});
  std::vector<MineItem> items = somePostings(robot.state.now);
  items[2].messages = {message(items[2], Kind::seeMe, "01"), message(items[2], Kind::morePlease, "02")};
  robot.tell(MineArrived{"s-001", items});
  robot.wait(doneAfter);
  look(robot);
  robot.tap("message.ok");
  robot.wait(doneAfter);
  look(robot);
  robot.tap("message.ok");
  look(robot);
  robot.tap("mine.mistake.1");
  look(robot);
  robot.tap("mistake.wrong-child");
  robot.type("It was Sam in 5C.");
  look(robot);
  robot.tap("page.next");
  look(robot);
}

}  // namespace pillarbox::post::test
