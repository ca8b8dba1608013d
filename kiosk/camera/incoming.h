// What the scanner says, turned into events, and not believed without: a scanner that has decoded a hostile picture may
// be somebody else's. One thread.
#pragma once

#include <optional>

#include "kiosk/camera/camera.h"
#include "kiosk/camera/preview.h"
#include "scanner/protocol/channel.h"

namespace pillarbox::camera {

class Incoming {
 public:
  // None if there is nothing to tell. badInput, tooLarge: end that scanner.
  Result<std::optional<Event>> eventOf(const scan::Packet& packet);

 private:
  Status countOne();
  PreviewCopier m_preview;
  std::chrono::steady_clock::time_point m_second{};
  int m_inSecond = 0;
};

}  // namespace pillarbox::camera
