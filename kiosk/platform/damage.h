// What of the screen a frame changes, so that only that is painted: in software, painting is nearly all that a frame
// costs. The screen is cut into tiles, and each keeps a hash of the triangles that touch it, in order (the method of
// the "lite" editor's rencache). Included by this room's .cpp files only. UI thread only.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <vector>

#include "kiosk/platform/sdl_handles.h"

namespace pillarbox::platform {

class Damage {
 public:
  static constexpr int tile = 64;  // physical pixels

  // The areas where `data` differs from what was given last; all of it the first time and when the size changed.
  std::vector<SDL_Rect> update(const ImDrawData& data);
  void forget() { m_tiles.clear(); }  // the next update gives everything

 private:
  std::size_t indexOf(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(m_across) + static_cast<std::size_t>(x);
  }
  void add(const ImDrawData& data, const ImDrawList& list, std::vector<std::uint64_t>& tiles) const;

  std::vector<std::uint64_t> m_tiles;
  int m_width = 0, m_height = 0, m_across = 0, m_down = 0;
};

}  // namespace pillarbox::platform
