// A person's card secret kept by this device's TPM 2.0, so that on their own enrolled device only the passphrase is
// asked for. A convenience: the card and the passphrase always work too, so a TPM that is locked, cleared or gone costs
// the convenience and nothing else.
//
// The secret is a sealed-data object under the storage root key (TPM 2.0 Library part 1, 22 and 27; the ECC P-256 SRK
// template of the TCG Provisioning Guidance, table 2), which leaves this one TPM in no form. Its authValue is derived
// from the passphrase: HKDF-SHA-256 with a random salt, info "pillarbox soft key v1". The object is under the TPM's
// protection against guessing (no `noDA`): after a few wrong passphrases the TPM itself refuses for a while. What goes
// to the TPM and back is encrypted in a salted session, so that the wires to the chip say nothing.
//
// Any thread; each call opens the TPM and closes it again, and may take a second.
#pragma once

#include <string>

#include "shared/base/bytes.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::softkey {

// How to reach the TPM, as TSS2's loader says it ("device:/dev/tpmrm0"): the kernel's resource manager, or for tests
// what PILLARBOX_TPM says.
std::string whereTheTpmIs();

// True if there is a TPM that answers and lets us use its storage root key.
bool available(const std::string& tpm);

inline constexpr std::size_t maxSecretBytes = 128;

// What to keep in a file: of no use without this TPM and the passphrase. notFound without a TPM; tooLarge.
Result<Bytes> seal(const std::string& tpm, const SecretBytes& secret, const SecretBytes& passphrase, Random& random);

// notFound: no TPM, or not the one that sealed this, or it was cleared since; wrongSecret: another passphrase;
// retryLater: too many wrong ones, the TPM refuses for a while; badInput: not such a file.
Result<SecretBytes> unseal(const std::string& tpm, BytesView file, const SecretBytes& passphrase);

}  // namespace pillarbox::softkey
