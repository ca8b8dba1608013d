#include "shared/seal/sealed_box.h"

#include <sodium.h>

namespace pillarbox::seal {

Bytes boxTo(const BoxKey& publicKey, BytesView message) {
  Bytes box(message.size() + crypto_box_SEALBYTES);
  if (crypto_box_seal(box.data(), message.data(), message.size(), publicKey.data()) != 0) return {};
  return box;
}

Result<SecretBytes> openBoxWith(const BoxKey& publicKey, const SecretBytes& secretKey, BytesView box) {
  if (secretKey.size() != crypto_box_SECRETKEYBYTES) return Fault{FaultCode::badInput, "a box key is 32 bytes."};
  if (box.size() < crypto_box_SEALBYTES) return Fault{FaultCode::badInput, "the sealed box is too short."};
  SecretBytes message(box.size() - crypto_box_SEALBYTES);
  // An empty message has no memory; libsodium still wants somewhere to point.
  std::uint8_t nothing = 0;
  if (crypto_box_seal_open(message.empty() ? &nothing : message.data(), box.data(), box.size(), publicKey.data(),
                           secretKey.data()) != 0) {
    return Fault{FaultCode::wrongSecret, "the box was sealed for another device, or was altered."};
  }
  return message;
}

}  // namespace pillarbox::seal
