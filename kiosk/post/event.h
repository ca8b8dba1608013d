// Everything that can happen to the staff side. Closed: apply() answers each.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/post/state.h"

namespace pillarbox::post {

// --- from the program ------------------------------------------------------------------------------------------------
// The time. To be sent before the other events of each turn, and when wakeIn() is over.
struct Tick {
  WallTime now{};
  Milliseconds monotonic{};
};
struct Active {};  // any touch, key or scroll at all: somebody is there
struct BadgeRead {
  std::string code;  // as read; a key card's code too
};
struct DirectoryArrived {
  std::shared_ptr<const Directory> directory;
};
struct RosterArrived {
  std::shared_ptr<const Roster> roster;
};
struct WindowHidden {};  // the screen went off or the machine sleeps
struct Ending {};        // the program is about to end: what is not yet saved is saved

// --- from the camera ---------------------------------------------------------------------------------------------
struct CameraChanged {
  CameraState state = CameraState::none;
};
// A new `version` of the same id for each; dropped unless the last CameraLook asked for it.
struct PreviewArrived {
  ui::Picture picture;
};
struct GuideArrived {
  PaperAdvice advice = PaperAdvice::noPage;
  std::optional<std::array<PaperPoint, 4>> corners;  // parts of the preview's width and height, 0 to 1
  double steady = 0;
};
// A page was taken: `grey` has page.width × page.height pixels and an id of its own (ui::newPictureId()).
struct PageArrived {
  PaperPage page;
  std::shared_ptr<const Bytes> webp;
  ui::Picture grey;
};
struct SeveralBadges {};

// --- from the office -------------------------------------------------------------------------------------------------
struct PostDone {
  std::uint64_t handle = 0;  // of the PostNow
  std::string id, reference;
};
struct PostFailed {
  std::uint64_t handle = 0;
  Fault fault;
};
struct MineArrived {
  std::string authorId;
  std::vector<MineItem> items;  // newest first
};
struct CountsArrived {
  std::int64_t waitingToBeRead = 0, waitingToBeSent = 0;
};
struct Delivered {
  std::string id;
};  // the server's receipt was checked
// What is known of a call, as often as AskCall asks.
struct CallHeard {
  std::string id;
  bool delivered = false;
  std::string seenBy;  // person id, with the time by their device; checked as "read" is
  std::optional<WallTime> seenAt;
};
struct OfficeProblem {
  std::optional<FaultCode> fault;
};  // none: all is well again
struct InboxProblem {
  bool there = false;  // the inbox did not come up for the last key card
};

// --- touches: moving about
// ---------------------------------------------------------------------------------------------
struct StartConcern {};  // "Tell us about a worry"
struct StartPaper {};    // "Scan a paper form"
struct OpenMine {};
struct KeyCardLost {};  // of somebody who reads concerns
struct NoBadge {};      // "I don't have my badge"
struct GoNext {};
struct GoBack {};
struct GoHome {};  // from a screen with nothing to lose
struct EditStep {
  Screen step = Screen::adult;
  WriteTab tab = WriteTab::account;  // of the write screen
};
struct CoverNow {};
struct Uncover {};
struct AskLeave {};
struct LeaveStay {};
struct LeaveKeep {};     // "Keep it for later"
struct LeaveGive {};     // "Give it to the DSL as it is"
struct LeaveMistake {};  // "I started by mistake"; asked twice if something was written

// --- touches: sign-in
// ------------------------------------------------------------------------------------------------------
struct PickSelf {
  std::string staffId;
};
struct UseTypedName {
  std::string role;
};

// --- touches: the concern
// ----------------------------------------------------------------------------------------------------
struct TextEdited {
  Field field = Field::account;
  ui::EditAction action;
};
struct AboutAdult {
  bool yes = false;
};
struct PickAdult {
  std::string staffId;
};
struct UseTypedAdult {};
struct ChangeAdult {};
struct AboutReader {
  std::string personId;
};  // "Yes, it is about Mrs X" on the check screen
struct PickPupil {
  std::string pupilId;
};
struct AddSibling {
  std::string pupilId;
};  // offered for a child already chosen
struct UseTypedPupil {};
struct DescribePupil {};  // "I don't know the name"
struct AddDescribed {};
struct AddAnother {};
struct NoParticularChild {};
struct SetPart {
  std::size_t index = 0;
  Part part = Part::unsaid;
};
struct RemovePupil {
  std::size_t index = 0;
};
struct SetKind {
  RecordKind kind = RecordKind::unsaid;
};
struct SetWhen {
  When when = When::unsaid;
};
struct SetWhere {
  std::string place;
};
struct SetWhereOther {};
struct ShowTab {
  WriteTab tab = WriteTab::account;
};
struct SetTold {
  bool yes = false;
};
struct SetToldWho {
  std::string name;
};
struct SetToldWhoOther {};
struct SetToldWhen {
  ToldWhen when = ToldWhen::unsaid;
};
struct ToggleSpoke {};
struct ToggleParent {};
struct ToggleAdvice {};
struct SetCanWait {
  CanWait answer = CanWait::unsaid;
};
struct PostIt {};

// --- touches: paper ------------------------------------------------------------------------------------------------
struct TakePicture {};  // "Take the picture now"
struct CannotScan {};   // "I can't get it to work": on by typing; pages are kept
struct ShowPage {
  std::size_t index = 0;
};  // large
struct HidePage {};
struct RetakePage {
  std::size_t index = 0;
};
struct RemovePage {
  std::size_t index = 0;
};
struct SetTick {
  std::size_t page = 0, tick = 0;
  TickState state = TickState::unsure;
};
struct SetSuggestion {
  std::size_t page = 0, field = 0;
  bool right = false;
};

// The last alternatives are variants themselves: each part of the staff side has its own header and its own
// apply_*.cpp.
using AnyEvent =
    std::variant<Tick, Active, BadgeRead, DirectoryArrived, RosterArrived, WindowHidden, Ending, PostDone, PostFailed,
                 MineArrived, CountsArrived, Delivered, CallHeard, OfficeProblem, InboxProblem, StartConcern,
                 CameraChanged, PreviewArrived, GuideArrived, PageArrived, SeveralBadges, StartPaper, TakePicture,
                 CannotScan, ShowPage, HidePage, RetakePage, RemovePage, SetTick, SetSuggestion, OpenMine, NoBadge,
                 KeyCardLost, GoNext, GoBack, GoHome, EditStep, CoverNow, Uncover, AskLeave, LeaveStay, LeaveKeep,
                 LeaveGive, LeaveMistake, PickSelf, UseTypedName, TextEdited, AboutAdult, PickAdult, UseTypedAdult,
                 ChangeAdult, AboutReader, PickPupil, AddSibling, UseTypedPupil, DescribePupil, AddDescribed,
                 AddAnother, NoParticularChild, SetPart, RemovePupil, SetKind, SetWhen, SetWhere, SetWhereOther,
                 ShowTab, SetTold, SetToldWho, SetToldWhoOther, SetToldWhen, ToggleSpoke, ToggleParent, ToggleAdvice,
                 SetCanWait, PostIt, AccessEvent, AddEvent, BadgeEvent, BodyEvent, CallEvent, DetailEvent, HintEvent,
                 MentionedEvent, PracticeEvent, WritingEvent, SpellingEvent, HintsEvent, AccessTold, BatteryTold>;
// Taken apart and put together in event.cpp alone: done in every file, that was half of what compiling a screen took.
class Event : public AnyEvent {
 public:
  using AnyEvent::AnyEvent;
  Event(const Event& other);
  Event(Event&& other) noexcept;
  Event& operator=(const Event& other);
  Event& operator=(Event&& other) noexcept;
  ~Event();
};
using Events = std::vector<Event>;

}  // namespace pillarbox::post
