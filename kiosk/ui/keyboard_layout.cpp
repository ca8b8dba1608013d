#include "kiosk/ui/keyboard_layout.h"

#include <algorithm>
#include <string_view>

#include "kiosk/ui/phrase.h"

namespace pillarbox::ui {
namespace {

constexpr double doubleTapSeconds = 0.45;

KeyCap character(std::string_view lower, bool capital) {
  const bool letter = lower.size() == 1 && lower[0] >= 'a' && lower[0] <= 'z';
  std::string shown(lower);
  if (letter && capital) shown[0] = static_cast<char>(shown[0] - 'a' + 'A');
  return {KeyKind::character, "key." + std::string(lower), shown, shown, 1};
}

}  // namespace

std::vector<std::vector<KeyCap>> KeyboardState::rows() const {
  const bool capital = m_shift != Shift::off;
  const auto characters = [&](std::initializer_list<std::string_view> keys) {
    std::vector<KeyCap> row;
    for (const std::string_view key : keys) row.push_back(character(key, capital));
    return row;
  };
  const KeyCap backspace{KeyKind::backspace, "key.backspace", std::string(translated("Delete")), "",
                         m_symbols ? 2.0F : 1.5F};
  std::vector<std::vector<KeyCap>> rows;
  if (m_symbols) {
    rows.push_back(characters({"1", "2", "3", "4", "5", "6", "7", "8", "9", "0"}));
    rows.push_back(characters({"@", "£", "&", "-", "(", ")", "/", ":", ";", "\""}));
    rows.push_back(characters({"?", "!", "'", "%", "+", "=", "#", "_"}));
    rows.back().push_back(backspace);
  } else {
    rows.push_back(characters({"q", "w", "e", "r", "t", "y", "u", "i", "o", "p"}));
    rows.push_back(characters({"a", "s", "d", "f", "g", "h", "j", "k", "l", "'"}));
    rows.push_back(
        {{KeyKind::shift, "key.shift",
          m_shift == Shift::locked ? std::string(translated("Capitals on")) : std::string(translated("Shift")), "",
          1.5F}});
    for (KeyCap& cap : characters({"z", "x", "c", "v", "b", "n", "m"})) rows.back().push_back(std::move(cap));
    rows.back().push_back(backspace);
  }
  std::vector<KeyCap> last;
  last.push_back({KeyKind::page, "key.page", m_symbols ? "ABC" : "123", "", 1.5F});
  last.push_back(character(",", false));
  last.push_back({KeyKind::space, "key.space", std::string(translated("Space")), " ", 3});
  last.push_back(character(".", false));
  last.push_back({KeyKind::left, "key.left", std::string(translated("Left")), "", 1});
  last.push_back({KeyKind::right, "key.right", std::string(translated("Right")), "", 1});
  last.push_back({KeyKind::enter, "key.enter", std::string(translated("Enter")), "\n", 1.5F});
  rows.push_back(std::move(last));
  if (m_leftHanded) {
    // Letters stay where fingers know them; what is used with every word comes to the left hand.
    if (m_symbols)
      std::rotate(rows[2].begin(), rows[2].end() - 1, rows[2].end());
    else
      std::swap(rows[2].front(), rows[2].back());
    std::reverse(rows[3].begin(), rows[3].end());
    std::swap(
        *std::find_if(rows[3].begin(), rows[3].end(), [](const KeyCap& cap) { return cap.kind == KeyKind::left; }),
        *std::find_if(rows[3].begin(), rows[3].end(), [](const KeyCap& cap) { return cap.kind == KeyKind::right; }));
  }
  return rows;
}

void KeyboardState::tap(KeyKind kind, double seconds) {
  if (kind == KeyKind::shift) {
    const bool again = seconds - m_shiftTapped < doubleTapSeconds;
    if (m_shift == Shift::once && again)
      m_shift = Shift::locked;
    else
      m_shift = m_shift == Shift::off ? Shift::once : Shift::off;
    m_shiftTapped = seconds;
  } else if (kind == KeyKind::page) {
    m_symbols = !m_symbols;
    m_shift = Shift::off;
  } else if (kind == KeyKind::character && m_shift == Shift::once) {
    m_shift = Shift::off;
  }
}

}  // namespace pillarbox::ui
