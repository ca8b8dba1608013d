// A drawing on the screen: tapped, drawn on, marked, in every theme and size.
#include "kiosk/ui/figure.h"

#include "kiosk/ui/theme.h"
#include "tests/unit/ui/rig.h"

namespace pillarbox::ui {
namespace {

Drawing square() {
  Drawing out;
  out.id = "square";
  out.width = 100;
  out.height = 200;
  out.shapes = {{{10, 10}, {90, 10}, {90, 190}, {10, 190}}};
  out.triangles = {{0, 1, 2, 0, 2, 3}};
  out.lines = {{{10, 10}, {90, 10}, {90, 190}, {10, 190}, {10, 10}}};
  out.captions = {{"Child's right", {20, 8}}};
  return out;
}

class FigureRig : public Rig {
 public:
  explicit FigureRig(float scale = 1) : Rig(scale) {
    draw = [this](Frame& f) {
      if (auto touched = f.figure("figure", {40, 40, 500, 700}, drawing, "A drawing", marks, touchable)) {
        got.push_back(*touched);
      }
      f.button("next", {800, 100, 200, 72}, "Next");
    };
    settle();
  }
  Drawing drawing = square();
  std::vector<FigureMark> marks;
  std::vector<FigureTouch> got;
  bool touchable = true;
};

TEST(Figure, IsDrawnAsLargeAsFitsAndIsInTheRecord) {
  FigureRig rig;
  const Rect rect = rig.item("figure").rect;
  EXPECT_NEAR(rect.h, 700, 1);
  EXPECT_NEAR(rect.w, 350, 1);
  EXPECT_NEAR(rect.x, 115, 1);
  EXPECT_EQ(rig.item("figure").role, Role::picture);
  EXPECT_EQ(rig.item("figure.caption.1").name, "Child's right");
}

TEST(Figure, ATapGivesOnePoint) {
  FigureRig rig;
  rig.tap("figure");
  ASSERT_EQ(rig.got.size(), 1u);
  ASSERT_EQ(rig.got[0].points.size(), 1u);
  EXPECT_NEAR(rig.got[0].points[0].x, 0.5, 0.01);
  EXPECT_NEAR(rig.got[0].points[0].y, 0.5, 0.01);
}

TEST(Figure, ATremblingFingerIsStillATap) {
  FigureRig rig;
  rig.down(200, 300);
  rig.moveTo(204, 303);
  rig.settle();
  rig.up(205, 302);
  rig.settle();
  ASSERT_EQ(rig.got.size(), 1u);
  EXPECT_EQ(rig.got[0].points.size(), 1u);
}

TEST(Figure, ADragGivesTheWayAndStaysOnTheDrawing) {
  FigureRig rig;
  rig.down(200, 300);
  for (int i = 1; i <= 50; ++i) {
    rig.moveTo(200 + static_cast<float>(i) * 20, 300);
    rig.settle();
  }
  rig.up(1200, 300);
  rig.settle();
  ASSERT_EQ(rig.got.size(), 1u);
  EXPECT_GT(rig.got[0].points.size(), 5u);
  for (const Point& p : rig.got[0].points) {
    EXPECT_GE(p.x, 0);
    EXPECT_LE(p.x, 1);
  }
}

TEST(Figure, HardCaseAnEndlessScribbleIsThinned) {
  FigureRig rig;
  rig.down(200, 300);
  for (int i = 0; i < 3000; ++i) {
    rig.moveTo(200 + static_cast<float>(i % 2) * 200, 200 + static_cast<float>(i % 300));
    rig.frame();
  }
  rig.up(200, 300);
  rig.settle();
  ASSERT_EQ(rig.got.size(), 1u);
  EXPECT_LE(rig.got[0].points.size(), figurePathLimit);
}

TEST(Figure, WhatCannotBeTouchedIsNot) {
  FigureRig rig;
  rig.touchable = false;
  rig.settle();
  rig.tap("figure");
  EXPECT_TRUE(rig.got.empty());
}

TEST(Figure, AFingerThatComesFromElsewhereDrawsNothing) {
  FigureRig rig;
  rig.down(900, 130);
  rig.moveTo(300, 300);
  rig.settle();
  rig.up(300, 300);
  rig.settle();
  EXPECT_TRUE(rig.got.empty());
}

TEST(Figure, MarksCanBeSeenInEveryTheme) {
  for (const bool dark : {false, true}) {
    for (const bool high : {false, true}) {
      const Theme theme = Theme::make(dark, high);
      EXPECT_GE(contrast(theme.dangerInk, theme.card.paper), 4.5);
      EXPECT_GE(contrast(theme.quietInk, theme.card.paper), 4.5);
      EXPECT_GE(contrast(theme.ink, theme.card.paper), 7.0);
    }
  }
}

TEST(Figure, HardCaseHostileDrawingsAndMarksDoNoHarm) {
  FigureRig rig;
  rig.drawing.triangles = {{0, 1, 99, -1, 2, 3, 5}};
  rig.drawing.shapes.push_back({});
  rig.drawing.lines.push_back({{1, 1}});
  rig.marks = {{{}, "1", false, false}, {{{0.5F, 0.5F}}, "200", true, true}, {{{0, 0}, {1, 1}}, "3", false, true}};
  rig.settle();
  rig.drawing.width = 0;
  rig.settle();
  rig.marks.assign(200, {{{0.5F, 0.5F}}, "7", false, false});
  rig.drawing = square();
  rig.settle();
  EXPECT_EQ(rig.item("figure").role, Role::picture);
}

}  // namespace
}  // namespace pillarbox::ui
