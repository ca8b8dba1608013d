#include "shared/store/rows.h"

#include <nlohmann/json.hpp>

#include "shared/base/hash.h"

namespace pillarbox::store {

std::string_view stateName(State state) {
  switch (state) {
    case State::stored:
      return "stored";
    case State::sending:
      return "sending";
    case State::delivered:
      return "delivered";
    case State::refused:
      return "refused";
  }
  return "stored";
}

std::optional<State> stateFrom(std::string_view name) {
  for (const State state : {State::stored, State::sending, State::delivered, State::refused}) {
    if (stateName(state) == name) return state;
  }
  return std::nullopt;
}

std::string signedBytesOf(const std::string& envelope) {
  const nlohmann::json parsed = nlohmann::json::parse(envelope, nullptr, false);
  if (!parsed.is_object()) return {};
  const auto payload = parsed.find("payload");
  if (payload == parsed.end() || !payload->is_string()) return {};
  const std::optional<Bytes> bytes = fromBase64(payload->get_ref<const std::string&>(), Base64::padded);
  return bytes ? std::string(textOf(*bytes)) : std::string();
}

Result<Posting> readPosting(const Query& row) {
  std::optional<Kind> kind = kindFrom(row.textAt(5));
  if (!kind) {
    const Result<Slip> asSigned = decodeSlip(signedBytesOf(row.textAt(15)));
    if (asSigned.ok()) kind = asSigned->kind;
  }
  const std::optional<State> state = stateFrom(row.textAt(16));
  if (!kind || !state) return Fault{FaultCode::damaged, "A posting in the database has an unknown kind or state."};
  Posting posting;
  Slip& slip = posting.slip;
  slip.id = row.textAt(0);
  slip.school = row.textAt(1);
  slip.device = row.textAt(2);
  slip.chainId = row.textAt(3);
  slip.seq = row.numberAt(4);
  slip.kind = *kind;
  slip.subject = row.textAt(6);
  slip.audience = row.textAt(7);
  slip.urgent = row.numberAt(8) != 0;
  slip.writtenAt = WallTime(Milliseconds(row.numberAt(9)));
  slip.contentSha256 = row.textAt(10);
  slip.sealedSha256 = row.textAt(11);
  slip.sealedBytes = row.numberAt(12);
  slip.directoryVersion = row.numberAt(13);
  slip.previousSlipSha256 = row.textAt(14);
  posting.envelope = row.textAt(15);
  posting.state = *state;
  posting.attempts = static_cast<int>(row.numberAt(17));
  posting.nextTryAt = WallTime(Milliseconds(row.numberAt(18)));
  posting.lastProblem = row.textAt(19);
  posting.receipt = row.textAt(20);
  posting.fromServer = row.numberAt(21) != 0;
  return posting;
}

Status insertPosting(Connection& connection, const PostingRow& row) {
  const Slip& slip = row.slip;
  PB_TRY(
      connection
          .query(
              "INSERT INTO postings(id, school, device, chain_id, seq, kind, subject, audience, urgent, written_at, "
              "content_sha256, sealed_sha256, sealed_bytes, directory_version, previous_slip_sha256, slip_sha256, "
              "envelope, from_server, author_tag, state, attempts, problem, receipt, routing) VALUES(?1, ?2, ?3, ?4, "
              "?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)")
          .text(slip.id)
          .text(slip.school)
          .text(slip.device)
          .text(slip.chainId)
          .number(slip.seq)
          .text(kindName(slip.kind))
          .text(slip.subject)
          .text(slip.audience)
          .number(slip.urgent ? 1 : 0)
          .number(slip.writtenAt.time_since_epoch().count())
          .text(slip.contentSha256)
          .text(slip.sealedSha256)
          .number(slip.sealedBytes)
          .number(slip.directoryVersion)
          .text(slip.previousSlipSha256)
          .text(sha256Hex(viewOf(encodeSlip(slip))))
          .text(row.envelope)
          .number(row.fromServer ? 1 : 0)
          .blob(row.authorTag)
          .text(stateName(row.state))
          .number(row.attempts)
          .text(row.problem)
          .text(row.receipt)
          .blob(row.routing)
          .run());
  if (row.destroyed) return {};
  return connection.query("INSERT INTO bodies(n, sealed) VALUES(last_insert_rowid(), ?1)").blob(row.sealed).run();
}

}  // namespace pillarbox::store
