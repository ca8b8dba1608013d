// What only PostgreSQL brings: several servers at once, a database that goes away and comes back, a place for its
// password.
#include <atomic>

#include "server/backup.h"
#include "tests/unit/server/server_fixture.h"

namespace pillarbox::server {
namespace {

class OnPostgres : public ServerTest {
 protected:
  void SetUp() override {
    if (!support::Postgres::installed()) GTEST_SKIP() << "postgresql-15 is not installed";
    postgres = std::make_unique<support::Postgres>();
    ASSERT_TRUE(postgres->running());
    conninfo = postgres->database("pillarbox");
    ServerTest::SetUp();
  }
  std::unique_ptr<support::Postgres> postgres;
};

TEST_F(OnPostgres, TwoServersWithOneDatabaseNeverForkTheChainAndGiveOnePostingOneReceipt) {
  auto second = Service::open(serverFolder, clock);
  ASSERT_TRUE(second.ok());
  auto secondHttp = HttpServer::open(options, **second);
  ASSERT_TRUE(secondHttp.ok());
  std::jthread secondServing([&] { (*secondHttp)->run(); });

  constexpr int each = 12;
  std::vector<TestPosting> postings;
  for (int i = 0; i < each; ++i) postings.push_back(school.posting());
  std::vector<std::string> receipts[2];
  const auto postAll = [&](int which, std::uint16_t port) {
    for (const TestPosting& posting : postings) {
      for (int tries = 0; tries < 50; ++tries) {
        Client client(port);
        if (!client.handshake(Certificate::shared().cert)) continue;
        const Got got = client.ask("PUT", wire::entryPath(posting.id), posting.headers(), posting.sealed);
        if (got.status != 200 && got.status != 201) continue;
        receipts[which].push_back(got.body);
        break;
      }
    }
  };
  {
    const std::jthread one([&] { postAll(0, http->port()); });
    const std::jthread two([&] { postAll(1, (*secondHttp)->port()); });
  }
  EXPECT_EQ(receipts[0].size(), postings.size());
  EXPECT_EQ(receipts[0], receipts[1]);
  (*secondHttp)->stop();
  secondServing.join();
  (*second)->finish();
  auto store = Store::open(*databaseIn(serverFolder));
  const auto walk = walkSchool(**store, school.id, serverKey, [] { return true; });
  ASSERT_TRUE(walk.ok());
  EXPECT_EQ(walk->entries, each);
  EXPECT_EQ(walk->faultCount, 0);
}

TEST_F(OnPostgres, DatabaseGoneAndBackUnderLoadIsSaidAndNothingReceiptedIsLost) {
  std::vector<TestPosting> postings;
  std::vector<std::string> receipts;
  const TestPosting first = school.posting();
  ASSERT_EQ(put(first).status, 201);
  postgres->kill();
  const TestPosting during = school.posting();
  const Got refused = put(during);
  EXPECT_EQ(refused.status, 503);
  EXPECT_TRUE(refused.headers.contains("retry-after"));
  EXPECT_EQ(ask("GET", "/healthz").status, 503);
  EXPECT_EQ(ask("GET", "/v1/server").status, 200) << "who it is, it always says";
  ASSERT_TRUE(postgres->start());

  std::atomic<bool> stopping{false};
  std::vector<std::pair<TestPosting, std::string>> kept;
  {
    const std::jthread loader([&] {
      while (!stopping) {
        TestPosting posting = school.posting();
        for (;;) {
          const Got got = put(posting);
          if (got.status == 200 || got.status == 201) {
            kept.emplace_back(std::move(posting), got.body);
            break;
          }
          if (got.status != 503) ADD_FAILURE() << got.status << got.body;
          std::this_thread::sleep_for(Milliseconds(50));
        }
      }
    });
    for (int i = 0; i < 2; ++i) {
      std::this_thread::sleep_for(Milliseconds(300));
      postgres->kill();
      ASSERT_TRUE(postgres->start());
    }
    std::this_thread::sleep_for(Milliseconds(300));
    stopping = true;
  }
  EXPECT_FALSE(kept.empty());
  for (const auto& [posting, receipt] : kept) EXPECT_EQ(put(posting).body, receipt);
  EXPECT_EQ(put(first).status, 200);
  EXPECT_EQ(put(during).status, 201);
  EXPECT_EQ(ask("GET", "/healthz").status, 200);
  auto store = Store::open(*databaseIn(serverFolder));
  const auto walk = walkSchool(**store, school.id, serverKey, [] { return true; });
  ASSERT_TRUE(walk.ok());
  EXPECT_EQ(walk->faultCount, 0);
  EXPECT_EQ(walk->entries, static_cast<std::int64_t>(kept.size()) + 2);
}

TEST_F(OnPostgres, EveryByteComesBackAsItWasAndTextWithANulIsRefusedNotCut) {
  TestPosting posting = school.posting(school.device, 70'000, [](Slip&) {});
  ASSERT_EQ(put(posting).status, 201);
  EXPECT_EQ(get(wire::sealedPath(posting.id)).body, posting.sealed);
  auto database = Database::open(*databaseIn(serverFolder), Database::Mode::existing);
  const Bytes nuls{0, 1, 0, 0xff, 0};
  ASSERT_TRUE(database->run("CREATE TABLE t(a {int} PRIMARY KEY, b {bytes}, c TEXT) {strict}").ok());
  ASSERT_TRUE(database->query("INSERT INTO t VALUES($1,$2,$3)").with(-5).withBlob(nuls).with("é'; --").run().ok());
  Query row = database->query("SELECT a, b, c FROM t");
  ASSERT_TRUE(*row.step());
  EXPECT_EQ(row.integer(0), -5);
  EXPECT_EQ(row.blob(1), nuls);
  EXPECT_EQ(row.text(2), "é'; --");
  const Status refused =
      database->query("INSERT INTO t VALUES($1,$2,$3)").with(1).withBlob({}).with(std::string_view("a\0b", 3)).run();
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.fault().detail.find(std::string_view("a\0b", 3)), std::string::npos);
  EXPECT_EQ(database->query("INSERT INTO t VALUES($1,$2,$3)").with(-5).withBlob({}).with("").run().fault().code,
            FaultCode::alreadyExists);
}

TEST_F(OnPostgres, ADatabaseThatDoesNotWriteToDiskIsNotUsed) {
  stop();
  postgres->ask("pillarbox", "ALTER SYSTEM SET fsync=off");
  postgres->stop();
  ASSERT_TRUE(postgres->start());
  const auto opened = Service::open(serverFolder, clock);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.fault().code, FaultCode::notPermitted);
}

TEST_F(OnPostgres, ASchoolMovesFromOneKindOfDatabaseToTheOther) {
  const TestPosting posting = school.posting();
  const Got receipt = put(posting);
  ASSERT_EQ(receipt.status, 201);
  stop();
  testing::internal::CaptureStdout();
  ASSERT_EQ(runCommand({"backup", serverFolder, folder / "backup.db"}), 0);
  std::filesystem::create_directories(folder / "small");
  std::filesystem::copy_file(serverFolder + "/server.key", folder / "small/server.key");
  ASSERT_EQ(runCommand({"restore", folder / "backup.db", folder / "small"}), 0);
  testing::internal::GetCapturedStdout();
  EXPECT_TRUE(std::filesystem::exists(folder / "small/server.db"));
  serverFolder = folder / "small";
  start();
  const Got again = put(posting);
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.body, receipt.body);
}

TEST_F(OnPostgres, WhereItIsIsKeptForTheServersUserOnlyAndNeverAPassword) {
  const auto conf = std::filesystem::path(serverFolder) / databaseConfName;
  EXPECT_EQ(std::filesystem::status(conf).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  testing::internal::CaptureStderr();
  EXPECT_EQ(runCommand({"init", folder / "other", "--database", "postgresql://u:secret@localhost/x"}), 2);
  const std::string said = testing::internal::GetCapturedStderr();
  EXPECT_NE(said.find("PGPASSFILE"), std::string::npos);
  EXPECT_EQ(said.find("secret"), std::string::npos);
}

}  // namespace
}  // namespace pillarbox::server
