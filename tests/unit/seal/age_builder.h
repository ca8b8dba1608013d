// Builds age files piece by piece, so that tests can make each kind of wrong one.
#pragma once

#include <sodium.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "shared/open/identity.h"
#include "shared/seal/header.h"
#include "shared/seal/hkdf.h"
#include "shared/seal/stream.h"
#include "tests/support/seeded_random.h"

namespace pillarbox::testing_age {

inline Bytes lastBitFlippedBase64(const std::string& text) {
  // The unused low bits of the last character are zero in canonical base64.
  static const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string changed = text;
  changed.back() = alphabet[alphabet.find(changed.back()) + 1];
  return bytesOf(changed);
}

class AgeBuilder {
 public:
  using Lines = std::vector<std::string>;

  AgeBuilder() : m_identity(open::Identity::generate(*m_random)) {}

  const open::Identity& identity() const { return m_identity; }
  static SecretBytes passphrase() { return SecretBytes::copyOf("password"); }

  AgeBuilder& text(const std::string& line) { return raw(line + "\n"); }
  AgeBuilder& raw(const std::string& bytes) {
    m_file += bytes;
    return *this;
  }
  AgeBuilder& version() { return text("age-encryption.org/v1"); }

  std::string share() {
    m_ephemeral = m_random->bytes(32);
    Bytes point(32);
    crypto_scalarmult_base(point.data(), m_ephemeral.data());
    return base64(point);
  }
  // The wrapped file key for a share made by share(), or for any point when `point` is given.
  Bytes wrap(const std::string& shareText, const Bytes& key) {
    const Bytes point = *fromBase64(shareText, Base64::unpadded);
    Bytes shared(32);  // zeros when the point is of low order
    if (crypto_scalarmult(shared.data(), m_identity.secret().data(), point.data()) != 0) shared.assign(32, 0);
    Bytes salt = point;
    const auto& recipient = m_identity.recipient().key;
    salt.insert(salt.end(), recipient.begin(), recipient.end());
    return aead(seal::hkdfSha256(shared, salt, seal::x25519Info, 32), key, {});
  }
  Bytes scryptWrap(const Bytes& salt, int logWork, const Bytes& wrapped) {
    Bytes labelled = bytesOf(seal::scryptSaltLabel);
    labelled.insert(labelled.end(), salt.begin(), salt.end());
    SecretBytes key(32);
    const SecretBytes word = passphrase();
    if (crypto_pwhash_scryptsalsa208sha256_ll(word.data(), word.size(), labelled.data(), labelled.size(),
                                              std::uint64_t{1} << logWork, 8, 1, key.data(), key.size()) != 0) {
      std::abort();
    }
    return aead(key, wrapped, {});
  }
  AgeBuilder& x25519() {
    const std::string point = share();
    return text("-> X25519 " + point).text(base64(wrap(point, fileKey)));
  }
  AgeBuilder& scrypt(const std::string& workText = "10", int logWork = 10) {
    const Bytes salt = m_random->bytes(16);
    return text("-> scrypt " + base64(salt) + " " + workText).text(base64(scryptWrap(salt, logWork, fileKey)));
  }
  std::string mac() const { return base64(seal::headerMac(fileKey, m_file + "---")); }
  AgeBuilder& end() { return text("--- " + mac()); }

  AgeBuilder& nonce() {
    const Bytes bytes = m_random->bytes(16);
    m_streamKey = seal::payloadKey(fileKey, bytes);
    return raw(std::string(textOf(bytes)));
  }
  AgeBuilder& chunk(const std::string& plaintext, bool last) {
    std::array<std::uint8_t, 12> number{};
    number[10] = m_chunk++;
    number[11] = last ? 1 : 0;
    return raw(std::string(textOf(aead(m_streamKey, bytesOf(plaintext), number))));
  }
  AgeBuilder& payload(const std::string& plaintext = "age") { return nonce().chunk(plaintext, true); }

  std::string file() const { return m_file; }
  std::string armored() const {
    const std::string body = toBase64(viewOf(m_file), Base64::padded);
    std::string out = "-----BEGIN AGE ENCRYPTED FILE-----\n";
    for (std::size_t at = 0; at < body.size(); at += 64) out += body.substr(at, 64) + "\n";
    return out + "-----END AGE ENCRYPTED FILE-----\n";
  }

  static std::string base64(BytesView bytes) { return toBase64(bytes, Base64::unpadded); }
  Bytes random(std::size_t count) { return m_random->bytes(count); }

  Bytes fileKey = bytesOf("YELLOW SUBMARINE");

 private:
  static Bytes aead(const SecretBytes& key, const Bytes& plaintext, std::array<std::uint8_t, 12> number) {
    Bytes out(plaintext.size() + 16);
    crypto_aead_chacha20poly1305_ietf_encrypt(out.data(), nullptr, plaintext.data(), plaintext.size(), nullptr, 0,
                                              nullptr, number.data(), key.data());
    return out;
  }

  std::unique_ptr<support::SeededRandom> m_random = std::make_unique<support::SeededRandom>(7);
  open::Identity m_identity;
  Bytes m_ephemeral;
  SecretBytes m_streamKey;
  std::uint8_t m_chunk = 0;
  std::string m_file;
};

}  // namespace pillarbox::testing_age
