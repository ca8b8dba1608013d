#include "shared/base/shared_folder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "shared/base/files.h"

namespace pillarbox {

namespace fs = std::filesystem;

namespace {

constexpr mode_t owners = S_IRWXU;
constexpr mode_t groupsOf(mode_t mode) {
  return (mode & owners) >> 3U;
}
fs::path orHere(const fs::path& folder) {
  return folder.empty() ? fs::path(".") : folder;
}

}  // namespace

bool sharedWithGroup(const fs::path& folder) {
  struct stat facts {};
  return ::stat(orHere(folder).c_str(), &facts) == 0 && S_ISDIR(facts.st_mode) && (facts.st_mode & S_ISGID) != 0;
}

mode_t modeIn(const fs::path& folder, mode_t mode) {
  return sharedWithGroup(folder) ? mode | groupsOf(mode) : mode;
}

void settleMode(int fd, const fs::path& folder, mode_t mode) {
  struct stat facts {};
  const mode_t wanted = modeIn(folder, mode);
  if (::fstat(fd, &facts) != 0 || facts.st_uid != ::geteuid() || (facts.st_mode & ALLPERMS) == wanted) return;
  [[maybe_unused]] const int refused = ::fchmod(fd, wanted);
}

Status makeFolders(const fs::path& folder) {
  if (folder.empty()) return {};
  std::error_code error;
  if (fs::is_directory(folder, error)) return {};
  const fs::path above = folder.parent_path();
  if (above != folder) PB_TRY(makeFolders(above));
  if (!folder.has_filename()) return {};
  if (::mkdir(folder.c_str(), modeIn(above, owners)) != 0) {
    if (errno == EEXIST && fs::is_directory(folder, error)) return {};
    return faultFromErrno(errno, "make the folder " + folder.string());
  }
  // A umask may have taken what the group is to have. A service may not set the bit itself (RestrictSUIDSGID), so it is
  // set only where the umask of a terminal's programs (007) was not in force.
  struct stat facts {};
  if (sharedWithGroup(above) && ::stat(folder.c_str(), &facts) == 0 &&
      (facts.st_mode & ALLPERMS) != (S_ISGID | owners | groupsOf(owners)) &&
      ::chmod(folder.c_str(), S_ISGID | owners | groupsOf(owners)) != 0) {
    return faultFromErrno(errno, "share the folder " + folder.string());
  }
  return {};
}

bool othersMayRead(const fs::path& file) {
  struct stat facts {};
  if (::stat(file.c_str(), &facts) != 0) return false;
  const mode_t others = sharedWithGroup(file.parent_path()) ? S_IRWXO : S_IRWXG | S_IRWXO;
  return (facts.st_mode & others) != 0;
}

}  // namespace pillarbox
