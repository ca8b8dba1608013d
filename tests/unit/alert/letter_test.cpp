#include "shared/alert/letter.h"

#include <gtest/gtest.h>

#include "shared/alert/mail.h"
#include "shared/alert/smtp.h"

namespace pillarbox::alert {

namespace {

Occasion somebodyWrote() {
  Occasion occasion;
  occasion.school = "Oakfield Primary";
  occasion.reference = "K7M-4QX";
  occasion.author = "Zoë Müller";
  occasion.category = "Bullying";
  return occasion;
}

Mail mailOf(const Occasion& occasion) {
  return {"pillarbox@oakfield.example", "lead@oakfield.example", "a1@oakfield.example",
          WallTime(Milliseconds(1795262400000)), letterFor(occasion)};
}

TEST(Letter, SaysWhoAndWhereToLookAndNothingElse) {
  const Letter letter = letterFor(somebodyWrote());
  EXPECT_EQ(letter.subject, "Pillarbox: please look");
  EXPECT_EQ(letter.text,
            "There is something new to read.\n\nFrom: Zoë Müller\nCategory: Bullying\nReference: K7M-4QX\n\n"
            "Please open Pillarbox.\n\nOakfield Primary\n");
}

TEST(Letter, ForAHeadOrAChairSaysOnlyPleaseLook) {
  Occasion occasion = somebodyWrote();
  occasion.pleaseLook = true;
  occasion.urgent = true;
  for (const Reason reason : {Reason::posted, Reason::urgent, Reason::unseen}) {
    occasion.reason = reason;
    const Letter letter = letterFor(occasion);
    EXPECT_EQ(letter.text, "Please look. Please open Pillarbox.\n\nOakfield Primary\n");
    for (const char* word : {"Zoë", "Bullying", "K7M"}) EXPECT_EQ(letter.text.find(word), std::string::npos);
  }
}

TEST(Letter, TheSubjectNamesNobody) {
  Occasion occasion = somebodyWrote();
  for (int i = 0; i < reasonCount; ++i) {
    occasion.reason = static_cast<Reason>(i);
    for (const bool urgent : {false, true}) {
      occasion.urgent = urgent;
      const std::string subject = letterFor(occasion).subject;
      for (const char* word : {"Zoë", "Bullying", "K7M", "Oakfield"}) {
        EXPECT_EQ(subject.find(word), std::string::npos) << subject;
      }
    }
  }
}

TEST(Letter, ANameWithLineBreaksStaysInItsLine) {
  Occasion occasion = somebodyWrote();
  occasion.author = "Eve\r\n.\r\nRCPT TO:<thief@elsewhere.example>" + std::string(5000, 'x');
  const std::string text = letterFor(occasion).text;
  EXPECT_NE(text.find("From: Eve  .  RCPT"), std::string::npos);
  EXPECT_LT(text.size(), 400u);
}

TEST(Mail, HasTheHeadersAMailServerExpects) {
  const auto made = encodeMail(mailOf(somebodyWrote()));
  ASSERT_TRUE(made.ok());
  for (const char* line :
       {"Date: Sat, 21 Nov 2026 12:00:00 +0000\r\n", "From: Pillarbox <pillarbox@oakfield.example>\r\n",
        "To: <lead@oakfield.example>\r\n", "Message-ID: <a1@oakfield.example>\r\n",
        "Auto-Submitted: auto-generated\r\n", "Subject: Pillarbox: please look\r\n", "MIME-Version: 1.0\r\n"}) {
    EXPECT_NE(made->find(line), std::string::npos) << line;
  }
  EXPECT_NE(made->find("From: Zo=C3=AB M=C3=BCller\r\n"), std::string::npos);
}

TEST(Mail, NoLineIsTooLongOrALoneDot) {
  Mail mail = mailOf(somebodyWrote());
  mail.letter.text = ".\n" + std::string(500, 'a') + "\n" + std::string(300, '=') + "\nend ";
  mail.letter.subject = "Über " + std::string(300, 'x');
  const auto made = encodeMail(mail);
  ASSERT_TRUE(made.ok());
  std::size_t from = 0;
  while (from < made->size()) {
    const std::size_t end = made->find("\r\n", from);
    ASSERT_NE(end, std::string::npos);
    EXPECT_LE(end - from, 78u);
    EXPECT_NE(made->substr(from, end - from), ".");
    from = end + 2;
  }
  EXPECT_EQ(made->find("\n\n"), std::string::npos);
}

// Found by fuzzing: a dot after a soft line break, and a "character" of nothing but continuation bytes.
TEST(Mail, ADotNeverStandsFirstInALineAndBrokenTextNeverMakesALongOne) {
  const std::string encoded = quotedPrintable(std::string(75, 'a') + ".\n");
  EXPECT_EQ(encoded, std::string(75, 'a') + "=\r\n=2E\r\n");
  const std::string words = encodedWords("x\xcd" + std::string(900, '\x85'));
  std::size_t from = 0;
  for (std::size_t end = 0; (end = words.find("\r\n", from)) != std::string::npos; from = end + 2) {
    EXPECT_LE(end - from, 80u);
  }
  EXPECT_LE(words.size() - from, 80u);
}

TEST(Mail, EncodedWordsKeepCharactersWhole) {
  EXPECT_EQ(encodedWords("plain words"), "plain words");
  EXPECT_EQ(encodedWords("Zoë"), "=?UTF-8?Q?Zo=C3=AB?=");
  EXPECT_EQ(encodedWords("=?UTF-8?Q?no?="), "=?UTF-8?Q?=3D=3FUTF=2D8=3FQ=3Fno=3F=3D?=");
}

TEST(Mail, AddressesThatWouldBeCommandsAreNotAddresses) {
  EXPECT_TRUE(isMailAddress("a.b+c@d-e.example"));
  for (const char* bad : {"", "a", "@b", "a@", "a b@c.d", "a@b>c", "a@b\r\nDATA", "a..b@c.d", ".a@b", "a@b@c",
                          "\"a b\"@c.d", "zoë@b.example"}) {
    EXPECT_FALSE(isMailAddress(bad)) << bad;
  }
  Mail mail = mailOf(somebodyWrote());
  mail.to = "a@b.example>\r\nDATA";
  EXPECT_FALSE(encodeMail(mail).ok());
}

TEST(Smtp, OnlyAnAnswerAboutTheAddressEndsIt) {
  EXPECT_TRUE(judgeSmtp(250).ok());
  EXPECT_EQ(judgeSmtp(451).fault().code, FaultCode::retryLater);
  EXPECT_EQ(judgeSmtp(550).fault().code, FaultCode::refused);
  EXPECT_EQ(judgeSmtp(535).fault().code, FaultCode::notPermitted);
  EXPECT_EQ(judgeSmtp(530).fault().code, FaultCode::notPermitted);
}

TEST(SmtpSettings, AreReadAndSayWhichLineIsWrong) {
  const auto read = parseSmtpSettings("# ours\nhost = smtp.school.example\nfrom = p@school.example\n\nport=2525\n");
  ASSERT_TRUE(read.ok()) << read.fault().detail;
  EXPECT_EQ(read->port, 2525);
  EXPECT_EQ(read->tls, SmtpSettings::Tls::startTls);
  EXPECT_EQ(*parseSmtpSettings(formatSmtpSettings(*read)), *read);
  const auto says = [](const std::string& text) {
    const auto result = parseSmtpSettings(text);
    return result.ok() ? std::string() : result.fault().detail;
  };
  EXPECT_EQ(says("host = a\nfrom = no\n"), "smtp.conf: line 2 is not understood.");
  EXPECT_EQ(says("host = a/b?c\n"), "smtp.conf: line 1 is not understood.");
  EXPECT_EQ(says("host = a\nhost = b\n"), "smtp.conf: line 2 names something for the second time.");
  EXPECT_EQ(says("host = a\nfrom = a@b.c\nuser = x\n"), "smtp.conf: user and password_file belong together.");
  EXPECT_EQ(says("host = a.example\nfrom = a@b.c\ntls = none\n"),
            "smtp.conf: tls = none is for a mail server on this machine only.");
  EXPECT_EQ(says("host = localhost\nfrom = a@b.c\ntls = none\n"), "");
  EXPECT_EQ(says("from = a@b.c\n"), "smtp.conf: it does not name the host.");
}

}  // namespace

}  // namespace pillarbox::alert
