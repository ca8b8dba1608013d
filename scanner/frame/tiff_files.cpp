#include <tiffio.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "scanner/frame/decoders.h"

namespace pillarbox::frame {
namespace {

const std::string kind = "TIFF";

struct Memory {
  BytesView file;
  std::uint64_t at = 0;
};

tmsize_t readProc(thandle_t handle, void* to, tmsize_t size) {
  auto& memory = *static_cast<Memory*>(handle);
  if (size <= 0 || memory.at >= memory.file.size()) return 0;
  const std::size_t count = std::min<std::size_t>(static_cast<std::size_t>(size), memory.file.size() - memory.at);
  std::memcpy(to, memory.file.data() + memory.at, count);
  memory.at += count;
  return static_cast<tmsize_t>(count);
}

toff_t seekProc(thandle_t handle, toff_t offset, int whence) {
  auto& memory = *static_cast<Memory*>(handle);
  memory.at = whence == SEEK_CUR ? memory.at + offset : whence == SEEK_END ? memory.file.size() + offset : offset;
  return memory.at;
}

tmsize_t writeProc(thandle_t, void*, tmsize_t) {
  return 0;
}
int closeProc(thandle_t) {
  return 0;
}
toff_t sizeProc(thandle_t handle) {
  return static_cast<Memory*>(handle)->file.size();
}
int mapProc(thandle_t handle, void** base, toff_t* size) {
  const BytesView file = static_cast<Memory*>(handle)->file;
  *base = const_cast<std::uint8_t*>(file.data());  // NOLINT: the file is opened for reading only
  *size = file.size();
  return 1;
}
void unmapProc(thandle_t, void*, toff_t) {}
int silent(TIFF*, void*, const char*, const char*, va_list) {
  return 1;
}

struct Close {
  void operator()(TIFF* tiff) const { TIFFClose(tiff); }
  void operator()(TIFFOpenOptions* options) const { TIFFOpenOptionsFree(options); }
};

class Reader {
 public:
  Reader(BytesView file, const DecodeLimits& limits) : m_memory{file} {
    const std::unique_ptr<TIFFOpenOptions, Close> options(TIFFOpenOptionsAlloc());
    if (!options) return;
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), silent, nullptr);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), silent, nullptr);
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), static_cast<tmsize_t>(limits.maxPixels) * 4 + (1 << 20));
    // h: the header only, so that a broken first page does not spoil the others.
    m_tiff.reset(TIFFClientOpenExt("memory", "rh", &m_memory, readProc, writeProc, seekProc, closeProc, sizeProc,
                                   mapProc, unmapProc, options.get()));
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  TIFF* get() const { return m_tiff.get(); }
  BytesView file() const { return m_memory.file; }

 private:
  Memory m_memory;
  std::unique_ptr<TIFF, Close> m_tiff;
};

// The directories that are pages: not the thumbnails and masks that some programs keep beside them.
Result<std::vector<tdir_t>> pagesOf(const Reader& reader, const DecodeLimits& limits) {
  if (reader.get() == nullptr) return reader.file().size() < 16 ? cutOff(kind) : damaged(kind);
  const Fault tooMany{FaultCode::tooLarge,
                      "This TIFF file has more than " + std::to_string(limits.maxPages) + " pages."};
  const auto most = static_cast<std::size_t>(limits.maxPages);
  const std::size_t count = TIFFNumberOfDirectories(reader.get());
  if (count > most * 2) return tooMany;
  std::vector<tdir_t> pages;
  for (tdir_t i = 0; i < count; ++i) {
    std::uint32_t type = 0;
    if (TIFFSetDirectory(reader.get(), i) != 0) TIFFGetFieldDefaulted(reader.get(), TIFFTAG_SUBFILETYPE, &type);
    if ((type & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) == 0) pages.push_back(i);
  }
  if (pages.empty()) return cutOff(kind);
  if (pages.size() > most) return tooMany;
  return pages;
}

bool reachesPastEnd(const Reader& reader) {
  TIFF* tiff = reader.get();
  const std::uint32_t count = TIFFIsTiled(tiff) != 0 ? TIFFNumberOfTiles(tiff) : TIFFNumberOfStrips(tiff);
  const std::uint64_t size = reader.file().size();
  for (std::uint32_t i = 0; i < std::min<std::uint32_t>(count, 100'000); ++i) {
    const std::uint64_t offset = TIFFGetStrileOffset(tiff, i), bytes = TIFFGetStrileByteCount(tiff, i);
    if (offset > size || bytes > size - offset) return true;
  }
  return false;
}

// ABGR words as libtiff packs them, alpha already multiplied in: over white.
cv::Mat bgrOf(const std::vector<std::uint32_t>& raster, int width, int height) {
  cv::Mat picture(height, width, CV_8UC3);
  for (int y = 0; y < height; ++y) {
    const std::uint32_t* from = &raster[static_cast<std::size_t>(y) * static_cast<std::size_t>(width)];
    auto* to = picture.ptr<cv::Vec3b>(y);
    for (int x = 0; x < width; ++x) {
      const std::uint32_t pixel = from[x], paper = 255 - TIFFGetA(pixel);
      to[x] = {cv::saturate_cast<std::uint8_t>(TIFFGetB(pixel) + paper),
               cv::saturate_cast<std::uint8_t>(TIFFGetG(pixel) + paper),
               cv::saturate_cast<std::uint8_t>(TIFFGetR(pixel) + paper)};
    }
  }
  return picture;
}

struct PixelShape {
  double across = 1, down = 1;  // how much to stretch
};

// Fax pages are 204 dots an inch across and 98 or 196 down (ITU-T T.4): stretch the coarser way. Beyond 1 to 4 the
// figures are nonsense.
PixelShape pixelShape(TIFF* tiff) {
  float x = 0, y = 0;
  if (TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &x) == 0 || TIFFGetField(tiff, TIFFTAG_YRESOLUTION, &y) == 0) return {};
  if (!(x > 0) || !(y > 0) || !std::isfinite(x) || !std::isfinite(y)) return {};
  const double ratio = static_cast<double>(x) / static_cast<double>(y);
  if (ratio > 4 || ratio < 0.25 || std::abs(ratio - 1) < 0.01) return {};
  return ratio > 1 ? PixelShape{1, ratio} : PixelShape{1 / ratio, 1};
}

Result<std::vector<std::uint32_t>> rasterOf(const Reader& reader, std::uint32_t width, std::uint32_t height) {
  TIFFRGBAImage image;
  char message[1024] = "";
  if (TIFFRGBAImageOK(reader.get(), message) == 0 || TIFFRGBAImageBegin(&image, reader.get(), 1, message) == 0) {
    return Fault{FaultCode::badInput, "This kind of TIFF file cannot be read."};
  }
  struct End {
    void operator()(TIFFRGBAImage* ended) const { TIFFRGBAImageEnd(ended); }
  };
  const std::unique_ptr<TIFFRGBAImage, End> guard(&image);
  image.orientation = image.req_orientation = ORIENTATION_TOPLEFT;
  std::vector<std::uint32_t> raster(std::size_t{width} * height, 0xFFFFFFFF);
  if (TIFFRGBAImageGet(&image, raster.data(), width, height) == 0) {
    return reachesPastEnd(reader) ? cutOff(kind) : damaged(kind);
  }
  return raster;
}

}  // namespace

Result<int> tiffPages(BytesView file, const DecodeLimits& limits) {
  const Reader reader(file, limits);
  PB_TRY_VALUE(const auto pages, pagesOf(reader, limits));
  return static_cast<int>(pages.size());
}

Result<cv::Mat> decodeTiff(BytesView file, int page, const DecodeLimits& limits) {
  const Reader reader(file, limits);
  PB_TRY_VALUE(const auto pages, pagesOf(reader, limits));
  if (page >= static_cast<int>(pages.size())) return Fault{FaultCode::badInput, "This file has no such page."};
  TIFF* tiff = reader.get();
  if (TIFFSetDirectory(tiff, pages[static_cast<std::size_t>(page)]) == 0) return damaged(kind);
  std::uint32_t width = 0, height = 0;
  TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
  TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
  const PixelShape shape = pixelShape(tiff);
  PB_TRY(checkSize(width, height, limits));
  PB_TRY(checkSize(std::lround(width * shape.across), std::lround(height * shape.down), limits));
  std::uint16_t orientation = ORIENTATION_TOPLEFT;
  TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &orientation);
  // libtiff takes strips that begin after the end for white paper.
  if (reachesPastEnd(reader)) return cutOff(kind);
  PB_TRY_VALUE(const auto raster, rasterOf(reader, width, height));
  cv::Mat picture = bgrOf(raster, static_cast<int>(width), static_cast<int>(height));
  if (shape.across > 1 || shape.down > 1) {
    cv::Mat square;
    cv::resize(picture, square, {}, shape.across, shape.down, cv::INTER_LINEAR);
    picture = square;
  }
  return upright(picture, orientation);
}

}  // namespace pillarbox::frame
