#include "scanner/badge/read.h"

#include <algorithm>
#include <cmath>

#include "scanner/badge/bars.h"
#include "scanner/badge/retry.h"
#include "scanner/badge/view.h"
#include "scanner/badge/zxing.h"

namespace pillarbox::badge {

std::string_view formatName(Format format) {
  switch (format) {
    case Format::qrCode:
      return "QRCode";
    case Format::code128:
      return "Code128";
    case Format::code39:
      return "Code39";
    case Format::dataMatrix:
      return "DataMatrix";
  }
  return "";
}

std::optional<Format> formatFrom(std::string_view name) {
  for (const Format format : {Format::qrCode, Format::code128, Format::code39, Format::dataMatrix}) {
    if (formatName(format) == name) return format;
  }
  return std::nullopt;
}

bool sameCode(const Code& a, const Code& b) {
  return a.format == b.format && a.text == b.text;
}

namespace {

constexpr std::size_t mostBars = 8;

PaperPoint middleOf(const Code& code) {
  PaperPoint sum;
  for (const PaperPoint& corner : code.corners) {
    sum.x += corner.x / 4;
    sum.y += corner.y / 4;
  }
  return sum;
}

// The same code printed twice is two codes; the same code found twice is one.
void keep(std::vector<Code>& codes, const std::vector<Code>& more) {
  for (const Code& code : more) {
    const PaperPoint at = middleOf(code);
    const double reach =
        std::max(8.0, std::hypot(code.corners[0].x - code.corners[2].x, code.corners[0].y - code.corners[2].y) / 2);
    const bool known = std::any_of(codes.begin(), codes.end(), [&](const Code& each) {
      const PaperPoint other = middleOf(each);
      return sameCode(each, code) && std::hypot(other.x - at.x, other.y - at.y) < reach;
    });
    if (!known) codes.push_back(code);
  }
}

}  // namespace

std::vector<Code> readAll(const cv::Mat& grey, const ReadOptions& options) {
  std::vector<Code> codes;
  if (grey.empty() || grey.type() != CV_8UC1) return codes;

  keep(codes, zxingQr(grey));
  const std::vector<Bars> bars = options.linear ? findBars(grey, mostBars) : std::vector<Bars>{};
  for (const Bars& each : bars) {
    if (const auto code = readBars(grey, each, Effort::quick)) keep(codes, {*code});
  }
  if (options.dataMatrix) keep(codes, zxingDataMatrix(grey));
  if (!codes.empty()) return codes;

  const View work = atMost(grey, retryPixels);
  for (int retry = 0; retry < qrRetries && codes.empty(); ++retry) keep(codes, retryQr(work, retry));
  for (const Bars& each : bars) {
    if (const auto code = readBars(grey, each, Effort::thorough)) keep(codes, {*code});
  }
  return codes;
}

}  // namespace pillarbox::badge
