// scan --watch: the photocopier's folder, looked at again and again.
#pragma once

#include "kiosk/command/program.h"

namespace pillarbox::command {

// Runs until it is ended (SIGTERM, SIGINT), or once through with --once. exitUnread if something could not be read.
Result<int> watchScans(const Args& args, Program& program);

}  // namespace pillarbox::command
