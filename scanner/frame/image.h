// Pictures in memory: decoding files that nobody should trust, and writing the page pictures that are kept.
// Only ever called inside the pillarbox-scanner process (and by tests). Any thread.
#pragma once

#include <functional>
#include <opencv2/core.hpp>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/result.h"

namespace pillarbox::frame {

enum class FileType { unknown, jpeg, png, tiff, webp, pdf };
FileType typeOf(BytesView file);  // by its first bytes, never by its name

struct DecodeLimits {
  int maxSide = 16'000;  // pixels
  std::int64_t maxPixels = 80'000'000;
  int maxPages = 200;  // of a PDF or TIFF
  double pdfDpi = 200;
};

// One page of a file. `colour` is 8-bit BGR (CV_8UC3), upright as EXIF's orientation says.
struct Picture {
  cv::Mat colour;
  cv::Mat grey;  // CV_8UC1, same size
};

// How many pages; 1 for JPEG, PNG, WebP. badInput (one sentence: what is wrong), tooLarge.
Result<int> pageCount(BytesView file, const DecodeLimits& limits = {});
// `page` from 0. One broken page does not spoil the others.
Result<Picture> decodePage(BytesView file, int page, const DecodeLimits& limits = {});

// BGR as BGRA, no larger than this, its proportions kept; made smaller by areas, so that text stays legible.
cv::Mat bgraWithin(const cv::Mat& colour, int mostWidth, int mostHeight);

// Grey WebP that is at most `mostBytes`: quality goes down from 75 until it fits. tooLarge if it never does.
Result<Bytes> encodeGreyWebp(const cv::Mat& grey, std::size_t mostBytes);
Result<Bytes> encodePng(const cv::Mat& picture);  // 1 or 3 channels; for --debug-dir

}  // namespace pillarbox::frame
