// Postings: handing them on, to devices that may have them.
#include <algorithm>
#include <optional>

#include "server/request_parts.h"
#include "server/service.h"
#include "shared/record/device_fetch.h"
#include "shared/record/ids.h"
#include "shared/seal/dsse.h"
#include "shared/wire/api.h"

namespace pillarbox::server {

namespace {

Response listed(const wire::EntryList& list) {
  return {200, std::string(wire::jsonType), wire::encodeEntryList(list), {}};
}

// What a device posted itself it may always have again.
Result<bool> mayHave(const std::string& envelope, const School& school, const std::string& device) {
  const Device* entry = school.directory.device(device);
  if (entry == nullptr || !entry->fetches) return true;
  PB_TRY_VALUE(const seal::Envelope document, seal::decode(envelope));
  PB_TRY_VALUE(const Slip slip, decodeSlip(textOf(document.payload)));
  return slip.device == device || mayFetch(school.directory, *entry, slip.audience);
}

}  // namespace

// The list is complete whoever asks: it is how devices catch a server that forks, drops or reorders.
Service::Admission Service::getEntries(const RequestHead& head, std::string_view query) {
  auto caller = callerOf(head, Needs::approved);
  if (auto* refused = std::get_if<Response>(&caller)) return std::move(*refused);
  const auto numbers = numbersIn(query, {"after", "wait"});
  const auto number = [&](std::string_view name) {
    const auto found = numbers->find(name);
    return found == numbers->end() ? std::int64_t{0} : found->second;
  };
  constexpr auto longest = std::chrono::duration_cast<std::chrono::seconds>(wire::longestEntriesWait);
  if (!numbers || number("wait") > longest.count()) {
    return problem(400, "bad-query", "Not understood", "The query must be after=NUMBER, and wait=SECONDS up to 60.");
  }
  const std::chrono::seconds most(number("wait"));
  return Call{[this, who = std::get<Caller>(caller), after = number("after"), most](const Bytes&, const Reply& reply) {
    m_reader->run([this, who, after, until = std::chrono::steady_clock::now() + most, reply](Store& store) {
      listOrWait(store, who, after, until, reply);
    });
  }};
}

// On the reader's thread. Woken for what it has already, it waits on.
void Service::listOrWait(Store& store, const Caller& who, std::int64_t after,
                         std::chrono::steady_clock::time_point until, const Reply& reply) {
  const std::uint64_t round = m_waiting->round(who.school);
  const Result<wire::EntryList> list = store.entriesAfter(who.school, after);
  if (!list.ok()) return reply(notNow(list.fault()));
  const auto left = std::chrono::duration_cast<Milliseconds>(until - std::chrono::steady_clock::now());
  if (!list->entries.empty() || left <= Milliseconds(0)) return reply(listed(*list));
  const auto answer = [this, who, after, until, reply, none = listed(*list)](bool maybeNew) {
    if (!maybeNew) return reply(none);
    m_reader->run([this, who, after, until, reply](Store& again) { listOrWait(again, who, after, until, reply); });
  };
  if (!m_waiting->wait(who.school, who.device, after, round, left, answer)) reply(refusal(503));
}

Service::Admission Service::getSealed(const RequestHead& head, std::string_view id) {
  auto caller = callerOf(head, Needs::approved);
  if (auto* refused = std::get_if<Response>(&caller)) return std::move(*refused);
  return reading([this, who = std::get<Caller>(caller), wanted = std::string(id), sizeOnly = head.method == "HEAD",
                  range = rangeIn(head.header("range"))](Store& store) -> Result<Response> {
    PB_TRY_VALUE(const std::optional<std::string> slip, store.slipOf(who.school, wanted));
    PB_TRY_VALUE(const bool may, slip ? mayHave(*slip, *who.about, who.device) : Result<bool>(true));
    if (!may) {
      return problem(403, wire::notForThisDevice, "Not allowed",
                     "The school's directory does not give this device what is for those readers.");
    }
    PB_TRY_VALUE(const std::optional<std::uint64_t> size, store.sealedSize(who.school, wanted));
    PB_TRY_VALUE(const bool destroyed, size ? Result<bool>(false) : store.wasDestroyed(who.school, wanted));
    if (destroyed) return problem(410, "destroyed", "Gone", "This record was destroyed by order of two people.");
    if (!size) return problem(404, "no-such-entry", "Not found", "The school has no entry with that id here.");
    Response response{200, std::string(wire::octetType), {}, {{"Accept-Ranges", "bytes"}}};
    if (sizeOnly) {
      response.bodyBytes = size;
      return response;
    }
    if (range && range->from >= *size) {
      response = problem(416, "no-such-range", "Not there", "The entry ends before that.");
      response.headers.emplace_back("Content-Range", "bytes */" + std::to_string(*size));
      return response;
    }
    PB_TRY_VALUE(const std::optional<Bytes> sealed, store.sealed(who.school, wanted));
    const std::string_view all = sealed ? textOf(*sealed) : std::string_view();
    if (!range) {
      response.body = all;
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

}  // namespace pillarbox::server
