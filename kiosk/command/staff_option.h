// Which member of staff a command is about.
#pragma once

#include <string>

#include "shared/base/result.h"
#include "shared/record/roster.h"

namespace pillarbox::command {

// The id of the member of staff with that id, that whole name, or words that only one of them has. notFound or
// badInput; the name stays out of what is said: it may be a child's, typed by mistake.
Result<std::string> staffId(const Roster& roster, const std::string& wanted);

}  // namespace pillarbox::command
