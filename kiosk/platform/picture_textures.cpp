#include "kiosk/platform/picture_textures.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "kiosk/platform/scaling.h"
#include "shared/base/log.h"

namespace pillarbox::platform {

bool PictureTextures::Key::same(const Key& other) const {
  return id == other.id && width == other.width && height == other.height && source.x == other.source.x &&
         source.y == other.source.y && source.w == other.source.w && source.h == other.source.h;
}

PictureTextures::Place PictureTextures::placeOf(const ImDrawList& list, const ImDrawCmd& command, ImVec2 scale) {
  Place place;
  place.picture = static_cast<const ui::Picture*>(command.TextureId);
  if (command.ElemCount < 6) return place;
  const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
  const ImDrawIdx* indices = list.IdxBuffer.Data + command.IdxOffset;
  const ImDrawVert& first = vertices[indices[0]];
  const ImDrawVert& last = vertices[indices[2]];
  const auto pixel = [](float at, float by) { return static_cast<int>(std::lround(at * by)); };
  place.at = {pixel(first.pos.x, scale.x), pixel(first.pos.y, scale.y), 0, 0};
  place.at.w = pixel(last.pos.x, scale.x) - place.at.x;
  place.at.h = pixel(last.pos.y, scale.y) - place.at.y;
  const auto width = static_cast<float>(place.picture->width);
  const auto height = static_cast<float>(place.picture->height);
  place.key = {
      place.picture->id,
      {first.uv.x * width, first.uv.y * height, (last.uv.x - first.uv.x) * width, (last.uv.y - first.uv.y) * height},
      place.at.w,
      place.at.h};
  return place;
}

void PictureTextures::overwrite(Kept& kept) {
  void* pixels = nullptr;
  int pitch = 0;
  if (!kept.texture || SDL_LockTexture(kept.texture.get(), nullptr, &pixels, &pitch) != 0) return;
  std::memset(pixels, 0, static_cast<std::size_t>(pitch) * static_cast<std::size_t>(kept.key.height));
  SDL_UnlockTexture(kept.texture.get());
}

PictureTextures::Kept* PictureTextures::textureFor(const Place& place) {
  auto kept = std::find_if(m_kept.begin(), m_kept.end(), [&](const Kept& each) { return each.key.same(place.key); });
  if (kept == m_kept.end()) {
    SdlPtr<SDL_Texture> texture(
        SDL_CreateTexture(m_renderer, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STREAMING, place.at.w, place.at.h));
    if (!texture) {
      log::error("picture-upload-failed");
      return nullptr;
    }
    SDL_SetTextureBlendMode(texture.get(), SDL_BLENDMODE_NONE);
    m_kept.push_back({place.key, ~place.picture->version, std::move(texture), false});
    kept = m_kept.end() - 1;
  }
  if (kept->version == place.picture->version) return &*kept;
  void* pixels = nullptr;
  int pitch = 0;
  if (SDL_LockTexture(kept->texture.get(), nullptr, &pixels, &pitch) != 0) return nullptr;
  scalePicture(*place.picture, place.key.source, static_cast<std::uint8_t*>(pixels), place.at.w, place.at.h, pitch);
  SDL_UnlockTexture(kept->texture.get());
  kept->version = place.picture->version;
  return &*kept;
}

void PictureTextures::paint(const ImDrawList& list, const ImDrawCmd& command, ImVec2 scale) {
  const Place place = placeOf(list, command, scale);
  if (place.at.w <= 0 || place.at.h <= 0 || !ui::drawable(*place.picture)) return;
  if (const Kept* kept = textureFor(place)) SDL_RenderCopy(m_renderer, kept->texture.get(), nullptr, &place.at);
}

void PictureTextures::keepOnly(const ImDrawData& data) {
  for (Kept& kept : m_kept) kept.used = false;
  for (int i = 0; i < data.CmdListsCount; ++i) {
    for (const ImDrawCmd& command : data.CmdLists[i]->CmdBuffer) {
      if (command.TextureId == nullptr || command.UserCallback != nullptr) continue;
      const Place place = placeOf(*data.CmdLists[i], command, data.FramebufferScale);
      for (Kept& kept : m_kept) kept.used = kept.used || kept.key.same(place.key);
    }
  }
  bool freed = false;
  for (Kept& kept : m_kept) {
    if (kept.used) continue;
    // What was copied but not yet painted must be before its pixels go.
    if (!freed) SDL_RenderFlush(m_renderer);
    freed = true;
    overwrite(kept);
  }
  if (freed)
    m_kept.erase(std::remove_if(m_kept.begin(), m_kept.end(), [](const Kept& k) { return !k.used; }), m_kept.end());
}

void PictureTextures::wipe() {
  if (m_kept.empty()) return;
  SDL_RenderFlush(m_renderer);
  for (Kept& kept : m_kept) overwrite(kept);
  m_kept.clear();
}

}  // namespace pillarbox::platform
