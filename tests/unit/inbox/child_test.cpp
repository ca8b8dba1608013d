// Everything about one child, and what can be printed of it.
#include "tests/unit/inbox/search_robot.h"

namespace pillarbox::inbox {
namespace {

CaseEntry withMark(CaseEntry concern, const std::string& place) {
  BodyMap& map = concern.entry.bodyMap;
  map.childRef = "p-014";
  map.child = "Amina Okafor";
  map.drawings = BodyFigures::edition;
  BodyMark mark;
  mark.figure = "front";
  mark.points = {{0.55, 0.17}};
  mark.place = place;
  mark.kind = MarkKind::bruise;
  mark.placedAt = concern.entry.writtenAt.wall;
  map.marks.push_back(mark);
  return concern;
}

struct Story {
  Sample sample;
  CaseEntry first = withMark(sample.concern(0), "left cheek");
  CaseEntry second = withMark(sample.concern(60 * 24 * 9), "right knee");
  CaseEntry decision = sample.decision(30, first.entry.id);
  CaseEntry status = sample.status(40, {"p-014", "Amina Okafor", "3B", "", ""}, "child-protection");
  State state() {
    State made = withRoster(unlocked({first, second, decision, status}));
    if (auto figures = readBodyFigures(std::string(PILLARBOX_SOURCE_DIR) + "/assets"); figures.ok()) {
      made.config.figures = std::make_shared<const BodyFigures>(*std::move(figures));
    }
    return made;
  }
};

TEST(InboxChild, FromAConcernToEverythingAboutTheChildAndBack) {
  Story story;
  SearchRobot robot(story.state(), 1280, 2400);
  robot.tap("list.case." + story.first.entry.id);
  ASSERT_TRUE(robot.tap("summary.child.1.open"));
  EXPECT_TRUE(robot.shows("Amina Okafor (3B)"));
  EXPECT_TRUE(robot.shows("Child protection plan"));
  EXPECT_TRUE(robot.shows("Lives with grandmother."));
  for (const std::string& id : {story.first.entry.id, story.second.entry.id, story.decision.entry.id}) {
    EXPECT_NE(robot.find("child.row." + id), nullptr);
  }
  ASSERT_TRUE(robot.tap("child.row." + story.second.entry.id));
  EXPECT_EQ(robot.state.inbox.chosen, story.second.entry.id);
  EXPECT_NE(robot.find("child.row." + story.first.entry.id), nullptr) << "the chronology stays beside it";
  ASSERT_TRUE(robot.tap("bar.back"));
  ASSERT_TRUE(robot.tap("bar.back"));
  EXPECT_EQ(robot.state.inbox.chosen, story.first.entry.id) << "back in the concern that one came from";
  EXPECT_EQ(robot.state.inbox.side, Side::list);
}

TEST(InboxChild, ABrotherOrSisterIsOneTouchAway) {
  Story story;
  SearchRobot robot(story.state());
  robot.give(ChildOpened{"p-014"});
  robot.settle();
  ASSERT_TRUE(robot.tap("child.other.p-020"));
  EXPECT_TRUE(robot.shows("Ben Okafor (5A)"));
  EXPECT_TRUE(robot.shows("Nothing about this child that you may read."));
  ASSERT_TRUE(robot.tap("bar.back"));
  EXPECT_TRUE(robot.shows("Amina Okafor (3B)"));
}

TEST(InboxChild, MarksOfAllConcernsAreLayeredAndADayCanBeShownAlone) {
  Story story;
  SearchRobot robot(story.state(), 1280, 1600);
  robot.give(ChildOpened{"p-014"});
  robot.settle();
  ASSERT_TRUE(robot.tap("child.tab.2"));
  const ui::Item* figure = robot.find("child.marks.younger.figure.front");
  ASSERT_NE(figure, nullptr) << robot.words();
  EXPECT_NE(figure->name.find("1, 2"), std::string::npos) << figure->name;
  EXPECT_TRUE(robot.shows("left cheek"));
  EXPECT_TRUE(robot.shows("right knee"));
  const std::string day = robot.state.inbox.child.view.marks[1].day;
  ASSERT_TRUE(robot.tap("child.marks.day." + day));
  EXPECT_FALSE(robot.shows("left cheek"));
  EXPECT_TRUE(robot.shows("right knee"));
  ASSERT_TRUE(robot.tap("child.mark.2"));
  EXPECT_EQ(robot.state.inbox.chosen, story.second.entry.id);
}

TEST(InboxChild, PatternsAreCountedAndNeverJudged) {
  Story story;
  SearchRobot robot(story.state(), 1280, 1600);
  robot.give(ChildOpened{"p-014"});
  robot.settle();
  robot.tap("child.tab.3");
  EXPECT_TRUE(robot.shows("Playground: 2"));
  EXPECT_TRUE(robot.shows("Monday"));
  for (const std::string_view judged : {"risk", "score", "level"}) EXPECT_FALSE(robot.shows(judged)) << judged;
}

TEST(InboxChild, NarrowedToWhatWasDecided) {
  Story story;
  SearchRobot robot(story.state());
  robot.give(ChildOpened{"p-014"});
  robot.settle();
  robot.tap("child.narrow");
  ASSERT_TRUE(robot.tap("narrow.sort.2"));
  robot.tap("child.narrow");
  EXPECT_EQ(robot.find("child.row." + story.first.entry.id), nullptr);
  EXPECT_NE(robot.find("child.row." + story.decision.entry.id), nullptr);
  EXPECT_TRUE(robot.shows("2 of 4"));
}

TEST(InboxChild, LookingAtAChronologyIsLoggedAsSeen) {
  Story story;
  SearchRobot robot(story.state());
  robot.give(ChildOpened{"p-014"});
  robot.give(LockPressed{});
  const LogSeen* log = robot.last<LogSeen>();
  ASSERT_NE(log, nullptr);
  EXPECT_EQ(log->seen.size(), 2u) << "the two concerns; what she wrote herself is not noted";
}

TEST(InboxReport, SaysWhoMaySeeItAndWhereItWasSaved) {
  Story story;
  SearchRobot robot(story.state(), 1280, 1800);
  robot.tap("list.case." + story.first.entry.id);
  robot.tap("concern.next");
  ASSERT_TRUE(robot.tap("next.print"));
  EXPECT_TRUE(robot.shows("Only people who need it to keep this child safe may see it."));
  ASSERT_TRUE(robot.tap("report.others"));
  ASSERT_TRUE(robot.tap("report.save"));
  const MakeReport* make = robot.last<MakeReport>();
  ASSERT_NE(make, nullptr);
  EXPECT_EQ(make->kind, ReportKind::incident);
  EXPECT_EQ(make->subject, story.first.entry.id);
  EXPECT_TRUE(make->hideOthers);
  EXPECT_FALSE(robot.find("report.save")->enabled);
  robot.give(ReportNotMade{{FaultCode::diskFull, "The disk is full. Make room, then try again."}});
  robot.settle();
  EXPECT_TRUE(robot.shows("It was not saved. The disk is full."));
  robot.tap("report.save");
  robot.give(ReportMade{{"/home/x/Documents/pillarbox-incident.pdf"}});
  robot.settle();
  EXPECT_TRUE(robot.shows("Saved.\npillarbox-incident.pdf"));
  ASSERT_TRUE(robot.tap("report.done"));
  EXPECT_EQ(robot.state.screen, Screen::concern);
}

TEST(InboxReport, AChronologyHasTheDaysThatAreShownAndFiguresTheSchoolYear) {
  Story story;
  SearchRobot robot(story.state());
  robot.give(Tick{Milliseconds(0), story.second.entry.writtenAt.wall});
  robot.give(ChildOpened{"p-014"});
  robot.give(SpanChosen{Span::month});
  robot.settle();
  ASSERT_TRUE(robot.tap("child.report"));
  EXPECT_TRUE(robot.shows("Amina Okafor (3B)"));
  robot.tap("report.save");
  ASSERT_NE(robot.last<MakeReport>(), nullptr);
  EXPECT_EQ(robot.last<MakeReport>()->subject, "p-014");
  EXPECT_FALSE(robot.last<MakeReport>()->from.empty());
  robot.give(ReportMade{{"x"}});
  robot.give(ReportClosed{});
  robot.give(BackPressed{});
  robot.settle();
  robot.tap("list.find");
  ASSERT_TRUE(robot.tap("list.figures"));
  EXPECT_TRUE(robot.shows("Nobody is named"));
  robot.tap("report.save");
  EXPECT_EQ(robot.last<MakeReport>()->kind, ReportKind::figures);
  EXPECT_TRUE(robot.last<MakeReport>()->from.ends_with("-09-01"));
}

}  // namespace
}  // namespace pillarbox::inbox
