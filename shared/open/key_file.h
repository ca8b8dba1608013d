// A person's key file: an age identity file sealed to a passphrase made of card and passphrase, so that both
// are needed. Inside:
//   # pillarbox person <id>
//   # ed25519-seed <base64>
//   AGE-SECRET-KEY-1…
// `age -d -i FILE` opens it too, given CARDSECRET-PASSPHRASE.
#pragma once

#include <string>

#include "shared/base/bytes.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"
#include "shared/open/identity.h"
#include "shared/seal/age_seal.h"
#include "shared/seal/signing.h"

namespace pillarbox::open {

struct PersonKeys {
  std::string personId;
  Identity identity;
  seal::SigningKey signing;

  static PersonKeys generate(std::string personId, Random& random);
};

// `cardSecret` is the 28-character text of key_card.h. badInput for an empty or overlong (64) id, one with
// characters outside A-Z a-z 0-9 '-' '_' '.', or an empty card secret or passphrase.
Result<Bytes> sealKeyFile(const PersonKeys& keys, const SecretBytes& cardSecret, const SecretBytes& passphrase,
                          Random& random, int logWork = seal::defaultScryptLogWork);

// wrongSecret for the wrong card or passphrase (it cannot be told which), otherwise as unsealWithPassphrase.
// Slow on purpose: about half a second. Not on a screen's thread.
Result<PersonKeys> openKeyFile(BytesView file, const SecretBytes& cardSecret, const SecretBytes& passphrase);

}  // namespace pillarbox::open
