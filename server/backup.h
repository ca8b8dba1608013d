// A backup of a server, and a server from a backup. A backup is one SQLite file whichever engine the server uses; like
// the database it holds nothing that can be read without a key that is not there. server.key is not in it.
#pragma once

#include <filesystem>
#include <vector>

#include "server/walk.h"
#include "shared/seal/device_keys.h"

namespace pillarbox::server {

// The server may go on meanwhile. `file` is there whole or not at all, on disk, mode 0600. alreadyExists.
Status backUp(const std::filesystem::path& folder, const std::filesystem::path& file);

struct Restored {
  std::vector<SchoolWalk> schools;
  bool faulty = false;  // nothing was put in place
};

// `folder` has server.key (and database.conf, for PostgreSQL) and no database yet. The copy is walked from end to end
// first; with a single fault nothing is put in place. Then a new epoch is begun in every school's chain.
Result<Restored> restore(const std::filesystem::path& file, const std::filesystem::path& folder);

// Every school, with a fault of the database itself as it is.
Result<std::vector<SchoolWalk>> verifyAll(Store& store, const seal::VerifyKey& serverKey);

Result<seal::DeviceKeys> serverKeys(const std::filesystem::path& folder);

}  // namespace pillarbox::server
