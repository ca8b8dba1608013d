#include "kiosk/platform/damage.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "kiosk/ui/picture.h"

namespace pillarbox::platform {

namespace {

constexpr std::size_t mostRects = 8;

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9e3779b97f4a7c15ULL;
  return hash ^ (hash >> 29);
}

template <class T>
std::uint64_t mixBytes(std::uint64_t hash, const T& value) {
  static_assert(sizeof(T) % 4 == 0);
  std::uint32_t words[sizeof(T) / 4];
  std::memcpy(words, &value, sizeof value);
  for (const std::uint32_t word : words) hash = mix(hash, word);
  return hash;
}

int tileOf(float at, int count) {
  return std::clamp(static_cast<int>(std::floor(at / static_cast<float>(Damage::tile))), 0, count - 1);
}

}  // namespace

void Damage::add(const ImDrawData& data, const ImDrawList& list, std::vector<std::uint64_t>& tiles) const {
  const ImVec2 scale = data.FramebufferScale;
  for (const ImDrawCmd& command : list.CmdBuffer) {
    const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
    const ImDrawIdx* indices = list.IdxBuffer.Data + command.IdxOffset;
    std::uint64_t seed = mixBytes(1, command.ClipRect);
    if (const auto* picture = static_cast<const ui::Picture*>(command.TextureId)) {
      seed = mix(mix(seed, picture->id), picture->version);
    }
    for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
      std::uint64_t hash = seed;
      ImVec2 least(1e9F, 1e9F), most(-1e9F, -1e9F);
      for (unsigned k = 0; k < 3; ++k) {
        const ImDrawVert& v = vertices[indices[i + k]];
        hash = mixBytes(hash, v);
        least = {std::min(least.x, v.pos.x), std::min(least.y, v.pos.y)};
        most = {std::max(most.x, v.pos.x), std::max(most.y, v.pos.y)};
      }
      // One pixel more each way, for how edges are rounded.
      const float x1 = std::max(least.x, command.ClipRect.x) * scale.x - 1,
                  x2 = std::min(most.x, command.ClipRect.z) * scale.x + 1;
      const float y1 = std::max(least.y, command.ClipRect.y) * scale.y - 1,
                  y2 = std::min(most.y, command.ClipRect.w) * scale.y + 1;
      if (x2 < 0 || y2 < 0 || x1 > x2 || y1 > y2) continue;
      const int right = tileOf(x2, m_across), bottom = tileOf(y2, m_down), left = tileOf(x1, m_across);
      for (int y = tileOf(y1, m_down); y <= bottom; ++y) {
        for (int x = left; x <= right; ++x) {
          std::uint64_t& at = tiles[indexOf(x, y)];
          at = mix(at, hash);
        }
      }
    }
  }
}

std::vector<SDL_Rect> Damage::update(const ImDrawData& data) {
  const int width = static_cast<int>(std::lround(data.DisplaySize.x * data.FramebufferScale.x));
  const int height = static_cast<int>(std::lround(data.DisplaySize.y * data.FramebufferScale.y));
  if (width <= 0 || height <= 0) return {};
  if (width != m_width || height != m_height) m_tiles.clear();
  m_width = width;
  m_height = height;
  m_across = (width + tile - 1) / tile;
  m_down = (height + tile - 1) / tile;
  std::vector<std::uint64_t> tiles(static_cast<std::size_t>(m_across) * static_cast<std::size_t>(m_down), 1);
  for (int i = 0; i < data.CmdListsCount; ++i) add(data, *data.CmdLists[i], tiles);
  const std::vector<std::uint64_t> before = std::exchange(m_tiles, std::move(tiles));
  if (before.size() != m_tiles.size()) return {{0, 0, width, height}};

  std::vector<SDL_Rect> areas;
  SDL_Rect all{0, 0, 0, 0};
  for (int y = 0; y < m_down; ++y) {
    for (int x = 0; x < m_across; ++x) {
      const auto differs = [&](int column) {
        const std::size_t at = indexOf(column, y);
        return before[at] != m_tiles[at];
      };
      if (!differs(x)) continue;
      const int first = x;
      while (x + 1 < m_across && differs(x + 1)) ++x;
      const SDL_Rect run{first * tile, y * tile, (x + 1 - first) * tile, tile};
      const auto above = std::find_if(areas.begin(), areas.end(), [&](const SDL_Rect& area) {
        return area.x == run.x && area.w == run.w && area.y + area.h == run.y;
      });
      if (above != areas.end()) {
        above->h += tile;
      } else {
        areas.push_back(run);
      }
      SDL_UnionRect(&all, &run, &all);
    }
  }
  if (areas.size() > mostRects) areas.assign(1, all);
  return areas;
}

}  // namespace pillarbox::platform
