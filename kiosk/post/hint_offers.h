// What shared/writing found, as the check screen offers it. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "kiosk/post/hints.h"
#include "shared/base/bytes.h"
#include "shared/writing/hints.h"

namespace pillarbox::post {

// The most important first. `key` is at least 16 bytes of this run of the program: OfferedHint::sameAs is made under
// it, so that it tells nothing to whoever finds it.
std::vector<OfferedHint> offersOf(std::string_view text, std::vector<writing::Hint> hints, BytesView key);

}  // namespace pillarbox::post
