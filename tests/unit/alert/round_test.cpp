#include "shared/alert/round.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "shared/alert/smtp_settings.h"
#include "tests/support/process.h"

namespace pillarbox::alert {

namespace {

TEST(Note, HoldsWhatItWasGivenAndNothingElse) {
  const Note note{"Zoë \"Writer\"", "Bullying"};
  EXPECT_EQ(decodeNote(encodeNote(note)).author, note.author);
  EXPECT_EQ(decodeNote(encodeNote(note)).category, note.category);
  EXPECT_EQ(encodeNote({"", "Bullying"}), R"({"category":"Bullying"})");
  for (const char* wrong : {"", "{", "[]", R"({"author_name":7,"category":null})", "\xff"}) {
    EXPECT_EQ(decodeNote(wrong).author, "") << wrong;
    EXPECT_EQ(decodeNote(wrong).category, "") << wrong;
  }
}

TEST(Retry, UrgentOnesWaitAMinuteAtMost) {
  EXPECT_EQ(retryAfter(1, true), std::chrono::seconds(5));
  EXPECT_EQ(retryAfter(50, true), std::chrono::minutes(1));
  EXPECT_EQ(retryAfter(1, false), std::chrono::seconds(30));
  EXPECT_EQ(retryAfter(50, false), std::chrono::minutes(15));
}

TEST(Kinds, OnlyWhatIsToBeReadIsAlertedAndOnlyAPersonsStepIsSeeing) {
  EXPECT_TRUE(isAlerted(Kind::concern));
  EXPECT_TRUE(isAlerted(Kind::call));
  EXPECT_FALSE(isAlerted(Kind::read));
  EXPECT_FALSE(isAlerted(Kind::cardLost));
  EXPECT_TRUE(showsSeen(Kind::read));
  EXPECT_TRUE(showsSeen(Kind::thanks));
  EXPECT_FALSE(showsSeen(Kind::seen)) << "who opened what says nothing of one concern";
  EXPECT_FALSE(showsSeen(Kind::grant));
  EXPECT_FALSE(showsSeen(Kind::addition));
}

TEST(MailAccount, IsWrittenForItsOwnersEyesAndTakenAwayWhole) {
  const support::TempFolder folder;
  SmtpSettings settings;
  settings.host = "smtp.school.example";
  settings.from = "pillarbox@school.example";
  settings.user = "pillarbox";
  EXPECT_FALSE(writeMailAccount(folder.path(), settings, SecretBytes()).ok()) << "no password";
  EXPECT_FALSE(writeMailAccount(folder.path(), settings, SecretBytes::copyOf(std::string_view("a\nb"))).ok());
  EXPECT_FALSE(*readSmtpAccount(folder.path(), mailFileName));
  ASSERT_TRUE(writeMailAccount(folder.path(), settings, SecretBytes::copyOf(std::string_view("open-sesame"))).ok());
  for (const char* name : {mailFileName, mailPasswordName}) {
    struct stat facts {};
    ASSERT_EQ(::stat((folder / name).c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600U);
  }
  const auto account = readSmtpAccount(folder.path(), mailFileName);
  ASSERT_TRUE(account.ok() && *account);
  EXPECT_EQ((*account)->password.text(), "open-sesame");
  EXPECT_EQ(support::readText(folder / mailFileName).find("open-sesame"), std::string::npos);
  settings.host = "smtp school";
  EXPECT_FALSE(writeMailAccount(folder.path(), settings, SecretBytes::copyOf(std::string_view("other"))).ok());
  EXPECT_EQ((*readSmtpAccount(folder.path(), mailFileName))->password.text(), "open-sesame") << "nothing half changed";
  // Another account, which needs no user: the old password goes.
  settings = SmtpSettings{};
  settings.host = "localhost";
  settings.from = "pillarbox@school.example";
  ASSERT_TRUE(writeMailAccount(folder.path(), settings, SecretBytes()).ok());
  EXPECT_FALSE(std::filesystem::exists(folder / mailPasswordName));
  ASSERT_TRUE(removeMailAccount(folder.path()).ok());
  ASSERT_TRUE(removeMailAccount(folder.path()).ok()) << "once more is fine";
  EXPECT_FALSE(std::filesystem::exists(folder / mailFileName));
}

TEST(MailAccount, WhatIsWrongIsSaidWithTheFilesOwnName) {
  const support::TempFolder folder;
  support::writeText(folder / mailFileName, "host = localhost\nfrom = nobody\n");
  const auto account = readSmtpAccount(folder.path(), mailFileName);
  ASSERT_FALSE(account.ok());
  EXPECT_EQ(account.fault().detail, "mail.conf: line 2 is not understood.");
}

}  // namespace

}  // namespace pillarbox::alert
