#include "kiosk/office/building.h"

#include "shared/base/files.h"

namespace pillarbox::office {

namespace fs = std::filesystem;

fs::path tidyPath(const std::string& path) {
  fs::path tidy = fs::path(path).lexically_normal();
  if (!tidy.has_filename()) tidy = tidy.parent_path();
  return tidy;
}

Status checkNewFolder(const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder, error)) {
    if (!fs::is_directory(folder, error)) return Fault{FaultCode::alreadyExists, folder.string() + " is a file"};
    if (!fs::is_empty(folder, error) || error) {
      return Fault{FaultCode::alreadyExists, folder.string() + " is not empty: this needs a new folder"};
    }
  } else if (folder.has_parent_path()) {
    fs::create_directories(folder.parent_path(), error);
    if (error) return faultFromErrno(error.value(), "make the folder " + folder.parent_path().string());
  }
  return {};
}

Building::Building(const fs::path& folder, Random& random) : m_final(folder) {
  std::error_code ignored;
  m_inPlace = fs::exists(folder, ignored);
  m_folder = m_inPlace ? folder : folder.parent_path() / (".pillarbox-making-" + toHex(random.bytes(4)));
}

Building::~Building() {
  if (m_done) return;
  std::error_code ignored;
  if (!m_inPlace) {
    fs::remove_all(m_folder, ignored);
    return;
  }
  for (const auto& entry : fs::directory_iterator(m_folder, ignored)) fs::remove_all(entry.path(), ignored);
}

Status Building::finish() {
  std::error_code error;
  if (!m_inPlace) fs::rename(m_folder, m_final, error);
  if (error) return faultFromErrno(error.value(), "make " + m_final.string());
  m_done = true;
  return {};
}

}  // namespace pillarbox::office
