#include "kiosk/inbox/set_aside_screen.h"

#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/words.h"
#include "shared/base/clock.h"

namespace pillarbox::inbox {
namespace {

float itemHeight(const ui::Frame& frame, const SetAside& item, float width) {
  return frame.gap() * 2.5F + frame.textHeight(item.reference, ui::Words::strong, width) +
         frame.textHeight(setAsideWords(item.why), ui::Words::body, width) +
         frame.textHeight(setAsideAdvice(item.why), ui::Words::body, width);
}

void drawItem(ui::Flow& flow, const SetAside& item) {
  ui::Frame& frame = flow.frame();
  const float gap = frame.gap();
  const ui::Rect box = flow.take(itemHeight(frame, item, flow.width() - 2 * gap));
  frame.panel(box, item.why == SetAside::Why::notForYou ? ui::Tone::quiet : ui::Tone::warning);
  ui::Rect inner = ui::inset(box, gap);
  const std::string id = "set-aside." + item.id;
  const auto line = [&](std::string_view part, std::string_view words, ui::Words style) {
    const float height = frame.textHeight(words, style, inner.w);
    frame.text(id + std::string(part), ui::cutTop(inner, height, gap / 4), words, style);
  };
  line("", item.reference + "   " + std::string(kindWords(item.kind)) + ", " + formatShort(item.writtenAt),
       ui::Words::strong);
  line(".what", setAsideWords(item.why), ui::Words::body);
  line(".advice", setAsideAdvice(item.why), ui::Words::body);
}

}  // namespace

void drawSetAside(ui::Frame& frame, const State& state, Events& out) {
  const ui::Rect rest = drawBar(frame, state, {"Set aside", true}, out);
  // A damaged disk may have thousands; the newest are enough to act on.
  constexpr std::size_t most = 50;
  const std::vector<SetAside>& items = state.inbox.view.setAside;
  frame.flow("set-aside", middleColumn(ui::inset(rest, frame.gap()), 900 * frame.textScale()), [&](ui::Flow& flow) {
    if (items.empty()) {
      flow.text("Nothing is set aside. Everything that was posted could be sent and opened.");
      return;
    }
    flow.text("These need a person to look at them. Nothing here has been thrown away.");
    for (std::size_t i = 0; i < items.size() && i < most; ++i) drawItem(flow, items[i]);
    if (items.size() > most) {
      flow.text("And " + std::to_string(items.size() - most) + " older ones. Ask your technician for the whole list.");
    }
  });
}

}  // namespace pillarbox::inbox
