// The inbox as a user of its own: "pillarbox-inbox --handed-over DIR", started by systemd for the terminal's screen
// (pillarbox-inbox@.service). What it is given comes over standard input.
#pragma once

#include <memory>
#include <optional>
#include <span>

#include "kiosk/process/handed_over.h"

namespace pillarbox::inbox {

// Nothing if it was started in the plain way.
std::optional<Result<std::unique_ptr<process::HandedOver>>> takeHandOver(std::span<char* const> words);

}  // namespace pillarbox::inbox
