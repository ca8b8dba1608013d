// The textures of the pictures on the screen (ui::Picture): scaled once for where they stand and then only copied, so
// that in software a frame with a picture costs little more than one without. Those no longer shown are overwritten and
// freed. Included by this room's .cpp files only. UI thread only.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <vector>

#include "kiosk/platform/sdl_handles.h"
#include "kiosk/ui/picture.h"
#include "kiosk/ui/record.h"

namespace pillarbox::platform {

class PictureTextures {
 public:
  explicit PictureTextures(SDL_Renderer* renderer) : m_renderer(renderer) {}
  ~PictureTextures() { wipe(); }
  PictureTextures(const PictureTextures&) = delete;
  PictureTextures& operator=(const PictureTextures&) = delete;

  // Paints the one picture of `command`, within the renderer's clip.
  void paint(const ImDrawList& list, const ImDrawCmd& command, ImVec2 scale);
  void keepOnly(const ImDrawData& data);  // and wipes the rest
  void wipe();

 private:
  // What of which picture, and how large: each has a texture.
  struct Key {
    std::uint64_t id = 0;
    ui::Rect source{};  // pixels of the picture
    int width = 0, height = 0;
    bool same(const Key& other) const;
  };
  struct Kept {
    Key key;
    std::uint64_t version = 0;
    SdlPtr<SDL_Texture> texture;
    bool used = false;
  };
  struct Place {
    const ui::Picture* picture = nullptr;
    Key key;
    SDL_Rect at{};
  };
  static Place placeOf(const ImDrawList& list, const ImDrawCmd& command, ImVec2 scale);
  Kept* textureFor(const Place& place);
  static void overwrite(Kept& kept);

  SDL_Renderer* m_renderer;
  std::vector<Kept> m_kept;
};

}  // namespace pillarbox::platform
