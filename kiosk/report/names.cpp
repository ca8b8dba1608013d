#include "kiosk/report/names.h"

#include "shared/record/mentions.h"

namespace pillarbox::report {

// In full even where the school's screens show initials: years later nobody knows whose they were.
std::string Names::text(const Entry& entry, std::string_view, std::string_view words, bool) {
  return shownText(words, entry, LinkedNames::full);
}

std::string Names::child(const Entry&, std::string_view, std::string_view name) {
  return std::string(name);
}

std::string Names::adult(const Entry&, std::string_view, std::string_view name) {
  return std::string(name);
}

bool Names::hides(std::string_view, std::string_view) const {
  return false;
}

}  // namespace pillarbox::report
