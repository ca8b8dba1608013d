// A main server that alerts by e-mail, and a real mail server (Debian's aiosmtpd) that takes it: for the bench of
// alerts and the soak.
#pragma once

#include <fcntl.h>

#include <thread>

#include "tests/bench/bench.h"
#include "tests/support/demo.h"

namespace pillarbox::bench {

class Mail {
 public:
  // Before the main server is served. Its certificate is the main server's, which is for localhost too.
  Status start(const support::DemoServer& server, const std::string& folder) {
    m_folder = folder;
    std::filesystem::create_directory(folder);
    const support::TestCertificates& made = server.certificates();
    PB_TRY(must(m_server.start({"/usr/bin/python3", support::sourceFolder() + "/tests/support/mail_server.py", folder,
                                made.cert, made.key}),
                "no mail server"));
    const auto line = m_server.waitForLine("listening on ");
    PB_TRY(must(line.has_value(), [&] { return "the mail server: " + m_server.err(); }));
    support::writeText(server.folder() + "/mail.password", "open-sesame\n");
    std::filesystem::permissions(server.folder() + "/mail.password", std::filesystem::perms::owner_read);
    support::writeText(server.folder() + "/smtp.conf", "host = localhost\nport = " + line->substr(13) +
                                                           "\nfrom = pillarbox@fernhollow.example\nuser = pillarbox\n"
                                                           "password_file = mail.password\nca = " +
                                                           server.ca() + "\n");
    return {};
  }
  std::size_t taken() const {
    std::size_t count = 0;
    for (const auto& file : std::filesystem::directory_iterator(m_folder)) count += file.path().extension() == ".eml";
    return count;
  }
  bool waitFor(std::size_t count, std::chrono::seconds patience = std::chrono::seconds(30)) const {
    const Watch watch;
    while (taken() < count) {
      if (watch.seconds() > static_cast<double>(patience.count())) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
  }
  // As a lead does it once, so that the terminals offer to call: a test e-mail, and its number typed in.
  Status prove(const support::DemoSchool& school, const std::string& fifo) {
    PB_TRY(must(support::run({"mkfifo", fifo}).exit == 0, "mkfifo"));
    const int fd = ::open(fifo.c_str(), O_RDWR | O_CLOEXEC);
    support::Background testing;
    const bool started = testing.start(
        {"bash", "-c", "exec \"$1\" alert test \"$2\" --card-file \"$3\" --passphrase-file \"$4\" < \"$5\"", "bash",
         support::program("pillarbox"), school.folder(), school.cardFile(), school.passphraseFile(), fifo});
    const bool sent = started && testing.waitForLine("An e-mail with a six-digit number").has_value();
    std::string number;
    for (const auto& file : std::filesystem::directory_iterator(m_folder)) {
      const std::string mail = support::readText(file.path());
      if (const std::size_t at = mail.find("Your number: "); at != std::string::npos) number = mail.substr(at + 13, 6);
    }
    number += "\n";
    const bool typed = ::write(fd, number.data(), number.size()) == static_cast<ssize_t>(number.size());
    const bool proved = sent && typed && testing.waitExit() == 0;
    ::close(fd);
    return must(proved, [&] { return "alert test: " + testing.err(); });
  }

 private:
  std::string m_folder;
  support::Background m_server;
};

}  // namespace pillarbox::bench
