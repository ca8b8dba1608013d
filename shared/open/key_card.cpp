#include "shared/open/key_card.h"

#include <sodium.h>

#include <algorithm>

#include "shared/base/hash.h"

namespace pillarbox::open {

namespace {

constexpr std::size_t cardRandomBytes = 16;
constexpr std::size_t cardBodyCharacters = 26;
constexpr std::string_view cardPrefix = "PBK1";

// Two characters: ten bits.
std::string checkOf(BytesView body) {
  return toBase32(BytesView(sha256(body)).first(2)).substr(0, 2);
}

// Letters that people and readers mix up with the digits that base32 does not use.
char cardLetter(char c) {
  if (c >= 'a' && c <= 'z') return static_cast<char>(c - 'a' + 'A');
  if (c == '0') return 'O';
  if (c == '1') return 'I';
  if (c == '8') return 'B';
  return c;
}

bool isCardSpace(char c) {
  return c == ' ' || c == '-' || c == '\t' || c == '\r' || c == '\n';
}

}  // namespace

SecretBytes newCardSecret(Random& random) {
  const SecretBytes raw = random.secret(cardRandomBytes);
  std::string body = toBase32(raw.view());
  SecretBytes secret = SecretBytes::copyOf(body);
  wipe(body);
  secret.append(viewOf(checkOf(secret.view())));
  return secret;
}

SecretBytes cardCode(const SecretBytes& secret) {
  SecretBytes code = SecretBytes::copyOf(cardPrefix);
  code.append(secret.view());
  return code;
}

SecretBytes cardCodeForPeople(const SecretBytes& secret) {
  SecretBytes code = SecretBytes::copyOf(cardPrefix);
  for (std::size_t at = 0; at < secret.size(); at += 4) {
    code.append(viewOf("-"));
    code.append(secret.view().subspan(at, std::min<std::size_t>(4, secret.size() - at)));
  }
  return code;
}

Result<SecretBytes> parseCardCode(std::string_view typed) {
  constexpr std::size_t full = cardPrefix.size() + cardSecretCharacters;
  const Fault wrongLength{FaultCode::badInput,
                          "A card code has 32 letters and numbers. Some are missing, or there are too many."};
  SecretBytes letters(full);
  std::size_t count = 0;
  for (const char c : typed) {
    if (isCardSpace(c)) continue;
    if (count == full) return wrongLength;
    letters.data()[count++] = static_cast<std::uint8_t>(cardLetter(c));
  }
  letters.truncate(count);
  std::size_t start = 0;
  if (count == full) {
    // "PBK1" as cardLetter leaves it.
    if (letters.text().substr(0, 4) != "PBKI") {
      return Fault{FaultCode::badInput, "This is not a key card code. It begins with PBK1."};
    }
    start = cardPrefix.size();
  } else if (count != cardSecretCharacters) {
    return wrongLength;
  }
  SecretBytes secret = SecretBytes::copyOf(letters.view().subspan(start));
  const BytesView body = secret.view().first(cardBodyCharacters);
  auto raw = fromBase32(textOf(body));
  const bool wellFormed = raw && raw->size() == cardRandomBytes;
  if (raw) sodium_memzero(raw->data(), raw->size());
  if (!wellFormed || !equalConstantTime(viewOf(checkOf(body)), secret.view().subspan(cardBodyCharacters))) {
    return Fault{FaultCode::badInput, "One letter of the card code is wrong. Check it against the card and try again."};
  }
  return secret;
}

std::string cardId(const SecretBytes& secret) {
  SecretBytes labelled = SecretBytes::copyOf("pillarbox card id");
  labelled.append(secret.view());
  return toHex(BytesView(sha256(labelled.view())).first(10));
}

}  // namespace pillarbox::open
