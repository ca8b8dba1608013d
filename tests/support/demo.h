// A demonstration school and a main server made by the real programs, for tests, the tour and the benches.
#pragma once

#include <string>
#include <vector>

#include "tests/support/process.h"

namespace pillarbox::support {

// The folder of the built programs: $PILLARBOX_BIN, else the one this was compiled with.
std::string binFolder();
std::string sourceFolder();
std::string program(const std::string& name);

struct DemoPerson {
  std::string id, name, role, cardCode, passphrase;
};
struct DemoBadge {
  std::string staff, name, code;
};

// `pillarbox school new FOLDER --demo`
class DemoSchool {
 public:
  // Empty folder() if it could not be made; problem() says why. `more` are further words of the command.
  explicit DemoSchool(const std::string& folder, const std::vector<std::string>& more = {});

  const std::string& folder() const { return m_folder; }
  const std::string& problem() const { return m_problem; }
  const DemoPerson& person(const std::string& role) const;  // the first with that role
  const std::vector<DemoBadge>& badges() const { return m_badges; }
  std::string safeguardingIdentity() const { return m_safeguarding; }  // AGE-SECRET-KEY-1…

  // `pillarbox WORDS...`
  static Ran pillarbox(const std::vector<std::string>& words, const std::string& input = {});
  // `pillarbox inbox FOLDER WORDS... --json` as the DSL, with card and passphrase from files in a folder of its own.
  Ran inbox(const std::vector<std::string>& words, const std::string& role = "dsl") const;
  // Posts an invented concern with `account`; gives its id, or "" with problem() set.
  std::string post(const std::string& account, const std::vector<std::string>& more = {});
  // `pillarbox sync FOLDER --once --json`
  Ran sync(const std::vector<std::string>& more = {}) const;
  // `pillarbox verify FOLDER --json`
  Ran verify() const;
  // Files with a person's card code and passphrase, for --card-file and --passphrase-file.
  std::string cardFile(const std::string& role = "dsl") const { return m_secrets / (role + ".card"); }
  std::string passphraseFile(const std::string& role = "dsl") const { return m_secrets / (role + ".pass"); }

 private:
  std::string m_folder, m_problem, m_safeguarding;
  std::vector<DemoPerson> m_people;
  std::vector<DemoBadge> m_badges;
  TempFolder m_secrets;
};

// A private certificate authority and a server certificate for 127.0.0.1 and localhost, made with openssl.
struct TestCertificates {
  explicit TestCertificates(const std::string& folder);
  std::string ca, cert, key;
};

// `pillarbox-server` on a loopback port.
class DemoServer {
 public:
  explicit DemoServer(const std::string& folder);
  bool addSchool(const std::string& directoryFile);
  // Port 0: any, then kept for later calls. `more` are further words of the command.
  bool serve(int port = 0, const std::vector<std::string>& more = {});
  void stop();  // SIGTERM, and waits
  void kill() { m_process.kill(); }
  std::string url() const { return "https://127.0.0.1:" + std::to_string(m_port); }
  const std::string& ca() const { return m_certificates.ca; }
  const TestCertificates& certificates() const { return m_certificates; }
  std::string database() const { return m_folder + "/server.db"; }
  const std::string& folder() const { return m_folder; }
  const std::string& problem() const { return m_problem; }
  Background& process() { return m_process; }
  int port() const { return m_port; }

 private:
  std::string m_folder, m_problem;
  TestCertificates m_certificates;
  Background m_process;
  int m_port = 0;
};

}  // namespace pillarbox::support
