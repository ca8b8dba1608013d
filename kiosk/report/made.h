// A report as it was asked for, for the command line and the inbox alike: what is in it, whose names are hidden, and
// how it stands in the log. Pure. The order to keep: make(), post exportStep(), set the document's reference to that
// entry's, typeset(), write. Nothing then leaves that is not in the log.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/report/bundles.h"
#include "kiosk/report/hiding_names.h"
#include "kiosk/report/reports.h"
#include "shared/casework/step.h"
#include "shared/record/directory.h"

namespace pillarbox::report {

struct Wanted {
  Asked asked = Asked::chronology;
  std::string id;  // of the case or of the child; empty for a summary or a review
  Period period;   // not of an incident
  // Other children are hidden; its subject is filled in by make(). Copies for others (subjectAccess, police) need it.
  std::optional<Hiding> hiding;
  bool adults = false;   // a summary counts concerns about adults too
  bool byClass = false;  // and children by their class instead of their year
};

struct Made {
  Report report;
  std::vector<Finding> findings;  // names that were found, if any are hidden
  std::size_t undecided = 0;      // of them; more than none: it is a draft and says so
};

// notFound if there is no such child or incident; badInput if a copy for others would show everybody's name.
Result<Made> make(const Source& source, Wanted wanted, const Directory& directory);

// How it is logged (desk::postStep). `forWhom`: as the reader says it; may be empty.
casework::Step exportStep(const Wanted& wanted, const Roster& roster, std::string forWhom);

}  // namespace pillarbox::report
