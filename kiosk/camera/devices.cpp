#include "kiosk/camera/devices.h"

#include <fcntl.h>
#include <sys/inotify.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

namespace pillarbox::camera {

namespace {

bool isCamera(std::string_view name) {
  constexpr std::string_view prefix = "video";
  return name.size() > prefix.size() && name.substr(0, prefix.size()) == prefix &&
         std::all_of(name.begin() + prefix.size(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Devices::Devices(std::filesystem::path folder) : m_folder(std::move(folder)), m_watch(-1) {
  Fd watch(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
  // A node is made first and becomes ours to open a moment later.
  constexpr std::uint32_t events = IN_CREATE | IN_ATTRIB | IN_DELETE | IN_MOVED_TO;
  if (watch && ::inotify_add_watch(watch.get(), m_folder.c_str(), events) >= 0) m_watch = std::move(watch);
}

bool Devices::changed() {
  bool ours = false;
  alignas(inotify_event) std::array<char, 4096> buffer;
  for (;;) {
    const ssize_t got = m_watch ? ::read(m_watch.get(), buffer.data(), buffer.size()) : -1;
    if (got <= 0) break;
    for (std::size_t at = 0; at + sizeof(inotify_event) <= static_cast<std::size_t>(got);) {
      inotify_event event;
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const char* name = buffer.data() + at + sizeof event;
      if (event.len > 0 && isCamera(name)) ours = true;
      at += sizeof event + event.len;
    }
  }
  if (ours) tryAllAgain();
  return ours;
}

Fd Devices::openNext() {
  std::vector<std::string> names;
  std::error_code error;
  for (std::filesystem::directory_iterator each(m_folder, error), end; !error && each != end; each.increment(error)) {
    const std::string name = each->path().filename().string();
    if (isCamera(name) && !m_tried.contains(name)) names.push_back(name);
  }
  // video2 before video10
  std::sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
  for (const std::string& name : names) {
    m_tried.insert(name);
    Fd fd(::open((m_folder / name).c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
    if (fd) return fd;
  }
  return Fd();
}

}  // namespace pillarbox::camera
