#include "server/service.h"

#include "server/directory_check.h"
#include "shared/base/files.h"
#include "shared/base/log.h"
#include "shared/record/device_fetch.h"
#include "shared/wire/api.h"
#include "shared/wire/http_signature.h"
#include "shared/wire/server_card.h"

namespace pillarbox::server {

namespace {

constexpr std::size_t maxKeyFileBytes = 4096;
constexpr std::string_view retrySeconds = "15";

std::pair<std::string_view, std::string_view> splitTarget(std::string_view target) {
  const std::size_t mark = target.find('?');
  if (mark == std::string_view::npos) return {target, {}};
  return {target.substr(0, mark), target.substr(mark + 1)};
}

}  // namespace

Result<std::unique_ptr<Service>> Service::open(const std::filesystem::path& folder, const Clock& clock) {
  PB_TRY_VALUE(const SecretBytes keyFile, readSecretFile(folder / keyFileName, maxKeyFileBytes));
  PB_TRY_VALUE(seal::DeviceKeys keys, seal::DeviceKeys::decode(keyFile.view()));
  std::unique_ptr<Service> service(new Service(std::move(keys), clock));
  PB_TRY_VALUE(const DatabasePlace file, databaseIn(folder));
  PB_TRY_VALUE(auto writing, Store::open(file));
  // Better down and said so than handing out receipts for what it cannot keep.
  PB_TRY(writing->check());
  PB_TRY_VALUE(auto reading, Store::open(file));
  PB_TRY_VALUE(auto book, Store::open(file));
  PB_TRY_VALUE(auto walking, Store::open(file));
  wire::ServerCard card;
  PB_TRY_VALUE(card.name, reading->serverName());
  card.signKey = service->m_keys.signing.verifyKey();
  card.boxKey = service->m_keys.boxPublic;
  service->m_keyId = seal::keyIdOf(card.signKey);
  service->m_card = wire::signServerCard(card, service->m_keys.signing);
  service->m_book = std::make_unique<SchoolBook>(std::move(book), clock);
  service->m_folder = folder;
  PB_TRY_VALUE(auto alerting, AlertQueue::open(file));
  PB_TRY_VALUE(service->m_alerts, AlertQueue::open(file));
  service->m_alerter = std::make_unique<Alerter>(folder, std::move(alerting), *service->m_book, service->m_keys, clock);
  service->m_toWalk = std::move(walking);
  PB_TRY(service->m_queues.read(*reading));
  service->m_reader = std::make_unique<Reader>(std::move(reading));
  service->m_waiting = std::make_unique<WaitingRoom>(
      file.conninfo.empty() ? std::function<void()>() : [self = service.get()] { self->lookForOthers(); });
  service->m_writer = std::make_unique<Writer>(std::move(writing), service->m_keys.signing, clock);
  return service;
}

void Service::beginWalking() {
  if (m_toWalk) m_walker = std::make_unique<Walker>(std::move(m_toWalk), m_keys.signing.verifyKey(), m_clock);
}

// Other servers may share this database: what they store wakes nobody here.
void Service::lookForOthers() {
  m_reader->run([this](Store& store) {
    const auto places = store.places();
    if (!places.ok()) return;
    for (const auto& [school, index] : *places) m_waiting->reached(school, index);
  });
}

std::string Service::metrics() const {
  return "# HELP pillarbox_waiting Requests that wait for something new.\n# TYPE pillarbox_waiting gauge\n"
         "pillarbox_waiting " +
         std::to_string(m_waiting->count()) + "\n" + m_queues.metrics(m_clock.now());
}

void Service::finish() {
  m_waiting->close();
  m_writer.reset();
  m_reader.reset();
  m_alerter.reset();  // the two before wake it
}

Service::Admission Service::admit(const RequestHead& head) {
  const auto [path, query] = splitTarget(head.target);
  const std::string& method = head.method;
  const bool get = method == "GET";
  const bool put = method == "PUT";
  if ((get || method == "HEAD") && head.contentLength > 0) {
    return problem(400, "no-body-expected", "Not understood", "A GET request has no body.");
  }
  const auto notAllowed = [&](const char* allow) {
    Response response =
        problem(405, "method-not-allowed", "Not allowed", std::string("Only ") + allow + " is allowed here.");
    response.headers.emplace_back("Allow", allow);
    return response;
  };
  const std::string entries = std::string(wire::entriesPath) + "/";
  const std::string orders = std::string(wire::destructionsPath) + "/";
  const std::string rosters = std::string(wire::rosterPath) + "/";

  if (path == wire::serverPath) return get ? getServer() : notAllowed("GET");
  if (path == wire::healthPath) return get ? getHealth() : notAllowed("GET");
  if (path == wire::entriesPath) return get ? getEntries(head, query) : notAllowed("GET");
  if (path == wire::headPath) return get ? getHead(head) : notAllowed("GET");
  if (path == wire::statusPath) return get ? getStatus(head, query) : notAllowed("GET");
  if (path == wire::joinsPath) return get ? getJoins(head) : notAllowed("GET");
  if (path == wire::joinPath) return method == "POST" ? postJoin(head) : notAllowed("POST");
  if (path == wire::alertsPath) return get ? getAlerts(head) : notAllowed("GET");
  if (path == wire::testAlertPath) return method == "POST" ? postTestAlert(head) : notAllowed("POST");
  if (path == wire::rosterPath) return get ? getRoster(head) : notAllowed("GET");
  if (path == wire::queuePath) return put ? putQueue(head) : notAllowed("PUT");
  if (path == wire::directoryPath) {
    if (get) return getDirectory(head, query);
    return put ? putDirectory(head) : notAllowed("GET, PUT");
  }
  if (path == wire::destructionsPath) return get ? getDestructions(head, query) : notAllowed("GET");
  if (path.starts_with(orders) && path.find('/', orders.size()) == std::string_view::npos) {
    if (get) return getDestruction(head, path.substr(orders.size()));
    return put ? putDestruction(head, path.substr(orders.size())) : notAllowed("GET, PUT");
  }
  if (path.starts_with(rosters) && path.find('/', rosters.size()) == std::string_view::npos) {
    return put ? putRoster(head, path.substr(rosters.size())) : notAllowed("PUT");
  }
  if (path.starts_with(entries)) {
    const std::string_view rest = path.substr(entries.size());
    const std::size_t slash = rest.find('/');
    if (slash == std::string_view::npos) return put ? putEntry(head, rest) : notAllowed("PUT");
    if (rest.substr(slash) == "/sealed") {
      return get || method == "HEAD" ? getSealed(head, rest.substr(0, slash)) : notAllowed("GET, HEAD");
    }
  }
  return problem(404, "unknown-path", "Not found", "There is nothing at this address.");
}

Response Service::problem(int status, std::string_view name, std::string_view title, std::string_view detail) const {
  wire::Problem problem{status, std::string(name), std::string(title), std::string(detail), std::nullopt};
  if (status == 401) problem.time = m_clock.now();
  Response response{status, std::string(wire::problemType), wire::encodeProblem(problem), {}};
  if (status == 401) response.headers.emplace_back("WWW-Authenticate", "Signature");
  return response;
}

Response Service::refusal(int status) {
  switch (status) {
    case 408:
      return problem(408, "too-slow", "Too slow", "The request did not arrive in time.");
    case 411:
      return problem(411, "length-required", "Length required", "The request must say how long its body is.");
    case 413:
      return problem(413, "too-large", "Too large", "The body is larger than this server takes.");
    case 431:
      return problem(431, "headers-too-large", "Too large", "The headers are larger than this server takes.");
    case 500:
      return problem(500, "internal", "Failed", "The server failed and has kept nothing of this request.");
    case 503: {
      Response response = problem(503, "busy", "Not now", "The server has too much in hand; try again.");
      response.headers.emplace_back("Retry-After", retrySeconds);
      return response;
    }
    default:
      return problem(400, "malformed", "Not understood", "This is not a well-formed HTTP request.");
  }
}

Response Service::notNow(const Fault& fault) const {
  log::fault("request-failed", fault);
  Response response = problem(503, faultName(fault.code), "Not now", "The server could not do this now; try again.");
  response.headers.emplace_back("Retry-After", retrySeconds);
  return response;
}

std::variant<Response, Service::Caller> Service::callerOf(const RequestHead& head, Needs needs) {
  const wire::SignatureHeaders headers{head.header("content-digest"), head.header("signature-input"),
                                       head.header("signature")};
  if (headers.signatureInput.empty()) {
    return problem(401, "not-signed", "Not signed", "This request must be signed by a device of the school.");
  }
  wire::SignedRequest request{head.method, head.target, std::nullopt};
  if (head.method == "PUT" || head.method == "POST") request.body = BytesView();
  const Result<wire::Claim> claim = wire::readSignatureBeforeBody(request, headers);
  if (!claim.ok()) return problem(401, "bad-signature", "Not signed", claim.fault().detail);

  const auto school = m_book->find(claim->school);
  if (!school.ok()) return notNow(school.fault());
  const KnownDevice* device = *school == nullptr ? nullptr : (*school)->device(claim->device);
  if (device == nullptr) {
    return problem(403, wire::unknownDevice, "Not known", "This server does not know that device of that school.");
  }
  const Status verified = wire::verifyClaim(*claim, device->key, m_keyId, m_clock.now());
  if (!verified.ok() && verified.fault().code == FaultCode::timedOut) {
    return problem(401, "signed-at-another-time", "Wrong time", verified.fault().detail);
  }
  if (!verified.ok()) return problem(401, "bad-signature", "Not signed", verified.fault().detail);
  if (device->standing == KnownDevice::Standing::revoked) {
    return problem(403, "revoked-device", "Not allowed", "This device has been taken off the school's list.");
  }
  if (device->standing == KnownDevice::Standing::pending && needs != Needs::pendingToo) {
    return problem(403, "pending-device", "Not yet", "A safeguarding lead has not yet let this device in.");
  }
  const Device* entry = (*school)->directory.device(claim->device);
  if (needs == Needs::reader && entry != nullptr && !isForReaders(*entry)) {
    return problem(403, wire::notForThisDevice, "Not allowed", "Nobody reads on this device.");
  }
  return Caller{claim->school, claim->device, device->standing, *school};
}

Call Service::reading(std::function<Result<Response>(Store&)> read) {
  return {[this, read = std::move(read)](const Bytes&, Reply reply) {
    m_reader->run([this, read, reply = std::move(reply)](Store& store) {
      Result<Response> response = read(store);
      reply(response.ok() ? std::move(*response) : notNow(response.fault()));
    });
  }};
}

Service::Admission Service::getServer() {
  return Response{200, std::string(wire::jsonType), wire::encodeServerAnswer(m_card, m_clock.now()), {}};
}

Service::Admission Service::getHealth() {
  return reading([this](Store& store) -> Result<Response> {
    PB_TRY(store.bookVersion());
    return Response{
        200, std::string(wire::jsonType), "{\"ok\":true,\"time\":\"" + formatTime(m_clock.now()) + "\"}", {}};
  });
}

}  // namespace pillarbox::server
