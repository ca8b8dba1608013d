// roster import with the real program, into a real school.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/demo.h"

namespace pillarbox::support {
namespace {

using Json = nlohmann::json;

class RosterImportProgram : public testing::Test {
 protected:
  static DemoSchool& school() {
    static TempFolder place;
    static DemoSchool made(place / "school");
    return made;
  }
  Ran import(const std::string& text, const std::vector<std::string>& more = {}) {
    writeText(file, text);
    std::vector<std::string> words{"roster", "import", school().folder(), file};
    words.insert(words.end(), more.begin(), more.end());
    return DemoSchool::pillarbox(words);
  }
  Json result(const std::string& text, std::vector<std::string> more = {}) {
    more.emplace_back("--json");
    return Json::parse(import(text, more).out, nullptr, false);
  }
  static void expectFails(const Ran& ran, int exit, const std::string& about) {
    EXPECT_EQ(ran.exit, exit) << ran.err;
    EXPECT_EQ(ran.out, "");
    EXPECT_EQ(ran.err.find('\n'), ran.err.size() - 1) << "one sentence: " << ran.err;
    EXPECT_NE(ran.err.find(about), std::string::npos) << ran.err;
  }

  TempFolder temp;
  const std::string file = temp / "list.csv";
};

TEST_F(RosterImportProgram, PreviewChangesNothingAndNeverPrintsAName) {
  const std::string list = "Pupil ID,Forename,Surname,Class,Year\n901,Quillon,Zephyrine,9Z,9\n,,Nameless,9Z,9\n";
  const Ran preview = import(list, {"--preview"});
  EXPECT_EQ(preview.exit, 1) << "a row has a problem";
  EXPECT_NE(preview.out.find("1 added"), std::string::npos) << preview.out;
  EXPECT_NE(preview.out.find("Row 3 has no forename"), std::string::npos) << preview.out;
  EXPECT_NE(preview.out.find("not in the file"), std::string::npos);
  EXPECT_EQ((preview.out + preview.err).find("Quillon"), std::string::npos);
  EXPECT_EQ(result(list, {"--dry-run"})["added"], 1) << "nothing was written";
  EXPECT_EQ(result(list)["added"], 1);
  EXPECT_EQ(result(list)["unchanged"], 1);
}

TEST_F(RosterImportProgram, NamesOnlyOnATerminal) {
  expectFails(import("Forename,Surname,Class\nA,B,1A\n", {"--names"}), 2, "terminal");
}

TEST_F(RosterImportProgram, RemovesOnlyWhenAskedAndNeverMostOfTheList) {
  const std::string one = "Pupil ID,Forename,Surname,Class,Year\n902,Ottoline,Zephyrine,9Z,9\n";
  const Json kept = result(one);
  EXPECT_EQ(kept["removed"], 0);
  EXPECT_GT(kept["missing"].get<int>(), 1);
  expectFails(import(one, {"--remove-missing"}), 1, "--remove-most");
  EXPECT_EQ(result(one, {"--preview"})["missing"], kept["missing"]) << "nothing was changed";
}

TEST_F(RosterImportProgram, ATransferFileIsKnownForWhatItIs) {
  const Json got = result(
      "<?xml version='1.0'?><CTfile><CTFpupilData><Pupil><UPN>A80120000501B</UPN><Surname>Zephyrine</Surname>"
      "<Forename>Araminta</Forename><NCyearActual>6</NCyearActual></Pupil></CTFpupilData></CTfile>");
  EXPECT_EQ(got["what"], "pupils");
  EXPECT_EQ(got["added"], 1);
  EXPECT_EQ(got["warnings"].size(), 1U) << "the check letter is wrong: warned of, taken all the same";
}

TEST_F(RosterImportProgram, BadFilesGetOneSentenceAndChangeNothing) {
  expectFails(import("PK\x03\x04"), 1, "Excel workbook");
  expectFails(import("Colour,Size\nred,3\n"), 1, "neither pupils nor staff");
  expectFails(import("Forename,Surname,Class\n"), 1, "nobody under them");
  expectFails(import("Forename,Surname,Class\n,,1A\n"), 1, "row 2 has no forename");
  expectFails(import("<CTfile><CTFpupilData><Pupil>"), 1, "line 1");
  expectFails(import("<!DOCTYPE CTfile [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><CTfile>&x;</CTfile>"), 1, "DTD");
  expectFails(DemoSchool::pillarbox({"roster", "import", school().folder(), temp / "nothing.csv"}), 1, "nothing.csv");
}

TEST_F(RosterImportProgram, StaffWhoReadConcernsAreLinkedByName) {
  const Json got = result("Name,Role\nOctavia Unlinked-Invented,Cook\n");
  EXPECT_EQ(got["what"], "staff");
  EXPECT_EQ(got["added"], 1);
  EXPECT_EQ(got["linked"], 0);
}

}  // namespace
}  // namespace pillarbox::support
