// How the screens look and sound for the person who is using them now: words larger, colours, reading aloud, a
// keyboard for the left hand. Of the session; with the session's end the terminal is as the school set it up.
#pragma once

#include <string>
#include <variant>

namespace pillarbox::post {

struct Looks {
  float textScale = 1.0F;  // 1.0 to 2.0
  bool dark = false, highContrast = false;
  bool leftHanded = false;     // the keyboard's Enter, Backspace and punctuation on the left
  bool reducedMotion = false;  // nothing moves by itself
  bool readAloud = false;
  std::string language = "en";  // "en", "cy"
  bool operator==(const Looks&) const = default;
};

struct AccessState {
  bool open = false;  // the panel is shown, over whatever screen there is
  Looks usual;        // the terminal's own
  Looks now;
};

struct OpenAccess {};
struct CloseAccess {};
struct SetLooks {
  Looks looks;
};
using AccessEvent = std::variant<OpenAccess, CloseAccess, SetLooks>;

}  // namespace pillarbox::post
