// Manage: people, their key cards, devices and badges. State, events and effects.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/inbox/people_lost.h"
#include "kiosk/inbox/setup.h"
#include "kiosk/ui/picture.h"
#include "kiosk/ui/text_model.h"
#include "shared/base/clock.h"
#include "shared/base/fault.h"
#include "shared/base/secret_bytes.h"
#include "shared/record/directory.h"

namespace pillarbox::inbox {

enum class PeoplePage {
  menu,
  people,  // who reads what
  person,
  edit,     // that person's details
  newCard,  // what happened to the card
  role,     // somebody new: what are they to do?
  add,      // and their details
  papers,   // what was made, to print
  sheets,   // recovery sheets
  sheet,    // prove one
  devices,
  device,
  invitation,
  alerts,  // e-mails that say there is something to read
  badges,
  badge  // of one member of staff
};

enum class PeopleField { name, title, email, room, extension, sheet, search, number };

// What is changed after it was confirmed.
enum class PeopleChange {
  edit,
  add,
  newCard,
  endAccess,
  openOlder,
  approveDevice,
  changeFetches,  // what a device may fetch from the server
  revokeDevice,
  revokeBadges,
  printBadge,
  printNew  // for everybody who has none
};

// What a change means, before it is signed.
struct PeoplePreview {
  PeopleChange change = PeopleChange::edit;
  std::string title;
  std::vector<std::string> says;
  std::string warning;  // the last of what it says, and what must be understood; may be empty
  std::string go;       // the button's words
  bool danger = false;
};

enum class CardWhy { lost, stolen, worn };

struct PersonForm {
  PersonRole role = PersonRole::deputy;
  ui::TextModel name{80, true}, title{80, true}, email{120, true}, room{80, true}, extension{20, true};
  std::optional<bool> older;  // they may read what was posted before; empty: not said yet
  std::string problem;
};

// What the screens do not know of themselves.
struct PeopleFacts {
  std::vector<std::string> starters;  // people who have not chosen a passphrase of their own on this device
  std::vector<std::string> keysHere;  // people who can unlock on this device
  std::string deviceId;               // this one
  bool connected = false;             // the school has a server
};

struct WaitingToJoin {
  std::string id, name, code;
  bool invitedHere = false;
};

struct DevicesState {
  bool asking = false;
  std::vector<WaitingToJoin> waiting;
  std::string problem;
  std::string chosen;
  std::vector<std::string> fetches;  // ticked for it: audiences, as Device::fetches
};

struct InvitationState {
  std::string until;  // "14:05"
  std::string file;
  ui::Picture code;  // as a QR code; without pixels if it is too long for one
};

// What became of an alert e-mail.
struct AlertRow {
  std::string says;  // "22 Nov, 10:45 to Ann Lead, about K7-PQ3M"
  std::string became;
  bool failed = false;
};
struct AlertsState {
  bool asking = false;
  bool fromHere = false;  // no server: this device sends them, or nobody
  bool configured = true;
  std::string trouble;  // why this device could send none
  std::vector<AlertRow> rows;
  std::string problem;
  std::string sent;  // the number in the e-mail that was just sent; empty: none was
  ui::TextModel number{12, true};
};

struct PeopleState {
  PeoplePage page = PeoplePage::menu;
  std::vector<PeoplePage> before;
  PeopleFacts facts;
  std::string person;  // the chosen one
  PersonForm form;
  CardWhy why = CardWhy::lost;
  std::optional<PeoplePreview> preview;
  std::string folder;  // of the papers
  std::vector<Paper> papers;
  bool ownCard = false;  // one of them is the reader's own: nothing can be opened before it is used
  std::string sheet;
  ui::TextModel sheetText{400, true};
  bool showTyping = false;
  std::string sheetSays;  // what came of trying it
  bool sheetWorks = false;
  DevicesState devices;
  std::optional<InvitationState> invitation;
  AlertsState alerts;
  ui::TextModel search{80, true};
  std::string staff;  // the chosen one
  SecretBytes pin;    // that was just made for them
  std::string pinUntil;
};

// --- from the screens ---
struct PeopleShown {};  // this part was opened
struct PeopleOpened {
  PeoplePage page = PeoplePage::menu;
  std::string subject;  // a person, a sheet, a device or a member of staff
};
struct PeopleTyped {
  PeopleField field;
  ui::EditAction action;
};
struct RoleChosen {
  PersonRole role;
};
struct CardWhyChosen {
  CardWhy why;
};
struct OlderChosen {
  bool older = false;
};
struct DutyToggled {};
struct PeopleChangeAsked {
  PeopleChange change;
};                          // shows what it means
struct PeopleConfirmed {};  // and does it
struct PeopleDeclined {};   // or not
struct FetchToggled {       // whose concerns the chosen device may fetch
  std::string audience;
};
struct SheetTyped {};  // the text in the field is complete
struct SheetShowTyping {};
struct InvitationWanted {};
struct WaitingWanted {};  // look again who is waiting
struct AlertTestWanted {};
struct AlertNumberTyped {};  // the number in the field is complete
struct PinWanted {};         // a one-time PIN for the chosen member of staff
struct PapersSeen {};        // they have been printed

// --- from the worker ---
struct PeopleTold {
  PeopleFacts facts;
};
struct PeopleDone {
  std::string done;           // one sentence
  std::string folder;         // where papers are
  std::vector<Paper> papers;  // if there are any to print
  bool ownCard = false;       // the reader's own card is another one now: locks once they have been seen
};
struct PeopleFailed {
  Fault fault;  // its detail is one sentence
};
struct SheetTried {
  std::string sheet;
  bool works = false;
  std::string says;
};
struct WaitingTold {
  std::vector<WaitingToJoin> waiting;
  std::string problem;
};
struct InvitationMade {
  InvitationState invitation;
};
struct AlertsTold {
  bool configured = false;
  std::vector<AlertRow> rows;
  std::string problem;
  bool fromHere = false;
  std::string trouble;
};
struct AlertTestSent {
  std::string number;
};
struct PinMade {
  std::string staff;
  SecretBytes pin;
  std::string until;
};

using PeopleEvent = std::variant<PeopleShown, PeopleOpened, PeopleTyped, RoleChosen, CardWhyChosen, OlderChosen,
                                 DutyToggled, PeopleChangeAsked, PeopleConfirmed, PeopleDeclined, FetchToggled,
                                 SheetTyped, SheetShowTyping, InvitationWanted, WaitingWanted, PinWanted, PapersSeen,
                                 PeopleTold, PeopleDone, PeopleFailed, SheetTried, WaitingTold, InvitationMade, PinMade,
                                 AlertTestWanted, AlertNumberTyped, AlertsTold, AlertTestSent, LostEvent>;

// → performed on the worker's thread (people_main.cpp), answered by PeopleEvents.
struct LoadPeople {};  // → PeopleTold
struct AddPerson {
  PersonRole role = PersonRole::deputy;
  std::string name, title, email, room, extension;
  bool older = false;
};  // → PeopleDone with papers, or PeopleFailed; as all that follow
struct ChangePerson {
  std::string person;
  PersonRole role = PersonRole::deputy;
  std::string name, title, email, room, extension;
};
struct GiveNewCard {
  std::string person;
  CardWhy why = CardWhy::lost;
};
struct EndAccess {
  std::string person;
};
struct OpenOlder {
  std::string person;
};
struct ProveSheet {
  std::string sheet;
  SecretBytes text;
};                         // → SheetTried
struct AskWaiting {};      // → WaitingTold
struct MakeInvitation {};  // → InvitationMade or PeopleFailed
struct AskAlerts {};       // → AlertsTold
struct TestAlerts {};      // → AlertTestSent or PeopleFailed
struct NoteAlertTest {};   // → PeopleDone or PeopleFailed
struct ApproveDevice {
  std::string device, code;
  std::vector<std::string> fetches;
};
struct ChangeFetches {
  std::string device;
  std::vector<std::string> fetches;
};
struct RevokeDevice {
  std::string device;
};
struct GivePin {
  std::string staff;
};  // → PinMade or PeopleFailed
struct RevokeBadges {
  std::string staff;
};
struct PrintBadges {
  std::vector<std::string> staff;
  bool replace = false;
};

using PeopleEffect =
    std::variant<LoadPeople, AddPerson, ChangePerson, GiveNewCard, EndAccess, OpenOlder, ProveSheet, AskWaiting,
                 MakeInvitation, AskAlerts, TestAlerts, NoteAlertTest, ApproveDevice, ChangeFetches, RevokeDevice,
                 GivePin, RevokeBadges, PrintBadges, ReportLoss, TrySheet, RecoverWithSheet>;

}  // namespace pillarbox::inbox
