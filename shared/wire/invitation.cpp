#include "shared/wire/invitation.h"

#include "shared/base/hash.h"
#include "shared/record/ids.h"
#include "shared/record/json_fields.h"
#include "shared/record/slip.h"

namespace pillarbox::wire {

namespace {

constexpr std::size_t maxCaBytes = 8 * 1024;

Fault bad(std::string_view sentence) {
  return Fault{FaultCode::badInput, std::string(sentence)};
}

bool isSha256(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

seal::Envelope signInvitation(const Invitation& invitation, const seal::SigningKey& dsl) {
  nlohmann::ordered_json json;
  json["v"] = 1;
  json["url"] = invitation.url;
  json["school"] = invitation.schoolId;
  json["directory_sha256"] = invitation.directorySha256;
  json["server_verify_key"] = seal::formatVerifyKey(invitation.serverKey);
  if (!invitation.caPem.empty()) json["ca"] = invitation.caPem;
  json["token_sha256"] = sha256Hex(invitation.token);
  json["expires_at"] = formatTime(invitation.expiresAt);
  const std::string text = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  return seal::sign(inviteType, viewOf(text), dsl);
}

std::string invitationText(const seal::Envelope& signedPart, BytesView token) {
  return std::string(invitationPrefix) + toBase64(viewOf(seal::encode(signedPart)), Base64::urlUnpadded) + "." +
         toBase64(token, Base64::urlUnpadded);
}

Result<ReadInvitation> readInvitationEnvelope(std::string_view envelope) {
  if (envelope.size() > maxInvitationBytes) return Fault{FaultCode::tooLarge, "The invitation is too long."};
  ReadInvitation read;
  PB_TRY_VALUE(read.envelope, seal::decode(envelope));
  if (read.envelope.payloadType != inviteType) return bad("The document is not an invitation.");
  PB_TRY_VALUE(const nlohmann::json json, parseJson(textOf(read.envelope.payload), "The invitation"));
  JsonFields fields(json, "invitation");
  std::int64_t version = 0;
  std::string serverKey;
  fields.integer("v", version);
  if (fields.status().ok() && version != 1) {
    return Fault{FaultCode::newerVersion, "The invitation is of a newer version."};
  }
  fields.text("url", read.invitation.url);
  fields.text("school", read.invitation.schoolId);
  fields.text("directory_sha256", read.invitation.directorySha256);
  fields.text("server_verify_key", serverKey);
  fields.optionalText("ca", read.invitation.caPem, maxCaBytes);
  fields.text("token_sha256", read.tokenSha256);
  fields.time("expires_at", read.invitation.expiresAt);
  PB_TRY(fields.done(JsonFields::Unknown::refuse));
  PB_TRY_VALUE(read.invitation.serverKey, seal::parseVerifyKey(serverKey));
  if (!read.invitation.url.starts_with("https://"))
    return bad("The invitation's address does not begin with https://.");
  if (!isLocalId(read.invitation.schoolId) || !isSha256(read.invitation.directorySha256) ||
      !isSha256(read.tokenSha256)) {
    return bad("The invitation's school or hashes are malformed.");
  }
  return read;
}

Result<ReadInvitation> readInvitationText(std::string_view text) {
  if (text.size() > 2 * maxInvitationBytes) return Fault{FaultCode::tooLarge, "The invitation is too long."};
  std::string line;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') line += c;
  }
  const std::size_t dot = line.rfind('.');
  if (!line.starts_with(invitationPrefix) || dot == std::string::npos || dot < invitationPrefix.size()) {
    return bad("This is not an invitation: it does not begin with PILLARBOX-INVITE-1: or is cut off.");
  }
  const auto envelope = fromBase64(
      std::string_view(line).substr(invitationPrefix.size(), dot - invitationPrefix.size()), Base64::urlUnpadded);
  const auto token = fromBase64(std::string_view(line).substr(dot + 1), Base64::urlUnpadded);
  if (!envelope || !token || token->size() != invitationTokenBytes) {
    return bad("The invitation is damaged or cut off.");
  }
  PB_TRY_VALUE(ReadInvitation read, readInvitationEnvelope(textOf(*envelope)));
  if (sha256Hex(*token) != read.tokenSha256) return bad("The invitation's token is not the one that was signed.");
  read.invitation.token = *token;
  return read;
}

}  // namespace pillarbox::wire
