// Signing in with a badge in all its ways, on the real screens.
#include "shared/record/badge_code.h"
#include "tests/unit/post/school.h"

namespace pillarbox::post::test {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

class Badge : public testing::Test {
 protected:
  void policy(BadgePin pin) {
    auto changed = std::make_shared<Directory>(*school());
    changed->policies.badgePin = pin;
    robot.tell(DirectoryArrived{changed});
  }
  void dawnHasAPin() {
    auto changed = std::make_shared<Roster>(*roster());
    changed->staff[0].pin = "a slow hash";
    robot.tell(RosterArrived{changed});
  }
  void tapPin(std::string_view digits) {
    for (const char digit : digits) robot.tap("pin.digit." + std::string(1, digit));
    robot.tap("pin.ok");
  }
  template <class T>
  const T* asked() {
    for (auto effect = robot.effects.rbegin(); effect != robot.effects.rend(); ++effect) {
      const auto* ask = std::get_if<BadgeAsk>(&*effect);
      if (ask != nullptr) return std::get_if<T>(ask);
    }
    return nullptr;
  }
  void answer(PinAnswered::What what, int left = 0, Milliseconds wait = {}) {
    robot.tell(BadgeEvent{PinAnswered{what, robot.state.badge.asked, left, wait}});
  }
  VerifiedBy verified() const { return robot.state.session.author.verifiedBy; }

  Robot robot;
};

TEST_F(Badge, WithoutThePolicyNoPinIsAsked) {
  dawnHasAPin();
  robot.tell(BadgeRead{"badge-dawn"});
  EXPECT_TRUE(robot.state.session.signedIn);
  EXPECT_EQ(verified(), VerifiedBy::badge);
}

TEST_F(Badge, OptionalPinIsAskedOfThoseWhoHaveOne) {
  policy(BadgePin::optional);
  robot.tell(BadgeRead{"badge-jo"});
  EXPECT_EQ(verified(), VerifiedBy::badge);
  robot.tell(GoHome{});
  robot.tap("page.leave");
  dawnHasAPin();
  robot.tell(BadgeRead{"badge-dawn"});
  EXPECT_FALSE(robot.state.session.signedIn);
  EXPECT_EQ(drawnScreen(robot.state), "pin");
  EXPECT_TRUE(robot.says("Dawn Price"));
  tapPin("192837");
  const auto* check = asked<CheckPin>();
  ASSERT_NE(check, nullptr);
  EXPECT_EQ(check->staffId, "s-001");
  EXPECT_EQ(check->pin, "192837");
  answer(PinAnswered::What::right);
  EXPECT_TRUE(robot.state.session.signedIn);
  EXPECT_EQ(verified(), VerifiedBy::badgeAndPin);
  EXPECT_EQ(robot.state.badge.pin.text(), "");
}

TEST_F(Badge, TypedOnAKeyboardToo) {
  policy(BadgePin::required);
  dawnHasAPin();
  robot.tell(BadgeRead{"badge-dawn"});
  robot.type("19x28 37");
  robot.key(ui::Key::enter);
  ASSERT_NE(asked<CheckPin>(), nullptr);
  EXPECT_EQ(asked<CheckPin>()->pin, "192837");
}

TEST_F(Badge, AForgottenPinNeverStopsAnybody) {
  policy(BadgePin::optional);
  dawnHasAPin();
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("pin.skip");
  EXPECT_TRUE(robot.state.session.signedIn);
  EXPECT_EQ(verified(), VerifiedBy::badge);
}

TEST_F(Badge, WhereAPinIsRequiredABadgeAloneIsNotVerified) {
  policy(BadgePin::required);
  dawnHasAPin();
  robot.tell(BadgeRead{"badge-dawn"});
  tapPin("000001");
  answer(PinAnswered::What::wrong, 1);
  EXPECT_TRUE(robot.says("once more"));
  tapPin("000002");
  answer(PinAnswered::What::wait, 0, minutes(4) + seconds(20));
  EXPECT_TRUE(robot.says("in 5 minutes"));
  robot.tap("pin.skip");
  EXPECT_TRUE(robot.state.session.signedIn);
  EXPECT_EQ(verified(), VerifiedBy::typed);
  EXPECT_EQ(robot.state.session.author.name, "Dawn Price");
  // Showing the badge again does not make it so.
  robot.tell(BadgeRead{"badge-dawn"});
  EXPECT_EQ(verified(), VerifiedBy::typed);
}

TEST_F(Badge, MineNeedsThePinWhereItIsRequired) {
  policy(BadgePin::required);
  dawnHasAPin();
  robot.tap("home.mine");
  robot.tell(BadgeRead{"badge-dawn"});
  EXPECT_FALSE(robot.shows("pin.skip"));
  robot.tell(BadgeEvent{PinSkipped{}});
  EXPECT_FALSE(robot.state.session.signedIn);
  tapPin("192837");
  answer(PinAnswered::What::right);
  EXPECT_EQ(robot.state.screen, Screen::mine);
}

TEST_F(Badge, AFirstPinIsChosenTwiceTheSame) {
  policy(BadgePin::required);
  robot.tell(BadgeRead{"badge-dawn"});
  EXPECT_TRUE(robot.says("Choose a PIN"));
  tapPin("12");
  EXPECT_TRUE(robot.says("6 to 12 digits"));
  robot.tap("pin.clear");
  tapPin("123456");
  EXPECT_TRUE(robot.says("easy to guess"));
  tapPin("192837");
  tapPin("192838");
  EXPECT_TRUE(robot.says("not the same"));
  EXPECT_EQ(asked<SetPin>(), nullptr);
  tapPin("192837");
  tapPin("192837");
  ASSERT_NE(asked<SetPin>(), nullptr);
  EXPECT_EQ(asked<SetPin>()->pin, "192837");
  robot.tell(BadgeEvent{PinSet{robot.state.badge.asked, true}});
  EXPECT_EQ(verified(), VerifiedBy::badgeAndPin);
}

TEST_F(Badge, NotNowGoesOnAsNotVerified) {
  policy(BadgePin::required);
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("pin.skip");
  EXPECT_TRUE(robot.state.session.signedIn);
  EXPECT_EQ(verified(), VerifiedBy::typed);
}

TEST_F(Badge, ADiskThatFailsWhileTheFirstPinIsKeptStopsNobody) {
  policy(BadgePin::required);
  robot.tell(BadgeRead{"badge-dawn"});
  tapPin("192837");
  tapPin("192837");
  robot.tell(BadgeEvent{PinSet{robot.state.badge.asked, false}});
  EXPECT_TRUE(robot.shows("pin.trouble"));
  robot.tap("pin.skip");
  EXPECT_TRUE(robot.state.session.signedIn);
}

TEST_F(Badge, AnAnswerThatComesTooLateIsNoAnswer) {
  policy(BadgePin::optional);
  dawnHasAPin();
  robot.tell(BadgeRead{"badge-dawn"});
  tapPin("192837");
  const std::uint64_t first = robot.state.badge.asked;
  robot.tap("page.back");
  EXPECT_EQ(robot.state.screen, Screen::home);
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tell(BadgeEvent{PinAnswered{PinAnswered::What::right, first, 0, {}}});
  EXPECT_FALSE(robot.state.session.signedIn);
  tapPin("000001");
  robot.tell(BadgeEvent{PinAnswered{PinAnswered::What::right, first, 0, {}}});
  EXPECT_FALSE(robot.state.session.signedIn);
}

TEST_F(Badge, ThePadIsForgottenWhenNobodyTouchesIt) {
  policy(BadgePin::optional);
  dawnHasAPin();
  robot.tell(BadgeRead{"badge-dawn"});
  for (const char digit : std::string("1928")) robot.tap("pin.digit." + std::string(1, digit));
  robot.live(signInIdle + seconds(1));
  EXPECT_EQ(robot.state.screen, Screen::home);
  EXPECT_EQ(robot.state.badge.pin.text(), "");
  EXPECT_FALSE(robot.state.badge.whose);
}

TEST_F(Badge, AnUnknownBadgeIsJoinedToANameWithTheOneTimePin) {
  robot.tell(BadgeRead{"04:A1:B2:C3:D4:E5:F6"});
  EXPECT_TRUE(robot.shows("sign-in.no-badge"));
  robot.tap("sign-in.join");
  robot.type("daw");
  robot.tap("join.staff.s-001");
  EXPECT_TRUE(robot.says("the 6 numbers the office gave you"));
  tapPin("481516");
  const auto* join = asked<JoinBadge>();
  ASSERT_NE(join, nullptr);
  EXPECT_EQ(join->staffId, "s-001");
  EXPECT_EQ(join->code, "04:A1:B2:C3:D4:E5:F6");
  EXPECT_EQ(join->oneTimePin, "481516");
  answer(PinAnswered::What::wrong, 4);
  EXPECT_TRUE(robot.says("4 more times"));
  tapPin("481517");
  answer(PinAnswered::What::right);
  EXPECT_TRUE(robot.state.session.signedIn);
  EXPECT_EQ(robot.state.session.author, (Author{"s-001", "Dawn Price", "Lunchtime supervisor", VerifiedBy::badge}));
  EXPECT_EQ(robot.state.badge.code, "");
}

TEST_F(Badge, JoinedWhereAPinIsRequiredAFirstPinIsChosenNext) {
  policy(BadgePin::required);
  robot.tell(BadgeRead{"04A1B2C3D4E5F6"});
  robot.tap("sign-in.join");
  robot.type("daw");
  robot.tap("join.staff.s-001");
  tapPin("481516");
  answer(PinAnswered::What::right);
  EXPECT_TRUE(robot.says("Choose a PIN"));
}

TEST_F(Badge, WithoutTheOneTimePinOneGoesOnAsATypedName) {
  robot.tell(BadgeRead{"04A1B2C3D4E5F6"});
  robot.tap("sign-in.join");
  robot.type("daw");
  robot.tap("join.staff.s-001");
  tapPin("481516");
  answer(PinAnswered::What::noneGiven);
  EXPECT_TRUE(robot.says("Ask the office for new ones"));
  robot.tap("pin.skip");
  EXPECT_TRUE(robot.state.session.signedIn);
  EXPECT_EQ(verified(), VerifiedBy::typed);
}

TEST_F(Badge, TwoPeopleWithOneBadgeAreToldSoAndCanGoOn) {
  auto twice = std::make_shared<Roster>(*roster());
  for (std::size_t i : {0U, 1U}) twice->staff[i].badgeHashes = {keptOfBadge(*twice, "0A1B2C3D")};
  robot.tell(RosterArrived{twice});
  robot.tell(BadgeRead{"169552957"});
  EXPECT_FALSE(robot.state.session.signedIn);
  EXPECT_TRUE(robot.shows("sign-in.several-people"));
  EXPECT_FALSE(robot.shows("sign-in.join"));
  robot.tap("sign-in.no-badge");
  EXPECT_EQ(robot.state.screen, Screen::byName);
}

TEST_F(Badge, VisitorsSupplyAndVolunteersAreNotVerified) {
  for (const auto& [id, role] :
       {std::pair{"visitor", "Visitor"}, {"supply", "Supply staff"}, {"volunteer", "Volunteer"}}) {
    Robot one;
    one.tap("home.tell");
    one.tap("sign-in.no-badge");
    one.type("Sandra Lowe");
    one.tap("by-name.role." + std::string(id));
    EXPECT_EQ(one.state.session.author, (Author{"", "Sandra Lowe", role, VerifiedBy::typed}));
  }
}

TEST_F(Badge, AnotherPersonsBadgeClosesTheSessionAtOnce) {
  policy(BadgePin::optional);
  dawnHasAPin();
  robot.tell(BadgeRead{"badge-jo"});
  robot.tap("adult.no");
  robot.type("amina");
  robot.tap("who.pupil.p-001");
  robot.tell(BadgeRead{"badge-dawn"});
  EXPECT_FALSE(robot.state.session.signedIn);
  EXPECT_EQ(robot.state.screen, Screen::pin);
  EXPECT_FALSE(robot.says("Amina"));
  EXPECT_TRUE(robot.state.draft.pupils.empty());
  // And an unknown one covers it.
  robot.tap("pin.skip");
  robot.tap("adult.no");
  robot.tell(BadgeRead{"NEVER-SEEN"});
  EXPECT_EQ(robot.state.cover, Cover::unknownBadge);
}

TEST_F(Badge, FiftyBadgesASecondEndWithTheLastPerson) {
  for (int i = 0; i < 50; ++i) {
    robot.tell(BadgeRead{i % 3 == 0 ? "badge-dawn" : i % 3 == 1 ? "NEVER-SEEN-" + std::to_string(i) : "badge-jo"});
  }
  robot.tell(BadgeRead{"badge-jo"});
  EXPECT_EQ(robot.state.session.author.name, "Jo Bell");
  EXPECT_TRUE(robot.state.parked.empty());
}

TEST_F(Badge, TheScreenAsksOnlyForWhatThereIs) {
  robot.tap("home.tell");
  EXPECT_TRUE(robot.says("Hold your staff badge to the reader"));
  robot.tell(BadgeEvent{ReadersAre{0, false}});
  EXPECT_FALSE(robot.says("Hold your staff badge to the reader"));
  EXPECT_TRUE(robot.says("There is no badge reader here."));
  robot.tell(CameraChanged{CameraState::open});
  EXPECT_TRUE(robot.says("Show your badge to the camera."));
  robot.tell(BadgeEvent{ReadersAre{1, false}});
  EXPECT_TRUE(robot.says("to the reader or to the camera"));
  robot.tell(BadgeEvent{ReadersAre{0, false}});  // unplugged
  EXPECT_FALSE(robot.says("to the reader"));
  robot.tap("sign-in.no-badge");
  EXPECT_EQ(robot.state.screen, Screen::byName);
}

TEST_F(Badge, ACardThatCannotBeABadgeIsSaidOnce) {
  robot.tell(BadgeEvent{CardUnread{}});
  EXPECT_TRUE(robot.shows("sign-in.unread"));
  robot.tell(BadgeRead{"badge-dawn"});
  EXPECT_TRUE(robot.state.session.signedIn);
  robot.tell(BadgeEvent{CardUnread{}});
  EXPECT_EQ(robot.state.cover, Cover::none);
}

TEST_F(Badge, HostileCodesAreOnlyUnknown) {
  for (const std::string& code : {std::string(100'000, 'A'), std::string("a\0b", 3), std::string("\xFF\xFE"),
                                  std::string(), std::string("{}{}{}")}) {
    robot.tell(BadgeRead{code});
    EXPECT_FALSE(robot.state.session.signedIn);
    EXPECT_EQ(robot.state.screen, Screen::signIn);
  }
}

}  // namespace
}  // namespace pillarbox::post::test
