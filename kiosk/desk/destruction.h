// Destroying a child's records once nobody needs to keep them any longer: one person proposes it with a reason, another
// agrees after the days of notice, and then the sealed files go, everywhere. What stays is the log (entries of kind
// destroy, sealed like any other), each posting's slip with its hash, and the order with both signatures. No clock
// alone ever does it. Used by the inbox and the command line alike. Belongs to the School's thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/desk/transfer.h"
#include "kiosk/office/destruction.h"
#include "shared/casework/keeping.h"

namespace pillarbox::desk {

inline constexpr std::string_view orderName = "order.json";  // the signed order, attached to the log of it

// What would go, and what stays and why.
struct DestructionPlan {
  PupilPart pupil;
  std::vector<std::string> covers;  // ids of entries, in their order
  std::size_t cases = 0;            // of them, concerns with all that followed
  struct Stays {
    std::string caseId, why;  // one sentence
    bool operator==(const Stays&) const = default;
  };
  std::vector<Stays> stays;
  std::string problem;  // one sentence: why nothing may be proposed now; empty if it may
  bool operator==(const DestructionPlan&) const = default;
};
// `ref`: of the child in the roster or, of one who left, as the cases say. Goes by today's date, what is known of each
// child, holds, and who reads what: a case that somebody else reads too, or that names a child whose time has not come,
// stays whole. notFound for a child of whom nothing is here.
Result<DestructionPlan> planDestruction(const ReadHere& here, std::string_view ref);

// As the entries say and this device knows: `done` with its day where the records went.
Result<std::vector<casework::Destruction>> destructionsHere(const ReadHere& here);
// From when on another person may agree: "2026-12-21". Empty: the proposal is not on the server yet.
std::string agreeFrom(const ReadHere& here, const casework::Destruction& proposal);

// Each gives the entry that was posted. notPermitted unless this person leads (agreeing: leads, or is the head or the
// chair); badInput with one sentence for the screen if it may not be done now.
Result<casework::CaseEntry> proposeDestruction(const ReadHere& here, std::string_view ref, const std::string& reason);
Result<casework::CaseEntry> withdrawDestruction(const ReadHere& here, const std::string& proposal,
                                                const std::string& reason);
struct DestructionAgreed {
  std::vector<casework::CaseEntry> posted;
  bool done = false;  // the records are gone from this device; otherwise they go when the server has the order
  std::size_t records = 0;
};
// Signs the very order that was proposed, after checking all of it again. Interrupted, it may be asked for once more.
Result<DestructionAgreed> agreeDestruction(const ReadHere& here, const std::string& proposal);

// Carries out what waits where there is no server to wait for, and writes down what was carried out and is not
// written down yet, if this person leads.
Result<std::vector<casework::CaseEntry>> finishDestructions(const ReadHere& here);

}  // namespace pillarbox::desk
