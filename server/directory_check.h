// May this signed directory be the school's next (or first)? The server checks what every device checks again.
#pragma once

#include <optional>
#include <string_view>

#include "server/store.h"
#include "shared/record/directory.h"

namespace pillarbox::server {

struct CheckedDirectory {
  Directory directory;
  StoredDirectory stored;
};

// `current`: the newest version there is, or none for a new school, whose version 1 must be signed by a safeguarding
// lead named in it. badInput for what is no directory, notTrusted if nobody who may has signed it.
Result<CheckedDirectory> checkDirectory(std::string_view envelope, const std::optional<StoredDirectory>& current);

}  // namespace pillarbox::server
