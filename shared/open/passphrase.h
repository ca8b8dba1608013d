// Passphrases that people choose or are offered.
#pragma once

#include <span>
#include <string_view>

#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::open {

inline constexpr std::size_t minPassphraseCharacters = 8;

// At least 1024 different plain English words of 3 to 8 lower-case letters.
std::span<const std::string_view> passphraseWords();

// `words` words joined by '-': 10 bits or more each. With `mix` also a capital letter and a digit, as such a school
// asks for.
SecretBytes offerPassphrase(Random& random, int words = 5, bool mix = false);

// badInput, with a sentence for the person, if it is shorter than 8 characters, longer than 256 bytes, not UTF-8,
// of fewer than 4 different characters, a run such as 12345678, a number of fewer than 12 digits, or among the
// most common passwords, digits and marks before and after them not counted. With `mix` (a policy of the school) it
// must also have a small letter, a capital, a digit and a sign; a space counts as a sign.
Status acceptablePassphrase(const SecretBytes& passphrase, bool mix = false);

}  // namespace pillarbox::open
