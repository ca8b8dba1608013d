// The cameras of the machine: which there are, and when one is plugged in or out. One thread.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "shared/base/clock.h"
#include "shared/base/fd.h"

namespace pillarbox::camera {

class Devices {
 public:
  explicit Devices(std::filesystem::path folder);
  // Readable when something was plugged in or out; -1 if that cannot be watched.
  int pollFd() const { return m_watch.get(); }
  // Takes what pollFd() has. True if it was about a camera: those that did not work are tried again.
  bool changed();
  // The next one that was not tried since the last change, opened; none if there is none.
  Fd openNext();
  void tryAllAgain() { m_tried.clear(); }

 private:
  std::filesystem::path m_folder;
  Fd m_watch;
  std::set<std::string> m_tried;
};

}  // namespace pillarbox::camera
