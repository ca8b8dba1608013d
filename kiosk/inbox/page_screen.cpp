#include "kiosk/inbox/page_screen.h"

#include <algorithm>

#include "kiosk/inbox/paper_parts.h"
#include "kiosk/inbox/parts.h"

namespace pillarbox::inbox {
namespace {

// The part of the picture that fills a box of this shape at this zoom: as much of the page as fits, never a rim.
ui::Rect partOf(const ui::Picture& picture, const PageShown& page, ui::Rect box) {
  const auto width = static_cast<float>(picture.width), height = static_cast<float>(picture.height);
  const float fit = std::min(box.w / width, box.h / height) * static_cast<float>(page.zoom);
  const float w = std::min(width, box.w / fit), h = std::min(height, box.h / fit);
  const float x = std::clamp(static_cast<float>(page.x) * width - w / 2, 0.0F, width - w);
  const float y = std::clamp(static_cast<float>(page.y) * height - h / 2, 0.0F, height - h);
  return {x, y, w, h};
}

struct Control {
  std::string_view id, name;
  bool enabled;
  Event event;
};

}  // namespace

void drawPage(ui::Frame& frame, const State& state, Events& out) {
  const PageShown& page = *state.inbox.page;
  const auto entry = state.inbox.entries.find(page.entryId);
  if (entry == state.inbox.entries.end() || page.index >= entry->second.entry.pages.size()) {
    out.emplace_back(PageClosed{});
    return;
  }
  const Entry& shown = entry->second.entry;
  const std::size_t count = shown.pages.size();
  const std::string title =
      pageName(shown, page.index) + " · page " + std::to_string(page.index + 1) + " of " + std::to_string(count);
  ui::Rect rest = ui::inset(drawBar(frame, state, {title, true}, out), frame.gap());
  const float gap = frame.gap();
  const bool zoomed = page.zoom > 1;
  std::vector<Control> controls;
  controls.push_back({"page.in", "+", page.zoom < mostZoom, PageZoomed{1}});
  controls.push_back({"page.out", "−", zoomed, PageZoomed{-1}});
  controls.push_back({"page.up", "Up", zoomed, PageMoved{0, -0.5}});
  controls.push_back({"page.down", "Down", zoomed, PageMoved{0, 0.5}});
  controls.push_back({"page.left", "Left", zoomed, PageMoved{-0.5, 0}});
  controls.push_back({"page.right", "Right", zoomed, PageMoved{0.5, 0}});
  controls.push_back({"page.previous", "Previous", page.index > 0, PageTurned{-1}});
  controls.push_back({"page.next", "Next", page.index + 1 < count, PageTurned{1}});
  // Beside the page where there is room beside it, otherwise beneath; two in a row, or as many as fit.
  float widest = 0;
  for (const Control& control : controls) widest = std::max(widest, frame.textWidth(control.name, ui::Words::strong));
  const float button = std::max(widest + 36, 88.0F);
  const float row = frame.rowHeight();
  const bool beside = !frame.portrait();
  const std::size_t across = beside
                                 ? (rest.h >= 4 * (row + gap) && rest.h < 8 * (row + gap) ? 2U
                                    : rest.h >= 8 * (row + gap)                           ? 1U
                                                                                          : 4U)
                                 : std::max<std::size_t>(1, static_cast<std::size_t>((rest.w + gap) / (button + gap)));
  const std::size_t columns = std::min(across, controls.size());
  const std::size_t rows = (controls.size() + columns - 1) / columns;
  ui::Rect panel =
      beside ? ui::cutRight(rest, button * static_cast<float>(columns) + gap * static_cast<float>(columns - 1), gap)
             : ui::cutBottom(rest, row * static_cast<float>(rows) + gap * static_cast<float>(rows - 1), gap);
  const float cell = beside ? button : (panel.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  for (std::size_t i = 0; i < controls.size(); ++i) {
    const std::size_t line = i / columns;
    const ui::Rect at{panel.x + static_cast<float>(i % columns) * (cell + gap),
                      panel.y + static_cast<float>(line) * (row + gap), cell, row};
    if (frame.button(controls[i].id, at, controls[i].name, ui::Look::secondary, controls[i].enabled)) {
      out.push_back(std::move(controls[i].event));
    }
  }
  const PagePixels& large = page.large;
  if (!large.problem.empty()) {
    frame.notice("page.problem", ui::cutTop(rest, frame.noticeHeight(large.problem, rest.w), gap), large.problem,
                 ui::Tone::warning);
  }
  // Until it is there the thumbnail stands in for it.
  const auto small = state.inbox.thumbnails.find(pageKey(shown.id, shown.pages[page.index].attachment));
  const bool have = ui::drawable(large.picture);
  const ui::Picture picture = have || small == state.inbox.thumbnails.end() ? large.picture : small->second.picture;
  if (ui::drawable(picture)) {
    frame.picture("page.picture", rest, picture, pageName(shown, page.index), partOf(picture, page, rest));
  } else if (large.problem.empty()) {
    frame.text("page.opening", rest, "Opening the page…", ui::Words::body, ui::Tone::quiet);
  }
}

}  // namespace pillarbox::inbox
