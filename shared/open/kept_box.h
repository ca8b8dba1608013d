// What a reader has opened, sealed again for that reader alone, so that the next unlocking need not open it anew.
// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha, libsodium) with a random nonce; its key is derived from the reader's own
// secret key (HKDF-SHA-256), so a box opens for whoever could open the original, and for nobody else. Any thread.
#pragma once

#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"
#include "shared/open/identity.h"

namespace pillarbox::open {

class KeptBox {
 public:
  explicit KeptBox(const Identity& reader);

  // `about` says what it is about; only with the same does it open.
  Bytes seal(BytesView plain, std::string_view about, Random& random) const;
  // damaged: another key, another `about`, or changed bytes.
  Result<SecretBytes> open(BytesView box, std::string_view about) const;

 private:
  SecretBytes m_key;
};

}  // namespace pillarbox::open
