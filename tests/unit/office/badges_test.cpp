// Badges and PINs in a real data folder: what a restart, a clock set back and another device's roster do to them.
#include "kiosk/office/badges.h"

#include "shared/record/badge_code.h"
#include "shared/seal/sealed_box.h"
#include "tests/unit/office/office_fixture.h"

namespace pillarbox::office {
namespace {

using What = BadgeAnswer::What;
using std::chrono::minutes;

SecretBytes secret(std::string_view text) {
  return SecretBytes::copyOf(text);
}

class Badges : public OfficeTest {
 protected:
  School withStaff() {
    School school = create();
    Roster roster;
    roster.badgeKey = Bytes(32, 9);
    roster.staff = {{"s-001", "Dawn Price", "Lunchtime supervisor", "", {}, ""},
                    {"s-002", "Jo Bell", "Teaching assistant", "", {}, ""}};
    EXPECT_TRUE(saveRoster(school, roster).ok());
    return school;
  }
  static std::string whoHas(const School& school, std::string_view code) {
    const BadgeMatch match = matchBadge(school.roster, code);
    return match.staff == nullptr ? "" : match.staff->id;
  }
};

TEST_F(Badges, ABadgeJoinedHereIsThereAfterARestartForEveryReader) {
  {
    School school = withStaff();
    ASSERT_TRUE(addBadge(school, "s-001", "04A1B2C3D4E5F6").ok());
  }
  School school = open();
  EXPECT_EQ(whoHas(school, "F6:E5:D4:C3:B2:A1:04"), "s-001");
  ASSERT_EQ(must(revokeBadge(school, "04A1B2C3D4E5F6")), 1);
  EXPECT_EQ(whoHas(school, "F6E5D4C3B2A104"), "");
  EXPECT_EQ(whoHas(open(), "04A1B2C3D4E5F6"), "");
}

TEST_F(Badges, ASchoolWithoutARosterKeyGetsOne) {
  School school = create();
  Roster roster;
  roster.badgeKey = Bytes(32, 0);
  roster.staff = {{"s-001", "Dawn Price", "", "", {}, ""}};
  ASSERT_TRUE(saveRoster(school, roster).ok());
  EXPECT_TRUE(addBadge(school, "s-001", "0A1B2C3D").ok());
  EXPECT_EQ(addBadge(school, "s-009", "0A1B2C3D").fault().code, FaultCode::notFound);
}

TEST_F(Badges, TheOneTimePinWorksOnceInItsTimeAndGoesAfterFiveGuesses) {
  School school = withStaff();
  EXPECT_EQ(must(joinWithOneTimePin(school, "s-001", "0A1B2C3D", secret("123456"))).what, What::noneGiven);

  const std::string pin = must(makeOneTimePin(school, minutes(60)));
  EXPECT_TRUE(isPin(pin));
  const BadgeAnswer wrong = must(joinWithOneTimePin(school, "s-001", "0A1B2C3D", secret("111111")));
  EXPECT_EQ(wrong.what, What::wrong);
  EXPECT_EQ(wrong.triesLeft, 4);
  EXPECT_EQ(must(joinWithOneTimePin(school, "s-001", "0A1B2C3D", secret(pin))).what, What::right);
  EXPECT_EQ(whoHas(school, "0A1B2C3D"), "s-001");
  EXPECT_EQ(must(joinWithOneTimePin(school, "s-002", "0B1B2C3D", secret(pin))).what, What::noneGiven);

  const std::string late = must(makeOneTimePin(school, minutes(60)));
  clock.advance(minutes(60));
  EXPECT_EQ(must(joinWithOneTimePin(school, "s-002", "0B1B2C3D", secret(late))).what, What::noneGiven);

  const std::string guessed = must(makeOneTimePin(school, minutes(60)));
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(must(joinWithOneTimePin(school, "s-002", "0B1B2C3D", secret("111111"))).what, What::wrong);
  }
  school = open();  // a restart gives no guesses back
  EXPECT_EQ(must(joinWithOneTimePin(school, "s-002", "0B1B2C3D", secret("111111"))).what, What::noneGiven);
  EXPECT_EQ(must(joinWithOneTimePin(school, "s-002", "0B1B2C3D", secret(guessed))).what, What::noneGiven);
}

TEST_F(Badges, AOneTimePinForOnePersonJoinsABadgeToNobodyElse) {
  School school = withStaff();
  EXPECT_EQ(makeOneTimePin(school, minutes(60), "s-009").fault().code, FaultCode::notFound);
  const std::string pin = must(makeOneTimePin(school, minutes(60), "s-001"));
  // Under another name it is as if there were none, however often: nothing is learnt of whose it is, and no guess of
  // its owner's is used up.
  for (int i = 0; i < 7; ++i) {
    EXPECT_EQ(must(joinWithOneTimePin(school, "s-002", "0A1B2C3D", secret(pin))).what, What::noneGiven);
  }
  EXPECT_EQ(whoHas(school, "0A1B2C3D"), "");
  school = open();
  EXPECT_EQ(must(joinWithOneTimePin(school, "s-001", "0A1B2C3D", secret(pin))).what, What::right);
  EXPECT_EQ(whoHas(school, "0A1B2C3D"), "s-001");
  EXPECT_EQ(must(joinWithOneTimePin(school, "s-001", "0B1B2C3D", secret(pin))).what, What::noneGiven);
}

TEST_F(Badges, OnesOwnOneTimePinAndAnybodysStandBesideEachOther) {
  School school = withStaff();
  const std::string anybodys = must(makeOneTimePin(school, minutes(60)));
  const std::string dawns = must(makeOneTimePin(school, minutes(60), "s-001"));
  const std::string jos = must(makeOneTimePin(school, minutes(60), "s-002"));
  EXPECT_EQ(must(joinWithOneTimePin(school, "s-002", "0A1B2C3D", secret(dawns))).what, What::wrong);
  EXPECT_EQ(must(joinWithOneTimePin(school, "s-002", "0A1B2C3D", secret(jos))).what, What::right);
  EXPECT_EQ(must(joinWithOneTimePin(school, "s-001", "0B1B2C3D", secret(anybodys))).what, What::right);
  // Anybody's is used up; hers is not.
  EXPECT_EQ(must(joinWithOneTimePin(school, "s-001", "0C1B2C3D", secret(anybodys))).what, What::wrong);
  EXPECT_EQ(must(joinWithOneTimePin(school, "s-001", "0C1B2C3D", secret(dawns))).what, What::right);

  const std::string guessed = must(makeOneTimePin(school, minutes(60), "s-001"));
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(must(joinWithOneTimePin(school, "s-001", "0D1B2C3D", secret("111111"))).what, What::wrong);
  }
  EXPECT_EQ(must(joinWithOneTimePin(school, "s-001", "0D1B2C3D", secret("111111"))).what, What::noneGiven);
  EXPECT_EQ(must(joinWithOneTimePin(school, "s-001", "0D1B2C3D", secret(guessed))).what, What::noneGiven);
}

TEST_F(Badges, ABadgeOfSomebodyElseIsNotJoinedAndTheOneTimePinStays) {
  School school = withStaff();
  ASSERT_TRUE(addBadge(school, "s-001", "0A1B2C3D").ok());
  const std::string pin = must(makeOneTimePin(school, minutes(60)));
  EXPECT_EQ(must(joinWithOneTimePin(school, "s-002", "169552957", secret(pin))).what, What::taken);
  EXPECT_EQ(must(joinWithOneTimePin(school, "s-002", "0B1B2C3D", secret(pin))).what, What::right);
}

TEST_F(Badges, TheOneTimePinAndThePinAreNowhereToBeRead) {
  School school = withStaff();
  const std::string pin = must(makeOneTimePin(school, minutes(60)));
  ASSERT_TRUE(setPin(school, "s-001", secret("192837")).ok());
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (!file.is_regular_file()) continue;
    std::ifstream in(file.path(), std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    EXPECT_EQ(text.find("192837"), std::string::npos) << file.path();
    EXPECT_EQ(text.find(" " + pin), std::string::npos) << file.path();
  }
}

TEST_F(Badges, TenWrongPinsMeanAWaitThatARestartDoesNotEnd) {
  School school = withStaff();
  EXPECT_EQ(must(checkPin(school, "s-001", secret("192837"))).what, What::noneGiven);
  EXPECT_FALSE(setPin(school, "s-001", secret("123456")).ok());
  EXPECT_FALSE(setPin(school, "s-001", secret("19283")).ok());
  ASSERT_TRUE(setPin(school, "s-001", secret("192837")).ok());
  EXPECT_EQ(must(checkPin(school, "s-001", secret("192837"))).what, What::right);
  for (int i = 9; i > 0; --i) {
    const BadgeAnswer wrong = must(checkPin(school, "s-001", secret("000001")));
    EXPECT_EQ(wrong.what, What::wrong);
    EXPECT_EQ(wrong.triesLeft, i);
    clock.advance(std::chrono::seconds(10));
  }
  EXPECT_EQ(must(checkPin(school, "s-001", secret("000001"))).what, What::wait);
  school = open();
  const BadgeAnswer right = must(checkPin(school, "s-001", secret("192837")));
  EXPECT_EQ(right.what, What::wait);  // not even looked at
  EXPECT_LE(right.wait, pinGuessWindow);
  EXPECT_GT(right.wait, minutes(3));
  // Somebody sets the clock back: the wait is not longer than it would have been from now.
  clock.jump(-std::chrono::hours(24 * 30));
  EXPECT_LE(must(checkPin(school, "s-001", secret("192837"))).wait, pinGuessWindow);
  clock.jump(std::chrono::hours(24 * 30));
  clock.advance(right.wait);
  EXPECT_EQ(must(checkPin(school, "s-001", secret("192837"))).what, What::right);
  EXPECT_EQ(must(checkPin(school, "s-001", secret("000001"))).triesLeft, 9);  // the right one clears the slate
}

TEST_F(Badges, AFirstPinIsSetOnce) {
  School school = withStaff();
  EXPECT_EQ(perform(school, SetFirstPin{1, "s-001", secret("192837")}).what, What::right);
  const BadgeAnswer second = perform(school, SetFirstPin{2, "s-001", secret("564738")});
  EXPECT_EQ(second.what, What::failed);
  EXPECT_TRUE(second.ofSetting);
  EXPECT_EQ(second.asked, 2U);
  EXPECT_EQ(must(checkPin(school, "s-001", secret("192837"))).what, What::right);
  ASSERT_TRUE(clearPin(school, "s-001").ok());
  EXPECT_EQ(must(checkPin(school, "s-001", secret("192837"))).what, What::noneGiven);
}

TEST_F(Badges, ARosterFromElsewhereDoesNotUndoWhatWasDoneHere) {
  School school = withStaff();
  const Roster theirs = school.roster;  // as the office computer sent it, before
  ASSERT_TRUE(addBadge(school, "s-001", "0A1B2C3D").ok());
  ASSERT_TRUE(addBadge(school, "s-002", "0B1B2C3D").ok());
  ASSERT_EQ(must(revokeBadge(school, "0B1B2C3D")), 1);
  ASSERT_TRUE(setPin(school, "s-001", secret("192837")).ok());
  const auto sent = [&](const Roster& roster) {
    return seal::boxTo(school.keys.boxPublic, viewOf(encodeRoster(roster)));
  };
  const Bytes old = sent(theirs);
  EXPECT_TRUE(must(takeRosterFromServer(school, old)));
  EXPECT_EQ(whoHas(school, "0A1B2C3D"), "s-001");
  EXPECT_EQ(must(checkPin(school, "s-001", secret("192837"))).what, What::right);
  // The same again is nothing new, however often the server is asked.
  EXPECT_FALSE(must(takeRosterFromServer(school, old)));
  // Once theirs knows of it, theirs counts: here the badge was taken away again on the office computer.
  const Roster known = school.roster;
  EXPECT_TRUE(must(takeRosterFromServer(school, sent(known))));
  EXPECT_TRUE(must(takeRosterFromServer(school, sent(theirs))));
  EXPECT_EQ(whoHas(school, "0A1B2C3D"), "");
}

TEST_F(Badges, WithOtherDevicesTheRosterIsDueForThem) {
  School school = withStaff();
  Directory next = nextOf(school);
  next.devices.push_back(deviceOf("kiosk-2", seal::DeviceKeys::generate(random)));
  ASSERT_TRUE(adoptDirectory(school, signDirectory(next, "dsl-1")).ok());
  ASSERT_TRUE(addBadge(school, "s-001", "0A1B2C3D").ok());
  EXPECT_EQ(must(school.store->setting(rosterDueSetting("kiosk-2"))), "1");
  EXPECT_NE(must(school.store->setting(rosterDueSetting("kiosk-1"))), "1");
}

}  // namespace
}  // namespace pillarbox::office
