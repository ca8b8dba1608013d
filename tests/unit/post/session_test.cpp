// Who is signed in, what is kept and what the next person sees. No drawing: events in, state and effects out.
#include "tests/unit/post/school.h"

namespace pillarbox::post::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

struct Desk {
  State state = freshState();
  Effects all;

  Effects tell(const Event& event) {
    Effects out = apply(state, event);
    all.insert(all.end(), out.begin(), out.end());
    return out;
  }
  void type(Field which, std::string_view text) { tell(TextEdited{which, ui::InsertText{std::string(text)}}); }
  // Time passes as the program lets it: a Tick whenever something is due.
  void live(Milliseconds by) {
    while (by.count() > 0) {
      const Milliseconds step = std::clamp(wakeIn(state), Milliseconds(1), by);
      tell(Tick{state.now + step, state.monotonic + step});
      by -= step;
    }
  }
  void startAs(std::string_view badge) {
    tell(BadgeRead{std::string(badge)});
    tell(AboutAdult{false});
    tell(PickPupil{"p-001"});
    tell(SetPart{0, Part::worriedAbout});
    type(Field::account, "Amina was crying by the fence.");
  }
  // Nothing that could be shown holds `words`.
  bool holds(std::string_view words) const {
    for (const ui::TextModel& model : state.draft.fields) {
      if (model.text().find(words) != std::string_view::npos) return true;
    }
    return false;
  }
};

TEST(Session, BadgeSignsInFromAnyScreen) {
  for (const Event& before : {Event{GoHome{}}, Event{StartConcern{}}, Event{OpenMine{}}, Event{NoBadge{}}}) {
    Desk desk;
    desk.tell(before);
    desk.tell(BadgeRead{" badge-dawn\r"});
    EXPECT_TRUE(desk.state.session.signedIn);
    EXPECT_EQ(desk.state.session.author.id, "s-001");
    EXPECT_EQ(desk.state.session.author.verifiedBy, VerifiedBy::badge);
  }
}

TEST(Session, UnknownBadgeOffersTheOtherWayAndNeverBlocks) {
  Desk desk;
  desk.tell(BadgeRead{"NEVER-SEEN"});
  EXPECT_FALSE(desk.state.session.signedIn);
  EXPECT_EQ(desk.state.screen, Screen::signIn);
  EXPECT_TRUE(desk.state.unknownBadge);
  desk.tell(NoBadge{});
  desk.type(Field::typedName, "Sandra Lowe");
  desk.tell(UseTypedName{"Supply staff"});
  EXPECT_TRUE(desk.state.session.signedIn);
  EXPECT_EQ(desk.state.session.author, (Author{"", "Sandra Lowe", "Supply staff", VerifiedBy::typed}));
  EXPECT_FALSE(desk.holds("Sandra"));
}

TEST(Session, NameFromTheListIsNotedAsNotVerified) {
  Desk desk;
  desk.tell(NoBadge{});
  desk.type(Field::typedName, "daw");
  ASSERT_EQ(desk.state.foundStaff.size(), 1U);
  desk.tell(PickSelf{"s-001"});
  EXPECT_EQ(desk.state.session.author, (Author{"s-001", "Dawn Price", "Lunchtime supervisor", VerifiedBy::typed}));
}

TEST(Session, WorksWithoutRosterOrDirectory) {
  Desk desk;
  desk.state.roster.reset();
  desk.state.directory.reset();
  desk.tell(BadgeRead{"badge-dawn"});
  EXPECT_EQ(desk.state.screen, Screen::signIn);
  desk.tell(NoBadge{});
  desk.type(Field::typedName, "Dawn");
  desk.tell(UseTypedName{"Staff"});
  desk.tell(AboutAdult{false});
  desk.type(Field::pupilSearch, "Amina");
  desk.tell(UseTypedPupil{});
  ASSERT_EQ(desk.state.draft.pupils.size(), 1U);
  EXPECT_EQ(buildEntry(desk.state).pupils[0].name, "Amina");
}

TEST(Session, BlursAfterHalfAMinuteAndOneTouchRestores) {
  Desk desk;
  desk.startAs("badge-dawn");
  desk.live(seconds(29));
  EXPECT_EQ(desk.state.cover, Cover::none);
  desk.live(seconds(2));
  EXPECT_EQ(desk.state.cover, Cover::idle);
  desk.tell(GoNext{});  // a touch meant for what was underneath does nothing
  EXPECT_EQ(desk.state.screen, Screen::who);
  desk.tell(Uncover{});
  EXPECT_EQ(desk.state.cover, Cover::none);
  EXPECT_TRUE(desk.holds("crying"));
}

TEST(Session, WarnsBeforeItLocks) {
  Desk desk;
  desk.startAs("badge-dawn");
  desk.live(seconds(149));
  EXPECT_FALSE(closingIn(desk.state));
  desk.live(seconds(11));
  ASSERT_TRUE(closingIn(desk.state));
  EXPECT_EQ(*closingIn(desk.state), 20);
}

TEST(Session, LockKeepsTheDraftForTheSameBadgeOnly) {
  Desk desk;
  desk.startAs("badge-dawn");
  desk.live(minutes(3) + seconds(1));
  EXPECT_FALSE(desk.state.session.signedIn);
  EXPECT_EQ(desk.state.screen, Screen::home);
  EXPECT_FALSE(desk.holds("crying"));
  EXPECT_TRUE(desk.state.draft.pupils.empty());
  const SaveDraft* saved = find<SaveDraft>(desk.all);
  ASSERT_NE(saved, nullptr);
  EXPECT_TRUE(saved->entry.unfinished);
  EXPECT_EQ(saved->entry.account, "Amina was crying by the fence.");

  desk.tell(BadgeRead{"badge-jo"});
  EXPECT_EQ(desk.state.session.author.name, "Jo Bell");
  EXPECT_FALSE(desk.holds("crying"));
  EXPECT_FALSE(worthKeeping(desk.state.draft));

  desk.tell(BadgeRead{"badge-dawn"});
  EXPECT_EQ(desk.state.session.author.name, "Dawn Price");
  EXPECT_TRUE(desk.holds("crying"));
  EXPECT_TRUE(desk.state.resumed);
  EXPECT_EQ(desk.state.draft.pupils.size(), 1U);
  EXPECT_EQ(count<PostNow>(desk.all), 0U);
}

TEST(Session, AnotherBadgeNeverSeesTheDraftOfTheFirst) {
  Desk desk;
  desk.startAs("badge-dawn");
  const Effects effects = desk.tell(BadgeRead{"badge-jo"});
  EXPECT_EQ(desk.state.session.author.name, "Jo Bell");
  EXPECT_FALSE(desk.holds("crying"));
  EXPECT_EQ(count<SaveDraft>(effects), 1U);
  EXPECT_EQ(count<WipeInput>(effects), 1U);
}

TEST(Session, WhatNobodyComesBackToReachesTheDslUnfinished) {
  Desk desk;
  desk.startAs("badge-dawn");
  desk.live(minutes(4));
  desk.all.clear();
  desk.live(hours(2));
  const PostNow* posted = find<PostNow>(desk.all);
  ASSERT_NE(posted, nullptr);
  EXPECT_TRUE(posted->entry.unfinished);
  EXPECT_EQ(count<PostNow>(desk.all), 1U);
  desk.tell(PostFailed{posted->handle, Fault{FaultCode::diskFull, ""}});
  desk.live(minutes(2));
  EXPECT_EQ(count<PostNow>(desk.all), 2U);  // it never gives up
  desk.tell(PostDone{posted->handle, "id", "REF"});
  EXPECT_TRUE(desk.state.parked.empty());
}

TEST(Session, TypedNameNeverResumesButIsNotLost) {
  Desk desk;
  desk.tell(NoBadge{});
  desk.type(Field::typedName, "Sandra Lowe");
  desk.tell(UseTypedName{"Visitor"});
  desk.tell(AboutAdult{false});
  desk.type(Field::account, "Something I saw.");
  desk.live(minutes(3) + seconds(1));
  const PostNow* posted = find<PostNow>(desk.all);
  ASSERT_NE(posted, nullptr);
  EXPECT_TRUE(posted->entry.unfinished);
  EXPECT_EQ(posted->entry.author.verifiedBy, VerifiedBy::typed);
  desk.tell(NoBadge{});
  desk.type(Field::typedName, "Sandra Lowe");
  desk.tell(UseTypedName{"Visitor"});
  EXPECT_FALSE(desk.holds("Something"));
}

TEST(Session, NameChosenThenBadgeFoundGoesOnVerified) {
  Desk desk;
  desk.tell(NoBadge{});
  desk.tell(PickSelf{"s-001"});
  desk.tell(AboutAdult{false});
  desk.type(Field::account, "Mine.");
  desk.tell(BadgeRead{"badge-dawn"});
  EXPECT_EQ(desk.state.session.author.verifiedBy, VerifiedBy::badge);
  EXPECT_TRUE(desk.holds("Mine."));
}

TEST(Session, BadgeUnderACoverDoesNotTakeOverATypedName) {
  Desk desk;
  desk.tell(NoBadge{});
  desk.tell(PickSelf{"s-001"});
  desk.tell(AboutAdult{false});
  desk.type(Field::account, "Somebody else wrote this.");
  desk.tell(CoverNow{});
  desk.tell(BadgeRead{"badge-dawn"});
  EXPECT_FALSE(desk.holds("Somebody"));
  EXPECT_EQ(count<PostNow>(desk.all), 1U);
}

TEST(Session, KeyCardClosesTheSessionBeforeTheInboxStarts) {
  Desk desk;
  desk.startAs("badge-dawn");
  const Effects effects = desk.tell(BadgeRead{"PBK1ABCDEFGH"});
  ASSERT_GE(effects.size(), 3U);
  EXPECT_TRUE(std::holds_alternative<SaveDraft>(effects.front()));
  const auto inbox = std::find_if(effects.begin(), effects.end(),
                                  [](const Effect& effect) { return std::holds_alternative<StartInbox>(effect); });
  ASSERT_NE(inbox, effects.end());
  EXPECT_EQ(std::get<StartInbox>(*inbox).cardCode, "PBK1ABCDEFGH");
  EXPECT_FALSE(desk.state.session.signedIn);
}

// HARDCASES: somebody without a key reports a lost card, at the terminal where everybody else writes.
TEST(Session, ALostKeyCardIsReportedWithoutOneWhileNobodyIsSignedIn) {
  Desk desk;
  desk.tell(StartConcern{});
  const Effects effects = desk.tell(KeyCardLost{});
  const auto inbox = std::find_if(effects.begin(), effects.end(),
                                  [](const Effect& effect) { return std::holds_alternative<StartInbox>(effect); });
  ASSERT_NE(inbox, effects.end());
  EXPECT_TRUE(std::get<StartInbox>(*inbox).cardCode.empty());
  EXPECT_EQ(desk.state.screen, Screen::home);
  desk.startAs("badge-dawn");
  desk.all.clear();
  desk.tell(KeyCardLost{});
  EXPECT_EQ(count<StartInbox>(desk.all), 0U) << "somebody else is writing";
  EXPECT_TRUE(desk.state.session.signedIn);
}

TEST(Session, UnknownBadgeWhileWritingCoversAndLosesNothing) {
  Desk desk;
  desk.startAs("badge-dawn");
  desk.tell(BadgeRead{"GARBLED"});
  EXPECT_EQ(desk.state.cover, Cover::unknownBadge);
  desk.tell(Uncover{});
  EXPECT_TRUE(desk.holds("crying"));
}

TEST(Session, HiddenWindowIsCovered) {
  Desk desk;
  desk.startAs("badge-dawn");
  desk.tell(WindowHidden{});
  EXPECT_EQ(desk.state.cover, Cover::idle);
}

TEST(Session, SavesAtMostEveryFiveSecondsOfChanges) {
  Desk desk;
  desk.startAs("badge-dawn");
  for (int i = 0; i < 60; ++i) {
    desk.tell(Active{});
    desk.type(Field::account, ".");
    desk.live(seconds(1));
  }
  EXPECT_GE(count<SaveDraft>(desk.all), 10U);
  EXPECT_LE(count<SaveDraft>(desk.all), 12U);
  desk.all.clear();
  desk.live(seconds(20));
  EXPECT_LE(count<SaveDraft>(desk.all), 1U);  // nothing changed since
}

TEST(Session, EndingSavesWhatIsNotYetSaved) {
  Desk desk;
  desk.startAs("badge-dawn");
  const Effects effects = desk.tell(Ending{});
  const SaveDraft* saved = find<SaveDraft>(effects);
  ASSERT_NE(saved, nullptr);
  EXPECT_EQ(saved->entry.account, "Amina was crying by the fence.");
  EXPECT_TRUE(desk.tell(Ending{}).empty());
}

TEST(Session, IdleHomeWakesOnceAMinuteOnly) {
  Desk desk;
  EXPECT_GT(wakeIn(desk.state), seconds(0));
  EXPECT_LE(wakeIn(desk.state), minutes(1));
  desk.tell(Tick{desk.state.now + wakeIn(desk.state), desk.state.monotonic + wakeIn(desk.state)});
  EXPECT_EQ(wakeIn(desk.state), minutes(1));
}

TEST(Session, ForgottenSignInGoesHomeAndForgetsTheName) {
  Desk desk;
  desk.tell(NoBadge{});
  desk.type(Field::typedName, "Sandra");
  desk.live(seconds(61));
  EXPECT_EQ(desk.state.screen, Screen::home);
  EXPECT_FALSE(desk.holds("Sandra"));
}

TEST(Session, ClockJumpingBackNeitherLocksNorCrashes) {
  Desk desk;
  desk.startAs("badge-dawn");
  desk.tell(Tick{desk.state.now - hours(24 * 365), desk.state.monotonic - seconds(5)});
  EXPECT_TRUE(desk.state.session.signedIn);
  EXPECT_TRUE(desk.holds("crying"));
}

TEST(Leaving, NothingWrittenLeavesAtOnce) {
  Desk desk;
  desk.tell(BadgeRead{"badge-dawn"});
  desk.tell(AskLeave{});
  EXPECT_FALSE(desk.state.session.signedIn);
  EXPECT_EQ(count<SaveDraft>(desk.all) + count<PostNow>(desk.all), 0U);
}

TEST(Leaving, KeepForLaterSavesAndResumes) {
  Desk desk;
  desk.startAs("badge-dawn");
  desk.tell(AskLeave{});
  EXPECT_TRUE(desk.state.session.signedIn);
  desk.tell(LeaveKeep{});
  EXPECT_FALSE(desk.state.session.signedIn);
  EXPECT_EQ(count<SaveDraft>(desk.all), 1U);
  desk.tell(BadgeRead{"badge-dawn"});
  EXPECT_TRUE(desk.holds("crying"));
}

TEST(Leaving, WhatIsKeptHasForgottenWhatWasDeletedAgain) {
  Desk desk;
  desk.startAs("badge-dawn");
  desk.tell(TextEdited{Field::account, ui::InsertText{" swearword"}});
  desk.tell(TextEdited{Field::account, ui::DeleteWordBackward{}});
  desk.tell(AskLeave{});
  desk.tell(LeaveKeep{});
  ASSERT_EQ(desk.state.parked.size(), 1U);
  ui::TextModel& kept = desk.state.parked[0].draft.text(Field::account);
  const std::string text(kept.text());
  kept.apply(ui::Undo{});
  EXPECT_EQ(kept.text(), text);
  EXPECT_NE(text.find("crying"), std::string::npos);
}

TEST(Leaving, GiveAsItIsPostsUnfinishedAndGivesAReference) {
  Desk desk;
  desk.startAs("badge-dawn");
  desk.tell(AskLeave{});
  desk.tell(LeaveGive{});
  const PostNow* posted = find<PostNow>(desk.all);
  ASSERT_NE(posted, nullptr);
  EXPECT_TRUE(posted->entry.unfinished);
  desk.tell(PostDone{posted->handle, "id", "K7M-4QX"});
  EXPECT_EQ(desk.state.screen, Screen::posted);
  ASSERT_TRUE(desk.state.lastPosted);
  EXPECT_TRUE(desk.state.lastPosted->unfinished);
  EXPECT_FALSE(desk.holds("crying"));
}

TEST(Posting, DoneWaitsUntilASecondQuickTapIsOver) {
  Desk desk;
  desk.startAs("badge-dawn");
  desk.tell(AskLeave{});
  desk.tell(LeaveGive{});
  const PostNow* posted = find<PostNow>(desk.all);
  ASSERT_NE(posted, nullptr);
  desk.tell(PostDone{posted->handle, "id", "K7M-4QX"});
  ASSERT_TRUE(desk.state.lastPosted);
  EXPECT_EQ(desk.state.lastPosted->doneFrom, desk.state.monotonic + doneAfter);
  EXPECT_LE(wakeIn(desk.state), doneAfter) << "it must be drawn again when the wait is over";
}

TEST(Leaving, ByMistakeAsksTwiceOnceSomethingIsWritten) {
  Desk desk;
  desk.startAs("badge-dawn");
  desk.live(seconds(6));
  const std::uint64_t handle = desk.state.draft.handle;
  desk.tell(AskLeave{});
  desk.tell(LeaveMistake{});
  EXPECT_EQ(desk.state.leave, Leave::sureMistake);
  desk.tell(LeaveMistake{});
  EXPECT_FALSE(desk.state.session.signedIn);
  const DropDraft* dropped = find<DropDraft>(desk.all);
  ASSERT_NE(dropped, nullptr);
  EXPECT_EQ(dropped->handle, handle);
  desk.tell(BadgeRead{"badge-dawn"});
  EXPECT_FALSE(desk.holds("crying"));
}

TEST(Posting, FailureKeepsEverythingAndTriesAgain) {
  Desk desk;
  desk.startAs("badge-dawn");
  desk.state.screen = Screen::check;
  const Entry before = buildEntry(desk.state);
  desk.tell(PostIt{});
  ASSERT_EQ(count<PostNow>(desk.all), 1U);
  const std::uint64_t handle = find<PostNow>(desk.all)->handle;
  desk.tell(PostFailed{handle, Fault{FaultCode::diskFull, "write"}});
  EXPECT_EQ(desk.state.screen, Screen::check);
  EXPECT_EQ(desk.state.postFault, FaultCode::diskFull);
  EXPECT_EQ(buildEntry(desk.state), before);
  desk.tell(PostIt{});
  EXPECT_EQ(count<PostNow>(desk.all), 2U);
  desk.tell(PostDone{handle, "id", "REF"});
  EXPECT_EQ(desk.state.screen, Screen::posted);
}

TEST(Posting, FiftyTouchesPostOnce) {
  Desk desk;
  desk.startAs("badge-dawn");
  desk.state.screen = Screen::check;
  for (int i = 0; i < 50; ++i) desk.tell(PostIt{});
  EXPECT_EQ(count<PostNow>(desk.all), 1U);
}

TEST(Posting, AnotherBadgeWhileSavingLosesNothing) {
  Desk desk;
  desk.startAs("badge-dawn");
  desk.state.screen = Screen::check;
  desk.tell(PostIt{});
  const std::uint64_t handle = find<PostNow>(desk.all)->handle;
  desk.tell(BadgeRead{"badge-jo"});
  desk.tell(PostDone{handle, "id", "REF"});
  EXPECT_TRUE(desk.state.parked.empty());
  EXPECT_EQ(desk.state.session.author.name, "Jo Bell");
  EXPECT_FALSE(desk.state.lastPosted);
}

TEST(Posting, FailedWhileAnotherIsSignedInStaysForItsWriter) {
  Desk desk;
  desk.startAs("badge-dawn");
  desk.state.screen = Screen::check;
  desk.tell(PostIt{});
  const std::uint64_t handle = find<PostNow>(desk.all)->handle;
  desk.tell(BadgeRead{"badge-jo"});
  desk.tell(PostFailed{handle, Fault{FaultCode::busy, ""}});
  desk.tell(BadgeRead{"badge-dawn"});
  EXPECT_TRUE(desk.holds("crying"));
}

TEST(Mine, OnlyABadgeOpensIt) {
  Desk desk;
  desk.tell(OpenMine{});
  EXPECT_EQ(desk.state.screen, Screen::signIn);
  desk.tell(NoBadge{});
  desk.tell(PickSelf{"s-001"});
  EXPECT_EQ(desk.state.screen, Screen::adult);
  EXPECT_EQ(count<AskMine>(desk.all), 0U);
  desk.tell(OpenMine{});
  EXPECT_EQ(count<AskMine>(desk.all), 0U);
}

TEST(Mine, AnswerForSomebodyElseIsNotShown) {
  Desk desk;
  desk.tell(OpenMine{});
  desk.tell(BadgeRead{"badge-jo"});
  EXPECT_EQ(desk.state.screen, Screen::mine);
  desk.tell(MineArrived{"s-001", {{"id", "REF", desk.state.now, PostedState::stored, {}}}});
  EXPECT_FALSE(desk.state.mineKnown);
  desk.tell(MineArrived{"s-002", {{"id", "REF", desk.state.now, PostedState::stored, {}}}});
  ASSERT_EQ(desk.state.mine.size(), 1U);
  desk.tell(Delivered{"id"});
  EXPECT_EQ(desk.state.mine[0].state, PostedState::delivered);
}

}  // namespace
}  // namespace pillarbox::post::test
