// Standard output and output files of the commands: whole or not at all.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/result.h"

namespace pillarbox::command {

// Everything at once to standard output. diskError if it went away.
Status print(std::string_view text);
// One line to standard error, with "pillarbox: " in front and control characters made harmless.
void complain(std::string_view sentence);

// To standard output if `out` is empty or "-"; otherwise a new file is renamed into place, mode 0600, replacing an old
// one. Devices and pipes are written directly. Nothing of `out` changes on failure.
Status writeOutput(const std::optional<std::string>& out, BytesView bytes);

// The bytes of FILE, or of standard input if it is empty or "-".
Result<Bytes> readInput(const std::optional<std::string>& in);

}  // namespace pillarbox::command
