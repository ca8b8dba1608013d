// A QR code as black and white modules, for printing on key cards and recovery sheets.
#pragma once

#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace pillarbox::badge {

// How much of the printed code may be dirty or worn away (ISO/IEC 18004): about 7, 15, 25 and 30 per cent.
enum class QrLevel { low, medium, quarter, high };

// White border that every QR code needs around it, in modules (ISO/IEC 18004 §9.1). It is not in the matrix.
inline constexpr int qrQuietModules = 4;

class QrMatrix {
 public:
  QrMatrix(int size, std::vector<bool> modules) : m_size(size), m_modules(std::move(modules)) {}
  int size() const { return m_size; }  // modules along one side, 21 to 177
  bool dark(int x, int y) const {
    return m_modules[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_size) + static_cast<std::size_t>(x)];
  }

 private:
  int m_size;
  std::vector<bool> m_modules;
};

// badInput for empty text or text that is not UTF-8; tooLarge if no QR code holds it. Any thread.
Result<QrMatrix> qrMatrix(std::string_view text, QrLevel level);

}  // namespace pillarbox::badge
