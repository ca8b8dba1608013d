// The words of the years before Year 1, which a school's list has as letters.
#pragma once

#include "kiosk/post/words.h"

namespace pillarbox::post::words {

inline constexpr W whoReception{"Reception"};
inline constexpr W whoNursery{"Nursery"};

}  // namespace pillarbox::post::words
