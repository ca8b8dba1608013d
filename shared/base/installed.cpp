#include "shared/base/installed.h"

#include <cstdlib>

namespace pillarbox {

std::filesystem::path assetsFolder() {
  if (const char* set = std::getenv("PILLARBOX_ASSETS"); set != nullptr && *set != '\0') return set;
  const std::filesystem::path source = PILLARBOX_SOURCE_ASSETS;
  std::error_code ignored;
  if (std::filesystem::exists(source / "fonts", ignored)) return source;
  return PILLARBOX_INSTALLED_ASSETS;
}

std::filesystem::path programBeside(std::string_view name) {
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::filesystem::path() : self.parent_path() / name;
}

}  // namespace pillarbox
