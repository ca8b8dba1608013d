// Reads the archives that seal::makeTar writes, and nothing else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/result.h"

namespace pillarbox::open {

inline constexpr std::size_t maxTarMembers = 64;

struct TarEntry {
  std::string name;
  BytesView bytes;  // into the archive given; valid as long as it is
};

// damaged for a wrong checksum, size or padding; badInput for anything that we do not write: paths, links,
// folders, extension headers, repeated names. tooLarge for more than `most` members.
Result<std::vector<TarEntry>> readTar(BytesView archive, std::size_t most = maxTarMembers);

// The member of that name, or null.
const TarEntry* findMember(const std::vector<TarEntry>& entries, std::string_view name);

}  // namespace pillarbox::open
