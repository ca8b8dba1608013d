// Postings: taking them in, and handing them on.
#include <algorithm>
#include <charconv>
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

std::optional<std::int64_t> numberIn(std::string_view query, std::string_view name) {
  if (query.empty()) return 0;
  if (!query.starts_with(name) || query.size() == name.size()) return std::nullopt;
  query.remove_prefix(name.size());
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(query.data(), query.data() + query.size(), number);
  if (error != std::errc{} || end != query.data() + query.size() || number < 0) return std::nullopt;
  return number;
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
    const std::string alerted = isCasework(made.slip.kind) ? std::string() : made.slip.school;
    const bool taken =
        m_writer->keep(std::move(made), [this, reply, postingId, flag, alerted](const Result<Kept>& kept) {
          if (!kept.ok()) return reply(notNow(kept.fault()));
          if (kept->what == Kept::What::different) {
            log::warning("entry-differs", {{"id", postingId}});
            return reply(problem(422, "different", "Not the same", "Another posting was stored here under this id."));
          }
          const bool again = kept->what == Kept::What::again;
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

Service::Admission Service::getEntries(const RequestHead& head, std::string_view query) {
  auto caller = callerOf(head, Needs::approved);
  if (auto* refused = std::get_if<Response>(&caller)) return std::move(*refused);
  const auto after = numberIn(query, "after=");
  if (!after) return problem(400, "bad-query", "Not understood", "The query must be after=NUMBER.");
  return reading([school = std::get<Caller>(caller).school, after = *after](Store& store) -> Result<Response> {
    PB_TRY_VALUE(const wire::EntryList list, store.entriesAfter(school, after));
    return Response{200, std::string(wire::jsonType), wire::encodeEntryList(list), {}};
  });
}

namespace {

// "bytes=FROM-" or "bytes=FROM-TO", for whoever goes on where a connection was cut (RFC 9110, 14.2). Anything else is
// as if nothing had been asked for, which is what that says of ranges that a server does not know.
struct Range {
  std::size_t from = 0;
  std::optional<std::size_t> to;  // the last one
};
std::optional<Range> rangeIn(std::string_view header) {
  constexpr std::string_view unit = "bytes=";
  if (!header.starts_with(unit)) return std::nullopt;
  header.remove_prefix(unit.size());
  const std::size_t dash = header.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto number = [](std::string_view digits) -> std::optional<std::size_t> {
    std::size_t value = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool whole = parsed.ec == std::errc() && parsed.ptr == digits.data() + digits.size() && !digits.empty();
    return whole ? std::optional(value) : std::nullopt;
  };
  const auto from = number(header.substr(0, dash));
  const std::string_view last = header.substr(dash + 1);
  const auto to = number(last);
  if (!from || (!last.empty() && (!to || *to < *from))) return std::nullopt;
  return Range{*from, to};
}

}  // namespace

Service::Admission Service::getSealed(const RequestHead& head, std::string_view id) {
  auto caller = callerOf(head, Needs::approved);
  if (auto* refused = std::get_if<Response>(&caller)) return std::move(*refused);
  return reading([this, school = std::get<Caller>(caller).school, wanted = std::string(id),
                  range = rangeIn(head.header("range"))](Store& store) -> Result<Response> {
    PB_TRY_VALUE(const std::optional<Bytes> sealed, store.sealed(school, wanted));
    PB_TRY_VALUE(const bool destroyed, sealed ? Result<bool>(false) : store.wasDestroyed(school, wanted));
    if (destroyed) return problem(410, "destroyed", "Gone", "This record was destroyed by order of two people.");
    if (!sealed) return problem(404, "no-such-entry", "Not found", "The school has no entry with that id here.");
    const std::string_view all = textOf(*sealed);
    if (!range) return Response{200, std::string(wire::octetType), std::string(all), {{"Accept-Ranges", "bytes"}}};
    if (range->from >= all.size()) {
      Response response = problem(416, "no-such-range", "Not there", "The entry ends before that.");
      response.headers.emplace_back("Content-Range", "bytes */" + std::to_string(all.size()));
      return response;
    }
    const std::size_t last = std::min(range->to.value_or(all.size() - 1), all.size() - 1);
    return Response{206,
                    std::string(wire::octetType),
                    std::string(all.substr(range->from, last - range->from + 1)),
                    {{"Content-Range", "bytes " + std::to_string(range->from) + "-" + std::to_string(last) + "/" +
                                           std::to_string(all.size())}}};
  });
}

Service::Admission Service::getStatus(const RequestHead& head, std::string_view query) {
  auto caller = callerOf(head, Needs::pendingToo);
  if (auto* refused = std::get_if<Response>(&caller)) return std::move(*refused);
  constexpr std::string_view name = "ids=";
  std::vector<std::string> ids;
  bool good = query.starts_with(name);
  if (good) query.remove_prefix(name.size());
  while (good && !query.empty()) {
    const std::size_t comma = query.find(',');
    ids.emplace_back(query.substr(0, comma));
    good = isId(ids.back()) && ids.size() <= wire::maxStatusIds;
    query = comma == std::string_view::npos ? std::string_view() : query.substr(comma + 1);
  }
  if (!good || ids.empty()) {
    return problem(400, "bad-query", "Not understood", "The query must be ids= and at most 200 ids with commas.");
  }
  return reading([school = std::get<Caller>(caller).school, ids](Store& store) -> Result<Response> {
    std::vector<std::string> slips;
    for (const std::string& id : ids) {
      PB_TRY_VALUE(std::vector<std::string> some, store.statusOf(school, id));
      std::move(some.begin(), some.end(), std::back_inserter(slips));
    }
    return Response{200, std::string(wire::jsonType), wire::encodeStatusReply(slips), {}};
  });
}

Service::Admission Service::getHead(const RequestHead& head) {
  auto caller = callerOf(head, Needs::pendingToo);
  if (auto* refused = std::get_if<Response>(&caller)) return std::move(*refused);
  return reading([this, school = std::get<Caller>(caller).school](Store& store) -> Result<Response> {
    wire::HeadAnswer answer;
    PB_TRY_VALUE(answer.receipt, store.newestReceipt(school));
    answer.time = m_clock.now();
    return Response{200, std::string(wire::jsonType), wire::encodeHead(answer), {}};
  });
}

Service::Admission Service::getDirectory(const RequestHead& head, std::string_view query) {
  auto caller = callerOf(head, Needs::pendingToo);
  if (auto* refused = std::get_if<Response>(&caller)) return std::move(*refused);
  const auto after = numberIn(query, "after=");
  if (!after) return problem(400, "bad-query", "Not understood", "The query must be after=VERSION.");
  return reading([school = std::get<Caller>(caller).school, after = *after](Store& store) -> Result<Response> {
    PB_TRY_VALUE(const std::vector<std::string> directories, store.directoriesAfter(school, after));
    return Response{200, std::string(wire::jsonType), wire::encodeDirectories(directories), {}};
  });
}

}  // namespace pillarbox::server
