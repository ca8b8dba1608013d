// `pillarbox school rota`: who is on duty on which days, and saying so with a key card.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/demo.h"

namespace pillarbox::support {
namespace {

using Json = nlohmann::json;

class RotaCommand : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(school.problem(), ""); }
  Ran rota(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"school", "rota", school.folder()});
    return DemoSchool::pillarbox(more);
  }
  Ran set(const std::string& person, const std::string& days, const std::string& role = "dsl") const {
    return rota({"--on-duty", person, "--days", days, "--card-file", school.cardFile(role), "--passphrase-file",
                 school.passphraseFile(role)});
  }
  Json daysOf(const std::string& person) const {
    const Ran ran = rota({"--json"});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    const Json json = Json::parse(ran.out, nullptr, false);
    for (const Json& row : json["rota"]) {
      if (row["person"] == person) return row["days"];
    }
    return Json::array();
  }

  TempFolder folder;
  DemoSchool school{folder / "school"};
};

TEST_F(RotaCommand, DaysAreSaidForAPersonShownInOrderAndTakenBack) {
  const std::string dsl = school.person("dsl").id, deputy = school.person("deputy").id;
  const Ran ran = set(dsl, "fri,mon,mon");
  ASSERT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(daysOf(dsl), Json({"mon", "fri"}));
  ASSERT_EQ(set(deputy, "tue", "deputy").exit, 0) << "a deputy may too";
  EXPECT_EQ(daysOf(dsl), Json({"mon", "fri"})) << "only the one who was named is changed";
  EXPECT_EQ(daysOf(deputy), Json({"tue"}));
  const Ran shown = rota();
  EXPECT_NE(shown.out.find(dsl + " (" + school.person("dsl").name + "): mon,fri\n"), std::string::npos) << shown.out;
  EXPECT_EQ(school.verify().exit, 0) << "the chain of directories holds";

  ASSERT_EQ(set(dsl, "none").exit, 0);
  ASSERT_EQ(set(deputy, "none").exit, 0);
  EXPECT_EQ(daysOf(dsl), Json::array());
  EXPECT_NE(rota().out.find("There is no rota"), std::string::npos);
}

TEST_F(RotaCommand, WrongUseIsOneSentenceAndChangesNothing) {
  const std::string dsl = school.person("dsl").id;
  const std::string before = rota({"--json"}).out;
  const auto fails = [](const Ran& ran, int exit, const std::string& about) {
    EXPECT_EQ(ran.exit, exit) << ran.err;
    EXPECT_EQ(ran.out, "");
    EXPECT_NE(ran.err.find(about), std::string::npos) << ran.err;
    EXPECT_EQ(ran.err.find('\n'), ran.err.size() - 1) << ran.err;
  };
  fails(set(dsl, "mon,someday"), 2, "'someday' is no day");
  fails(set(dsl, "mon,,tue"), 2, "'' is no day");
  fails(rota({"--on-duty", dsl}), 2, "belong together");
  fails(rota({"--days", "mon"}), 2, "belong together");
  fails(rota({"--on-duty", dsl, "--days", "mon"}), 2, "--card-file is needed");
  fails(set("nobody-9", "mon"), 1, "nobody-9");
  const Ran stranger = rota({"--on-duty", dsl, "--days", "mon", "--card-file", school.cardFile("dsl"),
                             "--passphrase-file", school.passphraseFile("deputy")});
  EXPECT_NE(stranger.exit, 0) << "another's passphrase signs nothing";
  EXPECT_EQ(rota({"--json"}).out, before);
}

}  // namespace
}  // namespace pillarbox::support
