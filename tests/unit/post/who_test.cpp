// Which children, and round which adult: the real screens driven by name.
#include "kiosk/post/words.h"
#include "tests/unit/post/who_states.h"

namespace pillarbox::post::test {
namespace {

class Who : public testing::Test {
 protected:
  Who() {
    robot.tell(RosterArrived{largerRoster()});
    robot.tell(BadgeRead{"badge-dawn"});
  }
  void aboutAChild() { robot.tap("adult.no"); }
  Robot robot;
};

TEST_F(Who, ATypoIsForgivenButEnterNeverTakesIt) {
  aboutAChild();
  robot.type("okafro noah");
  EXPECT_TRUE(robot.shows("who.pupil.p-007"));
  EXPECT_TRUE(robot.says(words::whoNearly));
  robot.key(ui::Key::enter);
  EXPECT_TRUE(robot.state.draft.pupils.empty()) << "found by guessing: it must be touched";
  robot.tap("who.pupil.p-007");
  EXPECT_EQ(robot.state.draft.pupils.at(0).ref, "p-007");
}

TEST_F(Who, ATypedNameIsOfferedOnlyAfterThreeLetters) {
  aboutAChild();
  robot.type("Zo");
  EXPECT_FALSE(robot.shows("who.use-typed")) << "too soon to say that a child is not there";
  robot.type("ë Q");
  EXPECT_EQ(robot.nameOf("who.use-typed"), "Not in the list: use the name “Zoë Q”");
}

TEST_F(Who, ClassFirstThenNameAndTwoWordNames) {
  aboutAChild();
  robot.type("4B ami");
  EXPECT_TRUE(robot.shows("who.pupil.p-001"));
  EXPECT_EQ(robot.state.foundPupils.size(), 1U);
  for (int i = 0; i < 6; ++i) robot.key(ui::Key::backspace);
  robot.type("pricewhit");
  EXPECT_TRUE(robot.shows("who.pupil.p-006"));
}

TEST_F(Who, TwoWhomNothingTellsApartAreSaidAndKeptAsSuch) {
  aboutAChild();
  robot.type("jo twin");
  EXPECT_TRUE(robot.says(words::whoTwoAlike));
  robot.key(ui::Key::enter);
  EXPECT_TRUE(robot.state.draft.pupils.empty());
  robot.tap("who.pupil.p-102");
  const Entry entry = buildEntry(robot.state);
  EXPECT_EQ(entry.pupils.at(0).ref, "p-102");
  EXPECT_NE(entry.pupils.at(0).description.find("same name, class and year"), std::string::npos);
}

TEST_F(Who, MoreThanAreShownIsSaid) {
  aboutAChild();
  robot.type("child");
  EXPECT_TRUE(robot.says(words::whoMore));
  robot.type(" many19");
  EXPECT_FALSE(robot.says(words::whoMore));
}

TEST_F(Who, BrothersAndSistersAreOfferedWithTheirPart) {
  aboutAChild();
  robot.type("ella");
  robot.tap("who.pupil.p-006");
  ASSERT_TRUE(robot.shows("who.sibling.p-005"));
  EXPECT_EQ(robot.nameOf("who.sibling.p-005"), "Zoë O'Connor, 2A class");
  EXPECT_FALSE(robot.shows("who.sibling.p-001")) << "of another family";
  robot.tap("who.sibling.p-005");
  ASSERT_EQ(robot.state.draft.pupils.size(), 2U);
  EXPECT_EQ(robot.state.draft.pupils[1].part, Part::sibling);
  EXPECT_FALSE(robot.shows("who.sibling.p-005"));
  EXPECT_FALSE(robot.shows("who.sibling.p-006"));
  robot.tell(AddSibling{"p-001"});
  EXPECT_EQ(robot.state.draft.pupils.size(), 2U) << "nobody's brother or sister here";
}

TEST_F(Who, TheChildWorriedAboutComesFirstInTheEntry) {
  aboutAChild();
  robot.type("ella");
  robot.tap("who.pupil.p-006");
  robot.tap("who.part.1.said-to-have-done-it");
  robot.tap("who.another");
  robot.type("noah");
  robot.tap("who.pupil.p-007");
  robot.tap("who.part.2.worried-about");
  const Entry entry = buildEntry(robot.state);
  EXPECT_EQ(entry.pupils.at(0).ref, "p-007");
  EXPECT_EQ(entry.pupils.at(1).ref, "p-006");
}

TEST_F(Who, WhatTheLastPersonLookedForIsNeverShownToTheNext) {
  aboutAChild();
  robot.type("ella");
  robot.tap("who.pupil.p-006");
  robot.tap("who.another");
  robot.type("noah");
  robot.tap("page.leave");
  robot.tap("leave.keep");
  robot.tell(BadgeRead{"badge-jo"});
  robot.tap("adult.no");
  EXPECT_TRUE(robot.state.foundPupils.empty());
  for (const char* name : {"Ella", "Noah", "Zoë"}) EXPECT_FALSE(robot.says(name)) << name;
}

TEST_F(Who, OddTypingNeverCrashesAndCanBeTakenAsTyped) {
  aboutAChild();
  for (const char* odd : {"👧🏽", "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D", "''''", "\xE2\x80\x8F", "- -"})
    robot.type(odd);
  EXPECT_TRUE(robot.state.foundPupils.empty());
  robot.type(std::string(100'000, 'x'));
  robot.tap("who.use-typed");
  EXPECT_EQ(robot.state.draft.pupils.size(), 1U);
}

TEST_F(Who, ANewRosterInTheMiddleOfTypingIsSearchedAgain) {
  aboutAChild();
  robot.type("twin");
  robot.tell(RosterArrived{roster()});
  EXPECT_TRUE(robot.state.foundPupils.empty());
  robot.tell(RosterArrived{nullptr});
  robot.type("x");
  EXPECT_TRUE(robot.shows("who.use-typed"));
}

// --- an adult who works here ------------------------------------------------------------------------------------

class RoundTheAdult : public Who {
 protected:
  // The screen's promise and the entry, for an adult typed or chosen.
  void about(const std::string& typed, const std::string& choice) {
    robot.tap("adult.yes");
    robot.type(typed);
    robot.tap(choice);
  }
  void directoryIs(std::shared_ptr<Directory> directory) { robot.tell(DirectoryArrived{std::move(directory)}); }
  static Person& person(Directory& directory, std::string_view id) {
    for (Person& one : directory.people) {
      if (one.id == id) return one;
    }
    return directory.people.front();
  }
};

TEST_F(RoundTheAdult, ADslNeverReadsWhatIsAboutHer) {
  about("Mrs Hartley", "adult.use-typed");
  EXPECT_TRUE(robot.says("Only Mrs Ruth Pemberton will be able to read this."));
  EXPECT_EQ(buildEntry(robot.state).audience, "head");
}

TEST_F(RoundTheAdult, TheHeadUnderASecondRoleIsStillTheHead) {
  auto directory = std::make_shared<Directory>(*school());
  Person deputy = person(*directory, "deputy-1");
  deputy.id = "deputy-2";
  deputy.name = "Ruth Pemberton";
  directory->people.push_back(deputy);
  directory->audiences[0].people.push_back("deputy-2");
  directoryIs(directory);
  about("Ruth Pemberton", "adult.use-typed");
  EXPECT_TRUE(robot.says("Only Dr Alan Whitfield will be able to read this."));
  EXPECT_EQ(buildEntry(robot.state).audience, "chair");
}

TEST_F(RoundTheAdult, ChosenFromAStaffListThatDoesNotKnowSheIsTheHead) {
  auto unlinked = std::make_shared<Roster>(*roster());
  for (Staff& member : unlinked->staff) member.personId.clear();
  robot.tell(RosterArrived{unlinked});
  about("ruth", "adult.staff.s-003");
  EXPECT_TRUE(robot.says("Only Dr Alan Whitfield will be able to read this."));
  EXPECT_EQ(buildEntry(robot.state).audience, "chair");
}

TEST_F(RoundTheAdult, AboutTheChairGoesToTheHead) {
  about("Alan Whitfield", "adult.use-typed");
  EXPECT_TRUE(robot.says("Only Mrs Ruth Pemberton will be able to read this."));
}

TEST_F(RoundTheAdult, WhoIsBothHeadAndChairIsReadByNobodyInSchool) {
  auto directory = std::make_shared<Directory>(*school());
  directory->audiences[2].people = {"head-1"};
  directoryIs(directory);
  about("ruth", "adult.staff.s-003");
  EXPECT_TRUE(robot.says("01632 960 123")) << "whom to ring";
  EXPECT_FALSE(robot.says("will be able to read this"));
  EXPECT_TRUE(routeOf(robot.state.directory.get(), robot.state.draft).nobodyEligible);
}

TEST_F(RoundTheAdult, AFirstNameOrOtherSpellingIsEnough) {
  for (const char* typed : {"Ruth", "pemberton", "R. Pemberton", "Pemberton, Ruth", "PEMBERTON ruth"}) {
    robot.state.draft.aboutAdult = Answer::yes;
    robot.state.draft.adultName = typed;
    EXPECT_EQ(routeOf(robot.state.directory.get(), robot.state.draft).audience, "chair") << typed;
  }
  robot.state.draft.adultName = "Terry Marsh";
  EXPECT_EQ(routeOf(robot.state.directory.get(), robot.state.draft).audience, "head");
}

TEST_F(RoundTheAdult, IsNeverAmongThoseToTell) {
  robot.state.draft.aboutAdult = Answer::yes;
  robot.state.draft.adultName = "Pemberton";
  for (const Person* one : peopleToTell(robot.state.directory.get(), robot.state.draft, robot.state.now)) {
    EXPECT_EQ(one->name.find("Pemberton"), std::string::npos);
  }
}

}  // namespace
}  // namespace pillarbox::post::test
