#include "scanner/form/aruco_codes.h"

#include <array>

namespace pillarbox::form {
namespace {

constexpr std::array<std::uint16_t, 50> codes{
    0xb532, 0x0f9a, 0x332d, 0x9946, 0x549e, 0x79cd, 0x9e2e, 0xc4f2, 0xfeda, 0xcf56, 0xf991, 0x11a7, 0x0eb7,
    0x2a0f, 0x24b1, 0x263e, 0x4665, 0x6600, 0x6c5e, 0x76af, 0x868b, 0xb02b, 0xccd5, 0xdd82, 0xfe47, 0x9471,
    0xace4, 0xa554, 0x2123, 0x346f, 0x4415, 0x57b2, 0x9ecf, 0xf0cb, 0x08ae, 0x0929, 0x1875, 0x04ff, 0x0df6,
    0x1c5a, 0x1718, 0x2a28, 0x328c, 0x38b2, 0x24e8, 0x2eeb, 0x2d3f, 0x4b64, 0x502e, 0x5013,
};

}  // namespace

std::span<const std::uint16_t> arucoCodes() {
  return codes;
}

bool arucoDark(int id, int column, int row) {
  if (id < 0 || id >= static_cast<int>(codes.size()) || column < 0 || row < 0) return false;
  if (column >= arucoModules || row >= arucoModules) return false;
  if (column == 0 || row == 0 || column == arucoModules - 1 || row == arucoModules - 1) return true;
  const int bit = 15 - (4 * (row - 1) + (column - 1));
  return (codes[static_cast<std::size_t>(id)] >> bit & 1) == 0;
}

}  // namespace pillarbox::form
