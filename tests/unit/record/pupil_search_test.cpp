// Finding a child as a name is typed, as a member of staff types it.
#include "shared/record/pupil_search.h"

#include <gtest/gtest.h>

#include "shared/base/random.h"

namespace pillarbox {
namespace {

Roster school() {
  Roster roster;
  roster.pupils = {{"p-1", "Zoë", "O’Neill", "", "3B", "3", "", "f:a", {}},
                   {"p-2", "Zoe", "Oneill", "", "5C", "5", "", "", {}},
                   {"p-3", "Łukasz", "Wójcik", "Luke", "3B", "3", "", "", {}},
                   {"p-4", "Mohammed", "Ali", "Mo", "4A", "Year 4", "", "f:a", {}},
                   {"p-5", "Anne-Marie", "Mc Donald", "", "Acorn", "Reception", "", "", {}},
                   {"p-6", "Samuel", "Price-Whitmore", "Sam", "5B", "5", "", "", {}},
                   {"p-7", "Samira", "Okafor", "", "5B", "5", "Bello", "", {}},
                   {"p-8", "Sam", "Taylor", "", "3A", "3", "", "", {}},
                   {"p-9", "Sam", "Taylor", "", "3A", "3", "", "", {}},
                   {"p-10", "Ștefan", "Țepeș", "", "6D", "6", "", "", {}},
                   {"p-11", "Nguyễn", "Thơ", "", "6D", "6", "", "", {}},
                   {"p-12", "Ali", "Mohammed", "", "2C", "2", "", "f:a", {}},
                   {"p-13", "نور", "حسن", "Noor", "2C", "2", "", "", {}}};
  return roster;
}

class Search : public testing::Test {
 protected:
  std::vector<std::string> ids(std::string_view typed, std::size_t most = 20) const {
    std::vector<std::string> out;
    for (const std::size_t i : index.find(typed, most).pupils) out.push_back(roster.pupils[i].id);
    return out;
  }
  using Ids = std::vector<std::string>;
  const Roster roster = school();
  const PupilIndex index{roster};
};

TEST_F(Search, IsBlindToAccentsApostrophesAndCase) {
  EXPECT_EQ(ids("zoe o'n"), (Ids{"p-1", "p-2"}));
  EXPECT_EQ(ids("ONEILL 3b"), Ids{"p-1"});
  EXPECT_EQ(ids("o`neill").size(), 2U);
  EXPECT_EQ(ids("lukasz"), Ids{"p-3"});
  EXPECT_EQ(ids("luke woj"), Ids{"p-3"});
  EXPECT_EQ(ids("stefan tepes"), Ids{"p-10"});
  EXPECT_EQ(ids("nguyen tho"), Ids{"p-11"});
  EXPECT_EQ(ids("نور"), Ids{"p-13"});
  EXPECT_TRUE(ids("").empty());
  EXPECT_TRUE(ids("xyz").empty());
}

TEST_F(Search, FindsDoubleBarrelledAndTwoWordNamesHoweverWritten) {
  for (const char* typed :
       {"mcdonald", "mc donald", "McDonald", "mc-donald", "annemarie", "anne marie", "ann", "donald"}) {
    EXPECT_EQ(ids(typed), Ids{"p-5"}) << typed;
  }
  for (const char* typed : {"price-whitmore", "pricewhitmore", "whitmore", "price whit"}) {
    EXPECT_EQ(ids(typed), Ids{"p-6"}) << typed;
  }
  EXPECT_EQ(ids("o neill").size(), 2U);
}

TEST_F(Search, TakesClassAndYearBeforeOrAfterTheName) {
  EXPECT_EQ(ids("5B sam"), (Ids{"p-6", "p-7"}));
  EXPECT_EQ(ids("sam 5b"), (Ids{"p-6", "p-7"}));
  EXPECT_EQ(ids("year 4"), Ids{"p-4"});
  EXPECT_EQ(ids("y4 ali"), Ids{"p-4"});
  EXPECT_EQ(ids("acorn"), Ids{"p-5"});
  EXPECT_EQ(ids("class 2c noor"), Ids{"p-13"});
}

TEST_F(Search, FirstNamesComeBeforeSurnamesAndWholeWordsBeforeBeginnings) {
  EXPECT_EQ(ids("ali"), (Ids{"p-12", "p-4"}));
  EXPECT_EQ(ids("sam"), (Ids{"p-6", "p-8", "p-9", "p-7"}));
}

TEST_F(Search, ForgivesOneTypoFromFourLettersOn) {
  for (const char* typed : {"mohamed", "mohammmed", "mohamned", "mohmamed", "nohammed", "moahmmed"}) {
    const PupilHits hits = index.find(typed, 20);
    EXPECT_EQ(hits.exact, 0U) << typed;
    EXPECT_EQ(hits.pupils.size(), 2U) << typed;
  }
  EXPECT_EQ(ids("okafro"), Ids{"p-7"});
  EXPECT_TRUE(ids("mxxammed").empty()) << "two letters wrong";
  EXPECT_TRUE(ids("zoa").empty()) << "three letters are too few to guess from";
  EXPECT_TRUE(ids("5d okafor").empty()) << "a class is never guessed";
}

TEST_F(Search, WhatFitsExactlyComesFirstAndIsCounted) {
  Roster more = roster;
  more.pupils.push_back({"p-20", "Aaron", "Tailor", "", "1A", "1", "", "", {}});
  const PupilHits hits = PupilIndex(more).find("tayl", 20);
  ASSERT_EQ(hits.pupils.size(), 3U);
  EXPECT_EQ(hits.exact, 2U);
  EXPECT_EQ(more.pupils[hits.pupils[2]].id, "p-20");
}

TEST_F(Search, ALegalSurnameFindsTheChild) {
  EXPECT_EQ(ids("bello"), Ids{"p-7"});
}

TEST_F(Search, SaysWhenThereAreMore) {
  EXPECT_TRUE(index.find("sam", 2).more);
  EXPECT_EQ(index.find("sam", 2).pupils.size(), 2U);
  EXPECT_FALSE(index.find("sam", 4).more);
}

TEST_F(Search, KnowsWhoCannotBeToldApart) {
  EXPECT_TRUE(index.sharesName(0) && index.sharesName(1)) << "Zoë O’Neill, Zoe Oneill";
  EXPECT_FALSE(index.sharesEverything(0));
  EXPECT_TRUE(index.sharesEverything(7) && index.sharesEverything(8));
  EXPECT_FALSE(index.sharesName(3));
}

TEST_F(Search, KnowsBrothersAndSisters) {
  EXPECT_EQ(index.familyOf(0), (std::vector<std::size_t>{3, 11}));
  EXPECT_TRUE(index.familyOf(1).empty());
}

TEST_F(Search, SurvivesWhateverIsTyped) {
  SystemRandom random;
  const std::vector<std::string> odd{"👧🏽",
                                     "\xE2\x80\x8F"
                                     "نو",
                                     "a\xCC\x81\xCC\x81",
                                     "\xFF\xFE",
                                     "\xF0\x9F",
                                     "' - . -- '",
                                     std::string(100'000, 'a'),
                                     std::string(5'000, ' ') + "sam"};
  for (const std::string& typed : odd) (void)index.find(typed, 12);
  EXPECT_EQ(ids("\xE2\x80\x8Fنو"), Ids{"p-13"}) << "marks of direction do not count";
  for (int i = 0; i < 300; ++i) {
    std::string typed;
    for (const std::uint8_t byte : random.bytes(1 + random.below(24))) typed.push_back(static_cast<char>(byte));
    for (const std::size_t hit : index.find(typed, 12).pupils) EXPECT_LT(hit, roster.pupils.size());
  }
  EXPECT_TRUE(PupilIndex(Roster()).find("sam", 12).pupils.empty());
}

}  // namespace
}  // namespace pillarbox
