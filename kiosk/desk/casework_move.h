// Passing a concern on to other readers. Nothing that was sealed can be taken back or opened to others, so it is
// posted anew for them: one entry to the readers before, the log of it, and one sealed to the new readers with the
// original as it was posted and its signed slip (shared/record/casework.h). Those who could read it before keep what
// they have; only what follows goes to the new readers. To a writer's own audience (shared/record/seats.h) it is an
// alert: they get the copy, and the concern's readers stay what they are. Belongs to the School's thread.
#pragma once

#include <string_view>

#include "kiosk/desk/inbox_entries.h"
#include "shared/casework/step.h"

namespace pillarbox::desk {

// `step` has been checked (postStep); `from` are the readers who get the log. Posts a copy of everything that members
// of staff wrote in it and the log, and gives the log. badInput if the audience does not exist, nobody in it has a key,
// or one of its readers may be the adult whom the concern is about; tooLarge if the original with its pictures leaves
// no room for the covering entry; notFound if this person has not got the original.
Result<casework::CaseEntry> passCaseOn(office::School& school, const Unlocked& person,
                                       const casework::CaseEntries& entries, const casework::Case& made,
                                       const casework::Step& step, const std::string& from);

}  // namespace pillarbox::desk
