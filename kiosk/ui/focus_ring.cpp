#include "kiosk/ui/focus_ring.h"

#include <algorithm>

namespace pillarbox::ui {

const FocusRing::Stop* FocusRing::find(std::string_view id) const {
  const auto found = std::find_if(m_stops.begin(), m_stops.end(), [&](const Stop& stop) { return stop.id == id; });
  return found == m_stops.end() ? nullptr : &*found;
}

const FocusRing::Stop* FocusRing::next(std::string_view from, int step) const {
  if (m_stops.empty()) return nullptr;
  const Stop* here = find(from);
  if (here == nullptr) return step > 0 ? &m_stops.front() : &m_stops.back();
  const std::size_t size = m_stops.size();
  const std::size_t index = static_cast<std::size_t>(here - m_stops.data());
  return &m_stops[(index + (step > 0 ? 1 : size - 1)) % size];
}

}  // namespace pillarbox::ui
