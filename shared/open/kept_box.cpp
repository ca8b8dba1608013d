#include "shared/open/kept_box.h"

#include <sodium.h>

#include "shared/seal/hkdf.h"

namespace pillarbox::open {
namespace {

constexpr std::size_t nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

}  // namespace

KeptBox::KeptBox(const Identity& reader)
    : m_key(seal::hkdfSha256(reader.secret().view(), {}, "pillarbox opened before v1",
                             crypto_aead_xchacha20poly1305_ietf_KEYBYTES)) {}

Bytes KeptBox::seal(BytesView plain, std::string_view about, Random& random) const {
  Bytes box = random.bytes(nonceBytes);
  box.resize(nonceBytes + plain.size() + tagBytes);
  const BytesView more = viewOf(about);
  crypto_aead_xchacha20poly1305_ietf_encrypt(box.data() + nonceBytes, nullptr, plain.data(), plain.size(), more.data(),
                                             more.size(), nullptr, box.data(), m_key.data());
  return box;
}

Result<SecretBytes> KeptBox::open(BytesView box, std::string_view about) const {
  const Fault damaged{FaultCode::damaged, "What was kept of an opened entry cannot be used."};
  if (box.size() < nonceBytes + tagBytes) return damaged;
  SecretBytes plain(box.size() - nonceBytes - tagBytes);
  const BytesView more = viewOf(about);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, box.data() + nonceBytes,
                                                 box.size() - nonceBytes, more.data(), more.size(), box.data(),
                                                 m_key.data()) != 0) {
    return damaged;
  }
  return plain;
}

}  // namespace pillarbox::open
