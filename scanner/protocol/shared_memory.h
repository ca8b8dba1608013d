// Memory that is written by the scanner while a screen looks at it: the preview's pictures. It cannot shrink, so a
// reader is never killed by a page that went away; what is in it is only ever pixels.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "shared/base/fd.h"
#include "shared/base/result.h"

namespace pillarbox::scan {

class SharedMemory {
 public:
  SharedMemory() = default;
  SharedMemory(SharedMemory&& other) noexcept
      : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)) {}
  SharedMemory& operator=(SharedMemory&& other) noexcept {
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    return *this;
  }
  ~SharedMemory();
  std::span<std::uint8_t> bytes() const { return {m_data, m_size}; }  // written by its maker only
  explicit operator bool() const { return m_data != nullptr; }

  // A new one, mapped for writing, and its descriptor to hand on. Sealed against growing and shrinking.
  struct Made;
  static Result<Made> make(std::size_t size);
  // Somebody else's, mapped for reading. badInput if it is not sealed so, or holds fewer than `size` bytes.
  static Result<SharedMemory> map(int fd, std::size_t size);

 private:
  SharedMemory(std::uint8_t* data, std::size_t size) : m_data(data), m_size(size) {}
  std::uint8_t* m_data = nullptr;
  std::size_t m_size = 0;
};

struct SharedMemory::Made {
  SharedMemory memory;
  Fd fd;
};

}  // namespace pillarbox::scan
