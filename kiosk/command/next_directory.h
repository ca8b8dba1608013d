// Signs the next version of a school's directory, for the commands that change a part of it.
#pragma once

#include <cstdint>
#include <functional>

#include "kiosk/command/program.h"
#include "kiosk/desk/unlock.h"
#include "kiosk/office/school_folder.h"

namespace pillarbox::command {

// `change` is given the directory as it is now. The server, if the school has one, is asked first: it decides who was
// first when two people change it at once (busy). Then it is kept here. Returns the new version's number.
// notTrusted, with the reason, if `person` may not make this change; badInput if the directory would not be right.
Result<std::int64_t> changeDirectory(office::School& school, const desk::Unlocked& person, Program& program,
                                     const std::function<Status(Directory&)>& change);

}  // namespace pillarbox::command
