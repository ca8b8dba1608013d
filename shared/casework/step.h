// A reader's next step on a concern, as a screen or the command line makes it, and the rules it must keep. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/casework/case_view.h"
#include "shared/record/entry.h"

namespace pillarbox::casework {

// What becomes an entry of the reader's. Only what its kind uses is filled in (shared/record/casework.h).
struct Step {
  Kind kind = Kind::note;
  // The concern; of an outcome the action, of a correction the entry that is put right, of a merge that is taken back
  // (work.removed) the concern that was made part of this one.
  std::string subject;
  std::string body;
  std::string category;           // of a triage
  std::vector<PupilPart> pupils;  // of a link or of what is known of a child
  Casework work;
  bool operator==(const Step&) const = default;
};

// Fills in what the view knows and the reader need not say: which triage, close or link this takes the place of.
void fillIn(Step& step, const Case& made);

// badInput, in one sentence for the screen, if the step may not be taken now: a decision without its reason, an outcome
// of nothing, closing with an action open (whyNotClose), reopening what is open, a merge into itself, a link to nobody,
// a category that is none of `categories`. Reserved categories (directory.h) are for DSLs and deputies: `mayReserve`.
Status checkStep(const Step& step, const Case& made, const std::vector<std::string>& categories, bool mayReserve);

}  // namespace pillarbox::casework
