// Paper before the camera, without a camera: what a member of staff sees, and what is posted.
#include "kiosk/post/paper.h"

#include "kiosk/post/words.h"
#include "tests/unit/post/paper_rig.h"

namespace pillarbox::post::test {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

const PaperTick* tickIn(const Entry& entry, std::string_view id) {
  for (const PaperPage& page : entry.pages) {
    for (const PaperTick& tick : page.ticks) {
      if (tick.id == id) return &tick;
    }
  }
  return nullptr;
}

const CameraLook* lastLook(const Effects& effects) {
  const CameraLook* last = nullptr;
  for (const Effect& effect : effects) {
    if (const auto* look = std::get_if<CameraLook>(&effect)) last = look;
  }
  return last;
}

// From the paper screen on: the child, told the DSL, and posted.
void finish(Robot& robot) {
  robot.type("ami");
  robot.tap("who.pupil.p-001");
  robot.tap("who.part.1.worried-about");
  robot.tap("page.next");
  robot.tap("done.told.no");
  robot.tap("page.next");
  robot.post();
}

TEST(Paper, FromHomeToPostedWithoutAKeyboardButForTheName) {
  Robot robot;
  toTheCamera(robot);
  EXPECT_EQ(robot.state.screen, Screen::scan);
  EXPECT_EQ(robot.nameOf("scan.says"), words::scanPut);
  robot.tell(PreviewArrived{preview(1)});
  robot.tell(lying(PaperAdvice::moveLamp));
  EXPECT_EQ(robot.nameOf("scan.says"), words::scanLamp);
  robot.tell(lying(PaperAdvice::none, 0.5));
  EXPECT_EQ(robot.nameOf("scan.says"), words::scanGood);
  EXPECT_EQ(robot.valueOf("scan.steady"), "50 %");
  robot.tell(arrived(formFront()));
  EXPECT_EQ(robot.nameOf("scan.says"), words::scanTurn);
  robot.tell(arrived(formBack()));
  EXPECT_EQ(robot.nameOf("scan.says"), words::scanGot);
  robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::paper);
  EXPECT_TRUE(robot.says("I saw something"));
  EXPECT_TRUE(robot.shows("paper.tick.1.kind.i-saw.crop"));
  EXPECT_TRUE(robot.says("I read 21 November 2026. Is that right?"));
  EXPECT_TRUE(robot.says("A mark on the body map: the right hand"));
  EXPECT_TRUE(robot.says("Handwriting kept as a picture: Child's full name, What happened"));
  EXPECT_FALSE(robot.says("The child's exact words")) << "nothing was written there";
  robot.tap("paper.tick.1.kind.i-saw.no");
  robot.tap("paper.field.1.happened-date.yes");
  robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::who);
  EXPECT_TRUE(robot.shows("who.crop.pupil-name")) << "the handwritten name is beside the search";
  finish(robot);
  const PostNow* posted = find<PostNow>(robot.effects);
  ASSERT_NE(posted, nullptr);
  ASSERT_EQ(posted->entry.pages.size(), 2U);
  EXPECT_EQ(posted->entry.pages[0].attachment, "page-1.webp");
  ASSERT_EQ(posted->files.size(), 2U);
  EXPECT_EQ(posted->files[1].name, "page-2.webp");
  EXPECT_EQ(posted->files[1].type, "image/webp");
  EXPECT_EQ(posted->files[1].bytes->size(), 90'000U);
  EXPECT_EQ(tickIn(posted->entry, "kind.i-saw")->state, TickState::no);
  EXPECT_EQ(tickIn(posted->entry, "kind.i-saw")->confirmedBy, "Dawn Price");
  EXPECT_EQ(tickIn(posted->entry, "kind.child-told-me")->confirmedBy, "") << "untouched stays read by machine";
  EXPECT_EQ(posted->entry.pages[0].fields[2].confirmedBy, "Dawn Price");
  EXPECT_EQ(posted->entry.pages[0].fields[3].confirmedBy, "");
  EXPECT_EQ(posted->entry.recordKind, "child-told-me");
  EXPECT_EQ(posted->entry.happenedAt, "21 November 2026, 12:40 (read by machine from the form)");
  ASSERT_EQ(posted->entry.done.size(), 1U);
  EXPECT_EQ(posted->entry.done[0].what, "spoke-to-child");
  EXPECT_TRUE(robot.says("Now give the paper to Mrs Grace Hartley. Never put it in the bin."));
}

TEST(Paper, TheCameraIsAskedForOnlyWhileSomebodyNeedsIt) {
  Robot robot;
  EXPECT_EQ(lastLook(robot.effects), nullptr) << "not at home";
  robot.tell(CameraChanged{CameraState::open});
  robot.tap("home.paper");
  ASSERT_NE(lastLook(robot.effects), nullptr);
  EXPECT_EQ(lastLook(robot.effects)->eye, Eye::badge);
  EXPECT_TRUE(lastLook(robot.effects)->preview);
  robot.tell(BadgeRead{"badge-dawn"});
  EXPECT_EQ(lastLook(robot.effects)->eye, Eye::nothing);
  robot.tap("adult.no");
  EXPECT_EQ(lastLook(robot.effects)->eye, Eye::page);
  robot.tell(PreviewArrived{preview(1)});
  robot.tap("page.cover");
  EXPECT_EQ(lastLook(robot.effects)->eye, Eye::nothing) << "nothing is watched under a cover";
  EXPECT_FALSE(robot.state.preview.pixels) << "and nothing that it saw is left";
  robot.tell(PreviewArrived{preview(2)});
  EXPECT_FALSE(robot.state.preview.pixels) << "a late picture is dropped";
  robot.tap("cover.touch");
  EXPECT_EQ(lastLook(robot.effects)->eye, Eye::page);
  robot.tap("page.leave");
  EXPECT_EQ(lastLook(robot.effects)->eye, Eye::nothing);
}

TEST(Paper, OnlyPagesOfPaperAreKept) {
  Robot robot;
  toTheCamera(robot);
  PageArrived person = arrived(plainPage());
  person.page.corners.reset();
  robot.tell(person);
  EXPECT_TRUE(robot.state.draft.pages.empty());
  EXPECT_EQ(robot.nameOf("scan.says"), words::scanNotPaper);
  robot.tell(arrived(plainPage()));
  EXPECT_EQ(robot.state.draft.pages.size(), 1U) << "any other paper is a page too";
  EXPECT_EQ(robot.nameOf("scan.says"), words::scanGot);
  robot.tap("page.next");
  EXPECT_TRUE(robot.says("not one of the school's own forms"));
}

TEST(Paper, APageThatArrivesAnywhereElseIsDropped) {
  Robot robot;
  robot.tell(arrived(formFront()));
  EXPECT_TRUE(robot.state.draft.pages.empty());
  toTheCamera(robot);
  robot.tell(arrived(formFront()));
  robot.tell(arrived(formBack()));
  robot.tap("page.next");
  robot.tell(arrived(plainPage()));
  EXPECT_EQ(robot.state.draft.pages.size(), 2U);
}

TEST(Paper, TheSameSideOfTheSameSheetIsNoticed) {
  Robot robot;
  toTheCamera(robot);
  robot.tell(arrived(formFront()));
  robot.tell(arrived(formFront()));
  EXPECT_EQ(robot.state.draft.pages.size(), 1U);
  EXPECT_EQ(robot.nameOf("scan.says"), words::scanDuplicate);
  robot.tell(arrived(formFront(TickState::no, "0000AAAA")));
  EXPECT_EQ(robot.state.draft.pages.size(), 2U) << "another sheet is another page";
  robot.tell(arrived(formFront(TickState::no, "")));
  robot.tell(arrived(formFront(TickState::no, "")));
  EXPECT_EQ(robot.state.draft.pages.size(), 4U) << "with no number read they cannot be told apart: both are kept";
}

TEST(Paper, BackBeforeFrontIsPutInOrder) {
  Robot robot;
  toTheCamera(robot);
  robot.tell(arrived(formBack()));
  EXPECT_EQ(robot.nameOf("scan.says"), words::scanTurn);
  robot.tell(arrived(plainPage()));
  robot.tell(arrived(formFront()));
  ASSERT_EQ(robot.state.draft.pages.size(), 3U);
  EXPECT_EQ(robot.state.draft.pages[0].page.form->side, 1);
  EXPECT_EQ(robot.state.draft.pages[1].page.form->side, 2);
}

TEST(Paper, OneSideOfAFormIsAskedAboutOnce) {
  Robot robot;
  toTheCamera(robot);
  EXPECT_FALSE(robot.shows("page.next"));
  robot.tell(arrived(formFront()));
  robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::scan);
  EXPECT_EQ(robot.nameOf("page.hint"), words::scanSideMissing);
  robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::paper);
}

TEST(Paper, APageCanBeTakenAgainOrTakenOut) {
  Robot robot;
  toTheCamera(robot);
  robot.tell(arrived(formFront()));
  robot.tell(arrived(formBack()));
  robot.tap("scan.page.1");
  EXPECT_EQ(drawnScreen(robot.state), "page-view");
  robot.tap("page-view.again");
  EXPECT_EQ(count<CameraTakeAgain>(robot.effects), 1U);
  EXPECT_EQ(robot.nameOf("scan.says"), words::scanShowAgain);
  PageArrived better = arrived(formFront());
  better.page.ticks[3].state = TickState::yes;
  robot.tell(better);
  ASSERT_EQ(robot.state.draft.pages.size(), 2U);
  EXPECT_EQ(robot.state.draft.pages[0].page.ticks[3].state, TickState::yes);
  robot.tap("scan.page.2");
  robot.tap("page-view.remove");
  EXPECT_EQ(robot.state.draft.pages.size(), 1U);
  EXPECT_EQ(robot.state.screen, Screen::scan);
}

TEST(Paper, WhatTheFormSaysOfAnAdultIsAskedAgainBeforeItGoesAnywhere) {
  Robot robot;
  toTheCamera(robot);
  robot.tell(arrived(formFront(TickState::yes)));
  robot.tell(arrived(formBack()));
  EXPECT_EQ(buildEntry(robot.state).audience, "head") << "in doubt it never goes to somebody it may be about";
  EXPECT_TRUE(buildEntry(robot.state).aboutAdult);
  const SaveDraft* saved = find<SaveDraft>(robot.effects);
  ASSERT_NE(saved, nullptr);
  EXPECT_EQ(saved->entry.audience, "head");
  robot.tap("page.next");
  robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::adult);
  EXPECT_TRUE(robot.says("Your form may say that it is about an adult"));
  robot.tap("page.back");
  EXPECT_EQ(robot.state.screen, Screen::paper);
  robot.tap("page.next");
  robot.tap("adult.no");
  EXPECT_EQ(robot.state.screen, Screen::who) << "and on, not back to the camera";
  EXPECT_EQ(buildEntry(robot.state).audience, "safeguarding") << "the writer's own answer decides";
}

TEST(Paper, AnAdultOnTheFormAndInTheAnswerIsRoutedToTheHead) {
  Robot robot;
  toTheCamera(robot);
  robot.tell(arrived(formFront(TickState::unsure)));
  robot.tell(arrived(formBack()));
  robot.tap("page.next");
  robot.tap("paper.tick.1.adult.yes.yes");
  robot.tap("page.next");
  robot.tap("adult.yes");
  robot.type("terry");
  robot.tap("adult.staff.s-004");
  robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::who);
  EXPECT_EQ(buildEntry(robot.state).audience, "head");
  EXPECT_EQ(buildEntry(robot.state).adultName, "Terry Marsh");
}

TEST(Paper, AnAdultBoxThatWasNotTickedAfterAllIsNotAskedAgain) {
  Robot robot;
  toTheCamera(robot);
  robot.tell(arrived(formFront(TickState::unsure)));
  robot.tell(arrived(formBack()));
  robot.tap("page.next");
  robot.tap("paper.tick.1.adult.yes.no");
  robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::who);
}

TEST(Paper, ATickThatWasReadCanBePutRight) {
  Robot robot;
  toTheCamera(robot);
  robot.tell(arrived(formFront()));
  robot.tell(arrived(formBack()));
  robot.tap("page.next");
  robot.tap("paper.tick.1.urgent");
  EXPECT_TRUE(isUrgent(robot.state.draft));
  robot.tap("paper.tick.1.urgent");
  EXPECT_FALSE(isUrgent(robot.state.draft));
  robot.tap("paper.tick.2.told.dsl");
  EXPECT_EQ(robot.state.draft.told, Answer::yes);
  robot.tap("paper.field.1.happened-date.no");
  EXPECT_EQ(buildEntry(robot.state).happenedAt, "12:40 (read by machine from the form)");
  EXPECT_TRUE(robot.says("I read 21 November 2026")) << "what was asked stays asked";
  robot.tap("paper.field.1.happened-date.yes");
  EXPECT_EQ(robot.state.draft.pages[0].page.fields[2].suggestion, "21/11/2026");
}

TEST(Paper, TypingInsteadKeepsThePages) {
  Robot robot;
  toTheCamera(robot);
  robot.tell(arrived(formFront()));
  robot.tap("scan.cannot");
  EXPECT_EQ(robot.state.screen, Screen::who);
  robot.type("ami");
  robot.tap("who.pupil.p-001");
  robot.tap("who.part.1.worried-about");
  for (int i = 0; i < 5 && robot.state.screen != Screen::check; ++i) robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::check) << "what is on paper need not be typed";
  EXPECT_TRUE(robot.says("Kept as a picture: 1 page"));
  robot.tap("check.add-words");
  robot.type("She looked frightened.");
  robot.tap("page.next");
  robot.post();
  const PostNow* posted = find<PostNow>(robot.effects);
  ASSERT_NE(posted, nullptr);
  EXPECT_EQ(posted->entry.account, "She looked frightened.");
  EXPECT_EQ(posted->entry.pages.size(), 1U);
}

TEST(Paper, WithNoCameraItCanBeWrittenInstead) {
  for (const auto& [camera, says] :
       {std::pair{CameraState::none, words::scanNoCamera}, std::pair{CameraState::lost, words::scanLost},
        std::pair{CameraState::restarting, words::scanRestarting}}) {
    Robot robot;
    robot.tap("home.paper");
    robot.tell(BadgeRead{"badge-dawn"});
    robot.tap("adult.no");
    robot.tell(CameraChanged{camera});
    EXPECT_EQ(robot.nameOf("scan.says"), says);
    robot.tap("scan.cannot");
    EXPECT_EQ(robot.state.screen, Screen::who);
  }
}

TEST(Paper, PagesAreSavedAtOnceAndWithEachCopy) {
  Robot robot;
  toTheCamera(robot);
  robot.tell(arrived(formFront()));
  ASSERT_EQ(count<SaveDraft>(robot.effects), 1U) << "a page is never to be shown twice";
  EXPECT_EQ(find<SaveDraft>(robot.effects)->files.size(), 1U);
  EXPECT_TRUE(find<SaveDraft>(robot.effects)->entry.unfinished);
  robot.live(seconds(20));
  EXPECT_EQ(count<SaveDraft>(robot.effects), 1U) << "nothing changed, nothing is sealed again";
}

TEST(Paper, ManyPagesAreNotSealedAgainEveryFiveSeconds) {
  Robot robot;
  toTheCamera(robot);
  for (int i = 0; i < 6; ++i) robot.tell(arrived(plainPage()));
  robot.effects.clear();
  robot.tap("page.next");
  robot.tap("page.next");
  robot.type("ami");
  robot.tap("who.pupil.p-001");
  robot.live(seconds(10));
  EXPECT_EQ(count<SaveDraft>(robot.effects), 0U);
  robot.live(seconds(6));
  EXPECT_EQ(count<SaveDraft>(robot.effects), 1U);
  EXPECT_EQ(find<SaveDraft>(robot.effects)->files.size(), 6U);
}

TEST(Paper, PagesAreKeptForLaterAndComeBackWithTheBadge) {
  Robot robot;
  toTheCamera(robot);
  robot.tell(arrived(formFront()));
  robot.tap("page.leave");
  robot.tap("leave.keep");
  EXPECT_TRUE(robot.state.draft.pages.empty());
  robot.tell(BadgeRead{"badge-dawn"});
  EXPECT_EQ(robot.state.screen, Screen::scan);
  EXPECT_EQ(robot.state.draft.pages.size(), 1U);
  robot.live(minutes(4));
  robot.effects.clear();
  robot.live(std::chrono::hours(2));
  const PostNow* posted = find<PostNow>(robot.effects);
  ASSERT_NE(posted, nullptr) << "what nobody came back to reaches the DSL, with its pages";
  EXPECT_EQ(posted->files.size(), 1U);
}

TEST(Paper, NothingOfThePagesIsLeftWhenTheSessionEnds) {
  Robot robot;
  toTheCamera(robot);
  const auto left = [&robot] {
    PageArrived page = arrived(formFront());
    std::weak_ptr<const Bytes> pixels = page.grey.pixels;
    robot.tell(page);
    return pixels;
  }();
  EXPECT_FALSE(left.expired());
  robot.tap("page.leave");
  robot.tap("leave.mistake");
  robot.settle();
  EXPECT_TRUE(left.expired()) << "somebody still holds the pixels";
}

TEST(Paper, MovingThePaperIsSomebodyAPageThatLiesThereIsNobody) {
  Robot robot;
  toTheCamera(robot);
  for (int i = 0; i < 20; ++i) {
    GuideArrived guide = lying(PaperAdvice::holdStill);
    for (PaperPoint& corner : *guide.corners) corner.x += i % 2 == 0 ? 0.0 : 0.1;
    robot.live(seconds(10));
    robot.tell(guide);
  }
  EXPECT_EQ(robot.state.cover, Cover::none);
  for (int i = 0; i < 4; ++i) {
    robot.live(seconds(10));
    robot.tell(lying(PaperAdvice::none));
  }
  EXPECT_EQ(robot.state.cover, Cover::idle);
}

TEST(Paper, TwentyPagesAreAsManyAsOneConcernHolds) {
  Robot robot;
  toTheCamera(robot);
  for (int i = 0; i < 20; ++i) robot.tell(arrived(plainPage(), 1000));
  robot.tell(arrived(plainPage(), 1000));
  EXPECT_EQ(robot.state.draft.pages.size(), mostPages);
  EXPECT_EQ(robot.nameOf("scan.says"), words::scanFull);
}

TEST(Paper, PicturesNeverOutgrowAPosting) {
  Draft draft;
  EXPECT_TRUE(hasRoomFor(draft, mostPictureBytes));
  EXPECT_FALSE(hasRoomFor(draft, mostPictureBytes + 1));
}

TEST(Paper, APageCanBeAddedToATypedConcern) {
  Robot robot;
  robot.tell(CameraChanged{CameraState::open});
  robot.writeShortConcern();
  robot.tap("check.add-page");
  EXPECT_EQ(robot.state.screen, Screen::scan);
  robot.tell(arrived(plainPage()));
  robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::paper);
  robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::check);
  robot.post();
  EXPECT_EQ(find<PostNow>(robot.effects)->entry.pages.size(), 1U);
}

TEST(Paper, SeveralBadgesAreAskedForOneAtATime) {
  Robot robot;
  robot.tell(CameraChanged{CameraState::open});
  robot.tap("home.tell");
  EXPECT_TRUE(robot.says("to the reader or to the camera"));
  robot.tell(SeveralBadges{});
  EXPECT_EQ(robot.nameOf("sign-in.several"), words::severalBadges);
  robot.tell(BadgeRead{"badge-dawn"});
  EXPECT_EQ(robot.state.screen, Screen::adult);
}

}  // namespace
}  // namespace pillarbox::post::test
