#include "shared/base/secret_bytes.h"

#include <sodium.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

namespace pillarbox {

namespace {

constexpr std::size_t pageBytes = 4096;

std::size_t roundUp(std::size_t size) {
  return (size + pageBytes - 1) / pageBytes * pageBytes;
}

// Whole pages of our own, so that locking and MADV_DONTDUMP touch nobody else's data. Locking can fail under a small
// RLIMIT_MEMLOCK; the wipe does not depend on it. Unmapping unlocks.
std::uint8_t* allocate(std::size_t capacity) {
  constexpr int kind = MAP_PRIVATE | MAP_ANONYMOUS;
  void* memory = mmap(nullptr, capacity, PROT_READ | PROT_WRITE, kind | MAP_LOCKED, -1, 0);
  if (memory == MAP_FAILED) memory = mmap(nullptr, capacity, PROT_READ | PROT_WRITE, kind, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  (void)madvise(memory, capacity, MADV_DONTDUMP);
  return static_cast<std::uint8_t*>(memory);
}

void release(std::uint8_t* data, std::size_t capacity) {
  if (data == nullptr) return;
  sodium_memzero(data, capacity);
  (void)munmap(data, capacity);
}

}  // namespace

SecretBytes::SecretBytes(std::size_t size) {
  reserve(size);
  m_size = size;
}

SecretBytes SecretBytes::copyOf(BytesView bytes) {
  SecretBytes copy(bytes.size());
  if (!bytes.empty()) std::memcpy(copy.m_data, bytes.data(), bytes.size());
  return copy;
}

SecretBytes SecretBytes::copyOf(std::string_view text) {
  return copyOf(viewOf(text));
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)),
      m_size(std::exchange(other.m_size, 0)),
      m_capacity(std::exchange(other.m_capacity, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  if (this != &other) {
    release(m_data, m_capacity);
    m_data = std::exchange(other.m_data, nullptr);
    m_size = std::exchange(other.m_size, 0);
    m_capacity = std::exchange(other.m_capacity, 0);
  }
  return *this;
}

SecretBytes::~SecretBytes() {
  release(m_data, m_capacity);
}

void SecretBytes::reserve(std::size_t capacity) {
  if (capacity <= m_capacity) return;
  const std::size_t wanted = roundUp(std::max(capacity, m_capacity * 2));
  std::uint8_t* memory = allocate(wanted);
  if (m_size > 0) std::memcpy(memory, m_data, m_size);
  release(m_data, m_capacity);
  m_data = memory;
  m_capacity = wanted;
}

void SecretBytes::append(BytesView bytes) {
  if (bytes.empty()) return;
  reserve(m_size + bytes.size());
  std::memcpy(m_data + m_size, bytes.data(), bytes.size());
  m_size += bytes.size();
}

void SecretBytes::truncate(std::size_t size) {
  if (size >= m_size) return;
  sodium_memzero(m_data + size, m_size - size);
  m_size = size;
}

void SecretBytes::wipe() {
  release(m_data, m_capacity);
  m_data = nullptr;
  m_size = 0;
  m_capacity = 0;
}

void wipe(std::string& text) {
  if (!text.empty()) sodium_memzero(text.data(), text.size());
  text.clear();
}

}  // namespace pillarbox
