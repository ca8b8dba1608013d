// A terminal over the years: backed up and put back, upgraded with concerns waiting, rolled back. The scripts of the
// Debian packages (deploy/terminal) run as they are.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "shared/store/migrations.h"
#include "tests/faults/story.h"

namespace pillarbox::support {
namespace {

namespace fs = std::filesystem;

class TerminalOverTheYears : public Story {
 protected:
  void SetUp() override {
    Story::SetUp();
    if (HasFatalFailure()) return;
    serve();
    if (HasFatalFailure()) return;
    connect();
  }

  static Ran script(const std::string& folder, const std::string& name, std::vector<std::string> words,
                    const std::vector<std::string>& settings = {}) {
    std::vector<std::string> all{"env", "PILLARBOX_DATA=" + folder};
    all.insert(all.end(), settings.begin(), settings.end());
    all.push_back(sourceFolder() + "/deploy/terminal/" + name);
    all.insert(all.end(), words.begin(), words.end());
    return run(all);
  }
  static std::string text(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::string postOne(const std::string& account) {
    const std::string id = school->post(account);
    EXPECT_NE(id, "") << school->problem();
    return id;
  }
  std::string stateIn(const std::string& folder, const std::string& id) const {
    return sql(folder + "/pillarbox.db", "SELECT state FROM postings WHERE id = '" + id + "'");
  }
  // The store as the program of one version before would have left it: its tables, and everything that fits in them.
  void makeOneVersionOlder(const std::string& file) {
    const std::string old = temp / "old.db";
    writeText(old, "");
    {
      auto opened = store::Connection::open(old, store::Connection::Mode::readWrite);
      ASSERT_TRUE(opened.ok());
      ASSERT_TRUE(store::migrate(**opened, store::newestVersion() - 1).ok());
    }
    const std::set<std::string> tables =
        linesOf(sql(old, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"));
    ASSERT_TRUE(tables.contains("postings") && tables.contains("bodies") && tables.contains("drafts"));
    // Those that others point to come first.
    std::vector<std::string> order{"chains", "postings", "bodies"};
    for (const std::string& table : tables) {
      if (std::find(order.begin(), order.end(), table) == order.end()) order.push_back(table);
    }
    for (const std::string& table : order) {
      std::string columns = sql(old, "SELECT group_concat(name, ', ') FROM pragma_table_info('" + table + "')");
      columns.erase(columns.find('\n'));
      sql(old, "ATTACH '" + file + "' AS newer; INSERT INTO main." + table + "(" + columns + ") SELECT " + columns +
                   " FROM newer." + table);
    }
    for (const char* ending : {"", "-wal", "-shm"}) fs::remove(file + ending);
    fs::rename(old, file);
  }
};

TEST_F(TerminalOverTheYears, ABackupPutBackGoesOnInANewChainAndNothingIsMixedUp) {
  const std::string delivered = postOne("Invented: before the backup, delivered.");
  ASSERT_EQ(school->sync().exit, 0);
  const std::string waiting = postOne("Invented: before the backup, waiting.");
  const std::string lastHead = sql(database(), "SELECT slip_sha256 FROM postings WHERE id='" + waiting + "'");
  const std::string backup = temp / "backup.tar";
  const Ran made = script(school->folder(), "backup", {"make", backup});
  ASSERT_EQ(made.exit, 0) << made.err;
  EXPECT_EQ(fs::status(backup).permissions() & fs::perms::all, fs::perms::owner_read | fs::perms::owner_write);
  const Ran checked = script(school->folder(), "backup", {"check", backup});
  EXPECT_EQ(checked.exit, 0) << checked.err;

  // After it: one more, delivered. Then the disk breaks.
  const std::string after = postOne("Invented: after the backup, delivered.");
  ASSERT_EQ(school->sync().exit, 0);
  const std::string broken = temp / "broken";
  fs::rename(school->folder(), broken);
  fs::create_directory(school->folder());
  const Ran restored = script(school->folder(), "backup", {"restore", backup});
  ASSERT_EQ(restored.exit, 0) << restored.err;

  const std::string next = postOne("Invented: the first on the restored terminal.");
  EXPECT_EQ(sql(database(), "SELECT seq FROM postings WHERE id='" + next + "'"), "1\n");
  EXPECT_EQ(sql(database(), "SELECT goes_on_from FROM chains ORDER BY n DESC LIMIT 1"), lastHead)
      << "the new chain names the last posting in the backup";
  EXPECT_EQ(school->sync().exit, 0);
  EXPECT_EQ(idsAtServer(), (std::set<std::string>{delivered, waiting, after, next})) << "each once";
  for (const std::string& id : {delivered, waiting, next}) EXPECT_EQ(stateIn(school->folder(), id), "delivered\n");
  expectVerified();
  const Json shown = json(school->inbox({"show", waiting}));
  EXPECT_EQ(shown["integrity"]["ok"], true) << shown;
}

TEST_F(TerminalOverTheYears, ABackupIsNeverPutOverASchoolAndADamagedOneIsRefused) {
  const std::string id = postOne("Invented: to be backed up.");
  const std::string backup = temp / "backup.tar";
  ASSERT_EQ(script(school->folder(), "backup", {"make", backup}).exit, 0);
  const Ran over = script(school->folder(), "backup", {"restore", backup});
  EXPECT_EQ(over.exit, 1);
  expectOneSentence(over.err, "backup");
  EXPECT_EQ(stateOf(id), "stored");

  std::string bytes = text(backup);
  // The database is in the middle of the file: cut there, and turned over there.
  const std::string cut = temp / "cut.tar", other = temp / "other";
  writeText(cut, bytes.substr(0, bytes.size() / 2));
  fs::create_directory(other);
  EXPECT_EQ(script(other, "backup", {"check", cut}).exit, 1);
  EXPECT_EQ(script(other, "backup", {"restore", cut}).exit, 1);
  EXPECT_FALSE(fs::exists(other + "/pillarbox.db")) << "no half of a school is left";
  EXPECT_EQ(script(other, "backup", {"restore", backup}).exit, 0) << "and the whole one still goes in";
}

TEST_F(TerminalOverTheYears, OnlyTheNewestBackupsAreKept) {
  postOne("Invented: to be backed up.");
  const std::string folder = temp / "kept";
  fs::create_directory(folder);
  for (int day = 10; day < 20; ++day)
    writeText(folder + "/pillarbox-202601" + std::to_string(day) + "T190000Z.tar", "");
  writeText(folder + "/a letter.tar", "");
  const Ran made = script(school->folder(), "backup", {"make"}, {"BACKUP_TO=" + folder, "BACKUP_KEEP=3"});
  ASSERT_EQ(made.exit, 0) << made.err;
  std::set<std::string> names;
  for (const auto& each : fs::directory_iterator(folder)) names.insert(each.path().filename().string());
  EXPECT_EQ(names.size(), 4U) << "three and the stranger's";
  EXPECT_TRUE(names.contains("a letter.tar"));
  EXPECT_TRUE(names.contains("pillarbox-20260119T190000Z.tar"));
  EXPECT_FALSE(names.contains("pillarbox-20260117T190000Z.tar"));
}

TEST_F(TerminalOverTheYears, UpgradedWithAQueueNothingIsLost) {
  const std::string delivered = postOne("Invented: delivered by the older program.");
  ASSERT_EQ(school->sync().exit, 0);
  std::set<std::string> ids{delivered};
  for (int i = 0; i < 5; ++i) ids.insert(postOne("Invented: waiting through the upgrade."));
  const std::string device = sql(database(), "SELECT chain_id FROM chains");
  ASSERT_GE(store::newestVersion(), 2);
  makeOneVersionOlder(database());
  if (HasFatalFailure()) return;
  const std::string older = std::to_string(store::newestVersion() - 1);
  ASSERT_EQ(sql(database(), "PRAGMA user_version"), older + "\n");

  // What the package does before it puts the new program there.
  const Ran copied = script(school->folder(), "copy-before-upgrade", {"0.0.9-1"});
  ASSERT_EQ(copied.exit, 0) << copied.err;
  std::vector<fs::path> copies;
  for (const auto& each : fs::directory_iterator(school->folder() + "/before-upgrade")) copies.push_back(each.path());
  ASSERT_EQ(copies.size(), 1U);
  EXPECT_EQ(sql(copies[0].string(), "PRAGMA user_version"), older + "\n");
  EXPECT_EQ(linesOf(sql(copies[0].string(), "SELECT id FROM postings")), ids);

  // The newer program: the same chain goes on, what waited is delivered, all is proved.
  ids.insert(postOne("Invented: the first under the newer program."));
  EXPECT_EQ(sql(database(), "PRAGMA user_version"), std::to_string(store::newestVersion()) + "\n");
  EXPECT_EQ(sql(database(), "SELECT chain_id FROM chains"), device);
  expectAllDelivered();
  EXPECT_EQ(idsHere(), ids);
  EXPECT_EQ(idsAtServer(), ids);
}

TEST_F(TerminalOverTheYears, RolledBackTheOlderProgramSaysSoPlainlyAndTouchesNothing) {
  const std::string id = postOne("Invented: waiting, kept by a newer program.");
  sql(database(),
      "PRAGMA user_version = " + std::to_string(store::newestVersion() + 1) + "; PRAGMA wal_checkpoint(TRUNCATE)");
  const std::string before = text(database());
  const Json entry{{"author", {{"name", "Pat Example"}}}, {"account", "Invented: to the older program."}};
  for (const Ran& ran : {DemoSchool::pillarbox({"post", school->folder(), "--entry", "-"}, entry.dump()),
                         DemoSchool::pillarbox({"sync", school->folder(), "--once"})}) {
    EXPECT_EQ(ran.exit, 1);
    expectOneSentence(ran.err);
    EXPECT_NE(ran.err.find("newer Pillarbox"), std::string::npos) << ran.err;
  }
  EXPECT_EQ(text(database()), before);
  EXPECT_FALSE(std::any_of(fs::directory_iterator(school->folder()), {}, [](const auto& each) {
    return each.path().filename().string().find("damaged") != std::string::npos;
  })) << "it is not damaged and nothing is set aside";
  // The newer program again.
  sql(database(), "PRAGMA user_version = " + std::to_string(store::newestVersion()));
  expectAllDelivered();
  EXPECT_EQ(idsAtServer(), std::set<std::string>{id});
}

}  // namespace
}  // namespace pillarbox::support
