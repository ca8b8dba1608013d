// The technician's page in a real browser (Debian's Chromium, headless): what stands on it, that it runs and fetches
// nothing, and that at twice the size nothing has to be scrolled sideways.
#include <cstdlib>
#include <filesystem>

#include "tests/faults/story.h"

namespace pillarbox::support {
namespace {

class StatusPage : public Story {
 protected:
  void SetUp() override {
    if (run({"chromium", "--version"}).exit != 0) GTEST_SKIP() << "chromium is not installed";
    Story::SetUp();
    if (HasFatalFailure()) return;
    serve();
    if (HasFatalFailure()) return;
    connect();
    const Ran set = run({program("pillarbox-server"), "technician", server->folder()}, password + "\n");
    ASSERT_EQ(set.exit, 0) << set.err;
  }
  // PILLARBOX_PICTURES keeps the pictures for somebody to look at.
  Json opened(const std::string& login, const std::vector<std::string>& sizes) const {
    const char* const kept = std::getenv("PILLARBOX_PICTURES");
    const std::string folder = kept == nullptr ? std::string(temp / "pictures") : std::string(kept);
    std::filesystem::create_directories(folder);
    std::vector<std::string> words = {"python3", std::string(PILLARBOX_SOURCE_DIR) + "/tests/support/chromium_page.py",
                                      server->url() + "/status", login, folder + "/status-"};
    words.insert(words.end(), sizes.begin(), sizes.end());
    return json(run(words));
  }
  const std::string password = "correct horse battery";
};

TEST_F(StatusPage, SaysWhatIsToBeDoneRunsNothingAndFitsAtTwiceTheSize) {
  ASSERT_NE(school->post("Invented: about Sam Example, who was upset."), "");
  ASSERT_EQ(school->sync().exit, 0);
  // A terminal whose postings do not get through.
  const std::string device = sql(server->database(), "SELECT device FROM entries LIMIT 1");
  const std::string id = device.substr(0, device.find('\n'));
  sql(server->database(),
      "INSERT OR REPLACE INTO queues SELECT school, '" + id +
          "', 3, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) - 180000000, 0 FROM schools");
  const Json page = opened("technician:" + password, {"1280x900@1", "1280x900@2", "800x1280@2", "360x640@1"});
  const std::string text = page["text"];
  EXPECT_EQ(page["title"], "Pillarbox server");
  EXPECT_EQ(page["language"], "en-GB");
  EXPECT_EQ(page["scripts"], 0);
  EXPECT_EQ(page["colour"], "rgb(179, 38, 30)") << "the style sheet is let through by the page's own policy";
  for (const char* expected :
       {"Disk", "Backup", "Certificate", "E-mail", "Test alert", "Waiting there", "3, oldest 2 days",
        "3 postings could not be sent, the oldest for 2 days.", "1 record, ", "cannot be read here"}) {
    EXPECT_NE(text.find(expected), std::string::npos) << expected << " is not in\n" << text;
  }
  for (const char* never : {"Sam", "upset", "Invented: about", "Pat Example"}) {
    EXPECT_EQ(text.find(never), std::string::npos) << never;
  }
  for (const Json& size : page["sizes"]) {
    EXPECT_LE(size["wide"].get<int>(), size["window"].get<int>()) << size;
    EXPECT_EQ(size["asked"].size(), 1U) << size;
    EXPECT_EQ(size["complaints"].size(), 0U) << size;
    EXPECT_EQ(size["cut"].size(), 0U) << size;
  }
}

TEST_F(StatusPage, WithoutThePasswordThereIsNothingOnIt) {
  const Ran plain = run({"curl", "-s", "--cacert", server->ca(), "-o", temp / "page", "-w", "%{http_code}", "-u",
                         "technician:wrong", server->url() + "/status"});
  EXPECT_EQ(plain.out, "401");
  EXPECT_EQ(run({"grep", "-ci", "record", temp / "page"}).out, "0\n");
}

}  // namespace
}  // namespace pillarbox::support
