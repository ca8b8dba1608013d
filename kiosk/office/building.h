// A data folder in the making. Half made it must never be mistaken for a whole one, so it grows beside its place and is
// renamed there.
#pragma once

#include <filesystem>
#include <string>

#include "shared/base/random.h"
#include "shared/base/result.h"

namespace pillarbox::office {

// Without "." parts and slashes at the end.
std::filesystem::path tidyPath(const std::string& path);

// alreadyExists unless `folder` is not there yet or is empty. Makes the folders above it.
Status checkNewFolder(const std::filesystem::path& folder);

class Building {
 public:
  // Makes nothing yet: fill folder(). A folder that is there already (it may be a mount) is filled in place.
  Building(const std::filesystem::path& folder, Random& random);
  ~Building();  // unless finished, nothing is left behind
  Building(const Building&) = delete;
  Building& operator=(const Building&) = delete;

  const std::filesystem::path& folder() const { return m_folder; }
  Status finish();  // nothing in it may be open any more

 private:
  std::filesystem::path m_final, m_folder;
  bool m_inPlace = false;
  bool m_done = false;
};

}  // namespace pillarbox::office
