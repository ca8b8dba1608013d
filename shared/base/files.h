// Whole files, durably. Paths may appear in a Fault's detail; contents never.
#pragma once

#include <filesystem>

#include "shared/base/bytes.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox {

inline constexpr std::size_t anyFileBytes = std::size_t{1} << 34;

// notFound, notPermitted, diskError, or tooLarge if it holds more than `limit` bytes. "-" is standard input.
Result<Bytes> readFile(const std::filesystem::path& path, std::size_t limit = anyFileBytes);
Result<SecretBytes> readSecretFile(const std::filesystem::path& path, std::size_t limit);
// A secret on one line: as readSecretFile with at most 4 KiB, one trailing newline stripped.
Result<SecretBytes> readSecretLine(const std::filesystem::path& path);

enum class Existing { replace, refuse };
// Written beside, fsynced, renamed into place, folder fsynced: either the old or the whole new file is there.
// With Existing::refuse an existing file gives alreadyExists. `mode` as for open(2), or asItsFolder: 0600, but 0660 in
// a data folder that two users share (shared_folder.h).
inline constexpr unsigned asItsFolder = 0;
Status writeFileDurable(const std::filesystem::path& path, BytesView bytes, unsigned mode = asItsFolder,
                        Existing existing = Existing::replace);

// The Fault for an errno value, e.g. diskFull for ENOSPC; `doing` is "write FILE" or the like.
Fault faultFromErrno(int error, std::string_view doing);

}  // namespace pillarbox
