// A button whose name is longer than what stands on it.
#include "kiosk/ui/frame_impl.h"
#include "kiosk/ui/metrics.h"

namespace pillarbox::ui {

bool FrameImpl::shortButton(std::string_view id, Rect rect, std::string_view sign, std::string_view name) {
  const Skin rest = theme().button(Look::quiet, true, false);
  const Touch touch =
      control({std::string(id), Role::button, std::string(name), {}, rect, true, false, false, rest.ink, rest.paper});
  if (!touch.shown) return touch.touched;
  const Skin skin = theme().button(Look::quiet, true, touch.held);
  drawRing(rect, touch.ringed);
  m_.painter.frame(rect, skin.edge, skin.paper, theme().edgeWidth, metrics::radius);
  label(sign, Words::strong, inset(rect, 4), skin.ink, Align::centre);
  return touch.touched;
}

}  // namespace pillarbox::ui
