// May this signed directory be the school's next (or first)? The server checks what every device checks again.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "server/store.h"
#include "shared/record/directory.h"

namespace pillarbox::server {

struct CheckedDirectory {
  Directory directory;
  StoredDirectory stored;
};

// Gives the version with these signed bytes, by their SHA-256 in hex.
using EarlierDirectory = std::function<Result<std::optional<StoredDirectory>>(std::string_view)>;

// `current`: the newest version there is, or none for a new school, whose version 1 must be signed by a safeguarding
// lead named in it. One that begins a new epoch may follow any `earlier` version. badInput for what is no directory,
// notTrusted if nobody who may has signed it.
Result<CheckedDirectory> checkDirectory(std::string_view envelope, const std::optional<StoredDirectory>& current,
                                        const EarlierDirectory& earlier);

}  // namespace pillarbox::server
