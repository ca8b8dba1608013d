// On a person's own device: a name and the passphrase, and the card again whenever that does not work.
#include "tests/unit/inbox/inbox_fixture.h"
#include "tests/unit/inbox/sweep.h"

namespace pillarbox::inbox {
namespace {

class SoftKeyUnlock : public testing::Test {
 protected:
  State start() const {
    Config config = sampleConfig(card);
    config.softKeys = {{"dsl-1", "Anna Bell"}, {"deputy-1", "Dev Shah"}};
    return begin(std::move(config), true, Milliseconds(0));
  }
  Sample sample;
  const SecretBytes card = SecretBytes::copyOf(sample.random.bytes(16));
};

TEST_F(SoftKeyUnlock, ANameAndThePassphraseAreEnough) {
  Robot robot(start());
  robot.settle();
  ASSERT_TRUE(robot.tap("unlock.soft.deputy-1"));
  robot.state.unlock.passphrase.setText("five invented plain words here");
  robot.settle();
  ASSERT_TRUE(robot.tap("unlock.go"));
  const auto asked = std::find_if(robot.effects.begin(), robot.effects.end(),
                                  [](const Effect& effect) { return std::holds_alternative<Unlock>(effect); });
  ASSERT_NE(asked, robot.effects.end());
  EXPECT_EQ(std::get<Unlock>(*asked).softPerson, "deputy-1");
  EXPECT_TRUE(std::get<Unlock>(*asked).cardSecret.empty());
  robot.give(UnlockFailed{{FaultCode::wrongSecret, ""}});
  EXPECT_EQ(robot.state.unlock.problem, "That passphrase does not fit. Try again.");
  robot.give(OtherCard{});
  EXPECT_TRUE(robot.state.unlock.softPerson.empty()) << "the card is asked for again";
  robot.give(SoftKeyChosen{"nobody"});
  EXPECT_TRUE(robot.state.unlock.softPerson.empty());
}

class SoftKeyShapes : public testing::TestWithParam<Shape> {};
INSTANTIATE_TEST_SUITE_P(Shapes, SoftKeyShapes,
                         testing::Values(Shape{1280, 800, 1}, Shape{800, 1280, 1}, Shape{1024, 600, 1},
                                         Shape{1280, 800, 2}));

TEST_P(SoftKeyShapes, CanBeTouchedInEverySize) {
  const Shape shape = GetParam();
  Sample sample;
  Config config = sampleConfig(SecretBytes::copyOf(sample.random.bytes(16)));
  config.softKeys = {{"dsl-1", "Anna Bell"}, {"deputy-1", "Dev Shah"}};
  Robot robot(begin(std::move(config), true, Milliseconds(0)), shape.width, shape.height, shape.scale);
  sweep(robot, shape, "card or name");
  robot.give(SoftKeyChosen{"dsl-1"});
  sweep(robot, shape, "passphrase without a card");
}

TEST_F(SoftKeyUnlock, IsNotOfferedOnATerminalOfTheStaff) {
  State state = start();
  state.config.startedByStaffScreens = true;
  Robot robot(std::move(state));
  robot.settle();
  EXPECT_EQ(robot.find("unlock.soft.dsl-1"), nullptr);
  Robot own(start());
  own.settle();
  EXPECT_NE(own.find("unlock.soft.dsl-1"), nullptr);
}

}  // namespace
}  // namespace pillarbox::inbox
