// How long frames took, and what the process used. UI thread only.
#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/platform/robot_commands.h"

namespace pillarbox::platform {

class FrameTimes {
 public:
  void add(double ms);
  void forget();  // the times, not the count
  RunStats stats() const;

 private:
  std::vector<float> m_latest;  // a ring
  std::size_t m_next = 0;
  std::int64_t m_frames = 0;
};

}  // namespace pillarbox::platform
