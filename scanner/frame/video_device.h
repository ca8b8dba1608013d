// The few system calls a camera needs, behind a seam: tests put a scripted camera here.
#pragma once

#include <cstddef>
#include <memory>

#include "scanner/frame/source.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace pillarbox::frame {

// All return 0 or more, or -errno. Interrupted calls are tried again inside.
class VideoDevice {
 public:
  virtual ~VideoDevice() = default;
  virtual int control(unsigned long request, void* argument) = 0;          // ioctl
  virtual int map(std::size_t length, std::size_t offset, void** at) = 0;  // shared, to read
  virtual void unmap(void* at, std::size_t length) = 0;
  virtual int wait(Milliseconds most) = 0;  // 1: something to take, or an error to be told of; 0: nothing yet
  virtual int descriptor() const = 0;
};

// Owns `fd`, and makes it non-blocking.
std::unique_ptr<VideoDevice> kernelDevice(int fd);

Result<std::unique_ptr<FrameSource>> openV4l2(std::unique_ptr<VideoDevice> device, const SourceOptions& options,
                                              const Clock& clock);

}  // namespace pillarbox::frame
