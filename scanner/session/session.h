// The scan as an explicit state machine: what each frame showed goes in, what to do comes out. The clock is passed in,
// nothing is drawn, read or sent here. Pure.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "shared/base/clock.h"
#include "shared/record/paper.h"

namespace pillarbox::scan {

// What a frame showed.
struct Sight {
  Milliseconds at{};
  bool page = false;
  std::array<PaperPoint, 4> corners{};  // parts of the frame, 0 to 1
  PaperAdvice advice = PaperAdvice::noPage;
  int sheet = -1, side = -1;  // by markers; -1 unknown
};

// A page is taken when it lay still, and was good, for this long: long enough that a hand has left it, short enough
// that nobody wonders.
inline constexpr Milliseconds steadyFor{450};
// Moved more than this part of the frame's width between two frames: not still.
inline constexpr double stillWithin = 0.006;
// Crept further than this from where it began to lie still: not still either.
inline constexpr double creepWithin = 3 * stillWithin;
// Fewer frames than this say nothing about stillness, however far apart they are.
inline constexpr int fewestStillFrames = 3;
// A page that is not found for less than this has not gone: one frame was noisy.
inline constexpr Milliseconds blinkFor{150};
// A page whose picture was taken must leave (or turn to its other side) before another is taken.
inline constexpr Milliseconds goneFor{400};
// "Take the picture" is remembered for this long while no page is found.
inline constexpr Milliseconds pressedFor{1500};

class ScanSession {
 public:
  struct Step {
    PaperAdvice advice = PaperAdvice::noPage;
    double steady = 0;       // 0 to 1
    bool take = false;       // read this frame at full size
    bool asItIs = false;     // the person asked: keep it even if it is not good
    bool onlyTaken = false;  // this is the page that was taken last, and it still lies there
  };
  Step see(const Sight& sight);
  void takeNow();         // the person pressed the button
  void taken(bool good);  // the frame was read: kept, or not good enough after all
  void again();           // "Take it again": the same side may be taken again at once
  void begin();           // a new session: nothing is remembered

 private:
  enum class Phase { looking, steadying, taking, leaving };
  Step press(const Sight& sight);
  Step leave(const Sight& sight);
  Step settle(const Sight& sight);

  Phase m_phase = Phase::looking;
  std::optional<Sight> m_last;    // the last frame with a page
  std::optional<Sight> m_anchor;  // where it began to lie still
  std::optional<Sight> m_taken;   // what was taken last
  Milliseconds m_seenAt{};        // a page was last seen
  int m_frames = 0;               // still ones
  bool m_pressed = false;
  std::optional<Milliseconds> m_pressedAt;  // the first frame after it
};

}  // namespace pillarbox::scan
