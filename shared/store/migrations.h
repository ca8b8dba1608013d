// The numbered steps from an empty file to today's tables. Each stored version is a step count, kept in PRAGMA
// user_version. Steps that have been released are never edited; a new one is added at the end.
#pragma once

#include <cstdint>

#include "shared/store/sqlite.h"

namespace pillarbox::store {

inline constexpr std::int64_t applicationId = 0x50'42'6f'78;  // "PBox", PRAGMA application_id
std::int64_t newestVersion();

// Brings the file from its version to `to`, one transaction a step. newerVersion if it is beyond newestVersion();
// badInput if it is another program's database.
Status migrate(Connection& connection, std::int64_t to = newestVersion());

}  // namespace pillarbox::store
