// What every sealed file is put together from, whoever may open it. For shared/seal's own .cpp files.
#pragma once

#include <vector>

#include "shared/base/random.h"
#include "shared/seal/header.h"

namespace pillarbox::seal {

// The file key under a stanza's wrapping key (age v1, "ChaCha20-Poly1305 with a zero nonce").
Bytes wrapFileKey(const SecretBytes& fileKey, const SecretBytes& wrapKey);

// Header, payload nonce and payload.
Bytes assembleFile(const std::vector<Stanza>& stanzas, const SecretBytes& fileKey, BytesView plaintext, Random& random);

}  // namespace pillarbox::seal
