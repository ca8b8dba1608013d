// How far a column is scrolled. Pure.
#pragma once

#include <algorithm>

namespace pillarbox::ui {

struct Scroll {
  float offset = 0;    // logical pixels from the top of the content
  float content = -1;  // height of the content in the last frame; negative: not known yet
  float view = 0;      // height of what shows of it
  bool gutter = false;

  float furthest() const { return std::max(0.0F, content - view); }
  // True if that moved it.
  bool to(float wanted) {
    const float before = offset;
    offset = std::clamp(wanted, 0.0F, furthest());
    return offset != before;
  }
  // Brings [top, bottom), measured in the content, into view, with `margin` around it where there is room.
  bool reveal(float top, float bottom, float margin) {
    if (top - margin < offset || bottom - top + 2 * margin > view) return to(top - margin);
    if (bottom + margin > offset + view) return to(bottom + margin - view);
    return false;
  }
};

}  // namespace pillarbox::ui
