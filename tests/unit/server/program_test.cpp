// The real program: its commands, its signals, and what survives kill -9.
#include "tests/unit/server/server_fixture.h"

namespace pillarbox::server {
namespace {

class ProgramRun : public testing::Test {
 protected:
  static std::string name() {
    const char* folder = std::getenv("PILLARBOX_BIN");
    return std::string(folder != nullptr ? folder : PILLARBOX_BIN_DIR) + "/pillarbox-server";
  }
  void SetUp() override {
    if (::access(name().c_str(), X_OK) != 0) GTEST_SKIP() << "pillarbox-server has not been built";
    std::vector<std::string> init = {"init", serverFolder, "--name", "Test server"};
    if (!conninfo.empty()) init.insert(init.end(), {"--database", conninfo});
    ASSERT_EQ(command(init).exit, 0);
    support::writeText(folder / "directory.json", school.envelope());
    ASSERT_EQ(command({"school", "add", serverFolder, folder / "directory.json"}).exit, 0);
  }
  support::Ran command(std::vector<std::string> words) {
    words.insert(words.begin(), name());
    return support::run(words);
  }
  void serve(std::vector<std::string> through = {}) {
    for (const std::string& word :
         {name(), std::string("serve"), serverFolder, std::string("--listen"), std::string("127.0.0.1:0"),
          std::string("--cert"), Certificate::shared().cert, std::string("--key"), Certificate::shared().key}) {
      through.push_back(word);
    }
    ASSERT_TRUE(program.start(through));
    const auto line = program.waitForLine("listening on https://127.0.0.1:");
    ASSERT_TRUE(line) << program.err();
    port = static_cast<std::uint16_t>(std::stoi(line->substr(line->rfind(':') + 1)));
  }
  Got put(const TestPosting& posting) {
    Client client(port);
    if (!client.handshake(Certificate::shared().cert)) return {};
    return client.ask("PUT", wire::entryPath(posting.id), posting.headers(), posting.sealed);
  }

  support::TempFolder folder;
  std::string serverFolder = folder / "server";
  std::string conninfo;  // PostgreSQL, if not empty
  TestSchool school;
  support::Background program;
  std::uint16_t port = 0;
};

class Program : public OnBoth<ProgramRun> {};
ON_BOTH_ENGINES(Program);
using ProgramAlone = ProgramRun;  // what only SQLite has: its own file

TEST_P(Program, StoppedInTheMiddleOfAnUploadFinishesItAndEndsWell) {
  serve();
  const TestPosting posting = school.posting();
  Headers headers = posting.headers();
  headers.emplace_back("Content-Length", std::to_string(posting.sealed.size()));
  Client idle(port);
  ASSERT_TRUE(idle.handshake(Certificate::shared().cert));
  ASSERT_EQ(idle.ask("GET", "/v1/server").status, 200);
  Client client(port);
  ASSERT_TRUE(client.handshake(Certificate::shared().cert));
  headers.emplace_back("Expect", "100-continue");
  ASSERT_EQ(client.ask("PUT", wire::entryPath(posting.id), headers).status, 100);  // it is in hand
  program.signal(SIGTERM);
  EXPECT_TRUE(idle.ended());
  ASSERT_TRUE(client.send(posting.sealed));
  EXPECT_EQ(client.receive().status, 201);
  EXPECT_EQ(program.waitExit(), 0);
}

TEST_P(Program, KilledAndStartedAgainGivesTheSameReceipt) {
  serve();
  const TestPosting posting = school.posting();
  const Got first = put(posting);
  ASSERT_EQ(first.status, 201);
  program.kill();
  serve();
  const Got again = put(posting);
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.body, first.body);
  program.signal(SIGTERM);
  EXPECT_EQ(program.waitExit(), 0);
}

TEST_F(ProgramAlone, FullDiskIsSaidNothingIsLostAndItGoesOnOnceThereIsRoom) {
  const TestPosting before = school.posting();
  const TestPosting large = school.posting(school.device, 2'000'000);
  serve({"prlimit", "--fsize=1000000"});  // as a full disk: no file can grow beyond that
  const Got kept = put(before);
  ASSERT_EQ(kept.status, 201);
  for (int i = 0; i < 2; ++i) {
    const Got got = put(large);
    EXPECT_EQ(got.status, 503);
    EXPECT_TRUE(got.headers.contains("retry-after"));
    EXPECT_TRUE(wire::decodeProblem(got.body).ok());
  }
  EXPECT_EQ(put(before).body, kept.body);
  program.signal(SIGTERM);
  EXPECT_EQ(program.waitExit(), 0);
  serve();
  EXPECT_EQ(put(large).status, 201);
  EXPECT_EQ(put(before).body, kept.body);
  program.signal(SIGTERM);
  EXPECT_EQ(program.waitExit(), 0);
}

TEST_F(ProgramAlone, KeyAndDatabaseAreForTheServersUserOnly) {
  using std::filesystem::perms;
  for (const char* file : {"server.key", "server.db"}) {
    const perms allowed = std::filesystem::status(std::filesystem::path(serverFolder) / file).permissions();
    EXPECT_EQ(allowed & (perms::group_all | perms::others_all), perms::none) << file;
  }
}

TEST_F(ProgramAlone, WrongUseEndsWithTwoAndFailureWithOneAndOneSentence) {
  const auto sentences = [](const std::string& text) { return std::count(text.begin(), text.end(), '\n'); };
  const std::vector<std::vector<std::string>> wrong{
      {},
      {"fly"},
      {"init"},
      {"init", "a", "b"},
      {"init", "x", "--colour", "red"},
      {"school", "add", serverFolder},
      {"serve", serverFolder},
      {"serve", serverFolder, "--listen"},
      {"serve", serverFolder, "--listen", "nonsense", "--cert", "c", "--key", "k"},
      {"serve", serverFolder, "--listen", "127.0.0.1:99999", "--cert", "c", "--key", "k"}};
  for (const auto& words : wrong) {
    const auto ran = command(words);
    EXPECT_EQ(ran.exit, 2);
    EXPECT_EQ(sentences(ran.err), 1) << ran.err;
  }
  support::writeText(folder / "garbage", "garbage");
  const std::vector<std::vector<std::string>> failing{
      {"init", serverFolder},
      {"school", "add", serverFolder, folder / "nowhere.json"},
      {"school", "add", serverFolder, folder / "garbage"},
      {"school", "add", folder / "nowhere", folder / "directory.json"},
      {"serve", folder / "nowhere", "--listen", "127.0.0.1:0", "--cert", "c", "--key", "k"},
      {"serve", serverFolder, "--listen", "127.0.0.1:0", "--cert", folder / "garbage", "--key", "k"}};
  for (const auto& words : failing) {
    const auto ran = command(words);
    EXPECT_EQ(ran.exit, 1);
    EXPECT_EQ(sentences(ran.err), 1) << ran.err;
  }
  for (const char* one : {"init", "school", "serve", "restored"}) EXPECT_EQ(command({one, "--help"}).exit, 0);
}

TEST_F(ProgramAlone, SchoolsDirectoryMustBeSignedByItsOwnSafeguardingLead) {
  TestSchool other("elmtree");
  support::writeText(folder / "forged.json", TestSchool::signedBy(other.directory, school.dsl));
  EXPECT_EQ(command({"school", "add", serverFolder, folder / "forged.json"}).exit, 1);
  support::writeText(folder / "byhead.json", TestSchool::signedBy(other.directory, other.head));
  EXPECT_EQ(command({"school", "add", serverFolder, folder / "byhead.json"}).exit, 1);
  Directory next = school.next();
  next.places = {"Hall"};
  support::writeText(folder / "chain.jsonl", school.envelope() + "\n" + TestSchool::signedBy(next, school.dsl) + "\n");
  EXPECT_EQ(command({"school", "add", serverFolder, folder / "chain.jsonl"}).exit, 0);
  EXPECT_EQ(command({"school", "add", serverFolder, folder / "chain.jsonl"}).exit, 0) << "again is fine";
  Directory rival = school.next();
  rival.places = {"Yard"};
  support::writeText(folder / "rival.json", TestSchool::signedBy(rival, school.dsl));
  EXPECT_EQ(command({"school", "add", serverFolder, folder / "rival.json"}).exit, 1);
}

}  // namespace
}  // namespace pillarbox::server
