// The body map on the staff side: which figure is shown, the mark that is being described.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>

#include "kiosk/ui/record.h"

namespace pillarbox::post {

struct BodyState {
  std::string figure = "front";
  std::optional<std::size_t> mark;  // of draft.bodyMap.marks: the one whose details are shown
};

struct OpenBodyMap {};
struct CloseBodyMap {};
struct ShowFigure {
  std::string figure;
};
using BodyEvent = std::variant<OpenBodyMap, CloseBodyMap, ShowFigure>;

}  // namespace pillarbox::post
