// Section 5 of the policy that practice_seeds_test.cpp begins with: how an incident is recorded, step by step, at the
// touchscreen, and what its readers do then. Steps are those of the policy, by their numbers.
#include "tests/flow/casework_story.h"
#include "tests/flow/windows.h"

namespace pillarbox::support {
namespace {

class PolicySection5 : public WithCases<Windows> {
 protected:
  void makeSchool() override { makeSchoolWithSeniorLeader(); }
  // From the words to a posting on the disk; gives the id of the newest.
  bool post(RobotClient& robot, int postings) {
    return toCheck(robot) && robot.tap("page.next") && robot.waitFor("posted.reference", 20s) &&
           waitForCount("postings", postings);
  }
  // A concern about Amelia Shaw of 3H by the first badge, up to what happened.
  bool aboutAmelia(RobotClient& robot) {
    return signIn(robot) && robot.tap("adult.no") && robot.waitFor("who.search") && robot.type("amelia shaw 3h") &&
           robot.tap(robot.waitForPart("who.pupil.")) && robot.tap("who.part.1.worried-about") &&
           robot.tap("page.next") && robot.waitFor("what.kind.i-saw");
  }
  std::string onlyId() const { return idsHere().empty() ? std::string() : *idsHere().begin(); }
  std::string written(const std::string& account = "Invented: the marker zebra.") {
    RobotClient robot;
    EXPECT_TRUE(openKiosk(robot) && writeAs(robot, account) && post(robot, 1)) << robot.error();
    return onlyId();
  }
};

TEST_F(PolicySection5, AllStaffRecordUnderTheirOwnNameOnly) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, "Invented.") && post(robot, 1)) << robot.error();
  const Json author = onlyEntry()["author"];
  EXPECT_EQ(author["name"], school->badges().at(0).name);
  EXPECT_EQ(author["verified_by"], "badge");
  // Another's badge ends the first one's turn.
  ASSERT_TRUE(robot.tap("page.next") && robot.waitFor("home.tell") && writeAs(robot, "Invented: the marker lion.") &&
              signIn(robot, 1))
      << robot.error();
  EXPECT_FALSE(shows(robot, "lion"));
}

TEST_F(PolicySection5, Section2ItIsNoSubstituteForTellingTheDslAtOnce) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, "Invented.") && post(robot, 1)) << robot.error();
  EXPECT_TRUE(on(robot, "posted.tell")) << wordsOn(robot);
  EXPECT_TRUE(shows(robot, school->person("dsl").name)) << "whom to tell, by name";
  EXPECT_EQ(onlyEntry()["dsl_told_in_person"], false);
}

TEST_F(PolicySection5, Section3WritersAddAndSeeWhatBecameOfTheirOwnAndOfNobodyElses) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, "Invented: the marker zebra.") && post(robot, 1)) << robot.error();
  const std::string reference = nameOf(robot, "posted.reference");
  const auto mine = [&](std::size_t number, const std::string& home) {
    return robot.tap(home) && robot.waitFor("home.tell") && robot.tap("home.mine") && robot.badge(badge(number)) &&
           robot.waitFor("page.next", 20s);
  };
  ASSERT_TRUE(mine(0, "page.next") && robot.waitFor("mine.state.1", 20s)) << robot.error();
  EXPECT_TRUE(on(robot, "mine.add.1"));
  EXPECT_FALSE(shows(robot, "zebra")) << "what became of it, never its words";
  ASSERT_TRUE(mine(1, "page.leave")) << robot.error();
  EXPECT_FALSE(shows(robot, reference) || on(robot, "mine.state.1")) << wordsOn(robot);
}

TEST_F(PolicySection5, Step1AnIncidentIsAddedFromTheFirstScreen) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot)) << robot.error();
  EXPECT_TRUE(on(robot, "home.tell"));
  ASSERT_TRUE(robot.tap("home.tell") && robot.waitFor("sign-in.no-badge")) << robot.error();
}

TEST_F(PolicySection5, Step2TheChildIsTypedAndTheRightOneOfTheListIsTaken) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && signIn(robot) && robot.tap("adult.no") && robot.waitFor("who.search") &&
              robot.type("amelia shaw") && !robot.waitForPart("who.pupil.").empty())
      << robot.error();
  // Two are called that: both are offered, told apart by their class, and neither is taken by itself.
  EXPECT_TRUE(shows(robot, "3H") && shows(robot, "5T")) << wordsOn(robot);
  EXPECT_FALSE(on(robot, "who.part.1.worried-about"));
}

TEST_F(PolicySection5, Step3WhatItIsTheFactsTheChildsWordsTheBodyMapAndWhatWasDone) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && aboutAmelia(robot)) << robot.error();
  for (const char* kind : {"child-told-me", "i-saw", "someone-told-me", "injury", "parent-contact"}) {
    EXPECT_TRUE(on(robot, std::string("what.kind.") + kind)) << kind;
  }
  ASSERT_TRUE(robot.tap("what.kind.injury") && robot.tap("what.when.now") && robot.tap("page.next") &&
              robot.waitFor("write.account") && write(robot, "Invented: she held her left cheek.") &&
              robot.tap("write.tab.words") && robot.waitFor("write.words") && robot.tap("write.words") &&
              robot.type("I fell off the wall."))
      << robot.error();
  ASSERT_TRUE(robot.tap("page.next") && robot.tap("done.told.no") && robot.tap("done.spoke") &&
              robot.tap("page.next") && robot.waitFor("check.body") && robot.tap("check.body") &&
              robot.tap("body.places") && robot.tap("body.place.left-cheek") && robot.tap("body.kind.bruise") &&
              robot.tap("body.colour.purple") && robot.tap("page.next") &&
              (robot.waitFor("check.facts", 3s) || (robot.tap("page.next") && robot.waitFor("check.facts"))))
      << robot.error() << wordsOn(robot);
  ASSERT_TRUE(robot.tap("page.next") && robot.waitFor("posted.reference", 20s) && waitForCount("postings", 1))
      << robot.error();
  const Json entry = onlyEntry();
  EXPECT_EQ(entry["record_kind"], "injury");
  EXPECT_EQ(entry["exact_words"][0]["words"], "I fell off the wall.");
  EXPECT_EQ(entry["done"][0]["what"], "spoke-to-child");
  EXPECT_NE(entry["body_map"].dump().find("left cheek"), std::string::npos) << entry["body_map"];
}

TEST_F(PolicySection5, Step3ActionsAreDoneOrAgreedAndNeverARequest) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, "Invented.") && robot.tap("page.next") &&
              robot.waitFor("done.told.no"))
      << robot.error();
  EXPECT_TRUE(shows(robot, "What have you done?")) << wordsOn(robot);
  EXPECT_TRUE(shows(robot, "I agreed with somebody what happens next")) << wordsOn(robot);
  ASSERT_TRUE(robot.tap("done.told.no")) << robot.error();
  EXPECT_TRUE(on(robot, "done.go")) << "a posting does not take the place of telling somebody";
}

TEST_F(PolicySection5, Step4OnlySafeguardingLeadsGiveChildProtectionOrChildInNeed) {
  const std::string id = written();
  EXPECT_EQ(shown("dsl", id)["category"], "") << "nobody is made to choose one";
  taken("deputy", {"sort", id, "--category", "Child in Need"});
  EXPECT_EQ(shown("dsl", id)["category"], "Child in Need");
  EXPECT_EQ(asked("dsl", {"policy", "set", school->folder(), "staff_choose_category", "yes"}).exit, 0);
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, "Invented.") && toCheck(robot) && robot.tap("check.change.category") &&
              robot.waitFor("category.not-sure"))
      << robot.error();
  EXPECT_FALSE(shows(robot, "Child Protection") || shows(robot, "Child in Need")) << wordsOn(robot);
}

TEST_F(PolicySection5, Step5OtherChildrenAreLinkedEachWithAPartAndCalledByInitialsWhereTheSchoolWants) {
  EXPECT_EQ(asked("dsl", {"policy", "set", school->folder(), "linked_names", "initials"}).exit, 0);
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && signIn(robot) && robot.tap("adult.no") && robot.waitFor("who.search") &&
              robot.type("amelia shaw 3h") && robot.tap(robot.waitForPart("who.pupil.")) &&
              robot.tap("who.part.1.worried-about") && robot.tap("who.another") && robot.waitFor("who.search") &&
              robot.type("yusuf") && robot.tap(robot.waitForPart("who.pupil.")) && robot.tap("who.part.2.saw-it") &&
              robot.tap("page.next") && robot.tap("what.kind.i-saw") && robot.tap("what.when.now") &&
              robot.tap("page.next") && robot.waitFor("write.account") && robot.tap("write.account") &&
              robot.type("Invented: she was pushed. It was seen by Yusuf") &&
              robot.tap(robot.waitForPart("write.mention.")) && post(robot, 1))
      << robot.error() << wordsOn(robot);
  const Json entry = onlyEntry();
  ASSERT_EQ(entry["pupils"].size(), 2U);
  EXPECT_EQ(entry["pupils"][1]["part"], "saw-it");
  EXPECT_EQ(entry["linked_initials"], true);
  EXPECT_NE(entry["account"].get<std::string>().find("@{"), std::string::npos) << "kept as a reference either way";
}

TEST_F(PolicySection5, Step6TheSafeguardingTeamIsAlwaysToldAndNobodyWhoMayNotKnow) {
  const std::string id = written();
  for (const char* role : {"dsl", "deputy"}) EXPECT_EQ(caseHere(role, {"show", id}).exit, 0) << role;
  for (const char* role : {"slt", "head", "chair"}) expectRefused(caseHere(role, {"show", id}), 1, "has no entry");
  taken("dsl", {"move", id, "pastoral", "--why", words("It is about lunch money.")});
  EXPECT_EQ(shown("slt", id)["timeline"][0]["integrity"]["ok"], true);
}

TEST_F(PolicySection5, Step7NotesLettersAndReportsAreUploaded) {
  const std::string id = written();
  const std::string letter = temp / "letter.pdf";
  writeText(letter, "%PDF-1.4\n% an invented letter\n");
  taken("dsl", {"note", id, "--text", words("The letter from the nurse."), "--file", letter});
  const Json note = shown("deputy", id)["timeline"][1];
  EXPECT_EQ(note["entry"]["attachments"][0]["type"], "application/pdf");
  EXPECT_EQ(note["integrity"]["ok"], true);
}

TEST_F(PolicySection5, Step8OnceSubmittedItCannotBeEdited) {
  const std::string id = written();
  const Json before = shown("dsl", id)["timeline"][0];
  taken("dsl", {"correct", id, "--text", words("It was Tuesday.")});
  const Json after = shown("dsl", id);
  EXPECT_EQ(after["timeline"][0], before) << "the original stays as it is";
  EXPECT_EQ(after["corrections"].size(), 1U);
  const Ran changed = run({"sqlite3", database(), "UPDATE bodies SET sealed = x'00'"});
  EXPECT_NE(changed.exit, 0) << "and the database refuses";
  expectVerified();
}

TEST_F(PolicySection5, Step9AMistakeIsToldToADsl) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, "Invented.") && post(robot, 1) && robot.tap("page.next") &&
              robot.waitFor("home.tell") && robot.tap("home.mine") && robot.badge(badge()) &&
              robot.waitFor("mine.mistake.1", 20s) && robot.tap("mine.mistake.1") &&
              robot.waitFor("mistake.wrong-child") && robot.tap("mistake.wrong-child") && robot.tap("mistake.say") &&
              robot.type("It was Zoe.") && robot.tap("page.next") && robot.waitFor("check.facts") &&
              robot.tap("page.next") && robot.waitFor("posted.reference", 20s) && waitForCount("postings", 2))
      << robot.error();
  const Json list = listed("dsl", "unread");
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(shown("dsl", list[0]["id"])["timeline"][1]["entry"]["kind"], "mistake");
}

TEST_F(PolicySection5, Step10AnActionIsAddedUnderneathTheIncident) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, "Invented.") && post(robot, 1) && robot.tap("page.next") &&
              robot.waitFor("home.tell") && robot.tap("home.mine") && robot.badge(badge()) &&
              robot.waitFor("mine.add.1", 20s) && robot.tap("mine.add.1") && robot.waitFor("write.account") &&
              write(robot, "Invented: I have spoken to her mother.") && robot.tap("page.next"))
      << robot.error();
  ASSERT_TRUE(robot.waitFor("check.facts") && robot.tap("page.next") && robot.waitFor("posted.reference", 20s) &&
              waitForCount("postings", 2))
      << robot.error() << wordsOn(robot);
  const Json list = listed("dsl", "unread");
  ASSERT_EQ(list.size(), 1U) << "one incident, one story";
  const std::string id = list[0]["id"];
  taken("dsl", {"action", id, "--what", words("Rang the nurse"), "--done"});
  const Json all = shown("dsl", id);
  EXPECT_EQ(all["timeline"][1]["entry"]["kind"], "addition");
  EXPECT_EQ(all["actions"].size(), 1U);
}

TEST_F(PolicySection5, Step11WhoeverWasAlertedMarksItAsReadAndUnderstood) {
  const std::string id = written();
  EXPECT_EQ(listed("deputy", "unread").size(), 1U);
  taken("deputy", {"read", id});
  taken("deputy", {"understood", id});
  const Json all = shown("dsl", id);
  EXPECT_EQ(all["unread"].size(), 0U);
  ASSERT_EQ(all["understood"].size(), 1U);
  EXPECT_EQ(all["understood"][0]["person"], school->person("deputy").id);
  EXPECT_EQ(json(school->inbox({"list"}))[0]["state"], "read");
}

TEST_F(PolicySection5, Step12ActionsAreFollowedUpAndTheOutcomeLoggedForTheSameIncident) {
  const std::string id = written();
  taken("dsl", {"read", id});
  const std::string action = taken("dsl", {"action", id, "--what", words("Meet her mother"), "--agreed", "--owner",
                                           school->person("deputy").id, "--due", "2099-01-31"});
  EXPECT_EQ(listed("deputy", "mine").size(), 1U);
  EXPECT_EQ(listed("dsl", "waiting").size(), 1U);
  taken("deputy", {"outcome", action, "--text", words("They met, and she is well.")});
  const Json all = shown("dsl", id);
  EXPECT_EQ(all["actions"][0]["open"], false);
  EXPECT_EQ(all["actions"][0]["outcomes"].size(), 1U);
  EXPECT_EQ(jsonIn(school->folder(), "dsl", {"list"}).size(), 1U) << "no new concern";
}

TEST_F(PolicySection5, WhatIsConfidentialIsNeverLeftInView) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, "Invented: the marker zebra.")) << robot.error();
  EXPECT_TRUE(shows(robot, "zebra"));
  ASSERT_TRUE(robot.keys({"escape"}) && robot.waitGone("write.account")) << robot.error();
  EXPECT_FALSE(shows(robot, "zebra"));
}

}  // namespace
}  // namespace pillarbox::support
