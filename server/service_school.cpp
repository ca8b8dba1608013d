// The school's own documents: directory, rosters, devices that ask to join.
#include <nlohmann/json.hpp>

#include "server/directory_check.h"
#include "server/request_parts.h"
#include "server/service.h"
#include "shared/base/log.h"
#include "shared/record/ids.h"
#include "shared/seal/dsse.h"
#include "shared/wire/api.h"
#include "shared/wire/http_signature.h"
#include "shared/wire/invitation.h"

namespace pillarbox::server {

namespace {

constexpr std::size_t maxDirectoryBytes = 2u << 20;
constexpr std::size_t maxJoinBytes = 48u << 10;

// If-Match: "HASH"; with or without the quotes.
std::string unquoted(std::string text) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') return text.substr(1, text.size() - 2);
  return text;
}

}  // namespace

Service::Admission Service::getDirectory(const RequestHead& head, std::string_view query) {
  auto caller = callerOf(head, Needs::pendingToo);
  if (auto* refused = std::get_if<Response>(&caller)) return std::move(*refused);
  const auto numbers = numbersIn(query, {"after"});
  if (!numbers) return problem(400, "bad-query", "Not understood", "The query must be after=VERSION.");
  const std::int64_t after = numbers->contains("after") ? numbers->at("after") : 0;
  return reading([school = std::get<Caller>(caller).school, after,
                  has = head.header("if-none-match")](Store& store) -> Result<Response> {
    PB_TRY_VALUE(const std::vector<std::string> directories, store.directoriesAfter(school, after));
    return tagged({200, std::string(wire::jsonType), wire::encodeDirectories(directories), {}}, has);
  });
}

Service::Admission Service::putDirectory(const RequestHead& head) {
  auto caller = callerOf(head, Needs::approved);
  if (auto* refused = std::get_if<Response>(&caller)) return std::move(*refused);
  if (head.contentLength > maxDirectoryBytes) return refusal(413);
  const std::string ifMatch = unquoted(head.header("if-match"));
  if (ifMatch.empty()) {
    return problem(428, "if-match-needed", "Not understood", "The If-Match header must name the version before it.");
  }
  return Call{[this, who = std::get<Caller>(caller), ifMatch, digest = head.header("content-digest")](
                  const Bytes& body, const Reply& reply) {
    const Status whole = wire::checkDigest(digest, body);
    if (!whole.ok()) return reply(problem(400, "bad-body", "Not the same", whole.fault().detail));
    m_writer->run([this, who, ifMatch, body, reply](Store& store) {
      Result<Response> response = takeDirectory(store, who, ifMatch, body);
      reply(response.ok() ? std::move(*response) : notNow(response.fault()));
    });
  }};
}

Result<Response> Service::takeDirectory(Store& store, const Caller& caller, const std::string& ifMatch,
                                        BytesView body) {
  PB_TRY_VALUE(const std::optional<StoredDirectory> current, store.newestDirectory(caller.school));
  const auto answer = [](int status, const StoredDirectory& directory) {
    nlohmann::ordered_json json;
    json["version"] = directory.version;
    json["sha256"] = directory.sha256;
    return Response{status, std::string(wire::jsonType), json.dump(), {{"ETag", "\"" + directory.sha256 + "\""}}};
  };
  // The same one again: the answer to the first was lost on the way.
  if (current && current->envelope == textOf(body)) return answer(200, *current);
  if (!current || current->sha256 != ifMatch) {
    return problem(412, "not-the-newest", "Not the newest", "The directory has moved on; fetch the newest first.");
  }
  const Result<CheckedDirectory> checked = checkDirectory(
      textOf(body), current, [&](std::string_view sha256) { return store.directoryWith(caller.school, sha256); });
  if (!checked.ok()) {
    const bool trust = checked.fault().code == FaultCode::notTrusted;
    return problem(trust ? 403 : 400, trust ? "not-permitted" : "bad-directory",
                   trust ? "Not allowed" : "Not understood", checked.fault().detail);
  }
  if (checked->directory.schoolId != caller.school) {
    return problem(403, "not-permitted", "Not allowed", "The directory is another school's.");
  }
  const Status added = store.addDirectory(caller.school, checked->stored, ifMatch, m_clock.now());
  if (!added.ok() && added.fault().code == FaultCode::busy) {
    return problem(412, "not-the-newest", "Not the newest", added.fault().detail);
  }
  PB_TRY(added);
  m_book->forget();
  log::info("directory-kept", {{"school", caller.school}, {"version", checked->stored.version}});
  return answer(201, checked->stored);
}

Service::Admission Service::getRoster(const RequestHead& head) {
  auto caller = callerOf(head, Needs::approved);
  if (auto* refused = std::get_if<Response>(&caller)) return std::move(*refused);
  return reading(
      [this, who = std::get<Caller>(caller), has = head.header("if-none-match")](Store& store) -> Result<Response> {
        PB_TRY_VALUE(const std::optional<Bytes> box, store.roster(who.school, who.device));
        if (!box) return problem(404, "no-roster", "Not found", "There is no roster here for this device yet.");
        return tagged({200, std::string(wire::octetType), std::string(textOf(*box)), {}}, has);
      });
}

Service::Admission Service::putRoster(const RequestHead& head, std::string_view device) {
  auto caller = callerOf(head, Needs::approved);
  if (auto* refused = std::get_if<Response>(&caller)) return std::move(*refused);
  const Caller& who = std::get<Caller>(caller);
  const KnownDevice* to = who.about->device(device);
  if (to == nullptr || to->standing != KnownDevice::Standing::approved) {
    return problem(404, "no-such-device", "Not found", "The school has no such device.");
  }
  if (head.contentLength == 0) return problem(400, "bad-body", "Not understood", "The roster is empty.");
  return Call{[this, school = who.school, target = std::string(device), digest = head.header("content-digest")](
                  Bytes body, const Reply& reply) {
    const Status whole = wire::checkDigest(digest, body);
    if (!whole.ok()) return reply(problem(400, "bad-body", "Not the same", whole.fault().detail));
    m_writer->run([this, school, target, box = std::move(body), reply](Store& store) {
      const Status set = store.setRoster(school, target, box, m_clock.now());
      if (!set.ok()) return reply(notNow(set.fault()));
      log::info("roster-kept", {{"school", school}, {"device", target}});
      reply(Response{204, {}, {}, {}});
    });
  }};
}

Service::Admission Service::postJoin(const RequestHead& head) {
  if (head.contentLength > maxJoinBytes) return refusal(413);
  return Call{[this](const Bytes& body, const Reply& reply) {
    const Result<wire::JoinRequest> request = wire::readJoin(textOf(body));
    if (!request.ok()) return reply(problem(400, "bad-join", "Not understood", request.fault().detail));
    const Result<wire::ReadInvitation> invitation = wire::readInvitationEnvelope(request->invitation);
    if (!invitation.ok()) return reply(problem(400, "bad-join", "Not understood", invitation.fault().detail));
    const auto school = m_book->find(invitation->invitation.schoolId);
    if (!school.ok()) return reply(notNow(school.fault()));
    if (*school == nullptr) {
      return reply(problem(404, wire::unknownSchool, "Not known", "This server does not know that school."));
    }
    if (const auto no = refusedJoin(*request, *invitation, **school)) return reply(*no);
    m_writer->run(
        [this, asked = *request, invited = *invitation, text = std::string(textOf(body)), reply](Store& store) {
          Result<Response> response = takeJoin(store, asked, invited, text);
          reply(response.ok() ? std::move(*response) : notNow(response.fault()));
        });
  }};
}

// Whoever tries one invitation after another, from however many addresses, is told so much and no more. A good
// invitation costs nothing, so nobody is kept out by that.
Response Service::noToJoin(const std::string& school, std::string_view name, std::string_view why) {
  if (const auto wait = m_joins.take(school, refusedJoinAllowance, m_clock.monotonic())) {
    Response response = problem(429, "too-often", "Not now", "There were too many invitations that are no good.");
    response.headers.emplace_back("Retry-After", std::to_string(wait->count() / 1000 + 1));
    return response;
  }
  return problem(403, name, "Not allowed", why);
}

// By what is known without asking the database.
std::optional<Response> Service::refusedJoin(const wire::JoinRequest& request, const wire::ReadInvitation& invitation,
                                             const School& school) {
  const Directory& directory = school.directory;
  bool invited = false;
  for (const Person& person : directory.people) {
    if (!person.active || !isLead(person.role)) continue;
    const auto key = seal::parseVerifyKey(person.verifyKey);
    invited = invited || (key.ok() && seal::verifiedBy(invitation.envelope, *key));
  }
  const auto no = [&](std::string_view name, std::string_view why) { return noToJoin(directory.schoolId, name, why); };
  if (!invited) return no("bad-invitation", "The invitation is not signed by a safeguarding lead of the school.");
  if (invitation.invitation.serverKey != m_keys.signing.verifyKey()) {
    return no("bad-invitation", "The invitation is for another server.");
  }
  if (directory.device(request.deviceId) != nullptr) {
    return no("device-known", "The school already has a device of that id.");
  }
  return std::nullopt;
}

Result<Response> Service::takeJoin(Store& store, const wire::JoinRequest& request,
                                   const wire::ReadInvitation& invitation, const std::string& body) {
  const std::string& schoolId = invitation.invitation.schoolId;
  PB_TRY_VALUE(const std::vector<wire::StoredJoin> before, store.joins(schoolId));
  const bool repeated =
      std::any_of(before.begin(), before.end(), [&](const wire::StoredJoin& join) { return join.envelope == body; });
  if (!repeated && invitation.invitation.expiresAt < m_clock.now()) {
    return noToJoin(schoolId, "invitation-expired", "The invitation has run out; ask for a new one.");
  }
  const Status added = store.addJoin(schoolId, invitation.tokenSha256, request, body, m_clock.now());
  if (!added.ok() && added.fault().code == FaultCode::alreadyExists) {
    return noToJoin(schoolId, "invitation-used", added.fault().detail);
  }
  PB_TRY(added);
  m_book->forget();
  log::info("device-asked-to-join", {{"school", schoolId}, {"device", request.deviceId}});
  PB_TRY_VALUE(const std::vector<std::string> directories, store.directoriesAfter(schoolId, 0));
  return Response{202, std::string(wire::jsonType), wire::encodeDirectories(directories), {}};
}

Service::Admission Service::getJoins(const RequestHead& head) {
  auto caller = callerOf(head, Needs::approved);
  if (auto* refused = std::get_if<Response>(&caller)) return std::move(*refused);
  return reading([who = std::get<Caller>(caller)](Store& store) -> Result<Response> {
    PB_TRY_VALUE(const std::vector<wire::StoredJoin> all, store.joins(who.school));
    std::vector<wire::StoredJoin> waiting;
    for (const wire::StoredJoin& join : all) {
      const Result<wire::JoinRequest> request = wire::readJoin(join.envelope);
      const KnownDevice* device = request.ok() ? who.about->device(request->deviceId) : nullptr;
      if (device != nullptr && device->standing == KnownDevice::Standing::pending) waiting.push_back(join);
    }
    return Response{200, std::string(wire::jsonType), wire::encodeJoins(waiting), {}};
  });
}

}  // namespace pillarbox::server
