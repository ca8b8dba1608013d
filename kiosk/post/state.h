// Everything the staff side knows: plain data. Only apply() changes it; only draw() shows it. UI thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kiosk/post/access.h"
#include "kiosk/post/add.h"
#include "kiosk/post/badge.h"
#include "kiosk/post/battery.h"
#include "kiosk/post/body.h"
#include "kiosk/post/call.h"
#include "kiosk/post/details.h"
#include "kiosk/post/draft.h"
#include "kiosk/post/hints.h"
#include "kiosk/post/mentioned.h"
#include "kiosk/post/practice.h"
#include "kiosk/post/writing.h"
#include "shared/base/fault.h"
#include "shared/record/directory.h"
#include "shared/record/entry.h"
#include "shared/record/pupil_search.h"
#include "shared/record/roster.h"

namespace pillarbox::post {

enum class Screen {
  home,
  signIn,
  byName,
  pin,
  join,
  adult,
  scan,
  paper,
  who,
  what,
  write,
  done,
  check,
  posted,
  mine,
  mistake
};
std::string_view screenName(Screen screen);  // "home", "sign-in"...: names the screen for ui::Engine and the robot

// The steps of a concern in order, for "Step 2 of 6".
inline constexpr std::array<Screen, 6> allSteps{Screen::adult, Screen::who,  Screen::what,
                                                Screen::write, Screen::done, Screen::check};
// The same where it is on paper already.
inline constexpr std::array<Screen, 6> paperSteps{Screen::adult, Screen::scan, Screen::paper,
                                                  Screen::who,   Screen::done, Screen::check};
// Of what is added to a posting, and of a mistake in one.
inline constexpr std::array<Screen, 2> addSteps{Screen::write, Screen::check};
inline constexpr std::array<Screen, 2> mistakeSteps{Screen::mistake, Screen::check};
std::span<const Screen> stepsOf(const Draft& draft);

enum class Intent { write, mine, paper };       // why somebody signs in
enum class WhoMode { search, list, describe };  // of the "who" screen
enum class WriteTab { account, exactWords };    // of the "write" screen
enum class Cover { none, asked, idle, unknownBadge };
enum class Leave { none, asked, sureMistake };                                // the leaving dialog
enum class PostedState { stored, delivered, read, acted, closed, setAside };  // of a posting under "mine"

enum class CameraState { none, open, restarting, lost };
// What the camera is to look for, and whether its picture is shown.
enum class Eye { nothing, badge, page };
struct EyeOn {
  Eye eye = Eye::nothing;
  bool preview = false;
  bool operator==(const EyeOn&) const = default;
};
// How the page lies under the camera.
struct Guide {
  PaperAdvice advice = PaperAdvice::noPage;
  std::optional<std::array<PaperPoint, 4>> corners;  // parts of the preview's width and height
  double steady = 0;                                 // 0 to 1: 1 takes the picture
};
// What became of the page that was taken last.
enum class Taken { nothing, got, turnOver, again, duplicate, notPaper, full };

struct Session {
  bool signedIn = false;
  Author author;
};

struct MineItem {
  std::string id;
  std::string reference;
  WallTime postedAt{};
  PostedState state = PostedState::stored;
  std::optional<WallTime> readAt;  // when it was read, acted on or closed, whichever came last
  Kind kind = Kind::concern;
  std::string subject;               // what it was added to
  std::string audience;              // whom it went to
  std::vector<DslMessage> messages;  // oldest first
};

// A concern of somebody who is not signed in now. The readable copy is only here, in wiped memory.
struct Parked {
  Author author;
  Draft draft;
  Screen screen = Screen::adult;
  WallTime keptAt{};
  Milliseconds until{};    // monotonic: afterwards it goes to the DSL unfinished
  bool resumable = false;  // a typed name never resumes
  bool finished = false;   // "Post it" was touched: it only has still to be saved
  bool sending = false;
  Milliseconds nextTry{};  // monotonic, after a failed sending
};

// Whom to tell now, and where they are.
struct ToTell {
  std::string name;
  std::string place;
};

struct LastPosted {
  std::string id;
  std::string reference;
  bool delivered = false;
  bool unfinished = false;
  bool paper = false;  // there is paper that must go to somebody
  bool mistake = false;
  std::string told;  // whom the writer already told in person
  std::vector<ToTell> tell;
  std::string ring;         // whom to ring, if nobody in school can open it
  Milliseconds doneFrom{};  // monotonic: "Done" works from then
};

struct State {
  // What the program tells. Null until it arrived; every screen works without.
  std::shared_ptr<const Directory> directory;
  std::shared_ptr<const Roster> roster;
  std::shared_ptr<const PupilIndex> pupilIndex;  // of `roster`, and null with it
  WallTime now{};
  Milliseconds monotonic{};
  Milliseconds lastTouch{};
  std::int64_t waitingToBeRead = 0;
  std::int64_t waitingToBeSent = 0;
  std::optional<FaultCode> officeProblem;
  bool inboxProblem = false;  // the inbox did not come up for the last key card
  Charge charge = Charge::fine;

  Screen screen = Screen::home;
  Intent intent = Intent::write;
  bool unknownBadge = false;  // the last badge shown at sign-in was not known
  Session session;
  Draft draft;
  std::vector<Parked> parked;
  std::uint64_t nextHandle = 1;

  WhoMode whoMode = WhoMode::search;
  WriteTab writeTab = WriteTab::account;
  bool editing = false;                  // came from the check screen, and goes back there
  bool adultChosen = false;              // the adult's name was settled
  bool resumed = false;                  // say once that what was written is here again
  std::string hint;                      // what is still needed before the next step; empty if nothing
  std::vector<std::size_t> foundPupils;  // indices into roster->pupils, best first
  std::size_t foundExactly = 0;          // so many of them fit letter by letter
  bool foundMore = false;                // and there are more than are shown
  std::vector<std::size_t> foundStaff;   // indices into roster->staff

  CameraState camera = CameraState::none;
  EyeOn look;                           // as last asked for
  ui::Picture preview;                  // what the camera sees now; none unless it is shown
  bool severalBadges = false;           // at sign-in: one at a time, please
  Guide guide;                          // of the scan screen, as the next four
  Taken taken = Taken::nothing;         // said until something else is under the camera
  std::optional<std::size_t> retake;    // the page that is shown again
  bool sideMissingSaid = false;         // that only one side of a form was shown
  std::optional<std::size_t> pageView;  // a page shown large, on the scan and check screens
  std::optional<Screen> afterAdult;     // the adult question was asked again; then on to there

  // What each part of the staff side knows besides; each in its own header.
  AccessState access;
  AddState adding;
  BadgeState badge;
  BodyState body;
  CallState call;
  DetailsState details;
  HintsState hints;
  PracticeState practice;
  WritingState writing;

  Cover cover = Cover::none;
  Leave leave = Leave::none;

  bool changed = false;  // since the last SaveDraft
  Milliseconds savedAt{};
  bool posting = false;            // PostNow is on its way for `draft`
  bool postingUnfinished = false;  // and it was given as it is
  std::optional<FaultCode> postFault;
  std::optional<LastPosted> lastPosted;

  bool mineKnown = false;
  std::vector<MineItem> mine;
};

// How long what was kept for later waits for its writer before the DSL gets it as it is: the school's resume_minutes.
Milliseconds keptFor(const State& state);
inline constexpr Milliseconds saveEvery = std::chrono::seconds(5);
// With many pages a copy is large: what is typed then is saved less often (a new page is saved at once).
inline constexpr Milliseconds saveLargeEvery = std::chrono::seconds(15);
inline constexpr std::size_t largeFrom = 5;  // pages
inline constexpr Milliseconds retryEvery = std::chrono::seconds(60);
// Sign-in with nobody there goes back to home; "posted" and "mine" close sooner than a concern being written.
inline constexpr Milliseconds signInIdle = std::chrono::seconds(60);
inline constexpr Milliseconds postedIdle = std::chrono::seconds(60);
inline constexpr Milliseconds warnBefore = std::chrono::seconds(30);
// "Done" stands where "Post it" stood: the second of two quick taps must not take the reference away unread.
inline constexpr Milliseconds doneAfter{700};

// How soon a Tick would change something that is shown or due; the program sleeps until then. Never negative.
Milliseconds wakeIn(const State& state);
// Seconds until the session closes, while the warning is shown.
std::optional<int> closingIn(const State& state);

ui::TextModel& field(State& state, Field which);
const ui::TextModel& field(const State& state, Field which);
// The block of exact words that is open.
SaidWords& openSaid(State& state);
const SaidWords& openSaid(const State& state);

}  // namespace pillarbox::post
