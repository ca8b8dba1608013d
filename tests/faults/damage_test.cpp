// Files that are not what was written: cut short, with bits turned over, replaced by rubbish. Nothing is thrown away,
// posting goes on, and it is said in a sentence.
#include <cstdlib>
#include <random>

#include "tests/faults/story.h"

namespace pillarbox::support {
namespace {

namespace fs = std::filesystem;

constexpr int usualFlips = 16;

class Damage : public Story {
 protected:
  void SetUp() override {
    Story::SetUp();
    if (HasFatalFailure()) return;
    for (int i = 0; i < 4; ++i) {
      before.insert(school->post("Invented: posted before the damage, " + std::to_string(i)));
    }
    settle(database());
  }
  // Everything in the one file, nothing in its log.
  static void settle(const std::string& file) { sql(file, "PRAGMA wal_checkpoint(TRUNCATE)"); }

  // Posting goes on: said as stored, there afterwards, delivered as ever.
  std::string postAfterwards() {
    const std::string id = school->post("Invented: posted after the damage.");
    EXPECT_NE(id, "") << school->problem();
    EXPECT_TRUE(idsHere().contains(id));
    return id;
  }
  std::vector<fs::path> setAside() const {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(school->folder())) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with("pillarbox.db.damaged-") && !name.ends_with("-wal") && !name.ends_with("-shm")) {
        files.push_back(entry.path());
      }
    }
    return files;
  }
  // `verify` says of each thing one sentence, whether it is wrong or only worth knowing.
  Json sentences() const {
    const Json verified = parsed(school->verify().out);
    Json all = verified["problems"];
    for (const Json& notice : verified["notices"]) all.push_back(notice);
    for (const Json& one : all) {
      const std::string text = one["problem"];
      EXPECT_TRUE(text.ends_with(".")) << text;
      EXPECT_GT(text.size(), 15U) << text;
    }
    return all;
  }
  bool said(const std::string& part) const {
    const Json all = sentences();
    return std::any_of(all.begin(), all.end(), [&](const Json& one) {
      return one["problem"].get<std::string>().find(part) != std::string::npos;
    });
  }

  std::set<std::string> before;
};

TEST_F(Damage, DatabaseCutShort) {
  const auto size = fs::file_size(database());
  fs::resize_file(database(), size / 2);
  postAfterwards();
  ASSERT_EQ(setAside().size(), 1U);
  EXPECT_EQ(fs::file_size(setAside()[0]), size / 2) << "what was left is kept as it was";
  EXPECT_TRUE(said("damaged database was set aside"));
  EXPECT_GE(sql(database(), "SELECT count(DISTINCT chain_id) FROM postings"), "1\n");
}

TEST_F(Damage, DatabaseOfNoLengthIsNotTakenForANewOne) {
  fs::resize_file(database(), 0);
  const std::string id = postAfterwards();
  // An empty file is what a power cut leaves on some disks. What is gone is gone, but it must not look well.
  const Json list = json(school->inbox({"list"}));
  EXPECT_EQ(list[0]["id"], id);
}

TEST_F(Damage, DatabaseReplacedByRubbish) {
  std::mt19937_64 random(99);
  std::string rubbish(50'000, '\0');
  for (char& c : rubbish) c = static_cast<char>(random());
  writeText(database(), rubbish);
  postAfterwards();
  ASSERT_EQ(setAside().size(), 1U);
  EXPECT_EQ(readText(setAside()[0]), rubbish) << "never deleted: somebody may yet read something from it";
  EXPECT_TRUE(said("damaged database was set aside"));
}

TEST_F(Damage, PostingInAFreshChainIsDeliveredToo) {
  serve();
  connect();
  EXPECT_EQ(school->sync().exit, 0);
  settle(database());
  writeText(database(), "not a database at all");
  const std::string id = postAfterwards();
  // This device posts in a new chain now; the server takes it, and gives back what it has.
  const Ran ran = school->sync();
  EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
  EXPECT_EQ(stateOf(id), "delivered");
  EXPECT_EQ(idsAtServer().size(), before.size() + 1);
  EXPECT_EQ(idsHere(), idsAtServer()) << "what was lost here came back from the server";
  EXPECT_EQ(json(school->inbox({"list"})).size(), before.size() + 1);
}

TEST_F(Damage, BitsTurnedOver) {
  const char* given = std::getenv("PILLARBOX_ROUNDS");
  const int rounds = given == nullptr ? usualFlips : std::max(1, std::atoi(given));
  const std::string whole = temp / "whole";
  fs::copy(school->folder(), whole, fs::copy_options::recursive);
  const char* seed = std::getenv("PILLARBOX_SEED");
  std::mt19937_64 random(seed == nullptr ? 4711 : std::strtoull(seed, nullptr, 10));
  int kept = 0, set = 0, refused = 0;
  for (int i = 0; i < rounds; ++i) {
    fs::remove_all(school->folder());
    fs::copy(whole, school->folder(), fs::copy_options::recursive);
    std::string bytes = readText(database());
    const std::size_t at = random() % bytes.size();
    const int bit = static_cast<int>(random() % 8);
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
    writeText(database(), bytes);
    SCOPED_TRACE("bit " + std::to_string(bit) + " of byte " + std::to_string(at));

    const Json entry{{"author", {{"name", "Pat Example"}}}, {"account", "Invented: after a bit was turned over."}};
    const Ran posted = DemoSchool::pillarbox({"post", school->folder(), "--entry", "-", "--json"}, entry.dump());
    if (posted.exit != 0) {
      // Only where the header now says that it is another program's file, or a newer version's: left alone, said so.
      EXPECT_EQ(posted.exit, 1);
      EXPECT_LT(at, 100U);
      expectOneSentence(posted.err);
      EXPECT_EQ(readText(database()), bytes);
      ++refused;
      continue;
    }
    const std::string id = parsed(posted.out)["id"];
    const Ran ran = school->verify();
    if (ran.out.empty()) {  // so damaged that even this cannot be told apart
      EXPECT_EQ(ran.exit, 1);
      expectOneSentence(ran.err);
      EXPECT_NE(ran.err.find("damaged"), std::string::npos) << ran.err;
      ++kept;
      continue;
    }
    const Json verified = parsed(ran.out);
    const std::set<std::string> here = idsHere();
    EXPECT_TRUE(here.contains(id));
    const bool all = std::includes(here.begin(), here.end(), before.begin(), before.end());
    const bool aside = !setAside().empty();
    // It may be harmless, it may be found; it is never passed over in silence.
    EXPECT_TRUE(all || aside || verified["ok"] == false) << ran.out;
    EXPECT_TRUE(all || aside);
    EXPECT_EQ(ran.exit, verified["ok"] == true ? 0 : 1);
    sentences();
    aside ? ++set : ++kept;
  }
  std::printf("damage: flips=%d went_on=%d set_aside=%d left_alone=%d losses=%d\n", rounds, kept, set, refused,
              HasFailure() ? 1 : 0);
}

TEST_F(Damage, ABitInASealedFileIsFoundByVerify) {
  // Not through the database's own guards: as a failing disk would.
  std::string bytes = readText(database());
  const std::size_t at = bytes.find("age-encryption.org/v1");
  ASSERT_NE(at, std::string::npos);
  bytes[at + 900] = static_cast<char>(bytes[at + 900] ^ 4);
  writeText(database(), bytes);
  const Ran ran = school->verify();
  EXPECT_EQ(ran.exit, 1) << ran.out;
  EXPECT_FALSE(sentences().empty());
  postAfterwards();
}

TEST_F(Damage, OfOtherFilesIsSaidInOneSentence) {
  const std::string whole = temp / "whole";
  fs::copy(school->folder(), whole, fs::copy_options::recursive);
  for (const std::string name :
       {"device.key", "device.id", "school.pin", "roster.box", "directory.json", "directories/1.json"}) {
    for (const std::string& content : {std::string(), std::string("rubbish"), std::string(3000, '\xff')}) {
      SCOPED_TRACE(name);
      fs::remove_all(school->folder());
      fs::copy(whole, school->folder(), fs::copy_options::recursive);
      writeText(school->folder() + "/" + name, content);
      const Json entry{{"author", {{"name", "Pat Example"}}}, {"account", "Invented: with a damaged file."}};
      const Ran ran = DemoSchool::pillarbox({"post", school->folder(), "--entry", "-", "--json"}, entry.dump());
      EXPECT_TRUE(ran.exit == 0 || ran.exit == 1) << ran.exit;
      if (ran.exit == 0) {
        EXPECT_TRUE(idsHere().contains(parsed(ran.out)["id"]));
      } else {
        expectOneSentence(ran.err);
      }
      const std::set<std::string> here = idsHere();
      EXPECT_TRUE(std::includes(here.begin(), here.end(), before.begin(), before.end()));
    }
  }
}

class ServerDamage : public Damage {
 protected:
  void SetUp() override {
    Damage::SetUp();
    if (HasFatalFailure()) return;
    serve();
    if (HasFatalFailure()) return;
    connect();
    ASSERT_EQ(school->sync().exit, 0);
    server->stop();
    settle(server->database());
  }
  void expectRefusesToStart() {
    Background again;
    ASSERT_TRUE(again.start({program("pillarbox-server"), "serve", server->folder(), "--listen", "127.0.0.1:0",
                             "--cert", server->certificates().cert, "--key", server->certificates().key}));
    EXPECT_EQ(again.waitExit(), 1) << again.out();
    expectOneSentence(again.err(), "pillarbox-server");
  }
};

TEST_F(ServerDamage, CutShortItRefusesToStartAndTouchesNothing) {
  const auto size = fs::file_size(server->database());
  fs::resize_file(server->database(), size / 2 / 4096 * 4096);
  const std::string left = readText(server->database());
  expectRefusesToStart();
  EXPECT_EQ(readText(server->database()), left);
}

TEST_F(ServerDamage, RubbishOrGoneItRefusesToStart) {
  writeText(server->database(), std::string(30'000, 'r'));
  expectRefusesToStart();
  EXPECT_EQ(readText(server->database()), std::string(30'000, 'r'));
  fs::remove(server->database());
  expectRefusesToStart();
  EXPECT_FALSE(fs::exists(server->database())) << "an empty one in its place would look as if nothing had been posted";
}

TEST_F(ServerDamage, APageInTheMiddleIsFoundBeforeItServes) {
  std::string bytes = readText(server->database());
  const std::string root = sql(server->database(), "SELECT rootpage FROM sqlite_schema WHERE name = 'entries'");
  const std::size_t page = std::strtoul(root.c_str(), nullptr, 10);
  ASSERT_GT(page, 1U);
  for (std::size_t i = 0; i < 64; ++i) bytes[(page - 1) * 4096 + i] = '\x55';
  writeText(server->database(), bytes);
  expectRefusesToStart();
  EXPECT_EQ(readText(server->database()), bytes);
}

TEST_F(ServerDamage, WithoutItsKeyItRefusesToStart) {
  writeText(server->folder() + "/server.key", "rubbish");
  expectRefusesToStart();
  fs::remove(server->folder() + "/server.key");
  expectRefusesToStart();
}

}  // namespace
}  // namespace pillarbox::support
