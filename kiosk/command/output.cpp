#include "kiosk/command/output.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "shared/base/files.h"

namespace pillarbox::command {
namespace {

Status writeAll(int fd, BytesView bytes, std::string_view doing) {
  while (!bytes.empty()) {
    const ssize_t wrote = write(fd, bytes.data(), bytes.size());
    if (wrote < 0) {
      if (errno == EINTR) continue;
      return faultFromErrno(errno, doing);
    }
    bytes = bytes.subspan(static_cast<std::size_t>(wrote));
  }
  return {};
}

}  // namespace

Status print(std::string_view text) {
  return writeAll(STDOUT_FILENO, viewOf(text), "write to standard output");
}

void complain(std::string_view sentence) {
  std::string line = "pillarbox: ";
  for (const char c : sentence) line += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  line += '\n';
  // Nobody is left to tell if this fails.
  static_cast<void>(writeAll(STDERR_FILENO, viewOf(line), "write to standard error").ok());
}

Status writeOutput(const std::optional<std::string>& out, BytesView bytes) {
  if (!out || *out == "-") return writeAll(STDOUT_FILENO, bytes, "write to standard output");
  std::error_code error;
  std::filesystem::path path = *out;
  // A link is followed, as every other program does: it is the file it points to that is to be replaced.
  if (std::filesystem::is_symlink(path, error)) {
    const auto target = std::filesystem::weakly_canonical(path, error);
    if (!error) path = target;
  }
  const auto status = std::filesystem::status(path, error);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    if (std::filesystem::is_directory(status)) return Fault{FaultCode::badInput, path.string() + " is a folder"};
    const int fd = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (fd < 0) return faultFromErrno(errno, "write " + path.string());
    Status wrote = writeAll(fd, bytes, "write " + path.string());
    close(fd);
    return wrote;
  }
  return writeFileDurable(path, bytes, 0600, Existing::replace);
}

Result<Bytes> readInput(const std::optional<std::string>& in) {
  return readFile(in.value_or("-"));
}

}  // namespace pillarbox::command
