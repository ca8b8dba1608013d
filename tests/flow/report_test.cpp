// Reports by `pillarbox report`: made, logged, kept from other eyes; names decided over; files handed over.
#include <sys/stat.h>

#include <filesystem>

#include "tests/flow/casework_story.h"

namespace pillarbox::support {
namespace {

class ReportCommand : public CaseStory {
 protected:
  // A concern about Ada, in whose account two others are named, one by reference and one as typed.
  std::string concernWithOthers(const std::vector<std::string>& more = {}) {
    const Json roster = Json::parse(R"([{"ref":"p-001","name":"Ada Pemberley","class":"Acorn","part":"worried-about"},
                                        {"ref":"p-002","name":"Rowan Tickle","class":"Acorn","part":"saw-it"}])");
    return posted({{"kind", "concern"},
                   {"author", {{"name", "Pat Invented"}, {"role", "Lunchtime supervisor"}}},
                   {"happened_at", "Today, at lunch"},
                   {"pupils", roster},
                   {"account", "Invented: Ada came to me crying. Rowan's coat was torn. Poppy Marlowe told Kit."}},
                  more);
  }
  Ran report(std::vector<std::string> more, const std::string& role = "dsl") const {
    more.insert(more.begin(), {"report", school->folder()});
    return asked(role, std::move(more));
  }
  std::string out(const std::string& name) const { return temp / name; }
  static std::string textOf(const std::string& pdf) { return run({"pdftotext", "-layout", pdf, "-"}).out; }
  static unsigned modeOf(const std::string& file) {
    struct stat info {};
    return stat(file.c_str(), &info) == 0 ? info.st_mode & 0777U : 0;
  }
};

TEST_F(ReportCommand, AChronologyIsMadeAndLoggedAndOnlyForItsMaker) {
  const std::string id = concernWithOthers();
  ASSERT_NE(id, "");
  taken("dsl", {"read", id});
  taken("dsl", {"note", id, "--text", words("Rang home, marker zebra.")});
  const Json made = json(report({"chronology", "p-001", "-o", out("c.pdf"), "--csv", out("c.csv"), "--json"}));
  EXPECT_EQ(made["entries"], 2);
  const std::string text = textOf(out("c.pdf"));
  for (const std::string& part : {std::string("Ada Pemberley"), std::string("Rowan's coat was torn"),
                                  std::string("marker zebra"), made["reference"].get<std::string>()}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
  EXPECT_EQ(modeOf(out("c.pdf")), 0600U);
  EXPECT_EQ(modeOf(out("c.csv")), 0600U);
  EXPECT_EQ(readText(out("c.csv")).substr(0, 3), "\xEF\xBB\xBF");
  expectVerified();
  // It stands in the log of what was taken out, and an incident's report is part of that incident's story.
  const Json incident = json(report({"incident", id, "-o", out("i.pdf"), "--json"}));
  const Json story = shown("deputy", id);
  EXPECT_NE(story.dump().find(incident["entry"].get<std::string>()), std::string::npos) << story;
}

TEST_F(ReportCommand, ACopyForThePoliceIsADraftUntilEveryNameIsDecided) {
  ASSERT_NE(concernWithOthers(), "");
  const Json draft = json(
      report({"police", "p-001", "-o", out("d.pdf"), "--csv", out("d.csv"), "--review", out("names.csv"), "--json"}));
  EXPECT_EQ(draft["names_to_decide"], 1);
  EXPECT_NE(textOf(out("d.pdf")).find("DRAFT"), std::string::npos);
  EXPECT_NE(readText(out("names.csv")).find("Kit Sandford"), std::string::npos);
  std::string list = readText(out("names.csv"));
  list.replace(list.find("\r\n,Kit,"), 3, "\r\nyes,");
  writeText(out("decided.csv"), list);
  const Json done = json(report({"police", "p-001", "-o", out("p.pdf"), "--decisions", out("decided.csv"), "--json"}));
  EXPECT_EQ(done["names_to_decide"], 0);
  const std::string text = textOf(out("p.pdf"));
  for (const char* name : {"Rowan", "Tickle", "Poppy", "Marlowe", "Kit", "DRAFT"}) {
    EXPECT_EQ(text.find(name), std::string::npos) << name << "\n" << text;
  }
  EXPECT_NE(text.find("Child A's coat was torn"), std::string::npos) << text;
}

TEST_F(ReportCommand, TheNextSchoolGetsTheFilesToo) {
  writeText(temp / "letter.pdf", "%PDF-1.4 invented\n");
  ASSERT_NE(concernWithOthers({"--attach", temp / "letter.pdf"}), "");
  const Json made = json(report({"transfer", "p-001", "-o", out("t.pdf"), "--files", out("files"), "--json"}));
  EXPECT_EQ(made["files"], 1);
  std::size_t found = 0;
  for (const auto& file : std::filesystem::directory_iterator(out("files"))) {
    ++found;
    EXPECT_EQ(readText(file.path()), "%PDF-1.4 invented\n");
    EXPECT_EQ(modeOf(file.path()), 0600U);
  }
  EXPECT_EQ(found, 1U);
  EXPECT_EQ(modeOf(out("files")), 0700U);
  expectRefused(report({"transfer", "p-001", "-o", out("t2.pdf"), "--files", out("files")}), 1, "there already");
  expectRefused(report({"police", "p-001", "-o", out("t3.pdf"), "--files", out("more")}), 2, "--with-files");
}

TEST_F(ReportCommand, PicturesOfPaperAreInItIfAskedFor) {
  const Json quality = {{"sharpness", 1},    {"light", 1}, {"glare", 0},
                        {"completeness", 1}, {"dpi", 150}, {"advice", "none"}};
  const Json page = {{"attachment", "attachment-1.png"},
                     {"corners", nullptr},
                     {"form", nullptr},
                     {"quality", quality},
                     {"width", 1280},
                     {"height", 800},
                     {"dpi", 150},
                     {"ticks", Json::array()},
                     {"marks", Json::array()},
                     {"fields", Json::array()}};
  const Json entry = {{"kind", "concern"},
                      {"author", {{"name", "Pat Invented"}, {"role", "Cleaner"}, {"verified_by", "paper"}}},
                      {"pupils", Json::parse(R"([{"ref":"p-001","name":"Ada Pemberley","part":"worried-about"}])")},
                      {"account", "Invented."},
                      {"pages", Json::array({page})}};
  ASSERT_NE(posted(entry, {"--attach", sourceFolder() + "/deploy/pictures/call.png"}), "");
  const auto imagesIn = [&](const std::string& name) { return run({"pdfimages", "-list", out(name)}).out; };
  ASSERT_EQ(report({"chronology", "p-001", "-o", out("w.pdf")}).exit, 0);
  EXPECT_EQ(imagesIn("w.pdf").find(" image "), std::string::npos);
  EXPECT_NE(textOf(out("w.pdf")).find("left out here"), std::string::npos);
  ASSERT_EQ(report({"chronology", "p-001", "-o", out("p.pdf"), "--pages"}).exit, 0);
  EXPECT_NE(imagesIn("p.pdf").find(" image "), std::string::npos);
  expectRefused(report({"police", "p-001", "-o", out("n.pdf"), "--pages"}), 2, "--with-files");
}

TEST_F(ReportCommand, APowerCutLeavesAWholeFileOrNone) {
  ASSERT_NE(concernWithOthers(), "");
  // Around the time at which it writes: unlocking alone takes half a second.
  for (int milliseconds = 500; milliseconds <= 1100; milliseconds += 150) {
    const std::string pdf = out("k" + std::to_string(milliseconds) + ".pdf");
    Background report;
    ASSERT_TRUE(
        report.start({program("pillarbox"), "report", school->folder(), "chronology", "p-001", "-o", pdf, "--card-file",
                      school->cardFile("dsl"), "--passphrase-file", school->passphraseFile("dsl")}));
    report.waitExit(std::chrono::milliseconds(milliseconds));
    report.kill();
    if (std::filesystem::exists(pdf)) {
      EXPECT_NE(run({"pdfinfo", pdf}).out.find("Tagged"), std::string::npos) << milliseconds;
      EXPECT_NE(readText(pdf).find("%%EOF"), std::string::npos);
      EXPECT_EQ(modeOf(pdf), 0600U);
    }
  }
  expectVerified();
}

TEST_F(ReportCommand, NumbersForGovernorsAndWhatIsRefused) {
  ASSERT_NE(concernWithOthers(), "");
  EXPECT_EQ(report({"summary", "-o", out("s.pdf"), "--csv", out("s.csv")}).exit, 0);
  EXPECT_NE(textOf(out("s.pdf")).find("fewer than 5"), std::string::npos);
  EXPECT_EQ(readText(out("s.csv")).find("Ada"), std::string::npos);
  expectRefused(report({"chronology", "p-999", "-o", out("n.pdf")}), 1, "nothing is known");
  expectRefused(report({"chronology", "-o", out("n.pdf")}), 2, "ID is missing");
  expectRefused(report({"horoscope", "p-001", "-o", out("n.pdf")}), 2, "there is no 'horoscope'");
  expectRefused(report({"chronology", "p-001", "-o", out("n.pdf"), "--from", "soon"}), 2, "no day");
  EXPECT_FALSE(std::filesystem::exists(out("n.pdf")));
  // Nobody gets a report of what they may not read, and it says that it is not all.
  EXPECT_EQ(report({"chronology", "p-001", "-o", out("h.pdf"), "--csv", out("h.csv")}, "head").exit, 0);
  EXPECT_NE(textOf(out("h.pdf")).find("Nothing is on record"), std::string::npos) << textOf(out("h.pdf"));
  EXPECT_EQ(readText(out("h.csv")).find("crying"), std::string::npos);
}

}  // namespace
}  // namespace pillarbox::support
