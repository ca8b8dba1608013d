// Draws words and shapes into one ImDrawList, in logical pixels. UI thread only. A texture id in the draw data is null
// for the font atlas, otherwise a `const Picture*` that lives until the next begin() or wipe().
#pragma once

#include <imgui.h>
#include <imgui_internal.h>

#include <deque>
#include <string_view>
#include <vector>

#include "kiosk/ui/fonts.h"
#include "kiosk/ui/frame.h"
#include "kiosk/ui/wrap.h"

namespace pillarbox::ui {

enum class Symbol { up, down, left, right, tick, backspace, shift, enter };
enum class Align { left, centre };

class Painter {
 public:
  explicit Painter(Fonts& fonts) : m_fonts(fonts), m_list(&m_shared) {}

  void begin(float width, float height, float pixelScale);
  void end();
  ImDrawData* data() { return &m_data; }
  void wipe();  // frees (and so wipes) the triangles

  float snap(float v) const;  // to a physical pixel
  Rect snapped(Rect rect) const;

  void pushClip(Rect rect);
  void popClip();

  void fill(Rect rect, Colour colour, float radius = 0);
  void frame(Rect rect, Colour edge, Colour paper, float thickness, float radius);  // a filled box with a border
  void hollow(Rect rect, Colour colour, float thickness);                           // a square-cornered border
  void disc(float x, float y, float radius, Colour colour);
  void dome(Rect rect, Colour colour);  // the upper half of an ellipse, standing on the bottom of `rect`
  void line(float x1, float y1, float x2, float y2, Colour colour, float thickness);
  void symbol(Symbol symbol, float x, float y, Colour colour);  // centred

  // `source` of `picture` in all of `rect`, which is snapped.
  void picture(Rect rect, const Picture& picture, Rect source);
  void ring(const std::vector<Point>& points, Colour colour, float thickness);  // closed
  void path(const std::vector<Point>& points, Colour colour, float thickness);  // open
  // Three indices of `points` each; those out of range are left out. No smooth edge: a line goes over it.
  void triangles(const std::vector<Point>& points, const std::vector<int>& indices, Colour colour);

  // One line; `baseline` is snapped to a physical pixel. What the font lacks is drawn as a box.
  void words(std::string_view text, const Face& face, float x, float baseline, Colour colour);
  // Wrapped words in `rect`, as many lines as fit, the last shortened. Centred in height if `middle`.
  std::size_t cuts() const { return m_cuts; }  // how often words did not fit, since it was made
  void block(std::string_view text, const Face& face, Rect rect, Colour colour, Align align, bool middle);
  // Where block() writes just these words, its middle in `where`, a line is drawn under those bytes of them. Until the
  // next begin(); `text` must last as long.
  struct Underline {
    std::string_view text;
    Rect where;
    std::size_t begin = 0, end = 0;
    Colour colour;
  };
  void underline(const Underline& which) { m_underline = which; }

 private:
  void underlineIn(const TextLine& line, const Face& face, float x, float baseline);

  Fonts& m_fonts;
  ImDrawListSharedData m_shared;
  ImDrawList m_list;
  ImDrawList* m_lists[1] = {nullptr};
  ImDrawData m_data;
  std::deque<Picture> m_pictures;  // of this frame: what the draw data's texture ids point to
  Underline m_underline;
  std::size_t m_cuts = 0;
  float m_pixelScale = 1;
};

}  // namespace pillarbox::ui
