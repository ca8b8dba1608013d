#include "shared/base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "shared/base/shared_folder.h"

namespace pillarbox {

namespace {

constexpr mode_t ownersFile = 0600;

class Descriptor {
 public:
  explicit Descriptor(int fd) : m_fd(fd) {}
  ~Descriptor() {
    if (m_fd > STDERR_FILENO) ::close(m_fd);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return m_fd; }

 private:
  int m_fd;
};

// Appends up to limit+1 bytes of the file to `out` (which has append(BytesView)).
template <class Out>
Status readInto(const std::filesystem::path& path, std::size_t limit, Out&& append) {
  const bool standardInput = path == "-";
  const Descriptor file(standardInput ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return faultFromErrno(errno, "read " + path.string());
  std::size_t total = 0;
  SecretBytes block(65536);
  for (;;) {
    const ssize_t got = ::read(file.get(), block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return faultFromErrno(errno, "read " + path.string());
    if (got == 0) return {};
    total += static_cast<std::size_t>(got);
    if (total > limit) {
      return Fault{FaultCode::tooLarge,
                   path.string() + " is larger than the limit of " + std::to_string(limit) + " bytes."};
    }
    append(block.view().first(static_cast<std::size_t>(got)));
  }
}

Status writeAll(int fd, BytesView bytes, const std::string& doing) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::write(fd, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return faultFromErrno(errno, doing);
    bytes = bytes.subspan(static_cast<std::size_t>(wrote));
  }
  return {};
}

}  // namespace

Fault faultFromErrno(int error, std::string_view doing) {
  const std::string sentence = "Cannot " + std::string(doing) + ": " + std::strerror(error) + ".";
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return {FaultCode::notFound, sentence};
    case EEXIST:
      return {FaultCode::alreadyExists, sentence};
    case EACCES:
    case EPERM:
    case EROFS:
      return {FaultCode::notPermitted, sentence};
    case ENOSPC:
    case EDQUOT:
      return {FaultCode::diskFull, sentence};
    default:
      return {FaultCode::diskError, sentence};
  }
}

Result<Bytes> readFile(const std::filesystem::path& path, std::size_t limit) {
  Bytes bytes;
  PB_TRY(readInto(path, limit, [&](BytesView more) { bytes.insert(bytes.end(), more.begin(), more.end()); }));
  return bytes;
}

Result<SecretBytes> readSecretFile(const std::filesystem::path& path, std::size_t limit) {
  SecretBytes bytes;
  PB_TRY(readInto(path, limit, [&](BytesView more) { bytes.append(more); }));
  return bytes;
}

Result<SecretBytes> readSecretLine(const std::filesystem::path& path) {
  PB_TRY_VALUE(SecretBytes line, readSecretFile(path, 4096));
  if (!line.empty() && line.data()[line.size() - 1] == '\n') line.truncate(line.size() - 1);
  return line;
}

Status writeFileDurable(const std::filesystem::path& path, BytesView bytes, unsigned mode, Existing existing) {
  const std::string doing = "write " + path.string();
  std::filesystem::path folder = path.parent_path();
  if (folder.empty()) folder = ".";
  std::string temporary = (folder / ("." + path.filename().string() + ".XXXXXX")).string();
  const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
  if (file.get() < 0) return faultFromErrno(errno, doing);
  const auto discard = [&](Fault fault) {
    ::unlink(temporary.c_str());
    return fault;
  };
  if (::fchmod(file.get(), mode == asItsFolder ? modeIn(folder, ownersFile) : mode) != 0)
    return discard(faultFromErrno(errno, doing));
  if (const Status wrote = writeAll(file.get(), bytes, doing); !wrote) return discard(wrote.fault());
  if (::fsync(file.get()) != 0) return discard(faultFromErrno(errno, doing));
  if (existing == Existing::refuse) {
    if (::link(temporary.c_str(), path.c_str()) != 0) return discard(faultFromErrno(errno, doing));
    ::unlink(temporary.c_str());
  } else if (::rename(temporary.c_str(), path.c_str()) != 0) {
    return discard(faultFromErrno(errno, doing));
  }
  const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.get() >= 0) (void)::fsync(directory.get());
  return {};
}

}  // namespace pillarbox
