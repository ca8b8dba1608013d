#include "shared/wire/api.h"

namespace pillarbox::wire {

namespace {

std::string joined(std::string_view path, std::string_view rest) {
  return std::string(path).append(rest);
}

}  // namespace

std::string entryPath(std::string_view id) {
  return joined(entriesPath, "/").append(id);
}

std::string sealedPath(std::string_view id) {
  return entryPath(id).append("/sealed");
}

std::string entriesAfter(std::int64_t index) {
  return joined(entriesPath, "?after=").append(std::to_string(index));
}

std::string entriesAfter(std::int64_t index, std::chrono::seconds wait) {
  return entriesAfter(index).append("&wait=").append(std::to_string(wait.count()));
}

std::string statusOf(std::span<const std::string> ids) {
  std::string target = joined(statusPath, "?ids=");
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (i > 0) target += ',';
    target += ids[i];
  }
  return target;
}

std::string directoriesAfter(std::int64_t version) {
  return joined(directoryPath, "?after=").append(std::to_string(version));
}

std::string rosterFor(std::string_view device) {
  return joined(rosterPath, "/").append(device);
}

}  // namespace pillarbox::wire
