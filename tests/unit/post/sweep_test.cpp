// Every screen, in every size and text scale: each control has a name, is large enough, is on the screen and does not
// lie over another; words can be read on what is behind them; and the whole way can be gone in each.
#include <set>

#include "kiosk/ui/theme.h"
#include "tests/unit/post/paper_rig.h"

namespace pillarbox::post::test {
namespace {

struct Size {
  float width, height, scale;
};

class Sweep : public testing::TestWithParam<Size> {
 protected:
  void look(Robot& robot) {
    robot.settle();
    const Size size = GetParam();
    const std::string where = drawnScreen(robot.state) + " at " + std::to_string(static_cast<int>(size.width)) + "x" +
                              std::to_string(static_cast<int>(size.height));
    std::set<std::string> ids;
    for (const ui::Item& item : robot.engine->record().items) {
      EXPECT_TRUE(ids.insert(item.id).second) << item.id << " twice on " << where;
      EXPECT_FALSE(item.name.empty()) << item.id << " on " << where;
      if (item.enabled && item.rect.h > 0) {
        EXPECT_GE(ui::contrast(item.ink, item.paper), 4.5) << item.id << " on " << where;
      }
      if (item.clipped) continue;
      EXPECT_GE(item.rect.x, -0.5F) << item.id << " on " << where;
      EXPECT_GE(item.rect.y, -0.5F) << item.id << " on " << where;
      EXPECT_LE(item.rect.right(), size.width + 0.5F) << item.id << " on " << where;
      EXPECT_LE(item.rect.bottom(), size.height + 0.5F) << item.id << " on " << where;
    }
    const auto controls = robot.engine->record().controls();
    for (const ui::Item* one : controls) {
      if (one->rect.w <= 0 || one->rect.h <= 0) continue;
      const bool small = one->role == ui::Role::key || one->id.ends_with(".up") || one->id.ends_with(".down");
      if (!one->clipped) {
        EXPECT_GE(one->rect.w, small ? 44.0F : 64.0F) << one->id << " on " << where;
        EXPECT_GE(one->rect.h, small ? 44.0F : 64.0F) << one->id << " on " << where;
      }
      for (const ui::Item* other : controls) {
        if (one >= other || other->rect.w <= 0 || other->rect.h <= 0) continue;
        const ui::Rect &a = one->rect, &b = other->rect;
        const bool apart =
            a.right() <= b.x + 0.5F || b.right() <= a.x + 0.5F || a.bottom() <= b.y + 0.5F || b.bottom() <= a.y + 0.5F;
        EXPECT_TRUE(apart) << one->id << " lies over " << other->id << " on " << where;
      }
    }
  }
};

TEST_P(Sweep, EveryScreenCanBeSeenTouchedAndGoneThrough) {
  Robot robot(GetParam().width, GetParam().height, GetParam().scale);
  robot.tell(CountsArrived{12, 3});
  robot.tell(OfficeProblem{FaultCode::notOurServer});
  look(robot);
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
  look(robot);
  robot.type("Tuesday 17 November");
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

TEST_P(Sweep, PaperCanBeShownCheckedAndPostedInEverySize) {
  Robot robot(GetParam().width, GetParam().height, GetParam().scale);
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

INSTANTIATE_TEST_SUITE_P(Sizes, Sweep,
                         testing::Values(Size{1280, 800, 1}, Size{1280, 800, 2}, Size{1024, 600, 1},
                                         Size{1024, 600, 1.5F}, Size{1024, 600, 2}, Size{800, 1280, 1},
                                         Size{800, 1280, 2}, Size{1920, 1080, 1}, Size{1920, 1200, 2},
                                         Size{1200, 1920, 1.5F}),
                         [](const testing::TestParamInfo<Size>& one) {
                           return std::to_string(static_cast<int>(one.param.width)) + "x" +
                                  std::to_string(static_cast<int>(one.param.height)) + "at" +
                                  std::to_string(static_cast<int>(one.param.scale * 100));
                         });

}  // namespace
}  // namespace pillarbox::post::test
