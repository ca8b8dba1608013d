// A hash for what can be guessed (a PIN): slow and salted, so that whoever has the hash must guess one by one.
// Argon2id from libsodium (crypto_pwhash_str), OPSLIMIT_INTERACTIVE and 64 MiB: under a tenth of a second on a small
// PC. A PIN of six digits still falls within days to somebody who has the hash: keep it sealed as well. Any thread;
// initialiseCryptography() must have returned true.
#pragma once

#include <string>

#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox {

// Printable, with its own salt. tooLarge if there is no memory for it.
Result<std::string> slowHash(const SecretBytes& secret);
// In constant time. False too for something that slowHash() did not make.
bool slowHashFits(const std::string& hash, const SecretBytes& secret);

}  // namespace pillarbox
