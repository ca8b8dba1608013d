// The glyphs: Inter in the sizes of Words, made into one atlas by FreeType; and discs, from whose quarters all round
// corners are drawn, because SDL's software renderer puts the corners of triangles on whole pixels. UI thread only.
#pragma once

#include <imgui.h>

#include <array>
#include <filesystem>
#include <memory>
#include <vector>

#include "kiosk/ui/frame.h"
#include "kiosk/ui/wrap.h"
#include "shared/base/bytes.h"

namespace pillarbox::ui {

// One size and weight, in logical pixels.
class Face : public Measure {
 public:
  float advance(char32_t code) const override;
  const ImFontGlyph* glyph(char32_t code) const;  // null: not in the font

  ImFont* font = nullptr;
  float size = 0;  // em
  float lineHeight = 0;
  float ascent = 0, descent = 0;  // of the font, above and below the baseline
  float capHeight = 0;
  float pixel = 1;  // logical pixels to one physical one
};

class Fonts {
 public:
  static std::unique_ptr<Fonts> load(const std::filesystem::path& assets);  // null if a file is missing or no font
  bool build(float textScale, float pixelScale);
  const Face& face(Words words) const { return m_faces[static_cast<std::size_t>(words)]; }
  ImFontAtlas& atlas() { return m_atlas; }
  // Where in the atlas a smooth disc of `radius` physical pixels is; the largest there is if that is smaller.
  struct Disc {
    int radius = 0;
    ImVec2 from, to;
  };
  Disc disc(int radius) const;

 private:
  ImFontAtlas m_atlas;
  Bytes m_medium, m_bold;
  std::array<Face, 5> m_faces;
  std::vector<Disc> m_discs;  // of radius 1, 2, 3…
};

}  // namespace pillarbox::ui
