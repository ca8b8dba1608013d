// Opening age v1 files (C2SP age.md), binary or ASCII armored. Any thread.
// Nothing is returned until the whole file has authenticated.
//
// Faults: badInput, not an age file or not strictly to the specification; newerVersion, another age version;
// wrongSecret, no identity or not this passphrase opens it; damaged, the header's MAC or a chunk does not verify,
// or bytes are missing or left over.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"
#include "shared/open/identity.h"

namespace pillarbox::open {

Result<SecretBytes> unseal(BytesView file, std::span<const Identity> identities);
Result<SecretBytes> unseal(BytesView file, const Identity& identity);

// Work factors above 22 are refused before any work is done.
Result<SecretBytes> unsealWithPassphrase(BytesView file, const SecretBytes& passphrase);

// True if the only stanza is scrypt's. Faults as above if the header cannot be read.
Result<bool> isSealedToPassphrase(BytesView file);

// True if `identity` opens it; only its header is looked at. Binary files only.
Result<bool> isSealedTo(BytesView file, const Identity& identity);

// A header with the same file key for one more reader: with it in the place of its own (withHeader) a file that
// `opener` opens is again a plain age file, which `to` alone opens. Faults as above; the payload is not looked at.
// Binary files only.
Result<std::string> headerFor(BytesView file, const Identity& opener, const seal::Recipient& to, Random& random);
// badInput if `file` is no age file.
Result<Bytes> withHeader(BytesView file, std::string_view header);

}  // namespace pillarbox::open
