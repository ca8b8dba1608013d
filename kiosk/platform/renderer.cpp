#include "kiosk/platform/renderer.h"

#include "kiosk/platform/painter.h"

namespace pillarbox::platform {

struct Renderer::Parts {
  SDL_Renderer* renderer;
  Painter painter{renderer};
  bool keeps = false;  // a software window keeps its pixels from frame to frame; others promise nothing
  bool valid = false;
};

Renderer::Renderer(Window& window) : m(new Parts{window.renderer()}) {
  SDL_RendererInfo info{};
  SDL_GetRendererInfo(m->renderer, &info);
  m->keeps = (info.flags & SDL_RENDERER_SOFTWARE) != 0;
}
Renderer::~Renderer() = default;

void Renderer::draw(ImDrawData* data) {
  if (data == nullptr) return;
  if (m->painter.paint(*data, m->keeps && m->valid)) SDL_RenderPresent(m->renderer);
  m->valid = true;
}

void Renderer::invalidate() {
  m->valid = false;
}

void Renderer::wipe() {
  m->painter.wipePictures();
  m->valid = false;
}

Status Renderer::savePng(ImDrawData* data, const std::filesystem::path& path) {
  if (data == nullptr) return Fault{FaultCode::notFound, "nothing has been drawn yet"};
  m->painter.paint(*data, false);
  int width = 0, height = 0;
  SDL_GetRendererOutputSize(m->renderer, &width, &height);
  const SdlPtr<SDL_Surface> surface(SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888));
  if (!surface ||
      SDL_RenderReadPixels(m->renderer, nullptr, SDL_PIXELFORMAT_ARGB8888, surface->pixels, surface->pitch) != 0) {
    return Fault{FaultCode::device, std::string("cannot read the window: ") + SDL_GetError()};
  }
  SDL_RenderPresent(m->renderer);
  return writePng(surface->pixels, width, height, surface->pitch, path);
}

struct OffscreenRenderer::Parts {
  SdlPtr<SDL_Surface> surface;
  SdlPtr<SDL_Renderer> renderer;
  std::unique_ptr<Painter> painter;
  bool drawn = false;
};

OffscreenRenderer::OffscreenRenderer() : m(std::make_unique<Parts>()) {}
OffscreenRenderer::~OffscreenRenderer() = default;

Result<std::unique_ptr<OffscreenRenderer>> OffscreenRenderer::make(int width, int height) {
  std::unique_ptr<OffscreenRenderer> made(new OffscreenRenderer);
  made->m->surface.reset(SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888));
  if (made->m->surface) made->m->renderer.reset(SDL_CreateSoftwareRenderer(made->m->surface.get()));
  if (!made->m->renderer) return Fault{FaultCode::device, std::string("cannot draw in memory: ") + SDL_GetError()};
  made->m->painter = std::make_unique<Painter>(made->m->renderer.get());
  return made;
}

void OffscreenRenderer::draw(ImDrawData* data) {
  if (data == nullptr) return;
  m->painter->paint(*data, m->drawn);
  m->drawn = true;
  SDL_RenderFlush(m->renderer.get());
}

Status OffscreenRenderer::savePng(const std::filesystem::path& path) const {
  const SDL_Surface& surface = *m->surface;
  return writePng(surface.pixels, surface.w, surface.h, surface.pitch, path);
}

std::uint32_t OffscreenRenderer::pixel(int x, int y) const {
  const SDL_Surface& surface = *m->surface;
  const auto* row = static_cast<const std::uint8_t*>(surface.pixels) + static_cast<std::ptrdiff_t>(y) * surface.pitch;
  std::uint32_t value = 0;
  SDL_memcpy(&value, row + static_cast<std::ptrdiff_t>(x) * 4, 4);
  return value & 0xffffffU;
}

}  // namespace pillarbox::platform
