#include "kiosk/command/assets.h"

#include <cstdlib>

namespace pillarbox::command {

std::filesystem::path assetsFolder() {
  if (const char* set = std::getenv("PILLARBOX_ASSETS"); set != nullptr && *set != '\0') return set;
  const std::filesystem::path source = PILLARBOX_SOURCE_ASSETS;
  std::error_code ignored;
  if (std::filesystem::exists(source / "form", ignored)) return source;
  return PILLARBOX_INSTALLED_ASSETS;
}

}  // namespace pillarbox::command
