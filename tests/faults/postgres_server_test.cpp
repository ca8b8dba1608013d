// The whole server process on PostgreSQL, after a school has outgrown SQLite: moved by backup and restore, a database
// that is restarted meanwhile, and nothing lost on the way.
#include <chrono>

#include "tests/faults/story.h"
#include "tests/support/postgres.h"

namespace pillarbox::support {
namespace {

class OnPostgres : public Story {
 protected:
  void SetUp() override {
    if (!Postgres::installed()) GTEST_SKIP() << "postgresql-15 is not installed";
    Story::SetUp();
    if (HasFatalFailure()) return;
    postgres = std::make_unique<Postgres>();
    ASSERT_TRUE(postgres->running());
    serve();
  }
  // As the technician's guide says: backup, database.conf, restore.
  void moveToPostgres() {
    const int port = server->port();
    const std::string backup = temp / "backup.db";
    ASSERT_EQ(run({program("pillarbox-server"), "backup", server->folder(), backup}).exit, 0);
    server->stop();
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(server->database() + end);
    writeText(std::filesystem::path(server->folder()) / "database.conf", postgres->database("pillarbox") + "\n");
    const Ran restored = run({program("pillarbox-server"), "restore", backup, server->folder()});
    ASSERT_EQ(restored.exit, 0) << restored.err;
    ASSERT_TRUE(server->serve(port)) << server->problem();
  }
  std::set<std::string> idsInPostgres() const { return linesOf(postgres->ask("pillarbox", "SELECT id FROM entries")); }

  std::unique_ptr<Postgres> postgres;
};

TEST_F(OnPostgres, ASchoolMovesToItPostsSyncsAndReadsAcrossARestartOfTheDatabase) {
  connect();
  const std::string before = school->post("Invented: posted while it was SQLite.");
  ASSERT_EQ(school->sync().exit, 0);
  moveToPostgres();
  const std::string after = school->post("Invented: posted on PostgreSQL.");
  Ran ran = school->sync();
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(stateOf(after), "delivered");
  EXPECT_EQ(idsInPostgres(), (std::set<std::string>{before, after}));

  postgres->kill();
  const std::string waiting = school->post("Invented: posted while the database was gone.");
  ran = school->sync();
  EXPECT_EQ(ran.exit, 4) << ran.out << ran.err;
  EXPECT_EQ(stateOf(waiting), "stored");
  ASSERT_TRUE(postgres->start());
  // The server looks for its database once a second at most, and says "not now" until then.
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  do {
    sql(database(), "UPDATE postings SET due_boot = '', due_monotonic = 0, due_wall = 0 WHERE state = 'stored'");
    ran = school->sync();
  } while (ran.exit == 4 && std::chrono::steady_clock::now() < deadline);
  EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
  EXPECT_EQ(idsInPostgres(), idsHere());
  expectVerified();
  EXPECT_EQ(json(school->inbox({"list"})).size(), 3U);
  ran = run({program("pillarbox-server"), "verify", server->folder()});
  EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
  EXPECT_EQ(postgres->ask("pillarbox", "SELECT count(*) FROM entries WHERE slip LIKE '%Invented%'"), "0\n");
}

}  // namespace
}  // namespace pillarbox::support
