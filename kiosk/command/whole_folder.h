#pragma once
// A folder that is written whole or not at all: under its name and ".part" until the last file is in it. Single thread.
#include <filesystem>
#include <string>

#include "shared/base/bytes.h"
#include "shared/base/result.h"

namespace pillarbox::command {

class WholeFolder {
 public:
  explicit WholeFolder(std::filesystem::path folder);
  ~WholeFolder();  // what was not finished is removed
  WholeFolder(const WholeFolder&) = delete;
  WholeFolder& operator=(const WholeFolder&) = delete;

  Status open();  // alreadyExists, also where a folder cut off earlier is in the way
  Status write(const std::string& name, BytesView bytes);
  Status finish();

 private:
  std::filesystem::path m_folder, m_part;
  bool m_made = false;
};

}  // namespace pillarbox::command
