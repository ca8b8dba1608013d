// The machine's own battery, as Linux tells of it (Documentation/ABI/testing/sysfs-class-power). Any thread; a read
// takes microseconds, on some machines some milliseconds.
#pragma once

#include <filesystem>
#include <optional>

namespace pillarbox::platform {

struct Battery {
  int percent = 100;  // of several, what they hold between them
  bool discharging = false;
};

// Nothing where there is no battery, or none that says how full it is; batteries of mice and pens do not count.
std::optional<Battery> readBattery(const std::filesystem::path& folder);

// /sys/class/power_supply, or what PILLARBOX_POWER names.
std::filesystem::path powerFolder();

}  // namespace pillarbox::platform
