// An inbox that runs by itself, on a tablet or in an office, carries its own postings to the server and fetches those
// of the other devices, as the kiosk does for an inbox that it has started. The worker sees what comes on the disk.
#pragma once

#include <filesystem>
#include <memory>

#include "kiosk/office/office.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"

namespace pillarbox::inbox {

class SyncDesk {
 public:
  // Nothing to do without a server; a fault is logged, and the inbox works with what is here.
  void start(const std::filesystem::path& folder, const Clock& clock, Random& random);
  // Something was just posted here: it goes now.
  void hurry();

 private:
  std::unique_ptr<office::Office> m_office;
};

}  // namespace pillarbox::inbox
