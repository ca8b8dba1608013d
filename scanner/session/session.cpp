#include "scanner/session/session.h"

#include <algorithm>
#include <cmath>

namespace pillarbox::scan {

namespace {

double furthest(const Sight& a, const Sight& b) {
  double most = 0;
  for (std::size_t i = 0; i < a.corners.size(); ++i) {
    most = std::max(most, std::hypot(a.corners[i].x - b.corners[i].x, a.corners[i].y - b.corners[i].y));
  }
  return most;
}

// Only markers can tell: two sides that are both unknown may well be the same.
bool otherSide(const Sight& a, const Sight& b) {
  if (a.side < 0 || b.side < 0 || a.sheet < 0 || b.sheet < 0) return false;
  return a.side != b.side || a.sheet != b.sheet;
}

}  // namespace

void ScanSession::begin() {
  *this = ScanSession();
}

void ScanSession::takeNow() {
  m_pressed = true;
  m_pressedAt.reset();
}

void ScanSession::again() {
  m_taken.reset();
  m_anchor.reset();
  if (m_phase == Phase::leaving) m_phase = Phase::looking;
}

void ScanSession::taken(bool good) {
  m_phase = good ? Phase::leaving : Phase::looking;
  if (good) m_taken = m_last;
  m_anchor.reset();
}

ScanSession::Step ScanSession::see(const Sight& sight) {
  Step step;
  if (m_phase == Phase::taking) {
    step.advice = PaperAdvice::none;
    step.steady = 1;
  } else if (m_pressed) {
    step = press(sight);
  } else if (m_phase == Phase::leaving) {
    step = leave(sight);
  } else {
    step = settle(sight);
  }
  if (sight.page) {
    m_last = sight;
    m_seenAt = sight.at;
  }
  return step;
}

ScanSession::Step ScanSession::press(const Sight& sight) {
  if (sight.page) {
    m_pressed = false;
    m_phase = Phase::taking;
    return {.advice = PaperAdvice::none, .steady = 1, .take = true, .asItIs = true};
  }
  if (!m_pressedAt) m_pressedAt = sight.at;
  if (sight.at - *m_pressedAt > pressedFor) m_pressed = false;
  return {.advice = sight.advice == PaperAdvice::none ? PaperAdvice::noPage : sight.advice};
}

ScanSession::Step ScanSession::leave(const Sight& sight) {
  const bool gone = !sight.page && sight.at - m_seenAt >= goneFor;
  const bool turned = sight.page && m_taken && otherSide(*m_taken, sight);
  if (!gone && !turned) return {.advice = PaperAdvice::none, .onlyTaken = true};
  m_phase = Phase::looking;
  m_anchor.reset();
  return settle(sight);
}

ScanSession::Step ScanSession::settle(const Sight& sight) {
  Step step;
  if (!sight.page) {
    step.advice = sight.advice == PaperAdvice::none ? PaperAdvice::noPage : sight.advice;
    if (m_anchor && sight.at - m_seenAt < blinkFor) {
      step.advice = PaperAdvice::holdStill;
      return step;
    }
    m_anchor.reset();
    m_phase = Phase::looking;
    return step;
  }
  const bool good = sight.advice == PaperAdvice::none;
  const bool still = m_anchor && m_last && furthest(*m_last, sight) <= stillWithin &&
                     furthest(*m_anchor, sight) <= creepWithin && !otherSide(*m_anchor, sight);
  if (!good) {
    m_anchor.reset();
    m_phase = Phase::looking;
    step.advice = sight.advice;
    return step;
  }
  if (!still) {
    m_anchor = sight;
    m_frames = 1;
    m_phase = Phase::steadying;
    step.advice = PaperAdvice::holdStill;
    return step;
  }
  ++m_frames;
  const double part = static_cast<double>((sight.at - m_anchor->at).count()) / static_cast<double>(steadyFor.count());
  step.steady = std::clamp(part, 0.0, 1.0);
  step.advice = PaperAdvice::none;
  if (part >= 1 && m_frames >= fewestStillFrames) {
    step.take = true;
    m_phase = Phase::taking;
  }
  return step;
}

}  // namespace pillarbox::scan
