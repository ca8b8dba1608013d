// Alert e-mails from a device of a school without a server: the real programs and a real mail server.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "tests/flow/mails.h"
#include "tests/flow/windows.h"

namespace pillarbox {

namespace {

using support::Background;
using support::readText;
using support::run;
using support::writeText;
using Ran = support::Ran;

const std::string bin = std::string(PILLARBOX_BIN_DIR) + "/";

class AlertHereFlow : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(run({bin + "pillarbox", "school", "new", school, "--demo"}).exit, 0);
    ASSERT_NO_FATAL_FAILURE(support::onlyTheLeadIsOnDuty(bin + "pillarbox", school, folder));
    ASSERT_TRUE(mails.start());
  }

  Ran setUpMail(const std::string& password = "open-sesame") {
    return run({bin + "pillarbox", "alert", "setup", school, "--host", "localhost", "--port", mails.port, "--from",
                "pillarbox@fernhollow.example", "--user", "pillarbox", "--password-file", "-", "--ca", mails.cert},
               password + "\n");
  }
  void post(bool urgent) {
    auto entry = nlohmann::json::parse(run({bin + "pillarbox", "post", "--example"}).out);
    entry["urgent"] = urgent;
    writeText(folder / "entry.json", entry.dump());
    const Ran posted = run({bin + "pillarbox", "post", school, "--entry", folder / "entry.json"});
    ASSERT_EQ(posted.exit, 0) << posted.err;
  }
  Ran send() { return run({bin + "pillarbox", "alert", "send", school}); }
  Ran status() { return run({bin + "pillarbox", "alert", "status", school}); }
  std::string sql(const std::string& text) {
    return run({"sqlite3", school + "/pillarbox.db"}, ".timeout 5000\n" + text + ";\n").out;
  }
  // As if so much time had passed since everything was noticed.
  void laterBy(std::chrono::milliseconds time) {
    sql("UPDATE alert_noticed SET at = at - " + std::to_string(time.count()));
  }
  static std::string headerOf(const std::string& mail, const std::string& name) {
    const std::size_t at = mail.find("\r\n" + name + ": ");
    return at == std::string::npos ? "" : mail.substr(at + 2, mail.find("\r\n", at + 2) - at - 2);
  }

  support::TempFolder folder;
  std::string school = folder / "school";
  support::Mails mails{folder};
};

TEST_F(AlertHereFlow, AnUrgentConcernIsMailedFromHereAndItsNoteIsGone) {
  ASSERT_EQ(setUpMail().exit, 0);
  struct stat facts {};
  for (const char* name : {"/mail.conf", "/mail.password"}) {
    ASSERT_EQ(::stat((school + name).c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600U) << name;
  }
  post(true);
  EXPECT_EQ(sql("SELECT count(*) FROM postings WHERE routing <> x''"), "1\n");
  for (const char* file : {"/pillarbox.db", "/pillarbox.db-wal"}) {
    EXPECT_EQ(readText(school + file).find("Pat Example"), std::string::npos) << "never in clear";
  }
  const Ran sent = send();
  ASSERT_EQ(sent.exit, 0) << sent.err;
  ASSERT_EQ(mails.taken().size(), 1U);
  const std::string mail = mails.taken()[0];
  EXPECT_NE(mail.find("X-To: ruth.ashdown@fernhollow.example\r\n"), std::string::npos) << mail;
  EXPECT_NE(mail.find("From: Pat Example\r\n"), std::string::npos) << mail;
  EXPECT_NE(mail.find("Subject: Pillarbox: please look now\r\n"), std::string::npos) << mail;
  for (const char* word : {"Sam", "3B", "lunch", "Playground", "climbing", "crying", "home today", "Mrs Example"}) {
    EXPECT_EQ(mail.find(word), std::string::npos) << word;
  }
  EXPECT_EQ(sql("SELECT count(*) FROM postings WHERE routing <> x''"), "0\n") << "deleted once alerted";
  EXPECT_EQ(send().exit, 0);
  EXPECT_EQ(mails.taken().size(), 1U) << "once";

  const Ran says = status();
  EXPECT_NE(says.out.find("This device sends e-mails by localhost, port " + mails.port), std::string::npos) << says.out;
  EXPECT_NE(says.out.find("to Ruth Ashdown"), std::string::npos) << says.out;
  EXPECT_EQ(says.out.find("open-sesame"), std::string::npos);
}

TEST_F(AlertHereFlow, UnseenTheOthersAreToldAndOnceReadNobodyIs) {
  ASSERT_EQ(setUpMail().exit, 0);
  post(true);
  ASSERT_EQ(send().exit, 0);
  const std::size_t first = mails.taken().size();
  laterBy(std::chrono::seconds(121));
  ASSERT_EQ(send().exit, 0);
  EXPECT_GT(mails.taken().size(), first) << "the deputies";
  for (std::size_t i = first; i < mails.taken().size(); ++i) {
    EXPECT_NE(mails.taken()[i].find("nobody has answered yet"), std::string::npos);
    EXPECT_EQ(mails.taken()[i].find("Pat Example"), std::string::npos);
  }
  const std::string id = sql("SELECT id FROM postings WHERE kind = 'concern'");
  const auto keys = nlohmann::json::parse(readText(school + "/demo-keys.json"));
  const auto& lead = keys["people"][0];
  writeText(folder / "card", lead["card_code"].get<std::string>());
  writeText(folder / "passphrase", lead["passphrase"].get<std::string>());
  const Ran read = run({bin + "pillarbox", "inbox", school, "read", id.substr(0, id.size() - 1), "--card-file",
                        folder / "card", "--passphrase-file", folder / "passphrase"});
  ASSERT_EQ(read.exit, 0) << read.err;
  const std::size_t before = mails.taken().size();
  laterBy(std::chrono::seconds(600));
  ASSERT_EQ(send().exit, 0);
  EXPECT_EQ(mails.taken().size(), before);
}

// HARDCASES: killed after the mail server took the e-mail and before that was kept.
TEST_F(AlertHereFlow, WhatIsSentTwiceHasTheSameMessageId) {
  ASSERT_EQ(setUpMail().exit, 0);
  post(true);
  ASSERT_EQ(send().exit, 0);
  sql("UPDATE alerts SET state = 'waiting', next_at = 0");
  ASSERT_EQ(send().exit, 0);
  ASSERT_EQ(mails.taken().size(), 2U);
  EXPECT_FALSE(headerOf(mails.taken()[0], "Message-ID").empty()) << mails.taken()[0];
  EXPECT_EQ(headerOf(mails.taken()[0], "Message-ID"), headerOf(mails.taken()[1], "Message-ID"));
}

TEST_F(AlertHereFlow, WhatCouldNotBeSentIsSaidAndTriedAgain) {
  ASSERT_EQ(setUpMail("wrong").exit, 0);
  post(true);
  const Ran wrong = send();
  EXPECT_EQ(wrong.exit, 4) << wrong.out;
  EXPECT_NE(status().out.find("is tried again."), std::string::npos) << status().out;
  ASSERT_EQ(setUpMail().exit, 0);
  sql("UPDATE alerts SET next_at = 0 WHERE state = 'waiting'");
  EXPECT_EQ(send().exit, 0);
  EXPECT_TRUE(mails.takenInTime(1));

  writeText(school + "/mail.conf", "host localhost\n");
  EXPECT_NE(status().out.find("mail.conf: line 1 is not NAME = VALUE."), std::string::npos) << status().out;
  const Ran damaged = send();
  EXPECT_EQ(damaged.exit, 1);
  EXPECT_NE(damaged.err.find("mail.conf: line 1"), std::string::npos) << damaged.err;
}

TEST_F(AlertHereFlow, ATestAlertProvesTheWholeWayAndDatesIt) {
  ASSERT_EQ(setUpMail().exit, 0);
  support::proveTheWay(bin + "pillarbox", school, folder, mails);
}

TEST_F(AlertHereFlow, WithAServerNothingIsSentFromHere) {
  const std::string server = folder / "server";
  ASSERT_EQ(setUpMail().exit, 0);
  mails.stop();
  post(true);
  EXPECT_EQ(send().exit, 4);
  EXPECT_EQ(sql("SELECT count(*) FROM alerts WHERE state = 'waiting'"), "1\n");
  ASSERT_EQ(run({bin + "pillarbox-server", "init", server, "--name", "Test server"}).exit, 0);
  ASSERT_EQ(run({bin + "pillarbox", "directory", school, "-o", folder / "directory"}).exit, 0);
  ASSERT_EQ(run({bin + "pillarbox-server", "school", "add", server, folder / "directory"}).exit, 0);
  Background serving;
  ASSERT_TRUE(serving.start({bin + "pillarbox-server", "serve", server, "--listen", "127.0.0.1:0", "--cert", mails.cert,
                             "--key", mails.key}));
  const auto line = serving.waitForLine("listening on ");
  ASSERT_TRUE(line) << serving.err();
  ASSERT_EQ(run({bin + "pillarbox", "connect", school, "--server", line->substr(13), "--ca", mails.cert}).exit, 0);
  ASSERT_TRUE(mails.start());
  const Ran none = send();
  EXPECT_EQ(none.exit, 0);
  EXPECT_NE(none.out.find("the school's server does it"), std::string::npos) << none.out;
  EXPECT_EQ(sql("SELECT count(*) FROM alerts WHERE state = 'waiting'"), "0\n");
  post(true);
  EXPECT_EQ(send().exit, 0);
  EXPECT_TRUE(mails.taken().empty());
}

TEST_F(AlertHereFlow, WithoutAMailServerNothingIsKeptThatNamesAnybody) {
  post(true);
  EXPECT_EQ(sql("SELECT count(*) FROM postings WHERE routing <> x''"), "0\n");
  EXPECT_NE(send().out.find("No e-mails are set up here"), std::string::npos);
  EXPECT_NE(status().out.find("nobody gets any"), std::string::npos);
  ASSERT_EQ(setUpMail().exit, 0);
  post(true);
  EXPECT_EQ(sql("SELECT count(*) FROM postings WHERE routing <> x''"), "1\n");
  ASSERT_EQ(run({bin + "pillarbox", "alert", "setup", school, "--remove"}).exit, 0);
  EXPECT_FALSE(std::filesystem::exists(school + "/mail.password"));
  ASSERT_EQ(send().exit, 0);
  EXPECT_EQ(sql("SELECT count(*) FROM postings WHERE routing <> x''"), "0\n");
}

class AlertFromAKiosk : public support::Windows {};

// The terminal's own office, with nothing but the kiosk running.
TEST_F(AlertFromAKiosk, AConcernPostedAtTheScreenIsMailedAndSurvivesAKill) {
  support::TempFolder beside;
  support::Mails mails(beside);
  ASSERT_TRUE(mails.start());
  const Ran set =
      run({bin + "pillarbox", "alert", "setup", school->folder(), "--host", "localhost", "--port", mails.port, "--from",
           "pillarbox@fernhollow.example", "--user", "pillarbox", "--password-file", "-", "--ca", mails.cert},
          "open-sesame\n");
  ASSERT_EQ(set.exit, 0) << set.err;
  ASSERT_NO_FATAL_FAILURE(support::onlyTheLeadIsOnDuty(bin + "pillarbox", school->folder(), beside));
  // No quiet hours: the test may run at night.
  for (const char* policy : {"quiet_from_hour", "quiet_until_hour"}) {
    const Ran changed = run({bin + "pillarbox", "policy", "set", school->folder(), policy, "0", "--card-file",
                             school->cardFile(), "--passphrase-file", school->passphraseFile()});
    ASSERT_EQ(changed.exit, 0) << changed.err;
  }
  support::RobotClient robot;
  ASSERT_TRUE(openKiosk(robot)) << robot.error();
  const auto postAs = [&](support::RobotClient& at, std::size_t number) {
    return writeAs(at, "Invented: he said the zebra bit him.", number) && toCheck(at) && at.tap("page.next") &&
           at.waitFor("posted.reference") && at.tap("page.next") && at.waitFor("home.tell");
  };
  ASSERT_TRUE(postAs(robot, 0)) << robot.error();
  ASSERT_TRUE(mails.takenInTime(1));
  EXPECT_NE(mails.taken()[0].find("From: " + school->badges().at(0).name), std::string::npos) << mails.taken()[0];
  EXPECT_EQ(mails.taken()[0].find("zebra"), std::string::npos);
  // Killed with one in the queue, it goes at the next start. The screen never waited for the mail server.
  mails.stop();
  ASSERT_TRUE(postAs(robot, 1)) << robot.error();
  ASSERT_TRUE(waitForCount("alerts WHERE state = 'waiting'", 1));
  robot.kill(SIGKILL);
  robot.waitExit();
  // As if the time a claim holds had passed.
  sql(database(), "UPDATE alerts SET next_at = 0 WHERE state = 'waiting'");
  ASSERT_TRUE(mails.start());
  support::RobotClient again;
  ASSERT_TRUE(openKiosk(again)) << again.error();
  EXPECT_TRUE(mails.takenInTime(2));
  EXPECT_TRUE(again.quit());
  EXPECT_EQ(mails.taken().size(), 2U) << "each once";
}

}  // namespace

}  // namespace pillarbox
