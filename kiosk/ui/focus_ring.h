// Which control Tab goes to: the enabled controls in the order they were drawn. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pillarbox::ui {

class FocusRing {
 public:
  struct Stop {
    std::string id;
    bool field = false;  // takes typing itself, so arrows and Enter are its own
  };
  void clear() { m_stops.clear(); }
  void add(std::string_view id, bool field) { m_stops.push_back({std::string(id), field}); }
  const Stop* find(std::string_view id) const;
  // The stop after (step 1) or before (step -1) `from`, round the ring; the first or last if `from` is not in it.
  const Stop* next(std::string_view from, int step) const;

 private:
  std::vector<Stop> m_stops;
};

}  // namespace pillarbox::ui
