#include "kiosk/desk/badge_making.h"

#include <algorithm>

#include "kiosk/office/badges.h"
#include "shared/record/badge_code.h"
#include "shared/record/roster.h"

namespace pillarbox::desk {

Status makeBadges(office::School& school, const std::vector<std::string>& staff, BadgeFormat format, bool replace,
                  const std::function<Status(BytesView)>& keep) {
  Roster roster = school.roster;
  std::vector<Badge> badges;
  for (Staff& member : roster.staff) {
    if (std::find(staff.begin(), staff.end(), member.id) == staff.end()) continue;
    const std::string token = newBadgeToken(*school.random);
    if (replace) member.badgeHashes.clear();
    member.badgeHashes.push_back(keptOfBadge(roster, token));
    badges.push_back({member.name, member.role, token});
  }
  if (badges.empty()) return Fault{FaultCode::notFound, "there is nobody of that name on the staff list"};
  PB_TRY_VALUE(const SecretBytes pdf, badgesPdf(school.directory().schoolName, badges, format));
  PB_TRY(keep(pdf.view()));
  PB_TRY(office::saveRoster(school, roster));
  return office::rosterIsDueForOthers(school);
}

}  // namespace pillarbox::desk
