// What every screen program does to itself before anything else.
#pragma once

namespace pillarbox::platform {

struct HardeningOptions {
  bool endWithParent = false;  // killed when the program that started it ends (a program started by Child)
};

// The first line of main: files private to the user (umask 077), no core dumps, not readable by other processes of the
// user (ptrace, /proc/PID/mem), no new privileges for it or its children (so set-user-ID helpers do not work from
// here), a closed socket is an error value and not a signal. With `endWithParent`, ends at once if the parent already
// did. Returns false if the system refused any of it; the program may go on. Under the sanitizers the process stays
// readable, since their leak check needs it.
bool harden(const HardeningOptions& options = {});

// Linking this replaces operator new and delete: freed memory is wiped (wiping_new.cpp). True if so; false under
// sanitizers, which bring their own.
bool wipingAllocatorPresent();

}  // namespace pillarbox::platform
