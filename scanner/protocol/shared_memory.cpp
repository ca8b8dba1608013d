#include "scanner/protocol/shared_memory.h"

#include <fcntl.h>
#include <sys/mman.h>

#include <cerrno>

#include "scanner/protocol/channel.h"
#include "shared/base/files.h"

namespace pillarbox::scan {

namespace {

Result<Fd> newMemfd(std::size_t size) {
  Fd fd(::memfd_create("pillarbox", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!fd) return faultFromErrno(errno, "make shared memory");
  if (::ftruncate(fd.get(), static_cast<off_t>(size)) != 0) return faultFromErrno(errno, "make shared memory");
  return fd;
}

Status seal(int fd, int seals) {
  if (::fcntl(fd, F_ADD_SEALS, seals) != 0) return faultFromErrno(errno, "seal shared memory");
  return {};
}

// Its size, if it has those seals.
Result<std::size_t> sizeOfSealed(int fd, int seals) {
  const int has = ::fcntl(fd, F_GET_SEALS);
  if (has < 0 || (has & seals) != seals) {
    return Fault{FaultCode::badInput, "What was handed over is not sealed memory."};
  }
  const off_t size = ::lseek(fd, 0, SEEK_END);
  if (size < 0) return faultFromErrno(errno, "measure shared memory");
  return static_cast<std::size_t>(size);
}

constexpr int fixedSize = F_SEAL_SHRINK | F_SEAL_GROW;

}  // namespace

SharedMemory::~SharedMemory() {
  if (m_data != nullptr) ::munmap(m_data, m_size);
}

Result<SharedMemory::Made> SharedMemory::make(std::size_t size) {
  PB_TRY_VALUE(Fd fd, newMemfd(size));
  PB_TRY(seal(fd.get(), fixedSize | F_SEAL_SEAL));
  void* data = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd.get(), 0);
  if (data == MAP_FAILED) return faultFromErrno(errno, "map shared memory");
  return Made{SharedMemory(static_cast<std::uint8_t*>(data), size), std::move(fd)};
}

Result<SharedMemory> SharedMemory::map(int fd, std::size_t size) {
  PB_TRY_VALUE(const std::size_t has, sizeOfSealed(fd, fixedSize));
  if (size == 0 || has < size) return Fault{FaultCode::badInput, "The memory handed over is too short."};
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, fd, 0);
  if (data == MAP_FAILED) return faultFromErrno(errno, "map shared memory");
  return SharedMemory(static_cast<std::uint8_t*>(data), size);
}

Result<Fd> sealedMemfd(BytesView bytes) {
  PB_TRY_VALUE(Fd fd, newMemfd(bytes.size()));
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t wrote = ::pwrite(fd.get(), bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return faultFromErrno(errno, "fill shared memory");
    done += static_cast<std::size_t>(wrote);
  }
  PB_TRY(seal(fd.get(), fixedSize | F_SEAL_WRITE | F_SEAL_SEAL));
  return fd;
}

Result<Bytes> readSealedMemfd(int fd, std::size_t most) {
  PB_TRY_VALUE(const std::size_t size, sizeOfSealed(fd, fixedSize | F_SEAL_WRITE));
  if (size > most) return Fault{FaultCode::tooLarge, "What was handed over is too large."};
  Bytes bytes(size);
  std::size_t done = 0;
  while (done < size) {
    const ssize_t got = ::pread(fd, bytes.data() + done, size - done, static_cast<off_t>(done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return faultFromErrno(errno, "read shared memory");
    if (got == 0) return Fault{FaultCode::badInput, "The memory handed over is too short."};
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace pillarbox::scan
