#include "kiosk/ui/record.h"

#include <algorithm>

namespace pillarbox::ui {

std::string_view roleName(Role role) {
  switch (role) {
    case Role::heading:
      return "heading";
    case Role::text:
      return "text";
    case Role::button:
      return "button";
    case Role::choice:
      return "choice";
    case Role::toggle:
      return "toggle";
    case Role::field:
      return "field";
    case Role::key:
      return "key";
    case Role::status:
      return "status";
    case Role::picture:
      return "picture";
  }
  return "text";
}

const Item* Record::find(std::string_view id) const {
  const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
  return found == items.end() ? nullptr : &*found;
}

std::vector<const Item*> Record::controls() const {
  std::vector<const Item*> out;
  for (const Item& item : items) {
    const bool control = item.role == Role::button || item.role == Role::choice || item.role == Role::toggle ||
                         item.role == Role::field || item.role == Role::key;
    if (control && item.enabled && item.rect.w > 0 && item.rect.h > 0) out.push_back(&item);
  }
  return out;
}

}  // namespace pillarbox::ui
