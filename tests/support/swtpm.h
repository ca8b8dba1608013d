// A TPM 2.0 in software (swtpm), for tests: the real protocol and the real protection against guessing.
#pragma once

#include <unistd.h>

#include <chrono>
#include <string>
#include <thread>

#include "tests/support/process.h"

namespace pillarbox::support {

class Swtpm {
 public:
  // State is kept in `folder` from one start to the next.
  explicit Swtpm(std::string folder) : m_folder(std::move(folder)) { std::filesystem::create_directories(m_folder); }

  static bool installed() { return run({"which", "swtpm"}).exit == 0; }
  bool start() {
    // Two neighbouring ports, told apart by the process; another pair if somebody else has them.
    for (int i = 0; i < 20; ++i) {
      m_port = 20'000 + (static_cast<int>(::getpid()) * 2 + i * 122) % 40'000;
      m_process = Background();
      if (!m_process.start({"swtpm", "socket", "--tpm2", "--tpmstate", "dir=" + m_folder, "--server",
                            "type=tcp,bindaddr=127.0.0.1,port=" + std::to_string(m_port), "--ctrl",
                            "type=tcp,bindaddr=127.0.0.1,port=" + std::to_string(m_port + 1), "--flags",
                            "not-need-init,startup-clear"})) {
        return false;
      }
      if (!m_process.waitExit(std::chrono::milliseconds(300))) return true;
    }
    return false;
  }
  void stop() { m_process.kill(); }
  // As whoever sells the device clears it: a new seed, so that what was sealed before is gone.
  void clear() {
    stop();
    std::filesystem::remove_all(m_folder);
    std::filesystem::create_directories(m_folder);
  }
  std::string tcti() const { return "swtpm:host=127.0.0.1,port=" + std::to_string(m_port); }

 private:
  std::string m_folder;
  int m_port = 0;
  Background m_process;
};

}  // namespace pillarbox::support
