// What a reader was in the middle of when the inbox locked: a step on a concern, somebody's details, rules that are not
// yet signed. Locking ends the process, so it is kept as a reader's searches are: sealed to the reader's own key (age),
// a setting of this device's store, for two weeks at most. Nobody else's unlocking ever sees it, and only its length,
// in steps of 4 KB, can be told from outside. Any thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/inbox/people.h"
#include "kiosk/inbox/steps.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/open/identity.h"

namespace pillarbox::inbox {

inline constexpr int unfinishedDays = 14;

struct UnfinishedStep {
  Form form = Form::note;
  std::string chosen;              // the case that is open beside it; empty: of several
  std::vector<std::string> cases;  // as in StepForm, as are the next two
  std::array<std::string, static_cast<std::size_t>(Slot::count)> texts;
  std::array<std::string, static_cast<std::size_t>(Pick::count)> picks;
  bool operator==(const UnfinishedStep&) const = default;
};
struct UnfinishedPerson {
  std::string person;  // whose details they are; empty: somebody new
  PersonRole role = PersonRole::deputy;
  std::string name, title, email, room, extension;
  std::optional<bool> older;
  bool operator==(const UnfinishedPerson&) const = default;
};
struct Unfinished {
  std::optional<UnfinishedStep> step;
  std::optional<UnfinishedPerson> person;
  std::string rules;  // the school's directory as JSON, with the version it was made from; empty: none
  WallTime keptAt{};
  bool empty() const { return !step && !person && rules.empty(); }
  bool operator==(const Unfinished&) const = default;
};

// Base64 of an age file.
Result<std::string> sealUnfinished(const Unfinished& what, const open::Identity& reader, Random& random);
// badInput or damaged if it is not one; wrongSecret if it is somebody else's.
Result<Unfinished> openUnfinished(std::string_view sealed, const open::Identity& reader);

struct State;
// What would be lost if it locked now.
Unfinished unfinishedOf(const State& state);

}  // namespace pillarbox::inbox
