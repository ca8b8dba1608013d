// Everything the inbox's screens show. One process is one unlock: locking ends the process, so nothing here is ever
// shown to a second person. Changed by apply() only; drawn by draw(). UI thread only. Each part of the inbox has a
// header of its own with its state and its events.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/inbox/child.h"
#include "kiosk/inbox/config.h"
#include "kiosk/inbox/finding.h"
#include "kiosk/inbox/list_notices.h"
#include "kiosk/inbox/listing.h"
#include "kiosk/inbox/managing.h"
#include "kiosk/inbox/pages.h"
#include "kiosk/inbox/printing.h"
#include "kiosk/inbox/reporting.h"
#include "kiosk/inbox/scans.h"
#include "kiosk/inbox/setup.h"
#include "kiosk/inbox/steps.h"
#include "kiosk/inbox/unlocking.h"
#include "shared/base/clock.h"
#include "shared/casework/case_view.h"
#include "shared/casework/step.h"

namespace pillarbox::inbox {

// What the screens show of the casework, by its own names.
using casework::aboutWords;
using casework::ActionView;
using casework::AttachmentSeen;
using casework::Case;
using casework::CaseEntries;
using casework::CaseEntry;
using casework::CaseView;
using casework::Delivery;
using casework::ListItem;
using casework::merge;
using casework::Pile;
using casework::project;
using casework::SetAside;
using casework::Step;
using casework::Unopened;
using casework::UnopenedById;
using casework::withNames;

enum class Screen {
  unlock,
  ownPassphrase,  // the passphrase was made by somebody else: choose one's own first
  list,           // on a wide screen with the chosen case beside it
  concern,        // narrow screens
  step,           // a form over the concern, or over what is selected in the list
  report,         // "Print or save", over what it is of
  manage,         // managing.h
  setAside,
  importScans,  // what the photocopier left
  setupSchool,
  setupYou,
  setupOthers,
  setupPassphrase,
  setupMaking,
  setupDone,
  ended,  // an EndProcess was asked for; nothing is drawn any more
};

// The fields a person types into before the inbox is open; those of a step are Slots.
enum class Field {
  card,
  passphrase,
  newPassphrase,
  newPassphraseAgain,
  schoolName,
  yourName,
  yourEmail,
  yourRoom,
  yourExtension,
  deputyName,
  deputyEmail,
  headName,
  headEmail,
  chairName,
  chairEmail,
};

// What was on the screen, for the log of who opened what.
struct SeenState {
  std::set<std::string, std::less<>> known;  // entries shown since unlocking
  std::vector<SeenEntry> due;                // not yet posted
  Milliseconds since{};                      // when the first of them was shown
};
inline constexpr int seenEverySeconds = 60;

struct InboxState {
  CaseEntries entries;
  UnopenedById unopened;
  CaseView view;              // projected from the two
  bool complete = false;      // everything on this disk has been opened
  std::size_t projected = 0;  // entries when the view was last made
  ListState list;
  std::vector<ListNotice> notices;  // above the list
  std::string chosen;               // case id
  Side side = Side::list;           // what is in the list's place
  std::vector<SideBefore> before;   // what was there before, the last one last
  FindState find;
  ChildState child;
  std::optional<ReportState> report;
  ManageState manage;
  std::optional<Unfinished> unfinished;  // kept when it locked, and not yet taken up again
  bool unfinishedHere = false;           // what is kept is of this unlocking: to be let go of once it is done
  std::vector<Coming> coming;            // what is still being fetched from the server
  Milliseconds openedAt{};
  bool showNames = false;  // of children, in the list; asked for, and forgotten when covered
  StepsState steps;
  SeenState seen;
  std::map<std::string, PagePixels, std::less<>> thumbnails;  // by pageKey(); of the chosen case only
  std::set<std::string, std::less<>> decoding;                // thumbnails that were asked for
  std::optional<PageShown> page;
  ScansState scans;
  std::string problem;
};

struct State {
  Screen screen = Screen::unlock;
  Config config;
  bool covered = false;
  Milliseconds now{};
  Milliseconds lastTouch{};
  WallTime wall{};    // as of the last Tick that said it
  std::string today;  // "2026-11-30", in the machine's time zone; empty until a Tick says it
  UnlockState unlock;
  PassphraseState choose;
  Reader reader;       // empty id: locked
  SchoolFacts school;  // once unlocked
  InboxState inbox;
  SetupState setup;
  PrintingState printing;
};

}  // namespace pillarbox::inbox
