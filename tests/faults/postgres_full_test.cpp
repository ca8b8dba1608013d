// PostgreSQL's disk full: its tables on a small tmpfs that is filled to the last byte, under the whole server process,
// which is in its sandbox (seccomp). Terminals are told to wait, nothing is half stored, and all goes on once there is
// room. On the way the server does under that filter what it ever does with PostgreSQL: connect, lose it, come back,
// write large bodies, be refused by it, walk a chain, back up.
#include <unistd.h>

#include <chrono>

#include "tests/faults/story.h"
#include "tests/support/postgres.h"
#include "tests/support/small_disk.h"

namespace pillarbox::support {
namespace {

class PostgresFull : public Story {
 protected:
  void SetUp() override {
    if (!Postgres::installed()) GTEST_SKIP() << "postgresql-15 is not installed";
    if (::geteuid() != 0) GTEST_SKIP() << "only root can make a small disk";
    disk = std::make_unique<SmallDisk>(temp / "disk", "24m");
    if (!disk->mounted()) GTEST_SKIP() << "a small disk cannot be mounted here";
    std::filesystem::permissions(std::filesystem::path(temp / "disk").parent_path(), std::filesystem::perms(0755));
    postgres = std::make_unique<Postgres>();
    ASSERT_TRUE(postgres->running());
    Story::SetUp();
    if (HasFatalFailure()) return;
    const std::string tables = *disk / "tables";
    std::filesystem::create_directories(tables);
    const std::string conninfo = postgres->databaseIn(tables, "pillarbox");
    serve();
    if (HasFatalFailure()) return;
    connect();
    // As the technician's guide moves a school: backup, database.conf, restore.
    const int port = server->port();
    const std::string backup = temp / "backup.db";
    ASSERT_EQ(run({program("pillarbox-server"), "backup", server->folder(), backup}).exit, 0);
    server->stop();
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(server->database() + end);
    writeText(std::filesystem::path(server->folder()) / "database.conf", conninfo + "\n");
    const Ran restored = run({program("pillarbox-server"), "restore", backup, server->folder()});
    ASSERT_EQ(restored.exit, 0) << restored.err;
    ASSERT_TRUE(server->serve(port)) << server->problem();
  }
  void TearDown() override {
    server.reset();
    postgres.reset();  // before its disk goes
  }
  std::string count(const std::string& table) const {
    return postgres->ask("pillarbox", "SELECT count(*) FROM " + table);
  }
  // At once, whatever pause the terminal would make.
  Ran syncNow() const {
    sql(database(), "UPDATE postings SET due_boot = '', due_monotonic = 0, due_wall = 0 WHERE state = 'stored'");
    return school->sync();
  }
  Ran syncUntilWell() const {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    Ran ran;
    do ran = syncNow();
    while (ran.exit == 4 && std::chrono::steady_clock::now() < deadline);
    return ran;
  }

  std::unique_ptr<SmallDisk> disk;
  std::unique_ptr<Postgres> postgres;
};

TEST_F(PostgresFull, TerminalsWaitNothingIsHalfStoredAndAllGoesOnOnceThereIsRoom) {
  // The server is in its filter: 2 is SECCOMP_MODE_FILTER.
  const Ran filtered = run({"grep", "-h", "^Seccomp:", "/proc/" + std::to_string(server->process().pid()) + "/status"});
  EXPECT_EQ(filtered.out, "Seccomp:\t2\n");
  const std::string first = school->post("Invented: while there is room.");
  Ran ran = syncUntilWell();
  ASSERT_EQ(ran.exit, 0) << ran.err;
  ASSERT_TRUE(disk->fill());

  const std::string picture = temp / "picture.bin";
  writeText(picture, std::string(300'000, 'p'));
  const std::string large = school->post("Invented: when there is none.", {"--attach", picture});
  ASSERT_NE(large, "") << school->problem();
  for (int i = 0; i < 2; ++i) {
    ran = syncNow();
    EXPECT_EQ(ran.exit, 4) << ran.out << ran.err;
    EXPECT_EQ(parsed(ran.out)["refused"], 0);
    expectOneSentence(ran.err);
    EXPECT_EQ(stateOf(large), "stored") << "it waits";
    EXPECT_EQ(count("entries"), "1\n");
    EXPECT_EQ(count("bodies"), "1\n");
    EXPECT_EQ(postgres->ask("pillarbox", "SELECT idx FROM schools"), "1\n") << "no place of the chain is given away";
  }
  // Reads go on; so does telling who is well.
  EXPECT_EQ(
      run({"curl", "-s", "--cacert", server->ca(), "-o", "/dev/null", "-w", "%{http_code}", server->url() + "/healthz"})
          .out,
      "200");

  disk->makeRoom();
  ran = syncUntilWell();
  EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
  EXPECT_EQ(linesOf(postgres->ask("pillarbox", "SELECT id FROM entries")), (std::set<std::string>{first, large}));

  // The database goes and comes back under the same filter.
  postgres->kill();
  const std::string later = school->post("Invented: while the database was gone.");
  EXPECT_EQ(syncNow().exit, 4);
  ASSERT_TRUE(postgres->start());
  ran = syncUntilWell();
  EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
  EXPECT_EQ(stateOf(later), "delivered");
  expectVerified();
  for (const char* command : {"verify", "doctor"}) {
    ran = run({program("pillarbox-server"), command, server->folder()});
    EXPECT_TRUE(ran.exit == 0 || command == std::string("doctor")) << ran.out << ran.err;
  }
  EXPECT_EQ(run({program("pillarbox-server"), "backup", server->folder(), temp / "after.db"}).exit, 0);
  EXPECT_EQ(sql(temp / "after.db", "SELECT count(*) FROM bodies"), "3\n");
}

}  // namespace
}  // namespace pillarbox::support
