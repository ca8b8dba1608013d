#include "scanner/badge/zxing.h"

#ifndef ZX_USE_UTF8
#define ZX_USE_UTF8 1
#endif
#include <ZXing/ReadBarcode.h>

#include <exception>

#include "shared/base/bytes.h"

#if __has_include(<ZXing/ReaderOptions.h>)
#define PILLARBOX_ZXING_2 1
#else
#define PILLARBOX_ZXING_2 0
#endif

namespace pillarbox::badge {
namespace {

#if PILLARBOX_ZXING_2
using Options = ZXing::ReaderOptions;
#else
using Options = ZXing::DecodeHints;
#endif

Options optionsFor(ZXing::BarcodeFormats formats, Threshold threshold) {
  Options options;
  options.setFormats(formats);
  options.setBinarizer(threshold == Threshold::local ? ZXing::Binarizer::LocalAverage
                                                     : ZXing::Binarizer::GlobalHistogram);
#if PILLARBOX_ZXING_2
  // What is in the code, not what would be printed under it: the text must not depend on the version.
  options.setTextMode(ZXing::TextMode::Plain);
  options.setTryInvert(false);
#endif
  return options;
}

std::optional<Format> formatOf(ZXing::BarcodeFormat format) {
  switch (format) {
    case ZXing::BarcodeFormat::QRCode:
      return Format::qrCode;
    case ZXing::BarcodeFormat::Code128:
      return Format::code128;
    case ZXing::BarcodeFormat::Code39:
      return Format::code39;
    case ZXing::BarcodeFormat::DataMatrix:
      return Format::dataMatrix;
    default:
      return std::nullopt;
  }
}

template <class Read>
void add(std::vector<Code>& codes, const Read& read) {
  if (!read.isValid()) return;
  const auto format = formatOf(read.format());
  std::string text = read.text();
  if (!format || text.empty() || !isUtf8(text)) return;
  Code code{*format, std::move(text), {}};
  const auto& position = read.position();
  for (std::size_t i = 0; i < 4; ++i) {
    const auto& point = position[i];
    code.corners[i] = {static_cast<double>(point.x), static_cast<double>(point.y)};
  }
  codes.push_back(std::move(code));
}

ZXing::ImageView viewOf(const cv::Mat& grey) {
  return {grey.data, grey.cols, grey.rows, ZXing::ImageFormat::Lum, static_cast<int>(grey.step[0]), 1};
}

// Smaller than any code with its margin: ZXing's own code does not expect it.
bool tooSmall(const cv::Mat& grey) {
  return grey.empty() || grey.type() != CV_8UC1 || grey.cols < 8 || grey.rows < 3;
}

}  // namespace

std::vector<Code> zxingQr(const cv::Mat& grey, Threshold threshold) {
  std::vector<Code> codes;
  if (tooSmall(grey)) return codes;
  try {
    const Options options = optionsFor(ZXing::BarcodeFormat::QRCode, threshold);
    for (const auto& read : ZXing::ReadBarcodes(viewOf(grey), options)) add(codes, read);
  } catch (const std::exception&) {
    // One broken symbol throws in some versions: what was read before it stands.
  }
  return codes;
}

std::vector<Code> zxingLinear(const cv::Mat& grey, Threshold threshold) {
  std::vector<Code> codes;
  if (tooSmall(grey)) return codes;
  try {
    Options options = optionsFor(ZXing::BarcodeFormat::Code128 | ZXing::BarcodeFormat::Code39, threshold);
    options.setTryRotate(false).setMaxNumberOfSymbols(1);
    add(codes, ZXing::ReadBarcode(viewOf(grey), options));
  } catch (const std::exception&) {
    codes.clear();
  }
  return codes;
}

std::vector<Code> zxingDataMatrix(const cv::Mat& grey) {
  std::vector<Code> codes;
  if (tooSmall(grey)) return codes;
  try {
    Options options = optionsFor(ZXing::BarcodeFormat::DataMatrix, Threshold::local);
    options.setMaxNumberOfSymbols(1);
    add(codes, ZXing::ReadBarcode(viewOf(grey), options));
  } catch (const std::exception&) {
    codes.clear();
  }
  return codes;
}

}  // namespace pillarbox::badge
