// A real server on a loopback port in this process, and an invented school that posts to it.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <thread>

#include "server/cli.h"
#include "server/service.h"
#include "shared/base/log.h"
#include "shared/record/ids.h"
#include "shared/seal/dsse.h"
#include "shared/wire/api.h"
#include "shared/wire/http_signature.h"
#include "shared/wire/invitation.h"
#include "shared/wire/join.h"
#include "shared/wire/receipt_check.h"
#include "shared/wire/server_card.h"
#include "tests/support/fake_clock.h"
#include "tests/support/postgres.h"
#include "tests/support/process.h"
#include "tests/unit/server/client.h"

namespace pillarbox::server {

// One throw-away certificate for the whole test program.
struct Certificate {
  support::TempFolder folder;
  std::string cert = folder / "cert.pem";
  std::string key = folder / "key.pem";
  Certificate() {
    support::run({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                  "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=localhost", "-addext",
                  "subjectAltName=IP:127.0.0.1"});
  }
  static const Certificate& shared() {
    static const Certificate certificate;
    return certificate;
  }
};

struct TestDevice {
  std::string id;
  seal::DeviceKeys keys;
};

struct TestPosting {
  std::string id;
  Slip slip;
  std::string envelope;
  std::string sealed;
  Headers headers() const {
    return {{"Pillarbox-Slip", toBase64(viewOf(envelope), Base64::urlUnpadded)},
            {"Content-Type", "application/octet-stream"}};
  }
  std::string slipSha256() const { return sha256Hex(viewOf(encodeSlip(slip))); }
};

// The school, its people's keys and one device.
struct TestSchool {
  SystemRandom random;
  std::string id;
  seal::SigningKey dsl = seal::SigningKey::generate(random);
  seal::SigningKey head = seal::SigningKey::generate(random);
  TestDevice device{"kiosk-1", seal::DeviceKeys::generate(random)};
  Directory directory;

  explicit TestSchool(std::string schoolId = "oakfield") : id(std::move(schoolId)) {
    directory.schoolId = id;
    directory.schoolName = "Oakfield Primary";
    directory.createdAt = support::FakeClock().now();
    const std::string dslKey = seal::formatVerifyKey(dsl.verifyKey());
    const std::string headKey = seal::formatVerifyKey(head.verifyKey());
    const std::string sheetKey = toBase64(Bytes(32, 7), Base64::padded);
    directory.people = {{"dsl", "Mrs Lead", PersonRole::dsl, "", "", "", "age1a", dslKey, "c1", true, true},
                        {"head", "Ms Head", PersonRole::head, "", "", "", "age1c", headKey, "c3", true, true}};
    directory.sheets = {{"safeguarding", "age1s", sheetKey}, {"head-chair", "age1t", sheetKey}};
    directory.audiences = {{"safeguarding", {"dsl"}, "safeguarding"}, {"head", {"head"}, "head-chair"}};
    directory.devices = {deviceEntry(device)};
  }

  static Device deviceEntry(const TestDevice& device) {
    Device entry;
    entry.id = device.id;
    entry.name = "Staffroom";
    entry.verifyKey = seal::formatVerifyKey(device.keys.signing.verifyKey());
    entry.boxKey = wire::formatBoxKey(device.keys.boxPublic);
    return entry;
  }
  static std::string signedBy(const Directory& directory, const seal::SigningKey& signer) {
    return seal::encode(seal::sign(directoryType, viewOf(encodeDirectory(directory)), signer));
  }
  std::string envelope() const { return signedBy(directory, dsl); }
  std::string sha256() const { return sha256Hex(viewOf(encodeDirectory(directory))); }
  Directory next() const {
    Directory following = directory;
    following.version = directory.version + 1;
    following.previousSha256 = sha256();
    return following;
  }

  // A posting of `device`, its slip in a chain of its own.
  TestPosting posting(const TestDevice& by, std::size_t bytes = 4096) {
    return posting(by, bytes, [](Slip&) {});
  }
  template <class Change>
  TestPosting posting(const TestDevice& by, std::size_t bytes, Change&& change) {
    const support::FakeClock clock;
    TestPosting made;
    made.id = newId(clock, random);
    made.sealed = std::string(textOf(random.bytes(bytes)));
    Slip& slip = made.slip;
    slip.id = made.id;
    slip.school = id;
    slip.device = by.id;
    slip.chainId = newId(clock, random);
    slip.seq = 1;
    slip.audience = "safeguarding";
    slip.writtenAt = clock.now();
    slip.contentSha256 = sha256Hex(viewOf("content"));
    slip.sealedSha256 = sha256Hex(viewOf(made.sealed));
    slip.sealedBytes = static_cast<std::int64_t>(bytes);
    slip.directoryVersion = directory.version;
    change(slip);
    made.envelope = seal::encode(seal::sign(slipType, viewOf(encodeSlip(slip)), by.keys.signing));
    return made;
  }
  TestPosting posting() { return posting(device); }
};

class ServerTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(initialiseCryptography());
    log::setLevel(log::Level::error);
    options.certificate = Certificate::shared().cert;
    options.key = Certificate::shared().key;
    testing::internal::CaptureStdout();
    std::vector<std::string> init = {"init", serverFolder, "--name", "Test server"};
    if (!conninfo.empty()) init.insert(init.end(), {"--database", conninfo});
    ASSERT_EQ(runCommand(init), 0);
    addSchool(school);
    testing::internal::GetCapturedStdout();
    start();
  }
  void TearDown() override { stop(); }

  void addSchool(const TestSchool& one) {
    support::writeText(folder / "directory.json", one.envelope());
    ASSERT_EQ(runCommand({"school", "add", serverFolder, folder / "directory.json"}), 0);
  }
  void start() {
    auto opened = Service::open(serverFolder, clock);
    ASSERT_TRUE(opened.ok()) << opened.fault().detail;
    service = std::move(*opened);
    auto listening = HttpServer::open(options, *service);
    ASSERT_TRUE(listening.ok()) << listening.fault().detail;
    http = std::move(*listening);
    serving = std::jthread([this] { http->run(); });
    const auto card = wire::decodeServerAnswer(ask("GET", "/v1/server").body);
    ASSERT_TRUE(card.ok());
    serverKey = card->card.signKey;
  }
  void stop() {
    if (!http) return;
    http->stop();
    serving.join();
    service->finish();
    http.reset();
    service.reset();
  }

  Got ask(const std::string& method, const std::string& target, const Headers& headers = {},
          const std::optional<std::string>& body = {}) {
    Client client(http->port());
    if (!client.handshake(Certificate::shared().cert)) return {};
    return client.ask(method, target, headers, body);
  }
  Got put(const TestPosting& posting) {
    return ask("PUT", wire::entryPath(posting.id), posting.headers(), posting.sealed);
  }
  // A request signed by `device` of `of`.
  Got signedAsk(const TestDevice& device, const std::string& method, const std::string& target,
                const std::optional<std::string>& body = {}, Headers headers = {}, const std::string& of = "oakfield") {
    wire::SignedRequest request{method, target, std::nullopt};
    if (body) request.body = viewOf(*body);
    const auto made = wire::signRequest(request, {of, device.id, seal::keyIdOf(serverKey)}, device.keys.signing,
                                        clock.now(), random.bytes(16));
    headers.emplace_back("Signature-Input", made.signatureInput);
    headers.emplace_back("Signature", made.signature);
    if (body) headers.emplace_back("Content-Digest", made.contentDigest);
    return ask(method, target, headers, body);
  }
  Got get(const std::string& target) { return signedAsk(school.device, "GET", target); }

  std::string problemName(const Got& got) {
    const auto problem = wire::decodeProblem(got.body);
    EXPECT_EQ(got.headers.contains("content-type") ? got.headers.at("content-type") : "", "application/problem+json");
    return problem.ok() ? problem->name : "not a problem";
  }
  Result<wire::CheckedReceipt> receiptOf(const Got& got, const TestPosting& posting,
                                         const wire::KnownHead& known = {}) {
    return wire::checkReceipt(got.body, serverKey, posting.id, posting.slipSha256(), posting.slip.school, known);
  }

  support::TempFolder folder;
  std::string serverFolder = folder / "server";
  std::string conninfo;  // PostgreSQL, if not empty
  support::FakeClock clock;
  SystemRandom random;
  wire::Invitation invitation(const std::string& forSchool) {
    wire::Invitation made;
    made.url = "https://127.0.0.1";
    made.schoolId = forSchool;
    made.directorySha256 = school.sha256();
    made.serverKey = serverKey;
    made.token = random.bytes(wire::invitationTokenBytes);
    made.expiresAt = clock.now() + wire::invitationLife;
    return made;
  }
  std::string joinOf(const TestDevice& device, const wire::Invitation& invited, const seal::SigningKey& by) {
    wire::JoinRequest request;
    request.invitation = seal::encode(wire::signInvitation(invited, by));
    request.deviceId = device.id;
    request.deviceName = "Hall";
    request.verifyKey = seal::formatVerifyKey(device.keys.signing.verifyKey());
    request.boxKey = wire::formatBoxKey(device.keys.boxPublic);
    request.proof = wire::joinProof(invited.token, request.deviceId, request.verifyKey, request.boxKey);
    return wire::signJoin(request, device.keys.signing);
  }
  TestSchool school;
  HttpOptions options;
  std::unique_ptr<Service> service;
  std::unique_ptr<HttpServer> http;
  std::jthread serving;
  seal::VerifyKey serverKey;
};

enum class EngineKind { sqlite, postgres };
inline void PrintTo(EngineKind kind, std::ostream* out) {
  *out << (kind == EngineKind::sqlite ? "SQLite" : "PostgreSQL");
}

// `Base` on each of the two databases; a test of it is a TEST_P, instantiated by ON_BOTH_ENGINES.
template <class Base>
class OnBoth : public Base, public testing::WithParamInterface<EngineKind> {
 protected:
  void SetUp() override {
    if (GetParam() == EngineKind::postgres) {
      if (!support::Postgres::installed()) GTEST_SKIP() << "postgresql-15 is not installed";
      postgres = std::make_unique<support::Postgres>();
      ASSERT_TRUE(postgres->running());
      this->conninfo = postgres->database("pillarbox");
    }
    Base::SetUp();
  }
  std::unique_ptr<support::Postgres> postgres;
};

inline std::string engineName(const testing::TestParamInfo<EngineKind>& info) {
  return info.param == EngineKind::sqlite ? "sqlite" : "postgres";
}

#define ON_BOTH_ENGINES(suite) \
  INSTANTIATE_TEST_SUITE_P(Engine, suite, testing::Values(EngineKind::sqlite, EngineKind::postgres), engineName)

}  // namespace pillarbox::server
