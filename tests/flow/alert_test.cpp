// From a posting on a terminal to an e-mail in a lead's mailbox, with the real programs and a real mail server.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/support/process.h"

namespace pillarbox {

namespace {

using support::Background;
using support::readText;
using support::run;
using support::writeText;

const std::string bin = std::string(PILLARBOX_BIN_DIR) + "/";

class AlertFlow : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(run({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                   "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=localhost", "-addext",
                   "subjectAltName=DNS:localhost,IP:127.0.0.1"})
                  .exit,
              0);
    ASSERT_EQ(run({bin + "pillarbox", "school", "new", school, "--demo"}).exit, 0);
    ASSERT_EQ(run({bin + "pillarbox-server", "init", server, "--name", "Test server"}).exit, 0);
    ASSERT_EQ(run({bin + "pillarbox-server", "school", "add", server, school + "/directory.json"}).exit, 0);
    std::filesystem::create_directory(mails);
    ASSERT_TRUE(
        mailServer.start({"/usr/bin/python3", PILLARBOX_SOURCE_DIR "/tests/support/mail_server.py", mails, cert, key}));
    const auto mailLine = mailServer.waitForLine("listening on ");
    ASSERT_TRUE(mailLine) << mailServer.err();
    writeText(server + "/mail.password", "open-sesame\n");
    std::filesystem::permissions(server + "/mail.password", std::filesystem::perms::owner_read);
    writeText(server + "/smtp.conf", "host = localhost\nport = " + mailLine->substr(13) +
                                         "\nfrom = pillarbox@fernhollow.example\nuser = pillarbox\n"
                                         "password_file = mail.password\nca = " +
                                         cert + "\n");
    startServer();
    const Ran connected = run({bin + "pillarbox", "connect", school, "--server", url, "--ca", cert});
    ASSERT_EQ(connected.exit, 0) << connected.err;
  }
  using Ran = support::Ran;

  void startServer() {
    ASSERT_TRUE(serving.start({bin + "pillarbox-server", "serve", server, "--listen",
                               "127.0.0.1:" + std::to_string(port), "--cert", cert, "--key", key}));
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
  std::vector<std::string> taken() const {
    std::vector<std::string> files, all;
    for (const auto& file : std::filesystem::directory_iterator(mails)) {
      if (file.path().extension() == ".eml") files.push_back(file.path());
    }
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) all.push_back(readText(file));
    return all;
  }
  bool takenInTime(std::size_t count) const {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (taken().size() < count && std::chrono::steady_clock::now() < until) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return taken().size() >= count;
  }

  support::TempFolder folder;
  std::string cert = folder / "cert.pem", key = folder / "key.pem";
  std::string school = folder / "school", server = folder / "server", mails = folder / "mails";
  Background mailServer, serving;
  std::string url;
  int port = 0;
};

TEST_F(AlertFlow, AnUrgentCallReachesTheLeadAndTheEmailSaysNothingOfIt) {
  post(true);
  ASSERT_EQ(run({bin + "pillarbox", "sync", school, "--once"}).exit, 0);
  ASSERT_TRUE(takenInTime(1)) << serving.err();
  const std::string mail = taken()[0];
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
  mailServer.kill();
  post(true);
  ASSERT_EQ(run({bin + "pillarbox", "sync", school, "--once"}).exit, 0);
  serving.kill();
  const std::string mailPort = [this] {
    const std::string conf = readText(server + "/smtp.conf");
    const std::size_t at = conf.find("port = ") + 7;
    return conf.substr(at, conf.find('\n', at) - at);
  }();
  Background again;
  ASSERT_TRUE(again.start(
      {"/usr/bin/python3", PILLARBOX_SOURCE_DIR "/tests/support/mail_server.py", mails, cert, key, mailPort}));
  ASSERT_TRUE(again.waitForLine("listening on "));
  // As if the time a claim holds had passed.
  run({"sqlite3", server + "/server.db", "UPDATE alerts SET next_at=0 WHERE state='waiting'"});
  startServer();
  ASSERT_TRUE(takenInTime(1)) << serving.err();
  post(true);
  ASSERT_EQ(run({bin + "pillarbox", "sync", school, "--once"}).exit, 0);
  ASSERT_TRUE(takenInTime(2));
  EXPECT_EQ(taken().size(), 2u) << "each went once";
}

TEST_F(AlertFlow, ATestAlertProvesTheWholeWayAndDatesIt) {
  const auto keys = nlohmann::json::parse(readText(school + "/demo-keys.json"));
  const auto& lead = keys["people"][0];
  writeText(folder / "card", lead["card_code"].get<std::string>());
  writeText(folder / "passphrase", lead["passphrase"].get<std::string>());
  const std::string typing = folder / "typing";
  ASSERT_EQ(run({"mkfifo", typing}).exit, 0);
  const int fd = ::open(typing.c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_GE(fd, 0);
  Background testing;
  ASSERT_TRUE(
      testing.start({"bash", "-c", "exec \"$1\" alert test \"$2\" --card-file \"$3\" --passphrase-file \"$4\" < \"$5\"",
                     "bash", bin + "pillarbox", school, folder / "card", folder / "passphrase", typing}));
  ASSERT_TRUE(testing.waitForLine("An e-mail with a six-digit number")) << testing.err();
  ASSERT_EQ(taken().size(), 1u);
  const std::string mail = taken()[0];
  const std::size_t at = mail.find("Your number: ");
  ASSERT_NE(at, std::string::npos) << mail;
  const std::string number = mail.substr(at + 13, 6);
  const std::string typed = (number == "000000" ? "111111\n" : "000000\n") + number + "\n";
  ASSERT_EQ(::write(fd, typed.data(), typed.size()), static_cast<ssize_t>(typed.size()));
  EXPECT_EQ(testing.waitExit(), 0) << testing.err();
  EXPECT_NE(testing.out().find("The way to you works."), std::string::npos);
  EXPECT_NE(testing.err().find("that is not the number"), std::string::npos);
  ::close(fd);
  EXPECT_NE(run({bin + "pillarbox", "alert", "status", school}).out.find("to Ruth Ashdown, a test: sent"),
            std::string::npos);
}

}  // namespace

}  // namespace pillarbox
