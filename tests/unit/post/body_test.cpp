// The body map, driven on the real screens: placed by touch, drawn, by name; described; nothing erased silently.
#include <chrono>
#include <cmath>
#include <limits>

#include "kiosk/post/body_words.h"
#include "kiosk/post/entry_of.h"
#include "shared/record/entry_json.h"
#include "tests/unit/post/school.h"

namespace pillarbox::post::test {
namespace {

class Body : public testing::Test {
 protected:
  // Signed in and writing about Amina (year 4), on the write screen, with the body map open.
  void open(Robot& robot) {
    robot.tell(BadgeRead{"badge-dawn"});
    robot.tap("adult.no");
    robot.type("ami");
    robot.tap("who.pupil.p-001");
    robot.tap("who.part.1.worried-about");
    robot.tell(BodyEvent(OpenBodyMap{}));
    ASSERT_EQ(drawnScreen(robot.state), "body");
  }
  static ui::Point at(const Robot& robot, const std::string& region) {
    const Drawing* drawing = robot.state.body.figures->find(robot.state.body.figure, robot.state.draft.bodyMap.outline);
    for (const DrawnRegion& each : drawing->regions) {
      if (each.id != region) continue;
      const ui::Rect rect = robot.find("body.figure")->rect;
      return {rect.x + each.at.x / drawing->width * rect.w, rect.y + each.at.y / drawing->height * rect.h};
    }
    ADD_FAILURE() << "no place " << region;
    return {};
  }
  static void touch(Robot& robot, const std::string& region) {
    const ui::Point p = at(robot, region);
    robot.press(p.x, p.y);
  }
  static const BodyMap& map(const Robot& robot) { return robot.state.draft.bodyMap; }
  static Entry entry(const Robot& robot) { return buildEntry(robot.state); }
};

TEST_F(Body, ATouchPlacesAMarkAndSaysWhereInWords) {
  Robot robot;
  open(robot);
  EXPECT_EQ(map(robot).outline, BodyOutline::older) << "Amina is in year 4";
  EXPECT_TRUE(robot.says("Body map: Amina Okafor"));
  EXPECT_TRUE(robot.says("Never undress a child"));
  touch(robot, "left-cheek");
  ASSERT_EQ(map(robot).marks.size(), 1u);
  EXPECT_EQ(map(robot).marks[0].place, "left cheek");
  EXPECT_TRUE(robot.says("Mark 1: left cheek"));
  robot.tap("body.kind.bruise");
  robot.tap("body.length.more");
  robot.tap("body.length.more");
  robot.tap("body.length.more");
  robot.tap("body.width.more");
  robot.tap("body.colour.blue");
  robot.tap("body.colour.yellow");
  robot.tap("body.shape.round");
  robot.tap("body.skin.no");
  robot.tap("body.swollen.not-sure");
  EXPECT_EQ(markWords(map(robot).marks[0]),
            "Bruise: left cheek; 1.5 cm by 0.5 cm; blue and yellow; round; skin broken: no; swelling: not sure");
  robot.tap("body.says");
  EXPECT_EQ(drawnScreen(robot.state), "body-words");
  robot.type("I fell off my bike");
  robot.tap("page.next");
  EXPECT_EQ(map(robot).marks[0].childSays, "I fell off my bike");
  robot.tap("page.next");
  EXPECT_EQ(robot.state.body.view, BodyView::closed);
  const Entry made = entry(robot);
  EXPECT_EQ(made.bodyMap, map(robot));
  EXPECT_EQ(made.bodyMap.child, "Amina Okafor");
  EXPECT_EQ(made.bodyMap.childRef, "p-001");
  EXPECT_TRUE(validate(made.bodyMap).ok());
}

TEST_F(Body, ACoinIsAnAidToItsSize) {
  Robot robot;
  open(robot);
  touch(robot, "chin");
  robot.tap("body.coin.5p");
  EXPECT_EQ(markSizeWords(map(robot).marks[0]), "1.8 cm, about as big as a 5p coin");
  robot.tap("body.length.more");
  EXPECT_EQ(markSizeWords(map(robot).marks[0]), "2 cm");
  robot.tap("body.coin.50p");
  robot.tap("body.length.less");
  EXPECT_EQ(markSizeWords(map(robot).marks[0]), "2.5 cm");
  for (int i = 0; i < 6; ++i) robot.tap("body.length.less");
  EXPECT_EQ(markSizeWords(map(robot).marks[0]), "");
}

TEST_F(Body, DrawingRoundAnAreaKeepsItsEdge) {
  Robot robot;
  open(robot);
  const ui::Point from = at(robot, "left-side-of-tummy");
  robot.engine->push(ui::PointerButton{from.x - 20, from.y - 15, true});
  for (const ui::Point by : {ui::Point{20, -15}, ui::Point{20, 15}, ui::Point{-20, 15}, ui::Point{-20, -15}}) {
    robot.engine->push(ui::PointerMoved{from.x + by.x, from.y + by.y});
    robot.settle();
  }
  robot.engine->push(ui::PointerButton{from.x - 20, from.y - 15, false});
  robot.settle();
  ASSERT_EQ(map(robot).marks.size(), 1u);
  EXPECT_GE(map(robot).marks[0].points.size(), 4u);
  EXPECT_EQ(map(robot).marks[0].place, "left side of tummy");
}

TEST_F(Body, WhatIsTakenOutStaysStruckThrough) {
  Robot robot;
  open(robot);
  touch(robot, "left-knee");
  robot.tap("body.kind.graze");
  robot.tap("body.take-out");
  ASSERT_EQ(map(robot).marks.size(), 1u);
  ASSERT_TRUE(map(robot).marks[0].removedAt);
  EXPECT_EQ(map(robot).marks[0].removedWhy, "taken out by the writer");
  EXPECT_TRUE(robot.says("1. Graze: left knee"));
  EXPECT_TRUE(robot.says("Taken out by you at"));
  robot.tap("body.mark.1");
  EXPECT_FALSE(robot.shows("body.kind.graze")) << "it can no longer be changed";
  robot.tell(BodyEvent(SetMarkKind{MarkKind::burn}));
  EXPECT_EQ(map(robot).marks[0].kind, MarkKind::graze);
  const SecretBytes text = entryText(entry(robot), "Brook Lane");
  EXPECT_NE(text.text().find("Struck out: taken out by the writer"), std::string_view::npos);
}

TEST_F(Body, APlaceCanBeChosenByNameWithTheKeyboard) {
  Robot robot;
  open(robot);
  robot.tap("body.places");
  EXPECT_EQ(drawnScreen(robot.state), "body-places-front");
  for (int i = 0; i < 80 && !(robot.shows("body.place.nose") && robot.find("body.place.nose")->focused); ++i) {
    robot.key(ui::Key::tab);
  }
  robot.key(ui::Key::enter);
  ASSERT_EQ(map(robot).marks.size(), 1u);
  EXPECT_EQ(map(robot).marks[0].place, "nose");
  robot.tap("page.back");
  EXPECT_EQ(drawnScreen(robot.state), "body");
  robot.tap("body.figure.hands");
  robot.tap("body.places");
  robot.tap("body.place.left-palm");
  EXPECT_EQ(map(robot).marks[1].place, "left palm");
  EXPECT_EQ(map(robot).marks[1].figure, "hands");
}

TEST_F(Body, TheDrawingIsGuessedFromTheYearAndFixedOnceMarked) {
  Robot robot;
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("adult.no");
  robot.type("ella");
  robot.tap("who.pupil.p-006");
  robot.tell(BodyEvent(OpenBodyMap{}));
  EXPECT_EQ(map(robot).outline, BodyOutline::younger) << "Ella is in year 1";
  robot.tap("body.outline.older");
  EXPECT_EQ(map(robot).outline, BodyOutline::older);
  touch(robot, "nose");
  robot.tap("page.back");
  EXPECT_FALSE(robot.shows("body.outline.younger"));
  robot.tell(BodyEvent(SetOutline{BodyOutline::younger}));
  EXPECT_EQ(map(robot).outline, BodyOutline::older);
}

TEST_F(Body, WithSeveralChildrenItIsSaidWhoseMarksTheyAre) {
  Robot robot;
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("adult.no");
  robot.type("ami");
  robot.tap("who.pupil.p-001");
  robot.tap("who.part.1.saw-it");
  robot.tap("who.another");
  robot.type("moh");
  robot.tap("who.pupil.p-004");
  robot.tap("who.part.2.hurt");
  robot.tell(BodyEvent(OpenBodyMap{}));
  EXPECT_EQ(map(robot).childRef, "p-004") << "the one who was hurt";
  robot.tap("body.child.1");
  EXPECT_EQ(map(robot).childRef, "p-001");
  EXPECT_EQ(map(robot).child, "Amina Okafor");
}

TEST_F(Body, HardCaseATouchBesideTheBodyIsNotKept) {
  Robot robot;
  open(robot);
  const ui::Rect rect = robot.find("body.figure")->rect;
  robot.press(rect.x + rect.w * 0.03F, rect.bottom() - 4);
  EXPECT_TRUE(map(robot).marks.empty());
  EXPECT_TRUE(robot.says("beside the body"));
  touch(robot, "nose");
  EXPECT_EQ(map(robot).marks.size(), 1u);
  EXPECT_FALSE(robot.says("beside the body"));
}

TEST_F(Body, HardCaseFiftyTapsASecondOnOnePlaceAreOneMark) {
  Robot robot;
  open(robot);
  const ui::Point p = at(robot, "left-cheek");
  for (int i = 0; i < 50; ++i) {
    robot.engine->push(ui::PointerButton{p.x, p.y, true});
    robot.engine->push(ui::PointerButton{p.x, p.y, false});
  }
  robot.settle();
  EXPECT_EQ(map(robot).marks.size(), 1u);
}

TEST_F(Body, HardCaseMoreMarksThanFitAreRefusedInOneSentence) {
  Robot robot;
  open(robot);
  for (int i = 0; i < 230; ++i) robot.tell(BodyEvent(PickPlace{"nose"}));
  EXPECT_EQ(map(robot).marks.size(), maxBodyMarks);
  robot.tell(BodyEvent(ChooseMark{std::nullopt}));
  EXPECT_TRUE(robot.says("as many marks as one body map can hold"));
  EXPECT_TRUE(validate(entry(robot).bodyMap).ok());
}

TEST_F(Body, HardCasePointsThatAreNoNumbersAreDropped) {
  Robot robot;
  open(robot);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  robot.tell(BodyEvent(TouchBody{{{nan, 0.5}}, 0, 0}));
  robot.tell(BodyEvent(TouchBody{{{0.5, std::numeric_limits<double>::infinity()}}, 0, 0}));
  robot.tell(BodyEvent(TouchBody{{}, 0, 0}));
  robot.tell(BodyEvent(TouchBody{std::vector<BodyPoint>(maxMarkPoints + 1, {0.5, 0.1}), 0, 0}));
  robot.tell(BodyEvent(ChooseMark{99}));
  robot.tell(BodyEvent(TakeMarkOut{}));
  robot.tell(BodyEvent(ShowFigure{"tail"}));
  EXPECT_TRUE(map(robot).marks.empty());
  EXPECT_EQ(robot.state.body.figure, "front");
}

TEST_F(Body, NothingOfItIsLeftWhenTheSessionCloses) {
  Robot robot;
  open(robot);
  touch(robot, "left-cheek");
  robot.tap("body.says");
  robot.type("marker words");
  robot.tell(BadgeRead{"badge-jo"});
  EXPECT_TRUE(map(robot).marks.empty());
  EXPECT_TRUE(robot.state.body.typed.empty());
  EXPECT_EQ(robot.state.body.view, BodyView::closed);
  ASSERT_TRUE(robot.state.body.figures != nullptr) << "the drawings are nobody's";
  // It waits for Dawn, with what was typed.
  robot.tell(BadgeRead{"badge-dawn"});
  ASSERT_EQ(map(robot).marks.size(), 1u);
  EXPECT_EQ(map(robot).marks[0].childSays, "marker words");
}

TEST_F(Body, MarksAloneAreWorthKeeping) {
  Robot robot;
  open(robot);
  touch(robot, "left-cheek");
  robot.live(std::chrono::seconds(7));
  const SaveDraft* saved = find<SaveDraft>(robot.effects);
  ASSERT_NE(saved, nullptr);
  Draft draft;
  EXPECT_FALSE(worthKeeping(draft));
  draft.bodyMap = map(robot);
  EXPECT_TRUE(worthKeeping(draft));
  wipeDraft(draft);
  EXPECT_TRUE(draft.bodyMap.empty());
}

TEST_F(Body, TheCheckScreenSaysAndShowsTheMarks) {
  Robot robot;
  robot.writeShortConcern();
  ASSERT_EQ(robot.state.screen, Screen::check);
  robot.tap("check.body");
  touch(robot, "left-cheek");
  robot.tap("body.kind.red-mark");
  robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::check);
  EXPECT_TRUE(robot.says("1. Red mark: left cheek"));
  EXPECT_TRUE(robot.shows("check.figure.front"));
  robot.post();
  EXPECT_EQ(find<PostNow>(robot.effects)->entry.bodyMap.marks.size(), 1u);
}

TEST_F(Body, WithoutDrawingsThereIsNoBodyMapAndNothingIsBlocked) {
  Robot robot;
  robot.tell(BodyEvent(BodyFiguresArrived{nullptr}));
  robot.writeShortConcern();
  EXPECT_FALSE(robot.shows("check.body"));
  robot.tell(BodyEvent(OpenBodyMap{}));
  EXPECT_EQ(robot.state.body.view, BodyView::closed);
}

}  // namespace
}  // namespace pillarbox::post::test
