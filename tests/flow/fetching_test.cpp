// What a device may fetch, with the real programs: a terminal that only posts holds nothing that others wrote, hears
// that its own was read, and gets what it may once the directory says so; a directory of before changes nothing. That
// news comes by waiting and not by asking is in notify_news_test.cpp.
#include "tests/faults/story.h"

namespace pillarbox::support {
namespace {

class Fetching : public Story {
 protected:
  void SetUp() override {
    Story::SetUp();
    if (HasFatalFailure()) return;
    serve();
    if (HasFatalFailure()) return;
    connect();
  }
  Ran withKey(std::vector<std::string> words) const {
    words.insert(words.end(), {"--card-file", school->cardFile(), "--passphrase-file", school->passphraseFile()});
    return DemoSchool::pillarbox(words);
  }
  std::string join(const std::string& folder, const std::vector<std::string>& more = {}) {
    const std::string invite = temp / "invite.txt";
    EXPECT_EQ(withKey({"invite", school->folder(), "-o", invite}).exit, 0);
    std::string id = json(DemoSchool::pillarbox({"join", folder, "--invite", invite, "--json"}))["device"];
    std::filesystem::remove(invite);
    std::vector<std::string> approve{"approve", school->folder(), id};
    approve.insert(approve.end(), more.begin(), more.end());
    const Ran ran = withKey(approve);
    EXPECT_EQ(ran.exit, 0) << ran.err;
    return id;
  }
  std::string post(const std::string& folder, const std::string& account) const {
    const Json entry{{"author", {{"name", "Pat Example"}}}, {"account", account}};
    return json(DemoSchool::pillarbox({"post", folder, "--entry", "-", "--json"}, entry.dump()))["id"];
  }
  void sync(const std::string& folder) const {
    const Ran ran = DemoSchool::pillarbox({"sync", folder, "--once"});
    EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
  }
  std::set<std::string> bodiesIn(const std::string& folder) const {
    return linesOf(sql(folder + "/pillarbox.db", "SELECT id FROM postings JOIN bodies USING(n)"));
  }
};

TEST_F(Fetching, ATerminalThatOnlyPostsHoldsNothingOfOthersAndHearsThatItsOwnWasRead) {
  const std::string hall = temp / "hall";
  const std::string device = join(hall, {"--fetches", "none"});
  const std::string others = school->post("Invented: posted on another device.");
  const std::string own = post(hall, "Invented: posted on the terminal in the hall.");
  sync(school->folder());
  sync(hall);
  sync(school->folder());
  EXPECT_EQ(bodiesIn(hall), std::set<std::string>{own});
  ASSERT_EQ(school->inbox({"read", own}).exit, 0);
  sync(school->folder());
  sync(hall);
  EXPECT_EQ(bodiesIn(hall), std::set<std::string>{own}) << "the slip of having read is enough";
  EXPECT_NE(
      sql(hall + "/pillarbox.db", "SELECT count(*) FROM postings WHERE kind = 'read' AND subject = '" + own + "'"),
      "0\n");
  Ran ran = DemoSchool::pillarbox({"verify", hall});
  EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;

  const Json listed = json(DemoSchool::pillarbox({"device", "list", school->folder(), "--json"}));
  EXPECT_TRUE(std::any_of(listed.begin(), listed.end(), [&](const Json& one) {
    return one["id"] == device && one.contains("fetches") && one["fetches"].empty();
  })) << listed;
  EXPECT_EQ(withKey({"device", "fetch", school->folder(), device, "nonsense"}).exit, 1);
  ran = withKey({"device", "fetch", school->folder(), device, "safeguarding,writers,safeguarding"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_NE(ran.out.find("It fetches what is for the safeguarding leads and other staff with a key."),
            std::string::npos)
      << ran.out;
  sync(hall);
  EXPECT_TRUE(bodiesIn(hall).contains(others)) << "what went by comes once it may";
  ran = DemoSchool::pillarbox({"verify", hall});
  EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
}

// A directory that was signed before devices had `fetches`: server and devices go on with it as they did.
TEST_F(Fetching, ADirectoryThatSaysNothingOfFetchingGoesOnAsBefore) {
  const std::string hall = temp / "hall";
  const std::string device = join(hall, {"--fetches", "all"});
  const Json devices = json(DemoSchool::pillarbox({"device", "list", school->folder(), "--json"}));
  ASSERT_EQ(devices.size(), 2U);
  for (const Json& one : devices) EXPECT_FALSE(one.contains("fetches")) << one;
  const std::string here = school->post("Invented: posted on the first device.");
  sync(school->folder());
  const std::string there = post(hall, "Invented: posted on the terminal in the hall.");
  sync(hall);
  sync(school->folder());
  EXPECT_EQ(bodiesIn(hall), (std::set<std::string>{here, there}));
  EXPECT_EQ(bodiesIn(school->folder()), (std::set<std::string>{here, there}));
  for (const std::string& folder : {hall, school->folder()}) {
    const Ran ran = DemoSchool::pillarbox({"verify", folder});
    EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
  }
  // The first word of it is a version like any other, which server and devices take.
  Ran ran = withKey({"device", "fetch", school->folder(), device, "none"});
  ASSERT_EQ(ran.exit, 0) << ran.err;
  sync(school->folder());
  sync(hall);
  const std::string later = school->post("Invented: posted once the hall was told to fetch nothing.");
  sync(school->folder());
  sync(hall);
  EXPECT_FALSE(bodiesIn(hall).contains(later));
  EXPECT_EQ(DemoSchool::pillarbox({"verify", hall}).exit, 0);
}

TEST_F(Fetching, WithoutBeingToldANewTerminalNeverGetsTheHeads) {
  const std::string hall = temp / "hall";
  join(hall);
  const std::string concern = school->post("Invented: for the leads.");
  sync(school->folder());
  sync(hall);
  EXPECT_TRUE(bodiesIn(hall).contains(concern));
  const std::string directory =
      sql(hall + "/pillarbox.db", "SELECT envelope FROM directories ORDER BY version DESC LIMIT 1");
  EXPECT_FALSE(directory.empty());
  const Json devices = json(DemoSchool::pillarbox({"device", "list", hall, "--json"}));
  for (const Json& one : devices) {
    if (one.value("fetches", Json::array()).empty()) continue;
    EXPECT_EQ(one["fetches"].dump().find("head"), std::string::npos);
    EXPECT_EQ(one["fetches"].dump().find("chair"), std::string::npos);
  }
}

}  // namespace
}  // namespace pillarbox::support
