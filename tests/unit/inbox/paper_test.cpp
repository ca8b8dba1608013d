// Pages of paper in the inbox, and the scans the photocopier left. The worker's answers are given here by hand.
#include "tests/unit/inbox/inbox_fixture.h"
#include "tests/unit/inbox/paper_sample.h"

namespace pillarbox::inbox {
namespace {

TEST(InboxPaper, ShowsPagesTicksWithWhoReadThemAndMarks) {
  Sample sample;
  const CaseEntry concern = onPaper(sample.concern(0));
  Robot robot(unlocked({concern}), 1280, 3000);
  robot.settle();
  robot.tap("list.case." + concern.entry.id);
  EXPECT_TRUE(robot.shows("On paper: 2 pages"));
  EXPECT_TRUE(robot.shows("A child told me (read by machine)"));
  EXPECT_TRUE(robot.shows("Bruise (confirmed by Pat Lee)"));
  EXPECT_TRUE(robot.shows("“I saw something”: the machine could not tell, and nobody was asked."));
  EXPECT_TRUE(robot.shows("“Cut or graze”: Pat Lee could not tell."));
  EXPECT_TRUE(robot.shows("On the right hand: cross, 6 by 6 mm on the paper (read by machine)"));
  EXPECT_TRUE(robot.shows("Date it happened: 21/11/2026 (confirmed by Pat Lee)"));
  EXPECT_TRUE(robot.shows("sheet number 7K2M9QXT"));
  EXPECT_TRUE(robot.shows("Child's full name, What happened"));
  EXPECT_NE(robot.find("concern.page.1"), nullptr);
}

TEST(InboxPaper, ThumbnailsAreAskedForOnceAndOnlyForTheChosenCase) {
  Sample sample;
  const CaseEntry concern = onPaper(sample.concern(0)), other = onPaper(sample.concern(1));
  Robot robot(unlocked({concern, other}));
  robot.settle();
  EXPECT_EQ(robot.last<DecodePage>(), nullptr) << "nothing is decoded that nobody looks at";
  const auto asked = [&robot] {
    return std::count_if(robot.effects.begin(), robot.effects.end(),
                         [](const Effect& effect) { return std::holds_alternative<DecodePage>(effect); });
  };
  robot.tap("list.case." + concern.entry.id);
  EXPECT_EQ(asked(), 2);
  robot.give(EntriesArrived{{concern}, {}, true});
  EXPECT_EQ(asked(), 2);
  robot.give(PagePixelsArrived{concern.entry.id, "page-1.webp", false, pagePicture(320, 452), ""});
  EXPECT_EQ(robot.state.inbox.thumbnails.size(), 1U);
  robot.tap("list.case." + other.entry.id);
  EXPECT_TRUE(robot.state.inbox.thumbnails.empty()) << "pixels of a case go when it is closed";
  robot.give(PagePixelsArrived{concern.entry.id, "page-2.webp", false, pagePicture(320, 452), ""});
  EXPECT_TRUE(robot.state.inbox.thumbnails.empty()) << "and late ones are dropped";
}

TEST(InboxPaper, APageIsShownLargeZoomedMovedAndTurned) {
  Sample sample;
  const CaseEntry concern = onPaper(sample.concern(0));
  Robot robot(unlocked({concern}), 1280, 2400);
  robot.settle();
  robot.tap("list.case." + concern.entry.id);
  ASSERT_TRUE(robot.tap("concern.page.1"));
  ASSERT_NE(robot.last<DecodePage>(), nullptr);
  EXPECT_TRUE(robot.last<DecodePage>()->large);
  EXPECT_TRUE(robot.shows("Opening the page"));
  robot.give(PagePixelsArrived{concern.entry.id, "page-1.webp", true, pagePicture(1240, 1754), ""});
  robot.settle();
  EXPECT_NE(robot.find("page.picture"), nullptr);
  EXPECT_FALSE(robot.find("page.out")->enabled);
  EXPECT_FALSE(robot.find("page.previous")->enabled);
  EXPECT_EQ(robot.find("page.down"), nullptr) << "all of it is seen";
  ASSERT_TRUE(robot.tap("page.in"));
  for (int i = 0; i < 6; ++i) robot.tap("page.down");
  EXPECT_DOUBLE_EQ(robot.state.inbox.page->y, 1) << "never past the edge";
  ASSERT_TRUE(robot.tap("page.up"));
  EXPECT_LT(robot.state.inbox.page->y, 0.75) << "and back at once, however often it was pressed at the edge";
  for (int i = 0; i < 6; ++i) robot.tap("page.in");
  EXPECT_EQ(robot.state.inbox.page->zoom, mostZoom);
  for (int i = 0; i < 6; ++i) robot.tap("page.out");
  EXPECT_FALSE(robot.find("page.out")->enabled);
  EXPECT_EQ(robot.find("page.down"), nullptr);
  ASSERT_TRUE(robot.tap("page.next"));
  EXPECT_EQ(robot.last<DecodePage>()->attachment, "page-2.webp");
  robot.give(PagePixelsArrived{concern.entry.id, "page-1.webp", true, pagePicture(1240, 1754), ""});
  EXPECT_FALSE(ui::drawable(robot.state.inbox.page->large.picture)) << "a late answer is not shown as another page";
  robot.give(PagePixelsArrived{concern.entry.id, "page-2.webp", true, {}, "This page could not be opened."});
  robot.settle();
  EXPECT_TRUE(robot.shows("This page could not be opened."));
  ASSERT_TRUE(robot.tap("bar.back"));
  EXPECT_TRUE(robot.shows("On paper: 2 pages"));
}

TEST(InboxPaper, CoverAndLockLeaveNoPageOnTheScreen) {
  Sample sample;
  const CaseEntry concern = onPaper(sample.concern(0));
  Robot robot(unlocked({concern}), 1280, 2400);
  robot.settle();
  robot.tap("list.case." + concern.entry.id);
  robot.tap("concern.page.1");
  ui::Picture picture = pagePicture(1240, 1754);
  const std::weak_ptr<const Bytes> pixels = picture.pixels;
  robot.give(PagePixelsArrived{concern.entry.id, "page-1.webp", true, std::move(picture), ""});
  robot.settle();
  robot.tap("bar.cover");
  EXPECT_EQ(robot.find("page.picture"), nullptr);
  robot.tap("cover.lift");
  EXPECT_NE(robot.find("page.picture"), nullptr);
  robot.tap("bar.lock");
  robot.settle();
  EXPECT_TRUE(pixels.expired());
}

TEST(InboxScans, ImportedListedAndRemovedOnlyWhenAsked) {
  Robot robot(unlocked({}));
  robot.settle();
  EXPECT_EQ(robot.find("list.scans"), nullptr) << "a school without the folder never sees it";
  robot.give(ScansFound{3, "/srv/school/scans"});
  robot.settle();
  EXPECT_EQ(robot.find("list.scans")->name, "Import scans: 3 waiting");
  robot.tap("list.scans");
  EXPECT_TRUE(robot.shows("3 files are waiting"));
  robot.tap("scans.import");
  EXPECT_NE(robot.last<ImportScans>(), nullptr);
  robot.give(Tick{std::chrono::minutes(30)});
  EXPECT_EQ(robot.state.screen, Screen::importScans) << "waiting is not idling";
  robot.give(ScansImported{2, 0, {{"0003.pdf", "It is locked with a password."}}, 2});
  robot.settle();
  EXPECT_TRUE(robot.shows("2 concerns were posted from the scans."));
  EXPECT_TRUE(robot.shows("0003.pdf: It is locked with a password."));
  EXPECT_TRUE(robot.shows("Remove the 2 files that are safely posted?"));
  EXPECT_EQ(robot.last<RemoveScans>(), nullptr);
  robot.tap("scans.remove");
  EXPECT_NE(robot.last<RemoveScans>(), nullptr);
  robot.give(ScansRemoved{2});
  robot.give(ScansFound{1, "/srv/school/scans"});
  robot.settle();
  EXPECT_TRUE(robot.shows("2 files were removed."));
  EXPECT_EQ(robot.find("scans.remove"), nullptr);
  robot.tap("bar.back");
  EXPECT_EQ(robot.state.screen, Screen::list);
}

TEST(InboxScans, FilesCanBeLeftAndATroubleIsSaid) {
  Robot robot(unlocked({}));
  robot.give(ScansFound{1, "/srv/school/scans"});
  robot.settle();
  robot.tap("list.scans");
  robot.tap("scans.import");
  robot.give(ScansFailed{{FaultCode::diskFull, ""}});
  robot.settle();
  EXPECT_NE(robot.find("scans.problem"), nullptr);
  robot.tap("scans.import");
  robot.give(ScansImported{1, 0, {}, 1});
  robot.settle();
  robot.tap("scans.keep");
  EXPECT_EQ(robot.last<RemoveScans>(), nullptr);
  EXPECT_EQ(robot.find("scans.remove"), nullptr);
}

}  // namespace
}  // namespace pillarbox::inbox
