#include <gtest/gtest.h>

#include "shared/record/folding.h"
#include "shared/record/roster_import.h"

namespace pillarbox {
namespace {

Roster emptyRoster() {
  Roster roster;
  roster.badgeKey = Bytes(32, 9);
  return roster;
}

Result<RosterImport> import(std::string_view csv, const Roster& current = emptyRoster()) {
  SystemRandom random;
  return importRosterCsv(current, csv, random);
}

TEST(RosterCsv, ReadsTheHeadingsOfSeveralSystems) {
  for (const char* csv :
       {"UPN,Forename,Surname,Preferred Name,DOB,NC Year,Form/Tutor Group\n,Mohammed,Ali,Mo,,3,3B\n",
        "id,mis_id_x,legal_surname,surname,legal_forename,forename,gender,year_code,registration_name\n"
        "A1,7,Ali,Ali,Mohammed,Mo,M,3,3B\n",
        "\xEF\xBB\xBF\"First Name\";\"Last Name\";\"Known as\";\"Class Name\";\"Year Group\"\r\n"
        "Mohammed;Ali;Mo;3B;3\r\n"}) {
    const Result<RosterImport> import1 = import(csv);
    ASSERT_TRUE(import1) << import1.fault().detail;
    ASSERT_EQ(import1->roster.pupils.size(), 1U) << csv;
    const Pupil& pupil = import1->roster.pupils[0];
    EXPECT_EQ(pupil.displayName(), "Mo (Mohammed) Ali");
    EXPECT_EQ(pupil.className, "3B");
  }
}

TEST(RosterCsv, KeepsGoodRowsAndNamesTheBadOnes) {
  const Result<RosterImport> got =
      import("Forename,Surname,Class\nA,B,1A\n,NoName,1A\nC,D,1A,extra\n\"E\nF\",G,1A\nH,I,1A\n");
  ASSERT_TRUE(got);
  EXPECT_EQ(got->added, 2);
  ASSERT_EQ(got->problems.size(), 3U);
  EXPECT_EQ(got->problems[0].row, 3);
  EXPECT_EQ(got->problems[1].row, 4);
  EXPECT_EQ(got->problems[2].row, 5);
}

TEST(RosterCsv, RefusesWhatItCannotBeSureOf) {
  for (const char* csv : {"", "Colour,Size\nred,3\n", "Forename,Surname,Class,Role\nA,B,1A,Cook\n", "Class\n1A\n",
                          "Forename,First Name,Surname,Class\nA,A,B,1A\n", "Forename,Surname,Class\n\"A,B,1A\n",
                          "Forename,Surname,Class\nA\x81,B,1A\n"}) {
    EXPECT_FALSE(import(csv).ok()) << csv;
  }
}

TEST(RosterCsv, ASecondImportChangesOnlyWhatChanged) {
  const Result<RosterImport> first = import("Pupil ID,Forename,Surname,Class\n1,A,B,1A\n2,C,D,1A\n");
  const Result<RosterImport> second = import("Pupil ID,Forename,Surname,Class\n1,A,B,2A\n2,C,D,1A\n", first->roster);
  EXPECT_EQ(second->changed, 1);
  EXPECT_EQ(second->unchanged, 1);
  EXPECT_EQ(second->roster.pupils.size(), 2U);
  EXPECT_EQ(second->roster.pupil("p-1")->className, "2A");
}

TEST(RosterCsv, AFirstImportMakesARosterThatCanBeKept) {
  const Result<RosterImport> got = import("Name,Role,Badge\nPat,Supervisor,ab123\n", Roster());
  ASSERT_TRUE(got);
  const Result<Roster> kept = decodeRoster(encodeRoster(got->roster));
  ASSERT_TRUE(kept) << kept.fault().detail;
  EXPECT_EQ(kept->staffWithBadge("AB123")->name, "Pat");
}

TEST(Badge, ThatTwoPeopleHaveIdentifiesNobody) {
  Roster roster = emptyRoster();
  roster.staff = {{"s-1", "Pat", "", "", {badgeHash(roster, "ABCD1")}},
                  {"s-2", "Kim", "", "", {badgeHash(roster, "ABCD1")}}};
  EXPECT_EQ(roster.staffWithBadge("ABCD1"), nullptr);
}

TEST(Folding, CoversTheLatinLettersSchoolsMeet) {
  EXPECT_EQ(foldName("Ærøskøbing ß Þór Œuvre Straße"), "aeroskobing ss thor oeuvre strasse");
  EXPECT_EQ(foldName("Ştefan Żółć Ğül Đặng"), "stefan zolc gul dang");
  EXPECT_EQ(foldName("  Anne-Marie  "), "anne marie");
}

TEST(Roster, SurvivesTheRoundTrip) {
  const Result<RosterImport> got = import("Name,Role,Badge\nPat,Supervisor,ab123\n");
  EXPECT_EQ(*decodeRoster(encodeRoster(got->roster)), got->roster);
  EXPECT_FALSE(decodeRoster("{}").ok());
}

}  // namespace
}  // namespace pillarbox
