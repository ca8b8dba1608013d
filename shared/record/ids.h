// Identifiers and the short reference a person can read out.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"

namespace pillarbox {

// A UUID version 7 (RFC 9562 §5.7) in lower-case text form: 48 bits of Unix milliseconds, then 74 random bits.
std::string newId(const Clock& clock, Random& random);
// The same for an id that must come out the same again, from 16 bytes of a hash.
std::string idFrom(WallTime time, BytesView entropy);
bool isId(std::string_view text);  // exactly that form, any version-7 UUID

// "K7M-4QX": 30 bits of SHA-256(id) in Crockford's base32 (no I, L, O, U), for people to read out. Not unique for ever;
// ids are.
std::string referenceOf(std::string_view id);

// A lower-case identifier inside a school ("p-014", "dsl-1"): [a-z0-9][a-z0-9-]{0,39}.
bool isLocalId(std::string_view text);
std::string localIdFrom(std::string_view prefix, Random& random);  // prefix-XXXXXXXX, 40 random bits

}  // namespace pillarbox
