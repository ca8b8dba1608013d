// Pupils from Common Transfer Files, good, odd and hostile. All of them invented.
#include "kiosk/desk/roster_ctf.h"

#include <gtest/gtest.h>

#include "tests/support/process.h"

namespace pillarbox::desk {
namespace {

std::string ctf(const std::string& pupils, const std::string& root = "<CTfile>") {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root +
         "<Header><DocumentName>Common Transfer File</DocumentName><CTFversion>23.0</CTFversion>"
         "<SourceSchool><LEA>801</LEA><Estab>2000</Estab></SourceSchool></Header>\n<CTFpupilData>\n" +
         pupils + "</CTFpupilData></CTfile>\n";
}
const std::string amina =
    "<Pupil><UPN>B801200005001</UPN><Surname>Okafor</Surname><Forename>Amina</Forename><DOB>2018-03-07</DOB>"
    "<Sex>F</Sex><BasicDetails><PreferredSurname>Okafor</PreferredSurname><PreferredForename>Mina</PreferredForename>"
    "<NCyearActual>3</NCyearActual></BasicDetails></Pupil>\n";

Result<RosterRows> read(const std::string& xml) {
  return readRosterFile(viewOf(xml));
}
std::string faultOf(const std::string& xml) {
  const Result<RosterRows> rows = readRosterCtf(viewOf(xml));
  return rows.ok() ? "" : rows.fault().detail;
}

TEST(Ctf, ReadsWhatTheRosterNeedsAndNothingElse) {
  const Result<RosterRows> rows = read(
      ctf(amina + "<Pupil><UPN>B801200005001</UPN><Surname>Lee</Surname><Forename>Zo&#235;</Forename><Gender>F</Gender>"
                  "<Address><PAON>12</PAON><Street>Elm &amp; Oak Road</Street><PostCode>ZZ1 1ZZ</PostCode></Address>"
                  "<Contacts><Contact><Surname>Nobody</Surname><Forename>Parent</Forename></Contact></Contacts>"
                  "<SchoolHistory><School><NCyearActual>9</NCyearActual></School></SchoolHistory></Pupil>"));
  ASSERT_TRUE(rows) << rows.fault().detail;
  ASSERT_EQ(rows->pupils.size(), 2U);
  const PupilRow& first = rows->pupils[0];
  EXPECT_EQ(first.upn, "B801200005001");
  EXPECT_EQ(first.forename + " " + first.surname, "Amina Okafor");
  EXPECT_EQ(first.knownAs, "Mina");
  EXPECT_EQ(first.year, "3");
  EXPECT_EQ(first.bornOn, "2018-03-07");
  EXPECT_FALSE(first.className.has_value()) << "a CTF has no classes";
  const PupilRow& second = rows->pupils[1];
  EXPECT_EQ(second.forename + " " + second.surname, "Zoë Lee");
  EXPECT_EQ(second.family, "12 Elm & Oak Road ZZ1 1ZZ ");
  EXPECT_FALSE(second.year.has_value()) << "of another school";
}

TEST(Ctf, NamespacesEncodingsAndOldSpellings) {
  EXPECT_EQ(read(ctf(amina, "<CTfile xmlns=\"http://example.org/ctf\">"))->pupils.size(), 1U);
  std::string prefixed = ctf(amina);
  for (const char* name : {"CTfile", "CTFpupilData", "Pupil>", "UPN", "Surname", "Forename"}) {
    for (const std::string open : {"<", "</"}) {
      const std::string from = open + name, to = open + "c:" + name;
      for (std::size_t at = prefixed.find(from); at != std::string::npos; at = prefixed.find(from, at + to.size())) {
        prefixed.replace(at, from.size(), to);
      }
    }
  }
  prefixed.replace(prefixed.find("<c:CTfile>"), 10, "<c:CTfile xmlns:c=\"urn:x\">");
  ASSERT_TRUE(read(prefixed)) << read(prefixed).fault().detail;
  EXPECT_EQ(read(prefixed)->pupils.size(), 1U);
  std::string wide = "\xFF\xFE";
  for (const char c : ctf(amina).substr(39)) wide += {c, '\0'};
  ASSERT_TRUE(read(wide)) << read(wide).fault().detail;
  EXPECT_EQ(read(wide)->pupils[0].forename, "Amina");
}

TEST(Ctf, RowsWithoutANameAreLeftOutAndDoubtsAreSaid) {
  const Result<RosterRows> rows = read(
      ctf("<Pupil><Surname>A</Surname></Pupil><Pupil><UPN>C801200005001</UPN><Surname>B</Surname><Forename>C</Forename>"
          "<DOB>7 March</DOB></Pupil><Pupil/>"));
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->pupils.size(), 1U);
  ASSERT_EQ(rows->problems.size(), 2U);
  EXPECT_EQ(rows->problems[0].row, 1);
  EXPECT_EQ(rows->problems[1].row, 3);
  EXPECT_EQ(rows->warnings.size(), 2U);
}

TEST(Ctf, HostileFilesAreRefusedInOneSentence) {
  support::TempFolder temp;
  support::writeText(temp / "secret", "TOP-SECRET");
  const std::string secret = "file://" + (temp / "secret");
  const std::string xxe = "<!DOCTYPE CTfile [<!ENTITY x SYSTEM \"" + secret + "\">]>" +
                          ctf("<Pupil><Surname>&x;</Surname><Forename>A</Forename></Pupil>").substr(39);
  EXPECT_NE(faultOf(xxe).find("DTD"), std::string::npos) << faultOf(xxe);
  std::string laughs = "<!DOCTYPE CTfile [<!ENTITY a \"aaaaaaaaaa\">";
  for (char c = 'b'; c < 'k'; ++c) {
    laughs += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) laughs += std::string("&") + static_cast<char>(c - 1) + ";";
    laughs += "\">";
  }
  EXPECT_NE(faultOf(laughs + "]>" + ctf("<Pupil><Surname>&j;</Surname></Pupil>").substr(39)).find("DTD"),
            std::string::npos);
  std::string deep;
  for (int i = 0; i < 5'000; ++i) deep += "<a>";
  EXPECT_NE(faultOf(ctf("<Pupil>" + deep)), "");
  EXPECT_NE(faultOf(ctf("<Pupil><Surname>&nothing;</Surname><Forename>A</Forename></Pupil>")), "");
}

TEST(Ctf, DamagedOrOtherXmlSaysWhatToDo) {
  const std::string whole = ctf(amina);
  EXPECT_NE(faultOf(whole.substr(0, whole.size() / 2)).find("line 4"), std::string::npos)
      << faultOf(whole.substr(0, whole.size() / 2));
  EXPECT_NE(faultOf("<html><body/></html>").find("not a Common Transfer File"), std::string::npos);
  EXPECT_NE(faultOf("<CTfile><Header/></CTfile>").find("CTFpupilData"), std::string::npos);
  EXPECT_NE(faultOf(ctf("")).find("no pupils"), std::string::npos);
  EXPECT_NE(faultOf("<"), "");
  EXPECT_NE(faultOf(""), "");
}

TEST(Ctf, LongNamesAreLeftOutWithoutEatingMemory) {
  const std::string name(1'000'000, 'a');
  const Result<RosterRows> rows =
      read(ctf("<Pupil><Surname>" + name + "</Surname><Forename>A</Forename></Pupil>" + amina));
  ASSERT_TRUE(rows) << rows.fault().detail;
  EXPECT_EQ(rows->pupils.size(), 1U);
  EXPECT_EQ(rows->problems.size(), 1U);
}

TEST(Ctf, ThenCsvThenCtfKeepsTheChildAndTheClass) {
  SystemRandom random;
  const Result<RosterRows> csv = readRosterFile(
      viewOf(std::string_view("UPN,Forename,Surname,Class,Year\nB801200005001,Amina,Okafor,3B,Year 3\n")));
  const Result<RosterImport> first = mergeRoster(Roster(), *csv, random);
  const Result<RosterImport> second = mergeRoster(first->roster, *read(ctf(amina)), random);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->changed, 1);
  ASSERT_EQ(second->roster.pupils.size(), 1U);
  EXPECT_EQ(second->roster.pupils[0].className, "3B");
  EXPECT_EQ(second->roster.pupils[0].knownAs, "Mina");
}

}  // namespace
}  // namespace pillarbox::desk
