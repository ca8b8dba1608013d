// New badges for staff: their codes go into the roster, their pictures into a PDF to print. For screens and commands.
// Belongs to the School's thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kiosk/desk/badge_paper.h"
#include "kiosk/office/school_folder.h"
#include "shared/base/bytes.h"
#include "shared/base/result.h"

namespace pillarbox::desk {

// A badge for each of `staff`; with `replace` their earlier badges stop working. `keep` is given the PDF first: if it
// cannot be written, the badges that people have must go on working. The school's other devices get them with the next
// roster (sendDueRosters). notFound if nobody of these is on the staff list.
Status makeBadges(office::School& school, const std::vector<std::string>& staff, BadgeFormat format, bool replace,
                  const std::function<Status(BytesView)>& keep);

}  // namespace pillarbox::desk
