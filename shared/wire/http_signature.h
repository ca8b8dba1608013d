// HTTP message signatures (RFC 9421) with Ed25519 (RFC 9421 §3.3.6) over a small description of the request. Pure: no
// sockets, the time and the nonce are passed in.
//
// Ours cover "@method", "@path", "@query" and, when there is a body, "content-digest" (RFC 9530, sha-256). keyid is
// SCHOOL/DEVICE and tag is "pillarbox-" and the server key's id, so that a request signed for one server is worth
// nothing at another, whatever the host is called on the way. Every signed request may be repeated harmlessly, so a
// replay within the allowed age is not refused: HTTP clients themselves send again on a connection that broke.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/seal/signing.h"

namespace pillarbox::wire {

inline constexpr Milliseconds maxSignatureAge{300'000};  // either way

struct SignedRequest {
  std::string method;             // "GET"
  std::string target;             // path and query as sent: "/v1/entries?after=7"
  std::optional<BytesView> body;  // absent for a request without one
};

// Header values to send (contentDigest is empty when there is no body) or as received.
struct SignatureHeaders {
  std::string contentDigest;   // Content-Digest
  std::string signatureInput;  // Signature-Input
  std::string signature;       // Signature
};

struct Signer {
  std::string school;
  std::string device;
  std::string serverKeyId;  // keyIdOf the server's verify key
};

// `nonce`: 16 random bytes or more.
SignatureHeaders signRequest(const SignedRequest& request, const Signer& signer, const seal::SigningKey& key,
                             WallTime created, BytesView nonce);

// What the signature claims, before the key is looked up.
struct Claim {
  std::string school;
  std::string device;
  std::string serverKeyId;
  WallTime created{};
  std::string base;  // the signature base (RFC 9421 §2.5) that the key must have signed
  Bytes signature;
};
// badInput if the headers are not of our form, do not cover what they must, or the digest is not the body's.
Result<Claim> readSignature(const SignedRequest& request, const SignatureHeaders& headers);
// For a server that checks who is asking before it reads the body: as above without looking at the body. checkDigest
// comes once it is there.
Result<Claim> readSignatureBeforeBody(const SignedRequest& request, const SignatureHeaders& headers);
Status checkDigest(std::string_view contentDigest, BytesView body);
// notTrusted if the key did not sign it or it is for another server; timedOut if it is too old or too new for `now`.
Status verifyClaim(const Claim& claim, const seal::VerifyKey& key, std::string_view serverKeyId, WallTime now);

// For tests against the vectors of RFC 9421: the signature base of covered components {name, value} and a parameter
// string.
struct Component {
  std::string name;  // "@method", "date"
  std::string value;
};
std::string signatureBase(const std::vector<Component>& components, std::string_view parameters);

}  // namespace pillarbox::wire
