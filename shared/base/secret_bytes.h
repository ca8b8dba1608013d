// Bytes that must not outlive their use: keys, passphrases, decrypted files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "shared/base/bytes.h"

namespace pillarbox {

// Move-only. Kept out of core dumps and swap where the system allows, wiped when freed. Never printed:
// there is no operator<< and no conversion to std::string.
class SecretBytes {
 public:
  SecretBytes() = default;
  explicit SecretBytes(std::size_t size);  // zeroed
  static SecretBytes copyOf(BytesView bytes);
  static SecretBytes copyOf(std::string_view text);

  SecretBytes(SecretBytes&& other) noexcept;
  SecretBytes& operator=(SecretBytes&& other) noexcept;
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  ~SecretBytes();

  SecretBytes clone() const { return copyOf(view()); }
  std::size_t size() const { return m_size; }
  bool empty() const { return m_size == 0; }
  std::uint8_t* data() { return m_data; }
  const std::uint8_t* data() const { return m_data; }
  BytesView view() const { return {m_data, m_size}; }
  std::span<std::uint8_t> span() { return {m_data, m_size}; }
  // The bytes as text; valid while this object lives.
  std::string_view text() const { return textOf(view()); }

  void append(BytesView bytes);     // grows; the old memory is wiped
  void truncate(std::size_t size);  // the cut part is wiped
  void wipe();                      // empty afterwards

 private:
  void reserve(std::size_t capacity);

  std::uint8_t* m_data = nullptr;
  std::size_t m_size = 0;
  std::size_t m_capacity = 0;
};

// Overwrites `text` and empties it.
void wipe(std::string& text);

}  // namespace pillarbox
