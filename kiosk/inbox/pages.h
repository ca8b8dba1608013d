// Pages of paper: thumbnails in a concern, and one shown large. State and events.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "kiosk/ui/picture.h"

namespace pillarbox::inbox {

// The pixels of a page of paper, once the worker has them.
struct PagePixels {
  ui::Picture picture;
  std::string problem;  // why there are none: one sentence
};

// A page shown large. Only what is on the screen is kept at full size.
struct PageShown {
  std::string entryId;
  std::size_t index = 0;  // of entry.pages
  int zoom = 1;           // 1: as wide as its place
  double x = 0.5, y = 0;  // what of it is in the middle, 0 to 1
  PagePixels large;
};
inline constexpr int mostZoom = 4;

std::string pageKey(std::string_view entryId, std::string_view attachment);

// --- from the screens ---
struct PageTapped {
  std::string entryId;
  std::size_t index = 0;
};
struct PageClosed {};
struct PageTurned {
  int by = 0;
};
struct PageZoomed {
  int by = 0;
};
struct PageMoved {
  double right = 0, down = 0;  // in parts of the page
};

// --- from the worker ---
// `picture` has an id of its own (ui::newPictureId()); with a problem there is none.
struct PagePixelsArrived {
  std::string entryId, attachment;
  bool large = false;  // as in the DecodePage
  ui::Picture picture;
  std::string problem;  // one sentence
};

using PageEvent = std::variant<PageTapped, PageClosed, PageTurned, PageZoomed, PageMoved, PagePixelsArrived>;

}  // namespace pillarbox::inbox
