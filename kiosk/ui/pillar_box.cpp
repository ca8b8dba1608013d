// The pillar box: the one picture there is, drawn from plain shapes so that it is sharp at every size.
#include <algorithm>

#include "kiosk/ui/frame_impl.h"
#include "kiosk/ui/phrase.h"

namespace pillarbox::ui {
namespace {

// All in hundredths of its height; the middle of its width is 0.
constexpr float tall = 100;
constexpr float wide = 54;

class Drawing {
 public:
  Drawing(Painter& painter, Rect rect) : m_painter(painter) {
    m_unit = std::min(rect.h / tall, rect.w / wide);
    m_x = rect.x + rect.w / 2;
    m_y = rect.y + (rect.h - m_unit * tall) / 2;
  }
  // A box in the middle: `across` wide, from `top` to `bottom`.
  void box(float across, float top, float bottom, Colour colour, float radius = 0) {
    at(-across / 2, top, across, bottom - top, colour, radius);
  }
  void at(float left, float top, float across, float high, Colour colour, float radius = 0) {
    m_painter.fill({m_x + left * m_unit, m_y + top * m_unit, across * m_unit, high * m_unit}, colour, radius * m_unit);
  }
  void dome(float across, float top, float bottom, Colour colour) {
    m_painter.dome(
        {m_x - across / 2 * m_unit, m_y + top * m_unit, across * m_unit, m_painter.snap((bottom - top) * m_unit)},
        colour);
  }

 private:
  Painter& m_painter;
  float m_unit = 1, m_x = 0, m_y = 0;
};

}  // namespace

void FrameImpl::pillarBox(Rect rect) {
  if (hidden()) return;
  constexpr Colour iron{0x2A, 0x27, 0x24, 255};
  constexpr Colour slot{0x16, 0x12, 0x10, 255};
  constexpr Colour plate{0xFF, 0xFD, 0xF6, 255};
  constexpr Colour print{0xA9, 0xA1, 0x92, 255};
  const Colour red = theme().accent;
  const Colour shade = theme().accentPressed;
  if (shows(rect)) {
    Drawing draw(m_.painter, rect);
    draw.box(48, 91, 100, iron, 2);      // the base
    draw.box(42, 22, 92, red);           // the body
    draw.at(13, 22, 8, 69, shade);       // its shaded side
    draw.dome(46, 0, 14, red);           // the cap
    draw.box(52, 13, 20, red, 3);        // and its rim
    draw.box(42, 20, 22.5F, shade);      // with the shadow under it
    draw.box(30, 27, 35.5F, shade, 2);   // the mouth
    draw.box(26, 29.5F, 33, slot, 1);    // and the slot
    draw.at(-13, 40, 17, 20, plate, 1);  // the plate with the times
    for (const float y : {44.0F, 48.5F, 53.0F}) draw.at(-10, y, 11, 1.6F, print);
    draw.at(-17, 65, 28, 1.2F, shade);  // the door
    draw.at(-17, 65, 1.2F, 21, shade);
    draw.at(-17, 85, 28, 1.2F, shade);
    draw.at(9.8F, 65, 1.2F, 21, shade);
    draw.at(4, 73, 3, 5, shade, 1);  // and its lock
  }
  write({uniqueId("picture.pillar-box", {}),
         Role::picture,
         std::string(translated("A red pillar box")),
         {},
         rect,
         true,
         false,
         false,
         theme().ink,
         theme().page});
}

}  // namespace pillarbox::ui
