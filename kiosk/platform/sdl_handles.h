// SDL's handles with their deleters. Included by this room's .cpp files only.
#pragma once

#include <SDL.h>

#include <memory>

namespace pillarbox::platform {

struct SdlDeleter {
  void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
  void operator()(SDL_Renderer* renderer) const { SDL_DestroyRenderer(renderer); }
  void operator()(SDL_Texture* texture) const { SDL_DestroyTexture(texture); }
  void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
};
template <class T>
using SdlPtr = std::unique_ptr<T, SdlDeleter>;

}  // namespace pillarbox::platform
