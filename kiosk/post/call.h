// "I need the DSL now": a call without any writing, and what became of it.
#pragma once

#include <string>
#include <variant>

#include "shared/base/clock.h"

namespace pillarbox::post {

struct CallState {
  bool shown = false;  // the call's screen is over whatever screen there is
};

struct CallNow {};  // held for a second
struct CloseCall {};
using CallEvent = std::variant<CallNow, CloseCall>;

}  // namespace pillarbox::post
