// "People, keys and devices" and a lost card in every state and shape.
#include "tests/unit/inbox/people_fixture.h"
#include "tests/unit/inbox/sweep.h"

namespace pillarbox::inbox {
namespace {

class EveryPeopleScreen : public testing::TestWithParam<Shape> {
 protected:
  static void open(Robot& robot, PeoplePage page, const std::string& subject = {}) {
    robot.give(PeopleEvent{PeopleOpened{page, subject}});
  }
  static void ask(Robot& robot, PeopleChange change) { robot.give(PeopleEvent{PeopleChangeAsked{change}}); }
  static void back(Robot& robot) { robot.give(BackPressed{}); }

  static std::vector<Paper> papers() {
    return {{"key-card-deputy-3.pdf", "Key card for Wilhelmina-Maximiliana Featherstonehaugh-Cholmondeley",
             "Print it, cut it out and fold it. Give it to them and to nobody else."},
            {"starter-passphrase-deputy-3.pdf",
             "Starter passphrase for Wilhelmina-Maximiliana Featherstonehaugh-Cholmondeley",
             "Hand it over apart from the key card. They choose their own the first time."}};
  }
  static constexpr const char* folder = "/home/safeguarding/pillarbox-papers-to-print/2026-11-22 1030";
};

TEST_P(EveryPeopleScreen, PeopleAndTheirKeys) {
  const Shape shape = GetParam();
  Sample sample;
  const std::vector<CaseEntry> lost{lostReport(sample, 0, "deputy-1", "card-of-deputy-1")};
  Robot robot(inPeople(lost), shape.width, shape.height, shape.scale);
  sweep(robot, shape, "people menu");
  open(robot, PeoplePage::people);
  sweep(robot, shape, "people");
  for (const char* person : {"dsl-1", "deputy-1", "slt-1", "head-1", "deputy-2"}) {
    open(robot, PeoplePage::person, person);
    sweep(robot, shape, std::string("person ") + person);
    back(robot);
  }
  open(robot, PeoplePage::person, "slt-1");
  open(robot, PeoplePage::edit);
  sweep(robot, shape, "edit");
  robot.give(PeopleEvent{PeopleTyped{PeopleField::room, ui::InsertText{"!"}}});
  robot.give(PeopleEvent{RoleChosen{PersonRole::deputy}});
  ask(robot, PeopleChange::edit);
  sweep(robot, shape, "edit, what changes");
  back(robot);
  back(robot);
  for (const CardWhy why : {CardWhy::lost, CardWhy::stolen, CardWhy::worn}) {
    open(robot, PeoplePage::newCard);
    robot.give(PeopleEvent{CardWhyChosen{why}});
    sweep(robot, shape, "new card");
    ask(robot, PeopleChange::newCard);
    sweep(robot, shape, "new card, what changes");
    back(robot);
    back(robot);
  }
  for (const PeopleChange change : {PeopleChange::endAccess, PeopleChange::openOlder}) {
    ask(robot, change);
    sweep(robot, shape, "change " + std::to_string(static_cast<int>(change)));
    back(robot);
  }
  open(robot, PeoplePage::role);
  sweep(robot, shape, "role");
  robot.give(PeopleEvent{RoleChosen{PersonRole::deputy}});
  sweep(robot, shape, "add");
  ask(robot, PeopleChange::add);
  sweep(robot, shape, "add, name missing");
  robot.give(PeopleEvent{
      PeopleTyped{PeopleField::name, ui::InsertText{"Wilhelmina-Maximiliana Featherstonehaugh-Cholmondeley"}}});
  robot.give(PeopleEvent{OlderChosen{true}});
  ask(robot, PeopleChange::add);
  sweep(robot, shape, "add, what changes");
  robot.give(PeopleEvent{PeopleConfirmed{}});
  sweep(robot, shape, "add, working");
  robot.give(PeopleEvent{PeopleFailed{{FaultCode::busy, "Somebody else has changed the school's people meanwhile."}}});
  sweep(robot, shape, "add, refused");
  robot.give(PeopleEvent{PeopleConfirmed{}});
  robot.give(PeopleEvent{PeopleDone{"She is added. 1204 older entries are open to them.", folder, papers(), true}});
  sweep(robot, shape, "papers");
}

TEST_P(EveryPeopleScreen, SheetsDevicesAndBadges) {
  const Shape shape = GetParam();
  Robot robot(inPeople(), shape.width, shape.height, shape.scale);
  open(robot, PeoplePage::sheets);
  sweep(robot, shape, "sheets");
  open(robot, PeoplePage::sheet, "safeguarding");
  sweep(robot, shape, "sheet");
  robot.give(PeopleEvent{PeopleTyped{PeopleField::sheet, ui::InsertText{"AGE-SECRET-KEY-INVENTED"}}});
  robot.give(PeopleEvent{SheetTyped{}});
  sweep(robot, shape, "sheet, working");
  robot.give(PeopleEvent{SheetTried{"safeguarding", true, "It opened the newest thing that was posted."}});
  sweep(robot, shape, "sheet works");
  open(robot, PeoplePage::sheet, "safeguarding");
  robot.give(PeopleEvent{SheetTried{"safeguarding", false, "That is the other sheet of this school, not this one."}});
  sweep(robot, shape, "sheet does not work");

  open(robot, PeoplePage::devices);
  sweep(robot, shape, "devices, asking");
  robot.give(PeopleEvent{WaitingTold{
      {{"device-9", "Dining hall", "482 913", true}, {"device-8", "A terminal of somebody else", "112 004", false}},
      "Who is waiting is not known now: the server cannot be reached."}});
  sweep(robot, shape, "devices");
  open(robot, PeoplePage::device, "device-9");
  ask(robot, PeopleChange::approveDevice);
  sweep(robot, shape, "device to let in");
  for (const char* audience : {"safeguarding", "pastoral", "writers"}) robot.give(PeopleEvent{FetchToggled{audience}});
  sweep(robot, shape, "device to let in, fetches nothing or little");
  back(robot);
  back(robot);
  for (const char* device : {"device-1", "device-2", "device-3"}) {
    open(robot, PeoplePage::device, device);
    sweep(robot, shape, std::string("device ") + device);
    ask(robot, PeopleChange::revokeDevice);
    sweep(robot, shape, std::string("device, what changes ") + device);
    if (device == std::string("device-2")) {
      back(robot);
      ask(robot, PeopleChange::changeFetches);
      sweep(robot, shape, "device, what it may fetch");
    }
    back(robot);
    if (device != std::string("device-2")) continue;
    back(robot);
  }
  for (const bool code : {false, true}) {
    InvitationState invitation;
    invitation.until = "10:45";
    invitation.file = std::string(folder) + "/invitation.txt";
    if (code) {
      invitation.code.id = ui::newPictureId();
      invitation.code.width = invitation.code.height = invitation.code.stride = 64;
      invitation.code.pixels = std::make_shared<const Bytes>(Bytes(64 * 64, 255));
    }
    robot.give(PeopleEvent{InvitationMade{std::move(invitation)}});
    sweep(robot, shape, "invitation");
  }

  open(robot, PeoplePage::alerts);
  sweep(robot, shape, "alerts, asking");
  robot.give(PeopleEvent{AlertsTold{
      false,
      {{"22 Nov, 10:45 to Anna Bell, about K7-PQ3M", "could not be delivered. There is no such mailbox.", true},
       {"22 Nov, 10:45 to Daniel Osei-Price, about K7-PQ3M", "sent", false}},
      "What became of them is not known now: the server cannot be reached."}});
  sweep(robot, shape, "alerts");
  robot.give(PeopleEvent{AlertTestSent{"482913"}});
  sweep(robot, shape, "alerts, the number");
  back(robot);
  open(robot, PeoplePage::badges);
  sweep(robot, shape, "badges");
  robot.give(PeopleEvent{PeopleTyped{PeopleField::search, ui::InsertText{"zzz"}}});
  sweep(robot, shape, "badges, nobody");
  ask(robot, PeopleChange::printNew);
  sweep(robot, shape, "badges to print");
  back(robot);
  for (const char* staff : {"s-100", "s-101"}) {
    open(robot, PeoplePage::badge, staff);
    sweep(robot, shape, std::string("badge ") + staff);
    for (const PeopleChange change : {PeopleChange::printBadge, PeopleChange::revokeBadges}) {
      ask(robot, change);
      sweep(robot, shape, "badge, what changes");
      back(robot);
    }
    robot.give(PeopleEvent{PinMade{staff, SecretBytes::copyOf(std::string_view("493817")), "11:05"}});
    sweep(robot, shape, "badge with PIN");
    back(robot);
  }
}

TEST_P(EveryPeopleScreen, BeforeAnybodyHasUnlocked) {
  const Shape shape = GetParam();
  Sample sample;
  const SecretBytes card = open::newCardSecret(sample.random);
  Config config = sampleConfig(card);
  config.cardHolders.push_back({"other", "Wilhelmina-Maximiliana Featherstonehaugh-Cholmondeley"});
  const auto lost = [](LostEvent event) { return PeopleEvent{std::move(event)}; };
  Robot robot(begin(config, true, Milliseconds(0)), shape.width, shape.height, shape.scale);
  sweep(robot, shape, "unlock");
  robot.give(lost(LostOpened{}));
  sweep(robot, shape, "lost, whose");
  robot.give(lost(LostCardChosen{"other"}));
  sweep(robot, shape, "lost, sure");
  robot.give(lost(LostConfirmed{}));
  robot.give(lost(LostFailed{{FaultCode::diskFull, "The disk is full. Ask your technician to make room."}}));
  sweep(robot, shape, "lost, not reported");
  robot.give(lost(LostConfirmed{}));
  robot.give(lost(LossReported{}));
  sweep(robot, shape, "lost, reported");
  robot.give(lost(LostLeft{}));
  robot.give(lost(LostOpened{}));
  robot.give(lost(EveryCardLost{}));
  sweep(robot, shape, "every card lost");
  robot.give(lost(LostSheetTyped{}));
  sweep(robot, shape, "every card lost, nothing typed");
  robot.give(lost(LostTyped{LostField::sheet, ui::InsertText{"AGE-SECRET-KEY-INVENTED"}}));
  robot.give(lost(LostSheetTyped{}));
  robot.give(lost(SheetOpens{{{"dsl-1", "Anna Bell"}, {"deputy-1", "Wilhelmina-Maximiliana Featherstonehaugh"}}}));
  sweep(robot, shape, "who gets a card");
  robot.give(lost(LostRecovered{}));
  CardsRecovered made;
  made.folder = folder;
  made.papers = papers();
  made.config = config;
  robot.give(lost(std::move(made)));
  sweep(robot, shape, "cards made");
}

INSTANTIATE_TEST_SUITE_P(Shapes, EveryPeopleScreen,
                         testing::Values(Shape{1280, 800, 1}, Shape{800, 1280, 1}, Shape{1280, 800, 2},
                                         Shape{1920, 1080, 1}, Shape{1024, 600, 1}, Shape{800, 1280, 2}));

}  // namespace
}  // namespace pillarbox::inbox
