// Alert e-mails, through a real mail server (Debian's aiosmtpd) with STARTTLS and AUTH.
#include "shared/wire/alerts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/unit/server/server_fixture.h"

namespace pillarbox::server {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class AlertsTest : public ServerTest {
 protected:
  void SetUp() override {
    Directory& directory = school.directory;
    directory.people[0].email = "lead@oakfield.example";
    directory.people[1].email = "head@oakfield.example";
    const std::string key = seal::formatVerifyKey(seal::SigningKey::generate(random).verifyKey());
    directory.people.push_back({"deputy", "Mr Deputy", PersonRole::deputy, "deputy@oakfield.example", "", "", "age1b",
                                key, "c2", true, false});
    directory.audiences[0].people = {"dsl", "deputy"};
    std::filesystem::create_directory(mails);
    ServerTest::SetUp();
    log::setLevel(log::Level::silent);
  }
  void TearDown() override {
    stop();
    mailServer.kill();
  }

  void startMail() {
    std::vector<std::string> words = {"/usr/bin/python3", PILLARBOX_SOURCE_DIR "/tests/support/mail_server.py", mails,
                                      Certificate::shared().cert, Certificate::shared().key};
    if (mailPort != 0) words.push_back(std::to_string(mailPort));
    ASSERT_TRUE(mailServer.start(words));
    const auto line = mailServer.waitForLine("listening on ");
    ASSERT_TRUE(line) << mailServer.err();
    mailPort = std::stoi(line->substr(13));
    configure();
  }
  void configure(const std::string& more = "user = pillarbox\npassword_file = mail.password\n",
                 const std::string& password = "open-sesame") {
    support::writeText(std::filesystem::path(serverFolder) / "mail.password", password + "\n");
    std::filesystem::permissions(std::filesystem::path(serverFolder) / "mail.password",
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    support::writeText(std::filesystem::path(serverFolder) / "smtp.conf",
                       "host = 127.0.0.1\nport = " + std::to_string(mailPort) +
                           "\nfrom = pillarbox@oakfield.example\nca = " + Certificate::shared().cert + "\n" + more);
  }
  // A posting, with its note for the alert e-mail.
  TestPosting post(bool urgent, const std::string& audience = "safeguarding", bool note = true) {
    TestPosting made = school.posting(school.device, 4096, [&](Slip& slip) {
      slip.urgent = urgent;
      slip.audience = audience;
      if (urgent) slip.kind = Kind::call;
    });
    Headers headers = made.headers();
    if (note) {
      const auto card = wire::decodeServerAnswer(ask("GET", "/v1/server").body);
      const Bytes box = seal::boxTo(card->card.boxKey, viewOf(R"({"author_name":"Zoë Writer","category":"Bullying"})"));
      headers.emplace_back("Pillarbox-Routing", toBase64(box, Base64::urlUnpadded));
    }
    EXPECT_EQ(ask("PUT", wire::entryPath(made.id), headers, made.sealed).status, 201);
    return made;
  }
  wire::AlertAnswer alerts() {
    const auto answer = wire::decodeAlerts(get("/v1/alerts").body);
    EXPECT_TRUE(answer.ok());
    return answer.ok() ? *answer : wire::AlertAnswer{};
  }
  // Time passes, and everything that is due by then is tried.
  void pass(Milliseconds time) {
    clock.advance(time);
    service->lookAtAlerts();
  }
  template <class Fits>
  bool soon(Fits&& fits) {
    const auto until = std::chrono::steady_clock::now() + seconds(8);
    while (std::chrono::steady_clock::now() < until) {
      if (fits()) return true;
      std::this_thread::sleep_for(Milliseconds(20));
    }
    return false;
  }
  std::vector<std::string> taken() const {
    std::vector<std::string> all;
    std::vector<std::filesystem::path> files;
    for (const auto& file : std::filesystem::directory_iterator(mails)) {
      if (file.path().extension() == ".eml") files.push_back(file.path());
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files) all.push_back(support::readText(file));
    return all;
  }
  bool takenInTime(std::size_t count) {
    return soon([&] { return taken().size() >= count; });
  }
  bool inState(const std::string& person, const std::string& reason, const std::string& state) {
    return soon([&] {
      const wire::AlertAnswer answer = alerts();
      return std::any_of(answer.lines.begin(), answer.lines.end(), [&](const wire::AlertLine& line) {
        return line.person == person && line.reason == reason && line.state == state;
      });
    });
  }
  static bool has(const std::string& mail, const std::string& words) { return mail.find(words) != std::string::npos; }
  std::string routingLeft() {
    return support::run({"sqlite3", serverFolder + "/server.db", "SELECT count(*) FROM routing"}).out;
  }

  std::string mails = folder / "mails";
  support::Background mailServer;
  int mailPort = 0;
};

TEST_F(AlertsTest, AnUrgentCallIsMailedAtOnceEvenAtNight) {
  startMail();
  clock.advance(hours(11));  // 23:00
  const TestPosting call = post(true);
  ASSERT_TRUE(takenInTime(1));
  const std::string mail = taken()[0];
  EXPECT_TRUE(has(mail, "X-To: lead@oakfield.example\r\n")) << mail;
  EXPECT_TRUE(has(mail, "X-Helo: oakfield.example\r\n")) << mail;
  EXPECT_TRUE(has(mail, "Subject: Pillarbox: please look now\r\n")) << mail;
  EXPECT_TRUE(has(mail, "From: Zo=C3=AB Writer\r\nCategory: Bullying\r\nReference: " + referenceOf(call.id))) << mail;
  ASSERT_TRUE(inState("dsl", "urgent", "sent"));
  EXPECT_EQ(routingLeft(), "0\n") << "the note is deleted once alerted";
}

TEST_F(AlertsTest, UnseenItGoesToTheDeputyAndThenToTheHead) {
  startMail();
  post(true);
  ASSERT_TRUE(inState("dsl", "urgent", "sent"));
  pass(seconds(121));
  ASSERT_TRUE(inState("deputy", "unseen", "sent"));
  pass(seconds(121));
  ASSERT_TRUE(inState("head", "last-call", "sent"));
  const auto all = taken();
  ASSERT_EQ(all.size(), 3u);
  EXPECT_TRUE(has(all[1], "X-To: deputy@"));
  EXPECT_TRUE(has(all[2], "X-To: head@"));
  EXPECT_FALSE(has(all[2], "Zo=C3=AB")) << "the head cannot read it, and is not told who wrote";
}

TEST_F(AlertsTest, OnceALeadHasReadItNobodyElseIsCalled) {
  startMail();
  const TestPosting call = post(true);
  ASSERT_TRUE(inState("dsl", "urgent", "sent"));
  TestPosting read = school.posting(school.device, 512, [&](Slip& slip) {
    slip.kind = Kind::read;
    slip.subject = call.id;
  });
  // By the device alone it says nothing.
  ASSERT_EQ(put(read).status, 201);
  pass(seconds(121));
  ASSERT_TRUE(inState("deputy", "unseen", "sent"));
  TestPosting mine = school.posting(school.device, 512, [&](Slip& slip) {
    slip.kind = Kind::read;
    slip.subject = call.id;
  });
  auto envelope = seal::decode(mine.envelope);
  seal::addSignature(*envelope, school.dsl);
  mine.envelope = seal::encode(*envelope);
  ASSERT_EQ(put(mine).status, 201);
  pass(seconds(600));
  post(false);
  ASSERT_TRUE(inState("dsl", "posted", "sent"));
  EXPECT_EQ(taken().size(), 3u);
}

TEST_F(AlertsTest, WhatCanWaitWaitsForTheMorningAndIsCountedOnceADay) {
  startMail();
  clock.advance(hours(9));  // 21:00
  post(false);
  post(true);
  ASSERT_TRUE(takenInTime(1));
  EXPECT_TRUE(has(taken()[0], "please look now"));
  ASSERT_TRUE(inState("dsl", "urgent", "sent"));
  EXPECT_EQ(taken().size(), 1u);
  pass(hours(10));  // 07:00
  ASSERT_TRUE(inState("dsl", "posted", "sent"));
  pass(hours(1));
  ASSERT_TRUE(inState("dsl", "digest", "sent"));
  const auto all = taken();
  EXPECT_TRUE(std::any_of(all.begin(), all.end(),
                          [](const std::string& mail) { return has(mail, "2 things are waiting to be read."); }));
}

TEST_F(AlertsTest, AHeadIsAskedToLookAndNobodyElseIsTold) {
  startMail();
  post(false, "head");
  ASSERT_TRUE(takenInTime(1));
  const std::string mail = taken()[0];
  EXPECT_TRUE(has(mail, "X-To: head@"));
  EXPECT_TRUE(has(mail, "\r\n\r\nPlease look. Please open Pillarbox.\r\n\r\nOakfield Primary\r\n")) << mail;
  for (const char* word : {"Zo", "Bullying", "Reference"}) EXPECT_FALSE(has(mail, word));
  EXPECT_TRUE(alerts().lines.empty()) << "a lead's device is not told that there is something for the head";
}

TEST_F(AlertsTest, TheSchoolMayKeepTheNameAndTheCategoryOut) {
  stop();
  Directory next = school.next();
  next.policies.alertAuthor = next.policies.alertCategory = false;
  school.directory = next;
  addSchool(school);
  start();
  startMail();
  post(true);
  ASSERT_TRUE(takenInTime(1));
  EXPECT_FALSE(has(taken()[0], "Zo"));
  EXPECT_FALSE(has(taken()[0], "Bullying"));
  EXPECT_TRUE(has(taken()[0], "Reference: "));
}

TEST_F(AlertsTest, NothingIsLostWhileTheMailServerIsAwayForHours) {
  startMail();
  mailServer.kill();
  post(true);
  ASSERT_TRUE(soon([&] { return !alerts().lines.empty() && !alerts().lines[0].problem.empty(); }));
  EXPECT_EQ(alerts().lines[0].state, "waiting");
  EXPECT_EQ(alerts().lines[0].problem, "The mail server could not be reached.");
  EXPECT_EQ(routingLeft(), "1\n");
  for (int hour = 0; hour < 3; ++hour) pass(hours(1));
  startMail();
  pass(minutes(16));
  ASSERT_TRUE(inState("dsl", "urgent", "sent"));
}

TEST_F(AlertsTest, StoppedBetweenKeepingAndSendingItIsSentOnceAfterwards) {
  post(true);  // no mail server is set up yet
  stop();
  start();
  startMail();
  pass(seconds(1));
  ASSERT_TRUE(takenInTime(1));
  ASSERT_TRUE(inState("dsl", "urgent", "sent"));
  stop();
  start();
  post(false);
  ASSERT_TRUE(inState("dsl", "posted", "sent"));
  EXPECT_EQ(taken().size(), 2u);
}

TEST_F(AlertsTest, AnAddressThatIsRefusedIsSaidAndTheNextPersonIsTold) {
  stop();
  Directory next = school.next();
  next.people[0].email = "gone@oakfield.example";
  school.directory = next;
  addSchool(school);
  start();
  startMail();
  const TestPosting concern = post(false);
  ASSERT_TRUE(inState("dsl", "posted", "refused"));
  ASSERT_TRUE(inState("deputy", "unseen", "sent"));
  const wire::AlertAnswer answer = alerts();
  const auto line = std::find_if(answer.lines.begin(), answer.lines.end(),
                                 [](const wire::AlertLine& one) { return one.state == "refused"; });
  ASSERT_NE(line, answer.lines.end());
  EXPECT_EQ(line->problem, "The mail server does not take e-mail for this address (550).");
  EXPECT_EQ(line->posting, concern.id);
}

TEST_F(AlertsTest, AWrongPasswordIsSaidAndItIsTriedAgain) {
  startMail();
  configure("user = pillarbox\npassword_file = mail.password\n", "wrong");
  post(true);
  ASSERT_TRUE(soon([&] { return !alerts().lines.empty() && !alerts().lines[0].problem.empty(); }));
  EXPECT_EQ(alerts().lines[0].problem, "The mail server does not take the user or the password.");
  configure();
  pass(minutes(2));
  ASSERT_TRUE(inState("dsl", "urgent", "sent"));
}

TEST_F(AlertsTest, AMailServerThatIsNotTrustedGetsNothing) {
  startMail();
  Certificate other;
  support::writeText(std::filesystem::path(serverFolder) / "smtp.conf",
                     "host = 127.0.0.1\nport = " + std::to_string(mailPort) +
                         "\nfrom = pillarbox@oakfield.example\nca = " + other.cert + "\n");
  post(true);
  ASSERT_TRUE(soon([&] { return !alerts().lines.empty() && !alerts().lines[0].problem.empty(); }));
  EXPECT_EQ(alerts().lines[0].problem, "The mail server could not prove who it is.");
  EXPECT_TRUE(taken().empty());
}

TEST_F(AlertsTest, ATestBringsItsNumberToThePersonWhoAsked) {
  startMail();
  const wire::TestAlert test{newId(clock, random), "dsl", "482913"};
  const Got got = signedAsk(school.device, "POST", "/v1/test-alert", wire::encodeTestAlert(test));
  EXPECT_EQ(got.status, 202) << got.body;
  ASSERT_TRUE(takenInTime(1));
  EXPECT_TRUE(has(taken()[0], "Your number: 482913\r\n"));
  ASSERT_TRUE(inState("dsl", "test", "sent"));
  EXPECT_EQ(support::run({"sqlite3", serverFolder + "/server.db", "SELECT number FROM alerts"}).out, "\n");
  for (int more = 0; more < 2; ++more) {
    const wire::TestAlert again{newId(clock, random), "dsl", "482913"};
    EXPECT_EQ(signedAsk(school.device, "POST", "/v1/test-alert", wire::encodeTestAlert(again)).status, 202);
  }
  const wire::TestAlert fourth{newId(clock, random), "dsl", "482913"};
  EXPECT_EQ(signedAsk(school.device, "POST", "/v1/test-alert", wire::encodeTestAlert(fourth)).status, 429);
}

TEST_F(AlertsTest, WithoutAMailServerATestSaysSo) {
  const wire::TestAlert test{newId(clock, random), "dsl", "482913"};
  const Got got = signedAsk(school.device, "POST", "/v1/test-alert", wire::encodeTestAlert(test));
  EXPECT_EQ(got.status, 409);
  EXPECT_EQ(problemName(got), "no-mail-server");
  EXPECT_FALSE(alerts().configured);
}

}  // namespace

}  // namespace pillarbox::server
