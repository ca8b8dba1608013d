// Apart from age_seal.cpp so that a program that only seals to recipients does not even link scrypt
// (tests/lint/linkage.sh).
#include <sodium.h>

#include "shared/seal/age_file.h"
#include "shared/seal/age_seal.h"

namespace pillarbox::seal {

Result<Bytes> sealToPassphrase(BytesView plaintext, const SecretBytes& passphrase, int logWork, Random& random) {
  if (passphrase.empty()) return Fault{FaultCode::badInput, "the passphrase is empty."};
  if (logWork < 1 || logWork > maxScryptLogWork) return Fault{FaultCode::badInput, "the work factor must be 1 to 22."};
  const SecretBytes fileKey = random.secret(fileKeyBytes);
  const Bytes salt = random.bytes(16);
  Bytes labelled = bytesOf(scryptSaltLabel);
  labelled.insert(labelled.end(), salt.begin(), salt.end());
  SecretBytes wrapKey(32);
  if (crypto_pwhash_scryptsalsa208sha256_ll(passphrase.data(), passphrase.size(), labelled.data(), labelled.size(),
                                            std::uint64_t{1} << logWork, 8, 1, wrapKey.data(), wrapKey.size()) != 0) {
    return Fault{FaultCode::internal, "not enough memory for scrypt."};
  }
  const std::vector<Stanza> stanzas = {
      Stanza{"scrypt", {toBase64(salt, Base64::unpadded), std::to_string(logWork)}, wrapFileKey(fileKey, wrapKey)}};
  return assembleFile(stanzas, fileKey, plaintext, random);
}

}  // namespace pillarbox::seal
