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

void Painter::paint(const ImDrawData& data) {
  SDL_RenderSetViewport(m_renderer, nullptr);
  SDL_RenderSetClipRect(m_renderer, nullptr);
  SDL_SetRenderDrawBlendMode(m_renderer, SDL_BLENDMODE_BLEND);
  SDL_SetRenderDrawColor(m_renderer, 255, 255, 255, 255);
  SDL_RenderClear(m_renderer);
  for (int i = 0; i < data.CmdListsCount; ++i) paintList(*data.CmdLists[i], data);
  SDL_RenderSetClipRect(m_renderer, nullptr);
}

void Painter::paintList(const ImDrawList& list, const ImDrawData& data) {
  const ImVec2 scale = data.FramebufferScale;
  const float right = data.DisplaySize.x * scale.x, bottom = data.DisplaySize.y * scale.y;
  // The one public road from draw data to the atlas it needs is through the font: the interface has no ImGui context.
  if (list._Data == nullptr || list._Data->Font == nullptr) return;
  ImFontAtlas& atlas = *list._Data->Font->ContainerAtlas;
  if (!uploadAtlas(atlas)) return;
  const ImVec2 white = atlas.TexUvWhitePixel;
  SDL_RenderSetScale(m_renderer, scale.x, scale.y);
  for (const ImDrawCmd& command : list.CmdBuffer) {
    if (command.UserCallback != nullptr) continue;
    const float x1 = std::max(0.0F, (command.ClipRect.x - data.DisplayPos.x) * scale.x);
    const float y1 = std::max(0.0F, (command.ClipRect.y - data.DisplayPos.y) * scale.y);
    const float x2 = std::min(right, (command.ClipRect.z - data.DisplayPos.x) * scale.x);
    const float y2 = std::min(bottom, (command.ClipRect.w - data.DisplayPos.y) * scale.y);
    if (x2 <= x1 || y2 <= y1) continue;
    // SDL multiplies the clip by the scale, so it is given in logical pixels.
    const SDL_Rect clip{static_cast<int>(std::floor(x1 / scale.x)), static_cast<int>(std::floor(y1 / scale.y)),
                        static_cast<int>(std::ceil((x2 - x1) / scale.x)),
                        static_cast<int>(std::ceil((y2 - y1) / scale.y))};
    SDL_RenderSetClipRect(m_renderer, &clip);
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
    unsigned first = 0;
    while (first + 2 < command.ElemCount) {
      const bool isPlain = plain(first);
      unsigned end = first + 3;
      while (end + 2 < command.ElemCount && plain(end) == isPlain) end += 3;
      paintRun(list, command, first, end - first, !isPlain);
      first = end;
    }
  }
  SDL_RenderSetScale(m_renderer, 1, 1);
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
