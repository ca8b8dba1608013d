#include "scanner/frame/video_device.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <limits>

#include "shared/base/fd.h"

namespace pillarbox::frame {
namespace {

template <class Call>
int untilNotInterrupted(Call call) {
  for (;;) {
    const int result = call();
    if (result >= 0) return result;
    if (errno != EINTR) return -errno;
  }
}

class KernelDevice final : public VideoDevice {
 public:
  explicit KernelDevice(int fd) : m_fd(fd) {
    const int flags = fcntl(fd, F_GETFL);
    if (flags >= 0) fcntl(fd, F_SETFL, flags | O_NONBLOCK);
  }

  int control(unsigned long request, void* argument) override {
    return untilNotInterrupted([&] { return ioctl(m_fd.get(), request, argument); });
  }

  int map(std::size_t length, std::size_t offset, void** at) override {
    // Drivers expect both, though nothing is written.
    void* mapped = mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_SHARED, m_fd.get(), static_cast<off_t>(offset));
    if (mapped == MAP_FAILED) return -errno;
    *at = mapped;
    return 0;
  }

  void unmap(void* at, std::size_t length) override { munmap(at, length); }

  int wait(Milliseconds most) override {
    pollfd waiting{m_fd.get(), POLLIN, 0};
    const auto longest = static_cast<Milliseconds::rep>(std::numeric_limits<int>::max());
    const int timeout = static_cast<int>(std::clamp<Milliseconds::rep>(most.count(), 0, longest));
    // Interrupted: nothing yet, so that a signal cannot make the wait longer than asked.
    const int ready = poll(&waiting, 1, timeout);
    return ready >= 0 ? ready : errno == EINTR ? 0 : -errno;
  }

  int descriptor() const override { return m_fd.get(); }

 private:
  Fd m_fd;
};

}  // namespace

std::unique_ptr<VideoDevice> kernelDevice(int fd) {
  return std::make_unique<KernelDevice>(fd);
}

}  // namespace pillarbox::frame
