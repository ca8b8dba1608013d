// Whom a name means: who must not read a concern about them.
#include "shared/record/staff_link.h"

#include <gtest/gtest.h>

namespace pillarbox {
namespace {

Directory people(const std::vector<std::pair<std::string, std::string>>& all) {
  Directory directory;
  for (const auto& [id, name] : all) {
    Person person;
    person.id = id;
    person.name = name;
    directory.people.push_back(person);
  }
  return directory;
}
using Ids = std::vector<std::string>;

TEST(PeopleMeant, BySurnameWhateverTheTitleOrOrder) {
  const Directory directory = people({{"head", "Mrs Ruth Pemberton"}, {"dsl", "Grace Hartley"}});
  for (const char* typed : {"Ruth Pemberton", "mrs pemberton", "PEMBERTON", "Pemberton, Ruth", "Pemberton Ruth",
                            "R. Pemberton", "Ruth", "Miss R Pembérton", "Tom Pemberton"}) {
    EXPECT_EQ(peopleMeant(directory, "", typed), Ids{"head"}) << typed;
  }
  for (const char* typed : {"", "Mrs", "Ruth Smith", "Pem", "the cook"}) {
    EXPECT_TRUE(peopleMeant(directory, "", typed).empty()) << typed;
  }
}

TEST(PeopleMeant, OnePersonUnderTwoIdsIsBoth) {
  const Directory directory =
      people({{"head", "Mrs Ruth Pemberton"}, {"deputy-2", "Ruth Pemberton"}, {"x", "Ann Pemberton"}});
  EXPECT_EQ(peopleMeant(directory, "deputy-2", ""), (Ids{"deputy-2", "head"}));
  EXPECT_EQ(peopleMeant(directory, "", "Pemberton").size(), 3U);
}

TEST(LinkStaff, OnlyWhereTheNameIsCertain) {
  const Directory directory = people(
      {{"head", "Mrs Ruth Pemberton"}, {"dsl", "Grace Hartley"}, {"deputy", "Mr Kwame Osei"}, {"chair", "Hill"}});
  Roster roster;
  roster.staff = {{"s-1", "Ruth Pemberton", "", "", {}}, {"s-2", "Hartley, Grace", "", "", {}},
                  {"s-3", "Kwame Osei", "", "", {}},     {"s-4", "Kwame Osei", "", "", {}},
                  {"s-5", "Mrs Hill", "", "", {}},       {"s-6", "Tom Pemberton", "", "", {}}};
  EXPECT_EQ(linkStaff(roster, directory), 2);
  EXPECT_EQ(roster.staff[0].personId, "head");
  EXPECT_EQ(roster.staff[1].personId, "dsl");
  for (std::size_t i = 2; i < roster.staff.size(); ++i) EXPECT_EQ(roster.staff[i].personId, "") << i;
}

}  // namespace
}  // namespace pillarbox
