// Who holds something: a text that names one run of one process, so that a crash or a reboot can be told from a slow
// friend. Any thread.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/clock.h"

namespace pillarbox::store {

// "BOOTID/PID/START": START is the process's start time in clock ticks (proc(5), /proc/PID/stat field 22), so that a
// number used again is not mistaken for the same process.
std::string processMark(const Clock& clock);

// False if that process has ended or the machine was started again since; false for a malformed mark.
bool stillRunning(std::string_view mark, const Clock& clock);

}  // namespace pillarbox::store
