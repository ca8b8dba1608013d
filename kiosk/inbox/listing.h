// The list of cases by piles, and what it is made from: state and events.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/inbox/unfinished.h"
#include "shared/base/clock.h"
#include "shared/base/fault.h"
#include "shared/casework/case_view.h"
#include "shared/record/directory.h"
#include "shared/record/pupil_search.h"
#include "shared/record/roster.h"

namespace pillarbox::inbox {

// Which case is on which pile, for this reader today. Made anew whenever the view or the day changes.
struct ListState {
  casework::Pile pile = casework::Pile::unread;  // that is shown
  std::vector<casework::Pile> piles;             // of each of view.items
  std::array<std::size_t, 6> counts{};           // of each pile, without `calls`
  std::vector<std::size_t> calls;                // of view.items: not yet answered; above everything, not in rows
  std::vector<std::size_t> rows;                 // of view.items: what needs somebody now, then the shown pile
  std::size_t pinned = 0;                       // the first so many rows: urgent and unfinished ones, whatever the pile
  std::set<std::string, std::less<>> changed;   // cases in which others did something since this reader last looked
  bool selecting = false;                       // several at once
  std::set<std::string, std::less<>> selected;  // cases
};

// What the school knows, once unlocked. Null until the worker has told.
struct SchoolFacts {
  std::shared_ptr<const Directory> directory;
  std::shared_ptr<const Roster> roster;
  std::shared_ptr<const PupilIndex> pupils;
  std::string chainDoubt;              // "TIME SENTENCE": what the server lists is not its one chain
  std::string chainLooked;             // the same, of the last such doubt that somebody looked into
  std::optional<WallTime> lastLooked;  // when this reader last closed the inbox on this device
  bool fetchesLess = false;            // some of what is for this reader does not come here (Device::fetches)
};

// --- from the screens ---
struct PileChosen {
  casework::Pile pile = casework::Pile::unread;
};
struct NamesToggled {};  // children's names in the list, on a shared terminal
struct CaseChosen {
  std::string caseId;
};
struct BackPressed {};
struct SetAsideChosen {};
struct SelectingToggled {};
struct CaseSelected {  // or no longer
  std::string caseId;
};

struct UnfinishedOpened {};  // go on with what was being written when it locked

// Of what is known from its slip alone: the sealed file is still on its way from the server.
struct Coming {
  Kind kind = Kind::concern;
  WallTime writtenAt{};
  bool urgent = false;
  bool operator==(const Coming&) const = default;
};

// --- from the worker ---
struct UnfinishedKnown {
  Unfinished what;
};
struct ComingKnown {
  std::vector<Coming> coming;  // in the order in which they are fetched
};
// Before the first EntriesArrived, and again when the school's directory or roster changed.
struct SchoolKnown {
  SchoolFacts facts;
};
// May come many times, in any order, with entries that came before; also unasked, when something new is posted
// meanwhile.
struct EntriesArrived {
  std::vector<casework::CaseEntry> entries;
  std::vector<casework::Unopened> unopened;
  bool complete = false;
};
struct ListFailed {
  Fault fault;
};

using ListEvent =
    std::variant<PileChosen, NamesToggled, CaseChosen, BackPressed, SetAsideChosen, SelectingToggled, CaseSelected,
                 UnfinishedOpened, UnfinishedKnown, ComingKnown, SchoolKnown, EntriesArrived, ListFailed>;

}  // namespace pillarbox::inbox
