#include "shared/open/identity.h"

#include <sodium.h>

#include <string>

#include "shared/open/age_open.h"
#include "shared/open/armor.h"
#include "shared/seal/bech32.h"

namespace pillarbox::open {

namespace {

constexpr std::string_view identityPrefix = "AGE-SECRET-KEY-";
constexpr std::string_view identityPrefixLower = "age-secret-key-";
constexpr std::size_t identitySecretBytes = 32;

}  // namespace

Identity::Identity(SecretBytes secret) : m_secret(std::move(secret)) {
  crypto_scalarmult_base(m_recipient.key.data(), m_secret.data());
}

Identity Identity::generate(Random& random) {
  return Identity(random.secret(identitySecretBytes));
}

Result<Identity> Identity::fromSecret(BytesView secret) {
  if (secret.size() != identitySecretBytes) return Fault{FaultCode::badInput, "a secret key is 32 bytes."};
  return Identity(SecretBytes::copyOf(secret));
}

Result<Identity> Identity::parse(std::string_view text) {
  if (text.substr(0, identityPrefix.size()) != identityPrefix) {
    return Fault{FaultCode::badInput, "a secret key begins with \"AGE-SECRET-KEY-1\"."};
  }
  PB_TRY_VALUE(seal::Bech32 decoded, seal::decodeBech32(text));
  if (decoded.prefix != identityPrefixLower || decoded.data.size() != identitySecretBytes) {
    return Fault{FaultCode::badInput, "the secret key is of another kind or has the wrong length."};
  }
  return Identity(std::move(decoded.data));
}

Identity Identity::clone() const {
  return Identity(m_secret.clone());
}

SecretBytes Identity::text() const {
  return seal::encodeBech32Secret(identityPrefixLower, m_secret.view());
}

Result<std::vector<Identity>> parseIdentities(std::string_view text) {
  std::vector<Identity> identities;
  int lineNumber = 0;
  while (!text.empty()) {
    ++lineNumber;
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    auto identity = Identity::parse(line);
    if (!identity) {
      return Fault{FaultCode::badInput, "line " + std::to_string(lineNumber) + " of the key file is not a secret key."};
    }
    identities.push_back(std::move(*identity));
  }
  if (identities.empty()) return Fault{FaultCode::badInput, "the key file holds no secret key."};
  return identities;
}

Result<std::vector<Identity>> readIdentities(BytesView file, const SecretBytes* passphrase) {
  const bool sealed = looksArmored(file) || textOf(file).substr(0, 19) == "age-encryption.org/";
  if (!sealed) return parseIdentities(textOf(file));
  if (passphrase == nullptr) return Fault{FaultCode::wrongSecret, "the key file needs its passphrase."};
  PB_TRY_VALUE(const SecretBytes opened, unsealWithPassphrase(file, *passphrase));
  return parseIdentities(opened.text());
}

}  // namespace pillarbox::open
