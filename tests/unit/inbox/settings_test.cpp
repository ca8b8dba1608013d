// What the school decides, on screen: a draft, what will change, one signature.
#include <gtest/gtest.h>

#include "kiosk/inbox/settings_words.h"
#include "shared/record/guidance.h"
#include "shared/record/policies.h"
#include "tests/unit/inbox/steps_fixture.h"
#include "tests/unit/inbox/sweep.h"

namespace pillarbox::inbox {
namespace {

SchoolFacts asRole(PersonRole role) {
  SchoolFacts facts = sampleSchool();
  auto directory = std::make_shared<Directory>(*facts.directory);
  directory->people[0].role = role;
  directory->places = {"Playground", "Dining hall"};
  facts.directory = std::move(directory);
  return facts;
}

State managing(PersonRole role = PersonRole::dsl) {
  Sample sample;
  CaseEntry concern = sample.concern(0);
  const std::string id = concern.entry.id;
  State state = working({std::move(concern), sorted(sample, 1, id, "Neglect")});
  (void)apply(state, SchoolKnown{asRole(role)});
  state.config.guidance =
      std::make_shared<const std::vector<Guidance>>(*readGuidance(std::string(PILLARBOX_SOURCE_DIR) + "/assets"));
  (void)apply(state, ManageOpened{});
  (void)apply(state, ManagePartChosen{ManagePart::settings});
  (void)apply(state, Event{SettingsEvent{SettingsTold{{{"speculation-words", "A guess", "He probably fell."},
                                                       {"spelling", "Spelling", "He fell in the playgruond."}}}}});
  return state;
}

Effects give(State& state, SettingsEvent event) {
  return apply(state, Event{std::move(event)});
}
void type(State& state, SettingsSlot slot, const std::string& words) {
  (void)give(state, SettingsEdited{slot, ui::InsertText{words}});
}
SettingsState& settingsOf(State& state) {
  return state.inbox.manage.settings;
}
std::string changesOf(const State& state) {
  std::string words;
  for (const DirectoryChange& change : settingsChanges(state)) words += change.says + "\n";
  return words;
}

TEST(Settings, WhatIsChangedIsADraftUntilItIsLookedThroughAndSignedOnce) {
  State state = managing();
  EXPECT_FALSE(settingsOf(state).draft);
  (void)give(state, RuleSet{"practice", "no"});
  (void)give(state, RuleStepped{"inbox_lock_seconds", 1});
  EXPECT_EQ(changesOf(state),
            "Lock the inbox after: 70 seconds (before: 1 minute).\nPractise with a pretend child: no (before: yes).\n");
  EXPECT_TRUE(state.school.directory->policies.practice) << "nothing counts yet";
  (void)give(state, ChangesShown{});
  (void)give(state, RuleSet{"practice", "yes"});
  EXPECT_FALSE(settingsOf(state).draft->policies.practice) << "not while it is looked through";
  const Effects effects = give(state, ChangesSigned{});
  ASSERT_EQ(effects.size(), 1U);
  const auto& sign = std::get<SignDirectory>(effects[0]);
  EXPECT_FALSE(sign.next.policies.practice);
  EXPECT_TRUE(give(state, ChangesSigned{}).empty()) << "once";
  (void)apply(state, Event{ManageEvent{DirectorySigned{sign.done}}});
  EXPECT_FALSE(settingsOf(state).draft);
  EXPECT_FALSE(settingsOf(state).checking);
  EXPECT_NE(state.inbox.manage.done, "");
}

TEST(Settings, AChangeThatCannotBeSignedStaysADraft) {
  State state = managing();
  (void)give(state, RuleSet{"practice", "no"});
  (void)give(state, ChangesShown{});
  (void)give(state, ChangesSigned{});
  (void)apply(state,
              Event{ManageEvent{DirectoryNotSigned{{FaultCode::busy, "somebody else has changed it meanwhile"}}}});
  EXPECT_TRUE(settingsOf(state).draft);
  EXPECT_NE(state.inbox.manage.problem, "");
}

TEST(Settings, WhatIsChangedBackIsNoChange) {
  State state = managing();
  (void)give(state, RuleSet{"practice", "no"});
  (void)give(state, RuleSet{"practice", "yes"});
  EXPECT_FALSE(settingsOf(state).draft);
}

TEST(Settings, LeavingWithUnsignedChangesAsks) {
  State state = managing();
  (void)give(state, RuleSet{"practice", "no"});
  (void)apply(state, BackPressed{});
  EXPECT_TRUE(settingsOf(state).leaving);
  (void)give(state, ChangesKept{});
  EXPECT_TRUE(settingsOf(state).draft);
  (void)apply(state, BackPressed{});
  (void)give(state, ChangesThrownAway{});
  EXPECT_EQ(state.inbox.manage.part, ManagePart::menu);
  EXPECT_FALSE(settingsOf(state).draft);
}

TEST(Settings, ANumberThatIsTypedMustBeOneOfItsRange) {
  State state = managing();
  (void)give(state, SettingsOpened{"passphrase_days"});
  settingsOf(state).text(SettingsSlot::value).clear();
  type(state, SettingsSlot::value, "sixty");
  (void)give(state, RuleTyped{});
  EXPECT_NE(settingsOf(state).problem.find("0 to 3660"), std::string::npos);
  EXPECT_FALSE(settingsOf(state).draft);
  settingsOf(state).text(SettingsSlot::value).setText("60");
  (void)give(state, RuleTyped{});
  EXPECT_EQ(changesOf(state), "Change a passphrase after: 60 days (before: never).\n");
}

TEST(Settings, WhoMayNotChangeSomethingCannot) {
  State head = managing(PersonRole::head);
  (void)give(head, RuleSet{"practice", "no"});
  EXPECT_FALSE(settingsOf(head).draft);
  (void)give(head, RuleSet{"low_level_to_dsl", "yes"});
  EXPECT_TRUE(settingsOf(head).draft) << "what only heads change";
  State dsl = managing();
  (void)give(dsl, RuleSet{"low_level_to_dsl", "yes"});
  EXPECT_FALSE(settingsOf(dsl).draft);
  State slt = managing(PersonRole::slt);
  (void)give(slt, SettingsTabChosen{SettingsTab::places});
  type(slt, SettingsSlot::name, "Attic");
  (void)give(slt, SettingsAdded{});
  EXPECT_FALSE(settingsOf(slt).draft);
}

TEST(Settings, ACategoryIsAddedWithGuidanceAndItsSourceAndAnotherGoes) {
  State state = managing();
  (void)give(state, SettingsTabChosen{SettingsTab::categories});
  type(state, SettingsSlot::name, "Neglect");
  (void)give(state, SettingsAdded{});
  EXPECT_NE(settingsOf(state).problem, "") << "it is there already";
  settingsOf(state).text(SettingsSlot::name).clear();
  type(state, SettingsSlot::name, "Young carers");
  (void)give(state, SettingsAdded{});
  type(state, SettingsSlot::guidance, "Looks after somebody at home.");
  type(state, SettingsSlot::source, "Our policy, September 2026");
  (void)give(state, SettingsRemoved{"Bullying"});
  EXPECT_EQ(changesOf(state),
            "Category added: Young carers.\nCategory removed: Bullying.\n"
            "Guidance for “Young carers”: Looks after somebody at home. [Our policy, September 2026]\n");
  (void)give(state, SettingsOpened{"Young carers"});
  EXPECT_EQ(settingsOf(state).text(SettingsSlot::source).text(), "Our policy, September 2026");
  EXPECT_EQ(concernsOf(state, "Neglect"), 1U) << "shown before it is removed";
}

TEST(Settings, AHintIsSwitchedOffAndOneOfTheSchoolsOwnIsTriedOnASentence) {
  State state = managing();
  (void)give(state, SettingsTabChosen{SettingsTab::hints});
  (void)give(state, HintSwitched{"speculation-words"});
  type(state, SettingsSlot::phrase, "had a meltdown");
  type(state, SettingsSlot::says, "What did the child do?");
  (void)give(state, SettingsAdded{});
  const Effects effects = give(state, SettingsEdited{SettingsSlot::sentence, ui::InsertText{"He had a meltdown."}});
  ASSERT_EQ(effects.size(), 1U);
  const auto& tried = std::get<TryHints>(std::get<SettingsEffect>(effects[0]));
  EXPECT_EQ(tried.off, std::vector<std::string>{"speculation-words"});
  ASSERT_EQ(tried.own.size(), 1U);
  (void)give(state, HintsTried{tried.number - 1, {"an older answer"}});
  EXPECT_TRUE(settingsOf(state).tried.empty());
  (void)give(state, HintsTried{tried.number, {"“had a meltdown”: What did the child do?"}});
  EXPECT_EQ(settingsOf(state).tried.size(), 1U);
}

TEST(Guidance, StandsBesideTheCategoryWhenItIsSortedAndRead) {
  Sample sample;
  CaseEntry concern = sample.concern(0);
  const std::string id = concern.entry.id;
  State start = working({std::move(concern), sorted(sample, 1, id, "Radicalisation and extremism")});
  start.config.guidance =
      std::make_shared<const std::vector<Guidance>>(*readGuidance(std::string(PILLARBOX_SOURCE_DIR) + "/assets"));
  Robot robot(std::move(start));
  robot.give(CaseChosen{id});
  robot.settle();
  ASSERT_NE(robot.find("concern.guidance.1"), nullptr);
  EXPECT_NE(robot.find("concern.guidance.1")->name.find("Check the current edition"), std::string::npos);
  robot.give(FormOpened{Form::triage, ""});
  robot.settle();
  EXPECT_NE(robot.find("step.guidance.1"), nullptr) << "of the category that is chosen";
  robot.give(FormPicked{Pick::category, "Neglect"});
  robot.settle();
  EXPECT_EQ(robot.find("step.guidance.1"), nullptr);
}

class EverySettingsScreen : public testing::TestWithParam<Shape> {};

TEST_P(EverySettingsScreen, CanBeTouchedAndHasCover) {
  const Shape shape = GetParam();
  Robot robot(managing(), shape.width, shape.height, shape.scale);
  const auto tab = [&](SettingsTab which) { robot.give(Event{SettingsEvent{SettingsTabChosen{which}}}); };
  sweep(robot, shape, "rules");
  robot.give(Event{SettingsEvent{SettingsOpened{"blur_after_seconds"}}});
  sweep(robot, shape, "rule typed");
  robot.give(Event{SettingsEvent{RuleSet{"practice", "no"}}});
  sweep(robot, shape, "rules, changed");
  tab(SettingsTab::categories);
  robot.give(Event{SettingsEvent{SettingsOpened{"Neglect"}}});
  sweep(robot, shape, "category");
  robot.tap("settings.guidance");
  sweep(robot, shape, "category, typing");
  tab(SettingsTab::places);
  robot.give(Event{SettingsEvent{SettingsAdded{}}});
  sweep(robot, shape, "places, with a problem");
  tab(SettingsTab::hints);
  type(robot.state, SettingsSlot::phrase, "had a meltdown");
  type(robot.state, SettingsSlot::says, "What did the child do?");
  robot.give(Event{SettingsEvent{SettingsAdded{}}});
  type(robot.state, SettingsSlot::sentence, "He had a meltdown.");
  robot.give(Event{SettingsEvent{HintsTried{settingsOf(robot.state).asked, {"“had a meltdown”: What did they do?"}}}});
  robot.give(Event{SettingsEvent{SettingsOpened{"had a meltdown"}}});
  sweep(robot, shape, "hints");
  robot.give(Event{SettingsEvent{ChangesShown{}}});
  sweep(robot, shape, "what will change");
  robot.give(Event{SettingsEvent{ChangesSigned{}}});
  sweep(robot, shape, "being signed");
  robot.give(ManageEvent{DirectoryNotSigned{{FaultCode::busy, "Somebody else has changed it meanwhile."}}});
  sweep(robot, shape, "not signed");
  robot.give(Event{SettingsEvent{ChangesHidden{}}});
  robot.give(BackPressed{});
  sweep(robot, shape, "leaving");
}

TEST_P(EverySettingsScreen, IsReadableForThoseWhoMayNotChangeIt) {
  const Shape shape = GetParam();
  Robot robot(managing(PersonRole::slt), shape.width, shape.height, shape.scale);
  for (const SettingsTab each :
       {SettingsTab::rules, SettingsTab::categories, SettingsTab::places, SettingsTab::hints}) {
    robot.give(Event{SettingsEvent{SettingsTabChosen{each}}});
    sweep(robot, shape, "tab " + std::to_string(static_cast<int>(each)));
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, EverySettingsScreen,
                         testing::Values(Shape{1280, 800, 1}, Shape{800, 1280, 1}, Shape{1280, 800, 2},
                                         Shape{1024, 600, 1}, Shape{800, 1280, 2}));

}  // namespace
}  // namespace pillarbox::inbox
