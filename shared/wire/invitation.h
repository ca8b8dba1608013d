// The invitation a DSL gives to a new device, as one line of text or a QR. The server is shown its signed part only;
// the token stays between the two devices, so a dishonest server cannot put another device in the place of the one that
// was invited.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/seal/dsse.h"

namespace pillarbox::wire {

inline constexpr std::string_view invitationPrefix = "PILLARBOX-INVITE-1:";
inline constexpr std::size_t invitationTokenBytes = 32;
inline constexpr Milliseconds invitationLife{15 * 60'000};
inline constexpr std::size_t maxInvitationBytes = 16 * 1024;

struct Invitation {
  std::string url;  // https://...
  std::string schoolId;
  std::string directorySha256;  // hex, of the bytes of directory version 1: the new device pins it
  seal::VerifyKey serverKey;
  std::string caPem;  // the server's own CA, or empty
  Bytes token;        // 32 random bytes; empty in one read from the signed part alone
  WallTime expiresAt{};
  bool operator==(const Invitation&) const = default;
};

// Signed by a DSL (payload type inviteType). The token is in it only as a hash.
seal::Envelope signInvitation(const Invitation& invitation, const seal::SigningKey& dsl);
// PILLARBOX-INVITE-1:<base64url of the envelope>.<base64url of the token>
std::string invitationText(const seal::Envelope& signedPart, BytesView token);

struct ReadInvitation {
  Invitation invitation;
  seal::Envelope envelope;  // the caller checks the signature once it has the directory
  std::string tokenSha256;  // hex; names the invitation, at the server too
};
// White space around and inside is ignored (it may have been folded in an e-mail). badInput otherwise. Expiry is the
// caller's to check.
Result<ReadInvitation> readInvitationText(std::string_view text);
// The signed part alone, as the server gets it.
Result<ReadInvitation> readInvitationEnvelope(std::string_view envelope);

}  // namespace pillarbox::wire
