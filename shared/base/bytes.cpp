#include "shared/base/bytes.h"

#include <sodium.h>

#include <algorithm>

namespace pillarbox {

namespace {

int sodiumVariant(Base64 variant) {
  switch (variant) {
    case Base64::padded:
      return sodium_base64_VARIANT_ORIGINAL;
    case Base64::unpadded:
      return sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
    case Base64::urlUnpadded:
      return sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  }
  return sodium_base64_VARIANT_ORIGINAL;
}

constexpr std::string_view base32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

}  // namespace

BytesView viewOf(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
std::string_view textOf(BytesView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
Bytes bytesOf(std::string_view text) {
  return {text.begin(), text.end()};
}

std::string toHex(BytesView bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    hex.push_back(digits[byte >> 4]);
    hex.push_back(digits[byte & 15]);
  }
  return hex;
}

std::optional<Bytes> fromHex(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  Bytes bytes(hex.size() / 2);
  std::size_t written = 0;
  const bool ascii = std::all_of(hex.begin(), hex.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!ascii || sodium_hex2bin(bytes.data(), bytes.size(), hex.data(), hex.size(), nullptr, &written, nullptr) != 0 ||
      written != bytes.size()) {
    return std::nullopt;
  }
  return bytes;
}

std::string toBase64(BytesView bytes, Base64 variant) {
  const int sodium = sodiumVariant(variant);
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium);
  text.pop_back();  // the terminating NUL that libsodium counts
  return text;
}

std::optional<Bytes> fromBase64(std::string_view text, Base64 variant) {
  Bytes bytes(text.size() / 4 * 3 + 3);
  std::size_t written = 0;
  const char* end = nullptr;
  // libsodium refuses non-zero trailing bits; `end` tells whether everything was consumed.
  if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &written, &end,
                        sodiumVariant(variant)) != 0 ||
      end != text.data() + text.size()) {
    return std::nullopt;
  }
  bytes.resize(written);
  // libsodium takes some bytes above 0x7F for letters (its arithmetic wants a char that is not negative), so two texts
  // could stand for the same bytes. Only the text that these bytes encode to is right.
  if (toBase64(bytes, variant) != text) return std::nullopt;
  return bytes;
}

std::string toBase32(BytesView bytes) {
  std::string text;
  unsigned buffer = 0;
  int bits = 0;
  for (const std::uint8_t byte : bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text.push_back(base32Alphabet[(buffer >> bits) & 31]);
    }
  }
  if (bits > 0) text.push_back(base32Alphabet[(buffer << (5 - bits)) & 31]);
  return text;
}

std::optional<Bytes> fromBase32(std::string_view text) {
  Bytes bytes;
  unsigned buffer = 0;
  int bits = 0;
  for (const char character : text) {
    const std::size_t value = base32Alphabet.find(character);
    if (value == std::string_view::npos) return std::nullopt;
    buffer = (buffer << 5) | static_cast<unsigned>(value);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push_back(static_cast<std::uint8_t>(buffer >> bits));
    }
  }
  if (bits >= 5 || (buffer & ((1U << bits) - 1U)) != 0) return std::nullopt;
  return bytes;
}

bool equalConstantTime(BytesView a, BytesView b) {
  return a.size() == b.size() && (a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0);
}

bool isUtf8(std::string_view text) {
  const auto* p = reinterpret_cast<const unsigned char*>(text.data());
  const auto* end = p + text.size();
  while (p < end) {
    if (*p < 0x80) {
      ++p;
      continue;
    }
    int extra = 0;
    unsigned code = 0;
    if ((*p & 0xE0) == 0xC0) {
      extra = 1;
      code = *p & 0x1FU;
    } else if ((*p & 0xF0) == 0xE0) {
      extra = 2;
      code = *p & 0x0FU;
    } else if ((*p & 0xF8) == 0xF0) {
      extra = 3;
      code = *p & 0x07U;
    } else {
      return false;
    }
    if (end - p <= extra) return false;
    for (int i = 1; i <= extra; ++i) {
      if ((p[i] & 0xC0) != 0x80) return false;
      code = (code << 6) | (p[i] & 0x3FU);
    }
    constexpr unsigned least[] = {0, 0x80, 0x800, 0x10000};
    if (code < least[extra] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return false;
    p += extra + 1;
  }
  return true;
}

}  // namespace pillarbox
