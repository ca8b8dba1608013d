#include "kiosk/platform/keys.h"

namespace pillarbox::platform {

std::optional<ui::Key> keyOf(SDL_Keycode code, Uint16 modifiers) {
  using ui::Key;
  const bool control = (modifiers & KMOD_CTRL) != 0;
  const bool shift = (modifiers & KMOD_SHIFT) != 0;
  switch (code) {
    case SDLK_RETURN:
    case SDLK_RETURN2:
    case SDLK_KP_ENTER:
      return Key::enter;
    case SDLK_TAB:
      return shift ? Key::shiftTab : Key::tab;
    case SDLK_ESCAPE:
    case SDLK_AC_BACK:
      return Key::escape;
    case SDLK_BACKSPACE:
      return control ? Key::deleteWord : Key::backspace;
    case SDLK_DELETE:
      return Key::deleteForward;
    case SDLK_LEFT:
      return control ? Key::wordLeft : Key::left;
    case SDLK_RIGHT:
      return control ? Key::wordRight : Key::right;
    case SDLK_UP:
      return Key::up;
    case SDLK_DOWN:
      return Key::down;
    case SDLK_HOME:
      return Key::home;
    case SDLK_END:
      return Key::end;
    case SDLK_PAGEUP:
      return Key::pageUp;
    case SDLK_PAGEDOWN:
      return Key::pageDown;
    default:
      break;
  }
  if (!control) return std::nullopt;
  if (code == SDLK_a) return Key::selectAll;
  if (code == SDLK_y) return Key::redo;
  if (code == SDLK_z) return shift ? Key::redo : Key::undo;
  return std::nullopt;
}

KeyStroke strokeFor(ui::Key key) {
  using ui::Key;
  switch (key) {
    case Key::enter:
      return {SDLK_RETURN};
    case Key::tab:
      return {SDLK_TAB};
    case Key::shiftTab:
      return {SDLK_TAB, KMOD_LSHIFT};
    case Key::escape:
      return {SDLK_ESCAPE};
    case Key::backspace:
      return {SDLK_BACKSPACE};
    case Key::deleteForward:
      return {SDLK_DELETE};
    case Key::deleteWord:
      return {SDLK_BACKSPACE, KMOD_LCTRL};
    case Key::left:
      return {SDLK_LEFT};
    case Key::right:
      return {SDLK_RIGHT};
    case Key::up:
      return {SDLK_UP};
    case Key::down:
      return {SDLK_DOWN};
    case Key::wordLeft:
      return {SDLK_LEFT, KMOD_LCTRL};
    case Key::wordRight:
      return {SDLK_RIGHT, KMOD_LCTRL};
    case Key::home:
      return {SDLK_HOME};
    case Key::end:
      return {SDLK_END};
    case Key::pageUp:
      return {SDLK_PAGEUP};
    case Key::pageDown:
      return {SDLK_PAGEDOWN};
    case Key::selectAll:
      return {SDLK_a, KMOD_LCTRL};
    case Key::undo:
      return {SDLK_z, KMOD_LCTRL};
    case Key::redo:
      return {SDLK_y, KMOD_LCTRL};
  }
  return {SDLK_UNKNOWN};
}

}  // namespace pillarbox::platform
