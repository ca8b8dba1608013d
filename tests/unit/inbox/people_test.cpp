// People, key cards, sheets, devices and badges on the screen.
#include "kiosk/inbox/people_words.h"
#include "tests/unit/inbox/people_fixture.h"

namespace pillarbox::inbox {
namespace {

TEST(People, WhoReadsWhatStandsInPlainWords) {
  Robot robot(inPeople(), 1280, 2400);
  robot.settle();
  ASSERT_TRUE(robot.tap("people.people"));
  EXPECT_TRUE(robot.shows("Anna Bell (you)"));
  EXPECT_TRUE(robot.shows("Reads everything posted for safeguarding and for pastoral care."));
  EXPECT_TRUE(robot.shows("Nothing about safeguarding, child protection"));
  EXPECT_TRUE(robot.shows("Class teacher, Year 4. Reads and acts on only what they wrote themselves"));
  EXPECT_TRUE(robot.shows("Key card: Not used yet"));
  EXPECT_TRUE(robot.shows("Their access was ended."));
}

TEST(People, ADeputyIsAddedOnlyAfterItWasSaidWhatThatMeansAndWhetherSheReadsWhatWasBefore) {
  Robot robot(inPeople(), 1280, 1600);
  robot.settle();
  ASSERT_TRUE(robot.tap("people.people") && robot.tap("people.add"));
  EXPECT_EQ(robot.find("role.head"), nullptr) << "a head is added by a head or a chair only";
  ASSERT_TRUE(robot.tap("role.deputy"));
  ASSERT_TRUE(robot.tap("people.next"));
  EXPECT_TRUE(robot.shows("Type their name"));
  robot.tap("people.name");
  robot.type("Nina New");
  ASSERT_TRUE(robot.tap("people.next"));
  EXPECT_TRUE(robot.shows("Choose whether they may read what was posted before."));
  ASSERT_TRUE(robot.tap("people.older.yes") && robot.tap("people.next"));
  EXPECT_TRUE(robot.shows("After this, Nina New can read everything posted for safeguarding"));
  EXPECT_TRUE(robot.shows("You can end this later, but not take back what they have read or printed."));
  EXPECT_EQ(lastAsked<AddPerson>(robot), nullptr) << "nothing is done before that";
  ASSERT_TRUE(robot.tap("people.yes"));
  const AddPerson* add = lastAsked<AddPerson>(robot);
  ASSERT_NE(add, nullptr);
  EXPECT_EQ(add->name, "Nina New");
  EXPECT_EQ(add->role, PersonRole::deputy);
  EXPECT_TRUE(add->older);
  EXPECT_TRUE(robot.state.inbox.manage.working);

  PeopleDone done;
  done.done = "Nina New is added.";
  done.folder = "/home/school/pillarbox-papers-to-print/2026-11-22 1030";
  done.papers = {{"key-card-deputy-3.pdf", "Key card for Nina New", "Print it."}};
  robot.give(PeopleEvent{std::move(done)});
  robot.settle();
  EXPECT_TRUE(robot.shows("Key card for Nina New"));
  EXPECT_TRUE(robot.shows("/home/school/pillarbox-papers-to-print"));
  ASSERT_TRUE(robot.tap("bar.back"));
  EXPECT_TRUE(robot.shows("Key card for Nina New")) << "papers are not left by mistake";
  ASSERT_TRUE(robot.tap("people.printed"));
  EXPECT_NE(robot.find("people.person.deputy-1"), nullptr);
}

TEST(People, WhatWasRefusedIsSaidAndNothingTypedIsLost) {
  Robot robot(inPeople(), 1280, 1600);
  robot.settle();
  robot.give(PeopleEvent{PeopleOpened{PeoplePage::role, {}}});
  robot.give(PeopleEvent{RoleChosen{PersonRole::writer}});
  robot.settle();
  robot.tap("people.name");
  robot.type("Nina New");
  ASSERT_TRUE(robot.tap("people.next") && robot.tap("people.yes"));
  robot.give(PeopleEvent{PeopleFailed{{FaultCode::network, "The server cannot be reached."}}});
  robot.settle();
  EXPECT_TRUE(robot.shows("The server cannot be reached."));
  ASSERT_TRUE(robot.tap("people.no"));
  EXPECT_EQ(robot.state.inbox.manage.people.form.name.text(), "Nina New");
}

TEST(People, OnlyAHeadOrAChairChangesThoseWhoReadAboutAdults) {
  Robot dsl(inPeople(), 1280, 1600);
  dsl.give(PeopleEvent{PeopleOpened{PeoplePage::person, "head-1"}});
  dsl.settle();
  EXPECT_EQ(dsl.find("person.end"), nullptr);
  EXPECT_TRUE(dsl.shows("Only the headteacher or the chair changes this."));

  State state = inPeople({}, "head-1");
  EXPECT_EQ(rolesToGive(state), (std::vector<PersonRole>{PersonRole::head, PersonRole::chair}));
  Robot head(std::move(state), 1280, 1600);
  head.settle();
  EXPECT_EQ(head.find("people.devices"), nullptr) << "devices and badges are the leads'";
  head.give(PeopleEvent{PeopleOpened{PeoplePage::person, "deputy-1"}});
  head.settle();
  EXPECT_EQ(head.find("person.card.new"), nullptr);

  Robot slt(inPeople({}, "slt-1"), 1280, 1600);
  slt.settle();
  ASSERT_TRUE(slt.tap("people.people"));
  EXPECT_EQ(slt.find("people.add"), nullptr);
}

TEST(People, NobodyEndsTheirOwnAccess) {
  Robot robot(inPeople(), 1280, 1600);
  robot.give(PeopleEvent{PeopleOpened{PeoplePage::person, "dsl-1"}});
  robot.settle();
  EXPECT_EQ(robot.find("person.end"), nullptr);
  robot.give(PeopleEvent{PeopleChangeAsked{PeopleChange::endAccess}});
  EXPECT_FALSE(robot.state.inbox.manage.people.preview);
}

TEST(People, OnesOwnNewCardLocksTheInboxOnceItIsPrinted) {
  Robot robot(inPeople(), 1280, 1600);
  robot.give(PeopleEvent{PeopleOpened{PeoplePage::newCard, "dsl-1"}});
  robot.settle();
  ASSERT_TRUE(robot.tap("card.worn") && robot.tap("card.next"));
  EXPECT_TRUE(robot.shows("Your passphrase stays as it is."));
  ASSERT_TRUE(robot.tap("people.yes"));
  PeopleDone done;
  done.papers = {{"key-card-dsl-1.pdf", "Key card for Anna Bell", "Print it."}};
  done.ownCard = true;
  robot.give(PeopleEvent{std::move(done)});
  robot.settle();
  ASSERT_TRUE(robot.tap("people.printed"));
  EXPECT_NE(robot.last<EndProcess>(), nullptr);
}

TEST(People, ALostCardStandsAboveTheListWithTheOneRightStepUntilItIsAnotherCard) {
  Sample sample;
  const CaseEntry report = lostReport(sample, 0, "deputy-1", "card-of-deputy-1");
  State state = unlocked({report});
  state.reader.id = "dsl-1";
  (void)apply(state, SchoolKnown{factsOf(peopleDirectory())});
  Robot robot(std::move(state));
  robot.settle();
  EXPECT_TRUE(robot.shows("Key card lost: Dev Rao"));
  ASSERT_TRUE(robot.tap("list.notice.card-lost"));
  EXPECT_TRUE(robot.shows("The key card of Dev Rao was reported lost"));
  EXPECT_TRUE(robot.shows("by Pat Lee"));
  ASSERT_TRUE(robot.tap("people.lost.deputy-1.go"));
  EXPECT_TRUE(robot.shows("What happened to the card of Dev Rao?"));

  Directory directory = peopleDirectory();
  directory.people[1].cardId = "another-card";
  robot.give(SchoolKnown{factsOf(std::move(directory))});
  EXPECT_TRUE(lostCards(robot.state).empty());
  EXPECT_TRUE(robot.state.inbox.notices.empty());
}

TEST(People, DutyIsOneSignedChangeOfTheDirectory) {
  Robot robot(inPeople(), 1280, 1600);
  robot.give(PeopleEvent{PeopleOpened{PeoplePage::person, "deputy-1"}});
  robot.settle();
  ASSERT_TRUE(robot.tap("person.duty"));
  const SignDirectory* sign = robot.last<SignDirectory>();
  ASSERT_NE(sign, nullptr);
  EXPECT_FALSE(sign->next.person("deputy-1")->onDuty);
  EXPECT_EQ(sign->next.people.size(), peopleDirectory().people.size());
}

TEST(People, ASheetIsProvedAndNothingOfItStaysOnTheScreen) {
  Robot robot(inPeople(), 1280, 1600);
  robot.settle();
  ASSERT_TRUE(robot.tap("people.sheets"));
  EXPECT_TRUE(robot.shows("Never proved yet."));
  ASSERT_TRUE(robot.tap("sheet.safeguarding"));
  robot.type("AGE-SECRET-KEY-INVENTED");
  EXPECT_FALSE(robot.shows("INVENTED"));
  ASSERT_TRUE(robot.tap("sheet.try"));
  const ProveSheet* prove = lastAsked<ProveSheet>(robot);
  ASSERT_NE(prove, nullptr);
  EXPECT_EQ(prove->text.text(), "AGE-SECRET-KEY-INVENTED");
  robot.give(PeopleEvent{SheetTried{"safeguarding", true, "It opened the newest thing that was posted."}});
  robot.settle();
  EXPECT_TRUE(robot.shows("The sheet works"));
  EXPECT_TRUE(robot.state.inbox.manage.people.sheetText.empty());
}

TEST(People, TheListSaysWhenASheetWasLastProved) {
  Sample sample;
  CaseEntry drill = sample.work(Kind::reviewed, 5, {});
  drill.entry.casework.report = "drill";
  drill.entry.body = "safeguarding";
  Robot robot(inPeople({drill}), 1280, 1600);
  robot.settle();
  ASSERT_TRUE(robot.tap("people.sheets"));
  EXPECT_TRUE(robot.shows("Last proved: " + formatShort(drill.entry.writtenAt.wall)));
}

TEST(People, ADeviceIsLetInOnlyWithTheCodeThatWasCompared) {
  Robot robot(inPeople(), 1280, 1600);
  robot.settle();
  ASSERT_TRUE(robot.tap("people.devices"));
  EXPECT_NE(lastAsked<AskWaiting>(robot), nullptr);
  EXPECT_TRUE(robot.shows("Staffroom terminal (this one)"));
  robot.give(PeopleEvent{
      WaitingTold{{{"device-9", "Dining hall", "482 913", true}, {"device-8", "Stranger", "1", false}}, ""}});
  robot.settle();
  EXPECT_EQ(robot.find("devices.compare.device-8"), nullptr) << "it was not invited from here";
  ASSERT_TRUE(robot.tap("devices.compare.device-9"));
  EXPECT_TRUE(robot.shows("482 913"));
  ASSERT_TRUE(robot.tap("people.yes"));
  const ApproveDevice* approve = lastAsked<ApproveDevice>(robot);
  ASSERT_NE(approve, nullptr);
  EXPECT_EQ(approve->code, "482 913");
  EXPECT_EQ(approve->fetches, (std::vector<std::string>{"safeguarding", "pastoral", "writers"}));
  robot.give(PeopleEvent{PeopleDone{"“Dining hall” is let in.", {}, {}, false}});
  robot.settle();
  EXPECT_TRUE(robot.shows("is let in"));
  EXPECT_EQ(robot.find("devices.waiting.device-9"), nullptr);
}

TEST(People, WhatANewDeviceMayFetchIsTickedBeforeItIsLetIn) {
  Robot robot(inPeople(), 1280, 1600);
  robot.settle();
  ASSERT_TRUE(robot.tap("people.devices"));
  robot.give(PeopleEvent{
      WaitingTold{{{"device-9", "Hazel Head's laptop", "482 913", true}, {"device-8", "Dining hall", "1", true}}, ""}});
  robot.settle();
  ASSERT_TRUE(robot.tap("devices.compare.device-9") && robot.tap("people.yes"));
  ASSERT_NE(lastAsked<ApproveDevice>(robot), nullptr);
  EXPECT_EQ(lastAsked<ApproveDevice>(robot)->fetches, std::vector<std::string>{"head"}) << "by the name it has";
  robot.give(PeopleEvent{PeopleDone{"“Hazel Head's laptop” is let in.", {}, {}, false}});
  robot.settle();
  ASSERT_TRUE(robot.tap("devices.compare.device-8"));
  for (const char* each : {"safeguarding", "pastoral", "writers"}) {
    ASSERT_TRUE(robot.tap("devices.fetch." + std::string(each)));
  }
  EXPECT_TRUE(robot.shows("Nothing: it only posts"));
  ASSERT_TRUE(robot.tap("people.yes"));
  EXPECT_EQ(lastAsked<ApproveDevice>(robot)->fetches, std::vector<std::string>{});
}

TEST(People, WhatADeviceMayFetchIsChangedOnlyAfterItWasSaidWhatItWasAndWillBe) {
  Robot robot(inPeople(), 1280, 1600);
  robot.settle();
  ASSERT_TRUE(robot.tap("people.devices") && robot.tap("devices.device.device-2") && robot.tap("device.fetches"));
  EXPECT_TRUE(robot.shows("Until now: It fetches everything the school's server has."));
  for (const char* each : {"pastoral", "head", "chair", "writers"}) {
    ASSERT_TRUE(robot.tap("devices.fetch." + std::string(each)));
  }
  EXPECT_TRUE(robot.shows("From now on: It fetches what is for the safeguarding leads."));
  ASSERT_TRUE(robot.tap("people.yes"));
  ASSERT_NE(lastAsked<ChangeFetches>(robot), nullptr);
  EXPECT_EQ(lastAsked<ChangeFetches>(robot)->device, "device-2");
  EXPECT_EQ(lastAsked<ChangeFetches>(robot)->fetches, std::vector<std::string>{"safeguarding"});
}

TEST(People, ThisDeviceIsNotSentAwayFromItselfAndAnotherOnlyAfterItWasSaidWhatThatMeans) {
  Robot robot(inPeople(), 1280, 1600);
  robot.settle();
  ASSERT_TRUE(robot.tap("people.devices") && robot.tap("devices.device.device-1"));
  EXPECT_EQ(robot.find("device.revoke"), nullptr);
  ASSERT_TRUE(robot.tap("bar.back") && robot.tap("devices.device.device-2") && robot.tap("device.revoke"));
  EXPECT_TRUE(robot.shows("From now on nothing it sends is trusted"));
  ASSERT_TRUE(robot.tap("people.yes"));
  ASSERT_NE(lastAsked<RevokeDevice>(robot), nullptr);
  EXPECT_EQ(lastAsked<RevokeDevice>(robot)->device, "device-2");
}

TEST(People, ABadgeIsFoundByNameAndAOneTimePinIsForThatPersonAlone) {
  Robot robot(inPeople(), 1280, 1600);
  robot.settle();
  ASSERT_TRUE(robot.tap("people.badges"));
  robot.type("theo");
  ASSERT_TRUE(robot.tap("badges.staff.s-101") && robot.tap("badge.give-pin"));
  ASSERT_NE(lastAsked<GivePin>(robot), nullptr);
  EXPECT_EQ(lastAsked<GivePin>(robot)->staff, "s-101");
  robot.give(PeopleEvent{PinMade{"s-101", SecretBytes::copyOf(std::string_view("493817")), "11:05"}});
  robot.settle();
  EXPECT_TRUE(robot.shows("493817"));
  ASSERT_TRUE(robot.tap("bar.back"));
  EXPECT_FALSE(robot.shows("493817"));
  EXPECT_TRUE(robot.state.inbox.manage.people.pin.empty());
}

// HARDCASES: somebody without a key reports a lost card.
TEST(People, ATestAlertIsNotedOnlyWithTheNumberThatCameByEmail) {
  Robot robot(inPeople(), 1280, 1600);
  robot.settle();
  ASSERT_TRUE(robot.tap("people.alerts"));
  ASSERT_NE(lastAsked<AskAlerts>(robot), nullptr);
  robot.give(PeopleEvent{AlertsTold{
      true,
      {{"22 Nov, 10:45 to Anna Bell, about K7-PQ3M", "could not be delivered. There is no such mailbox.", true}},
      {}}});
  robot.settle();
  EXPECT_TRUE(robot.shows("There is no such mailbox.")) << "somebody did not hear of it";
  EXPECT_TRUE(robot.shows("It was never proved"));
  ASSERT_TRUE(robot.tap("alerts.test"));
  ASSERT_NE(lastAsked<TestAlerts>(robot), nullptr);
  robot.give(PeopleEvent{AlertTestSent{"482913"}});
  robot.settle();
  robot.tap("alerts.number");
  robot.type("482 914");
  ASSERT_TRUE(robot.tap("alerts.noted"));
  EXPECT_TRUE(robot.shows("That is not the number"));
  EXPECT_EQ(lastAsked<NoteAlertTest>(robot), nullptr);
  robot.tap("alerts.number");
  robot.press(ui::Key::backspace);
  robot.type("3");
  ASSERT_TRUE(robot.tap("alerts.noted"));
  ASSERT_NE(lastAsked<NoteAlertTest>(robot), nullptr);
  PeopleDone done;
  done.done = "The way to you works.";
  robot.give(PeopleEvent{std::move(done)});
  robot.settle();
  EXPECT_TRUE(robot.shows("The way to you works."));
  EXPECT_EQ(robot.state.inbox.manage.people.page, PeoplePage::alerts);
}

TEST(LostCard, IsReportedFromTheUnlockScreenWithoutAKey) {
  Sample sample;
  const SecretBytes card = open::newCardSecret(sample.random);
  Robot robot(begin(sampleConfig(card), true, Milliseconds(0)));
  robot.settle();
  ASSERT_TRUE(robot.tap("unlock.lost"));
  ASSERT_TRUE(robot.tap("lost.card." + open::cardId(card)));
  EXPECT_TRUE(robot.shows("Is the key card of Anna Bell lost?"));
  robot.tap("lost.reporter");
  robot.type("Pat Lee");
  ASSERT_TRUE(robot.tap("lost.report"));
  const ReportLoss* report = lastAsked<ReportLoss>(robot);
  ASSERT_NE(report, nullptr);
  EXPECT_EQ(report->cardId, open::cardId(card));
  EXPECT_EQ(report->reporter, "Pat Lee");
  robot.give(PeopleEvent{LostEvent{LossReported{}}});
  robot.settle();
  EXPECT_TRUE(robot.shows("The other safeguarding leads see it"));
  ASSERT_TRUE(robot.tap("lost.done"));
  EXPECT_NE(robot.find("unlock.card"), nullptr);
}

// The kiosk starts the inbox without a card: reporting is all there is, and afterwards it is the staff's screen again.
TEST(LostCard, ReportedAtTheTerminalEndsWhereItBegan) {
  Sample sample;
  const SecretBytes card = open::newCardSecret(sample.random);
  Config config = sampleConfig(card);
  config.startedByStaffScreens = config.cardLost = true;
  config.openOnTerminals = false;  // reporting is allowed all the same
  Robot robot(begin(config, true, Milliseconds(0)));
  robot.settle();
  EXPECT_TRUE(robot.shows("Whose key card is lost?"));
  EXPECT_EQ(robot.find("lost.every"), nullptr);
  robot.give(PeopleEvent{LostEvent{EveryCardLost{}}});
  ASSERT_TRUE(robot.tap("lost.card." + open::cardId(card)) && robot.tap("lost.report"));
  ASSERT_NE(lastAsked<ReportLoss>(robot), nullptr);
  robot.give(PeopleEvent{LostEvent{LossReported{}}});
  robot.settle();
  ASSERT_TRUE(robot.tap("lost.done"));
  EXPECT_EQ(robot.state.screen, Screen::ended);

  Robot back(begin(std::move(config), true, Milliseconds(0)));
  back.settle();
  ASSERT_TRUE(back.tap("lost.back"));
  EXPECT_EQ(back.state.screen, Screen::ended);
}

// A card that turns up there opens nothing that the school's policy does not allow.
TEST(LostCard, AtTheTerminalACardStillOpensOnlyWhatThePolicyAllows) {
  Sample sample;
  const SecretBytes card = open::newCardSecret(sample.random);
  Config config = sampleConfig(card);
  config.startedByStaffScreens = config.cardLost = true;
  config.openOnTerminals = false;
  Robot robot(begin(std::move(config), true, Milliseconds(0)));
  robot.settle();
  robot.give(CardShown{open::cardCodeForPeople(card)});
  robot.settle();
  EXPECT_TRUE(robot.shows("Your school does not open the inbox on a terminal"));
  EXPECT_TRUE(robot.state.unlock.card.empty());
}

TEST(LostCard, ACardThatTurnsUpUnlocksAfterAll) {
  Sample sample;
  const SecretBytes card = open::newCardSecret(sample.random);
  Robot robot(begin(sampleConfig(card), true, Milliseconds(0)));
  robot.settle();
  ASSERT_TRUE(robot.tap("unlock.lost"));
  robot.give(CardShown{open::cardCodeForPeople(card)});
  robot.settle();
  EXPECT_TRUE(robot.shows("Hello, Anna Bell"));
}

TEST(LostCard, EveryCardLostTakesTheSheetThenWhoThenPapers) {
  Sample sample;
  const SecretBytes card = open::newCardSecret(sample.random);
  Robot robot(begin(sampleConfig(card), true, Milliseconds(0)), 1280, 1000);
  robot.settle();
  ASSERT_TRUE(robot.tap("unlock.lost") && robot.tap("lost.every"));
  robot.type("AGE-SECRET-KEY-INVENTED");
  EXPECT_FALSE(robot.shows("INVENTED"));
  ASSERT_TRUE(robot.tap("lost.try"));
  robot.give(PeopleEvent{LostEvent{LostFailed{{FaultCode::badInput, "That is not the line of a recovery sheet."}}}});
  robot.settle();
  EXPECT_TRUE(robot.shows("That is not the line of a recovery sheet."));
  ASSERT_TRUE(robot.tap("lost.try"));
  robot.give(PeopleEvent{LostEvent{SheetOpens{{{"dsl-1", "Anna Bell"}, {"deputy-1", "Dev Rao"}}}}});
  robot.settle();
  ASSERT_TRUE(robot.tap("lost.person.deputy-1") && robot.tap("lost.recover"));
  const RecoverWithSheet* recover = lastAsked<RecoverWithSheet>(robot);
  ASSERT_NE(recover, nullptr);
  EXPECT_EQ(recover->people, std::vector<std::string>{"dsl-1"});
  EXPECT_EQ(recover->text.text(), "AGE-SECRET-KEY-INVENTED");
  CardsRecovered made;
  made.folder = "/home/school/pillarbox-papers-to-print/2026-11-22 1030";
  made.papers = {{"key-card-dsl-1.pdf", "Key card for Anna Bell", "Print it."}};
  robot.give(PeopleEvent{LostEvent{std::move(made)}});
  robot.settle();
  EXPECT_TRUE(robot.shows("Key card for Anna Bell"));
  EXPECT_TRUE(robot.state.unlock.lost->sheetText.empty());
}

}  // namespace
}  // namespace pillarbox::inbox
