// Whether something new waits for whoever reads on this device, from slips alone: nothing is opened, and no key of a
// person is needed. On the School's thread.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "kiosk/office/school_folder.h"
#include "shared/base/result.h"

namespace pillarbox::notify {

// The audiences whose entries may be told of here: those of `person`, or, if that is empty, those that everybody sits
// in who can unlock on this device, so that none of them hears of what is another's alone. Only of active people.
std::set<std::string> audiencesHere(const office::School& school, const std::string& person = {});

struct News {
  std::vector<std::string> ids;  // new, for one of the audiences, and read by nobody
  bool urgent = false;           // one of them is
  std::int64_t upTo = 0;         // the newest place in the store that was looked at
};
// What came into the store after place `after`. What this device itself sent to a server is not news: whoever sits here
// wrote it.
Result<News> newsSince(office::School& school, const std::set<std::string>& audiences, std::int64_t after);

// Whether a person has read, or acted on, every one of them.
Result<bool> allSeen(office::School& school, const std::vector<std::string>& ids);

// How far was told, kept in the folder, so that a new session does not tell it again.
Result<std::int64_t> toldUpTo(office::School& school);
Status keepToldUpTo(office::School& school, std::int64_t place);

}  // namespace pillarbox::notify
