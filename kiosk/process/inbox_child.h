// How a screen program starts the inbox: as the same user beside it, or, where the machine says so, as a user of its
// own by way of systemd. The machine says so with PILLARBOX_INBOX_SOCKET (pillarbox-kiosk.service); there is then no
// other way.
#pragma once

#include "kiosk/process/child.h"

namespace pillarbox::process {

// With program or socket set, and the display where it needs one handed over. A Fault if the display cannot be reached.
Result<ChildOptions> inboxChild();

}  // namespace pillarbox::process
