// What was changed about badges and PINs on this device and is not yet in a roster that came from elsewhere. Kept in
// the store, boxed to this device.
#pragma once

#include <map>
#include <set>
#include <string>

#include "kiosk/office/school_folder.h"

namespace pillarbox::office {

struct BadgesHere {
  std::map<std::string, std::set<std::string>> joined;  // staff id: hashes
  std::set<std::string> dropped;                        // hashes, whoever has them
  std::map<std::string, std::string> pins;              // staff id: slow hash, or empty for none
};

Result<BadgesHere> badgesHere(School& school);  // none if what is kept cannot be read
Status keepBadgesHere(School& school, const BadgesHere& here);
// Into a roster from elsewhere; what it knows already is forgotten. True if it changed the roster. A badge that another
// member of staff has got meanwhile stays theirs.
bool addBadgesHere(BadgesHere& here, Roster& roster);

}  // namespace pillarbox::office
