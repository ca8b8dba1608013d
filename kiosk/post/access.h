// How the screens look and sound for the person who is using them now: words larger, colours, reading aloud, a
// keyboard for the left hand, language. Of the session: when it ends, or when nobody has touched home for a while, the
// terminal is again as the school set it up.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pillarbox::post {

struct Looks {
  float textScale = 1.0F;  // 1.0 to 2.0
  bool dark = false, highContrast = false;
  bool leftHanded = false;     // the keyboard's Enter, Delete and punctuation on the left
  bool reducedMotion = false;  // nothing moves by itself: the camera's picture is shown still, once a second
  bool readAloud = false;      // each screen is read as it comes
  std::string language = "en";
  bool operator==(const Looks&) const = default;
};

struct SpokenLanguage {
  std::string code, name;  // "cy", "Cymraeg"
  bool checked = true;     // by a native speaker
};

struct AccessState {
  bool open = false;  // the panel is shown, over whatever screen there is
  Looks usual;        // the terminal's own
  Looks now;
  Looks told;  // as the program was last told
  std::vector<SpokenLanguage> languages;
  bool earphone = false;     // the technician said that there is one here: no terminal can know by itself
  bool soundFailed = false;  // the last time it was tried
  bool reading = false;      // something is being read
  // Whose screen it is, and whether it is to be seen at all: reading stops when either changes.
  std::string listener;
  bool covered = false;
};

// --- touches
struct OpenAccess {};
struct CloseAccess {};
struct SetLooks {
  Looks looks;
};
struct ReadNow {
  bool written = false;  // what the person wrote, too: never unless asked
};
struct StopReading {};
using AccessEvent = std::variant<OpenAccess, CloseAccess, SetLooks, ReadNow, StopReading>;

// --- from the program
struct AccessReady {
  Looks usual;
  std::vector<SpokenLanguage> languages;
  bool earphone = false;
};
struct ReadingChanged {
  bool reading = false;
  bool failed = false;  // the sound could not be opened
};
using AccessTold = std::variant<AccessReady, ReadingChanged>;

// --- to the program
struct ShowLooks {
  Looks looks;
};
// The screen that is shown next is read from its beginning.
struct ReadAloud {
  bool written = false;
};
struct StopReadingAloud {};  // at once, in the middle of a word
using AccessAsk = std::variant<ShowLooks, ReadAloud, StopReadingAloud>;

struct State;
// Whether anything may be read aloud here: an earphone, or a school that allows the loudspeaker.
bool mayReadAloud(const State& state);

}  // namespace pillarbox::post
