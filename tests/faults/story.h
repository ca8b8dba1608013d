// What the stories of this folder begin with: a demonstration school, a main server, and between them a front that can
// be told to misbehave. Everything runs as the real programs.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "tests/support/bad_server.h"
#include "tests/support/demo.h"

namespace pillarbox::support {

using Json = nlohmann::json;

inline std::set<std::string> linesOf(const std::string& text) {
  std::set<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.insert(line);
  return lines;
}

// One sentence for a person: one line that begins with the program's name and says something.
inline void expectOneSentence(const std::string& text, const std::string& program = "pillarbox") {
  EXPECT_TRUE(text.starts_with(program + ": ")) << text;
  EXPECT_TRUE(text.ends_with("\n")) << text;
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << text;
  EXPECT_GT(text.size(), program.size() + 12) << text;
}

class Story : public testing::Test {
 protected:
  void SetUp() override {
    school = std::make_unique<DemoSchool>(temp / "school");
    ASSERT_EQ(school->problem(), "");
  }

  // A server that knows the school, and this device connected to it at `url` (its own if empty).
  void serve() {
    server = std::make_unique<DemoServer>(temp / "server");
    ASSERT_EQ(server->problem(), "");
    ASSERT_TRUE(server->addSchool(school->folder() + "/directory.json")) << server->problem();
    ASSERT_TRUE(server->serve()) << server->problem();
  }
  void connect(const std::string& url = {}) {
    const Ran ran = DemoSchool::pillarbox(
        {"connect", school->folder(), "--server", url.empty() ? server->url() : url, "--ca", server->ca()});
    ASSERT_EQ(ran.exit, 0) << ran.err;
  }

  static Json parsed(const std::string& text) {
    Json document = Json::parse(text, nullptr, false);
    EXPECT_FALSE(document.is_discarded()) << text;
    return document;
  }
  static Json json(const Ran& ran) {
    EXPECT_EQ(ran.exit, 0) << ran.err;
    return parsed(ran.out);
  }

  static std::string sql(const std::string& database, const std::string& statement) {
    const Ran ran = run({"sqlite3", "-cmd", ".timeout 10000", database, statement});
    EXPECT_EQ(ran.exit, 0) << statement << ": " << ran.err;
    return ran.out;
  }
  std::string database() const { return school->folder() + "/pillarbox.db"; }
  std::set<std::string> idsHere() const { return linesOf(sql(database(), "SELECT id FROM postings")); }
  std::set<std::string> idsAtServer() const { return linesOf(sql(server->database(), "SELECT id FROM entries")); }
  std::string stateOf(const std::string& id) const {
    const std::string state = sql(database(), "SELECT state FROM postings WHERE id = '" + id + "'");
    return state.substr(0, state.find('\n'));
  }

  void expectVerified() const {
    const Ran ran = school->verify();
    EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
  }
  // Everything posted here is at the server, once, and proved.
  void expectAllDelivered() const {
    const Ran ran = school->sync();
    EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
    EXPECT_EQ(sql(database(), "SELECT count(*) FROM postings WHERE state <> 'delivered'"), "0\n");
    EXPECT_EQ(idsHere(), idsAtServer());
    expectVerified();
  }

  TempFolder temp;
  std::unique_ptr<DemoSchool> school;
  std::unique_ptr<DemoServer> server;
};

// A Story in which the school reaches its server through a front, always at the same address.
class FrontStory : public Story {
 protected:
  using Decide = std::function<BadAnswer(const BadServer::Request&)>;

  void SetUp() override {
    Story::SetUp();
    if (HasFatalFailure()) return;
    serve();
    if (HasFatalFailure()) return;
    openFront(server->certificates(), server->port());
    connect(front->url());
  }
  void openFront(const TestCertificates& certificates, int realPort) {
    front.reset();
    front = std::make_unique<BadServer>(
        certificates.cert, certificates.key, realPort,
        [this](const BadServer::Request& request) {
          const std::lock_guard lock(m_mutex);
          return m_decide ? m_decide(request) : BadAnswer{};
        },
        m_port);
    m_port = front->port();
  }
  void closeFront() { front.reset(); }

  void everyRequest(Decide decide) {
    const std::lock_guard lock(m_mutex);
    m_decide = std::move(decide);
  }
  // Only what carries a posting; the rest goes through.
  void everyPosting(Decide decide) {
    everyRequest([decide = std::move(decide)](const BadServer::Request& request) {
      return request.head.starts_with("PUT /v1/entries/") ? decide(request) : BadAnswer{};
    });
  }
  void wellAgain() { everyRequest({}); }

  std::string postOne(const std::string& account = "Invented: a concern for the queue.") {
    const std::string id = school->post(account);
    EXPECT_NE(id, "") << school->problem();
    return id;
  }
  // The posting is still here and waits, and `sync --once` said so.
  void expectWaits(const std::string& id, const Ran& ran) {
    EXPECT_EQ(ran.exit, 4) << ran.out << ran.err;
    EXPECT_EQ(parsed(ran.out)["waiting"], 1) << ran.out;
    EXPECT_EQ(parsed(ran.out)["delivered"], 0) << ran.out;
    expectOneSentence(ran.err);
    EXPECT_EQ(stateOf(id), "stored");
  }
  void expectDeliveredOnce(const std::string& id) {
    expectAllDelivered();
    EXPECT_EQ(idsAtServer(), std::set<std::string>{id});
  }

  std::unique_ptr<BadServer> front;

 private:
  std::mutex m_mutex;
  Decide m_decide;
  int m_port = 0;
};

}  // namespace pillarbox::support
