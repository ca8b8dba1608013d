// A server whose operator does what he likes with its database: whatever he does to what was posted, a terminal or the
// DSL's device says so. And one that was honestly put back from a backup gets back what it lost.
#include "tests/faults/story.h"

namespace pillarbox::support {
namespace {

class Evidence : public Story {
 protected:
  void SetUp() override {
    Story::SetUp();
    if (HasFatalFailure()) return;
    serve();
    if (HasFatalFailure()) return;
    connect();
    for (int i = 0; i < 3; ++i) deliver();
    expectVerified();
  }
  std::string deliver() {
    const std::string id = school->post("Invented: one of several.");
    EXPECT_NE(id, "") << school->problem();
    const Ran ran = school->sync();
    EXPECT_EQ(ran.exit, 0) << ran.err;
    return id;
  }
  // As its operator: the triggers are his too.
  void tamper(const std::string& statement) {
    const int port = server->port();
    server->stop();
    sql(server->database(),
        "DROP TRIGGER IF EXISTS entries_stay; DROP TRIGGER IF EXISTS entries_are_kept; DROP TRIGGER IF EXISTS "
        "bodies_stay; DROP TRIGGER IF EXISTS bodies_are_kept; " +
            statement);
    ASSERT_TRUE(server->serve(port)) << server->problem();
  }
  // The device's own list of what was fetched is put back, as that of a device that has not fetched yet.
  void fetchAllAnew() { sql(database(), "DELETE FROM settings WHERE key IN ('fetched.after', 'fetched.head')"); }
  void expectDoubted(const std::string& words) {
    const Ran ran = school->verify();
    EXPECT_NE(ran.exit, 0) << ran.out;
    EXPECT_NE(ran.out.find(words), std::string::npos) << ran.out;
  }
  void expectOperatorIsToldToo() {
    const Ran ran = run({program("pillarbox-server"), "verify", server->folder()});
    EXPECT_EQ(ran.exit, 1) << ran.out;
    expectOneSentence(ran.err, "pillarbox-server");
  }
};

constexpr const char* dropNewest =
    "DELETE FROM bodies WHERE id IN (SELECT id FROM entries WHERE idx=3); DELETE FROM entries WHERE idx=3; "
    "UPDATE schools SET idx=2, head=(SELECT head FROM entries WHERE idx=2)";

TEST_F(Evidence, AServerThatDropsTheNewestPostingIsCaught) {
  tamper(dropNewest);
  fetchAllAnew();
  school->sync();
  expectDoubted("no longer lists postings");
}

TEST_F(Evidence, AServerThatDropsOneFromTheMiddleIsCaught) {
  tamper("DELETE FROM bodies WHERE id IN (SELECT id FROM entries WHERE idx=2); DELETE FROM entries WHERE idx=2");
  expectOperatorIsToldToo();
  fetchAllAnew();
  school->sync();
  expectDoubted("Something is missing");
}

TEST_F(Evidence, AServerThatForksItsChainIsCaughtByTheNextReceipt) {
  tamper(dropNewest);  // and gives the place out again
  const std::string id = school->post("Invented: given a place that was given before.");
  const Ran ran = school->sync();
  EXPECT_NE(ran.exit, 0) << ran.out;
  EXPECT_EQ(stateOf(id), "stored") << "nothing is called delivered by a receipt that contradicts another";
  fetchAllAnew();
  school->sync();
  expectDoubted("the same place");
}

TEST_F(Evidence, AServerThatReordersIsCaught) {
  tamper(
      "UPDATE entries SET idx=-2 WHERE idx=2; UPDATE entries SET idx=2 WHERE idx=3; UPDATE entries SET idx=3 WHERE "
      "idx=-2");
  expectOperatorIsToldToo();
  fetchAllAnew();
  school->sync();
  expectDoubted("");
}

TEST_F(Evidence, AServerThatGivesAnotherSlipOrReceiptIsCaught) {
  tamper("UPDATE entries SET receipt=(SELECT receipt FROM entries WHERE idx=1) WHERE idx=2");
  expectOperatorIsToldToo();
  fetchAllAnew();
  school->sync();
  expectDoubted("");
}

// Signed anew with the server's own key, as a thief of the whole server could: the chain's next links no longer fit.
TEST_F(Evidence, AServerThatBackDatesIsCaughtByTheTimesBesideIt) {
  tamper("UPDATE entries SET received_at=received_at-86400000 WHERE idx=2");
  expectOperatorIsToldToo();
  // A server whose clock is a day behind gives honest signatures to a wrong time: the list shows it.
  const int port = server->port();
  server->stop();
  sql(server->database(), "UPDATE entries SET received_at=received_at+86400000 WHERE idx=2");
  Background late;
  const std::string line = run({"faketime", "-f", "+0d", "printenv", "LD_PRELOAD"}).out;
  ASSERT_TRUE(late.start({"env", "LD_PRELOAD=" + line.substr(0, line.find('\n')), "FAKETIME=-1d",
                          "DONT_FAKE_MONOTONIC=1", program("pillarbox-server"), "serve", server->folder(), "--listen",
                          "127.0.0.1:" + std::to_string(port), "--cert", server->certificates().cert, "--key",
                          server->certificates().key}));
  ASSERT_TRUE(late.waitForLine("listening on")) << late.err();
  school->post("Invented: receipted a day back.");
  school->sync();
  fetchAllAnew();
  school->sync();
  expectDoubted("came in before the one that it lists before it");
}

TEST_F(Evidence, AServerThatGivesOtherBytesIsCaughtByTheOneWhoFetchesThem) {
  tamper("UPDATE bodies SET sealed=zeroblob(length(sealed)) WHERE id=(SELECT id FROM entries WHERE idx=2)");
  expectOperatorIsToldToo();
}

TEST_F(Evidence, RestoredFromYesterdaysBackupItGetsBackWhatItLostAndTheTerminalSaysSo) {
  const std::string backup = temp / "backup.db";
  Ran ran = run({program("pillarbox-server"), "backup", server->folder(), backup});
  ASSERT_EQ(ran.exit, 0) << ran.err;
  const std::string lost = deliver(), lostToo = deliver();
  ASSERT_TRUE(idsAtServer().contains(lostToo));
  const int port = server->port();
  server->stop();
  for (const char* file : {"server.db", "server.db-wal", "server.db-shm"}) {
    std::filesystem::remove(std::filesystem::path(server->folder()) / file);
  }
  ran = run({program("pillarbox-server"), "restore", backup, server->folder()});
  ASSERT_EQ(ran.exit, 0) << ran.err;
  ASSERT_FALSE(idsAtServer().contains(lost));
  ASSERT_TRUE(server->serve(port)) << server->problem();

  ran = school->sync();
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(parsed(ran.out)["delivered"], 2) << ran.out;
  EXPECT_EQ(idsAtServer(), idsHere());
  EXPECT_TRUE(idsAtServer().contains(lost));
  EXPECT_EQ(sql(server->database(), "SELECT DISTINCT epoch FROM entries ORDER BY epoch"), "1\n2\n");
  const std::string said = sql(database(), "SELECT value FROM settings WHERE key='server.restored'");
  EXPECT_TRUE(said.ends_with(" 2\n")) << said;
  expectVerified();  // a restore that says so is no fault
  // Once is enough, and posting goes on.
  EXPECT_NE(school->verify().out.find("put back from a backup"), std::string::npos);
  ran = school->sync();
  EXPECT_EQ(parsed(ran.out)["sent"], 0) << ran.out;
  deliver();
  expectAllDelivered();
  ran = run({program("pillarbox-server"), "verify", server->folder()});
  EXPECT_EQ(ran.exit, 0) << ran.out;
}

// Put back without a word: the places are given out twice, and that is a fork.
TEST_F(Evidence, ABackupPutBackBehindEverybodysBackIsCaught) {
  const std::string backup = temp / "backup.db";
  ASSERT_EQ(run({program("pillarbox-server"), "backup", server->folder(), backup}).exit, 0);
  deliver();
  const int port = server->port();
  server->stop();
  for (const char* file : {"server.db", "server.db-wal", "server.db-shm"}) {
    std::filesystem::remove(std::filesystem::path(server->folder()) / file);
  }
  std::filesystem::copy_file(backup, std::filesystem::path(server->folder()) / "server.db");
  ASSERT_TRUE(server->serve(port)) << server->problem();
  const std::string id = school->post("Invented: after a silent restore.");
  school->sync();
  EXPECT_EQ(stateOf(id), "stored");
  fetchAllAnew();
  school->sync();
  expectDoubted("the same place");
}

}  // namespace
}  // namespace pillarbox::support
