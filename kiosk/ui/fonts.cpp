#include "kiosk/ui/fonts.h"

#include <imgui_freetype.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

#include "kiosk/ui/characters.h"

namespace pillarbox::ui {
namespace {

// Latin, Latin-1, Latin Extended-A and -B, combining marks, punctuation, currency, arrows and marks that Inter has.
constexpr ImWchar ranges[] = {0x0020, 0x024F, 0x0300, 0x036F, 0x1E00, 0x1EFF, 0x2010, 0x2027, 0x2030,
                              0x203A, 0x20AC, 0x20AC, 0x2122, 0x2122, 0x2190, 0x2193, 0x21B5, 0x21B5,
                              0x21E7, 0x21E7, 0x2212, 0x2212, 0x232B, 0x232B, 0x2713, 0x2713, 0};

// Inter's vertical metrics as parts of the em (its OS/2 and hhea tables). ImGui's FreeType builder takes the height of
// the line (ascent + descent), not the em, as the size.
constexpr float interAscent = 0.96875F;
constexpr float interDescent = 0.2412F;
constexpr float interCapHeight = 0.727F;

struct Style {
  float size;
  bool bold;
  float leading;  // line height in ems
};
constexpr Style styles[] = {
    {34, true, 1.2F}, {26, true, 1.25F}, {22, false, 1.36F}, {22, true, 1.36F}, {18, false, 1.36F}};

Bytes fileBytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Fonts::Disc drawDisc(ImFontAtlas& atlas, int left, int top, int radius) {
  const float r = static_cast<float>(radius);
  for (int y = 0; y < 2 * radius; ++y) {
    for (int x = 0; x < 2 * radius; ++x) {
      const float distance = std::hypot(static_cast<float>(x) + 0.5F - r, static_cast<float>(y) + 0.5F - r);
      const float cover = std::clamp(r - distance + 0.5F, 0.0F, 1.0F);
      atlas.TexPixelsAlpha8[(top + y) * atlas.TexWidth + left + x] =
          static_cast<unsigned char>(std::lround(cover * 255));
    }
  }
  const float width = static_cast<float>(atlas.TexWidth);
  const float height = static_cast<float>(atlas.TexHeight);
  return {radius,
          {static_cast<float>(left) / width, static_cast<float>(top) / height},
          {static_cast<float>(left + 2 * radius) / width, static_cast<float>(top + 2 * radius) / height}};
}

}  // namespace

Fonts::Disc Fonts::disc(int radius) const {
  const auto last = static_cast<int>(m_discs.size());
  return m_discs[static_cast<std::size_t>(std::clamp(radius, 1, last) - 1)];
}

const ImFontGlyph* Face::glyph(char32_t code) const {
  if (code > 0xFFFF) return nullptr;
  return font->FindGlyphNoFallback(static_cast<ImWchar>(code));
}

float Face::advance(char32_t code) const {
  if (joinsPrevious(code)) return 0;
  const ImFontGlyph* found = glyph(code);
  return found != nullptr ? found->AdvanceX * pixel : size * 0.7F;
}

std::unique_ptr<Fonts> Fonts::load(const std::filesystem::path& assets) {
  auto fonts = std::make_unique<Fonts>();
  fonts->m_medium = fileBytes(assets / "fonts" / "Inter-Medium.otf");
  fonts->m_bold = fileBytes(assets / "fonts" / "Inter-Bold.otf");
  if (fonts->m_medium.empty() || fonts->m_bold.empty()) return nullptr;
  return fonts;
}

bool Fonts::build(float textScale, float pixelScale) {
  m_atlas.Clear();
  m_atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  m_atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
  m_atlas.Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
  m_atlas.TexDesiredWidth = textScale * pixelScale > 1.5F ? 2048 : 1024;
  for (std::size_t i = 0; i < m_faces.size(); ++i) {
    const Style& style = styles[i];
    const float em = std::round(style.size * textScale * pixelScale);
    Bytes& file = style.bold ? m_bold : m_medium;
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.PixelSnapH = true;
    Face& face = m_faces[i];
    face.font = m_atlas.AddFontFromMemoryTTF(file.data(), static_cast<int>(file.size()),
                                             em * (interAscent + interDescent), &config, ranges);
    face.pixel = 1 / pixelScale;
    face.size = em / pixelScale;
    face.lineHeight = std::ceil(face.size * style.leading);
    face.capHeight = face.size * interCapHeight;
  }
  const int largest = textScale * pixelScale > 1.5F ? 64 : 32;
  std::vector<int> places;
  for (int radius = 1; radius <= largest; ++radius)
    places.push_back(m_atlas.AddCustomRectRegular(2 * radius + 2, 2 * radius + 2));
  if (!m_atlas.Build()) return false;
  m_discs.clear();
  for (int radius = 1; radius <= largest; ++radius) {
    const ImFontAtlasCustomRect& place = *m_atlas.GetCustomRectByIndex(places[static_cast<std::size_t>(radius - 1)]);
    m_discs.push_back(drawDisc(m_atlas, place.X + 1, place.Y + 1, radius));
  }
  for (Face& face : m_faces) {
    face.ascent = face.font->Ascent * face.pixel;
    face.descent = -face.font->Descent * face.pixel;
  }
  return true;
}

}  // namespace pillarbox::ui
