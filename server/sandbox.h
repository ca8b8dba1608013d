// After it listens the server needs to run no program and to become nobody else: what the kernel does for it is an
// allow-list (seccomp), and whatever is not on it fails with EPERM, so that a library which only tries goes on without.
#pragma once

#include "shared/base/result.h"

namespace pillarbox::server {

// For all threads of the process, those to come included; it cannot be undone.
Status enterSandbox();

}  // namespace pillarbox::server
