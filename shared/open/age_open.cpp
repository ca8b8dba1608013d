#include "shared/open/age_open.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "shared/open/age_header.h"
#include "shared/open/armor.h"
#include "shared/seal/age_file.h"
#include "shared/seal/age_seal.h"
#include "shared/seal/hkdf.h"
#include "shared/seal/stream.h"

namespace pillarbox::open {

namespace {

constexpr std::size_t shareBytes = 32;
constexpr std::size_t scryptSaltBytes = 16;
constexpr std::size_t sealedChunkBytes = seal::streamChunkBytes + seal::streamTagBytes;

Fault damagedPayload() {
  return {FaultCode::damaged, "the sealed file was altered or is incomplete."};
}
Fault badStanza(const char* why) {
  return {FaultCode::badInput, std::string("not a well-formed age file: ") + why + "."};
}

// Nothing if the tag does not verify. The caller has checked the body's length.
std::optional<SecretBytes> unwrapFileKey(const SecretBytes& wrapKey, BytesView body) {
  const std::array<std::uint8_t, crypto_aead_chacha20poly1305_ietf_NPUBBYTES> nonce{};
  SecretBytes fileKey(seal::fileKeyBytes);
  if (crypto_aead_chacha20poly1305_ietf_decrypt(fileKey.data(), nullptr, nullptr, body.data(), body.size(), nullptr, 0,
                                                nonce.data(), wrapKey.data()) != 0) {
    return std::nullopt;
  }
  return fileKey;
}

bool isScrypt(const seal::Stanza& stanza) {
  return stanza.type == "scrypt";
}

Status checkStanzaMix(const AgeHeader& header) {
  if (header.stanzas.size() > 1 && std::any_of(header.stanzas.begin(), header.stanzas.end(), isScrypt)) {
    return badStanza("a passphrase stanza must be the only one");
  }
  return {};
}

Result<Bytes> x25519Share(const seal::Stanza& stanza) {
  if (stanza.arguments.size() != 1) return badStanza("an X25519 stanza has the wrong number of arguments");
  auto share = fromBase64(stanza.arguments.front(), Base64::unpadded);
  if (!share || share->size() != shareBytes) return badStanza("an X25519 stanza has a malformed share");
  if (stanza.body.size() != seal::wrappedKeyBytes) return badStanza("an X25519 stanza has a body of the wrong length");
  return std::move(*share);
}

Result<std::optional<SecretBytes>> tryIdentity(const seal::Stanza& stanza, const Bytes& share,
                                               const Identity& identity) {
  SecretBytes shared(32);
  // libsodium refuses points of low order and a result of zeros.
  if (crypto_scalarmult(shared.data(), identity.secret().data(), share.data()) != 0) {
    return badStanza("an X25519 stanza has a share of low order");
  }
  Bytes salt = share;
  salt.insert(salt.end(), identity.recipient().key.begin(), identity.recipient().key.end());
  return unwrapFileKey(seal::hkdfSha256(shared.view(), salt, seal::x25519Info, 32), stanza.body);
}

// Every X25519 stanza is checked, also after one has matched, so that a file is good or bad for all its readers alike.
Result<SecretBytes> fileKeyFor(const AgeHeader& header, std::span<const Identity> identities) {
  std::optional<SecretBytes> fileKey;
  for (const seal::Stanza& stanza : header.stanzas) {
    if (stanza.type != "X25519") continue;
    PB_TRY_VALUE(const Bytes share, x25519Share(stanza));
    for (const Identity& identity : identities) {
      PB_TRY_VALUE(auto found, tryIdentity(stanza, share, identity));
      if (found && !fileKey) fileKey = std::move(found);
    }
  }
  if (fileKey) return std::move(*fileKey);
  if (isScrypt(header.stanzas.front())) {
    return Fault{FaultCode::wrongSecret, "the file is sealed to a passphrase, not to a key."};
  }
  return Fault{FaultCode::wrongSecret, "the file is not sealed to this key."};
}

Result<int> scryptLogWork(std::string_view digits) {
  const bool wellFormed = !digits.empty() && digits.front() != '0' &&
                          std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!wellFormed) return badStanza("the passphrase stanza has a malformed work factor");
  int value = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (parsed.ec != std::errc() || value > seal::maxScryptLogWork) {
    return badStanza("the passphrase stanza has a work factor that is too high");
  }
  return value;
}

Result<SecretBytes> fileKeyFor(const AgeHeader& header, const SecretBytes& passphrase) {
  const seal::Stanza& stanza = header.stanzas.front();
  if (!isScrypt(stanza)) return Fault{FaultCode::wrongSecret, "the file is sealed to keys, not to a passphrase."};
  if (stanza.arguments.size() != 2) return badStanza("the passphrase stanza has the wrong number of arguments");
  const auto salt = fromBase64(stanza.arguments[0], Base64::unpadded);
  if (!salt || salt->size() != scryptSaltBytes) return badStanza("the passphrase stanza has a malformed salt");
  PB_TRY_VALUE(const int logWork, scryptLogWork(stanza.arguments[1]));
  if (stanza.body.size() != seal::wrappedKeyBytes) {
    return badStanza("the passphrase stanza has a body of the wrong length");
  }
  Bytes labelled = bytesOf(seal::scryptSaltLabel);
  labelled.insert(labelled.end(), salt->begin(), salt->end());
  SecretBytes wrapKey(32);
  if (crypto_pwhash_scryptsalsa208sha256_ll(passphrase.data(), passphrase.size(), labelled.data(), labelled.size(),
                                            std::uint64_t{1} << logWork, 8, 1, wrapKey.data(), wrapKey.size()) != 0) {
    return Fault{FaultCode::internal, "not enough memory for scrypt."};
  }
  auto fileKey = unwrapFileKey(wrapKey, stanza.body);
  if (!fileKey) return Fault{FaultCode::wrongSecret, "the passphrase does not open the file."};
  return std::move(*fileKey);
}

Result<SecretBytes> openPayload(BytesView payload, const SecretBytes& fileKey) {
  if (payload.size() < seal::payloadNonceBytes + seal::streamTagBytes) return damagedPayload();
  const SecretBytes key = seal::payloadKey(fileKey.view(), payload.first(seal::payloadNonceBytes));
  BytesView rest = payload.subspan(seal::payloadNonceBytes);
  const std::size_t chunks = (rest.size() + sealedChunkBytes - 1) / sealedChunkBytes;
  const std::size_t lastChunk = rest.size() - (chunks - 1) * sealedChunkBytes;
  // The last chunk is empty only if it is the only one.
  if (lastChunk < seal::streamTagBytes || (chunks > 1 && lastChunk == seal::streamTagBytes)) return damagedPayload();

  SecretBytes plaintext(rest.size() - chunks * seal::streamTagBytes);
  std::array<std::uint8_t, crypto_aead_chacha20poly1305_ietf_NPUBBYTES> nonce{};
  for (std::size_t index = 0; index < chunks; ++index) {
    const BytesView chunk = rest.first(std::min(sealedChunkBytes, rest.size()));
    rest = rest.subspan(chunk.size());
    for (std::size_t i = 0; i < 8; ++i) nonce[10 - i] = static_cast<std::uint8_t>(std::uint64_t{index} >> 8 * i);
    nonce[11] = rest.empty() ? 1 : 0;
    if (crypto_aead_chacha20poly1305_ietf_decrypt(plaintext.data() + index * seal::streamChunkBytes, nullptr, nullptr,
                                                  chunk.data(), chunk.size(), nullptr, 0, nonce.data(),
                                                  key.data()) != 0) {
      return damagedPayload();
    }
  }
  return plaintext;
}

template <class Secret>
Result<SecretBytes> openBinary(BytesView file, const Secret& secret) {
  PB_TRY_VALUE(const AgeHeader header, parseAgeHeader(file));
  PB_TRY(checkStanzaMix(header));
  PB_TRY_VALUE(const SecretBytes fileKey, fileKeyFor(header, secret));
  if (!equalConstantTime(seal::headerMac(fileKey.view(), header.macText), header.mac)) return damagedPayload();
  return openPayload(header.payload, fileKey);
}

template <class Secret>
Result<SecretBytes> openAny(BytesView file, const Secret& secret) {
  if (!looksArmored(file)) return openBinary(file, secret);
  PB_TRY_VALUE(const Bytes binary, removeArmor(file));
  return openBinary(binary, secret);
}

}  // namespace

Result<SecretBytes> unseal(BytesView file, std::span<const Identity> identities) {
  return openAny(file, identities);
}

Result<SecretBytes> unseal(BytesView file, const Identity& identity) {
  return unseal(file, std::span<const Identity>(&identity, 1));
}

Result<SecretBytes> unsealWithPassphrase(BytesView file, const SecretBytes& passphrase) {
  return openAny(file, passphrase);
}

Result<bool> isSealedToPassphrase(BytesView file) {
  Bytes binary;
  if (looksArmored(file)) {
    PB_TRY_VALUE(binary, removeArmor(file));
    file = binary;
  }
  PB_TRY_VALUE(const AgeHeader header, parseAgeHeader(file));
  PB_TRY(checkStanzaMix(header));
  return isScrypt(header.stanzas.front());
}

Result<bool> isSealedTo(BytesView file, const Identity& identity) {
  PB_TRY_VALUE(const AgeHeader header, parseAgeHeader(file));
  const Result<SecretBytes> fileKey = fileKeyFor(header, std::span<const Identity>(&identity, 1));
  if (!fileKey && fileKey.fault().code != FaultCode::wrongSecret) return fileKey.fault();
  return fileKey.ok();
}

Result<std::string> headerFor(BytesView file, const Identity& opener, const seal::Recipient& to, Random& random) {
  PB_TRY_VALUE(const AgeHeader header, parseAgeHeader(file));
  PB_TRY(checkStanzaMix(header));
  PB_TRY_VALUE(const SecretBytes fileKey, fileKeyFor(header, std::span<const Identity>(&opener, 1)));
  if (!equalConstantTime(seal::headerMac(fileKey.view(), header.macText), header.mac)) return damagedPayload();
  PB_TRY_VALUE(const seal::Stanza stanza, seal::x25519Stanza(to, fileKey, random));
  return seal::formatHeader({stanza}, fileKey.view());
}

Result<Bytes> withHeader(BytesView file, std::string_view header) {
  PB_TRY_VALUE(const AgeHeader own, parseAgeHeader(file));
  Bytes made = bytesOf(header);
  made.insert(made.end(), own.payload.begin(), own.payload.end());
  return made;
}

}  // namespace pillarbox::open
