// What every sealed file is put together from, whoever may open it. For the .cpp files of shared/seal, and for
// shared/open, which gives a file that it has opened to one more reader.
#pragma once

#include <vector>

#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/seal/header.h"
#include "shared/seal/recipient.h"

namespace pillarbox::seal {

// The file key under a stanza's wrapping key (age v1, "ChaCha20-Poly1305 with a zero nonce").
Bytes wrapFileKey(const SecretBytes& fileKey, const SecretBytes& wrapKey);

// The file key for one recipient. badInput for a low-order one.
Result<Stanza> x25519Stanza(const Recipient& recipient, const SecretBytes& fileKey, Random& random);

// Header, payload nonce and payload.
Bytes assembleFile(const std::vector<Stanza>& stanzas, const SecretBytes& fileKey, BytesView plaintext, Random& random);

}  // namespace pillarbox::seal
