#include <fcntl.h>
#include <png.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

#include "kiosk/platform/painter.h"
#include "shared/base/files.h"

namespace pillarbox::platform {

Status writePng(const void* pixels, int width, int height, int pitch, const std::filesystem::path& path) {
  std::vector<std::uint8_t> rgb(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
  std::uint8_t* to = rgb.data();
  for (int y = 0; y < height; ++y) {
    const auto* row = static_cast<const std::uint8_t*>(pixels) + static_cast<std::ptrdiff_t>(y) * pitch;
    for (int x = 0; x < width; ++x) {
      std::uint32_t pixel = 0;
      std::memcpy(&pixel, row + static_cast<std::ptrdiff_t>(x) * 4, 4);
      *to++ = static_cast<std::uint8_t>(pixel >> 16);
      *to++ = static_cast<std::uint8_t>(pixel >> 8);
      *to++ = static_cast<std::uint8_t>(pixel);
    }
  }
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0) return faultFromErrno(errno, "write the picture " + path.string());
  ::fchmod(fd, 0600);
  const std::unique_ptr<std::FILE, Close> file(::fdopen(fd, "wb"));
  if (!file) {
    ::close(fd);
    return Fault{FaultCode::diskError, "cannot write the picture " + path.string()};
  }
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(width);
  image.height = static_cast<png_uint_32>(height);
  image.format = PNG_FORMAT_RGB;
  const bool written = png_image_write_to_stdio(&image, file.get(), 0, rgb.data(), 0, nullptr) != 0;
  if (!written || std::fflush(file.get()) != 0) {
    return Fault{FaultCode::diskError, "cannot write the picture " + path.string()};
  }
  return {};
}

}  // namespace pillarbox::platform
