// The Record: what one frame put on the screen, in words. Every widget writes it; the robot, the sweeps
// (names, sizes, contrast, overlap), focus order and reading aloud are made from it. Nothing reaches the screen without
// it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pillarbox::ui {

// Logical pixels (1× on a 1280×800 screen), origin top left.
struct Rect {
  float x = 0, y = 0, w = 0, h = 0;
  float right() const { return x + w; }
  float bottom() const { return y + h; }
  bool contains(float px, float py) const { return px >= x && px < right() && py >= y && py < bottom(); }
};

struct Point {
  float x = 0, y = 0;
};

struct Colour {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  bool operator==(const Colour&) const = default;
};

// What a thing is, for the robot and for someone who cannot see it.
enum class Role { heading, text, button, choice, toggle, field, key, status, picture };
std::string_view roleName(Role role);

struct Item {
  std::string id;  // stable and unique in the frame: "what.next", "who.pupil.p-014"
  Role role = Role::text;
  std::string name;   // what a person reads on it
  std::string value;  // what a field holds, whether a toggle is "on" or "off", a choice "chosen" or "",
                      // a picture "shown" once there are pixels
  Rect rect;          // what of it is visible; for a control also where it can be touched
  bool enabled = true;
  bool focused = false;
  bool clipped = false;    // scrolled partly or wholly out of its view
  Colour ink, paper;       // the colours of its words and of what is behind them
  bool shortened = false;  // its words did not fit, and end in "…"
  bool secret = false;     // a field of which nobody may see or hear what it holds
};

struct Record {
  std::vector<Item> items;
  const Item* find(std::string_view id) const;
  // Every control (button, choice, toggle, field, key) that can be touched, in focus order.
  std::vector<const Item*> controls() const;
};

}  // namespace pillarbox::ui
