// The real screens driven by name, as a member of staff would.
#include "kiosk/post/words.h"
#include "shared/record/entry_json.h"
#include "tests/unit/post/school.h"

namespace pillarbox::post::test {
namespace {

using std::chrono::seconds;

TEST(Concern, ShortestHonestOneByBadge) {
  Robot robot;
  robot.writeShortConcern();
  EXPECT_EQ(robot.state.screen, Screen::check);
  EXPECT_TRUE(robot.says("Amina Okafor, 4B class: I'm worried about them"));
  EXPECT_TRUE(robot.says("Mrs Grace Hartley and Mr Kwame Osei"));
  EXPECT_TRUE(robot.says("Short and imperfect is fine"));
  robot.post();
  ASSERT_EQ(count<PostNow>(robot.effects), 1U);
  const Entry& entry = find<PostNow>(robot.effects)->entry;
  EXPECT_EQ(entry.kind, Kind::concern);
  EXPECT_FALSE(entry.unfinished);
  EXPECT_EQ(entry.author, (Author{"s-001", "Dawn Price", "Lunchtime supervisor", VerifiedBy::badge}));
  EXPECT_EQ(entry.audience, "safeguarding");
  EXPECT_EQ(entry.recordKind, "child-told-me");
  EXPECT_EQ(entry.happenedWhere, "Dining hall");
  EXPECT_NE(entry.happenedAt.find("2026"), std::string::npos) << "today means nothing in twenty years";
  ASSERT_EQ(entry.pupils.size(), 1U);
  EXPECT_EQ(entry.pupils[0], (PupilPart{"p-001", "Amina Okafor", "4B", "worried-about", ""}));
  EXPECT_EQ(entry.account, "At lunch Amina sat alone and cried. I asked if she was all right.");
  ASSERT_EQ(entry.exactWords.size(), 1U);
  EXPECT_EQ(entry.exactWords[0],
            (ExactWords{"p-001", "Amina Okafor", "Mum's friend shouts and I hide in the wardrobe", ""}));
  EXPECT_FALSE(entry.dslToldInPerson);
  EXPECT_EQ(robot.nameOf("posted.reference"), "K7M-4QX");
  EXPECT_EQ(robot.nameOf("posted.safe"), "Saved and locked. Nobody has read it yet.");
  EXPECT_TRUE(robot.says("Now tell Mrs Grace Hartley in person"));
  EXPECT_TRUE(robot.says("Room 4, next to the office, extension 204"));
  EXPECT_FALSE(robot.says("Amina"));
  // 90 seconds for 30 words at a touch a second and 25 words a minute; the three letters of her name are touches too.
  constexpr int words = 30, wordsAMinute = 25, letters = 3;
  RecordProperty("touches", robot.taps + letters);
  EXPECT_LE(robot.taps + letters + words * 60 / wordsAMinute, 90);
  robot.tap("page.next");
  EXPECT_EQ(drawnScreen(robot.state), "home");
}

TEST(Concern, WithoutABadgeFromHomeAlone) {
  Robot robot;
  robot.tap("home.tell");
  robot.tap("sign-in.no-badge");
  EXPECT_TRUE(robot.says("your name was typed"));
  EXPECT_TRUE(robot.says("If you stop half-way, nothing is lost: the safeguarding lead (DSL) gets what you wrote"))
      << "told before writing";
  robot.type("Sandra Lowe");
  robot.tap("by-name.role.supply");
  robot.tap("adult.no");
  robot.tap("who.unknown");
  robot.type("Small boy, red coat, Year 2");
  robot.tap("page.next");
  robot.tap("who.part.1.hurt");
  robot.tap("page.next");
  robot.tap("page.next");  // neither kind, when nor where: nothing blocks
  robot.type("He fell off the wall.");
  robot.tap("page.next");
  robot.tap("page.next");
  EXPECT_TRUE(robot.says("typed name, not checked"));
  robot.post();
  const Entry& entry = find<PostNow>(robot.effects)->entry;
  EXPECT_EQ(entry.author, (Author{"", "Sandra Lowe", "Supply staff", VerifiedBy::typed}));
  ASSERT_EQ(entry.pupils.size(), 1U);
  EXPECT_EQ(entry.pupils[0].description, "Small boy, red coat, Year 2");
}

TEST(Concern, SameNamesAreToldApartByClassAndYear) {
  Robot robot;
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("adult.no");
  robot.type("sam tay");
  EXPECT_EQ(robot.nameOf("who.pupil.p-002"), robot.nameOf("who.pupil.p-003"));
  EXPECT_NE(robot.valueOf("who.pupil.p-002").find("3A class, Year 3"), std::string::npos);
  EXPECT_NE(robot.valueOf("who.pupil.p-003").find("5C class, Year 5"), std::string::npos);
  EXPECT_NE(robot.valueOf("who.pupil.p-003").find("Same name"), std::string::npos);
  robot.tap("who.pupil.p-003");
  EXPECT_EQ(buildEntry(robot.state).pupils.at(0).ref, "p-003");
}

TEST(Concern, PartIsAskedAndNeverGuessed) {
  Robot robot;
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("adult.no");
  robot.type("ella");
  robot.tap("who.pupil.p-006");
  robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::who);
  EXPECT_NE(robot.nameOf("page.hint").find("Ella Price-Whitmore"), std::string::npos);
  robot.tap("who.part.1.said-to-have-done-it");
  EXPECT_FALSE(robot.shows("page.hint"));
  robot.tap("who.another");
  robot.type("noah");
  robot.tap("who.pupil.p-007");
  robot.tap("who.part.2.hurt");
  robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::what);
  EXPECT_EQ(buildEntry(robot.state).pupils.at(0).part, "said-to-have-done-it");
  EXPECT_EQ(buildEntry(robot.state).pupils.at(1).part, "hurt");
}

TEST(Concern, EnterTakesTheOnlyChildFoundAndNeverOneOfTwo) {
  Robot robot;
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("adult.no");
  robot.type("sam");
  robot.key(ui::Key::enter);
  EXPECT_TRUE(robot.state.draft.pupils.empty());
  robot.type(" 3a");
  robot.key(ui::Key::enter);
  ASSERT_EQ(robot.state.draft.pupils.size(), 1U);
  EXPECT_EQ(robot.state.draft.pupils[0].ref, "p-002");
}

TEST(Concern, NameNotInTheListIsTakenAsTyped) {
  Robot robot;
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("adult.no");
  robot.type("Xanthe New-Starter");
  robot.tap("who.use-typed");
  EXPECT_EQ(buildEntry(robot.state).pupils.at(0).name, "Xanthe New-Starter");
  EXPECT_EQ(buildEntry(robot.state).pupils.at(0).ref, "");
}

TEST(Adult, OnlyTheHeadReadsAConcernAboutAColleague) {
  Robot robot;
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("adult.yes");
  robot.type("terry");
  robot.tap("adult.staff.s-004");
  EXPECT_TRUE(robot.says("Only Mrs Ruth Pemberton will be able to read this."));
  const Entry entry = buildEntry(robot.state);
  EXPECT_TRUE(entry.aboutAdult);
  EXPECT_EQ(entry.adultName, "Terry Marsh");
  EXPECT_EQ(entry.audience, "head");
}

TEST(Adult, ConcernAboutTheHeadGoesRoundTheHead) {
  Robot robot;
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("adult.yes");
  robot.type("ruth");
  robot.tap("adult.staff.s-003");
  EXPECT_TRUE(robot.says("Only Dr Alan Whitfield will be able to read this."));
  EXPECT_EQ(buildEntry(robot.state).audience, "chair");
  EXPECT_EQ(buildEntry(robot.state).adultRef, "head-1");
}

TEST(Adult, TypedSurnameOfTheHeadGoesRoundTheHeadToo) {
  Robot robot;
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("adult.yes");
  robot.type("Mrs Pemberton");
  robot.tap("adult.use-typed");
  EXPECT_TRUE(robot.says("Only Dr Alan Whitfield"));
  EXPECT_EQ(buildEntry(robot.state).audience, "chair");
}

TEST(Adult, NobodyEligibleSaysWhomToRing) {
  Robot robot;
  auto directory = std::make_shared<Directory>(*school());
  for (Person& person : directory->people) {
    if (person.role == PersonRole::head || person.role == PersonRole::chair) person.active = false;
  }
  robot.tell(DirectoryArrived{directory});
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("adult.yes");
  EXPECT_TRUE(robot.says("01632 960 123"));
}

TEST(Adult, ReaderNamedInTheAccountIsAskedAboutOnce) {
  Robot robot;
  robot.writeShortConcern();
  robot.tap("check.change.account");
  robot.type(" Mrs Hartley pulled her by the arm.");
  robot.tap("page.next");
  ASSERT_EQ(robot.state.screen, Screen::check);
  robot.tap("check.about-reader");
  const Entry entry = buildEntry(robot.state);
  EXPECT_TRUE(entry.aboutAdult);
  EXPECT_EQ(entry.adultRef, "dsl-1");
  EXPECT_EQ(entry.audience, "head");
  EXPECT_FALSE(robot.shows("check.about-reader"));
}

TEST(Concern, ChangingTheExactWordsOpensThem) {
  Robot robot;
  robot.writeShortConcern();
  robot.tap("check.change.words");
  EXPECT_EQ(robot.state.writeTab, WriteTab::exactWords);
  robot.type(" all night");
  robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::check);
  EXPECT_TRUE(robot.says("in the wardrobe all night"));
}

TEST(Concern, ToldInPersonIsRecordedWithWhomAndWhen) {
  Robot robot;
  robot.writeShortConcern();
  robot.tap("check.change.done");
  robot.tap("done.told.yes");
  robot.tap("done.who.deputy-1");
  robot.tap("done.when.now");
  robot.tap("done.parent");
  robot.tap("done.parent-who");
  robot.type("Mrs Okafor, mother");
  robot.tap("page.next");
  EXPECT_TRUE(robot.says("Told Mr Kwame Osei in person, just now"));
  robot.post();
  const Entry& entry = find<PostNow>(robot.effects)->entry;
  EXPECT_TRUE(entry.dslToldInPerson);
  ASSERT_EQ(entry.done.size(), 2U);
  EXPECT_EQ(entry.done[0].what, "told-dsl");
  EXPECT_EQ(entry.done[0].who, "Mr Kwame Osei");
  EXPECT_NE(entry.done[0].when.find("2026"), std::string::npos);
  EXPECT_EQ(entry.done[1], (Done{"contacted-parent", "Mrs Okafor, mother", "", ""}));
  EXPECT_TRUE(robot.says("You told Mr Kwame Osei in person"));
}

TEST(Concern, NothingWrittenIsAskedForKindly) {
  Robot robot;
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("adult.no");
  robot.tap("who.unknown");
  robot.tap("page.next");
  robot.tap("who.part.1.worried-about");
  robot.tap("page.next");
  robot.tap("page.next");
  robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::write);
  EXPECT_EQ(robot.nameOf("page.hint"), words::writeNeeded);
}

TEST(Cover, EscapeHidesEverythingUntilTouched) {
  Robot robot;
  robot.writeShortConcern();
  robot.key(ui::Key::escape);
  EXPECT_EQ(drawnScreen(robot.state), "cover");
  for (const std::string_view secret : {"Amina", "Okafor", "wardrobe", "Dawn", "cried"}) {
    EXPECT_FALSE(robot.says(secret)) << secret;
  }
  EXPECT_EQ(robot.engine->record().controls().size(), 1U);
  robot.tap("cover.touch");
  EXPECT_EQ(robot.state.screen, Screen::check);
  EXPECT_TRUE(robot.says("Amina"));
}

TEST(Cover, CountsDownBeforeItCloses) {
  Robot robot;
  robot.writeShortConcern();
  robot.live(seconds(165));
  EXPECT_NE(robot.nameOf("cover.closing").find("15 seconds"), std::string::npos);
  robot.tap("cover.touch");
  robot.live(seconds(20));
  EXPECT_EQ(robot.state.screen, Screen::check) << "the touch began the time again";
}

TEST(Posted, FailureSaysWhatHappenedAndKeepsEveryWord) {
  Robot robot;
  robot.writeShortConcern();
  robot.tap("page.next");
  EXPECT_EQ(robot.nameOf("page.next"), words::checkSaving);
  const std::uint64_t handle = find<PostNow>(robot.effects)->handle;
  robot.tell(PostFailed{handle, Fault{FaultCode::diskFull, ""}});
  const FaultWords fault = faultWords(FaultCode::diskFull);
  for (const std::string_view sentence : {fault.what, fault.safe, fault.next}) {
    EXPECT_NE(robot.nameOf("check.fault").find(sentence), std::string::npos) << sentence;
  }
  EXPECT_EQ(robot.nameOf("page.next"), words::checkTryAgain);
  robot.tap("page.next");
  ASSERT_EQ(count<PostNow>(robot.effects), 2U);
  robot.tell(PostDone{handle, "id", "K7M-4QX"});
  EXPECT_TRUE(robot.shows("posted.reference"));
  EXPECT_FALSE(robot.says("safe store")) << "it is not known to have got there";
  robot.tell(Delivered{"id"});
  EXPECT_TRUE(robot.says("It has reached the school's safe store."));
}

TEST(Mine, ShowsWhatBecameOfThemAndWhomToTellButNoContent) {
  Robot robot;
  robot.tap("home.mine");
  robot.tell(BadgeRead{"badge-dawn"});
  const WallTime now = robot.state.now;
  robot.tell(MineArrived{"s-001",
                         {{"a", "AAA-111", now - std::chrono::hours(1), PostedState::stored, {}},
                          {"b", "BBB-222", now - std::chrono::hours(30), PostedState::delivered, {}},
                          {"c", "CCC-333", now - std::chrono::hours(99), PostedState::read, now}}});
  EXPECT_EQ(robot.nameOf("mine.state.1"), words::mineStored);
  EXPECT_EQ(robot.nameOf("mine.state.2"), words::mineDelivered);
  EXPECT_EQ(robot.nameOf("mine.state.3"), "Read");
  EXPECT_FALSE(robot.shows("mine.tell.1"));
  EXPECT_TRUE(robot.nameOf("mine.tell.2").starts_with("Not read yet: tell Mrs Grace Hartley"));
  EXPECT_FALSE(robot.shows("mine.tell.3"));
}

TEST(Home, SaysWhomToFindFirstAndMarksADemonstration) {
  Robot robot;
  robot.tell(CountsArrived{3, 0});
  EXPECT_TRUE(robot.says("If a child is in danger now"));
  EXPECT_TRUE(robot.says("999"));
  EXPECT_TRUE(robot.says("Mrs Grace Hartley"));
  EXPECT_TRUE(robot.says("3 posted, not read yet"));
  EXPECT_TRUE(robot.shows("page.demo"));
}

TEST(Robust, FiftyTapsASecondPostOnceAndCrashNothing) {
  Robot robot;
  robot.writeShortConcern();
  const ui::Rect at = robot.find("page.next")->rect;
  for (int i = 0; i < 50; ++i) {
    robot.engine->push(ui::PointerButton{at.x + at.w / 2, at.y + at.h / 2, true});
    robot.engine->push(ui::PointerButton{at.x + at.w / 2, at.y + at.h / 2, false});
  }
  robot.settle();
  EXPECT_EQ(count<PostNow>(robot.effects), 1U);
}

TEST(Robust, RandomTapsNeverCrashLoseOrPostTwice) {
  Robot robot;
  std::uint32_t seed = 20261121;
  const auto random = [&seed](std::size_t below) {
    seed = seed * 1664525U + 1013904223U;
    return static_cast<std::size_t>(seed >> 8) % below;
  };
  std::size_t answered = 0;
  for (int i = 0; i < 600; ++i) {
    const auto controls = robot.engine->record().controls();
    if (i % 40 == 39) robot.tell(BadgeRead{i % 80 == 79 ? "badge-jo" : "badge-dawn"});
    if (i % 25 == 24) robot.live(seconds(17));
    if (!controls.empty() && i % 40 != 39 && i % 25 != 24) {
      const ui::Rect at = controls[random(controls.size())]->rect;
      robot.press(at.x + at.w / 2, at.y + at.h / 2);
    }
    std::vector<std::uint64_t> handles;
    for (const Effect& effect : robot.effects) {
      if (const PostNow* posted = std::get_if<PostNow>(&effect)) handles.push_back(posted->handle);
    }
    while (answered < handles.size()) robot.tell(PostDone{handles[answered++], "id", "REF-123"});
    robot.effects.clear();
    answered = 0;
    ASSERT_FALSE(testing::Test::HasFailure());
  }
}

TEST(Robust, HundredKilobytePasteEmojiAndRightToLeftStay) {
  Robot robot;
  robot.writeShortConcern();
  robot.tap("check.change.account");
  robot.type(std::string(120'000, 'a'));
  robot.type(" \xF0\x9F\x98\xA2 \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D");
  const Entry entry = buildEntry(robot.state);
  EXPECT_LE(entry.account.size(), maxAccountBytes);
  EXPECT_NE(entry.account.find("cried"), std::string::npos);
}

}  // namespace
}  // namespace pillarbox::post::test
