// Printing forms and badges with the real program: what comes out, what is remembered, what is refused.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "kiosk/office/school_folder.h"
#include "shared/base/hash.h"
#include "tests/support/demo.h"

namespace pillarbox::support {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::vector<std::string> linesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

class PrintedPaper : public testing::Test {
 protected:
  static void SetUpTestSuite() { ASSERT_TRUE(initialiseCryptography()); }

  static Ran pillarbox(const std::vector<std::string>& words) { return DemoSchool::pillarbox(words); }

  std::vector<std::string> codesIn(const std::string& pdf) {
    run({"pdftoppm", "-gray", "-r", "150", pdf, temp / "page"});
    std::vector<std::string> codes;
    for (const auto& file : fs::directory_iterator(temp.path())) {
      if (file.path().extension() != ".pgm") continue;
      const Ran read = run({"zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", file.path().string()});
      for (const std::string& code : linesOf(read.out)) codes.push_back(code);
      fs::remove(file.path());
    }
    return codes;
  }

  Roster roster() {
    SystemRandom random;
    const SystemClock clock;
    const auto opened = office::openSchool(school.folder(), clock, random);
    EXPECT_TRUE(opened.ok());
    return opened.ok() ? opened->roster : Roster{};
  }

  // The program's concern form, to be changed.
  static Json concern() { return Json::parse(readText(sourceFolder() + "/assets/form/concern.json")); }

  TempFolder temp;
  DemoSchool school{temp / "school"};
  const std::string out = temp / "out.pdf";
};

TEST_F(PrintedPaper, EveryFormHasItsOwnSerialAndIsRemembered) {
  const Ran printed = pillarbox({"form", "print", school.folder(), "-n", "3", "-o", out});
  ASSERT_EQ(printed.exit, 0) << printed.err;
  std::set<std::string> serials, editions;
  const auto codes = codesIn(out);
  EXPECT_EQ(codes.size(), 12U);
  for (const std::string& code : codes) {
    serials.insert(code.substr(code.rfind('/') + 1));
    editions.insert(code.substr(13, 8));
  }
  EXPECT_EQ(serials.size(), 3U);
  ASSERT_EQ(editions.size(), 1U);
  EXPECT_TRUE(fs::exists(school.folder() + "/form-printed/" + *editions.begin() + ".json"));
  EXPECT_EQ(pillarbox({"verify", school.folder()}).exit, 0);
}

TEST_F(PrintedPaper, SchoolsOwnDescriptionIsPrintedAndEarlierEditionsAreKept) {
  ASSERT_EQ(pillarbox({"form", "print", school.folder(), "-o", out}).exit, 0);
  Json own = concern();
  own["sides"][0]["ticks"].push_back({{"id", "own.minibus"},
                                      {"box", {162, 157.8, 5, 5}},
                                      {"width", 28},
                                      {"points", 9},
                                      {"words", {{"en", "On the minibus"}}}});
  fs::create_directory(school.folder() + "/form");
  writeText(school.folder() + "/form/concern.json", own.dump());
  const Ran printed = pillarbox({"form", "print", school.folder(), "-o", out});
  ASSERT_EQ(printed.exit, 0) << printed.err;
  EXPECT_NE(run({"pdftotext", out, "-"}).out.find("On the minibus"), std::string::npos);
  EXPECT_EQ(std::distance(fs::directory_iterator(school.folder() + "/form-printed"), fs::directory_iterator()), 2);
  // And again, with both kept editions in the folder.
  EXPECT_EQ(pillarbox({"form", "print", school.folder(), "--language", "cy", "-o", out}).exit, 0);
}

TEST_F(PrintedPaper, BadDescriptionIsNamedAndNothingIsPrinted) {
  Json own = concern();
  own["sides"][0]["ticks"][3]["box"] = {188, 12, 5, 5};
  fs::create_directory(school.folder() + "/form");
  const std::string file = school.folder() + "/form/concern.json";
  writeText(file, own.dump());
  for (const Ran& ran :
       {pillarbox({"form", "print", school.folder(), "-o", out}), pillarbox({"form", "check", file})}) {
    EXPECT_EQ(ran.exit, 1);
    EXPECT_NE(ran.err.find("concern.json: side 1, tick 4 (\"kind.i-saw\"): it overlaps marker 2"), std::string::npos)
        << ran.err;
  }
  EXPECT_FALSE(fs::exists(out));
  EXPECT_FALSE(fs::exists(school.folder() + "/form-printed"));
}

TEST_F(PrintedPaper, CheckIsContentWithTheFormsThatComeWithTheProgram) {
  for (const char* name : {"concern.json", "concern-large.json"}) {
    const Ran ran = pillarbox({"form", "check", sourceFolder() + "/assets/form/" + name});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_NE(ran.out.find(std::string(name) + " is good"), std::string::npos) << ran.out;
  }
}

TEST_F(PrintedPaper, WrongOptionsAreUsageErrors) {
  EXPECT_EQ(pillarbox({"form", "print", school.folder(), "-n", "0", "-o", out}).exit, 2);
  EXPECT_EQ(pillarbox({"form", "print", school.folder(), "--language", "fr", "-o", out}).exit, 2);
  EXPECT_EQ(pillarbox({"form", "print", school.folder()}).exit, 2);
  EXPECT_EQ(pillarbox({"badge", "print", school.folder(), "-o", out}).exit, 2);
  EXPECT_EQ(pillarbox({"badge", "print", school.folder(), "--all", "--staff", "s-001", "-o", out}).exit, 2);
  EXPECT_EQ(pillarbox({"badge", "print", school.folder(), "--all", "--format", "aztec", "-o", out}).exit, 2);
}

TEST_F(PrintedPaper, NewBadgeWorksBesideTheOldOne) {
  const DemoBadge old = school.badges().front();
  const Ran printed = pillarbox({"badge", "print", school.folder(), "--staff", old.staff, "-o", out});
  ASSERT_EQ(printed.exit, 0) << printed.err;
  const auto codes = codesIn(out);
  ASSERT_EQ(codes.size(), 1U);
  const Roster now = roster();
  for (const std::string& code : {codes[0], old.code}) {
    const Staff* holder = now.staffWithBadge(normaliseBadge(code));
    ASSERT_NE(holder, nullptr) << code;
    EXPECT_EQ(holder->id, old.staff);
  }
  EXPECT_EQ(run({"grep", "-r", codes[0], school.folder()}).exit, 1);  // only its hash is kept
}

TEST_F(PrintedPaper, ReplacedBadgeStopsWorkingForItsHolderOnly) {
  const DemoBadge lost = school.badges()[0], other = school.badges()[1];
  const Ran printed = pillarbox({"badge", "print", school.folder(), "--staff", lost.name, "--replace", "-o", out});
  ASSERT_EQ(printed.exit, 0) << printed.err;
  const Roster now = roster();
  EXPECT_EQ(now.staffWithBadge(normaliseBadge(lost.code)), nullptr);
  EXPECT_NE(now.staffWithBadge(normaliseBadge(other.code)), nullptr);
  EXPECT_NE(now.staffWithBadge(normaliseBadge(codesIn(out).at(0))), nullptr);
}

TEST_F(PrintedPaper, BadgesThatCannotBeWrittenReplaceNothing) {
  const DemoBadge mine = school.badges()[0];
  EXPECT_EQ(pillarbox({"badge", "print", school.folder(), "--all", "--replace", "-o",
                       temp / "none"
                              "/x.pdf"})
                .exit,
            1);
  EXPECT_NE(roster().staffWithBadge(normaliseBadge(mine.code)), nullptr);
  const Ran unknown = pillarbox({"badge", "print", school.folder(), "--staff", "Nobody Atall", "-o", out});
  EXPECT_EQ(unknown.exit, 1);
  EXPECT_EQ(unknown.err.find("Nobody"), std::string::npos) << unknown.err;
  EXPECT_FALSE(fs::exists(out));
}

}  // namespace
}  // namespace pillarbox::support
