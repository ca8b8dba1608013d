// What lasts from frame to frame, and what one frame is told. Private to kiosk/ui.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/ui/engine.h"
#include "kiosk/ui/focus_ring.h"
#include "kiosk/ui/keyboard_layout.h"
#include "kiosk/ui/scroll.h"

namespace pillarbox::ui {

struct Pointer {
  float x = -1000, y = -1000;
  bool down = false;
  bool pressed = false, released = false;  // in this frame
  float downX = 0, downY = 0;
  bool dragging = false;  // moved so far that it scrolls
  bool doubleTap = false;
  double pressedAt = -10;
};

struct EditorSession {
  Scroll scroll;
  float scrollX = 0;      // of a single line
  float goalX = -1;       // the column that up and down keep to
  std::size_t caret = 0;  // as last drawn, to follow it when it moves
  std::size_t size = 0;
  float viewHeight = 0;
  bool single = false;  // one line: Enter submits it
};

// Of the button that is to be held.
struct HoldSession {
  enum class Said { name, hold, again };
  std::string id;      // of the one that is spoken of below
  double from = -1;    // under a finger since then
  bool given = false;  // true was returned; the finger must come up before the next
  Said said = Said::name;
  double saidUntil = -1;
};

// Survives frames; forgotten when the screen changes or is wiped, except shift and the pointer's place.
struct Session {
  std::string screen;
  std::string focus, active, lastTouched;
  bool focusVisible = false;  // moved by keys, so that the ring is shown on buttons too
  bool revealFocus = false;   // scroll to it
  std::set<std::string, std::less<>> focusedOnce;
  std::map<std::string, Scroll, std::less<>> scrolls;
  std::map<std::string, EditorSession, std::less<>> editors;
  std::string dragged;            // the flow under the finger
  float dragFrom = 0;             // its offset when the finger came down
  std::vector<Point> figurePath;  // of the finger on a drawing
  FocusRing ring;                 // of the last frame
  KeyboardState keyboard;
  double heldSince = -1, nextRepeat = -1;  // of the held key
  bool repeated = false;
  HoldSession hold;
};

// What happened since the last frame.
struct Moment {
  std::optional<KeyPressed> key;
  std::string text;
  float wheel = 0;
  double seconds = 0;
  std::string activate;  // pressed by Enter or Space
  bool submit = false;   // Enter in a single-line editor
};

}  // namespace pillarbox::ui
