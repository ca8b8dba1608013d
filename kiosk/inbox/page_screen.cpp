#include "kiosk/inbox/page_screen.h"

#include <algorithm>

#include "kiosk/inbox/paper_parts.h"
#include "kiosk/inbox/parts.h"

namespace pillarbox::inbox {
namespace {

// The part of the picture that fills a box of this shape at this zoom, never a rim. Unenlarged it is as wide as the box
// and scrolls, so that handwriting can be read at once.
ui::Rect partOf(const ui::Picture& picture, const PageShown& page, ui::Rect box) {
  const auto width = static_cast<float>(picture.width), height = static_cast<float>(picture.height);
  const float fit = box.w / width * static_cast<float>(page.zoom);
  const float w = std::min(width, box.w / fit), h = std::min(height, box.h / fit);
  const float x = std::clamp(static_cast<float>(page.x) * width - w / 2, 0.0F, width - w);
  const float y = std::clamp(static_cast<float>(page.y) * height - h / 2, 0.0F, height - h);
  return {x, y, w, h};
}

// Until the large picture is there the thumbnail stands in for it.
const ui::Picture& pictureOf(const State& state, const Entry& shown, const PageShown& page) {
  const auto small = state.inbox.thumbnails.find(pageKey(shown.id, shown.pages[page.index].attachment));
  const bool have = ui::drawable(page.large.picture);
  return have || small == state.inbox.thumbnails.end() ? page.large.picture : small->second.picture;
}

struct Control {
  std::string_view id, name;
  bool enabled;
  int zoom = 0, turn = 0;
  float right = 0, down = 0;  // of what is seen
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
  const ui::Picture picture = pictureOf(state, shown, page);
  const bool tall =
      ui::drawable(picture) && static_cast<float>(picture.height) * rest.w > static_cast<float>(picture.width) * rest.h;
  std::vector<Control> controls;
  controls.push_back({"page.in", "+", page.zoom < mostZoom, 1});
  controls.push_back({"page.out", "−", zoomed, -1});
  if (tall || zoomed) {
    controls.push_back({"page.up", "Up", true, 0, 0, 0, -0.5F});
    controls.push_back({"page.down", "Down", true, 0, 0, 0, 0.5F});
  }
  if (zoomed) {
    controls.push_back({"page.left", "Left", true, 0, 0, -0.5F, 0});
    controls.push_back({"page.right", "Right", true, 0, 0, 0.5F, 0});
  }
  if (count > 1) {
    controls.push_back({"page.previous", "Page before", page.index > 0, 0, -1});
    controls.push_back({"page.next", "Next page", page.index + 1 < count, 0, 1});
  }
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
  // Half of what is seen, from where it is seen now.
  const auto moved = [&](float right, float down) {
    PageMoved move;
    if (!ui::drawable(picture)) return move;
    const ui::Rect part = partOf(picture, page, rest);
    const auto width = static_cast<double>(picture.width), height = static_cast<double>(picture.height);
    move.right = (part.x + part.w * (0.5F + right)) / width - page.x;
    move.down = (part.y + part.h * (0.5F + down)) / height - page.y;
    return move;
  };
  for (std::size_t i = 0; i < controls.size(); ++i) {
    const std::size_t line = i / columns;
    const ui::Rect at{panel.x + static_cast<float>(i % columns) * (cell + gap),
                      panel.y + static_cast<float>(line) * (row + gap), cell, row};
    if (frame.button(controls[i].id, at, controls[i].name, ui::Look::secondary, controls[i].enabled)) {
      const Control& pressed = controls[i];
      if (pressed.zoom != 0) {
        out.emplace_back(PageZoomed{pressed.zoom});
      } else if (pressed.turn != 0) {
        out.emplace_back(PageTurned{pressed.turn});
      } else {
        out.emplace_back(moved(pressed.right, pressed.down));
      }
    }
  }
  const PagePixels& large = page.large;
  if (!large.problem.empty()) {
    frame.notice("page.problem", ui::cutTop(rest, frame.noticeHeight(large.problem, rest.w), gap), large.problem,
                 ui::Tone::warning);
  }
  if (ui::drawable(picture)) {
    frame.picture("page.picture", rest, picture, pageName(shown, page.index), partOf(picture, page, rest));
  } else if (large.problem.empty()) {
    frame.text("page.opening", rest, "Opening the page…", ui::Words::body, ui::Tone::quiet);
  }
}

}  // namespace pillarbox::inbox
