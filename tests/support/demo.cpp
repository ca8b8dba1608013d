#include "tests/support/demo.h"

#include <signal.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

namespace pillarbox::support {

using Json = nlohmann::json;

std::string binFolder() {
  if (const char* folder = std::getenv("PILLARBOX_BIN"); folder != nullptr) return folder;
  return PILLARBOX_BIN_DIR;
}

std::string sourceFolder() {
  return PILLARBOX_SOURCE_DIR;
}

std::string program(const std::string& name) {
  return binFolder() + "/" + name;
}

Ran DemoSchool::pillarbox(const std::vector<std::string>& words, const std::string& input) {
  std::vector<std::string> all{program("pillarbox")};
  all.insert(all.end(), words.begin(), words.end());
  return run(all, input);
}

DemoSchool::DemoSchool(const std::string& folder, const std::vector<std::string>& more) {
  std::vector<std::string> words{"school", "new", folder, "--demo"};
  words.insert(words.end(), more.begin(), more.end());
  const Ran made = pillarbox(words);
  if (made.exit != 0) {
    m_problem = "school new: " + std::to_string(made.exit) + " " + made.err;
    return;
  }
  const Json keys = Json::parse(readText(folder + "/demo-keys.json"), nullptr, false);
  if (keys.is_discarded()) {
    m_problem = "demo-keys.json is not JSON";
    return;
  }
  for (const Json& person : keys.value("people", Json::array())) {
    m_people.push_back({person.value("id", ""), person.value("name", ""), person.value("role", ""),
                        person.value("card_code", ""), person.value("passphrase", "")});
  }
  for (const Json& badge : keys.value("badges", Json::array())) {
    m_badges.push_back({badge.value("staff", ""), badge.value("name", ""), badge.value("code", "")});
  }
  for (const Json& sheet : keys.value("recovery", Json::array())) {
    for (const Json& audience : sheet.value("audiences", Json::array())) {
      if (audience == "safeguarding") m_safeguarding = sheet.value("identity", "");
    }
  }
  for (const DemoPerson& person : m_people) {
    writeText(m_secrets / (person.role + ".card"), person.cardCode + "\n");
    writeText(m_secrets / (person.role + ".pass"), person.passphrase + "\n");
  }
  m_folder = folder;
}

const DemoPerson& DemoSchool::person(const std::string& role) const {
  static const DemoPerson nobody;
  for (const DemoPerson& person : m_people) {
    if (person.role == role) return person;
  }
  return nobody;
}

Ran DemoSchool::inbox(const std::vector<std::string>& words, const std::string& role) const {
  std::vector<std::string> all{"inbox", m_folder};
  all.insert(all.end(), words.begin(), words.end());
  for (const std::string& word :
       {std::string("--card-file"), m_secrets / (role + ".card"), std::string("--passphrase-file"),
        m_secrets / (role + ".pass"), std::string("--json")}) {
    all.push_back(word);
  }
  return pillarbox(all);
}

std::string DemoSchool::post(const std::string& account, const std::vector<std::string>& more) {
  const Json entry{{"author", {{"name", "Pat Example"}, {"role", "Lunchtime supervisor"}}}, {"account", account}};
  std::vector<std::string> words{"post", m_folder, "--entry", "-", "--json"};
  words.insert(words.end(), more.begin(), more.end());
  const Ran posted = pillarbox(words, entry.dump());
  const Json answer = Json::parse(posted.out, nullptr, false);
  if (posted.exit != 0 || !answer.is_object()) {
    m_problem = "post: " + std::to_string(posted.exit) + " " + posted.err;
    return {};
  }
  return answer.value("id", "");
}

Ran DemoSchool::sync(const std::vector<std::string>& more) const {
  std::vector<std::string> words{"sync", m_folder, "--once", "--json"};
  words.insert(words.end(), more.begin(), more.end());
  return pillarbox(words);
}

Ran DemoSchool::verify() const {
  return pillarbox({"verify", m_folder, "--json"});
}

TestCertificates::TestCertificates(const std::string& folder)
    : ca(folder + "/ca.pem"), cert(folder + "/server.pem"), key(folder + "/server-key.pem") {
  run({sourceFolder() + "/deploy/demo-certificates", folder});
}

DemoServer::DemoServer(const std::string& folder) : m_folder(folder), m_certificates(folder + "-certificates") {
  const Ran made = run({program("pillarbox-server"), "init", folder});
  if (made.exit != 0) m_problem = "init: " + made.err;
}

bool DemoServer::addSchool(const std::string& directoryFile) {
  const Ran added = run({program("pillarbox-server"), "school", "add", m_folder, directoryFile});
  if (added.exit != 0) m_problem = "school add: " + added.err;
  return added.exit == 0;
}

bool DemoServer::serve(int port, const std::vector<std::string>& more) {
  if (port == 0) port = m_port;
  std::vector<std::string> words{program("pillarbox-server"),
                                 "serve",
                                 m_folder,
                                 "--listen",
                                 "127.0.0.1:" + std::to_string(port),
                                 "--cert",
                                 m_certificates.cert,
                                 "--key",
                                 m_certificates.key};
  words.insert(words.end(), more.begin(), more.end());
  if (!m_process.start(words)) {
    m_problem = "serve: could not start";
    return false;
  }
  const auto line = m_process.waitForLine("listening on ");
  if (!line) {
    m_problem = "serve: " + m_process.err();
    return false;
  }
  m_port = std::atoi(line->substr(line->rfind(':') + 1).c_str());
  return m_port > 0;
}

void DemoServer::stop() {
  m_process.signal(SIGTERM);
  if (!m_process.waitExit()) m_process.kill();
}

}  // namespace pillarbox::support
