#include "kiosk/office/server_calls.h"

#include <nlohmann/json.hpp>

#include "shared/seal/signing.h"
#include "shared/wire/api.h"
#include "shared/wire/http_signature.h"
#include "shared/wire/lists.h"
#include "shared/wire/problem.h"

namespace pillarbox::office {
namespace {

constexpr Milliseconds patience{30'000};
constexpr std::size_t listBytes = 16u << 20;
constexpr std::size_t nonceBytes = 16;
constexpr int unauthorised = 401;

Fault withWords(const Fault& fault) {
  return fault.detail.empty() ? Fault{fault.code, std::string(faultWords(fault.code).what)} : fault;
}

}  // namespace

ServerCalls::ServerCalls(Server server, std::unique_ptr<Http> http)
    : m_server(std::move(server)), m_http(std::move(http)) {}

Result<ServerCalls> ServerCalls::make(Server server) {
  PB_TRY_VALUE(auto http, Http::make());
  return ServerCalls(std::move(server), std::move(http));
}

Result<std::string> ServerCalls::plain(HttpRequest request) {
  Result<wire::Answer> answer = m_http->fetch(m_server, std::move(request), patience);
  if (!answer.ok()) return withWords(answer.fault());
  const Status fine = wire::judge(*answer);
  if (!fine.ok()) return withWords(fine.fault());
  return std::move(answer->body);
}

// A 401 tells the server's time; then it is asked once more with that time.
Result<std::string> ServerCalls::asDevice(School& school, HttpRequest request) {
  const wire::Signer signer{school.directory().schoolId, school.deviceId, seal::keyIdOf(m_server.signKey)};
  for (int attempt = 0;; ++attempt) {
    HttpRequest signedOne = request;
    wire::SignedRequest what{request.method, request.target, std::nullopt};
    if (request.method != "GET") what.body = BytesView(request.body);
    const wire::SignatureHeaders headers = wire::signRequest(
        what, signer, school.keys.signing, school.clock->now() + m_clockOff, school.random->bytes(nonceBytes));
    if (!headers.contentDigest.empty()) signedOne.headers.emplace_back("Content-Digest", headers.contentDigest);
    signedOne.headers.emplace_back("Signature-Input", headers.signatureInput);
    signedOne.headers.emplace_back("Signature", headers.signature);
    Result<wire::Answer> answer = m_http->fetch(m_server, std::move(signedOne), patience);
    if (!answer.ok()) return withWords(answer.fault());
    if (answer->status == unauthorised && attempt == 0) {
      const Result<wire::Problem> problem = wire::decodeProblem(answer->body);
      if (problem.ok() && problem->time) {
        m_clockOff = *problem->time - school.clock->now();
        continue;
      }
    }
    const Status fine = wire::judge(*answer);
    if (!fine.ok()) return withWords(fine.fault());
    return std::move(answer->body);
  }
}

Result<ServerCalls::Card> ServerCalls::askCard() {
  HttpRequest request;
  request.method = "GET";
  request.target = wire::serverPath;
  PB_TRY_VALUE(const std::string body, plain(std::move(request)));
  const auto answer = wire::decodeServerAnswer(body);
  if (!answer.ok()) return Fault{FaultCode::notOurServer, "What answers at that address is not a Pillarbox server."};
  // The envelope itself is kept: it proves the keys again each time it is read.
  const auto json = nlohmann::json::parse(body, nullptr, false);
  if (!json.is_object() || !json.contains("card") || !json["card"].is_string()) {
    return Fault{FaultCode::notOurServer, "What answers at that address is not a Pillarbox server."};
  }
  return Card{answer->card, json["card"].get<std::string>()};
}

Result<std::vector<std::string>> ServerCalls::askToJoin(const std::string& signedRequest) {
  HttpRequest request;
  request.method = "POST";
  request.target = wire::joinPath;
  request.headers = {{"Content-Type", std::string(wire::jsonType)}};
  request.body = bytesOf(signedRequest);
  request.mostAnswerBytes = listBytes;
  PB_TRY_VALUE(const std::string body, plain(std::move(request)));
  return wire::decodeDirectories(body);
}

Result<std::vector<wire::PendingJoin>> ServerCalls::askWaiting(School& school) {
  HttpRequest request;
  request.method = "GET";
  request.target = wire::joinsPath;
  request.mostAnswerBytes = listBytes;
  PB_TRY_VALUE(const std::string body, asDevice(school, std::move(request)));
  return wire::decodeJoins(body);
}

Status ServerCalls::putDirectory(School& school, const std::string& envelope, std::string_view previousSha256) {
  HttpRequest request;
  request.method = "PUT";
  request.target = wire::directoryPath;
  request.headers = {{"Content-Type", std::string(wire::jsonType)},
                     {"If-Match", "\"" + std::string(previousSha256) + "\""}};
  request.body = bytesOf(envelope);
  PB_TRY(asDevice(school, std::move(request)));
  return {};
}

Status ServerCalls::putRoster(School& school, std::string_view device, BytesView box) {
  HttpRequest request;
  request.method = "PUT";
  request.target = wire::rosterFor(device);
  request.headers = {{"Content-Type", std::string(wire::octetType)}};
  request.body.assign(box.begin(), box.end());
  PB_TRY(asDevice(school, std::move(request)));
  return {};
}

Result<wire::AlertAnswer> ServerCalls::askAlerts(School& school) {
  HttpRequest request;
  request.method = "GET";
  request.target = wire::alertsPath;
  request.mostAnswerBytes = listBytes;
  PB_TRY_VALUE(const std::string body, asDevice(school, std::move(request)));
  return wire::decodeAlerts(body);
}

Status ServerCalls::askTestAlert(School& school, const wire::TestAlert& test) {
  HttpRequest request;
  request.method = "POST";
  request.target = wire::testAlertPath;
  request.headers = {{"Content-Type", std::string(wire::jsonType)}};
  request.body = bytesOf(wire::encodeTestAlert(test));
  PB_TRY(asDevice(school, std::move(request)));
  return {};
}

}  // namespace pillarbox::office
