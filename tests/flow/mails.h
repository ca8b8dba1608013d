// A real mail server (Debian's aiosmtpd with STARTTLS and AUTH) beside a test, with a certificate of its own.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/process.h"

namespace pillarbox::support {

class Mails {
 public:
  // Makes the certificate, and a folder for what is taken.
  explicit Mails(const TempFolder& folder)
      : cert(folder / "cert.pem"), key(folder / "key.pem"), m_folder(folder / "mails") {
    std::filesystem::create_directory(m_folder);
    EXPECT_EQ(run({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                   "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=localhost", "-addext",
                   "subjectAltName=DNS:localhost,IP:127.0.0.1"})
                  .exit,
              0);
  }
  // At the same port as before, if there was one. False if it does not come up.
  bool start() {
    m_server = std::make_unique<Background>();
    std::vector<std::string> words = {"/usr/bin/python3", PILLARBOX_SOURCE_DIR "/tests/support/mail_server.py",
                                      m_folder, cert, key};
    if (!port.empty()) words.push_back(port);
    if (!m_server->start(words)) return false;
    const auto line = m_server->waitForLine("listening on ");
    if (line) port = line->substr(13);
    return line.has_value();
  }
  void stop() { m_server->kill(); }

  // What was taken, oldest first.
  std::vector<std::string> taken() const {
    std::vector<std::string> files, all;
    for (const auto& file : std::filesystem::directory_iterator(m_folder)) {
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

  std::string cert, key, port;

 private:
  std::string m_folder;
  std::unique_ptr<Background> m_server;
};

// `pillarbox alert test` by the demonstration's first person: asks for a number, refuses a wrong one, and takes the one
// that came by e-mail.
inline void proveTheWay(const std::string& program, const std::string& school, const TempFolder& folder,
                        const Mails& mails) {
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
                     "bash", program, school, folder / "card", folder / "passphrase", typing}));
  ASSERT_TRUE(testing.waitForLine("An e-mail with a six-digit number")) << testing.err();
  ASSERT_EQ(mails.taken().size(), 1u);
  const std::string mail = mails.taken()[0];
  const std::size_t at = mail.find("Your number: ");
  ASSERT_NE(at, std::string::npos) << mail;
  const std::string number = mail.substr(at + 13, 6);
  const std::string typed = (number == "000000" ? "111111\n" : "000000\n") + number + "\n";
  ASSERT_EQ(::write(fd, typed.data(), typed.size()), static_cast<ssize_t>(typed.size()));
  EXPECT_EQ(testing.waitExit(), 0) << testing.err();
  EXPECT_NE(testing.out().find("The way to you works."), std::string::npos);
  EXPECT_NE(testing.err().find("that is not the number"), std::string::npos);
  ::close(fd);
  EXPECT_NE(run({program, "alert", "status", school}).out.find("to Ruth Ashdown, a test: sent"), std::string::npos);
}

// In a demonstration school the deputy is on duty on some days only: a test that counts e-mails must not depend on
// which day it runs. The only one on duty is then Ruth Ashdown.
inline void onlyTheLeadIsOnDuty(const std::string& program, const std::string& school, const TempFolder& folder) {
  const auto keys = nlohmann::json::parse(readText(school + "/demo-keys.json"));
  const auto& lead = keys["people"][0];
  writeText(folder / "duty-card", lead["card_code"].get<std::string>());
  writeText(folder / "duty-passphrase", lead["passphrase"].get<std::string>());
  const Ran set = run({program, "school", "rota", school, "--on-duty", "deputy-1", "--days", "none", "--card-file",
                       folder / "duty-card", "--passphrase-file", folder / "duty-passphrase"});
  ASSERT_EQ(set.exit, 0) << set.err;
}

}  // namespace pillarbox::support
