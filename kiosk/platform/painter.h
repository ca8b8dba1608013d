// The drawing common to the window and to memory. Included by this room's .cpp files only.
#pragma once

#include <imgui.h>

#include <filesystem>

#include "kiosk/platform/damage.h"
#include "kiosk/platform/picture_textures.h"
#include "kiosk/platform/sdl_handles.h"
#include "shared/base/result.h"

namespace pillarbox::platform {

// Paints draw data with one SDL_Renderer, keeping its font atlas as a texture, made anew when the atlas was built anew.
class Painter {
 public:
  explicit Painter(SDL_Renderer* renderer) : m_renderer(renderer), m_pictures(renderer) {}

  // Paints all of it, or, if the target still holds what was painted last, what changed; does not show it. False if
  // nothing did.
  bool paint(const ImDrawData& data, bool targetKept);
  void wipePictures() { m_pictures.wipe(); }

 private:
  // What tells one state of an atlas from another: it is always built from the same fonts, in sizes that go up
  // together.
  struct Source {
    const ImFontAtlas* atlas = nullptr;
    const void* pixels = nullptr;
    int width = 0, height = 0;
    float fontSize = 0;
    bool operator==(const Source&) const = default;
  };
  bool uploadAtlas(ImFontAtlas& atlas);
  void paintList(const ImDrawList& list, const ImDrawData& data, const SDL_Rect& area);
  void paintRun(const ImDrawList& list, const ImDrawCmd& command, unsigned first, unsigned count, bool textured);

  SDL_Renderer* m_renderer;
  SdlPtr<SDL_Texture> m_atlas;
  Source m_source;
  PictureTextures m_pictures;
  Damage m_damage;
};

// As 24-bit PNG, mode 0600. `pitch` is bytes a row; pixels are XRGB8888 in native order.
Status writePng(const void* pixels, int width, int height, int pitch, const std::filesystem::path& path);

}  // namespace pillarbox::platform
