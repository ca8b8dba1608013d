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
  m_underline = {};
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
  m_pictures.clear();
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
  m_pictures.clear();
}

void Painter::picture(Rect rect, const Picture& picture, Rect source) {
  rect = snapped(rect);
  if (rect.w <= 0 || rect.h <= 0) return;
  m_pictures.push_back(picture);
  const auto width = static_cast<float>(picture.width);
  const auto height = static_cast<float>(picture.height);
  m_list.AddImage(&m_pictures.back(), topLeft(rect), bottomRight(rect), {source.x / width, source.y / height},
                  {source.right() / width, source.bottom() / height});
}

void Painter::ring(const std::vector<Point>& points, Colour colour, float thickness) {
  m_list.PathClear();
  for (const Point& point : points) m_list.PathLineTo({point.x, point.y});
  m_list.PathStroke(pack(colour), ImDrawFlags_Closed, thickness);
}

void Painter::path(const std::vector<Point>& points, Colour colour, float thickness) {
  if (points.size() < 2) return;
  m_list.PathClear();
  for (const Point& point : points) m_list.PathLineTo({point.x, point.y});
  m_list.PathStroke(pack(colour), ImDrawFlags_None, thickness);
}

void Painter::triangles(const std::vector<Point>& points, const std::vector<int>& indices, Colour colour) {
  constexpr std::size_t most = 60'000;  // of one list's 16-bit indices
  const auto count = static_cast<int>(points.size());
  if (points.empty() || points.size() > most || indices.size() > most) return;
  std::vector<int> good;
  for (std::size_t i = 0; i + 2 < indices.size(); i += 3) {
    const auto within = [&](std::size_t k) { return indices[i + k] >= 0 && indices[i + k] < count; };
    if (within(0) && within(1) && within(2)) good.insert(good.end(), {indices[i], indices[i + 1], indices[i + 2]});
  }
  const ImVec2 white = m_shared.TexUvWhitePixel;
  const ImU32 ink = pack(colour);
  m_list.PrimReserve(static_cast<int>(good.size()), count);
  const auto first = m_list._VtxCurrentIdx;
  for (const int index : good) m_list.PrimWriteIdx(static_cast<ImDrawIdx>(first + static_cast<unsigned>(index)));
  for (const Point& point : points) m_list.PrimWriteVtx({point.x, point.y}, white, ink);
}

void Painter::pushClip(Rect rect) {
  m_list.PushClipRect(topLeft(rect), bottomRight(rect), true);
}
void Painter::popClip() {
  m_list.PopClipRect();
}

void Painter::fill(Rect rect, Colour colour, float radius) {
  rect = snapped(rect);
  if (rect.w <= 0 || rect.h <= 0) return;
  const ImU32 ink = pack(colour);
  const float least = std::min(rect.w, rect.h) / 2;
  const int wanted = static_cast<int>(std::floor(std::min(radius, least) * m_pixelScale + 0.01F));
  if (wanted < 1) return m_list.AddRectFilled(topLeft(rect), bottomRight(rect), ink);
  const Fonts::Disc disc = m_fonts.disc(wanted);
  const float r = static_cast<float>(disc.radius) / m_pixelScale;
  const ImVec2 from = disc.from;
  const ImVec2 to = disc.to;
  const ImVec2 middle{(from.x + to.x) / 2, (from.y + to.y) / 2};
  const float right = rect.right();
  const float bottom = rect.bottom();
  m_list.PrimReserve(7 * 6, 7 * 4);
  m_list.PrimRectUV({rect.x, rect.y}, {rect.x + r, rect.y + r}, from, middle, ink);
  m_list.PrimRectUV({right - r, rect.y}, {right, rect.y + r}, {middle.x, from.y}, {to.x, middle.y}, ink);
  m_list.PrimRectUV({rect.x, bottom - r}, {rect.x + r, bottom}, {from.x, middle.y}, {middle.x, to.y}, ink);
  m_list.PrimRectUV({right - r, bottom - r}, {right, bottom}, middle, to, ink);
  m_list.PrimRect({rect.x + r, rect.y}, {right - r, rect.y + r}, ink);
  m_list.PrimRect({rect.x, rect.y + r}, {right, bottom - r}, ink);
  m_list.PrimRect({rect.x + r, bottom - r}, {right - r, bottom}, ink);
}

void Painter::frame(Rect rect, Colour edge, Colour paper, float thickness, float radius) {
  rect = snapped(rect);
  fill(rect, edge, radius);
  if (edge != paper) fill(inset(rect, thickness), paper, std::max(0.0F, radius - thickness));
}

void Painter::hollow(Rect rect, Colour colour, float thickness) {
  const float t = std::max(snap(thickness), 1 / m_pixelScale);
  fill({rect.x, rect.y, rect.w, t}, colour);
  fill({rect.x, rect.bottom() - t, rect.w, t}, colour);
  fill({rect.x, rect.y + t, t, rect.h - 2 * t}, colour);
  fill({rect.right() - t, rect.y + t, t, rect.h - 2 * t}, colour);
}

void Painter::disc(float x, float y, float radius, Colour colour) {
  const float r = snap(radius);  // else it is a pixel wider than round
  fill({snap(x) - r, snap(y) - r, 2 * r, 2 * r}, colour, r);
}

void Painter::dome(Rect rect, Colour colour) {
  constexpr int steps = 40;
  const float centre = rect.x + rect.w / 2;
  m_list.PathClear();
  for (int i = 0; i <= steps; ++i) {
    const float angle = IM_PI * static_cast<float>(i) / steps;
    m_list.PathLineTo({centre - std::cos(angle) * rect.w / 2, rect.bottom() - std::sin(angle) * rect.h});
  }
  m_list.PathFillConvex(pack(colour));
}

void Painter::line(float x1, float y1, float x2, float y2, Colour colour, float thickness) {
  // Level and upright lines as boxes: sharp.
  if (x1 == x2) return fill({snap(x1 - thickness / 2), std::min(y1, y2), thickness, std::abs(y2 - y1)}, colour);
  if (y1 == y2) return fill({std::min(x1, x2), snap(y1 - thickness / 2), std::abs(x2 - x1), thickness}, colour);
  m_list.AddLine({x1, y1}, {x2, y2}, pack(colour), thickness);
}

void Painter::symbol(Symbol symbol, float x, float y, Colour colour) {
  static constexpr char32_t codes[] = {0x2191, 0x2193, 0x2190, 0x2192, 0x2713, 0x232B, 0x21E7, 0x21B5};
  constexpr float tooLarge = 40;
  const bool fits = symbol == Symbol::tick || m_fonts.face(Words::heading).size <= tooLarge;
  const Words style = fits ? Words::heading : Words::small;
  const Face& face = m_fonts.face(style);
  const ImFontGlyph* glyph = face.glyph(codes[static_cast<std::size_t>(symbol)]);
  if (glyph == nullptr) return;
  const float width = (glyph->X1 - glyph->X0) * face.pixel;
  const float height = (glyph->Y1 - glyph->Y0) * face.pixel;
  const float left = snap(x - width / 2);
  const float top = snap(y - height / 2);
  m_list.PrimReserve(6, 4);
  m_list.PrimRectUV({left, top}, {left + width, top + height}, {glyph->U0, glyph->V0}, {glyph->U1, glyph->V1},
                    pack(colour));
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
        hollow({pen + face.size * 0.08F, base - face.capHeight, advance - face.size * 0.16F, face.capHeight}, colour,
               std::max(1.5F, face.size / 14));
      }
      pen += advance;
    }
  }
}

void Painter::underlineIn(const TextLine& line, const Face& face, float x, float baseline) {
  constexpr float below = 3, thick = 3;
  const std::size_t begin = std::max(line.begin, m_underline.begin), end = std::min(line.end, m_underline.end);
  if (begin >= end) return;
  const std::string_view text = m_underline.text;
  const float from = x + xOf(text, line, begin, face), to = x + xOf(text, line, end, face);
  fill({from, baseline + below, to - from, thick}, m_underline.colour);
}

void Painter::block(std::string_view text, const Face& face, Rect rect, Colour colour, Align align, bool middle) {
  if (text.empty()) return;
  const std::vector<TextLine> lines = wrapText(text, rect.w, face);
  const bool underlined = m_underline.begin < m_underline.end && text == m_underline.text &&
                          m_underline.where.contains(rect.x + rect.w / 2, rect.y + rect.h / 2);
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
      ++m_cuts;
      std::string shown = shortened(text.substr(line.begin), rect.w, face);
      const float width = widthOf(shown, face);
      words(shown, face, align == Align::centre ? rect.x + (rect.w - width) / 2 : rect.x, baseline, colour);
      pillarbox::wipe(shown);
    } else {
      const float x = align == Align::centre ? rect.x + (rect.w - line.width) / 2 : rect.x;
      words(text.substr(line.begin, line.end - line.begin), face, x, baseline, colour);
      if (underlined) underlineIn(line, face, x, baseline);
    }
    baseline += face.lineHeight;
  }
}

}  // namespace pillarbox::ui
