// Runs real programs: the only way tests of whole programs touch them.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace pillarbox::support {

struct Ran {
  int exit = -1;  // 128 + signal if one ended it; 124 if it took too long
  std::string out, err;
};

// Runs to the end. `input` is its standard input.
Ran run(const std::vector<std::string>& words, const std::string& input = {},
        std::chrono::seconds patience = std::chrono::seconds(60));

// A program in the background, with what it says on standard output and standard error kept. Killed when destroyed.
class Background {
 public:
  Background() = default;
  ~Background();
  Background(Background&& other) noexcept;
  Background& operator=(Background&& other) noexcept;
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  bool start(const std::vector<std::string>& words, const std::string& input = {});
  // Waits for a line on standard output that begins with `prefix` and gives the whole line.
  std::optional<std::string> waitForLine(const std::string& prefix,
                                         std::chrono::seconds patience = std::chrono::seconds(20));
  // The exit code once it ends, nothing if it goes on past `patience`.
  std::optional<int> waitExit(std::chrono::milliseconds patience = std::chrono::seconds(20));
  void signal(int number);
  void kill();  // SIGKILL, and waits
  bool running();
  pid_t pid() const { return m_pid; }
  std::string out();  // all so far
  std::string err();

 private:
  void drain(int milliseconds);
  pid_t m_pid = -1;
  int m_out = -1, m_err = -1;
  std::string m_outText, m_errText;
  std::optional<int> m_exit;
};

// A folder that is removed at the end.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  const std::filesystem::path& path() const { return m_path; }
  std::string operator/(const std::string& name) const { return (m_path / name).string(); }

 private:
  std::filesystem::path m_path;
};

void writeText(const std::filesystem::path& file, const std::string& text);
std::string readText(const std::filesystem::path& file);

}  // namespace pillarbox::support
