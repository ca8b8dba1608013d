// Every screen in every state, for the sweeps (sizes, text scales, languages, colours) and the frame times. A walk goes
// through the real screens as a person would and calls look() wherever there is something new to see.
//
// To add a state: one line, look(robot), in the walk that passes it. To add a part: a header <part>_states.h with
//   inline void bodyStates(Robot& robot, const Look& look) { robot.writeShortConcern(); robot.tap(...); look(robot); }
// and one line in walks() below. A walk taps by id and looks for no words: it is gone in other languages too.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/unit/post/badge_states.h"
#include "tests/unit/post/body_states.h"
#include "tests/unit/post/call_states.h"
#include "tests/unit/post/details_states.h"
#include "tests/unit/post/hints_states.h"
#include "tests/unit/post/mentioned_states.h"
#include "tests/unit/post/paper_rig.h"
#include "tests/unit/post/who_states.h"

namespace pillarbox::post::test {

using Look = std::function<void(Robot&)>;

struct Walk {
  std::string name;
  void (*go)(Robot& robot, const Look& look);
};

inline void concernStates(Robot& robot, const Look& look) {
  robot.tell(CountsArrived{12, 3});
  robot.tell(OfficeProblem{FaultCode::notOurServer});
  look(robot);
  robot.tell(InboxProblem{true});
  look(robot);
  robot.tell(InboxProblem{false});
  robot.tap("home.mine");
  look(robot);
  robot.tap("page.back");
  robot.tap("home.tell");
  look(robot);
  robot.tell(BadgeRead{"nobody's"});
  look(robot);
  robot.tap("sign-in.no-badge");
  look(robot);
  robot.type("jo");
  look(robot);
  robot.tap("by-name.role.visitor");
  look(robot);
  robot.tap("adult.yes");
  look(robot);
  robot.type("r");
  look(robot);
  robot.tap("adult.staff.s-003");
  look(robot);
  robot.tap("adult.change");
  robot.tap("adult.not");
  look(robot);
  robot.type("sam");
  look(robot);
  robot.tap("who.pupil.p-003");
  look(robot);
  robot.tap("page.next");
  look(robot);
  robot.tap("who.part.1.worried-about");
  robot.tap("who.another");
  look(robot);
  robot.tap("who.unknown");
  look(robot);
  robot.type("A tall girl");
  robot.tap("page.next");
  robot.tap("who.part.2.saw-it");
  look(robot);
  robot.tap("page.next");
  look(robot);
  robot.tap("what.kind.outside-school");
  robot.tap("what.when.another");
  robot.tap("picker.day.17");
  robot.tap("page.next");
  look(robot);
  robot.tap("what.where.other");
  look(robot);
  robot.tap("page.next");
  look(robot);
  robot.type("She told me that she was followed home from the bus stop on two days.");
  look(robot);
  robot.tap("page.next");
  if (robot.state.screen == Screen::write) {
    look(robot);
    robot.tap("page.next");
  }
  look(robot);
  robot.tap("done.told.yes");
  robot.tap("done.who.other");
  look(robot);
  robot.tap("done.told.no");
  robot.tap("done.spoke");
  robot.tap("done.parent");
  robot.tap("done.advice");
  robot.tap("done.urgent");
  look(robot);
  robot.tap("page.next");
  look(robot);
  robot.tap("check.change.done");
  look(robot);
  robot.tap("page.next");
  robot.tap("page.cover");
  look(robot);
  robot.live(std::chrono::seconds(160));
  look(robot);
  robot.tap("cover.touch");
  robot.tap("page.leave");
  look(robot);
  robot.tap("leave.mistake");
  look(robot);
  robot.tap("leave.sure-no");
  robot.tap("leave.stay");
  robot.tap("page.next");
  look(robot);
  ASSERT_NE(find<PostNow>(robot.effects), nullptr);
  const std::uint64_t handle = find<PostNow>(robot.effects)->handle;
  robot.tell(PostFailed{handle, Fault{FaultCode::internal, ""}});
  look(robot);
  robot.tap("page.next");
  robot.tell(PostDone{handle, "01930d5e-0000-7000-8000-000000000001", "K7M-4QX"});
  look(robot);
  robot.tap("page.next");
  robot.tap("home.mine");
  robot.tell(BadgeRead{"badge-dawn"});
  look(robot);
  const WallTime now = robot.state.now;
  robot.tell(MineArrived{"s-001",
                         {{"a", "AAA-111", now, PostedState::setAside, {}},
                          {"b", "BBB-222", now - std::chrono::hours(30), PostedState::delivered, {}},
                          {"c", "CCC-333", now - std::chrono::hours(99), PostedState::read, now}}});
  look(robot);
  robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::adult);
}

inline void paperStates(Robot& robot, const Look& look) {
  robot.tap("home.paper");
  robot.tell(CameraChanged{CameraState::open});
  look(robot);
  robot.tell(PreviewArrived{preview(1, false)});
  robot.tell(SeveralBadges{});
  robot.tell(BadgeRead{"nobody's"});
  look(robot);
  robot.tell(BadgeRead{"badge-dawn"});
  look(robot);
  robot.tap("adult.no");
  look(robot);
  for (const CameraState camera : {CameraState::none, CameraState::lost, CameraState::restarting, CameraState::open}) {
    robot.tell(CameraChanged{camera});
    look(robot);
  }
  robot.tell(PreviewArrived{preview(2)});
  for (int advice = 0; advice <= static_cast<int>(PaperAdvice::notPaper); ++advice) {
    robot.tell(lying(static_cast<PaperAdvice>(advice), 0.3));
    look(robot);
  }
  robot.tell(arrived(formFront(TickState::yes)));
  look(robot);
  robot.tap("page.next");
  look(robot);
  PageArrived back = arrived(formBack());
  back.page.ticks[3].words = "I have told the Designated Safeguarding Lead or one of the deputies about it in person";
  back.page.ticks[1].state = TickState::unsure;
  back.page.ticks[1].words = "Gofynnwyd am gyngor gan y Person Dynodedig Diogelu neu ddirprwy yn yr ysgol";
  robot.tell(back);
  for (int i = 0; i < 3; ++i) robot.tell(arrived(plainPage()));
  look(robot);
  robot.tap("scan.page.1");
  look(robot);
  robot.tap("page-view.again");
  look(robot);
  robot.tell(arrived(formFront(TickState::yes)));
  look(robot);
  robot.tap("page.next");
  look(robot);
  for (const std::string id : {"paper.tick.1.kind.i-saw.cannot-tell", "paper.field.1.happened-date.yes",
                               "paper.tick.1.urgent", "paper.tick.2.told.dsl"}) {
    robot.tap(id);
    look(robot);
  }
  robot.tap("page.next");
  look(robot);
  robot.tap("adult.no");
  look(robot);
  robot.type("sam");
  look(robot);
  robot.tap("who.pupil.p-003");
  robot.tap("who.part.1.hurt");
  robot.tap("page.next");
  look(robot);
  robot.tap("done.told.no");
  robot.tap("page.next");
  look(robot);
  robot.reveal("check.add-page");
  look(robot);
  robot.post();
  look(robot);
}

// How it looks and sounds, from home and from within a step; with an earphone and without, and with no sound.
inline void accessStates(Robot& robot, const Look& look) {
  robot.tap("access.open");
  look(robot);
  robot.tap("access.left-handed");
  robot.tap("access.read-aloud");
  look(robot);
  robot.tell(AccessTold{ReadingChanged{true, false}});
  robot.reveal("access.stop");
  look(robot);
  robot.tell(AccessTold{ReadingChanged{false, true}});
  look(robot);
  robot.tap("access.done");
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("adult.no");
  look(robot);
  robot.tap("access.open");
  robot.reveal("access.read-written");
  look(robot);
}

inline std::vector<Walk> walks() {
  return {
      {"access", accessStates},        {"concern", concernStates},   {"who", whoStates<Look>},
      {"paper", paperStates},          {"badge", badgeStates},       {"call", callStates<Look>},
      {"details", detailStates<Look>}, {"hints", hintsStates<Look>}, {"practice", practiceStates<Look>},
      {"adding", addStates<Look>},     {"body", bodyStates<Look>},   {"mentioned", mentionedStates<Look>},
  };
}

}  // namespace pillarbox::post::test
