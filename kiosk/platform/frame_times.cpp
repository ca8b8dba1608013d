#include "kiosk/platform/frame_times.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

namespace pillarbox::platform {

namespace {

constexpr std::size_t kept = 4096;

double secondsOf(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

void FrameTimes::add(double ms) {
  ++m_frames;
  if (m_latest.size() < kept) {
    m_latest.push_back(static_cast<float>(ms));
    return;
  }
  m_latest[m_next] = static_cast<float>(ms);
  m_next = (m_next + 1) % kept;
}

void FrameTimes::forget() {
  m_latest.clear();
  m_next = 0;
}

RunStats FrameTimes::stats() const {
  RunStats stats;
  stats.frames = m_frames;
  if (!m_latest.empty()) {
    std::vector<float> sorted = m_latest;
    std::sort(sorted.begin(), sorted.end());
    stats.p50Ms = static_cast<double>(sorted[(sorted.size() - 1) / 2]);
    stats.p99Ms = static_cast<double>(sorted[((sorted.size() - 1) * 99 + 99) / 100]);
    stats.maxMs = static_cast<double>(sorted.back());
  }
  std::int64_t total = 0, resident = 0;
  if (std::ifstream("/proc/self/statm") >> total >> resident) stats.rssKb = resident * ::sysconf(_SC_PAGESIZE) / 1024;
  rusage usage{};
  if (::getrusage(RUSAGE_SELF, &usage) == 0) stats.cpuSeconds = secondsOf(usage.ru_utime) + secondsOf(usage.ru_stime);
  return stats;
}

}  // namespace pillarbox::platform
