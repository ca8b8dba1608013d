// Offers on how to write so that a stranger understands it in twenty years. Worked out by shared/writing when the check
// screen is shown; never stored.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace pillarbox::post {

struct HintsState {
  std::vector<std::string> dismissed;  // for this draft, for good
};

struct DismissHint {
  std::string hint;
};
using HintEvent = std::variant<DismissHint>;

}  // namespace pillarbox::post
