// The technician's page, its password, metrics, and shutting a device out.
#include <algorithm>

#include "server/front.h"
#include "server/status_facts.h"
#include "shared/base/slow_hash.h"
#include "tests/unit/server/server_fixture.h"

namespace pillarbox::server {

namespace {

using std::chrono::hours;

const WallTime noon{Milliseconds(1795262400000)};

StatusFacts wellSchool() {
  StatusFacts facts;
  facts.serverName = "Oakfield <Trust>";
  facts.now = noon;
  facts.database = "SQLite";
  facts.diskAll = 100'000'000'000;
  facts.diskFree = 60'000'000'000;
  facts.backedUpAt = noon - hours(5);
  facts.certificateUntil = noon + hours(24 * 60);
  facts.mailSet = true;
  SchoolFacts school;
  school.id = "oakfield";
  school.name = "Oakfield Primary";
  school.walkedAt = noon - hours(3);
  school.alertTestedAt = noon - hours(24 * 3);
  school.devices = {{"k1", "Staffroom", "", noon - hours(1), noon - hours(4)}};
  facts.schools = {school};
  return facts;
}

std::string todo(const StatusFacts& facts, const std::string& what) {
  for (const Check& check : checksOf(facts)) {
    if (check.what == what && check.health != Health::good) {
      EXPECT_FALSE(check.todo.empty());
      return (check.health == Health::now ? "now: " : "soon: ") + check.says;
    }
  }
  return "";
}

TEST(StatusPage, ASchoolThatIsWellNeedsNothing) {
  for (const Check& check : checksOf(wellSchool())) {
    EXPECT_EQ(check.health, Health::good) << check.what << ": " << check.says;
    EXPECT_EQ(check.todo, "");
  }
  const std::string page = statusPage(wellSchool());
  EXPECT_NE(page.find("All is well. Nothing to do."), std::string::npos);
  EXPECT_NE(page.find("Oakfield &lt;Trust&gt;"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
}

TEST(StatusPage, SaysWhatIsWrongAndWhatToDo) {
  StatusFacts facts = wellSchool();
  facts.diskFree = 500'000'000;
  EXPECT_EQ(todo(facts, "Disk"), "now: 500 MB of 100 GB are free.");
  facts.backedUpAt = noon - hours(50);
  EXPECT_EQ(todo(facts, "Backup"), "soon: The newest backup was made 2 days ago.");
  facts.backedUpAt.reset();
  EXPECT_EQ(todo(facts, "Backup"), "now: There is no backup yet.");
  facts.certificateUntil = noon + hours(24 * 10 + 1);
  EXPECT_EQ(todo(facts, "Certificate"), "soon: The certificate is good for 10 days more.");
  facts.certificateUntil = noon - hours(1);
  EXPECT_EQ(todo(facts, "Certificate"), "now: The certificate has run out: no terminal trusts this server.");
  facts.mailSet = false;
  EXPECT_EQ(todo(facts, "E-mail"),
            "soon: No mail server is set up: nobody is told of a new concern or an urgent call.");
  facts.mailSet = true;
  facts.schools[0].alertsWaiting = 2;
  facts.schools[0].alertProblem = "The mail server could not be reached.";
  EXPECT_EQ(todo(facts, "E-mail"), "now: 2 e-mails could not be sent yet. The mail server could not be reached.");
  facts.schools[0].walkFaults = 1;
  EXPECT_EQ(todo(facts, "Records of Oakfield Primary"), "now: 1 place in what is kept is not as it was posted.");
  facts.schools[0].alertTestedAt.reset();
  EXPECT_EQ(todo(facts, "Test alert of Oakfield Primary"),
            "soon: The way from a terminal to a safeguarding lead has never been proved.");
  facts.schools[0].devices[0].heardAt = facts.schools[0].devices[0].postedAt = noon - hours(24 * 9);
  EXPECT_EQ(todo(facts, "Staffroom, Oakfield Primary"), "soon: Last heard of 9 days ago.");
  EXPECT_NE(statusPage(facts).find("things to do now."), std::string::npos);
}

class StatusTest : public ServerTest {
 protected:
  void SetUp() override {
    ServerTest::SetUp();
    log::setLevel(log::Level::silent);
    auto opened = Front::open(*service, serverFolder, options.certificate, clock);
    ASSERT_TRUE(opened.ok());
    front = std::move(*opened);
    auto listening = HttpServer::open(options, *front);
    ASSERT_TRUE(listening.ok());
    outer = std::move(*listening);
    outerServing = std::jthread([this] { outer->run(); });
  }
  void TearDown() override {
    outer->stop();
    outerServing.join();
    front->finish();
    outer.reset();
    front.reset();
    stop();
  }
  Got outside(const std::string& method, const std::string& target, const Headers& headers = {}) {
    Client client(outer->port());
    if (!client.handshake(Certificate::shared().cert)) return {};
    return client.ask(method, target, headers, {});
  }
  Got page(const std::string& password) {
    return outside("GET", "/status",
                   {{"Authorization", "Basic " + toBase64(viewOf("me:" + password), Base64::padded)}});
  }
  void setPassword(const std::string& password) {
    const auto hash = slowHash(SecretBytes::copyOf(std::string_view(password)));
    ASSERT_TRUE(hash.ok());
    support::writeText(std::filesystem::path(serverFolder) / technicianFileName, *hash);
  }

  std::unique_ptr<Front> front;
  std::unique_ptr<HttpServer> outer;
  std::jthread outerServing;
};

TEST_F(StatusTest, ThePageNeedsThePasswordAndSaysNothingOfWhatWasWritten) {
  EXPECT_EQ(outside("GET", "/status").status, 401);
  EXPECT_EQ(page("anything at all").status, 401) << "none is set yet";
  setPassword("correct horse battery");
  const TestPosting posting = school.posting();
  ASSERT_EQ(put(posting).status, 201);
  const Got got = page("correct horse battery");
  ASSERT_EQ(got.status, 200);
  EXPECT_EQ(got.headers.at("content-type"), "text/html; charset=utf-8");
  const std::string policy = got.headers.at("content-security-policy");
  EXPECT_EQ(policy.find("default-src 'none'; style-src 'sha256-"), 0u) << policy;
  EXPECT_NE(got.body.find("Oakfield Primary"), std::string::npos);
  EXPECT_NE(got.body.find("Staffroom"), std::string::npos);
  EXPECT_NE(got.body.find("There is no backup yet."), std::string::npos);
  EXPECT_EQ(got.body.find(posting.id), std::string::npos);
  EXPECT_EQ(page("correct horse batterz").status, 401);
  setPassword("another password now");
  EXPECT_EQ(page("correct horse battery").status, 401) << "the old one no longer counts";
}

TEST_F(StatusTest, GuessingThePasswordIsSlowedDown) {
  setPassword("correct horse battery");
  int limited = 0;
  for (int guess = 0; guess < 10; ++guess) {
    const Got got = page("guess number " + std::to_string(guess));
    limited += got.status == 429 ? 1 : 0;
    EXPECT_EQ(got.headers.contains("retry-after"), got.status == 429);
  }
  EXPECT_EQ(limited, 2);
  clock.advance(std::chrono::seconds(60));
  EXPECT_EQ(page("correct horse battery").status, 200);
}

TEST_F(StatusTest, TooManyInvitationsFromOneAddressAreTurnedAway) {
  int limited = 0;
  for (int i = 0; i < 25; ++i) limited += outside("POST", "/v1/join", {{"Content-Length", "0"}}).status == 429 ? 1 : 0;
  EXPECT_EQ(limited, 5);
}

TEST_F(StatusTest, MetricsCountWithoutNamingAnybody) {
  EXPECT_EQ(outside("GET", "/healthz").status, 200);
  EXPECT_EQ(outside("GET", "/nothing").status, 404);
  const auto listener = MetricsListener::open("127.0.0.1", 0, [this] { return front->metrics().text(3); });
  ASSERT_TRUE(listener.ok());
  const std::string address = "http://127.0.0.1:" + std::to_string((*listener)->port()) + "/metrics";
  const std::string text = support::run({"curl", "-s", address}).out;
  EXPECT_NE(text.find("pillarbox_connections 3\n"), std::string::npos) << text;
  EXPECT_NE(text.find("pillarbox_answers_total{class=\"4xx\"} 1\n"), std::string::npos) << text;
  EXPECT_NE(text.find("pillarbox_request_seconds_count 1\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("oakfield"), std::string::npos);
  EXPECT_FALSE(MetricsListener::open("0.0.0.0", 0, [] { return std::string(); }).ok());
}

TEST_F(StatusTest, ADeviceThatIsShutOutIsToldNothingAndWhatItPostsIsKeptAside) {
  ASSERT_EQ(get("/v1/head").status, 200);
  testing::internal::CaptureStdout();
  ASSERT_EQ(runCommand({"device", "revoke", serverFolder, "oakfield", "kiosk-1"}), 0);
  EXPECT_EQ(runCommand({"device", "revoke", serverFolder, "oakfield", "unknown"}), 1);
  testing::internal::GetCapturedStdout();
  clock.advance(std::chrono::seconds(2));
  const Got refused = get("/v1/head");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(problemName(refused), "revoked-device");
  EXPECT_EQ(put(school.posting()).status, 201);
  testing::internal::CaptureStdout();
  EXPECT_EQ(runCommand({"device", "list", serverFolder}), 0);
  EXPECT_NE(testing::internal::GetCapturedStdout().find("shut out here"), std::string::npos);
  testing::internal::CaptureStdout();
  ASSERT_EQ(runCommand({"device", "allow", serverFolder, "oakfield", "kiosk-1"}), 0);
  testing::internal::GetCapturedStdout();
  clock.advance(std::chrono::seconds(2));
  EXPECT_EQ(get("/v1/head").status, 200);
}

TEST_F(StatusTest, ARenewedCertificateIsTakenUpAndABrokenOneIsNot) {
  Certificate own;
  HttpOptions mine;
  mine.certificate = own.cert;
  mine.key = own.key;
  auto made = HttpServer::open(mine, *front);
  ASSERT_TRUE(made.ok());
  std::jthread running([&] { (*made)->run(); });
  const auto shakes = [&](const std::string& ca) {
    Client client((*made)->port());
    return client.handshake(ca);
  };
  const std::string first = folder / "first.pem";
  std::filesystem::copy_file(own.cert, first);
  EXPECT_TRUE(shakes(first));
  Certificate renewed;
  std::filesystem::copy_file(renewed.cert, own.cert, std::filesystem::copy_options::overwrite_existing);
  EXPECT_FALSE((*made)->reloadCertificate().ok()) << "the key is still the old one's";
  EXPECT_TRUE(shakes(first));
  std::filesystem::copy_file(renewed.key, own.key, std::filesystem::copy_options::overwrite_existing);
  EXPECT_TRUE((*made)->reloadCertificate().ok());
  EXPECT_FALSE(shakes(first));
  EXPECT_TRUE(shakes(renewed.cert));
  (*made)->stop();
}

}  // namespace

}  // namespace pillarbox::server
