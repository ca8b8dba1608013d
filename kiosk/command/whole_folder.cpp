#include "kiosk/command/whole_folder.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstdio>

#include "shared/base/files.h"

namespace pillarbox::command {
namespace fs = std::filesystem;

WholeFolder::WholeFolder(fs::path folder) : m_folder(std::move(folder)), m_part(m_folder.string() + ".part") {}

WholeFolder::~WholeFolder() {
  std::error_code ignored;
  if (m_made) fs::remove_all(m_part, ignored);
}

Status WholeFolder::open() {
  std::error_code error;
  if (fs::exists(m_part, error)) {
    return Fault{FaultCode::alreadyExists,
                 m_part.string() + " is left from an export that was cut off: remove it first"};
  }
  if (fs::exists(m_folder, error)) return Fault{FaultCode::alreadyExists, m_folder.string() + " is there already"};
  if (mkdir(m_part.c_str(), 0700) != 0) return faultFromErrno(errno, "make the folder " + m_part.string());
  m_made = true;
  return {};
}

Status WholeFolder::write(const std::string& name, BytesView bytes) {
  return writeFileDurable(m_part / name, bytes, 0600, Existing::refuse);
}

Status WholeFolder::finish() {
  if (rename(m_part.c_str(), m_folder.c_str()) != 0) {
    return faultFromErrno(errno, "name the folder " + m_folder.string());
  }
  m_made = false;
  return {};
}

}  // namespace pillarbox::command
