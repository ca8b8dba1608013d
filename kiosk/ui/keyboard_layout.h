// The on-screen keyboard's keys and shift: UK layout, two pages. Pure.
#pragma once

#include <string>
#include <vector>

namespace pillarbox::ui {

enum class KeyKind { character, shift, backspace, space, enter, page, left, right };

struct KeyCap {
  KeyKind kind = KeyKind::character;
  std::string id;    // "key.a", the same in capitals
  std::string name;  // what a person reads: "a", "A", "Shift"
  std::string text;  // what it types
  float units = 1;   // of ten to a row
};

class KeyboardState {
 public:
  enum class Shift { off, once, locked };

  std::vector<std::vector<KeyCap>> rows() const;  // each row adds up to ten units
  Shift shift() const { return m_shift; }
  bool symbols() const { return m_symbols; }
  void tap(KeyKind kind, double seconds);  // after a key was tapped; `seconds` monotonic
  // Enter, Delete and the punctuation on the left; of the person, so whoever makes a fresh state sets it.
  void setLeftHanded(bool leftHanded) { m_leftHanded = leftHanded; }

 private:
  Shift m_shift = Shift::off;
  bool m_symbols = false;
  bool m_leftHanded = false;
  double m_shiftTapped = -10;
};

}  // namespace pillarbox::ui
