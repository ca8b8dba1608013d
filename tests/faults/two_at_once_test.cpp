// Several processes, and several devices, at the same moment.
#include "tests/faults/story.h"

namespace pillarbox::support {
namespace {

constexpr int processes = 8;
constexpr int postsEach = 10;

class TwoAtOnce : public Story {
 protected:
  // A shell that posts one after another as fast as it can; prints an id a line.
  static Background poster(const std::string& folder, const std::string& entry) {
    Background shell;
    const std::string loop =
        "for i in $(seq " + std::to_string(postsEach) + R"(); do "$0" post "$1" --entry "$2" --json || exit 1; done)";
    EXPECT_TRUE(shell.start({"sh", "-c", loop, program("pillarbox"), folder, entry}));
    return shell;
  }
  static void collect(Background& shell, std::set<std::string>& ids) {
    EXPECT_EQ(shell.waitExit(std::chrono::seconds(60)), 0) << shell.err();
    for (const std::string& line : linesOf(shell.out())) {
      EXPECT_TRUE(ids.insert(parsed(line).value("id", "")).second) << line;
    }
  }
  std::string entryFile() {
    const std::string file = temp / "entry.json";
    writeText(file, Json{{"author", {{"name", "Pat Example"}}}, {"account", "Invented: all at once."}}.dump());
    return file;
  }
};

TEST_F(TwoAtOnce, EightProcessesPostIntoOneFolder) {
  const std::string entry = entryFile();
  std::vector<Background> shells;
  for (int i = 0; i < processes; ++i) shells.push_back(poster(school->folder(), entry));
  std::set<std::string> ids;
  for (Background& shell : shells) collect(shell, ids);
  EXPECT_EQ(ids.size(), static_cast<std::size_t>(processes * postsEach));
  EXPECT_EQ(idsHere(), ids);
  EXPECT_EQ(sql(database(),
                "SELECT count(*), count(DISTINCT seq), min(seq), max(seq), count(DISTINCT chain_id) "
                "FROM postings"),
            "80|80|1|80|1\n");
  const Json verified = json(school->verify());
  EXPECT_EQ(verified["checked"], processes * postsEach);
}

TEST_F(TwoAtOnce, TwoDevicesPostToOneServerWhileSyncingTwice) {
  serve();
  connect();
  const std::string invite = temp / "invite.txt", second = temp / "second", entry = entryFile();
  const Ran invited = DemoSchool::pillarbox({"invite", school->folder(), "-o", invite, "--card-file",
                                             school->cardFile(), "--passphrase-file", school->passphraseFile()});
  ASSERT_EQ(invited.exit, 0) << invited.err;
  const Json joined = json(DemoSchool::pillarbox({"join", second, "--invite", invite, "--json"}));
  const Ran approved = DemoSchool::pillarbox({"approve", school->folder(), joined["device"], "--card-file",
                                              school->cardFile(), "--passphrase-file", school->passphraseFile()});
  ASSERT_EQ(approved.exit, 0) << approved.err;

  std::vector<Background> shells;
  shells.push_back(poster(school->folder(), entry));
  shells.push_back(poster(second, entry));
  // Two programs send from the same queue at once: a lease keeps them apart.
  std::vector<Background> syncs(4);
  for (std::size_t i = 0; i < syncs.size(); ++i) {
    ASSERT_TRUE(syncs[i].start({program("pillarbox"), "sync", i < 2 ? school->folder() : second, "--once", "--json"}));
  }
  std::set<std::string> ids, idsOfSecond;
  collect(shells[0], ids);
  collect(shells[1], idsOfSecond);
  for (Background& sync : syncs) {
    const auto exit = sync.waitExit(std::chrono::seconds(60));
    EXPECT_TRUE(exit == 0 || exit == 4) << sync.err();
  }
  for (const std::string& folder : {school->folder(), second, school->folder()}) {
    json(DemoSchool::pillarbox({"sync", folder, "--once", "--json"}));
  }
  ids.insert(idsOfSecond.begin(), idsOfSecond.end());
  EXPECT_EQ(ids.size(), static_cast<std::size_t>(2 * postsEach));
  EXPECT_EQ(idsAtServer(), ids);
  EXPECT_EQ(idsHere(), ids) << "the first device fetched what the second posted";
  EXPECT_EQ(sql(server->database(), "SELECT count(DISTINCT idx), max(idx), count(DISTINCT device) FROM entries"),
            "20|20|2\n");
  EXPECT_EQ(json(school->inbox({"list"})).size(), ids.size());
  expectVerified();
  json(DemoSchool::pillarbox({"verify", second, "--json"}));
}

}  // namespace
}  // namespace pillarbox::support
