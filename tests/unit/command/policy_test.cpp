// `pillarbox policy`: what a school has decided, and deciding otherwise with a key card.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/demo.h"

namespace pillarbox::support {
namespace {

using Json = nlohmann::json;

class PolicyCommand : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = new TempFolder;
    school = new DemoSchool(*folder / "school");
    ASSERT_EQ(school->problem(), "");
  }
  static void TearDownTestSuite() {
    delete school;
    delete folder;
  }
  static Ran set(const std::string& name, const std::string& value, const std::string& role = "dsl") {
    return DemoSchool::pillarbox({"policy", "set", school->folder(), name, value, "--card-file", school->cardFile(role),
                                  "--passphrase-file", school->passphraseFile(role)});
  }
  static std::string value(const std::string& name) {
    const Ran ran = DemoSchool::pillarbox({"policy", "list", school->folder(), "--json"});
    for (const Json& row : Json::parse(ran.out, nullptr, false)) {
      if (row["name"] == name) return row["value"];
    }
    return "(not there)";
  }

  static TempFolder* folder;
  static DemoSchool* school;
};
TempFolder* PolicyCommand::folder = nullptr;
DemoSchool* PolicyCommand::school = nullptr;

TEST_F(PolicyCommand, ListSaysWhatEachDoes) {
  const Ran ran = DemoSchool::pillarbox({"policy", "list", school->folder()});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_NE(ran.out.find("lock_after_seconds = 180"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("How long an unfinished concern waits"), std::string::npos);
  EXPECT_NE(ran.out.find("changed by the headteacher or the chair only"), std::string::npos);
  // Of a demonstration school only one differs from its default: the way to call was tried.
  const std::size_t differs = ran.out.find("(default: ");
  ASSERT_NE(differs, std::string::npos);
  EXPECT_NE(ran.out.rfind("alert_tested_at", differs), std::string::npos);
  EXPECT_EQ(ran.out.find("(default: ", differs + 1), std::string::npos);
}

TEST_F(PolicyCommand, ALeadChangesOneAndItIsTheNextSignedDirectory) {
  const Ran ran = set("resume_minutes", "45");
  ASSERT_EQ(ran.exit, 0) << ran.err;
  EXPECT_NE(ran.out.find("resume_minutes = 45: directory version"), std::string::npos) << ran.out;
  EXPECT_EQ(value("resume_minutes"), "45");
  EXPECT_NE(DemoSchool::pillarbox({"policy", "list", school->folder()}).out.find("(default: 120)"), std::string::npos);
  EXPECT_EQ(school->verify().exit, 0) << "the chain of directories holds";
  EXPECT_NE(set("resume_minutes", "45").out.find("already"), std::string::npos);
}

TEST_F(PolicyCommand, WhatIsOutOfRangeOrNotThereIsSaidBeforeAnyCardIsAskedFor) {
  const Ran wrong = DemoSchool::pillarbox({"policy", "set", school->folder(), "resume_minutes", "0", "--card-file",
                                           "/nowhere", "--passphrase-file", "/nowhere"});
  EXPECT_EQ(wrong.exit, 1);
  EXPECT_NE(wrong.err.find("from 1 to 720"), std::string::npos) << wrong.err;
  const Ran unknown = set("resume_hours", "1");
  EXPECT_EQ(unknown.exit, 2);
  EXPECT_NE(unknown.err.find("policy list"), std::string::npos) << unknown.err;
  const Ran together = set("blur_after_seconds", "900");
  EXPECT_EQ(together.exit, 1);
  EXPECT_NE(together.err.find("lock_after_seconds"), std::string::npos) << together.err;
}

TEST_F(PolicyCommand, OnlyAHeadChangesWhoReadsConcernsAboutAdults) {
  const Ran refused = set("low_level_to_dsl", "yes");
  EXPECT_EQ(refused.exit, 1);
  EXPECT_NE(refused.err.find("only a head or chair"), std::string::npos) << refused.err;
  EXPECT_EQ(value("low_level_to_dsl"), "no");
  const Ran changed = set("low_level_to_dsl", "yes", "head");
  EXPECT_EQ(changed.exit, 0) << changed.err;
  EXPECT_EQ(value("low_level_to_dsl"), "yes");
  EXPECT_EQ(set("practice", "no", "head").exit, 1) << "the rest is the leads'";
}

TEST_F(PolicyCommand, ConnectedToAServerTheServerHasItFirst) {
  DemoSchool connected(*folder / "connected");
  DemoServer server(*folder / "server");
  ASSERT_TRUE(server.addSchool(connected.folder() + "/directory.json") && server.serve()) << server.problem();
  ASSERT_EQ(DemoSchool::pillarbox({"connect", connected.folder(), "--server", server.url(), "--ca", server.ca()}).exit,
            0);
  const auto set = [&](const std::string& value) {
    return DemoSchool::pillarbox({"policy", "set", connected.folder(), "linked_names", value, "--card-file",
                                  connected.cardFile(), "--passphrase-file", connected.passphraseFile()});
  };
  ASSERT_EQ(set("initials").exit, 0);
  server.stop();
  const Ran ran = set("full");
  EXPECT_EQ(ran.exit, 1) << "two people could have changed it at once";
  EXPECT_NE(DemoSchool::pillarbox({"policy", "list", connected.folder()}).out.find("linked_names = initials"),
            std::string::npos);
}

}  // namespace
}  // namespace pillarbox::support
