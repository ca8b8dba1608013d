// Signed documents: DSSE v1 (https://github.com/secure-systems-lab/dsse, protocol.md and envelope.md).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/result.h"
#include "shared/seal/signing.h"

namespace pillarbox::seal {

inline constexpr std::size_t maxEnvelopePayloadBytes = 1024 * 1024;
inline constexpr std::size_t maxEnvelopeSignatures = 16;

struct EnvelopeSignature {
  std::string keyid;  // keyIdOf(the signer's key); only a hint for finding the key
  Bytes sig;
};

struct Envelope {
  std::string payloadType;
  Bytes payload;
  std::vector<EnvelopeSignature> signatures;
};

// What is signed: "DSSEv1 LEN TYPE LEN PAYLOAD".
Bytes preAuthEncoding(std::string_view payloadType, BytesView payload);

// One line of JSON with no newline; the same text for the same envelope.
std::string encode(const Envelope& envelope);
// badInput for anything but exactly payloadType, payload and signatures of exactly keyid and sig, all strings in
// padded base64 where bytes; a repeated or unknown key, a type of more than 128 or a keyid of more than 64
// characters; tooLarge over the limits above.
Result<Envelope> decode(std::string_view json);

Envelope sign(std::string_view payloadType, BytesView payload, std::span<const SigningKey* const> signers);
Envelope sign(std::string_view payloadType, BytesView payload, const SigningKey& signer);
// Adds one more signature, or replaces that signer's earlier one.
void addSignature(Envelope& envelope, const SigningKey& signer);

// True if one of the signatures is this key's and right. The caller checks payloadType too.
bool verifiedBy(const Envelope& envelope, const VerifyKey& key);

}  // namespace pillarbox::seal
