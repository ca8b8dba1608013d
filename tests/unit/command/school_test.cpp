// Making a school with the real program: what is there afterwards, and what is not.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/demo.h"

namespace pillarbox::support {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::size_t filesIn(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

class NewSchool : public testing::Test {
 protected:
  static Ran pillarbox(const std::vector<std::string>& words, const std::string& input = {}) {
    return DemoSchool::pillarbox(words, input);
  }
  Ran make(const std::vector<std::string>& more, const std::string& input = {}) {
    std::vector<std::string> words{"school", "new", folder};
    words.insert(words.end(), more.begin(), more.end());
    return pillarbox(words, input);
  }
  static void expectFails(const Ran& ran, int exit, const std::string& about) {
    EXPECT_EQ(ran.exit, exit) << ran.err;
    EXPECT_EQ(ran.out, "");
    EXPECT_EQ(ran.err.find('\n'), ran.err.size() - 1) << ran.err;
    EXPECT_NE(ran.err.find(about), std::string::npos) << ran.err;
  }

  TempFolder temp;
  const std::string folder = temp / "school", papers = temp / "papers";
};

TEST_F(NewSchool, PrintsCardsAndSheetsAndOwnPassphrasesNeverLeaveTheirFile) {
  const Ran made = make({"--name", "Elm Invented School", "--dsl", "Jo Bell <jo@elm.example>; Room 2; 12", "--head",
                         "Ann Lee <ann@elm.example>", "--papers", papers, "--passphrase-file", "dsl=-", "--json"},
                        "tulip engine seven\n");
  ASSERT_EQ(made.exit, 0) << made.err;
  const Json json = Json::parse(made.out, nullptr, false);
  EXPECT_EQ(json["people"][0]["id"], "dsl-1");
  EXPECT_EQ(json["people"][0]["starter"], false);
  EXPECT_EQ(json["people"][1]["starter"], true);
  for (const std::string paper : {"key-card-dsl-1.pdf", "key-card-head-1.pdf", "starter-passphrase-head-1.pdf",
                                  "recovery-safeguarding.pdf", "recovery-head-chair.pdf"}) {
    struct stat status {};
    ASSERT_EQ(stat((papers + "/" + paper).c_str(), &status), 0) << paper;
    EXPECT_EQ(status.st_mode & 0777U, 0600U) << paper;
  }
  EXPECT_EQ(filesIn(papers), 5U);
  EXPECT_FALSE(fs::exists(folder + "/demo-keys.json"));
  EXPECT_EQ(run({"grep", "-r", "tulip engine", temp.path().string()}).exit, 1);
  EXPECT_NE(readText(folder + "/directory.json"), "");
  EXPECT_EQ(filesIn(temp.path()), 2U);  // the school and its papers, nothing half made

  // The card that was printed is the card that opens: read it from the paper.
  run({"pdftoppm", "-r", "200", "-png", "-singlefile", papers + "/key-card-dsl-1.pdf", temp / "card"});
  const Ran code = run({"zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", temp / "card.png"});
  ASSERT_TRUE(code.out.starts_with("PBK1")) << code.err;
  writeText(temp / "card", code.out);
  const Ran listed =
      pillarbox({"inbox", folder, "list", "--card-file", temp / "card", "--passphrase-file", "-", "--json"},
                "tulip engine seven\n");
  EXPECT_EQ(listed.exit, 0) << listed.err;
  EXPECT_EQ(Json::parse(listed.out, nullptr, false), Json::array());
  EXPECT_EQ(run({"grep", "-r", code.out.substr(0, 20), folder}).exit, 1);  // the card is nowhere in the data folder
}

TEST_F(NewSchool, StarterPassphraseOpensNothingUntilItIsChanged) {
  ASSERT_EQ(make({"--name", "Elm", "--dsl", "Jo Bell <jo@elm.example>", "--papers", papers}).exit, 0);
  const Ran words = run({"pdftotext", papers + "/starter-passphrase-dsl-1.pdf", "-"});
  std::string starter;
  std::istringstream lines(words.out);
  for (std::string line; std::getline(lines, line);) {
    if (std::count(line.begin(), line.end(), '-') == 4) starter = line;
  }
  ASSERT_NE(starter, "") << words.out;
  run({"pdftoppm", "-r", "200", "-png", "-singlefile", papers + "/key-card-dsl-1.pdf", temp / "card"});
  writeText(temp / "card", run({"zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", temp / "card.png"}).out);
  writeText(temp / "starter", starter + "\n");
  writeText(temp / "own", "tulip engine seven\n");
  const auto with = [&](std::vector<std::string> words2, const std::string& passphrase) {
    for (const std::string& word :
         {std::string("--card-file"), temp / "card", std::string("--passphrase-file"), passphrase}) {
      words2.push_back(word);
    }
    return pillarbox(words2);
  };
  expectFails(with({"inbox", folder, "list"}, temp / "starter"), 1, "starter passphrase");
  const Ran verified = pillarbox({"verify", folder, "--json"});
  EXPECT_EQ(verified.exit, 0) << verified.out;
  EXPECT_EQ(Json::parse(verified.out, nullptr, false)["notices"].size(), 1U);
  expectFails(with({"passphrase", folder, "--new-passphrase-file", temp / "starter"}, temp / "starter"), 1,
              "the old one");
  writeText(temp / "weak", "password\n");
  expectFails(with({"passphrase", folder, "--new-passphrase-file", temp / "weak"}, temp / "starter"), 1, "");
  const Ran changed = with({"passphrase", folder, "--new-passphrase-file", temp / "own"}, temp / "starter");
  ASSERT_EQ(changed.exit, 0) << changed.err;
  EXPECT_EQ(with({"inbox", folder, "list"}, temp / "own").exit, 0);
  expectFails(with({"inbox", folder, "list"}, temp / "starter"), 1, "");
}

TEST_F(NewSchool, FailureLeavesNothingBehind) {
  writeText(temp / "weak", "12345678\n");
  expectFails(make({"--name", "Elm", "--dsl", "Jo <jo@elm.example>", "--papers", papers, "--passphrase-file",
                    "dsl=" + (temp / "weak")}),
              1, "dsl-1");
  EXPECT_FALSE(fs::exists(folder));
  EXPECT_FALSE(fs::exists(papers));
  fs::create_directories(papers);
  writeText(papers + "/recovery-safeguarding.pdf", "the only copy of another school's key");
  expectFails(make({"--name", "Elm", "--dsl", "Jo <jo@elm.example>", "--papers", papers}), 1,
              "recovery-safeguarding.pdf");
  EXPECT_FALSE(fs::exists(folder));
  EXPECT_EQ(filesIn(papers), 1U);
  EXPECT_EQ(readText(papers + "/recovery-safeguarding.pdf"), "the only copy of another school's key");
  EXPECT_EQ(filesIn(temp.path()), 2U);  // papers and weak
}

TEST_F(NewSchool, FillsAnEmptyFolderButNeverOneWithSomethingInIt) {
  fs::create_directories(folder);
  writeText(folder + "/photo.jpg", "x");
  expectFails(make({"--demo"}), 1, "not empty");
  EXPECT_EQ(readText(folder + "/photo.jpg"), "x");
  fs::remove(folder + "/photo.jpg");
  EXPECT_EQ(make({"--demo"}).exit, 0);
}

TEST_F(NewSchool, WrongUsageNamesWhatIsWrong) {
  const std::string dsl = "Jo <jo@elm.example>";
  expectFails(make({"--dsl", dsl, "--papers", papers}), 2, "--name");
  expectFails(make({"--name", "Elm", "--papers", papers}), 2, "--dsl");
  expectFails(make({"--name", "Elm", "--dsl", dsl}), 2, "--papers");
  expectFails(make({"--name", "Elm", "--dsl", "Jo", "--papers", papers}), 2, "<EMAIL>");
  expectFails(make({"--name", "Elm", "--dsl", "Jo <jo>", "--papers", papers}), 2, "e-mail");
  expectFails(make({"--name", "Elm", "--dsl", dsl, "--papers", folder + "/papers"}), 2, "inside");
  expectFails(make({"--name", "Elm", "--dsl", dsl, "--papers", papers, "--passphrase-file", "dsl"}), 2, "ROLE=F");
  expectFails(make({"--name", "Elm", "--dsl", dsl, "--papers", papers, "--passphrase-file", "cook=f"}), 2, "cook");
  expectFails(make({"--name", "Elm", "--dsl", dsl, "--dsl", dsl, "--papers", papers, "--passphrase-file", "dsl=f"}), 2,
              "dsl-1 or dsl-2");
  expectFails(pillarbox({"school"}), 2, "second word");
  expectFails(pillarbox({"school", "old"}), 2, "second word");
  expectFails(pillarbox({"school", "new"}), 2, "DIR is missing");
  EXPECT_FALSE(fs::exists(folder));
}

TEST_F(NewSchool, DemonstrationHasEverythingToTryItWith) {
  const DemoSchool demo(folder);
  ASSERT_EQ(demo.problem(), "");
  for (const std::string role : {"dsl", "deputy", "head", "chair"}) {
    EXPECT_NE(demo.person(role).cardCode, "") << role;
    EXPECT_NE(demo.person(role).passphrase, "") << role;
  }
  EXPECT_EQ(demo.badges().size(), 12U);
  const Json keys = Json::parse(readText(folder + "/demo-keys.json"));
  ASSERT_EQ(keys["recovery"].size(), 2U);
  EXPECT_EQ(keys["recovery"][1]["audiences"], (Json{"head", "chair"}));
  EXPECT_TRUE(keys["recovery"][1]["identity"].get<std::string>().starts_with("AGE-SECRET-KEY-1"));
  struct stat status {};
  ASSERT_EQ(stat((folder + "/demo-keys.json").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(demo.inbox({"list"}).exit, 0);  // its passphrases are not starters
  const Ran directory = pillarbox({"directory", folder});
  EXPECT_EQ(directory.exit, 0);
  EXPECT_EQ(directory.out, readText(folder + "/directory.json"));
}

TEST_F(NewSchool, RosterImportSaysWhatItDidAndLeavesOutBadRows) {
  ASSERT_EQ(DemoSchool(folder).problem(), "");
  writeText(temp / "pupils.csv", "Forename,Surname,Class,Year\nMay,Winterbourne,3H,3\n,,3H,3\nTed,Oakapple,4M,4\n");
  const Ran dry = pillarbox({"roster", "import", folder, temp / "pupils.csv", "--dry-run", "--json"});
  EXPECT_EQ(dry.exit, 1);
  EXPECT_EQ(Json::parse(dry.out, nullptr, false)["added"], 2);
  const Ran wet = pillarbox({"roster", "import", folder, temp / "pupils.csv", "--json"});
  EXPECT_EQ(wet.exit, 1);
  const Json result = Json::parse(wet.out, nullptr, false);
  EXPECT_EQ(result["what"], "pupils");
  EXPECT_EQ(result["added"], 2);  // the dry run wrote nothing
  ASSERT_EQ(result["problems"].size(), 1U);
  EXPECT_EQ(result["problems"][0]["row"], 3);
  EXPECT_NE(wet.err.find("1 row has a problem; the rest was imported"), std::string::npos) << wet.err;
  const Ran again = pillarbox({"roster", "import", folder, temp / "pupils.csv"});
  EXPECT_NE(again.out.find("0 added, 0 changed, 2 unchanged"), std::string::npos) << again.out;
  writeText(temp / "unclear.csv", "Colour,Shape\nred,round\n");
  expectFails(pillarbox({"roster", "import", folder, temp / "unclear.csv"}), 1, "");
  writeText(temp / "staff.csv", "Name,Job title,Badge\nKim Invented,Midday supervisor,FH-99001\n");
  const Ran staff = pillarbox({"roster", "import", folder, temp / "staff.csv", "--json"});
  EXPECT_EQ(staff.exit, 0) << staff.err;
  EXPECT_EQ(Json::parse(staff.out, nullptr, false)["what"], "staff");
}

}  // namespace
}  // namespace pillarbox::support
