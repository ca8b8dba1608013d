// A Code 128 barcode as one row of black and white modules, for printing on staff badges.
#pragma once

#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace pillarbox::badge {

// White needed at either end, in modules (ISO/IEC 15417 §4.4). It is not in the row.
inline constexpr int code128QuietModules = 10;

// badInput for empty text or text outside printable ASCII; tooLarge above 64 characters. Any thread.
Result<std::vector<bool>> code128Row(std::string_view text);

}  // namespace pillarbox::badge
