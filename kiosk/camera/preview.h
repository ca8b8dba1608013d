// The preview's shared memory, copied out frame by frame. One thread.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "kiosk/camera/camera.h"
#include "scanner/protocol/shared_memory.h"

namespace pillarbox::camera {

class PreviewCopier {
 public:
  // None if the screen still holds several older ones: it will get a newer. badInput if it is not as it should be.
  Result<std::optional<PreviewPicture>> copy(const scan::Preview& preview, int fd);

 private:
  scan::SharedMemory m_memory;
  scan::Preview m_form;  // what the memory was made for
  std::vector<std::weak_ptr<const Bytes>> m_given;
};

}  // namespace pillarbox::camera
