#include "shared/casework/links.h"

#include <algorithm>

namespace pillarbox::casework {

namespace {

bool endedBy(const Entry& later, const PupilPart& pupil, const Entry& earlier) {
  if (&later == &earlier) return false;
  const std::vector<std::string>& ends = later.casework.replaces;
  return std::find(ends.begin(), ends.end(), earlier.id) != ends.end() &&
         std::any_of(later.pupils.begin(), later.pupils.end(),
                     [&](const PupilPart& named) { return sameChild(named, pupil); });
}

}  // namespace

bool sameChild(const PupilPart& a, const PupilPart& b) {
  if (!a.ref.empty() || !b.ref.empty()) return a.ref == b.ref;
  return a.name == b.name && a.description == b.description;
}

std::vector<LinkedChild> childrenInForce(const std::vector<const Entry*>& entries) {
  std::vector<LinkedChild> children;
  std::vector<const Entry*> enders;
  for (const Entry* entry : entries) {
    if (entry->kind == Kind::link && !entry->casework.replaces.empty()) enders.push_back(entry);
  }
  for (const Entry* entry : entries) {
    if (entry->kind == Kind::link && entry->casework.removed) continue;
    for (const PupilPart& pupil : entry->pupils) {
      if (std::any_of(enders.begin(), enders.end(), [&](const Entry* e) { return endedBy(*e, pupil, *entry); })) {
        continue;
      }
      const auto known = std::find_if(children.begin(), children.end(),
                                      [&](const LinkedChild& child) { return sameChild(child.pupil, pupil); });
      if (known == children.end()) {
        children.push_back({pupil, entry->id, {}});
      } else if (known->linkedBy != entry->id) {
        known->alsoBy.push_back(entry->id);
      }
    }
  }
  return children;
}

}  // namespace pillarbox::casework
