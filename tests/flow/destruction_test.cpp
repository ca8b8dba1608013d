// A child's records destroyed by two people on two devices with a server between them, as the real programs: days go by
// through faketime. All invented.
#include <filesystem>
#include <fstream>

#include "tests/faults/story.h"

namespace pillarbox::support {
namespace {

namespace fs = std::filesystem;

class TwoPeopleDestroy : public Story {
 protected:
  void SetUp() override {
    Story::SetUp();
    if (HasFatalFailure()) return;
    serve();
    if (HasFatalFailure()) return;
    connect();
    const std::string invite = temp / "invite.txt";
    office = temp / "office";
    ASSERT_EQ(key("dsl", {"invite", school->folder(), "-o", invite}).exit, 0);
    const std::string device = json(DemoSchool::pillarbox({"join", office, "--invite", invite, "--json"}))["device"];
    ASSERT_EQ(key("dsl", {"approve", school->folder(), device}).exit, 0);
    fs::remove(office + "/keys");
    fs::copy(school->folder() + "/keys", office + "/keys", fs::copy_options::recursive);
    const Json entry{{"author", {{"name", "Pat Example"}}},
                     {"account", "Invented: what is to be forgotten."},
                     {"pupils", {{{"ref", "p-001"}, {"name", "Invented Child"}, {"class", "3B"}}}}};
    concern =
        json(DemoSchool::pillarbox({"post", school->folder(), "--entry", "-", "--json"}, entry.dump())).value("id", "");
    ASSERT_NE(concern, "");
    stays = school->post("Invented: a record of nobody in particular.");
    ASSERT_EQ(key("dsl", {"keep", "born", school->folder(), "p-001", "1999-02-03"}).exit, 0);
    everybodySyncs();
    needle = bytesOf(concern);
    ASSERT_EQ(needle.size(), 48U);
    // Opened on both, so that both keep what they opened.
    ASSERT_EQ(key("deputy", {"keep", "list", office, "--json"}).exit, 0);
    proposal = json(key("dsl", {"keep", "propose", school->folder(), "p-001", "--reason-file", reason(), "--json"}))
                   .value("id", "");
    ASSERT_NE(proposal, "");
    everybodySyncs();
  }
  std::string reason() {
    const std::string file = temp / "reason.txt";
    std::ofstream(file) << "Nobody needs them any longer.\n";
    return file;
  }
  // PROGRAM WORDS... with the clock some days on. Not through `faketime`, which would stand between us and the program.
  static std::vector<std::string> later(int count, const std::string& name, const std::vector<std::string>& words) {
    static const std::string preload = [] {
      const std::string line = run({"faketime", "-f", "+0d", "printenv", "LD_PRELOAD"}).out;
      return line.substr(0, line.find('\n'));
    }();
    EXPECT_NE(preload, "") << "Debian's faketime is needed";
    std::vector<std::string> all{"env",
                                 "LD_PRELOAD=" + preload,
                                 "FAKETIME=+" + std::to_string(count) + "d",
                                 "DONT_FAKE_MONOTONIC=1",
                                 "FAKETIME_DONT_FAKE_MONOTONIC=1",
                                 program(name)};
    all.insert(all.end(), words.begin(), words.end());
    return all;
  }
  // As many days on as have passed.
  Ran at(const std::vector<std::string>& words) const { return run(later(days, "pillarbox", words)); }
  Ran key(const std::string& role, std::vector<std::string> words) const {
    words.insert(words.end(),
                 {"--card-file", school->cardFile(role), "--passphrase-file", school->passphraseFile(role)});
    return at(words);
  }
  void everybodySyncs() const {
    for (const std::string& folder : {school->folder(), office, school->folder(), office}) {
      (void)at({"sync", folder, "--once"});
    }
  }
  void daysPass(int count) {
    days = count;
    const int port = server->port();
    server->stop();
    late = {};
    ASSERT_TRUE(late.start(later(count, "pillarbox-server",
                                 {"serve", server->folder(), "--listen", "127.0.0.1:" + std::to_string(port), "--cert",
                                  server->certificates().cert, "--key", server->certificates().key})));
    ASSERT_TRUE(late.waitForLine("listening on")) << late.err();
  }
  std::string bytesOf(const std::string& id) const {
    const std::string hex = sql(database(),
                                "SELECT hex(substr(sealed, length(sealed) / 2, 48)) FROM bodies JOIN postings USING(n) "
                                "WHERE id = '" +
                                    id + "'");
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size() && hex[i] != '\n'; i += 2) {
      bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    }
    return bytes;
  }
  bool anyTrace(const std::string& folder) const {
    for (const auto& each : fs::recursive_directory_iterator(folder)) {
      if (!each.is_regular_file()) continue;
      std::ifstream stream(each.path(), std::ios::binary);
      const std::string all{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
      if (all.find(needle) != std::string::npos) return true;
    }
    return false;
  }
  void expectGoneEverywhere() const {
    for (const std::string& folder : {school->folder(), office, server->folder()}) {
      EXPECT_FALSE(anyTrace(folder)) << folder;
    }
    for (const std::string& folder : {school->folder(), office}) {
      const Json report = json(at({"verify", folder, "--json"}));
      EXPECT_TRUE(report["ok"]) << report.dump(2);
      EXPECT_GE(report.value("destroyed", 0), 2) << folder;
      const Json list = json(key("dsl", {"keep", "list", folder, "--json"}));
      EXPECT_EQ(list["destructions"][0].value("state", ""), "done") << folder;
      EXPECT_EQ(list["children"].size(), 0U) << "nothing is left of the child but the log";
    }
    EXPECT_EQ(sql(database(), "SELECT count(*) FROM postings WHERE id = '" + concern + "'"), "1\n");
    EXPECT_EQ(sql(database(), "SELECT count(*) FROM bodies JOIN postings USING(n) WHERE id = '" + stays + "'"), "1\n");
  }

  std::string office, concern, stays, proposal, needle;
  int days = 0;
  Background late;
};

TEST_F(TwoPeopleDestroy, AndNothingIsLeftOnTwoDevicesAndTheServerButHashesAndTheLog) {
  ASSERT_TRUE(anyTrace(school->folder()));
  ASSERT_TRUE(anyTrace(office));
  ASSERT_TRUE(anyTrace(server->folder()));
  const Ran early = key("deputy", {"keep", "agree", office, proposal});
  EXPECT_EQ(early.exit, 1);
  EXPECT_NE(early.err.find("Another person may agree from"), std::string::npos) << early.err;
  daysPass(31);
  EXPECT_EQ(key("dsl", {"keep", "agree", school->folder(), proposal}).exit, 1) << "whoever proposed it cannot";
  const Json agreed = json(key("deputy", {"keep", "agree", office, proposal, "--json"}));
  EXPECT_FALSE(agreed["done"]) << "with a server, when the server has it";
  EXPECT_TRUE(anyTrace(office));
  everybodySyncs();
  expectGoneEverywhere();
}

TEST_F(TwoPeopleDestroy, AServerThatHasNotSeenThirtyDaysWipesNothing) {
  // Only the devices' clocks are wrong; the server's is right.
  days = 31;
  (void)key("deputy", {"keep", "agree", office, proposal});
  everybodySyncs();
  for (const std::string& folder : {school->folder(), office, server->folder()})
    EXPECT_TRUE(anyTrace(folder)) << folder;
}

TEST_F(TwoPeopleDestroy, KilledAnywhereItIsFinishedLater) {
  daysPass(31);
  ASSERT_EQ(key("deputy", {"keep", "agree", office, proposal}).exit, 0);
  for (const int milliseconds : {5, 20, 40, 60, 80, 100, 130, 170}) {
    for (const std::string& folder : {office, school->folder()}) {
      Background sync;
      ASSERT_TRUE(sync.start(later(days, "pillarbox", {"sync", folder, "--once"})));
      (void)sync.waitExit(std::chrono::milliseconds(milliseconds));
      sync.kill();
    }
  }
  late.kill();
  daysPass(31);
  everybodySyncs();
  everybodySyncs();
  expectGoneEverywhere();
}

}  // namespace
}  // namespace pillarbox::support
