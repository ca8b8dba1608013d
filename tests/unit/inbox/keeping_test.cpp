// Files in and out, and how long records are kept, on the screen.
#include "tests/unit/inbox/search_robot.h"
#include "tests/unit/inbox/sweep.h"

namespace pillarbox::inbox {
namespace {

constexpr const char* hash = "aa00000000000000000000000000000000000000000000000000000000000000";

CaseEntry sentFile(Sample& sample) {
  CaseEntry made = sample.work(Kind::exported, 0, {});
  made.entry.pupils = {{"p-014", "Amina Okafor", "3B", "", ""}};
  made.entry.casework.report = "transfer";
  made.entry.casework.forWhom = "Oakfield Primary School";
  made.entry.casework.due = "2026-11-16";
  made.entry.casework.fileSha256 = hash;
  return made;
}

KeepingHere someHere() {
  KeepingHere here;
  here.cards = {{"/home/dsl/Downloads/card.json", "Oakfield Primary School", "able-acorn-acre-across-action-active"}};
  here.files = {{"/home/dsl/Downloads/file.age", "pillarbox-file-2026-11-20-K7M-4QX.age", "Downloads, 20 Nov 2026"}};
  here.receipts = {{"/home/dsl/Downloads/receipt.json", "Oakfield Primary School", hash}};
  here.ownWords = "barley-barn-barrel-base-basic-basil";
  return here;
}

FileLookedAt someFile() {
  return {"/home/dsl/Downloads/file.age",
          "Oakfield Primary School",
          "Gita Gray, Designated Safeguarding Lead",
          "Amina Okafor",
          "2C",
          "",
          "34 entries from 3 March 2024 to 2 November 2026",
          "able-acorn-acre-across-action-active",
          {}};
}

SearchRobot open(float width = 1280, float height = 800, float scale = 1) {
  Sample sample;
  SearchRobot robot(withRoster(unlocked({sample.concern(0), sentFile(sample)})), width, height, scale);
  robot.give(Tick{Milliseconds(0), sample.clock.now()});
  robot.give(ManageOpened{});
  robot.give(ManagePartChosen{ManagePart::keeping});
  robot.give(KeepingKnown{someHere()});
  robot.settle();
  return robot;
}

const KeepingEffect* asked(const Robot& robot) {
  return robot.last<KeepingEffect>();
}

TEST(InboxKeeping, AFileIsSealedOnlyOnceTheSixWordsWereCompared) {
  SearchRobot robot = open();
  ASSERT_TRUE(robot.tap("keeping.send"));
  robot.give(KeepingTyped{KeepingField::typed, ui::InsertText{"amina"}});
  robot.settle();
  ASSERT_TRUE(robot.tap("keeping.child.p-014")) << robot.words();
  ASSERT_TRUE(robot.tap("keeping.card.0"));
  EXPECT_TRUE(robot.shows("able-acorn-acre-across-action-active"));
  EXPECT_FALSE(robot.tap("keeping.seal")) << "not before they were compared";
  ASSERT_TRUE(robot.tap("keeping.same"));
  ASSERT_TRUE(robot.tap("keeping.seal"));
  const auto* send = std::get_if<SendChildsFile>(asked(robot));
  ASSERT_NE(send, nullptr);
  EXPECT_EQ(send->child.ref, "p-014");
  EXPECT_FALSE(robot.tap("keeping.seal")) << "once is enough";
  robot.give(KeepingDone{"Sealed for Oakfield Primary School.", KeepingPage::sent});
  robot.settle();
  EXPECT_TRUE(robot.shows("Sealed for Oakfield"));
}

TEST(InboxKeeping, ArrivalNeedsToSayHowItIsKnown) {
  SearchRobot robot = open();
  ASSERT_TRUE(robot.tap("keeping.sent"));
  EXPECT_TRUE(robot.shows("overdue"));
  EXPECT_NE(robot.find("keeping.receipt.0"), nullptr);
  const std::string id = robot.state.inbox.manage.keeping.sent.at(0).id;
  ASSERT_TRUE(robot.tap("keeping.sent." + id));
  ASSERT_TRUE(robot.tap("keeping.arrived"));
  EXPECT_NE(robot.find("manage.problem"), nullptr);
  robot.give(KeepingTyped{KeepingField::how, ui::InsertText{"Rang Mrs Gray, who has it."}});
  robot.give(KeepingArrivedPressed{});
  const auto* note = std::get_if<NoteArrival>(asked(robot));
  ASSERT_NE(note, nullptr);
  EXPECT_EQ(note->exported, id);
}

TEST(InboxKeeping, AFileIsLookedAtBeforeItIsKeptAndTheChildIsConfirmed) {
  SearchRobot robot = open();
  ASSERT_TRUE(robot.tap("keeping.files"));
  ASSERT_TRUE(robot.tap("keeping.file.0"));
  ASSERT_NE(std::get_if<LookAtFile>(asked(robot)), nullptr);
  robot.give(KeepingLookedAt{someFile()});
  robot.settle();
  EXPECT_TRUE(robot.shows("34 entries from 3 March 2024"));
  EXPECT_EQ(robot.state.inbox.manage.keeping.child.ref, "p-014") << "the only one of that name";
  robot.give(KeepingTakeInPressed{});
  const auto* take = std::get_if<TakeInFile>(asked(robot));
  ASSERT_NE(take, nullptr);
  EXPECT_EQ(take->child.ref, "p-014");
}

TEST(InboxKeeping, ABadFileIsSaidInOneSentence) {
  SearchRobot robot = open();
  robot.tap("keeping.files");
  robot.tap("keeping.file.0");
  robot.give(KeepingFailed{{FaultCode::damaged, "This file is damaged or not complete. Nothing was kept."}});
  robot.settle();
  EXPECT_TRUE(robot.shows("Nothing was kept."));
  EXPECT_EQ(robot.state.inbox.manage.keeping.page, KeepingPage::files);
}

TEST(InboxKeeping, HoldNeedsAReasonAndIsLiftedByName) {
  SearchRobot robot = open();
  ASSERT_TRUE(robot.tap("keeping.due"));
  ASSERT_TRUE(robot.tap("keeping.row.p-014")) << robot.words();
  robot.give(KeepingHoldPressed{});
  EXPECT_FALSE(robot.state.inbox.manage.problem.empty());
  robot.give(KeepingTyped{KeepingField::reason, ui::InsertText{"A court case."}});
  robot.give(KeepingHoldPressed{});
  const auto* put = std::get_if<PostKept>(asked(robot));
  ASSERT_NE(put, nullptr);
  EXPECT_FALSE(put->step.work.removed);
  EXPECT_EQ(put->step.body, "A court case.");
  Sample sample;
  for (int i = 0; i < 5; ++i) (void)sample.concern(0);  // other ids than those that are here
  CaseEntry hold = sample.work(Kind::hold, 9, {});
  hold.entry.pupils = put->step.pupils;
  hold.entry.body = put->step.body;
  const std::string id = hold.entry.id;
  robot.give(EntriesArrived{{hold}, {}, true});
  robot.give(KeepingDone{"They are held.", KeepingPage::record});
  robot.settle();
  EXPECT_TRUE(robot.shows("Must be kept: A court case."));
  robot.give(KeepingTyped{KeepingField::reason, ui::InsertText{"It is over."}});
  robot.give(KeepingHoldPressed{});
  const auto* lift = std::get_if<PostKept>(asked(robot));
  ASSERT_NE(lift, nullptr);
  EXPECT_TRUE(lift->step.work.removed);
  EXPECT_EQ(lift->step.work.replaces, std::vector<std::string>{id});
}

TEST(InboxKeeping, DateOfBirthIsADayThatIsPast) {
  SearchRobot robot = open();
  robot.tap("keeping.due");
  robot.tap("keeping.row.p-014");
  robot.give(KeepingTyped{KeepingField::bornOn, ui::InsertText{"soon"}});
  robot.give(KeepingBornPressed{});
  EXPECT_FALSE(robot.state.inbox.manage.problem.empty());
  robot.give(KeepingTyped{KeepingField::bornOn, ui::SelectAll{}});
  robot.give(KeepingTyped{KeepingField::bornOn, ui::InsertText{"3/4/2015"}});
  robot.give(KeepingBornPressed{});
  const auto* post = std::get_if<PostKept>(asked(robot));
  ASSERT_NE(post, nullptr);
  EXPECT_EQ(post->step.work.bornOn, "2015-04-03");
}

TEST(InboxKeeping, NoNameStandsOnASharedTerminalBeforeItIsAskedFor) {
  SearchRobot robot = open();
  robot.state.config.sharedTerminal = true;
  robot.tap("keeping.due");
  EXPECT_FALSE(robot.shows("Amina"));
  ASSERT_TRUE(robot.tap("keeping.names"));
  EXPECT_TRUE(robot.shows("Amina"));
}

TEST(InboxKeeping, BackLeadsThroughThePagesToTheMenu) {
  SearchRobot robot = open();
  robot.tap("keeping.due");
  robot.tap("keeping.row.p-014");
  robot.give(BackPressed{});
  EXPECT_EQ(robot.state.inbox.manage.keeping.page, KeepingPage::due);
  robot.give(BackPressed{});
  EXPECT_EQ(robot.state.inbox.manage.keeping.page, KeepingPage::overview);
  robot.give(BackPressed{});
  EXPECT_EQ(robot.state.inbox.manage.part, ManagePart::menu);
}

class EveryKeepingScreen : public testing::TestWithParam<Shape> {};

TEST_P(EveryKeepingScreen, CanBeTouchedAndHasCover) {
  const Shape shape = GetParam();
  SearchRobot robot = open(shape.width, shape.height, shape.scale);
  sweep(robot, shape, "keeping");
  robot.give(KeepingPageChosen{KeepingPage::child});
  robot.give(KeepingTyped{KeepingField::typed, ui::InsertText{"a"}});
  sweep(robot, shape, "choosing a child");
  robot.give(KeepingChildChosen{{"p-014", "Amina Okafor", "3B", "", ""}});
  sweep(robot, shape, "choosing a school");
  robot.give(KeepingCardChosen{0});
  sweep(robot, shape, "six words");
  robot.give(KeepingWordsToggled{});
  robot.give(KeepingHideToggled{});
  robot.give(KeepingSendPressed{});
  sweep(robot, shape, "sealing");
  robot.give(KeepingDone{"Sealed for Oakfield Primary School. Send them this file:\n/home/dsl/Documents/a.age",
                         KeepingPage::sent});
  sweep(robot, shape, "sent");
  robot.give(KeepingSentChosen{robot.state.inbox.manage.keeping.sent.at(0).id});
  robot.give(KeepingArrivedPressed{});
  sweep(robot, shape, "arrived");
  robot.give(KeepingPageChosen{KeepingPage::files});
  sweep(robot, shape, "files");
  FileLookedAt file = someFile();
  sweep(robot, shape, "files");
  robot.give(KeepingLookedAt{file});
  sweep(robot, shape, "looked at");
  file.problems = {"3 of 34 entries are not signed as the other school's own list of people says."};
  robot.give(KeepingLookedAt{file});
  sweep(robot, shape, "doubtful");
  robot.give(KeepingPageChosen{KeepingPage::kept});
  sweep(robot, shape, "kept");
  robot.give(KeepingPageChosen{KeepingPage::card});
  sweep(robot, shape, "card");
  robot.give(KeepingPageChosen{KeepingPage::due});
  sweep(robot, shape, "due");
  robot.give(KeepingChildChosen{{"p-014", "Amina Okafor", "", "", ""}});
  sweep(robot, shape, "one child's");
}

INSTANTIATE_TEST_SUITE_P(Shapes, EveryKeepingScreen,
                         testing::Values(Shape{1280, 800, 1}, Shape{800, 1280, 1}, Shape{1280, 800, 2},
                                         Shape{1024, 600, 1}, Shape{800, 1280, 2}));

}  // namespace
}  // namespace pillarbox::inbox
