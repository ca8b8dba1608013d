// The card secret: 128 random bits printed as a QR code on a person's key card.
//
// Secret text: 16 bytes in base32 (26 characters) and two check characters: the first ten bits of SHA-256 of those
// 26 characters, in base32. Printed: "PBK1" and the secret text; letters and digits only, so that a barcode reader
// that types (in any keyboard layout with A-Z and 2-7 in place) can carry it.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::open {

inline constexpr std::size_t cardSecretCharacters = 28;

SecretBytes newCardSecret(Random& random);                 // the 28-character secret text
SecretBytes cardCode(const SecretBytes& secret);           // what is printed: PBK1…
SecretBytes cardCodeForPeople(const SecretBytes& secret);  // PBK1-XXXX-XXXX-… for typing from paper

// Takes lower case, spaces and hyphens, and the digits 0, 1 and 8 for O, I and B; the "PBK1" may be left out.
// badInput says in plain words what is wrong with it.
Result<SecretBytes> parseCardCode(std::string_view typed);

// Public and stable: the first 20 hex characters of SHA-256("pillarbox card id" and the secret text).
std::string cardId(const SecretBytes& secret);

}  // namespace pillarbox::open
