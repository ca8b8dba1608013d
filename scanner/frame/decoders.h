// One decoder for each kind of file; only image.cpp calls them. Every one checks `limits` before it allocates, stays
// silent on stderr, and throws nothing but std::bad_alloc and what OpenCV throws (image.cpp catches both).
#pragma once

#include <opencv2/core.hpp>
#include <string>

#include "scanner/frame/image.h"

namespace pillarbox::frame {

// EXIF and TIFF orientation, 1 to 8 (TIFF 6.0, tag 274); 1 is upright.
cv::Mat upright(const cv::Mat& picture, int orientation);
// Of an EXIF block that begins with its TIFF header ("II*\0" or "MM\0*"); 1 if it says nothing sensible.
int exifOrientation(BytesView tiff);

// tooLarge if a picture of this size may not be made, badInput if a side is 0.
Status checkSize(std::int64_t width, std::int64_t height, const DecodeLimits& limits);

Fault cutOff(const std::string& kind);   // "This PNG file is cut off."
Fault damaged(const std::string& kind);  // "This PNG file is damaged."

// CV_8UC3, upright.
Result<cv::Mat> decodeJpeg(BytesView file, const DecodeLimits& limits);
Result<cv::Mat> decodePng(BytesView file, const DecodeLimits& limits);
Result<cv::Mat> decodeWebp(BytesView file, const DecodeLimits& limits);
Result<cv::Mat> decodeTiff(BytesView file, int page, const DecodeLimits& limits);
Result<int> tiffPages(BytesView file, const DecodeLimits& limits);
Result<cv::Mat> decodePdf(BytesView file, int page, const DecodeLimits& limits);
Result<int> pdfPages(BytesView file, const DecodeLimits& limits);

}  // namespace pillarbox::frame
