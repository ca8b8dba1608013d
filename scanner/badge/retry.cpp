#include "scanner/badge/retry.h"

#include <algorithm>
#include <cmath>

#include "scanner/badge/zxing.h"

namespace pillarbox::badge {
namespace {

// Enlarging what is large already only costs time.
View largerBy(const View& view, double factor, double mostPixels) {
  const double pixels = static_cast<double>(view.grey.cols) * view.grey.rows;
  const double most = std::sqrt(mostPixels / std::max(1.0, pixels));
  return most < 1.2 ? view : scaled(view, std::min(factor, most));
}

std::vector<Code> read(const View& view, Threshold threshold = Threshold::local) {
  return view.home(zxingQr(view.grey, threshold));
}

}  // namespace

std::vector<Code> retryQr(const View& view, int number, double mostPixels) {
  const auto enlarged = [mostPixels](const View& from, double factor) { return largerBy(from, factor, mostPixels); };
  switch (number) {
    case 0:
      return read(sharpened(enlarged(view, 2), 3));
    case 1:
      return read(inverted(view));
    case 2:
      return read(enlarged(view, 3));
    case 3:
      return read(despeckled(scaled(view, 0.5)));
    case 4:
      return read(evened(view));
    case 5:
      return read(turned(enlarged(view, 2), 30));
    case 6:
      return read(softened(enlarged(view, 2), 1.5));
    case 7:
      return read(sharpened(enlarged(view, 2), 5, 8));
    case 8:
      return read(turned(enlarged(view, 2), 60));
    case 9:
      return read(despeckled(view));
    case 10:
      return read(turned(view, 45));
    case 11:
      return read(inverted(sharpened(enlarged(view, 2), 3)));
    case 12:
      return read(softened(view, 2));
    case 13:
      return read(view, Threshold::histogram);
    default:
      return {};
  }
}

}  // namespace pillarbox::badge
