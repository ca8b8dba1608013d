// The main job end to end with the real programs: post, seal, keep, upload, receipt, read, "read" seen.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/demo.h"

namespace pillarbox::support {
namespace {

using Json = nlohmann::json;

class MainJob : public testing::Test {
 protected:
  void SetUp() override {
    school = std::make_unique<DemoSchool>(temp / "school");
    ASSERT_EQ(school->problem(), "");
  }
  void connect() {
    server = std::make_unique<DemoServer>(temp / "server");
    ASSERT_EQ(server->problem(), "");
    ASSERT_TRUE(server->addSchool(school->folder() + "/directory.json")) << server->problem();
    ASSERT_TRUE(server->serve()) << server->problem();
    const Ran ran =
        DemoSchool::pillarbox({"connect", school->folder(), "--server", server->url(), "--ca", server->ca()});
    ASSERT_EQ(ran.exit, 0) << ran.err;
  }
  Json json(const Ran& ran) {
    EXPECT_EQ(ran.exit, 0) << ran.err;
    const Json document = Json::parse(ran.out, nullptr, false);
    EXPECT_FALSE(document.is_discarded()) << ran.out;
    return document;
  }

  TempFolder temp;
  std::unique_ptr<DemoSchool> school;
  std::unique_ptr<DemoServer> server;
};

TEST_F(MainJob, AConcernPostedIsDeliveredReadAndProved) {
  connect();
  const std::string id = school->post("Invented: she said she was hungry again.");
  ASSERT_NE(id, "") << school->problem();
  EXPECT_EQ(json(school->sync()), (Json{{"sent", 1}, {"delivered", 1}, {"waiting", 0}, {"refused", 0}}));

  const Json list = json(school->inbox({"list"}));
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0]["id"], id);
  EXPECT_EQ(list[0]["state"], "unread");

  const Json shown = json(school->inbox({"show", id}));
  EXPECT_EQ(shown["entry"]["account"], "Invented: she said she was hungry again.");
  EXPECT_EQ(shown["integrity"], (Json{{"ok", true}, {"problems", Json::array()}}));

  EXPECT_EQ(school->inbox({"read", id}).exit, 0);
  EXPECT_EQ(json(school->inbox({"list"}))[0]["state"], "read");
  EXPECT_EQ(json(school->sync())["delivered"], 1);  // the `read` entry goes too

  const Json verified = json(DemoSchool::pillarbox({"verify", school->folder(), "--json"}));
  EXPECT_EQ(verified["ok"], true);
  EXPECT_EQ(verified["problems"], Json::array());
}

TEST_F(MainJob, WorksWithNoServerAtAll) {
  const std::string id = school->post("Invented: no network today.");
  ASSERT_NE(id, "") << school->problem();
  EXPECT_EQ(json(school->inbox({"show", id}))["entry"]["account"], "Invented: no network today.");
}

TEST_F(MainJob, AgeAndTarOpenWhatWasPostedWithoutUs) {
  connect();
  const std::string id = school->post("Invented: readable in 25 years.");
  ASSERT_NE(id, "") << school->problem();
  const std::string sealed = temp / "sealed.age", identity = temp / "sheet.txt", tar = temp / "content.tar";
  const Ran query =
      run({"sqlite3", school->folder() + "/pillarbox.db",
           "SELECT writefile('" + sealed + "', sealed) FROM bodies JOIN postings USING(n) WHERE id = '" + id + "'"});
  ASSERT_EQ(query.exit, 0) << query.err;
  writeText(identity, school->safeguardingIdentity() + "\n");
  const Ran opened = run({"age", "-d", "-i", identity, "-o", tar, sealed});
  ASSERT_EQ(opened.exit, 0) << opened.err;
  const Ran listed = run({"tar", "tf", tar});
  EXPECT_EQ(listed.out, "entry.json\nentry.txt\n");
  const Ran text = run({"tar", "xOf", tar, "entry.txt"});
  EXPECT_NE(text.out.find("Invented: readable in 25 years."), std::string::npos);
}

TEST_F(MainJob, PostingGoesOnWhileTheServerIsCutAndArrivesWhenItIsBack) {
  connect();
  server->kill();
  const std::string id = school->post("Invented: while the server was away.");
  ASSERT_NE(id, "") << school->problem();
  const Ran cut = school->sync();
  EXPECT_EQ(cut.exit, 4);
  EXPECT_EQ(Json::parse(cut.out)["waiting"], 1);
  ASSERT_TRUE(server->serve()) << server->problem();
  EXPECT_EQ(json(school->sync()), (Json{{"sent", 1}, {"delivered", 1}, {"waiting", 0}, {"refused", 0}}));
  const Ran rows = run({"sqlite3", server->folder() + "/server.db", "SELECT count(*) FROM entries"});
  EXPECT_EQ(rows.out, "1\n");
}

TEST_F(MainJob, ASecondTerminalJoinsPostsAndItsDslReads) {
  connect();
  const std::string invite = temp / "invite.txt", second = temp / "second";
  const std::string card = temp / "card", pass = temp / "pass";
  writeText(card, school->person("dsl").cardCode + "\n");
  writeText(pass, school->person("dsl").passphrase + "\n");
  const Ran invited =
      DemoSchool::pillarbox({"invite", school->folder(), "-o", invite, "--card-file", card, "--passphrase-file", pass});
  ASSERT_EQ(invited.exit, 0) << invited.err;
  const Ran joined = DemoSchool::pillarbox({"join", second, "--invite", invite, "--json"});
  ASSERT_EQ(joined.exit, 0) << joined.err;
  const Json device = Json::parse(joined.out, nullptr, false);
  const Json entry{{"author", {{"name", "Kim Invented"}}}, {"account", "Invented: from the second terminal."}};
  // Until it is approved it may post, flagged.
  const Ran posted = DemoSchool::pillarbox({"post", second, "--entry", "-", "--json"}, entry.dump());
  ASSERT_EQ(posted.exit, 0) << posted.err;
  const Ran approved = DemoSchool::pillarbox(
      {"approve", school->folder(), device["device"], "--card-file", card, "--passphrase-file", pass});
  ASSERT_EQ(approved.exit, 0) << approved.err;
  const Ran sent = DemoSchool::pillarbox({"sync", second, "--once", "--json"});
  ASSERT_EQ(sent.exit, 0) << sent.out << sent.err;
  EXPECT_EQ(Json::parse(sent.out)["delivered"], 1);
  const Ran again = DemoSchool::pillarbox({"join", temp / "third", "--invite", invite});
  EXPECT_EQ(again.exit, 1);  // an invitation works once
  EXPECT_NE(again.err, "");
}

}  // namespace
}  // namespace pillarbox::support
