// Bytes, text and the encodings between them. No secrets: those are SecretBytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pillarbox {

using Bytes = std::vector<std::uint8_t>;
using BytesView = std::span<const std::uint8_t>;

BytesView viewOf(std::string_view text);
std::string_view textOf(BytesView bytes);
Bytes bytesOf(std::string_view text);

std::string toHex(BytesView bytes);                  // lower case
std::optional<Bytes> fromHex(std::string_view hex);  // either case, even length

// RFC 4648. Decoding is strict: no white space, canonical padding and canonical trailing bits only.
enum class Base64 { padded, unpadded, urlUnpadded };
std::string toBase64(BytesView bytes, Base64 variant);
std::optional<Bytes> fromBase64(std::string_view text, Base64 variant);

// RFC 4648 base32, upper case, no padding. Strict as above.
std::string toBase32(BytesView bytes);
std::optional<Bytes> fromBase32(std::string_view text);

// Takes time that depends on the lengths only. False if the lengths differ.
bool equalConstantTime(BytesView a, BytesView b);

// True if `text` is well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
bool isUtf8(std::string_view text);

}  // namespace pillarbox
