#include "shared/seal/device_keys.h"

#include <sodium.h>

#include <algorithm>

namespace pillarbox::seal {

namespace {

constexpr std::string_view deviceKeysName = "pillarbox-device-keys ";
constexpr std::size_t deviceSecretBytes = 32;

BoxKey boxPublicOf(const SecretBytes& secret) {
  BoxKey key{};
  crypto_scalarmult_base(key.data(), secret.data());
  return key;
}

void appendLine(SecretBytes& text, std::string_view label, const SecretBytes& secret) {
  std::string encoded = toBase64(secret.view(), Base64::padded);
  text.append(viewOf(label));
  text.append(viewOf(" "));
  text.append(viewOf(encoded));
  text.append(viewOf("\n"));
  wipe(encoded);
}

// Takes one line off the front of `text`.
std::string_view takeLine(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return line;
}

Result<SecretBytes> secretFrom(std::string_view line, std::string_view label) {
  const Fault malformed{FaultCode::badInput, "the device's key file is malformed."};
  if (line.size() <= label.size() || line.substr(0, label.size()) != label || line[label.size()] != ' ') {
    return malformed;
  }
  auto bytes = fromBase64(line.substr(label.size() + 1), Base64::padded);
  if (!bytes) return malformed;
  SecretBytes secret = SecretBytes::copyOf(*bytes);
  sodium_memzero(bytes->data(), bytes->size());
  if (secret.size() != deviceSecretBytes) return malformed;
  return secret;
}

}  // namespace

DeviceKeys DeviceKeys::generate(Random& random) {
  SigningKey signing = SigningKey::generate(random);
  SecretBytes box = random.secret(deviceSecretBytes);
  const BoxKey boxPublic = boxPublicOf(box);
  return {std::move(signing), std::move(box), boxPublic, random.secret(deviceSecretBytes)};
}

SecretBytes DeviceKeys::encode() const {
  SecretBytes text = SecretBytes::copyOf(deviceKeysName);
  text.append(viewOf("1\n"));
  appendLine(text, "signing", signing.seed());
  appendLine(text, "box", boxSecret);
  appendLine(text, "tag", tagSecret);
  return text;
}

Result<DeviceKeys> DeviceKeys::decode(BytesView text) {
  std::string_view rest = textOf(text);
  const std::string_view first = takeLine(rest);
  if (first.substr(0, deviceKeysName.size()) != deviceKeysName) {
    return Fault{FaultCode::badInput, "this is not a device's key file."};
  }
  if (first.substr(deviceKeysName.size()) != "1") {
    return Fault{FaultCode::newerVersion, "the device's key file was written by a newer Pillarbox."};
  }
  PB_TRY_VALUE(const SecretBytes seed, secretFrom(takeLine(rest), "signing"));
  PB_TRY_VALUE(SecretBytes box, secretFrom(takeLine(rest), "box"));
  PB_TRY_VALUE(SecretBytes tag, secretFrom(takeLine(rest), "tag"));
  if (!rest.empty()) return Fault{FaultCode::badInput, "the device's key file has lines left over."};
  PB_TRY_VALUE(SigningKey signing, SigningKey::fromSeed(seed.view()));
  const BoxKey boxPublic = boxPublicOf(box);
  return DeviceKeys{std::move(signing), std::move(box), boxPublic, std::move(tag)};
}

Result<SecretBytes> DeviceKeys::openBox(BytesView box) const {
  return openBoxWith(boxPublic, boxSecret, box);
}

}  // namespace pillarbox::seal
