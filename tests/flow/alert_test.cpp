// From a posting on a terminal to an e-mail in a lead's mailbox, with the real programs and a real mail server.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/flow/mails.h"

namespace pillarbox {

namespace {

using support::Background;
using support::run;
using support::writeText;

const std::string bin = std::string(PILLARBOX_BIN_DIR) + "/";

class AlertFlow : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(run({bin + "pillarbox", "school", "new", school, "--demo"}).exit, 0);
    ASSERT_NO_FATAL_FAILURE(support::onlyTheLeadIsOnDuty(bin + "pillarbox", school, folder));
    ASSERT_EQ(run({bin + "pillarbox", "directory", school, "-o", folder / "directory"}).exit, 0);
    ASSERT_EQ(run({bin + "pillarbox-server", "init", server, "--name", "Test server"}).exit, 0);
    ASSERT_EQ(run({bin + "pillarbox-server", "school", "add", server, folder / "directory"}).exit, 0);
    ASSERT_TRUE(mails.start());
    writeText(server + "/mail.password", "open-sesame\n");
    std::filesystem::permissions(server + "/mail.password", std::filesystem::perms::owner_read);
    writeText(server + "/smtp.conf", "host = localhost\nport = " + mails.port +
                                         "\nfrom = pillarbox@fernhollow.example\nuser = pillarbox\n"
                                         "password_file = mail.password\nca = " +
                                         mails.cert + "\n");
    startServer();
    const Ran connected = run({bin + "pillarbox", "connect", school, "--server", url, "--ca", mails.cert});
    ASSERT_EQ(connected.exit, 0) << connected.err;
  }
  using Ran = support::Ran;

  void startServer() {
    ASSERT_TRUE(serving.start({bin + "pillarbox-server", "serve", server, "--listen",
                               "127.0.0.1:" + std::to_string(port), "--cert", mails.cert, "--key", mails.key}));
    const auto line = serving.waitForLine("listening on ");
    ASSERT_TRUE(line) << serving.err();
    url = line->substr(13);
    port = std::stoi(url.substr(url.rfind(':') + 1));
  }
  void post(bool urgent) {
    auto entry = nlohmann::json::parse(run({bin + "pillarbox", "post", "--example"}).out);
    entry["urgent"] = urgent;
    writeText(folder / "entry.json", entry.dump());
    const Ran posted = run({bin + "pillarbox", "post", school, "--entry", folder / "entry.json"});
    ASSERT_EQ(posted.exit, 0) << posted.err;
  }

  support::TempFolder folder;
  std::string school = folder / "school", server = folder / "server";
  support::Mails mails{folder};
  Background serving;
  std::string url;
  int port = 0;
};

TEST_F(AlertFlow, AnUrgentCallReachesTheLeadAndTheEmailSaysNothingOfIt) {
  post(true);
  ASSERT_EQ(run({bin + "pillarbox", "sync", school, "--once"}).exit, 0);
  ASSERT_TRUE(mails.takenInTime(1)) << serving.err();
  const std::string mail = mails.taken()[0];
  EXPECT_NE(mail.find("X-To: ruth.ashdown@fernhollow.example\r\n"), std::string::npos) << mail;
  EXPECT_NE(mail.find("From: Pat Example\r\n"), std::string::npos);
  for (const char* word : {"Sam", "3B", "lunch", "Playground", "climbing", "crying", "home today", "Mrs Example"}) {
    EXPECT_EQ(mail.find(word), std::string::npos) << word;
    EXPECT_EQ(serving.err().find(word), std::string::npos) << word;
  }
  for (const char* name : {"Pat Example", "ashdown", "Ruth"}) EXPECT_EQ(serving.err().find(name), std::string::npos);
}

// HARDCASES: the server is killed after it took the posting and before the e-mail went.
TEST_F(AlertFlow, KilledBeforeTheEmailWentItGoesOnceAfterwards) {
  mails.stop();
  post(true);
  ASSERT_EQ(run({bin + "pillarbox", "sync", school, "--once"}).exit, 0);
  serving.kill();
  ASSERT_TRUE(mails.start());
  // As if the time a claim holds had passed.
  run({"sqlite3", server + "/server.db", "UPDATE alerts SET next_at=0 WHERE state='waiting'"});
  startServer();
  ASSERT_TRUE(mails.takenInTime(1)) << serving.err();
  post(true);
  ASSERT_EQ(run({bin + "pillarbox", "sync", school, "--once"}).exit, 0);
  ASSERT_TRUE(mails.takenInTime(2));
  EXPECT_EQ(mails.taken().size(), 2u) << "each went once";
}

TEST_F(AlertFlow, ATestAlertProvesTheWholeWayAndDatesIt) {
  support::proveTheWay(bin + "pillarbox", school, folder, mails);
}

}  // namespace

}  // namespace pillarbox
