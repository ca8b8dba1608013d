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
// A page whose picture was taken must leave (or turn to its other side) before another is taken.
inline constexpr Milliseconds goneFor{400};

class ScanSession {
 public:
  struct Step {
    PaperAdvice advice = PaperAdvice::noPage;
    double steady = 0;  // 0 to 1
    bool take = false;  // read this frame at full size
  };
  Step see(const Sight& sight);
  void takeNow();         // the person pressed the button
  void taken(bool good);  // the frame was read: kept, or not good enough after all
  void again();           // "Take it again": the same side may be taken again at once
  void begin();           // a new session: nothing is remembered

 private:
  enum class Phase { looking, steadying, taking, leaving };
  Phase m_phase = Phase::looking;
  std::optional<Sight> m_last, m_takenSight;
  Milliseconds m_since{};
  bool m_pressed = false;
};

}  // namespace pillarbox::scan
