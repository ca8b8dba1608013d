// What is said of two versions of a directory.
#include "shared/record/directory_diff.h"

#include <gtest/gtest.h>

#include <functional>

#include "shared/record/policy_words.h"

namespace pillarbox {
namespace {

Directory sample() {
  Directory made;
  made.schoolName = "Invented Primary School";
  for (const auto& [id, name, role] :
       {std::tuple{"dsl-1", "Anna Bell", PersonRole::dsl}, {"dep-1", "Tom Reed", PersonRole::deputy}}) {
    Person person;
    person.id = id;
    person.name = name;
    person.role = role;
    person.cardId = "card";
    made.people.push_back(person);
  }
  made.sheets = {{"safeguarding", "age1x", "key"}};
  made.audiences = {{"safeguarding", {"dsl-1", "dep-1"}, "safeguarding"}};
  made.devices = {{"staffroom", "Staffroom", "k", "b", false, "", 0}};
  made.categories = {"Neglect", "Bullying"};
  made.places = {"Playground"};
  made.reviewers = {"dsl-1"};
  return made;
}

std::string said(const std::function<void(Directory&)>& change) {
  Directory after = sample();
  change(after);
  after.version = 2;
  after.previousSha256 = "00";
  std::string out;
  for (const DirectoryChange& each : changesBetween(sample(), after)) {
    out += std::string(changeKindName(each.kind)) + ": " + each.says + "\n";
  }
  return out;
}

TEST(DirectoryDiff, sameIsNothingWhateverItsNumber) {
  EXPECT_EQ(said([](Directory&) {}), "");
}

TEST(DirectoryDiff, people) {
  EXPECT_EQ(said([](Directory& d) {
              Person person;
              person.id = "w-1";
              person.name = "Pat Lee";
              person.role = PersonRole::writer;
              person.title = "Sports coach";
              d.people.push_back(person);
            }),
            "person: Person added: Pat Lee, Sports coach (Member of staff with a key).\n");
  EXPECT_EQ(said([](Directory& d) { d.people[1].active = false; }), "person: Tom Reed may no longer open the inbox.\n");
  EXPECT_EQ(said([](Directory& d) { d.people[1].role = PersonRole::dsl; }),
            "person: Tom Reed is now Designated Safeguarding Lead; before: Deputy Safeguarding Lead.\n");
  EXPECT_EQ(said([](Directory& d) { d.people[1].room = "Room 4"; }), "person: Where to find Tom Reed was changed.\n");
  EXPECT_EQ(said([](Directory& d) { d.audiences[0].people.pop_back(); }),
            "person: Tom Reed no longer reads what is for the safeguarding leads.\n");
  EXPECT_EQ(said([](Directory& d) {
              d.people.pop_back();
              d.audiences[0].people.pop_back();
            }),
            "person: Person removed: Tom Reed.\n"
            "person: Tom Reed no longer reads what is for the safeguarding leads.\n");
}

TEST(DirectoryDiff, keysAndDevices) {
  EXPECT_EQ(said([](Directory& d) { d.people[0].cardId = "another"; }),
            "key: New key card for Anna Bell; the old one no longer works.\n");
  EXPECT_EQ(said([](Directory& d) { d.people[0].recipient = "age1y"; }),
            "key: New keys and a new key card for Anna Bell; the old card no longer works.\n");
  EXPECT_EQ(said([](Directory& d) { d.devices[0].revoked = true; }),
            "device: Device switched off for good: Staffroom.\n");
  EXPECT_EQ(said([](Directory& d) {
              d.devices.push_back({"tablet", "Tablet", "k", "b", false, "", 0});
            }),
            "device: Device approved: Tablet. It fetches everything the school's server has.\n");
}

TEST(DirectoryDiff, whatTheSchoolDecided) {
  EXPECT_EQ(said([](Directory& d) {
              d.policies.inboxLockSeconds = 90;
              d.policies.passphraseDays = 60;
              d.policies.practice = false;
            }),
            "rule: Lock the inbox after: 90 seconds (before: 1 minute).\n"
            "rule: Practise with a pretend child: no (before: yes).\n"
            "rule: Change a passphrase after: 60 days (before: never).\n");
  EXPECT_EQ(said([](Directory& d) {
              d.categories = {"Neglect", "Attendance"};
              d.categoryGuidance["Neglect"] = "Again and again.";
              d.places.clear();
            }),
            "category: Category added: Attendance.\n"
            "category: Category removed: Bullying.\n"
            "category: Guidance for “Neglect”: Again and again.\n"
            "place: Place removed: Playground.\n");
  EXPECT_EQ(said([](Directory& d) { std::swap(d.categories[0], d.categories[1]); }),
            "category: Categories in another order.\n");
  EXPECT_EQ(said([](Directory& d) {
              d.hintsOff = {"judgement-looks"};
              d.schoolHints = {{"blew up", "What did they do?"}};
              d.reviewers = {"dep-1"};
              d.rota = {{"dsl-1", 1}};
            }),
            "hint: Hint switched off: “judgement looks”.\n"
            "hint: Own hint for “blew up”: What did they do?\n"
            "review: Tom Reed looks through the records, in turn.\n"
            "review: Anna Bell no longer looks through the records.\n"
            "rota: On duty: Anna Bell on Mondays.\n");
  EXPECT_EQ(said([](Directory& d) {
              d.server = ServerAddress{"https://box.example", "k", "b"};
            }),
            "server: The school's server: https://box.example.\n");
}

TEST(DirectoryDiff, aHintIsCalledByItsNameWhereItIsKnown) {
  Directory after = sample();
  after.hintsOff = {"judgement-looks"};
  const auto changes = changesBetween(sample(), after, {{"judgement-looks", "How somebody looks"}});
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].says, "Hint switched off: “How somebody looks”.");
}

// Whatever is signed is told of: a field that is compared by nobody would change in silence.
TEST(DirectoryDiff, everyPolicyHasWordsAndIsTold) {
  for (const PolicyRow& row : policyTable()) {
    const PolicyWords words = policyWords(row);
    EXPECT_LE(words.title.size(), 70U) << row.name;
    EXPECT_EQ(words.title.find('_'), std::string::npos) << row.name;
    EXPECT_NE(words.title, row.does.substr(0, row.does.find('.'))) << row.name << " has no words of its own";
    EXPECT_EQ(std::holds_alternative<WholePolicy>(row.kind), !words.many.empty()) << row.name;
    EXPECT_NE(policyValueWords(Policies{}, row), "") << row.name;
    if (const auto* whole = std::get_if<WholePolicy>(&row.kind)) {
      EXPECT_NE(said([&](Directory& d) { d.policies.*(whole->member) = whole->most; }), "") << row.name;
    }
    if (const auto* yesNo = std::get_if<YesNoPolicy>(&row.kind)) {
      EXPECT_NE(said([&](Directory& d) { d.policies.*(yesNo->member) = !(d.policies.*(yesNo->member)); }), "")
          << row.name;
    }
  }
}

}  // namespace
}  // namespace pillarbox
