// How long records are kept and what was decided about it, as entries say: dates of birth, holds, steps of
// destruction. Pure; projections as case_view.h is.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/casework/case_view.h"
#include "shared/casework/retention.h"

namespace pillarbox::casework {

using ByChild = std::map<std::string, std::string, std::less<>>;

// By pupil reference, as readers wrote it down; of several that no other replaces the latest birthday, so that nothing
// is kept too short.
ByChild bornOnOf(const CaseView& view, const CaseEntries& entries);

struct Hold {
  std::vector<std::string> ids;  // entries in force: what lifts it names them all
  PupilPart pupil;
  std::string reason;  // of the first
  std::string since;   // day
  std::string by;
  bool operator==(const Hold&) const = default;
};
// Those in force, by pupil reference. A hold ends only by an entry that names it.
std::map<std::string, Hold, std::less<>> holdsOf(const CaseView& view, const CaseEntries& entries);

// One proposal to destroy a child's records, and what became of it.
struct Destruction {
  enum class State { proposed, agreed, withdrawn, done };
  std::string id;  // of the proposal
  PupilPart pupil;
  std::string reason;
  std::string proposedOn, proposedBy, proposedById;
  WallTime proposedAt{};
  std::string orderSha256;
  std::vector<std::string> covers;
  State state = State::proposed;
  std::string agreedOn, agreedBy, agreedById;
  std::string endedOn, endedBy;  // withdrawn or done
  bool operator==(const Destruction&) const = default;
};
// The newest first. Withdrawn once anybody says so, unless it is done; agreed only by another person than the proposer.
std::vector<Destruction> destructionsOf(const CaseView& view, const CaseEntries& entries);

// One line without the child's name: "Proposed on 21 November 2026 by Jane Hill. Another person may agree from 21
// December 2026 on." `agreeFrom`: that day; empty if it is not known. Of what is done: "Records destroyed on 21
// December 2026 by Jane Hill and Dev Shah (12 entries)."
std::string destructionWords(const Destruction& destruction, std::string_view agreeFrom = {});

// What retention is reckoned from, out of the entries.
RetentionAsked retentionAsked(const CaseView& view, const CaseEntries& entries, std::string_view today, int years);

}  // namespace pillarbox::casework
