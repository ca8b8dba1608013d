// Which alerts a device of a school without a server has to send, and when. There is no mail server here: what is due
// waits in the queue (tests/flow/alert_here_test.cpp has a real one).
#include "kiosk/office/alert_pass.h"

#include <algorithm>

#include "kiosk/office/alert_book.h"
#include "kiosk/office/alert_watch.h"
#include "shared/base/log.h"
#include "tests/unit/office/office_fixture.h"

namespace pillarbox::office {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class AlertPassTest : public OfficeTest {
 protected:
  void SetUp() override {
    OfficeTest::SetUp();
    log::setLevel(log::Level::silent);
    school.emplace(create());
    // Each signs for their own: no lead changes where the head's e-mails go.
    Directory next = nextOf(*school);
    next.people[0].email = "lead@hill.example";
    next.policies.quietFromHour = next.policies.quietUntilHour = 0;
    ASSERT_TRUE(adoptDirectory(*school, signDirectory(next, "dsl-1")).ok());
    next = nextOf(*school);
    next.people[1].email = "head@hill.example";
    ASSERT_TRUE(adoptDirectory(*school, signDirectory(next, "head-1")).ok());
  }
  void setUpMail() {
    alert::SmtpSettings settings;
    settings.host = "127.0.0.1";
    settings.port = 1;  // nobody listens there
    settings.from = "pillarbox@hill.example";
    settings.user = "pillarbox";
    ASSERT_TRUE(alert::writeMailAccount(folder, settings, secretFrom("open-sesame")).ok());
  }
  static SecretBytes secretFrom(const std::string& text) { return SecretBytes::copyOf(viewOf(text)); }
  std::string post(bool urgent, const std::string& audience = "", bool aboutAdult = false) {
    Entry entry = concern();
    entry.urgent = urgent;
    entry.audience = audience;
    entry.aboutAdult = aboutAdult;
    if (aboutAdult) entry.adultName = "Somebody Else";
    return must(postEntry(*school, std::move(entry), {}, {}, nullptr)).slip.id;
  }
  AlertPass pass() { return must(sendAlerts(*school)); }
  std::vector<std::string> queued() {
    std::vector<std::string> who;
    for (const alert::Report& report : must(alertReports(*school))) {
      if (report.state == "waiting") who.push_back(report.person + " " + report.reason);
    }
    std::sort(who.begin(), who.end());
    return who;
  }
  bool hasNote(const std::string& id) {
    return !must(store::AlertTable::open(folder / "pillarbox.db", clock))->routing(id)->empty();
  }
  using Names = std::vector<std::string>;

  std::optional<School> school;
};

TEST_F(AlertPassTest, WhatIsUrgentIsDueAtOnceAndThenTheHeadIsToo) {
  setUpMail();
  const std::string id = post(true);
  const AlertPass first = pass();
  EXPECT_EQ(first.mailer, Mailer::here);
  EXPECT_EQ(first.done.later, 1) << "the mail server is away";
  EXPECT_EQ(queued(), Names{"dsl-1 urgent"});
  ASSERT_TRUE(first.next);
  EXPECT_LE(*first.next, clock.now() + seconds(60)) << "tried again soon";
  EXPECT_TRUE(hasNote(id)) << "until it was told";
  clock.advance(seconds(121));
  pass();
  EXPECT_EQ(queued(), (Names{"dsl-1 urgent", "head-1 last-call"})) << "there is no deputy";
}

TEST_F(AlertPassTest, OnlyABelievedPersonsReadIsSeen) {
  setUpMail();
  const std::string id = post(true);
  const std::unique_ptr<AlertBook> book = must(AlertBook::open(*school));
  EXPECT_FALSE(*book->seen("", id));
  // Signed by a key that the directory does not know.
  keyOf("stranger");
  must(postEntry(*school, casework(Kind::read, id), {}, {}, &keyOf("stranger")));
  EXPECT_FALSE(*book->seen("", id));
  // Somebody who is known, for an audience that did not get it.
  must(postEntry(*school, casework(Kind::read, id, "head"), {}, {}, &keyOf("head-1")));
  EXPECT_FALSE(*book->seen("", id));
  must(postEntry(*school, casework(Kind::read, id), {}, {}, &keyOf("dsl-1")));
  EXPECT_TRUE(*book->seen("", id));
  pass();
  EXPECT_EQ(queued(), Names{});
}

TEST_F(AlertPassTest, WhatIsForTheHeadAloneGoesToNobodyElseAndHasNoNote) {
  setUpMail();
  const std::string id = post(false, "", true);
  EXPECT_FALSE(hasNote(id));
  pass();
  EXPECT_EQ(queued(), Names{"head-1 posted"});
  const auto reports = must(alertReports(*school));
  ASSERT_EQ(reports.size(), 1U);
  EXPECT_TRUE(reports[0].pleaseLook);
}

TEST_F(AlertPassTest, InQuietHoursItWaitsForTheirEndAndTheSleepLastsUntilThen) {
  setUpMail();
  Directory next = nextOf(*school);
  next.policies.quietFromHour = 0;
  next.policies.quietUntilHour = 23;
  next.policies.digestHour = 23;
  ASSERT_TRUE(adoptDirectory(*school, signDirectory(next, "dsl-1")).ok());
  post(false);
  const AlertPass quiet = pass();
  EXPECT_EQ(queued(), Names{});
  ASSERT_TRUE(quiet.next);
  EXPECT_GT(*quiet.next, clock.now());
  EXPECT_LE(*quiet.next, clock.now() + hours(24));
}

TEST_F(AlertPassTest, WithAServerThisDeviceSendsNone) {
  setUpMail();
  const std::string id = post(true);
  pass();
  ASSERT_EQ(queued().size(), 1U);
  connect(*school);
  EXPECT_EQ(pass().mailer, Mailer::server);
  EXPECT_EQ(queued(), Names{}) << "what waited is the server's now";
  EXPECT_TRUE(hasNote(id)) << "what is still to be uploaded stays as it is";
  post(true);
  EXPECT_FALSE(pass().next);
  EXPECT_EQ(queued(), Names{});
  EXPECT_FALSE(must(placeOf(*school)).mailsFromHere);
}

TEST_F(AlertPassTest, WithoutAMailServerNobodyIsToldAndNoNoteIsKept) {
  EXPECT_FALSE(hasNote(post(true)));
  EXPECT_EQ(pass().mailer, Mailer::nobody);
  EXPECT_EQ(queued(), Names{});
  setUpMail();
  const std::string id = post(true);
  ASSERT_TRUE(hasNote(id));
  ASSERT_TRUE(alert::removeMailAccount(folder).ok());
  pass();
  EXPECT_FALSE(hasNote(id));
}

TEST_F(AlertPassTest, TheNoteHoldsWhatTheSchoolAllowsAndOnlyThisDeviceOpensIt) {
  setUpMail();
  Directory next = nextOf(*school);
  next.policies.alertAuthor = false;
  ASSERT_TRUE(adoptDirectory(*school, signDirectory(next, "dsl-1")).ok());
  const std::string id = post(false);
  const std::unique_ptr<AlertBook> book = must(AlertBook::open(*school));
  const alert::Note note = must(book->note("", id));
  EXPECT_EQ(note.author, "");
  EXPECT_EQ(note.category, "worry");
  EXPECT_FALSE(seal::DeviceKeys::generate(random).openBox(*book->table().routing(id)).ok());
}

TEST_F(AlertPassTest, ANoteIsGoneAfterThreeDaysWhateverBecameOfTheEmail) {
  setUpMail();
  const std::string id = post(false);
  pass();
  ASSERT_TRUE(hasNote(id));
  clock.advance(hours(73));
  pass();
  EXPECT_FALSE(hasNote(id));
}

TEST_F(AlertPassTest, AWrongFileIsOneSentenceAndItIsKept) {
  setUpMail();
  std::ofstream(folder / "mail.conf") << "host = localhost\nform = a@b.example\n";
  const Result<AlertPass> wrong = sendAlerts(*school);
  ASSERT_FALSE(wrong.ok());
  EXPECT_EQ(wrong.fault().detail, "mail.conf: line 2 is not understood.");
  EXPECT_EQ(must(alertTrouble(*school)), "mail.conf: line 2 is not understood.");
  setUpMail();
  pass();
  EXPECT_EQ(must(alertTrouble(*school)), "");
}

TEST_F(AlertPassTest, ThePasswordIsForItsOwnersEyes) {
  setUpMail();
  std::filesystem::permissions(folder / "mail.password", std::filesystem::perms(0640));
  const Result<AlertPass> open = sendAlerts(*school);
  ASSERT_FALSE(open.ok());
  EXPECT_EQ(open.fault().code, FaultCode::notPermitted);
}

TEST_F(AlertPassTest, TheWatchSaysWhenItIsThisDevicesToSend) {
  AlertWatch watch(*school);
  EXPECT_FALSE(watch.look());
  setUpMail();
  EXPECT_TRUE(watch.look());
  EXPECT_FALSE(watch.look());
  connect(*school);
  EXPECT_TRUE(watch.look());
}

}  // namespace

}  // namespace pillarbox::office
