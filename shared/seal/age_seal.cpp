#include "shared/seal/age_seal.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "shared/seal/age_file.h"
#include "shared/seal/hkdf.h"

namespace pillarbox::seal {

Result<Stanza> x25519Stanza(const Recipient& recipient, const SecretBytes& fileKey, Random& random) {
  const SecretBytes ephemeral = random.secret(32);
  std::array<std::uint8_t, 64> salt{};  // the share, then the recipient
  crypto_scalarmult_base(salt.data(), ephemeral.data());
  std::copy(recipient.key.begin(), recipient.key.end(), salt.begin() + 32);
  SecretBytes shared(32);
  if (crypto_scalarmult(shared.data(), ephemeral.data(), recipient.key.data()) != 0) {
    return Fault{FaultCode::badInput, "a recipient is a weak key that anyone could open."};
  }
  const SecretBytes wrapKey = hkdfSha256(shared.view(), salt, x25519Info, 32);
  return Stanza{"X25519", {toBase64(BytesView(salt).first(32), Base64::unpadded)}, wrapFileKey(fileKey, wrapKey)};
}

Result<Bytes> sealTo(BytesView plaintext, std::span<const Recipient> recipients, Random& random) {
  if (recipients.empty()) return Fault{FaultCode::badInput, "nobody was given to seal it for."};
  const SecretBytes fileKey = random.secret(fileKeyBytes);
  std::vector<Stanza> stanzas;
  stanzas.reserve(recipients.size());
  for (const Recipient& recipient : recipients) {
    PB_TRY_VALUE(Stanza stanza, x25519Stanza(recipient, fileKey, random));
    stanzas.push_back(std::move(stanza));
  }
  return assembleFile(stanzas, fileKey, plaintext, random);
}

}  // namespace pillarbox::seal
