// One pass: send what waits, fetch what is new. For `pillarbox sync --once`.
#pragma once

#include "kiosk/office/school_folder.h"

namespace pillarbox::office {

struct SyncResult {
  int sent = 0;                  // tried in this pass
  int delivered = 0;             // in this pass
  int refused = 0;               // in this pass
  std::int64_t waiting = 0;      // still to be sent after it
  std::optional<Fault> trouble;  // why the server was not to be had
};

// Every waiting posting is tried at once, whatever its time; ends when each was tried, when the server is not to be
// had, or at the deadline. notFound if this folder is not connected to a server.
Result<SyncResult> syncOnce(School& school, Milliseconds deadline);

}  // namespace pillarbox::office
