// A recovery sheet: an identity printed once and never stored, and the signing key derived from it.
#pragma once

#include <string_view>

#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/open/identity.h"
#include "shared/seal/signing.h"

namespace pillarbox::open {

struct RecoverySheet {
  Identity identity;
  seal::SigningKey signing;  // seed: HKDF-SHA-256 of the identity's secret, info "pillarbox recovery signing v1"

  static RecoverySheet generate(Random& random);
  static RecoverySheet from(Identity identity);
  // From the AGE-SECRET-KEY text of the sheet; lower case, spaces and line breaks are allowed, as it may be typed.
  static Result<RecoverySheet> parse(std::string_view typed);
};

}  // namespace pillarbox::open
