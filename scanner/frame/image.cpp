#include "scanner/frame/image.h"

#include <algorithm>
#include <new>
#include <opencv2/imgproc.hpp>

#include "scanner/frame/decoders.h"

namespace pillarbox::frame {
namespace {

using namespace std::string_view_literals;

bool startsWith(BytesView file, std::string_view magic, std::size_t at = 0) {
  return file.size() >= at + magic.size() && textOf(file.subspan(at, magic.size())) == magic;
}

// ISO 14496-12 file type box with a brand of HEIF (iPhones).
bool isHeif(BytesView file) {
  if (!startsWith(file, "ftyp"sv, 4)) return false;
  for (const auto brand : {"heic"sv, "heix"sv, "hevc"sv, "mif1"sv, "msf1"sv, "avif"sv}) {
    if (startsWith(file, brand, 8)) return true;
  }
  return false;
}

Fault unreadable(BytesView file) {
  if (file.empty()) return Fault{FaultCode::badInput, "This file is empty."};
  if (isHeif(file)) {
    return Fault{FaultCode::badInput, "This is a HEIC or AVIF photo, which cannot be read: save it as JPEG first."};
  }
  return Fault{FaultCode::badInput, "This is not a JPEG, PNG, TIFF, WebP or PDF file."};
}

Result<cv::Mat> decodeColour(BytesView file, int page, const DecodeLimits& limits) {
  const FileType type = typeOf(file);
  const bool severalPages = type == FileType::tiff || type == FileType::pdf;
  if (page < 0 || (page > 0 && !severalPages)) return Fault{FaultCode::badInput, "This file has no such page."};
  switch (type) {
    case FileType::jpeg:
      return decodeJpeg(file, limits);
    case FileType::png:
      return decodePng(file, limits);
    case FileType::webp:
      return decodeWebp(file, limits);
    case FileType::tiff:
      return decodeTiff(file, page, limits);
    case FileType::pdf:
      return decodePdf(file, page, limits);
    case FileType::unknown:
      break;
  }
  return unreadable(file);
}

// Whatever a library throws about a file is about the file.
template <class Work>
auto guarded(Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return Fault{FaultCode::tooLarge, "There is not enough memory for this picture."};
  } catch (const std::exception&) {
    return Fault{FaultCode::badInput, "This file cannot be read."};
  }
}

}  // namespace

FileType typeOf(BytesView file) {
  if (startsWith(file, "\xFF\xD8\xFF"sv)) return FileType::jpeg;
  if (startsWith(file, "\x89PNG\r\n\x1A\n"sv)) return FileType::png;
  if (startsWith(file, "RIFF"sv) && startsWith(file, "WEBP"sv, 8)) return FileType::webp;
  for (const auto magic : {"II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv}) {
    if (startsWith(file, magic)) return FileType::tiff;
  }
  // PDF readers allow anything in the first 1024 bytes before the header (PDF 1.7, annex H.3, note 13).
  const std::string_view head = textOf(file.first(std::min<std::size_t>(file.size(), 1024)));
  return head.find("%PDF-") != std::string_view::npos ? FileType::pdf : FileType::unknown;
}

Status checkSize(std::int64_t width, std::int64_t height, const DecodeLimits& limits) {
  if (width <= 0 || height <= 0) return Fault{FaultCode::badInput, "This picture has no size."};
  if (width > limits.maxSide || height > limits.maxSide || width * height > limits.maxPixels) {
    return Fault{FaultCode::tooLarge, "This picture is too large to read (" + std::to_string(width) + " by " +
                                          std::to_string(height) + " pixels)."};
  }
  return {};
}

Fault cutOff(const std::string& kind) {
  return Fault{FaultCode::badInput, "This " + kind + " file is cut off."};
}

Fault damaged(const std::string& kind) {
  return Fault{FaultCode::badInput, "This " + kind + " file is damaged."};
}

Result<int> pageCount(BytesView file, const DecodeLimits& limits) {
  return guarded([&]() -> Result<int> {
    switch (typeOf(file)) {
      case FileType::tiff:
        return tiffPages(file, limits);
      case FileType::pdf:
        return pdfPages(file, limits);
      case FileType::unknown:
        return unreadable(file);
      default:
        return 1;
    }
  });
}

Result<Picture> decodePage(BytesView file, int page, const DecodeLimits& limits) {
  return guarded([&]() -> Result<Picture> {
    PB_TRY_VALUE(cv::Mat colour, decodeColour(file, page, limits));
    Picture picture{std::move(colour), {}};
    cv::cvtColor(picture.colour, picture.grey, cv::COLOR_BGR2GRAY);
    return picture;
  });
}

}  // namespace pillarbox::frame
