// keygen, seal and unseal of the real program, against Debian's age.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "tests/support/demo.h"

namespace pillarbox::support {
namespace {

class Sealing : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(pillarbox({"keygen", "-o", key}).exit, 0);
    const std::string text = readText(key);
    const auto at = text.find("# public key: ") + 14;
    recipient = text.substr(at, text.find('\n', at) - at);
    writeText(temp / "plain", plain);
  }
  static Ran pillarbox(const std::vector<std::string>& words, const std::string& input = {}) {
    return DemoSchool::pillarbox(words, input);
  }
  // One sentence on standard error, nothing on standard output.
  static void expectFails(const Ran& ran, int exit, const std::string& about) {
    EXPECT_EQ(ran.exit, exit) << ran.err;
    EXPECT_EQ(ran.out, "");
    EXPECT_TRUE(ran.err.starts_with("pillarbox: ")) << ran.err;
    EXPECT_EQ(ran.err.find('\n'), ran.err.size() - 1) << ran.err;
    EXPECT_NE(ran.err.find(about), std::string::npos) << ran.err;
  }

  TempFolder temp;
  std::string key = temp / "key.txt", recipient;
  const std::string plain = std::string("A worry.\n") + std::string(100'000, 'x') + '\0' + "\xff";
};

TEST_F(Sealing, KeygenWritesAFileThatAgeReadsAndKeepsItPrivate) {
  struct stat status {};
  ASSERT_EQ(stat(key.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  const Ran sealed = run({"age", "-r", recipient, "-o", temp / "sealed", temp / "plain"});
  ASSERT_EQ(sealed.exit, 0) << sealed.err;
  EXPECT_EQ(run({"age", "-d", "-i", key, temp / "sealed"}).out, plain);
}

TEST_F(Sealing, KeygenShowsThePublicKeyAndNeverReplacesAKey) {
  const std::string before = readText(key);
  const Ran again = pillarbox({"keygen", "-o", key});
  expectFails(again, 1, "key.txt");
  EXPECT_EQ(readText(key), before);
  const Ran shown = pillarbox({"keygen"});
  EXPECT_EQ(shown.exit, 0);
  EXPECT_TRUE(shown.err.starts_with("Public key: age1")) << shown.err;
  EXPECT_NE(shown.out.find("AGE-SECRET-KEY-1"), std::string::npos);
}

TEST_F(Sealing, WhatWeSealAgeOpensAndTheOtherWayRound) {
  const Ran ours = pillarbox({"seal", "-r", recipient, "-o", temp / "ours", temp / "plain"});
  ASSERT_EQ(ours.exit, 0) << ours.err;
  EXPECT_EQ(run({"age", "-d", "-i", key, temp / "ours"}).out, plain);
  ASSERT_EQ(run({"age", "-a", "-r", recipient, "-o", temp / "theirs", temp / "plain"}).exit, 0);
  const Ran opened = pillarbox({"unseal", "-i", key, temp / "theirs"});
  EXPECT_EQ(opened.exit, 0) << opened.err;
  EXPECT_EQ(opened.out, plain);
}

TEST_F(Sealing, UsesStandardInputAndOutput) {
  const Ran sealed = pillarbox({"seal", "-r", recipient}, plain);
  ASSERT_EQ(sealed.exit, 0) << sealed.err;
  const Ran opened = pillarbox({"unseal", "-i", key, "-"}, sealed.out);
  EXPECT_EQ(opened.exit, 0) << opened.err;
  EXPECT_EQ(opened.out, plain);
}

TEST_F(Sealing, SealsToSeveralAndToAFileOfRecipients) {
  ASSERT_EQ(pillarbox({"keygen", "-o", temp / "second"}).exit, 0);
  const std::string text = readText(temp / "second");
  const auto at = text.find("age1");
  writeText(temp / "recipients", "# those who may read it\n\n" + text.substr(at, text.find('\n', at) - at) + "\n");
  const Ran sealed = pillarbox({"seal", "-r", recipient, "-R", temp / "recipients", "-o", temp / "sealed"}, plain);
  ASSERT_EQ(sealed.exit, 0) << sealed.err;
  EXPECT_EQ(run({"age", "-d", "-i", key, temp / "sealed"}).out, plain);
  EXPECT_EQ(run({"age", "-d", "-i", temp / "second", temp / "sealed"}).out, plain);
}

TEST_F(Sealing, PassphraseComesFromAFileWithOneNewlineStripped) {
  writeText(temp / "pass", "correct horse battery\n");
  writeText(temp / "same", "correct horse battery");
  const Ran sealed = pillarbox({"seal", "-p", "--passphrase-file", temp / "pass", "-o", temp / "sealed"}, plain);
  ASSERT_EQ(sealed.exit, 0) << sealed.err;
  const Ran opened = pillarbox({"unseal", "--passphrase-file", temp / "same", temp / "sealed"});
  EXPECT_EQ(opened.exit, 0) << opened.err;
  EXPECT_EQ(opened.out, plain);
  const Ran wrong = pillarbox({"unseal", "--passphrase-file", "-", "-o", temp / "out", temp / "sealed"}, "wrong\n");
  expectFails(wrong, 1, "");
  EXPECT_FALSE(std::filesystem::exists(temp / "out"));
}

TEST_F(Sealing, AChangedFileLeavesTheOutputAsItWas) {
  ASSERT_EQ(pillarbox({"seal", "-r", recipient, "-o", temp / "sealed", temp / "plain"}).exit, 0);
  std::string bytes = readText(temp / "sealed");
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  writeText(temp / "sealed", bytes);
  writeText(temp / "out", "as it was");
  expectFails(pillarbox({"unseal", "-i", key, "-o", temp / "out", temp / "sealed"}), 1, "");
  EXPECT_EQ(readText(temp / "out"), "as it was");
  expectFails(pillarbox({"unseal", "-i", key, temp / "sealed"}), 1, "");
  for (const auto& entry : std::filesystem::directory_iterator(temp.path())) {
    EXPECT_EQ(entry.path().filename().string().find("out."), std::string::npos) << "left behind: " << entry.path();
  }
}

TEST_F(Sealing, WrongUsageIsOneSentenceAndExitTwo) {
  expectFails(pillarbox({"seal", temp / "plain"}), 2, "-r RECIPIENT");
  expectFails(pillarbox({"seal", "-p", temp / "plain"}), 2, "--passphrase-file");
  expectFails(pillarbox({"seal", "-p", "--passphrase-file", "-"}), 2, "standard input");
  expectFails(pillarbox({"seal", "-r", recipient, "-p", "--passphrase-file", key}), 2, "not to both");
  expectFails(pillarbox({"seal", "--frobnicate"}), 2, "--frobnicate");
  expectFails(pillarbox({"unseal", temp / "plain"}), 2, "-i IDENTITY_FILE");
  expectFails(pillarbox({"unseal", "-i", "-"}), 2, "standard input");
  expectFails(pillarbox({"unseal", "-i", "AGE-SECRET-KEY-1QQQQ", temp / "plain"}), 2, "takes a file");
  expectFails(pillarbox({"frobnicate"}), 2, "frobnicate");
  expectFails(pillarbox({"--frobnicate"}), 2, "--frobnicate");
  expectFails(pillarbox({}), 2, "no command");
}

TEST_F(Sealing, BadInputIsOneSentenceAndExitOne) {
  expectFails(pillarbox({"seal", "-r", "age1nonsense", temp / "plain"}), 1, "age1nonsense");
  expectFails(pillarbox({"seal", "-r", recipient, temp / "absent"}), 1, "absent");
  expectFails(pillarbox({"unseal", "-i", temp / "absent", temp / "plain"}), 1, "absent");
  expectFails(pillarbox({"unseal", "-i", key, temp / "plain"}), 1, "");
  expectFails(pillarbox({"seal", "-r", recipient, "-o", temp / "no-folder/out", temp / "plain"}), 1, "no-folder");
}

TEST_F(Sealing, HelpAndVersionGoToStandardOutput) {
  for (const std::string command : {"keygen", "seal", "unseal"}) {
    const Ran help = pillarbox({command, "--help"});
    EXPECT_EQ(help.exit, 0);
    EXPECT_NE(help.out.find("Usage: pillarbox " + command), std::string::npos);
    EXPECT_EQ(help.err, "");
  }
  EXPECT_NE(pillarbox({"--help"}).out.find("  unseal"), std::string::npos);
  EXPECT_TRUE(pillarbox({"--version"}).out.starts_with("pillarbox "));
}

}  // namespace
}  // namespace pillarbox::support
