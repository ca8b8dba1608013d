// Writing that an inbox locked in the middle of, and a grant that comes while one is open: with the real programs.
#include <filesystem>

#include "tests/flow/windows.h"

namespace pillarbox::support {
namespace {

namespace fs = std::filesystem;

class UnfinishedWindow : public Windows {
 protected:
  Ran asLead(std::vector<std::string> words) const {
    words.insert(words.end(), {"--card-file", school->cardFile(), "--passphrase-file", school->passphraseFile()});
    return DemoSchool::pillarbox(words);
  }
  static fs::path paperIn(const fs::path& folder, const std::string& beginning) {
    for (const auto& file : fs::directory_iterator(folder)) {
      if (file.path().filename().string().starts_with(beginning)) return file.path();
    }
    return {};
  }
};

// Called away in the middle of a note: it locks, and nothing of the note is lost or seen by anybody else.
TEST_F(UnfinishedWindow, AHalfWrittenNoteIsThereAfterLockingForItsWriterAlone) {
  const std::string id = school->post("Invented: a child without a coat.");
  {
    RobotClient dsl;
    ASSERT_TRUE(openInbox(dsl, "dsl") && dsl.tap("list.case." + id) && dsl.waitFor("concern.account") &&
                dsl.tap("concern.next") && dsl.tap("next.note") && dsl.waitFor("step.body") && dsl.tap("step.body") &&
                dsl.type("Rang home about the quagga") && dsl.tap("bar.lock"))
        << dsl.error();
    EXPECT_EQ(dsl.waitExit(), 0);
  }
  EXPECT_EQ(run({"grep", "-rc", "quagga", school->folder()}).out.find(":1"), std::string::npos) << "never in clear";
  {
    RobotClient deputy;
    ASSERT_TRUE(openInbox(deputy, "deputy") && deputy.waitFor("list.case." + id)) << deputy.error();
    EXPECT_FALSE(on(deputy, "list.unfinished"));
    ASSERT_TRUE(deputy.quit());
    EXPECT_EQ(deputy.waitExit(), 0);
  }
  RobotClient again;
  ASSERT_TRUE(openInbox(again, "dsl") && again.waitFor("list.unfinished") && again.waitFor("list.case." + id) &&
              again.tap("list.unfinished") && again.waitFor("step.body"))
      << again.error();
  EXPECT_TRUE(shows(again, "Rang home about the quagga"));
  ASSERT_TRUE(again.tap("step.save") && again.waitGone("step.save") && again.quit()) << again.error();
  EXPECT_EQ(again.waitExit(), 0);
  RobotClient after;
  ASSERT_TRUE(openInbox(after, "dsl") && after.waitFor("list.case." + id)) << after.error();
  EXPECT_FALSE(on(after, "list.unfinished")) << "it was saved";
  ASSERT_TRUE(after.quit());
}

TEST_F(UnfinishedWindow, AGrantOpensOlderEntriesInAnInboxThatIsOpenAlready) {
  const std::string id = school->post("Invented: the marker zebra.");
  const fs::path papers = temp / "papers", own = temp / "own";
  writeText(own, "seven-grey-herons-at-noon\n");
  const Ran added = asLead({"people", "add", school->folder(), "--role", "deputy", "--name", "Nina New", "--papers",
                            papers.string(), "--new-passphrase-file", own.string(), "--json"});
  ASSERT_EQ(added.exit, 0) << added.err;
  const std::string person = parsed(added.out)["id"];
  const std::string picture = temp / "printed";
  ASSERT_EQ(run({"pdftoppm", "-r", "200", "-png", "-singlefile", paperIn(papers, "key-card-").string(), picture}).exit,
            0);
  std::string code = run({"zbarimg", "-q", "--raw", picture + ".png"}).out;
  code.resize(code.find('\n'));
  RobotClient deputy;
  ASSERT_TRUE(deputy.start(program("pillarbox-inbox"), {school->folder(), "--window"}) &&
              deputy.waitFor("unlock.card", 30s) && deputy.badge(code) && deputy.waitFor("unlock.passphrase") &&
              unlock(deputy, "seven-grey-herons-at-noon") && deputy.waitFor("list.unread", 20s))
      << deputy.error();
  EXPECT_FALSE(on(deputy, "list.case." + id)) << "not yet hers";
  const Ran granted = asLead({"people", "grant", school->folder(), "--id", person});
  ASSERT_EQ(granted.exit, 0) << granted.err;
  ASSERT_TRUE(deputy.waitFor("list.case." + id, 20s) && deputy.tap("list.case." + id) &&
              deputy.waitFor("concern.account"))
      << deputy.error();
  EXPECT_TRUE(shows(deputy, "the marker zebra"));
  EXPECT_FALSE(on(deputy, "list.set-aside"));
  ASSERT_TRUE(deputy.quit());
}

}  // namespace
}  // namespace pillarbox::support
