// Brings what can still be read of a damaged database into a fresh one, so that concerns not yet delivered are still
// sent. Internal to this room.
#pragma once

#include <filesystem>

#include "shared/store/sqlite.h"

namespace pillarbox::store {

// Returns how many postings came over. A posting comes over only whole (its sealed bytes have the hash that was
// signed), in its own old chain, which is closed. Whatever does not come over stays in the damaged file, which is only
// read.
Result<std::int64_t> salvage(const std::filesystem::path& damaged, Connection& fresh);

}  // namespace pillarbox::store
