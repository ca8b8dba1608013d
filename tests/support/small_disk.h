// A disk of a few MiB that can be filled to its last byte: a tmpfs, mounted while this lives. Only root can make one.
#pragma once

#include <sys/mount.h>

#include <cstdio>
#include <filesystem>
#include <string>

namespace pillarbox::support {

class SmallDisk {
 public:
  explicit SmallDisk(std::string folder, const std::string& size = "3m") : m_folder(std::move(folder)) {
    std::filesystem::create_directories(m_folder);
    m_mounted = ::mount("tmpfs", m_folder.c_str(), "tmpfs", 0, ("size=" + size).c_str()) == 0;
  }
  ~SmallDisk() {
    if (m_mounted) ::umount2(m_folder.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  bool mounted() const { return m_mounted; }
  std::string operator/(const std::string& name) const { return m_folder + "/" + name; }

  // False if not even the file could be made.
  bool fill() const {
    std::FILE* file = std::fopen(ballast().c_str(), "wb");
    if (file == nullptr) return false;
    std::setvbuf(file, nullptr, _IONBF, 0);
    const std::string block(4096, 'x');
    while (std::fwrite(block.data(), 1, block.size(), file) == block.size()) continue;
    std::fclose(file);
    return true;
  }
  void makeRoom() const { std::filesystem::remove(ballast()); }

 private:
  std::string ballast() const { return m_folder + "/ballast"; }
  std::string m_folder;
  bool m_mounted = false;
};

}  // namespace pillarbox::support
