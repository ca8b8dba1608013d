// Which of SDL's keys is which of ours. Included by this room's .cpp files only.
#pragma once

#include <SDL.h>

#include <optional>

#include "kiosk/ui/engine.h"

namespace pillarbox::platform {

struct KeyStroke {
  SDL_Keycode code;
  Uint16 modifiers = KMOD_NONE;
};

std::optional<ui::Key> keyOf(SDL_Keycode code, Uint16 modifiers);
KeyStroke strokeFor(ui::Key key);

}  // namespace pillarbox::platform
