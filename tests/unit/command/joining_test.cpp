// From one device to two, with the real server: what the second one gets, and who is turned away.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/demo.h"

namespace pillarbox::support {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

class Joining : public testing::Test {
 protected:
  void SetUp() override {
    school = std::make_unique<DemoSchool>(temp / "school");
    ASSERT_EQ(school->problem(), "");
    server = std::make_unique<DemoServer>(temp / "server");
    ASSERT_TRUE(server->addSchool(school->folder() + "/directory.json")) << server->problem();
    ASSERT_TRUE(server->serve()) << server->problem();
    for (const std::string role : {"dsl", "head"}) {
      writeText(temp / (role + ".card"), school->person(role).cardCode + "\n");
      writeText(temp / (role + ".pass"), school->person(role).passphrase + "\n");
    }
  }
  static Ran pillarbox(const std::vector<std::string>& words, const std::string& input = {}) {
    return DemoSchool::pillarbox(words, input);
  }
  Ran keyed(std::vector<std::string> words, const std::string& role = "dsl") {
    for (const std::string& word : {std::string("--card-file"), temp / (role + ".card"),
                                    std::string("--passphrase-file"), temp / (role + ".pass")}) {
      words.push_back(word);
    }
    return pillarbox(words);
  }
  Ran connect() { return pillarbox({"connect", school->folder(), "--server", server->url(), "--ca", server->ca()}); }
  static void expectFails(const Ran& ran, const std::string& about) {
    EXPECT_EQ(ran.exit, 1) << ran.err;
    EXPECT_EQ(ran.out, "");
    EXPECT_EQ(ran.err.find('\n'), ran.err.size() - 1) << ran.err;
    EXPECT_NE(ran.err.find(about), std::string::npos) << ran.err;
  }

  TempFolder temp;
  std::unique_ptr<DemoSchool> school;
  std::unique_ptr<DemoServer> server;
  const std::string invitation = temp / "invite", second = temp / "second";
};

TEST_F(Joining, ASecondDeviceGetsRosterAndDirectoryAndItsPostingsReachTheDsl) {
  expectFails(keyed({"invite", school->folder(), "-o", invitation}), "not connected");
  expectFails(pillarbox({"connect", school->folder(), "--server", server->url()}), "");  // not without the private CA
  ASSERT_EQ(connect().exit, 0);
  ASSERT_EQ(connect().exit, 0);  // again does no harm
  expectFails(keyed({"invite", school->folder(), "-o", invitation}, "head"), "only a safeguarding lead");
  ASSERT_EQ(keyed({"invite", school->folder(), "-o", invitation}).exit, 0);

  const Ran joined = pillarbox({"join", second, "--invite", invitation, "--name", "Dining hall", "--json"});
  ASSERT_EQ(joined.exit, 0) << joined.err;
  const Json device = Json::parse(joined.out, nullptr, false);
  EXPECT_TRUE(fs::exists(second + "/device.key"));
  expectFails(keyed({"approve", school->folder(), "device-nobody"}), "device-nobody");
  const Ran approved = keyed({"approve", school->folder(), device["device"], "--json"});
  ASSERT_EQ(approved.exit, 0) << approved.err;
  EXPECT_EQ(Json::parse(approved.out, nullptr, false)["code"], device["code"]);
  expectFails(keyed({"approve", school->folder(), device["device"]}), "waiting");

  const Json entry{{"author", {{"name", "Kim Invented"}}}, {"account", "Invented: from the dining hall."}};
  ASSERT_EQ(pillarbox({"post", second, "--entry", "-"}, entry.dump()).exit, 0);
  ASSERT_EQ(pillarbox({"sync", second, "--once"}).exit, 0);
  EXPECT_TRUE(fs::exists(second + "/roster.box"));
  EXPECT_NE(readText(second + "/directory.json").find("payload"), std::string::npos);
  EXPECT_EQ(readText(second + "/directory.json"), readText(school->folder() + "/directory.json"));
  ASSERT_EQ(school->sync().exit, 0);
  const Json list = Json::parse(school->inbox({"list"}).out, nullptr, false);
  ASSERT_EQ(list.size(), 1U);
  const Json shown = Json::parse(school->inbox({"show", list[0]["id"]}).out, nullptr, false);
  EXPECT_EQ(shown["entry"]["account"], "Invented: from the dining hall.");
  EXPECT_EQ(shown["integrity"]["ok"], true) << shown["integrity"].dump();
  EXPECT_EQ(pillarbox({"verify", second}).exit, 0);
  EXPECT_EQ(pillarbox({"verify", school->folder()}).exit, 0);

  // A roster imported on the first reaches the second.
  const std::string before = readText(second + "/roster.box");
  writeText(temp / "pupils.csv", "Forename,Surname,Class\nMay,Winterbourne,3H\n");
  const Ran imported = pillarbox({"roster", "import", school->folder(), temp / "pupils.csv"});
  ASSERT_EQ(imported.exit, 0) << imported.err;
  EXPECT_EQ(imported.err, "");
  ASSERT_EQ(pillarbox({"sync", second, "--once"}).exit, 0);
  EXPECT_NE(readText(second + "/roster.box"), before);

  // Both versions of the directory can be given to a server that is new to the school.
  ASSERT_EQ(pillarbox({"directory", school->folder(), "-o", temp / "versions"}).exit, 0);
  DemoServer other(temp / "other");
  EXPECT_TRUE(other.addSchool(temp / "versions")) << other.problem();
}

TEST_F(Joining, AnInvitationIsForThisServerOnceAndNotAltered) {
  ASSERT_EQ(connect().exit, 0);
  ASSERT_EQ(keyed({"invite", school->folder(), "-o", invitation}).exit, 0);
  std::string text = readText(invitation);
  text[text.size() - 5] = text[text.size() - 5] == 'A' ? 'B' : 'A';
  writeText(temp / "altered", text);
  expectFails(pillarbox({"join", second, "--invite", temp / "altered"}), "");
  EXPECT_FALSE(fs::exists(second));
  ASSERT_EQ(pillarbox({"join", second, "--invite", invitation}).exit, 0);
  expectFails(pillarbox({"join", temp / "third", "--invite", invitation}), "");
  EXPECT_FALSE(fs::exists(temp / "third"));
  expectFails(pillarbox({"join", second, "--invite", invitation}), "not empty");
  server->stop();
  ASSERT_EQ(keyed({"invite", school->folder(), "-o", invitation}).exit, 0);  // needs no network
  expectFails(pillarbox({"join", temp / "third", "--invite", invitation}), "");
  for (const auto& entry : fs::directory_iterator(temp.path())) {
    EXPECT_FALSE(entry.path().filename().string().starts_with(".pillarbox")) << entry.path();
  }
}

TEST_F(Joining, AnotherServerIsNotBelievedOnceOneIsKnown) {
  ASSERT_EQ(connect().exit, 0);
  DemoServer other(temp / "other");
  ASSERT_TRUE(other.serve()) << other.problem();
  expectFails(pillarbox({"connect", school->folder(), "--server", other.url(), "--ca", other.ca()}), "another server");
  const std::string id = school->post("Invented: to the right server.");
  ASSERT_NE(id, "");
  EXPECT_EQ(school->sync().exit, 0);
}

}  // namespace
}  // namespace pillarbox::support
