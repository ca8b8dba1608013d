// Manage, keeping: destroying a child's records by two people's word. State, events and effects; part of keeping.h.
#pragma once

#include <string>
#include <vector>

#include "shared/casework/keeping.h"
#include "shared/record/entry.h"

namespace pillarbox::inbox {

// What would go and what stays, as it was worked out.
struct DestroyingPlan {
  PupilPart child;
  std::size_t records = 0, cases = 0;
  struct Stays {
    std::string reference, why;
  };
  std::vector<Stays> stays;
  std::string problem;  // why nothing may be proposed now
};

// A proposal and what became of it, with what only this device knows.
struct DestroyingHere {
  casework::Destruction what;
  std::string agreeFrom;  // day; empty: not known yet
};

// --- from the screens ---
struct DestroyingAsked {};  // for the child whose record is open: what would go?
struct DestroyingSureToggled {};
struct DestroyingProposed {};
struct DestroyingChosen {
  std::string id;
};
struct DestroyingAgreed {};
struct DestroyingWithdrawn {};

// --- from the worker ---
struct DestroyingPlanned {
  DestroyingPlan plan;
};
struct RecordsGone {
  std::vector<std::string> ids;
};

// --- effects (keeping_destroy_main.cpp) ---
struct PlanDestroying {  // → DestroyingPlanned
  std::string child;
};
struct ProposeDestroying {
  std::string child, reason;
};
struct AgreeDestroying {  // → RecordsGone too, if they went at once
  std::string id;
};
struct WithdrawDestroying {
  std::string id, reason;
};

}  // namespace pillarbox::inbox
