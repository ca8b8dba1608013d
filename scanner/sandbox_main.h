// What pillarbox-scanner gives up before it looks at anybody's picture: files, network, other processes, new programs.
#pragma once

#include "shared/base/result.h"

namespace pillarbox::scan {

// First thing in main(), before any library is used: environment and descriptors other than `channel` dropped, limits
// set, no core dump, ends with its parent. -1: no channel.
Status giveUpSurroundings(int channel);

// After every library has loaded what it needs from files: from here on only the system calls of the list. Threads may
// still be started. Anything that would open, connect, start or look at another process either fails or ends us.
Status enterSandbox();

// Tries each forbidden thing in a process of its own that is sandboxed so, and says on standard output how it went.
// 0 if every one was refused, 1 if not.
int selfTest();

}  // namespace pillarbox::scan
