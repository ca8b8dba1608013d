#include "kiosk/platform/battery.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <string>
#include <system_error>

namespace pillarbox::platform {

namespace {

// The one line of a small file; empty if it cannot be read.
std::string lineOf(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  return line;
}

std::optional<int> percentOf(const std::filesystem::path& supply) {
  const std::string text = lineOf(supply / "capacity");
  int percent = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), percent);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || percent < 0) return std::nullopt;
  return std::min(percent, 100);  // some say 101
}

}  // namespace

std::optional<Battery> readBattery(const std::filesystem::path& folder) {
  int count = 0, sum = 0;
  bool discharging = false;
  std::error_code error;
  for (std::filesystem::directory_iterator each(folder, error), end; !error && each != end; each.increment(error)) {
    const std::filesystem::path& supply = each->path();
    const std::string type = lineOf(supply / "type");
    if (type != "Battery" || lineOf(supply / "scope") == "Device") continue;
    const std::optional<int> percent = percentOf(supply);
    if (!percent) continue;
    ++count;
    sum += *percent;
    discharging = discharging || lineOf(supply / "status") == "Discharging";
  }
  if (count == 0) return std::nullopt;
  // A charger that gives less than is taken leaves it "Discharging": it does need another.
  return Battery{sum / count, discharging};
}

std::filesystem::path powerFolder() {
  const char* given = std::getenv("PILLARBOX_POWER");
  return given != nullptr && *given != '\0' ? given : "/sys/class/power_supply";
}

}  // namespace pillarbox::platform
