#include "scanner/badge/qr_matrix.h"

#ifndef ZX_USE_UTF8
#define ZX_USE_UTF8 1
#endif
#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/CharacterSet.h>
#include <ZXing/MultiFormatWriter.h>

#include <exception>
#include <string>

#include "shared/base/bytes.h"

namespace pillarbox::badge {
namespace {

// Version 40 at the lowest level holds 2,953 bytes; more can never fit.
constexpr std::size_t maxQrBytes = 2953;

// ZXing's writer takes 0 to 8 and halves them into the four levels of the standard.
int zxingLevel(QrLevel level) {
  switch (level) {
    case QrLevel::low:
      return 1;
    case QrLevel::medium:
      return 4;
    case QrLevel::quarter:
      return 6;
    case QrLevel::high:
      return 8;
  }
  return 4;
}

}  // namespace

Result<QrMatrix> qrMatrix(std::string_view text, QrLevel level) {
  if (text.empty()) return Fault{FaultCode::badInput, "a QR code needs some text"};
  if (text.size() > maxQrBytes) return Fault{FaultCode::tooLarge, "the text is too long for a QR code"};
  if (!isUtf8(text)) return Fault{FaultCode::badInput, "the text for a QR code is not UTF-8"};
  try {
    ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
    writer.setEccLevel(zxingLevel(level)).setMargin(0);
    // Plain ASCII must not be marked as UTF-8: the mark costs modules and old readers trip over it.
    bool ascii = true;
    for (const char c : text) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    if (!ascii) writer.setEncoding(ZXing::CharacterSet::UTF8);
    const ZXing::BitMatrix bits = writer.encode(std::string(text), 0, 0);
    const int size = bits.width();
    std::vector<bool> modules;
    modules.reserve(static_cast<std::size_t>(size) * static_cast<std::size_t>(size));
    for (int y = 0; y < size; ++y) {
      for (int x = 0; x < size; ++x) modules.push_back(bits.get(x, y));
    }
    return QrMatrix(size, std::move(modules));
  } catch (const std::exception&) {
    return Fault{FaultCode::tooLarge, "the text is too long for a QR code"};
  }
}

}  // namespace pillarbox::badge
