// Lists of pupils and staff as school systems really export them, one after the other.
#include "shared/record/roster_import.h"

#include <gtest/gtest.h>

#include "shared/record/badge_code.h"

namespace pillarbox {
namespace {

class Import : public testing::Test {
 protected:
  // Into the roster that the imports before it left.
  RosterImport take(std::string_view file, bool removeMissing = false) {
    const Result<RosterRows> rows = readRosterCsv(viewOf(file));
    EXPECT_TRUE(rows.ok()) << (rows.ok() ? "" : rows.fault().detail);
    if (!rows.ok()) return {};
    Result<RosterImport> import = mergeRoster(roster, *rows, random, {removeMissing});
    EXPECT_TRUE(import.ok());
    roster = import->roster;
    const Result<Roster> kept = decodeRoster(encodeRoster(roster));
    EXPECT_TRUE(kept.ok() && *kept == roster);
    return *std::move(import);
  }
  const Pupil& only() const { return roster.pupils.at(0); }
  static std::string faultOf(std::string_view file) {
    const Result<RosterRows> rows = readRosterCsv(viewOf(file));
    return rows.ok() ? "" : rows.fault().detail;
  }

  SystemRandom random;
  Roster roster;
};

struct Style {
  const char* system;
  const char* file;
};

TEST_F(Import, ReadsTheStylesOfTheSystemsInUse) {
  const Style styles[] = {
      {"SIMS",
       "Pupils on roll,,,,,,\nBrook Lane Primary,,Printed 21/11/2026,,,,\n\n"
       "Legal Surname,Legal Forename,Preferred Forename,Adno,UPN,Reg Group,NC Year Group\n"
       "Ali,Mohammed,Mo,001234,B801200005001,4B,4\n"},
      {"Arbor",
       "\"Student: Legal first name\",\"Student: Legal last name\",\"Preferred first name\",\"Student ID\","
       "\"UPN\",\"Registration form\",\"Year group\",\"Date of birth\"\n"
       "Mohammed,Ali,Mo,77,B801200005001,4B,Year 4,07 Mar 2018\n"},
      {"Bromcom",
       "Admission Number;Legal First Name;Legal Last Name;Preferred First Name;Tutor Group;Year Group;UPN\r\n"
       "1234;Mohammed;Ali;Mo;4B;04;B801200005001\r\n"},
      {"Wonde",
       "id,mis_id,upn,legal_surname,surname,legal_forename,forename,middle_names,gender,year_name,year_code,"
       "registration_name,registration_code\n"
       "A1329183376,1234,B801200005001,Ali,Ali,Mohammed,Mo,,M,4,Y4,4B,4B\n"},
      {"one column", "Name\tClass\tYear\n\"Ali, Mohammed\"\t4B\tY4\n"},
      {"Excel in Western Europe", "Forename;Surname;Known as;Class;Year\nMohammed;Ali;Mo;4B;4\n"},
  };
  for (const Style& style : styles) {
    roster = {};
    const RosterImport got = take(style.file);
    ASSERT_EQ(roster.pupils.size(), 1U) << style.system;
    EXPECT_EQ(only().forename, "Mohammed") << style.system;
    EXPECT_EQ(only().surname, "Ali") << style.system;
    EXPECT_EQ(only().className, "4B") << style.system;
    EXPECT_EQ(only().year, "4") << style.system;
    if (std::string_view(style.system) != "one column") {
      EXPECT_EQ(only().knownAs, "Mo") << style.system;
    }
    EXPECT_TRUE(got.problems.empty() && got.warnings.empty()) << style.system;
  }
}

TEST_F(Import, ReadsWhateverTheFileWasSavedAs) {
  const std::string plain = "Forename,Surname,Class\nZoë,O’Neill,3B\n";
  std::string wide = "\xFF\xFE";
  for (const char* letters = "Forename\tSurname\tClass\r\nZo\xEB\tO\x27Neill\t3B\r\n"; *letters != '\0'; ++letters) {
    wide += {*letters, '\0'};
  }
  for (const std::string& file : {plain, "\xEF\xBB\xBF" + plain, wide, wide.substr(2),
                                  std::string("Forename,Surname,Class\nZo\xEB,O\x92Neill,3B\n")}) {
    roster = {};
    take(file);
    ASSERT_EQ(roster.pupils.size(), 1U);
    EXPECT_EQ(only().forename, "Zoë");
  }
}

TEST_F(Import, FilesThatAreNotListsAreRefusedInOneSentenceThatHelps) {
  EXPECT_NE(faultOf("PK\x03\x04 workbook").find("CSV UTF-8"), std::string::npos);
  EXPECT_NE(faultOf("%PDF-1.7").find("PDF"), std::string::npos);
  EXPECT_NE(faultOf("<!DOCTYPE html><html>").find("web page"), std::string::npos);
  EXPECT_NE(faultOf(std::string_view("Forename,\0Surname", 17)).find("damaged"), std::string::npos);
  EXPECT_NE(faultOf("Forename,Surname,Class\n\"A,B,1A\nC,D,1A\n").find("line 2"), std::string::npos);
  EXPECT_NE(faultOf("").find("empty"), std::string::npos);
}

TEST_F(Import, NoUpnNumberOrDateOfBirthIsKept) {
  take("UPN,Admission Number,DOB,Forename,Surname,Class\nB801200005001,987654,07/03/2018,A,B,1A\n");
  const std::string kept = encodeRoster(roster);
  for (const char* secret : {"801200005001", "2018", "07/03"})
    EXPECT_EQ(kept.find(secret), std::string::npos) << secret;
  EXPECT_EQ(only().matchKeys.size(), 3U);
}

TEST_F(Import, ByUpnAChildIsKnownWhateverElseChanged) {
  take("UPN,Forename,Surname,Class,Year\nB801200005001,Ella,Price,1W,1\n");
  const std::string id = only().id;
  const RosterImport next = take("UPN,Forename,Surname,Class,Year\nb801200005001,Ella,Whitmore,2W,2\n");
  EXPECT_EQ(next.changed, 1);
  EXPECT_EQ(next.missing, 0);
  ASSERT_EQ(roster.pupils.size(), 1U);
  EXPECT_EQ(only().id, id);
  EXPECT_EQ(only().surname, "Whitmore");
}

TEST_F(Import, ANewSchoolYearWithNamesOnlyKeepsTheChildren) {
  take("Forename,Surname,Class,Year\nElla,Price,1W,1\nSam,Taylor,3A,3\nSam,Taylor,3C,3\n");
  const std::string ella = roster.pupils[0].id;
  const RosterImport next =
      take("Forename,Surname,Class,Year\nElla,Price,2W,2\nSam,Taylor,4A,4\nSam,Taylor,4C,4\nMia,New,RA,R\n");
  EXPECT_EQ(next.changed, 1);
  EXPECT_EQ(next.added, 3) << "which of the two Sams is which is never guessed";
  EXPECT_EQ(next.missing, 2);
  EXPECT_EQ(roster.pupils[0].id, ella);
  EXPECT_EQ(roster.pupils.back().year, "Reception");
  // Three years on it would be another child of the same name.
  EXPECT_EQ(take("Forename,Surname,Class,Year\nElla,Price,5W,5\n").added, 1);
}

TEST_F(Import, SharedUpnsAreSaidAndBothChildrenKept) {
  const RosterImport got =
      take("UPN,Forename,Surname,Class\nB801200005001,Ella,Price,1W\nB801200005001,Noah,Okafor,1W\n");
  EXPECT_EQ(got.added, 2);
  ASSERT_EQ(got.warnings.size(), 1U);
  EXPECT_EQ(got.warnings[0].row, 3);
  EXPECT_NE(got.warnings[0].says.find("row 2"), std::string::npos);
  EXPECT_TRUE(got.problems.empty());
  EXPECT_EQ(take("UPN,Forename,Surname,Class\nB801200005001,Ella,Price,1W\nB801200005001,Noah,Okafor,1W\n").unchanged,
            2);
}

TEST_F(Import, DoubtfulUpnsAndDatesAreWarnedOfAndTaken) {
  const RosterImport got = take(
      "UPN,Forename,Surname,Class,DOB\nC801200005001,A,B,1A,2018-03-07\nunknown,C,D,1A,07.03.18\n"
      "unknown,E,F,1A,March\nA80120000501A,G,H,1A,7 March 2018\n");
  EXPECT_EQ(got.added, 4);
  ASSERT_EQ(got.warnings.size(), 4U);
  for (const RosterRemark& warning : got.warnings) EXPECT_TRUE(warning.row >= 2 && warning.row <= 4);
}

TEST_F(Import, TwinsOfNameAndClassNeedSomethingToTellThemApart) {
  const RosterImport alike = take("Forename,Surname,Class\nSam,Taylor,3A\nSam,Taylor,3A\n");
  EXPECT_EQ(alike.added, 1);
  ASSERT_EQ(alike.problems.size(), 1U);
  EXPECT_NE(alike.problems[0].says.find("row 2"), std::string::npos);
  EXPECT_EQ(alike.problems[0].says.find("Sam"), std::string::npos) << "never a name";
  roster = {};
  EXPECT_EQ(take("Forename,Surname,Class,DOB\nSam,Taylor,3A,1/2/2018\nSam,Taylor,3A,3/4/2018\n").added, 2);
  EXPECT_EQ(take("Forename,Surname,Class,DOB\nSam,Taylor,4A,3/4/2018\nSam,Taylor,4B,1/2/2018\n").changed, 2);
}

TEST_F(Import, AnotherSystemsNumbersNeverMixTwoChildren) {
  take("Pupil ID,Forename,Surname,Class,Year\n1,Ella,Price,1W,1\n2,Noah,Okafor,1W,1\n");
  const RosterImport other = take("Pupil ID,Forename,Surname,Class,Year\n1,Noah,Okafor,1W,1\n2,Zoe,Lee,1W,1\n");
  EXPECT_EQ(roster.pupil("p-1")->forename, "Ella");
  EXPECT_EQ(roster.pupil("p-2")->forename, "Noah");
  EXPECT_EQ(other.added, 1);
  EXPECT_EQ(other.missing, 1);
  EXPECT_EQ(other.warnings.size(), 2U);
}

TEST_F(Import, NothingIsRemovedUnlessAsked) {
  take("Pupil ID,Forename,Surname,Class\n1,A,B,1A\n2,C,D,1A\n");
  const RosterImport kept = take("Pupil ID,Forename,Surname,Class\n2,C,D,1A\n");
  EXPECT_EQ(kept.missing, 1);
  EXPECT_EQ(kept.removed, 0);
  EXPECT_EQ(roster.pupils.size(), 2U);
  const RosterImport gone = take("Pupil ID,Forename,Surname,Class\n2,C,D,1A\n", true);
  EXPECT_EQ(gone.removed, 1);
  ASSERT_EQ(roster.pupils.size(), 1U);
  EXPECT_EQ(only().id, "p-2");
}

TEST_F(Import, ColumnsThatAreNotThereChangeNothing) {
  take("Pupil ID,Forename,Surname,Known as,Class,Year\n1,Mohammed,Ali,Mo,4B,4\n");
  const RosterImport next = take("Pupil ID,Forename,Surname,Year\n1,Mohammed,Ali,Year 4\n");
  EXPECT_EQ(next.unchanged, 1);
  EXPECT_EQ(only().knownAs, "Mo");
  EXPECT_EQ(only().className, "4B");
}

TEST_F(Import, AnEverydaySurnameIsShownAndTheLegalOneFound) {
  take("Legal Surname,Preferred Surname,Legal Forename,Class\nBello,Okafor,Amina,4B\n");
  EXPECT_EQ(only().displayName(), "Amina Okafor");
  EXPECT_EQ(only().otherSurname, "Bello");
}

TEST_F(Import, BrothersAndSistersShareAGroupAndALoneAddressIsForgotten) {
  take(
      "Forename,Surname,Class,Address\nA,B,1A,\"1 High Street\nBrook\"\nC,D,2A,1 High Street  Brook\nE,F,1A,9 Elm "
      "Road\n"
      "G,H,1A,n/a\nI,J,1A,n/a\n");
  EXPECT_FALSE(roster.pupils[0].family.empty());
  EXPECT_EQ(roster.pupils[0].family, roster.pupils[1].family);
  for (std::size_t i = 2; i < 5; ++i) EXPECT_EQ(roster.pupils[i].family, "") << i;
  EXPECT_EQ(encodeRoster(roster).find("High"), std::string::npos);
}

TEST_F(Import, AHomeOfManyChildrenIsNoFamily) {
  std::string file = "Forename,Surname,Class,Sibling group\n";
  for (int i = 0; i < 9; ++i) file += "Child" + std::to_string(i) + ",X,1A,77\n";
  take(file);
  EXPECT_EQ(only().family, "");
}

TEST_F(Import, ABadgeOfTwoPeopleIsGivenToNeither) {
  const RosterImport got = take("Name,Role,Badge\nPat,Supervisor,ab 123\nKim,TA,AB123\nJo,Cook,zz987\nLee,Cook,x\n");
  EXPECT_EQ(got.added, 4);
  ASSERT_GE(got.problems.size(), 2U);
  EXPECT_NE(got.problems[0].says.find("row 3"), std::string::npos);
  EXPECT_NE(got.problems[1].says.find("row 2"), std::string::npos);
  EXPECT_EQ(matchBadge(roster, "ab123").staff, nullptr);
  ASSERT_NE(matchBadge(roster, "ZZ987").staff, nullptr);
  EXPECT_EQ(matchBadge(roster, "ZZ987").staff->name, "Jo");
  const RosterImport stolen = take("Name,Role,Badge\nPat,Supervisor,zz987\n");
  EXPECT_EQ(stolen.problems.size(), 1U);
  EXPECT_EQ(matchBadge(roster, "ZZ987").staff->name, "Jo");
}

TEST_F(Import, StaffAreKnownAgainAndReadersNeverLeaveTheList) {
  take("Staff ID,Name,Job Title\n7,\"Hill, Jane\",Cook\n8,Terry Marsh,Caretaker\n");
  EXPECT_EQ(roster.member("s-7")->name, "Jane Hill");
  roster.staff[1].personId = "dsl-1";
  const RosterImport next = take("Staff ID,Name,Job Title\n7,Jane Hill,Head cook\n", true);
  EXPECT_EQ(next.changed, 1);
  EXPECT_EQ(next.missing, 0);
  EXPECT_EQ(roster.staff.size(), 2U);
}

TEST_F(Import, ExcelsWayOfKeepingNoughts) {
  take("Admission Number,Forename,Surname,Class\n=\"00123\",A,B,1A\n");
  EXPECT_EQ(only().id, "p-00123");
}

}  // namespace
}  // namespace pillarbox
