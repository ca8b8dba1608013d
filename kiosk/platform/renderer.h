// Draws what ui::Engine made: triangles through SDL_Renderer, in the window or, with no window and no display, in
// memory. UI thread only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "kiosk/platform/window.h"
#include "shared/base/result.h"

struct ImDrawData;

namespace pillarbox::platform {

class Renderer {
 public:
  explicit Renderer(Window& window);  // must outlive this
  ~Renderer();

  void draw(ImDrawData* data);  // and shows it; in software, only what changed since the last
  void invalidate();            // the window lost what was in it: the next draw paints everything
  void wipe();                  // overwrites and frees every picture that was shown; the next draw paints everything
  // The same frame as a picture (PNG, file mode 0600), in physical pixels.
  Status savePng(ImDrawData* data, const std::filesystem::path& path);

 private:
  struct Parts;
  std::unique_ptr<Parts> m;
};

class OffscreenRenderer {
 public:
  static Result<std::unique_ptr<OffscreenRenderer>> make(int width, int height);  // physical pixels
  ~OffscreenRenderer();

  void draw(ImDrawData* data);
  Status savePng(const std::filesystem::path& path) const;
  std::uint32_t pixel(int x, int y) const;  // 0xRRGGBB

 private:
  OffscreenRenderer();
  struct Parts;
  std::unique_ptr<Parts> m;
};

}  // namespace pillarbox::platform
