#include "shared/open/key_file.h"

#include <sodium.h>

#include <algorithm>

#include "shared/open/age_open.h"

namespace pillarbox::open {

namespace {

constexpr std::string_view personLabel = "# pillarbox person ";
constexpr std::string_view seedLabel = "# ed25519-seed ";

bool isPersonId(std::string_view id) {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  });
}

SecretBytes joined(const SecretBytes& cardSecret, const SecretBytes& passphrase) {
  SecretBytes both = cardSecret.clone();
  both.append(viewOf("-"));
  both.append(passphrase.view());
  return both;
}

// The rest of the only line that begins with `label`.
std::optional<std::string_view> onlyLine(std::string_view text, std::string_view label) {
  std::optional<std::string_view> found;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (line.substr(0, label.size()) != label) continue;
    if (found) return std::nullopt;
    found = line.substr(label.size());
  }
  return found;
}

Result<seal::SigningKey> signingKeyFrom(std::string_view base64) {
  auto seed = fromBase64(base64, Base64::padded);
  if (!seed) return Fault{FaultCode::badInput, "the key file's signing key is malformed."};
  auto key = seal::SigningKey::fromSeed(*seed);
  sodium_memzero(seed->data(), seed->size());
  return key;
}

}  // namespace

PersonKeys PersonKeys::generate(std::string personId, Random& random) {
  Identity identity = Identity::generate(random);
  return {std::move(personId), std::move(identity), seal::SigningKey::generate(random)};
}

Result<Bytes> sealKeyFile(const PersonKeys& keys, const SecretBytes& cardSecret, const SecretBytes& passphrase,
                          Random& random, int logWork) {
  if (!isPersonId(keys.personId)) return Fault{FaultCode::badInput, "the person's id is malformed."};
  if (cardSecret.empty() || passphrase.empty()) {
    return Fault{FaultCode::badInput, "a key file needs both a card and a passphrase."};
  }
  std::string seed = toBase64(keys.signing.seed().view(), Base64::padded);
  SecretBytes text = SecretBytes::copyOf(personLabel);
  text.append(viewOf(keys.personId));
  text.append(viewOf("\n"));
  text.append(viewOf(seedLabel));
  text.append(viewOf(seed));
  text.append(viewOf("\n"));
  text.append(keys.identity.text().view());
  text.append(viewOf("\n"));
  wipe(seed);
  return seal::sealToPassphrase(text.view(), joined(cardSecret, passphrase), logWork, random);
}

Result<PersonKeys> openKeyFile(BytesView file, const SecretBytes& cardSecret, const SecretBytes& passphrase) {
  PB_TRY_VALUE(const SecretBytes opened, unsealWithPassphrase(file, joined(cardSecret, passphrase)));
  const auto person = onlyLine(opened.text(), personLabel);
  const auto seed = onlyLine(opened.text(), seedLabel);
  if (!person || !isPersonId(*person) || !seed) {
    return Fault{FaultCode::badInput, "the file opens, but it is not a person's key file."};
  }
  PB_TRY_VALUE(seal::SigningKey signing, signingKeyFrom(*seed));
  PB_TRY_VALUE(std::vector<Identity> identities, parseIdentities(opened.text()));
  if (identities.size() != 1) return Fault{FaultCode::badInput, "the key file holds more than one secret key."};
  return PersonKeys{std::string(*person), std::move(identities.front()), std::move(signing)};
}

}  // namespace pillarbox::open
