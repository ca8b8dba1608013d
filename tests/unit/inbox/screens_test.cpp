// The screens driven by taps and keys, with no window.
#include "kiosk/inbox/step_forms.h"
#include "kiosk/inbox/words.h"
#include "kiosk/ui/theme.h"
#include "shared/open/passphrase.h"
#include "tests/unit/inbox/paper_sample.h"
#include "tests/unit/inbox/steps_fixture.h"
#include "tests/unit/inbox/sweep.h"

namespace pillarbox::inbox {
namespace {

TEST(InboxScreens, PassphraseAndUnlockAreBothInSightOnALowScreenAlsoAfterAWrongOne) {
  Sample sample;
  const SecretBytes card = open::newCardSecret(sample.random);
  Config config = sampleConfig(card);
  config.demo = true;
  Robot robot(begin(config, true, Milliseconds(0)), 1024, 600);
  robot.give(CardShown{open::cardCodeForPeople(card)});
  for (const char* problem : {"", "That card and passphrase do not fit together. Try again."}) {
    robot.state.unlock.problem = problem;
    robot.settle();
    EXPECT_TRUE(robot.shows(problem));
    for (const char* id : {"unlock.passphrase", "unlock.go"}) {
      ASSERT_NE(robot.find(id), nullptr) << id;
      EXPECT_FALSE(robot.find(id)->clipped) << id;
    }
  }
}

TEST(InboxScreens, FromKeyCardToMarkedAsReadByTaps) {
  Sample sample;
  const SecretBytes card = open::newCardSecret(sample.random);
  Robot robot(begin(sampleConfig(card), true, Milliseconds(0)));
  robot.settle();
  ASSERT_NE(robot.find("unlock.card"), nullptr);
  robot.type(std::string(open::cardCodeForPeople(card).text()));
  ASSERT_TRUE(robot.tap("unlock.card.next"));
  robot.settle();
  EXPECT_TRUE(robot.shows("Hello, Anna Bell"));
  robot.type("clean-shop-chip");
  EXPECT_FALSE(robot.shows("clean-shop-chip")) << "a passphrase is never in the Record";
  robot.press(ui::Key::enter);
  ASSERT_NE(robot.last<Unlock>(), nullptr);
  EXPECT_EQ(robot.last<Unlock>()->passphrase.text(), "clean-shop-chip");
  EXPECT_TRUE(robot.shows("Unlocking"));

  const CaseEntry concern = sample.concern(0);
  robot.give(Unlocked{{"dsl-1", "Anna Bell", "DSL"}, false});
  robot.give(EntriesArrived{{concern}, {}, true});
  robot.settle();
  EXPECT_TRUE(robot.shows("1 unread"));
  ASSERT_TRUE(robot.tap("list.case." + concern.entry.id));
  EXPECT_TRUE(robot.shows("Unchanged since it was posted."));
  EXPECT_TRUE(robot.shows("climbing frame"));
  EXPECT_EQ(robot.find("concern.read"), nullptr) << "not before the end of it was on the screen";
  robot.readOn();
  ASSERT_TRUE(robot.tap("concern.read"));
  ASSERT_NE(robot.last<TakeStep>(), nullptr);
  EXPECT_EQ(robot.last<TakeStep>()->step.subject, concern.entry.id);
  EXPECT_FALSE(robot.find("concern.read")->enabled);
  robot.give(taken(concern.entry.id, sample.read(5, concern.entry.id)));
  robot.settle();
  EXPECT_TRUE(robot.shows("Marked as read."));
  EXPECT_TRUE(robot.shows("Nothing unread"));
  EXPECT_EQ(robot.find("concern.read"), nullptr);
  ASSERT_TRUE(robot.tap("bar.lock"));
  EXPECT_NE(robot.last<EndProcess>(), nullptr);
  EXPECT_TRUE(robot.engine->record().items.empty());
}

TEST(InboxScreens, NoChildIsNamedInTheListOfASharedTerminalUntilAskedFor) {
  Sample sample;
  Robot robot(unlocked({sample.concern(0), sample.concern(5, "Jay Roe")}));
  robot.settle();
  EXPECT_FALSE(robot.shows("Amina"));
  EXPECT_FALSE(robot.shows("Jay Roe"));
  EXPECT_FALSE(robot.shows("climbing frame"));
  ASSERT_TRUE(robot.tap("bar.names"));
  EXPECT_TRUE(robot.shows("Amina Okafor"));
  EXPECT_TRUE(robot.shows("Jay Roe"));
  ASSERT_TRUE(robot.tap("bar.cover"));
  ASSERT_TRUE(robot.tap("cover.lift"));
  EXPECT_FALSE(robot.shows("Jay Roe")) << "covering hides names again";

  State own = unlocked({sample.concern(0)});
  own.config.sharedTerminal = false;
  Robot desk(std::move(own));
  desk.settle();
  EXPECT_TRUE(desk.shows("Amina Okafor"));
  EXPECT_EQ(desk.find("bar.names"), nullptr);
}

TEST(InboxScreens, CoverHidesEveryWordAndEscCovers) {
  Sample sample;
  const CaseEntry concern = sample.concern(0);
  for (const bool byKey : {false, true}) {
    Robot robot(unlocked({concern}));
    robot.settle();
    robot.tap("list.case." + concern.entry.id);
    EXPECT_TRUE(robot.shows("cross when"));
    if (byKey) {
      robot.press(ui::Key::escape);
    } else {
      robot.tap("bar.cover");
    }
    EXPECT_TRUE(robot.state.covered);
    for (const std::string_view word : {"Amina", "cross when", "climbing", "Pat Lee", "3B", "Playground"}) {
      EXPECT_FALSE(robot.shows(word)) << word;
    }
    ASSERT_TRUE(robot.tap("cover.lift"));
    EXPECT_TRUE(robot.shows("climbing frame")) << "one touch goes on";
  }
}

TEST(InboxScreens, TellsWhenSomethingIsNotAsPosted) {
  Sample sample;
  CaseEntry concern = sample.concern(0);
  concern.problems = {"The attachment page-1.webp is missing."};
  Robot robot(unlocked({concern}));
  robot.settle();
  EXPECT_TRUE(robot.shows("Not as posted"));
  robot.tap("list.case." + concern.entry.id);
  EXPECT_TRUE(robot.shows("page-1.webp is missing"));
  EXPECT_FALSE(robot.shows("Unchanged since"));
}

TEST(InboxScreens, SaysHowTheWriterWasIdentifiedAndWhoReadItWhen) {
  Sample sample;
  CaseEntry concern = sample.concern(0);
  concern.entry.author.verifiedBy = VerifiedBy::typed;
  State state = unlocked({concern, sample.read(5, concern.entry.id)});
  (void)apply(state, PileChosen{Pile::open});
  Robot robot(std::move(state), 1280, 2400);
  robot.settle();
  robot.tap("list.case." + concern.entry.id);
  EXPECT_TRUE(robot.shows("Typed name, not checked"));
  EXPECT_TRUE(robot.shows("Marked as read: Anna Bell"));
  EXPECT_TRUE(robot.shows(formatShort(concern.entry.writtenAt.wall + std::chrono::minutes(5))));
  EXPECT_TRUE(robot.shows("Today, at lunch"));
  EXPECT_TRUE(robot.shows("“I don't want to go home today."));
}

TEST(InboxScreens, CountsDownBeforeItLocks) {
  Robot robot(unlocked({}));
  robot.give(Tick{Milliseconds(51'000)});
  robot.settle();
  EXPECT_TRUE(robot.shows("Locking in 9 seconds."));
  robot.give(Touched{Milliseconds(52'000)});
  robot.settle();
  EXPECT_FALSE(robot.shows("Locking in"));
}

TEST(InboxScreens, ShowsSomethingKindWhenThereIsNothing) {
  Robot robot(unlocked({}));
  robot.settle();
  EXPECT_TRUE(robot.shows("Nothing has been posted to you yet."));
}

TEST(InboxScreens, SetAsideSaysWhatToDo) {
  Sample sample;
  CaseEntry refused = sample.concern(0);
  refused.delivery = Delivery::refused;
  Robot robot(unlocked({refused}, {{newId(sample.clock, sample.random), Kind::concern, sample.clock.now(), false,
                                    Unopened::Why::damaged, Delivery::delivered}}));
  robot.settle();
  ASSERT_TRUE(robot.tap("list.set-aside"));
  EXPECT_TRUE(robot.shows("would not take this"));
  EXPECT_TRUE(robot.shows("could not be opened"));
  EXPECT_TRUE(robot.shows("technician"));
  ASSERT_TRUE(robot.tap("bar.back"));
  EXPECT_TRUE(robot.shows("1 unread"));
}

TEST(InboxScreens, TenThousandConcernsDrawOnlyWhatIsSeen) {
  Sample sample;
  std::vector<CaseEntry> many;
  for (int i = 0; i < 10'000; ++i) many.push_back(sample.concern(-i));
  Robot robot(unlocked(std::move(many)));
  robot.settle();
  EXPECT_TRUE(robot.shows("10000 unread"));
  EXPECT_LT(robot.engine->record().items.size(), 60u);
  EXPECT_GT(robot.engine->record().items.size(), 8u);
}

// Every screen in every state.
class EveryInboxScreen : public testing::TestWithParam<Shape> {};

TEST_P(EveryInboxScreen, CanBeTouchedAndHasCover) {
  const Shape shape = GetParam();
  Sample sample;
  const SecretBytes card = open::newCardSecret(sample.random);
  const auto robotFor = [&](State state) { return Robot(std::move(state), shape.width, shape.height, shape.scale); };

  Robot unlocking = robotFor(begin(sampleConfig(card), true, Milliseconds(0)));
  sweep(unlocking, shape, "card");
  unlocking.give(CardShown{open::cardCode(card)});
  unlocking.state.unlock.problem = "That card and passphrase do not fit together. Type the passphrase again.";
  sweep(unlocking, shape, "passphrase");
  unlocking.state.unlock.working = true;
  sweep(unlocking, shape, "unlocking");
  unlocking.give(Unlocked{{"dsl-1", "Anna Bell", "DSL"}, true});
  sweep(unlocking, shape, "own passphrase");
  unlocking.give(WordsOffered{open::offerPassphrase(sample.random)});
  unlocking.give(PassphraseChosen{});
  sweep(unlocking, shape, "own passphrase with words");

  CaseEntry concern = sample.concern(0, "Wilhelmina-Maximiliana Featherstonehaugh-Cholmondeley");
  concern.entry.urgent = concern.entry.unfinished = true;
  concern.problems = {"The attachment page-1.webp is missing.", "The sealed file is not the one that was posted."};
  concern.delivery = Delivery::refused;
  for (int i = 0; i < 100; ++i) concern.entry.account += " And then it went on and on as before.";
  std::vector<CaseEntry> entries{concern, sample.addition(5, concern.entry.id)};
  for (int i = 0; i < 30; ++i) entries.push_back(sample.concern(-i));
  Robot inbox = robotFor(unlocked(entries));
  sweep(inbox, shape, "list");
  inbox.give(NamesToggled{});
  sweep(inbox, shape, "list with names");
  inbox.give(CaseChosen{concern.entry.id});
  sweep(inbox, shape, "concern");
  inbox.give(Tick{Milliseconds(59'000)});
  inbox.give(ReadPressed{concern.entry.id});
  inbox.give(notTaken(Kind::read, concern.entry.id, FaultCode::diskFull));
  sweep(inbox, shape, "concern in the last second");
  inbox.give(CoverPressed{});
  sweep(inbox, shape, "cover");
  inbox.give(CoverLifted{});
  inbox.give(SetAsideChosen{});
  sweep(inbox, shape, "set aside");

  // What is done about one.
  CaseEntry same = sample.concern(2);
  State busy =
      working({concern, same, sample.read(3, same.entry.id), sorted(sample, 4, concern.entry.id, "Neglect"),
               agreed(sample, 5, concern.entry.id, "2026-11-01"),
               agreed(sample, 6, same.entry.id, "2026-12-01", "dep-1", "Tom Reed"), sample.read(7, concern.entry.id)});
  Robot steps = robotFor(std::move(busy));
  for (const Pile pile : {Pile::unread, Pile::mine, Pile::overdue, Pile::waiting, Pile::open, Pile::closed}) {
    steps.give(PileChosen{pile});
    sweep(steps, shape, "pile " + std::string(pileWords(pile)));
  }
  steps.give(PileChosen{Pile::overdue});
  steps.give(SelectingToggled{});
  steps.give(CaseSelected{concern.entry.id});
  sweep(steps, shape, "selecting");
  steps.give(BulkPressed{Bulk::triage});
  sweep(steps, shape, "sorting several");
  steps.give(FormCancelled{});
  steps.give(SelectingToggled{});
  steps.give(CaseChosen{concern.entry.id});
  sweep(steps, shape, "concern with steps");
  steps.give(NextToggled{});
  sweep(steps, shape, "what next");
  for (const Form form :
       {Form::triage, Form::link, Form::unlink, Form::action, Form::outcome, Form::decision, Form::note, Form::file,
        Form::correction, Form::merge, Form::unmerge, Form::move, Form::close, Form::reopen}) {
    steps.give(FormOpened{form, {}});
    ASSERT_EQ(steps.state.inbox.steps.form->form, form);
    if (form == Form::file) {
      sweep(steps, shape, "looking for files");
      steps.give(FilesFound{});
      sweep(steps, shape, "no file");
      steps.give(FilesFound{{{"/media/a/stick/b.pdf", "scan_of_the_letter_from_the_school_nurse_and_the_GP (2).pdf",
                              "On stick, 20 Nov 2026, 09:00, 12 KB"}}});
      steps.give(FormPicked{Pick::file, "/media/a/stick/b.pdf"});
    }
    sweep(steps, shape, "form " + std::string(formName(form)));
    steps.give(FormPicked{Pick::state, "agreed"});
    steps.give(FormPicked{Pick::owner, "other"});
    steps.give(FormPicked{Pick::due, "other"});
    steps.give(FormPicked{Pick::decision, "referral-made"});
    steps.give(FormPicked{Pick::parentsTold, "no"});
    steps.give(FormPicked{Pick::pupil, "p-014"});
    steps.give(FormEdited{Slot::search, ui::InsertText{"s"}});
    steps.give(FormPosted{});
    if (steps.state.inbox.steps.form->sending) {
      const TakeStep* take = steps.last<TakeStep>();
      steps.give(StepNotTaken{take->step.kind, take->caseId, take->step.subject, {FaultCode::diskFull, ""}});
    }
    sweep(steps, shape, "form filled in " + std::string(formName(form)));
    steps.give(FormEdited{Slot::body, ui::InsertText{"Half of it"}});
    steps.give(FormCancelled{});
    sweep(steps, shape, "form left " + std::string(formName(form)));
    steps.give(FormDiscarded{});
  }

  CaseEntry paper = onPaper(sample.concern(1));
  paper.entry.pages[0].ticks[0].words = "Gofynnwyd am gyngor gan y Person Dynodedig Diogelu neu ddirprwy yn yr ysgol";
  paper.entry.pages[1].problem = "This side could not be read: it is too dark.";
  Robot pages = robotFor(unlocked({paper}));
  pages.give(ScansFound{12, "/srv/pillarbox/brook-lane-primary-school/scans"});
  sweep(pages, shape, "list with scans");
  pages.give(CaseChosen{paper.entry.id});
  sweep(pages, shape, "paper");
  pages.give(PageTapped{paper.entry.id, 1});
  sweep(pages, shape, "page opening");
  pages.give(PagePixelsArrived{paper.entry.id, "page-2.webp", true, pagePicture(1240, 1754), ""});
  pages.give(PageZoomed{1});
  sweep(pages, shape, "page");
  pages.give(BackPressed{});
  pages.give(BackPressed{});
  pages.give(ScansChosen{});
  sweep(pages, shape, "scans");
  pages.give(ScansImportPressed{});
  sweep(pages, shape, "importing");
  pages.give(
      ScansImported{4, 1, {{"scan-2026-11-21-0003.pdf", "It is locked with a password. Save it without one."}}, 3});
  sweep(pages, shape, "imported");

  Robot setup = robotFor(begin({}, false, Milliseconds(0)));
  sweep(setup, shape, "setup school");
  setup.state.setup.schoolName.setText("Invented Primary School");
  setup.give(SetupNext{});
  setup.give(SetupNext{});
  sweep(setup, shape, "setup you");
  setup.state.setup.yourName.setText("Anna Bell");
  setup.give(SetupNext{});
  sweep(setup, shape, "setup others");
  setup.give(SetupNext{});
  setup.give(WordsOffered{open::offerPassphrase(sample.random)});
  sweep(setup, shape, "setup passphrase");
  setup.state.screen = Screen::setupMaking;
  sweep(setup, shape, "setup making");
  setup.give(SchoolMade{"/media/usb/papers", {{"key-card.pdf", "Your key card", "Fold it."}}, sampleConfig(card)});
  sweep(setup, shape, "setup done");
}

INSTANTIATE_TEST_SUITE_P(Shapes, EveryInboxScreen,
                         testing::Values(Shape{1280, 800, 1.0F}, Shape{1280, 800, 2.0F}, Shape{800, 1280, 1.0F},
                                         Shape{800, 1280, 2.0F}, Shape{1920, 1080, 1.0F}, Shape{1024, 600, 1.0F}),
                         [](const auto& shape) {
                           return std::to_string(static_cast<int>(shape.param.width)) + "x" +
                                  std::to_string(static_cast<int>(shape.param.height)) + "at" +
                                  std::to_string(static_cast<int>(shape.param.scale));
                         });

}  // namespace
}  // namespace pillarbox::inbox
