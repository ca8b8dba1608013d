// Postings: taking them in.
#include <optional>

#include "server/service.h"
#include "shared/base/log.h"
#include "shared/record/ids.h"
#include "shared/seal/dsse.h"
#include "shared/wire/api.h"

namespace pillarbox::server {

namespace {

constexpr std::string_view badSlip = "bad-slip";

struct ReadSlip {
  seal::Envelope envelope;
  NewEntry entry;  // without the sealed bytes and the flag
};

Result<ReadSlip> readSlip(const RequestHead& head) {
  const std::string slipText = head.header("pillarbox-slip");
  const std::string routingText = head.header("pillarbox-routing");
  if (slipText.empty()) return Fault{FaultCode::badInput, "The Pillarbox-Slip header is missing."};
  if (slipText.size() > wire::maxHeaderValueBytes || routingText.size() > wire::maxRoutingBytes) {
    return Fault{FaultCode::badInput, "The Pillarbox-Slip or Pillarbox-Routing header is too long."};
  }
  const auto text = fromBase64(slipText, Base64::urlUnpadded);
  const auto routing = fromBase64(routingText, Base64::urlUnpadded);
  if (!text || !routing) {
    return Fault{FaultCode::badInput, "The Pillarbox-Slip or Pillarbox-Routing header is not base64url."};
  }
  ReadSlip read;
  PB_TRY_VALUE(read.envelope, seal::decode(textOf(*text)));
  if (read.envelope.payloadType != slipType) return Fault{FaultCode::badInput, "The signed document is not a slip."};
  PB_TRY_VALUE(read.entry.slip, decodeSlip(textOf(read.envelope.payload)));
  read.entry.slipSha256 = sha256Hex(read.envelope.payload);
  read.entry.envelope = std::string(textOf(*text));
  read.entry.routing = *routing;
  return read;
}

// What the device signed before it was revoked is still good.
std::string flagOf(const Slip& slip, const School& school, KnownDevice::Standing standing) {
  if (standing == KnownDevice::Standing::pending) return "pending-device";
  if (standing == KnownDevice::Standing::approved) return {};
  const Device* device = school.directory.device(slip.device);
  const bool before = device != nullptr && !device->revokedChain.empty() && slip.chainId == device->revokedChain &&
                      slip.seq < device->revokedFromSeq;
  return before ? std::string() : "revoked-device";
}

}  // namespace

Service::Admission Service::putEntry(const RequestHead& head, std::string_view id) {
  if (!isId(id)) return problem(400, "bad-id", "Not understood", "The address does not end in the id of a posting.");
  Result<ReadSlip> read = readSlip(head);
  if (!read.ok()) return problem(400, badSlip, "Not understood", read.fault().detail);
  NewEntry& entry = read->entry;
  const Slip& slip = entry.slip;
  if (slip.id != id) return problem(422, badSlip, "Not the same", "The slip is for another posting than the address.");
  if (static_cast<std::uint64_t>(slip.sealedBytes) != head.contentLength) {
    return problem(422, badSlip, "Not the same", "The body is not as long as the slip says.");
  }
  const auto school = m_book->find(slip.school);
  if (!school.ok()) return notNow(school.fault());
  if (*school == nullptr) {
    return problem(404, wire::unknownSchool, "Not known", "This server does not know that school.");
  }
  const KnownDevice* device = (*school)->device(slip.device);
  if (device == nullptr && slip.directoryVersion > (*school)->directory.version) {
    Response response = problem(409, "directory-behind", "Not yet",
                                "The device is newer than the directory this server has; send that first.");
    response.headers.emplace_back("Retry-After", "15");
    return response;
  }
  if (device == nullptr) {
    return problem(403, wire::unknownDevice, "Not known", "This server does not know that device of that school.");
  }
  if (!seal::verifiedBy(read->envelope, device->key)) {
    return problem(403, "bad-signature", "Not signed", "The slip is not signed by the device it names.");
  }
  entry.flag = flagOf(slip, **school, device->standing);

  return Call{[this, made = std::move(entry)](Bytes body, const Reply& reply) mutable {
    if (sha256Hex(body) != made.slip.sealedSha256) {
      return reply(problem(422, "bad-body", "Not the same", "The body is not the one the slip was made for."));
    }
    made.sealed = std::move(body);
    const std::string postingId = made.slip.id;
    const std::string flag = made.flag;
    const std::string where = made.slip.school;
    const std::string alerted = isCasework(made.slip.kind) ? std::string() : where;
    const bool taken =
        m_writer->keep(std::move(made), [this, reply, postingId, flag, where, alerted](const Result<Kept>& kept) {
          if (!kept.ok()) return reply(notNow(kept.fault()));
          if (kept->what == Kept::What::different) {
            log::warning("entry-differs", {{"id", postingId}});
            return reply(problem(422, "different", "Not the same", "Another posting was stored here under this id."));
          }
          const bool again = kept->what == Kept::What::again;
          if (!again) m_waiting->stored(where);
          if (!again && !alerted.empty()) m_alerter->wake(alerted);
          log::info(again ? "entry-again" : "entry-kept", {{"id", postingId}, {"flag", flag}});
          reply(Response{again ? 200 : 201, std::string(receiptType), kept->receipt, {}});
        });
    if (!taken) {
      Response response = problem(409, "in-progress", "Not yet", "This posting is being stored at this moment.");
      response.headers.emplace_back("Retry-After", "1");
      reply(std::move(response));
    }
  }};
}

}  // namespace pillarbox::server
