// Runs frames: owns the Dear ImGui context (no stock backend), fonts, focus, scroll offsets and the input queue. Makes
// a Frame for a screen to draw with, and gives back triangles for the platform to render and the Record. No SDL here,
// so it runs with no window: that is the test seam. UI thread only.
#pragma once

#include <filesystem>
#include <memory>
#include <variant>

#include "kiosk/ui/frame.h"

struct ImDrawData;
struct ImFontAtlas;

namespace pillarbox::ui {

// Input events, in the order they happened. At most one button or key transition is applied per frame (Dear ImGui 1.86
// has no input queue of its own and would lose a fast press-and-release).
struct PointerMoved {
  float x = 0, y = 0;
};
struct PointerButton {
  float x = 0, y = 0;
  bool down = false;
};
struct WheelTurned {
  float lines = 0;
};
enum class Key {
  enter,
  tab,
  shiftTab,
  escape,
  backspace,
  deleteForward,
  deleteWord,
  left,
  right,
  up,
  down,
  wordLeft,
  wordRight,
  home,
  end,
  pageUp,
  pageDown,
  selectAll,
  undo,
  redo
};
struct KeyPressed {
  Key key;
  bool shift = false;
};  // presses and auto-repeats; no releases
struct TextTyped {
  std::string text;
};  // UTF-8
using Input = std::variant<PointerMoved, PointerButton, WheelTurned, KeyPressed, TextTyped>;

struct EngineOptions {
  std::filesystem::path assets;  // the folder that holds fonts/
  float textScale = 1.0F;        // 1.0 to 2.0
  float pixelScale = 1.0F;       // physical pixels per logical pixel
  bool dark = false;
  bool highContrast = false;
  bool leftHanded = false;   // the on-screen keyboard's
  bool showKeyboard = true;  // the on-screen keyboard; false where a real one is certain
};

class Engine {
 public:
  static std::unique_ptr<Engine> make(const EngineOptions& options);  // null if the fonts cannot be loaded
  virtual ~Engine() = default;

  virtual void push(Input input) = 0;
  virtual bool inputWaiting() const = 0;  // more frames are needed to work off the queue
  // Draws one frame of `width`×`height` logical pixels. `seconds` is the monotonic time, for hold-to-repeat. `screen`
  // names the screen: when it changes, scroll offsets and focus start afresh.
  virtual const Record& run(float width, float height, double seconds, std::string_view screen,
                            const std::function<void(Frame&)>& draw) = 0;
  virtual const Record& record() const = 0;  // of the last frame
  virtual ImDrawData* drawData() = 0;        // of the last frame, for the renderer
  // If not negative, run another frame within that many seconds even with no input (a held key that repeats, a pressed
  // look).
  virtual double wakeAfter() const = 0;
  virtual void wipe() = 0;  // forget typed characters waiting in queues, scroll and focus; inside a frame: at its end
  virtual void setTextScale(float scale) = 0;  // takes effect at the next frame, as the next four do
  virtual void setPixelScale(float scale) = 0;
  virtual void setTheme(bool dark, bool highContrast) = 0;
  virtual void setLeftHanded(bool leftHanded) = 0;
  // A ring round the item `id` (what is being read aloud), wherever it is shown, until it is told of another. Empty:
  // none.
  // With a word: characters of the item's name, underlined.
  virtual void highlight(std::string_view id, std::size_t word = 0, std::size_t length = 0) = 0;
  // The glyphs. The renderer makes its texture from them (GetTexDataAsRGBA32, SetTexID), again whenever fontsVersion()
  // is not what it was: ask after run(), before drawing. There is no ImGui context, so no ImGui::GetIO().
  virtual ImFontAtlas& fonts() = 0;
  virtual unsigned fontsVersion() const = 0;
};

}  // namespace pillarbox::ui
