// What is tried when a QR code is not read at once, the most promising first. Which treatment saves what was measured:
// sharpening saves blur, a median or half the size saves noise, CLAHE saves low contrast, twice the size saves small
// modules, turning saves codes between the axes. Any thread.
#pragma once

#include <vector>

#include "scanner/badge/view.h"

namespace pillarbox::badge {

// Retries are done in a picture of at most so many pixels: a 12-megapixel still stays under 2 s.
inline constexpr double retryPixels = 2.2e6;
inline constexpr int qrRetries = 14;
// `number` from 0 to qrRetries - 1; nothing is enlarged to more than `mostPixels`. Corners are taken home through
// `view`.
std::vector<Code> retryQr(const View& view, int number, double mostPixels = retryPixels);

}  // namespace pillarbox::badge
