// Searches with a name: kept, come back to, forgotten, and never in clear.
#include "kiosk/inbox/saved_views.h"

#include "tests/unit/inbox/search_robot.h"
#include "tests/unit/inbox/steps_fixture.h"
#include "tests/unit/inbox/sweep.h"

namespace pillarbox::inbox {
namespace {

const std::vector<SavedView> sampleViews{
    {"Bruises this year", "bruise “left arm”", Span::schoolYear, Sort::staff, "Neglect", "", ""},
    {"Amina’s summer", "Okafor", Span::between, Sort::any, "", "1/6/2026", "31/8/2026"}};

TEST(SavedViews, AreSealedToTheirReaderAndNothingStandsInClear) {
  support::SeededRandom random{3};
  const open::Identity reader = open::Identity::generate(random), other = open::Identity::generate(random);
  const auto sealed = sealViews(sampleViews, reader, random);
  ASSERT_TRUE(sealed.ok());
  const std::string file(textOf(*fromBase64(*sealed, Base64::padded)));
  for (const char* word : {"bruise", "Okafor", "Amina", "Neglect", "views"}) {
    EXPECT_EQ(file.find(word), std::string::npos) << word;
    EXPECT_EQ(sealed->find(word), std::string::npos) << word;
  }
  const auto opened = openViews(*sealed, reader);
  ASSERT_TRUE(opened.ok()) << opened.fault().detail;
  EXPECT_EQ(*opened, sampleViews);
  EXPECT_EQ(openViews(*sealed, other).fault().code, FaultCode::wrongSecret);
  EXPECT_FALSE(openViews("not base64!", reader).ok());
  // One search or two: as long as each other.
  EXPECT_EQ(sealViews({sampleViews[0]}, reader, random)->size(), sealed->size());
}

TEST(SavedViews, ASearchIsKeptUnderANameAndComeBackTo) {
  Sample sample;
  SearchRobot robot(withRoster(unlocked({sample.concern(0), sample.concern(1)})));
  robot.give(Tick{Milliseconds(0), sample.clock.now()});
  robot.give(FindOpened{});
  robot.give(FindTyped{ui::InsertText{"climbing"}});
  robot.give(SpanChosen{Span::schoolYear});
  robot.answerAll();
  ASSERT_TRUE(robot.tap("find.keep"));
  robot.type("Climbing frame");
  ASSERT_TRUE(robot.tap("find.keep-yes"));
  ASSERT_NE(robot.last<KeepViews>(), nullptr);
  EXPECT_EQ(robot.last<KeepViews>()->views,
            (std::vector<SavedView>{{"Climbing frame", "climbing", Span::schoolYear, Sort::any, "", "", ""}}));
  // The next time it is opened.
  SearchRobot again(withRoster(unlocked({sample.concern(0)})));
  again.give(Tick{Milliseconds(0), sample.clock.now()});
  again.give(ViewsKnown{robot.last<KeepViews>()->views});
  again.give(FindOpened{});
  again.settle();
  ASSERT_TRUE(again.tap("find.view.1"));
  ASSERT_NE(again.last<Find>(), nullptr);
  EXPECT_FALSE(again.last<Find>()->query.empty());
  EXPECT_TRUE(again.last<Find>()->filters.from);
  again.answerAll();
  EXPECT_TRUE(again.shows("1 found"));
  again.give(ViewForgotten{0});
  EXPECT_TRUE(again.last<KeepViews>()->views.empty());
}

TEST(SavedViews, OneOfTheSameNameIsReplaced) {
  Sample sample;
  State state = unlocked({sample.concern(0)});
  state.inbox.find.views = sampleViews;
  (void)apply(state, FindOpened{});
  (void)apply(state, FindTyped{ui::InsertText{"gate"}});
  (void)apply(state, ViewNaming{});
  (void)apply(state, ViewNameTyped{ui::InsertText{" Bruises this year "}});
  (void)apply(state, ViewKept{});
  ASSERT_EQ(state.inbox.find.views.size(), 2u);
  EXPECT_EQ(state.inbox.find.views[1].words, "gate");
}

class EverySavedViewScreen : public testing::TestWithParam<Shape> {};

TEST_P(EverySavedViewScreen, CanBeTouchedAndHasCover) {
  const Shape shape = GetParam();
  Sample sample;
  SearchRobot robot(withRoster(unlocked({sample.concern(0)})), shape.width, shape.height, shape.scale);
  robot.give(ViewsKnown{sampleViews});
  robot.give(FindOpened{});
  sweep(robot, shape, "find with searches");
  robot.give(FindTyped{ui::InsertText{"climbing"}});
  robot.answerAll();
  robot.give(ViewNaming{});
  sweep(robot, shape, "naming");
  robot.tap("find.view-name");
  sweep(robot, shape, "naming, typed");
}

INSTANTIATE_TEST_SUITE_P(Shapes, EverySavedViewScreen,
                         testing::Values(Shape{1280, 800, 1}, Shape{800, 1280, 1}, Shape{1280, 800, 2},
                                         Shape{1024, 600, 1}, Shape{800, 1280, 2}));

}  // namespace
}  // namespace pillarbox::inbox
