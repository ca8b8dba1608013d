// A POSIX ustar archive (IEEE Std 1003.1, pax "ustar Interchange Format") in wiped memory.
#pragma once

#include <span>
#include <string>

#include "shared/base/bytes.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::seal {

inline constexpr std::size_t tarBlockBytes = 512;
inline constexpr std::size_t tarPaddingBytes = 4096;
inline constexpr std::size_t tarNameBytes = 64;

struct TarMember {
  std::string name;
  BytesView bytes;
};

// 1 to 64 of a-z, 0-9, '.' and '-', and neither "." nor "..".
bool isTarName(std::string_view name);

// Regular files only, mode 0600, owner 0, in the order given; the same bytes for the same input. The size is a
// multiple of 4096, so that it tells little about the length of the text. badInput for a bad or repeated name or
// a time before 1970; tooLarge for a member of 8 GiB or more.
Result<SecretBytes> makeTar(std::span<const TarMember> members, WallTime modified);

}  // namespace pillarbox::seal
