#include "shared/seal/header.h"

#include "shared/seal/hkdf.h"

namespace pillarbox::seal {

std::string formatHeaderForMac(const std::vector<Stanza>& stanzas) {
  std::string text(ageVersionLine);
  text += '\n';
  for (const Stanza& stanza : stanzas) {
    text += "-> " + stanza.type;
    for (const std::string& argument : stanza.arguments) text += ' ' + argument;
    text += '\n';
    const std::string body = toBase64(stanza.body, Base64::unpadded);
    std::size_t at = 0;
    for (; body.size() - at >= stanzaLineColumns; at += stanzaLineColumns) {
      text.append(body, at, stanzaLineColumns);
      text += '\n';
    }
    text.append(body, at);
    text += '\n';
  }
  return text + "---";
}

std::array<std::uint8_t, 32> headerMac(BytesView fileKey, std::string_view headerForMac) {
  const SecretBytes key = hkdfSha256(fileKey, {}, "header", 32);
  return hmacSha256(key.view(), viewOf(headerForMac));
}

std::string formatHeader(const std::vector<Stanza>& stanzas, BytesView fileKey) {
  const std::string text = formatHeaderForMac(stanzas);
  return text + ' ' + toBase64(headerMac(fileKey, text), Base64::unpadded) + '\n';
}

}  // namespace pillarbox::seal
