// A reader's next step, posted: sealed to whoever reads the case now, signed by the person and by the device. Used by
// the inbox and the command line alike. Belongs to the School's thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "kiosk/desk/unlock.h"
#include "kiosk/office/school_folder.h"
#include "shared/base/result.h"
#include "shared/casework/case_view.h"
#include "shared/casework/step.h"
#include "shared/seal/sealed_entry.h"

namespace pillarbox::desk {

// Posts the step and gives the entry as it was then opened and checked. Step::subject is any entry of the case (of an
// outcome the action, of a correction the entry that is put right, of "read" and "understood" what was read); kinds
// that belong to no case (child, seen, exported without a subject) go to safeguarding or, for those who do not read
// that, to the first audience of theirs. Of a move the log of it is given (casework_move.h).
// Faults: badInput with one sentence for the screen if the step may not be taken (checkStep, and: a concern cannot be
// made part of one that others read; a message reaches only a writer with a badge); notFound if `entries` have no such
// case; notPermitted if this person does not read it (any more), or it is a kind that is not casework.
Result<casework::CaseEntry> postStep(office::School& school, const Unlocked& person,
                                     const casework::CaseEntries& entries, casework::Step step,
                                     std::span<const seal::Attachment> files = {});
// The same for somebody who has the view of `entries` already: projecting a hundred thousand of them for each of ninety
// steps would be felt.
Result<casework::CaseEntry> postStep(office::School& school, const Unlocked& person,
                                     const casework::CaseEntries& entries, const casework::CaseView& view,
                                     casework::Step step, std::span<const seal::Attachment> files = {});

// The case that an entry belongs to, by the id of its concern or of anything in it; null if there is none.
const casework::Case* findCase(const casework::CaseView& view, std::string_view entryId);
// The id that steps on a case have as their subject: of its concern, even where that is not here.
std::string caseId(const casework::Case& made, const casework::CaseEntries& entries);

// The log of what was opened and read on a screen: one entry for each audience whose entries were seen, so that nobody
// learns from it what others read. What is not in `entries` is left out. May post nothing.
Result<std::vector<casework::CaseEntry>> postSeen(office::School& school, const Unlocked& person,
                                                  const casework::CaseEntries& entries, std::vector<SeenEntry> seen);

}  // namespace pillarbox::desk
