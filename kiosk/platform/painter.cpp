#include "kiosk/platform/painter.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "shared/base/log.h"

namespace pillarbox::platform {

bool Painter::uploadAtlas(ImFontAtlas& atlas) {
  const Source source{&atlas, atlas.TexPixelsAlpha8, atlas.TexWidth, atlas.TexHeight, atlas.Fonts.front()->FontSize};
  if (m_atlas && source == m_source) return true;
  unsigned char* rgba = nullptr;
  int width = 0, height = 0;
  atlas.GetTexDataAsRGBA32(&rgba, &width, &height);
  SdlPtr<SDL_Texture> texture(
      SDL_CreateTexture(m_renderer, SDL_PIXELFORMAT_RGBA32, SDL_TEXTUREACCESS_STATIC, width, height));
  if (!texture || SDL_UpdateTexture(texture.get(), nullptr, rgba, 4 * width) != 0) {
    log::error("font-upload-failed");
    return false;
  }
  SDL_SetTextureBlendMode(texture.get(), SDL_BLENDMODE_BLEND);
  SDL_SetTextureScaleMode(texture.get(), SDL_ScaleModeLinear);
  m_atlas = std::move(texture);
  m_source = source;
  return true;
}

bool Painter::paint(const ImDrawData& data, bool targetKept) {
  for (int i = 0; i < data.CmdListsCount; ++i) {
    // The one public road from draw data to the atlas it needs is through the font: the interface has no ImGui context.
    const ImDrawList& list = *data.CmdLists[i];
    if (list._Data == nullptr || list._Data->Font == nullptr) return false;
    if (!uploadAtlas(*list._Data->Font->ContainerAtlas)) return false;
  }
  if (!targetKept) m_damage.forget();
  const std::vector<SDL_Rect> areas = m_damage.update(data);
  SDL_RenderSetViewport(m_renderer, nullptr);
  SDL_SetRenderDrawBlendMode(m_renderer, SDL_BLENDMODE_NONE);
  SDL_SetRenderDrawColor(m_renderer, 255, 255, 255, 255);
  for (const SDL_Rect& area : areas) {
    SDL_RenderSetClipRect(m_renderer, &area);
    SDL_RenderFillRect(m_renderer, &area);
    for (int i = 0; i < data.CmdListsCount; ++i) paintList(*data.CmdLists[i], data, area);
  }
  SDL_RenderSetClipRect(m_renderer, nullptr);
  m_pictures.keepOnly(data);
  return !areas.empty();
}

void Painter::paintList(const ImDrawList& list, const ImDrawData& data, const SDL_Rect& area) {
  const ImVec2 scale = data.FramebufferScale;
  const ImVec2 white = m_source.atlas->TexUvWhitePixel;
  for (const ImDrawCmd& command : list.CmdBuffer) {
    if (command.UserCallback != nullptr) continue;
    const int x1 = static_cast<int>(std::floor(command.ClipRect.x * scale.x));
    const int y1 = static_cast<int>(std::floor(command.ClipRect.y * scale.y));
    const SDL_Rect wanted{x1, y1, static_cast<int>(std::ceil(command.ClipRect.z * scale.x)) - x1,
                          static_cast<int>(std::ceil(command.ClipRect.w * scale.y)) - y1};
    SDL_Rect clip;
    if (SDL_IntersectRect(&wanted, &area, &clip) == SDL_FALSE) continue;
    SDL_RenderSetClipRect(m_renderer, &clip);
    if (command.TextureId != nullptr) {
      m_pictures.paint(list, command, scale);
      continue;
    }
    // Plain areas are painted without the atlas: in software that is several times quicker than sampling its white
    // pixel.
    const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
    const ImDrawIdx* indices = list.IdxBuffer.Data + command.IdxOffset;
    const auto plain = [&](unsigned at) {
      for (unsigned k = 0; k < 3; ++k) {
        const ImVec2 uv = vertices[indices[at + k]].uv;
        if (uv.x != white.x || uv.y != white.y) return false;
      }
      return true;
    };
    const auto outside = [&](unsigned at) {
      float left = 1e9F, right = -1e9F, top = 1e9F, bottom = -1e9F;
      for (unsigned k = 0; k < 3; ++k) {
        const ImVec2 pos = vertices[indices[at + k]].pos;
        left = std::min(left, pos.x * scale.x);
        right = std::max(right, pos.x * scale.x);
        top = std::min(top, pos.y * scale.y);
        bottom = std::max(bottom, pos.y * scale.y);
      }
      return right < static_cast<float>(clip.x - 1) || left > static_cast<float>(clip.x + clip.w + 1) ||
             bottom < static_cast<float>(clip.y - 1) || top > static_cast<float>(clip.y + clip.h + 1);
    };
    SDL_RenderSetScale(m_renderer, scale.x, scale.y);
    unsigned first = 0;
    while (first + 2 < command.ElemCount) {
      if (outside(first)) {
        first += 3;
        continue;
      }
      const bool isPlain = plain(first);
      unsigned end = first + 3;
      while (end + 2 < command.ElemCount && plain(end) == isPlain && !outside(end)) end += 3;
      paintRun(list, command, first, end - first, !isPlain);
      first = end;
    }
    SDL_RenderSetScale(m_renderer, 1, 1);
  }
}

void Painter::paintRun(const ImDrawList& list, const ImDrawCmd& command, unsigned first, unsigned count,
                       bool textured) {
  const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
  static_assert(sizeof(ImU32) == sizeof(SDL_Color) && IM_COL32_R_SHIFT == 0);
  SDL_RenderGeometryRaw(m_renderer, textured ? m_atlas.get() : nullptr, &vertices->pos.x, sizeof(ImDrawVert),
                        reinterpret_cast<const SDL_Color*>(&vertices->col), sizeof(ImDrawVert), &vertices->uv.x,
                        sizeof(ImDrawVert), list.VtxBuffer.Size - static_cast<int>(command.VtxOffset),
                        list.IdxBuffer.Data + command.IdxOffset + first, static_cast<int>(count), sizeof(ImDrawIdx));
}

}  // namespace pillarbox::platform
