// A child's file between two real schools' folders, by the command line: sealed, opened by plain age too, taken in,
// receipted; cut off half way; on a full disk. Both schools are invented.
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "tests/flow/casework_story.h"
#include "tests/support/small_disk.h"

namespace pillarbox::support {
namespace {

namespace fs = std::filesystem;

class TransferCommand : public CaseStory {
 protected:
  void SetUp() override {
    CaseStory::SetUp();
    if (HasFatalFailure()) return;
    next = std::make_unique<DemoSchool>(temp / "next");
    ASSERT_EQ(next->problem(), "");
    ASSERT_EQ(DemoSchool::pillarbox({"school", "card", next->folder(), "-o", card()}).exit, 0);
    cardWords = DemoSchool::pillarbox({"school", "card", next->folder(), "--words"}).out;
    while (!cardWords.empty() && cardWords.back() == '\n') cardWords.pop_back();
    const Json child =
        Json::parse(R"([{"ref":"p-001","name":"Ada Pemberley","class":"Acorn","part":"worried-about"}])");
    concernId = posted({{"kind", "concern"},
                        {"author", {{"name", "Pat Invented"}, {"role", "Lunchtime supervisor"}}},
                        {"pupils", child},
                        {"account", "Invented: the marker zebra."}});
    ASSERT_NE(concernId, "");
    taken("dsl", {"note", concernId, "--text", words("Rang home.")});
  }

  std::string card() const { return temp / "card.json"; }
  std::vector<std::string> sendWords(const std::string& out) const {
    return {"transfer", "send", school->folder(), "p-001", "--to", card(), "--words", cardWords, "-o", out, "--json"};
  }
  Ran send(const std::string& out) const { return asked("dsl", sendWords(out)); }
  Ran there(std::vector<std::string> more) const {
    more.insert(more.end(), {"--card-file", next->cardFile("dsl"), "--passphrase-file", next->passphraseFile("dsl")});
    return DemoSchool::pillarbox(more);
  }
  Json sentList() const { return json(asked("dsl", {"transfer", "list", school->folder(), "--json"})); }

  std::unique_ptr<DemoSchool> next;
  std::string cardWords, concernId;
};

TEST_F(TransferCommand, SendImportReceiptArrived) {
  const std::string file = temp / "file.age", receipt = temp / "receipt.json";
  const Json sent = json(send(file));
  EXPECT_EQ(sent["entries"], 2);
  EXPECT_EQ(sentList()[0]["state"], "waiting");
  // Somebody without this program opens it with the other school's recovery sheet.
  writeText(temp / "sheet", next->safeguardingIdentity() + "\n");
  ASSERT_EQ(run({"age", "-d", "-i", temp / "sheet", "-o", temp / "file.tar", file}).exit, 0);
  const std::string listed = run({"tar", "tf", temp / "file.tar"}).out;
  for (const std::string& name : {std::string("read-me.txt"), std::string("manifest.json"), std::string("file.pdf"),
                                  std::string("file.csv"), "entry-" + concernId + ".tar"}) {
    EXPECT_NE(listed.find(name + "\n"), std::string::npos) << name << "\n" << listed;
  }
  ASSERT_EQ(run({"tar", "xf", temp / "file.tar", "-C", temp / "", "file.pdf"}).exit, 0);
  EXPECT_NE(run({"pdftotext", temp / "file.pdf", "-"}).out.find("marker zebra"), std::string::npos);

  const Ran looked = there({"transfer", "import", next->folder(), file});
  EXPECT_EQ(looked.exit, 0) << looked.err;
  EXPECT_NE(looked.out.find("Nothing was kept"), std::string::npos);
  const Json kept =
      json(there({"transfer", "import", next->folder(), file, "--pupil", "p-002", "--receipt", receipt, "--json"}));
  EXPECT_EQ(kept["checked"], 2);
  EXPECT_TRUE(kept["problems"].empty()) << kept;
  // The next school reads it again later, whole.
  ASSERT_EQ(there({"transfer", "save", next->folder(), kept["entry"], "-o", temp / "again.pdf", "--archive",
                   temp / "again.tar"})
                .exit,
            0);
  EXPECT_EQ(readText(temp / "again.tar"), readText(temp / "file.tar"));
  const Json verified = parsed(DemoSchool::pillarbox({"verify", next->folder(), "--json"}).out);
  EXPECT_TRUE(verified.value("ok", false)) << verified;

  const Ran arrived = asked("dsl", {"transfer", "receipt", school->folder(), receipt});
  EXPECT_EQ(arrived.exit, 0) << arrived.err;
  EXPECT_EQ(sentList()[0]["state"], "arrived");
  EXPECT_EQ(sentList()[0]["receipt"], true);
  expectVerified();
}

TEST_F(TransferCommand, WordsThatDoNotFitTheCardSendNothing) {
  const std::string file = temp / "file.age";
  cardWords = "able-acorn-acre-across-action-active";
  expectRefused(send(file), 1, "not the words of that card");
  EXPECT_FALSE(fs::exists(file));
  EXPECT_TRUE(sentList().empty());
}

TEST_F(TransferCommand, BadFilesAreRefusedAndNothingIsKept) {
  const std::string file = temp / "file.age";
  ASSERT_EQ(send(file).exit, 0);
  const std::string whole = readText(file);
  const auto refused = [&](const std::string& bytes, const std::string& part) {
    writeText(temp / "bad.age", bytes);
    expectRefused(there({"transfer", "import", next->folder(), temp / "bad.age", "--pupil", "p-002"}), 1, part);
  };
  refused(whole.substr(0, whole.size() / 2), "not complete");
  refused("hello", "not a child's file");
  std::string tampered = whole;
  tampered[whole.size() - 100] = static_cast<char>(tampered[whole.size() - 100] ^ 1);
  refused(tampered, "damaged");
  // Our own school cannot open what is sealed for the next.
  expectRefused(asked("dsl", {"transfer", "import", school->folder(), file, "--pupil", "p-001"}), 1,
                "sealed for somebody else");
}

TEST_F(TransferCommand, CutOffAtAnyMomentLeavesNoHalfFile) {
  int whole = 0;
  for (int i = 0; i < 6; ++i) {
    const std::string file = temp / ("cut-" + std::to_string(i) + ".age");
    std::vector<std::string> all = sendWords(file);
    all.insert(all.begin(), program("pillarbox"));
    all.insert(all.end(), {"--card-file", school->cardFile("dsl"), "--passphrase-file", school->passphraseFile("dsl")});
    Background sender;
    ASSERT_TRUE(sender.start(all));
    std::this_thread::sleep_for(std::chrono::milliseconds(200 * (i + 1)));
    sender.kill();
    if (!fs::exists(file)) continue;
    ++whole;
    EXPECT_EQ(there({"transfer", "import", next->folder(), file}).exit, 0) << "what has its name is whole";
  }
  // Each that has its name stands in the log.
  EXPECT_GE(sentList().size(), static_cast<std::size_t>(whole));
  expectVerified();
}

TEST_F(TransferCommand, FullDiskLeavesNothingBehindAndSaysSo) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can make a small disk";
  const SmallDisk disk(temp / "stick");
  if (!disk.mounted() || !disk.fill()) GTEST_SKIP() << "a small disk cannot be mounted here";
  expectRefused(send(disk / "file.age"), 1, "No space left");
  EXPECT_FALSE(fs::exists(disk / "file.age"));
  EXPECT_FALSE(fs::exists(disk / "file.age.part"));
  EXPECT_TRUE(sentList().empty());
  disk.makeRoom();
  EXPECT_EQ(send(disk / "file.age").exit, 0);
}

TEST_F(TransferCommand, ExportForAnotherProgramIsAFolderOfPapersAndATable) {
  const std::string folder = temp / "for-cpoms";
  const Json made = json(asked("dsl", {"export", "cpoms", school->folder(), "-o", folder, "--json"}));
  EXPECT_EQ(made["concerns"], 1);
  EXPECT_NE(readText(folder + "/concerns.csv").find("marker zebra"), std::string::npos);
  std::size_t papers = 0;
  for (const auto& file : fs::directory_iterator(folder)) papers += file.path().extension() == ".pdf" ? 1 : 0;
  EXPECT_EQ(papers, 1U);
  expectRefused(asked("dsl", {"export", "cpoms", school->folder(), "-o", folder}), 1, "is there already");
  const Json none = json(
      asked("dsl", {"export", "myconcern", school->folder(), "--to", "2001-01-01", "-o", temp / "none", "--json"}));
  EXPECT_EQ(none["concerns"], 0);
  expectVerified();
}

}  // namespace
}  // namespace pillarbox::support
