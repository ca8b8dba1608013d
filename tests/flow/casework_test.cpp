// A concern from unread to closed by `pillarbox case`, what it refuses, and two devices of one school through the real
// server.
#include <filesystem>

#include "tests/flow/casework_story.h"

namespace pillarbox::support {
namespace {

class CaseCommand : public CaseStory {};

TEST_F(CaseCommand, AConcernGoesFromUnreadToClosed) {
  const std::string id = school->post("Invented: the marker zebra.");
  const std::string& folder = school->folder();
  EXPECT_EQ(jsonIn(folder, "dsl", {"list", "--pile", "unread"}).size(), 1U);
  taken("dsl", {"read", id});
  taken("dsl", {"understood", id});
  taken("dsl", {"sort", id, "--category", "Neglect", "--subcategory", "Clothing"});
  const std::string action = taken("dsl", {"action", id, "--what", words("Ring his mother"), "--agreed", "--owner",
                                           school->person("dsl").id, "--due", "2020-01-31"});
  EXPECT_EQ(jsonIn(folder, "dsl", {"list", "--pile", "overdue"}).size(), 1U);
  expectRefused(caseIn(folder, "dsl", {"close", id, "--outcome", words("Fed"), "--reason", words("Done")}), 1,
                "no outcome yet");
  taken("dsl", {"outcome", action, "--text", words("She comes in on Monday.")});
  taken("dsl", {"decide", id, "support-in-school", "--reason", words("He eats with us now."), "--parents-told", "yes"});
  taken("dsl", {"correct", id, "--text", words("It was Tuesday.")});
  taken("deputy", {"note", id, "--text", words("He had a coat today.")});
  taken("dsl", {"close", id, "--outcome", words("Support in school"), "--reason", words("Nothing is left to do.")});

  const Json shownCase = shown("deputy", id);
  EXPECT_EQ(shownCase["pile"], "closed");
  EXPECT_EQ(shownCase["category"], "Neglect");
  EXPECT_EQ(shownCase["parents_told"], "yes");
  EXPECT_EQ(shownCase["timeline"].size(), 10U);
  for (const Json& one : shownCase["timeline"]) EXPECT_EQ(one["integrity"]["ok"], true) << one;
  const Ran text = caseIn(folder, "dsl", {"show", id});
  for (const char* part : {"zebra", "Ring his mother", "She comes in on Monday.", "He eats with us now.",
                           "It was Tuesday.", "All of it is unchanged"}) {
    EXPECT_NE(text.out.find(part), std::string::npos) << part << "\n" << text.out;
  }
  EXPECT_EQ(json(school->inbox({"list"}))[0]["state"], "closed");
  taken("deputy", {"reopen", id, "--reason", words("His sister has told us more.")});
  EXPECT_EQ(shown("dsl", id)["pile"], "open");
  expectVerified();
}

TEST_F(CaseCommand, AMergeThatWasAMistakeIsTakenBack) {
  const std::string one = school->post("Invented."), two = school->post("Invented too.");
  taken("dsl", {"merge", one, two, "--why", words("The same day.")});
  EXPECT_EQ(listed("dsl", "unread").size(), 1U);
  expectRefused(caseHere("dsl", {"unmerge", one, "--why", words("")}), 1, "");
  taken("dsl", {"unmerge", one, "--why", words("Another child.")});
  EXPECT_EQ(listed("dsl", "unread").size(), 2U);
}

TEST_F(CaseCommand, WhatIsWrittenComesFromFilesOrStandardInputOnly) {
  const std::string id = school->post("Invented.");
  EXPECT_EQ(caseIn(school->folder(), "dsl", {"note", id, "--text", "-"}, "From standard input.\n").exit, 0);
  expectRefused(caseIn(school->folder(), "dsl", {"note", id, "--text", "He was hungry."}), 1, "");
  expectRefused(caseIn(school->folder(), "dsl", {"decide", id, "monitor", "--reason", "-", "--parents-why", "-"}), 2,
                "standard input");
}

TEST_F(CaseCommand, EveryRefusalIsOneSentence) {
  const std::string id = school->post("Invented."), other = school->post("Invented too.");
  const std::string& folder = school->folder();
  const std::string why = words("Because."), nothing = words("");
  const std::vector<std::tuple<std::vector<std::string>, int, std::string>> rows{
      {{"frob"}, 2, "there is no 'frob'"},
      {{"show"}, 2, "ID is missing"},
      {{"list", id}, 2, "too many"},
      {{"list", "--pile", "hat"}, 2, "--pile is"},
      {{"sort", id}, 2, "--category is missing"},
      {{"read", id, "--why", why}, 2, "no option --why"},
      {{"action", id, "--what", why}, 2, "--done or --agreed"},
      {{"decide", id, "hope", "--reason", why}, 2, "DECISION is one of"},
      {{"show", "AAA-AAA"}, 1, "has no entry"},
      {{"sort", id, "--category", "Weather"}, 1, "no category called"},
      {{"link", id, "--pupil", "p-none", "--part", "hurt"}, 1, "no child"},
      {{"action", id, "--what", why, "--agreed"}, 1, "who agreed"},
      {{"action", id, "--what", why, "--agreed", "--owner", "nobody-1"}, 1, "nobody at this school"},
      {{"outcome", id, "--text", why}, 1, "no such action"},
      {{"decide", id, "monitor", "--reason", nothing}, 1, "reason"},
      {{"merge", id, id, "--why", why}, 1, "part of"},
      {{"move", id, "nobody", "--why", why}, 1, "no such group"},
      {{"move", id, "pastoral", "--why", nothing}, 1, "why"},
      {{"reopen", id, "--reason", why}, 1, "not closed"},
      {{"close", id, "--outcome", why, "--reason", why}, 1, "read"},
      {{"thank", id}, 1, "badge"},
  };
  for (const auto& [more, exit, part] : rows) expectRefused(caseIn(folder, "dsl", more), exit, part);
  EXPECT_EQ(idsHere().size(), 2U) << "nothing was posted";
}

TEST_F(CaseCommand, AConcernPassedOnIsReadByItsNewReadersAsItWasPosted) {
  const std::string id = school->post("Invented: the marker zebra.");
  expectRefused(caseIn(school->folder(), "slt", {"show", id}), 1, "has no entry");
  const Ran moved = caseIn(school->folder(), "dsl", {"move", id, "pastoral", "--why", words("They feed him.")});
  EXPECT_EQ(moved.exit, 0) << moved.err;
  EXPECT_NE(moved.out.find("keep what they have"), std::string::npos);
  const Json theirs = shown("slt", id);
  EXPECT_EQ(theirs["audience"], "pastoral");
  EXPECT_EQ(theirs["timeline"][0]["entry"]["account"], "Invented: the marker zebra.");
  for (const Json& one : theirs["timeline"]) EXPECT_EQ(one["integrity"]["ok"], true) << one;
  EXPECT_EQ(caseIn(school->folder(), "slt", {"note", id, "--text", words("He eats.")}).exit, 0);
  expectVerified();
}

// --- two devices -----------------------------------------------------------------------------------------------------

class TwoDevices : public CaseStory {
 protected:
  void SetUp() override {
    CaseStory::SetUp();
    if (HasFatalFailure()) return;
    serve();
    if (HasFatalFailure()) return;
    connect();
    const std::string invite = temp / "invite.txt";
    second = temp / "office";
    const std::vector<std::string> key{"--card-file", school->cardFile(), "--passphrase-file",
                                       school->passphraseFile()};
    std::vector<std::string> inviting{"invite", school->folder(), "-o", invite};
    inviting.insert(inviting.end(), key.begin(), key.end());
    ASSERT_EQ(DemoSchool::pillarbox(inviting).exit, 0);
    const Json joined = json(DemoSchool::pillarbox({"join", second, "--invite", invite, "--json"}));
    std::vector<std::string> approving{"approve", school->folder(), joined["device"]};
    approving.insert(approving.end(), key.begin(), key.end());
    ASSERT_EQ(DemoSchool::pillarbox(approving).exit, 0);
    // The key files of those who unlock there: useless without their cards and passphrases.
    std::filesystem::remove(second + "/keys");
    std::filesystem::copy(school->folder() + "/keys", second + "/keys", std::filesystem::copy_options::recursive);
    sync();
  }
  // Both have what the other had, whichever was first.
  void sync() const {
    for (int round = 0; round < 2; ++round) {
      for (const std::string& folder : {school->folder(), second}) {
        const Ran ran = DemoSchool::pillarbox({"sync", folder, "--once"});
        ASSERT_EQ(ran.exit, 0) << ran.out << ran.err;
      }
    }
  }
  Json there(const std::string& role, std::vector<std::string> more) const {
    return jsonIn(second, role, std::move(more));
  }
  // The whole view of one device: its list and every case in it.
  Json view(const std::string& folder) const {
    Json all = jsonIn(folder, "dsl", {"list"});
    for (Json& row : all) row["case"] = jsonIn(folder, "dsl", {"show", row["id"]});
    return all;
  }

  std::string second;
};

TEST_F(TwoDevices, CloseSortAndMergeInACircleAtOnceAndSeeTheSame) {
  const std::string one = school->post("Invented: the first."), two = school->post("Invented: the second.");
  sync();
  // Each works on what it has, knowing nothing of the other.
  taken("dsl", {"read", one});
  there("deputy", {"read", one});
  taken("dsl", {"sort", one, "--category", "Neglect"});
  there("deputy", {"sort", one, "--category", "Online safety"});
  taken("dsl", {"close", one, "--outcome", words("Support"), "--reason", words("Done.")});
  there("deputy", {"close", one, "--outcome", words("Nothing"), "--reason", words("It was a game.")});
  taken("dsl", {"merge", one, two, "--why", words("The same day.")});
  there("deputy", {"merge", two, one, "--why", words("The same child.")});
  sync();
  const Json here = view(school->folder());
  EXPECT_EQ(here, view(second));
  ASSERT_EQ(here.size(), 1U) << "one case";
  EXPECT_EQ(here[0]["case"]["sorted_twice"], true);
  EXPECT_EQ(here[0]["case"]["closed"], true);
  // One reopening ends both closings, on both.
  there("deputy", {"reopen", one, "--reason", words("He told us more.")});
  sync();
  EXPECT_EQ(shown("dsl", one)["closed"], false);
  EXPECT_EQ(view(school->folder()), view(second));
  expectAllDelivered();
}

TEST_F(TwoDevices, PassedOnAtOneAndReadAtTheOther) {
  const std::string id = school->post("Invented: the marker zebra.");
  taken("dsl", {"move", id, "pastoral", "--why", words("They feed him.")});
  sync();
  const Json theirs = there("slt", {"show", id});
  EXPECT_EQ(theirs["timeline"][0]["entry"]["account"], "Invented: the marker zebra.");
  for (const Json& each : theirs["timeline"]) EXPECT_EQ(each["integrity"]["ok"], true) << each;
  there("slt", {"read", id});
  sync();
  // And the writer's terminal hears of it.
  EXPECT_EQ(json(school->inbox({"list"}))[0]["state"], "read");
  EXPECT_EQ(DemoSchool::pillarbox({"verify", second, "--json"}).exit, 0);
}

}  // namespace
}  // namespace pillarbox::support
