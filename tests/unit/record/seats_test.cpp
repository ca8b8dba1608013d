// Who sits in which audience.
#include "shared/record/seats.h"

#include <gtest/gtest.h>

namespace pillarbox {
namespace {

Directory school() {
  Directory directory;
  const auto add = [&](const char* id, PersonRole role) {
    Person person;
    person.id = person.name = id;
    person.role = role;
    directory.people.push_back(person);
  };
  add("dsl-1", PersonRole::dsl);
  add("deputy-1", PersonRole::deputy);
  add("slt-1", PersonRole::slt);
  add("head-1", PersonRole::head);
  add("writer-1", PersonRole::writer);
  directory.sheets = {{"safeguarding", "", ""}, {"head-chair", "", ""}};
  directory.audiences = {{"safeguarding", {}, "safeguarding"},
                         {"pastoral", {}, "safeguarding"},
                         {"head", {}, "head-chair"},
                         {"chair", {}, "head-chair"}};
  return directory;
}

using Ids = std::vector<std::string>;

TEST(Seats, AreByRoleAndAWriterHasReadersOfTheirOwn) {
  Directory directory = school();
  seatEverybody(directory);
  EXPECT_EQ(directory.audience("safeguarding")->people, (Ids{"dsl-1", "deputy-1"}));
  EXPECT_EQ(directory.audience("pastoral")->people, (Ids{"dsl-1", "deputy-1", "slt-1"}));
  EXPECT_EQ(directory.audience("head")->people, Ids{"head-1"});
  EXPECT_EQ(directory.audience("chair")->people, Ids{});
  EXPECT_EQ(directory.audience("writer-1")->people, (Ids{"writer-1", "dsl-1", "deputy-1"}));
  EXPECT_EQ(directory.audience("writer-1")->sheet, "safeguarding");
  const Directory again = directory;
  seatEverybody(directory);
  EXPECT_EQ(directory, again) << "nothing moves that need not";
}

TEST(Seats, WhoLeftSitsNowhereAndIsNotOnDuty) {
  Directory directory = school();
  seatEverybody(directory);
  directory.audiences.push_back({"nurses", {"slt-1", "dsl-1"}, "safeguarding"});
  directory.rota = {{"slt-1", 1}, {"dsl-1", 2}};
  directory.reviewers = {"slt-1", "dsl-1"};
  directory.people[2].active = false;  // slt-1
  directory.people[4].active = false;  // writer-1
  seatEverybody(directory);
  EXPECT_EQ(directory.audience("pastoral")->people, (Ids{"dsl-1", "deputy-1"}));
  EXPECT_EQ(directory.audience("nurses")->people, Ids{"dsl-1"}) << "one of the school's own making";
  EXPECT_EQ(directory.audience("writer-1"), nullptr);
  EXPECT_EQ(directory.rota, (std::vector<Duty>{{"dsl-1", 2}}));
  EXPECT_EQ(directory.reviewers, Ids{"dsl-1"});
  EXPECT_EQ(freshPersonId(directory, PersonRole::writer), "writer-2");
}

}  // namespace
}  // namespace pillarbox
