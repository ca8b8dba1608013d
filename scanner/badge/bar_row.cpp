#include "scanner/badge/bar_row.h"

#ifndef ZX_USE_UTF8
#define ZX_USE_UTF8 1
#endif
#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include <exception>
#include <string>

namespace pillarbox::badge {

Result<std::vector<bool>> code128Row(std::string_view text) {
  constexpr std::size_t longest = 64;
  if (text.size() > longest) return Fault{FaultCode::tooLarge, "the text is too long for a barcode"};
  for (const char c : text) {
    if (c < 0x20 || c > 0x7E) return Fault{FaultCode::badInput, "a barcode holds plain letters and digits only"};
  }
  if (text.empty()) return Fault{FaultCode::badInput, "a barcode needs some text"};
  try {
    ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::Code128);
    writer.setMargin(0);
    const ZXing::BitMatrix bits = writer.encode(std::string(text), 0, 1);
    std::vector<bool> row;
    row.reserve(static_cast<std::size_t>(bits.width()));
    for (int x = 0; x < bits.width(); ++x) row.push_back(bits.get(x, 0));
    return row;
  } catch (const std::exception&) {
    return Fault{FaultCode::tooLarge, "the text does not fit a barcode"};
  }
}

}  // namespace pillarbox::badge
