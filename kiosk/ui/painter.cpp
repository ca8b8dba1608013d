#include "kiosk/ui/painter.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/characters.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::ui {
namespace {

ImU32 pack(Colour c) {
  return IM_COL32(c.r, c.g, c.b, c.a);
}
ImVec2 topLeft(Rect r) {
  return {r.x, r.y};
}
ImVec2 bottomRight(Rect r) {
  return {r.right(), r.bottom()};
}

}  // namespace

float Painter::snap(float v) const {
  return std::round(v * m_pixelScale) / m_pixelScale;
}

Rect Painter::snapped(Rect r) const {
  const float x = snap(r.x);
  const float y = snap(r.y);
  return {x, y, snap(r.right()) - x, snap(r.bottom()) - y};
}

void Painter::begin(float width, float height, float pixelScale) {
  m_pixelScale = pixelScale;
  ImFontAtlas& atlas = m_fonts.atlas();
  m_shared.TexUvWhitePixel = atlas.TexUvWhitePixel;
  m_shared.TexUvLines = atlas.TexUvLines;
  m_shared.Font = m_fonts.face(Words::body).font;
  m_shared.FontSize = m_fonts.face(Words::body).size;
  m_shared.CurveTessellationTol = 1.0F;
  m_shared.SetCircleTessellationMaxError(0.2F);
  m_shared.ClipRectFullscreen = {0, 0, width, height};
  // Not the lines kept in the texture: the software renderer draws those with changing thickness.
  m_shared.InitialFlags =
      ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill | ImDrawListFlags_AllowVtxOffset;
  m_list._ResetForNewFrame();
  m_list._FringeScale = 1 / pixelScale;
  m_list.PushTextureID(atlas.TexID);
  m_list.PushClipRectFullScreen();
  m_data.Clear();
  m_data.DisplayPos = {0, 0};
  m_data.DisplaySize = {width, height};
  m_data.FramebufferScale = {pixelScale, pixelScale};
}

void Painter::end() {
  m_list.PopClipRect();
  m_list.PopTextureID();
  m_list._PopUnusedDrawCmd();
  m_lists[0] = &m_list;
  m_data.Valid = true;
  m_data.CmdLists = m_lists;
  m_data.CmdListsCount = 1;
  m_data.TotalIdxCount = m_list.IdxBuffer.Size;
  m_data.TotalVtxCount = m_list.VtxBuffer.Size;
}

void Painter::wipe() {
  m_list._ClearFreeMemory();
  m_data.Clear();
}

void Painter::pushClip(Rect rect) {
  m_list.PushClipRect(topLeft(rect), bottomRight(rect), true);
}
void Painter::popClip() {
  m_list.PopClipRect();
}

void Painter::fill(Rect rect, Colour colour, float radius) {
  if (rect.w > 0 && rect.h > 0) m_list.AddRectFilled(topLeft(rect), bottomRight(rect), pack(colour), radius);
}

void Painter::frame(Rect rect, Colour edge, Colour paper, float thickness, float radius) {
  rect = snapped(rect);
  fill(rect, edge, radius);
  if (edge != paper) fill(inset(rect, thickness), paper, std::max(0.0F, radius - thickness));
}

void Painter::ring(Rect rect, Colour colour, float thickness, float radius) {
  rect = snapped(rect);
  // AddRect strokes a line half a pixel inside what it is given.
  const Rect centre = inset(rect, thickness / 2 - 0.5F);
  m_list.AddRect(topLeft(centre), bottomRight(centre), pack(colour), radius, 0, thickness);
}

void Painter::disc(float x, float y, float radius, Colour colour) {
  m_list.AddCircleFilled({x, y}, radius, pack(colour), 0);
}

void Painter::line(float x1, float y1, float x2, float y2, Colour colour, float thickness) {
  // Level and upright lines as boxes: sharp.
  if (x1 == x2) return fill({snap(x1 - thickness / 2), std::min(y1, y2), thickness, std::abs(y2 - y1)}, colour);
  if (y1 == y2) return fill({std::min(x1, x2), snap(y1 - thickness / 2), std::abs(x2 - x1), thickness}, colour);
  m_list.AddLine({x1, y1}, {x2, y2}, pack(colour), thickness);
}

void Painter::symbol(Symbol symbol, float x, float y, float size, Colour colour) {
  const float s = size / 2;
  const ImU32 ink = pack(colour);
  const auto stroke = [&](std::initializer_list<ImVec2> points, bool closed, float thickness) {
    m_list.AddPolyline(points.begin(), static_cast<int>(points.size()), ink, closed ? ImDrawFlags_Closed : 0,
                       thickness);
  };
  const float thick = std::max(2.0F, size / 9);
  switch (symbol) {
    case Symbol::up:
      stroke({{x - s * 0.7F, y + s * 0.35F}, {x, y - s * 0.4F}, {x + s * 0.7F, y + s * 0.35F}}, false, thick * 1.2F);
      break;
    case Symbol::down:
      stroke({{x - s * 0.7F, y - s * 0.35F}, {x, y + s * 0.4F}, {x + s * 0.7F, y - s * 0.35F}}, false, thick * 1.2F);
      break;
    case Symbol::left:
      stroke({{x + s * 0.35F, y - s * 0.7F}, {x - s * 0.4F, y}, {x + s * 0.35F, y + s * 0.7F}}, false, thick);
      break;
    case Symbol::right:
      stroke({{x - s * 0.35F, y - s * 0.7F}, {x + s * 0.4F, y}, {x - s * 0.35F, y + s * 0.7F}}, false, thick);
      break;
    case Symbol::tick:
      stroke({{x - s * 0.65F, y + s * 0.02F}, {x - s * 0.15F, y + s * 0.5F}, {x + s * 0.7F, y - s * 0.5F}}, false,
             thick * 1.4F);
      break;
    case Symbol::backspace:
      stroke({{x - s, y},
              {x - s * 0.4F, y - s * 0.65F},
              {x + s, y - s * 0.65F},
              {x + s, y + s * 0.65F},
              {x - s * 0.4F, y + s * 0.65F}},
             true, thick);
      stroke({{x - s * 0.02F, y - s * 0.28F}, {x + s * 0.54F, y + s * 0.28F}}, false, thick);
      stroke({{x - s * 0.02F, y + s * 0.28F}, {x + s * 0.54F, y - s * 0.28F}}, false, thick);
      break;
    case Symbol::shift:
      stroke({{x, y - s * 0.85F},
              {x + s * 0.85F, y + s * 0.05F},
              {x + s * 0.4F, y + s * 0.05F},
              {x + s * 0.4F, y + s * 0.8F},
              {x - s * 0.4F, y + s * 0.8F},
              {x - s * 0.4F, y + s * 0.05F},
              {x - s * 0.85F, y + s * 0.05F}},
             true, thick);
      break;
    case Symbol::enter:
      stroke({{x + s * 0.8F, y - s * 0.6F}, {x + s * 0.8F, y + s * 0.25F}, {x - s * 0.75F, y + s * 0.25F}}, false,
             thick);
      stroke({{x - s * 0.3F, y - s * 0.2F}, {x - s * 0.75F, y + s * 0.25F}, {x - s * 0.3F, y + s * 0.7F}}, false,
             thick);
      break;
  }
}

void Painter::words(std::string_view text, const Face& face, float x, float baseline, Colour colour) {
  const ImU32 ink = pack(colour);
  float pen = snap(x);
  const float base = snap(baseline);
  const float top = base - face.ascent;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = nextCharacter(text, at);
    bool first = true;
    while (at < next) {
      const Decoded c = decodeAt(text, at);
      at += c.bytes;
      const bool shown = first || c.code < 0x2000;
      const ImFontGlyph* glyph = face.glyph(c.code);
      if (!shown && (glyph == nullptr || c.code >= 0x2000)) continue;
      first = false;
      const float advance = face.advance(c.code);
      if (glyph != nullptr && glyph->Visible) {
        m_list.PrimReserve(6, 4);
        m_list.PrimRectUV({pen + glyph->X0 * face.pixel, top + glyph->Y0 * face.pixel},
                          {pen + glyph->X1 * face.pixel, top + glyph->Y1 * face.pixel}, {glyph->U0, glyph->V0},
                          {glyph->U1, glyph->V1}, ink);
      } else if (glyph == nullptr && advance > 0) {
        ring({pen + face.size * 0.08F, base - face.capHeight, advance - face.size * 0.16F, face.capHeight}, colour,
             std::max(1.5F, face.size / 14), 2);
      }
      pen += advance;
    }
  }
}

void Painter::block(std::string_view text, const Face& face, Rect rect, Colour colour, Align align, bool middle) {
  if (text.empty()) return;
  const std::vector<TextLine> lines = wrapText(text, rect.w, face);
  const auto room = std::max<std::size_t>(1, static_cast<std::size_t>((rect.h + 1) / face.lineHeight));
  const std::size_t count = middle ? std::min(lines.size(), room) : lines.size();
  // Centre what the eye sees: from the top of the first line's capitals to the last baseline.
  const float inkHeight = static_cast<float>(count - 1) * face.lineHeight + face.capHeight;
  float baseline = middle ? rect.y + (rect.h - inkHeight) / 2 + face.capHeight
                          : rect.y + (face.lineHeight - face.ascent - face.descent) / 2 + face.ascent;
  for (std::size_t i = 0; i < count; ++i) {
    const TextLine& line = lines[i];
    const bool cut = i + 1 == count && count < lines.size();
    if (cut) {
      std::string shown = shortened(text.substr(line.begin), rect.w, face);
      const float width = widthOf(shown, face);
      words(shown, face, align == Align::centre ? rect.x + (rect.w - width) / 2 : rect.x, baseline, colour);
      pillarbox::wipe(shown);
    } else {
      const float x = align == Align::centre ? rect.x + (rect.w - line.width) / 2 : rect.x;
      words(text.substr(line.begin, line.end - line.begin), face, x, baseline, colour);
    }
    baseline += face.lineHeight;
  }
}

}  // namespace pillarbox::ui
