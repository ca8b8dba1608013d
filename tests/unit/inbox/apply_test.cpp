#include "shared/open/passphrase.h"
#include "tests/unit/inbox/inbox_fixture.h"

namespace pillarbox::inbox {
namespace {

using std::chrono::seconds;

class Unlocking : public testing::Test {
 protected:
  template <class E>
  Effects give(E event) {
    return apply(state, Event(std::move(event)));
  }
  void type(Field field, const std::string& text) { (void)give(Edited{field, ui::InsertText{text}}); }

  Sample sample;
  SecretBytes card = open::newCardSecret(sample.random);
  State state = begin(sampleConfig(card), true, Milliseconds(0));
};

TEST_F(Unlocking, TakesTheCardFromAReaderAndThePassphraseFromTheKeys) {
  EXPECT_TRUE(give(CardShown{open::cardCode(card)}).empty());
  EXPECT_EQ(state.unlock.cardName, "Anna Bell");
  type(Field::passphrase, "clean-shop-chip");
  const Effects effects = give(UnlockPressed{});
  ASSERT_EQ(effects.size(), 1u);
  const auto& unlock = std::get<Unlock>(effects[0]);
  EXPECT_EQ(unlock.cardSecret.text(), card.text());
  EXPECT_EQ(unlock.passphrase.text(), "clean-shop-chip");
  EXPECT_TRUE(give(UnlockPressed{}).empty()) << "pressed twice, tried once";

  const Effects after = give(Unlocked{{"dsl-1", "Anna Bell", "DSL"}, false});
  ASSERT_EQ(after.size(), 1u);
  EXPECT_TRUE(std::holds_alternative<LoadList>(after[0]));
  EXPECT_EQ(state.screen, Screen::list);
  EXPECT_TRUE(state.unlock.card.empty());
  EXPECT_TRUE(state.unlock.passphrase.empty());
}

TEST_F(Unlocking, TakesATypedCardCode) {
  type(Field::card, std::string(open::cardCodeForPeople(card).text()));
  (void)give(CardTyped{});
  EXPECT_EQ(state.unlock.card.text(), card.text());
  EXPECT_TRUE(state.unlock.cardTyped.empty());
}

TEST_F(Unlocking, SaysKindlyThatABadgeOrAnotherSchoolsCardIsNotAKeyCard) {
  (void)give(CardShown{SecretBytes::copyOf(std::string_view("STAFF0042"))});
  EXPECT_NE(state.unlock.problem.find("not your badge"), std::string::npos);
  EXPECT_TRUE(state.unlock.card.empty());
  (void)give(CardShown{open::cardCode(open::newCardSecret(sample.random))});
  EXPECT_NE(state.unlock.problem.find("not a key card of this school"), std::string::npos);
  EXPECT_TRUE(state.unlock.card.empty());
  type(Field::card, "PBK1-nonsense");
  EXPECT_TRUE(state.unlock.problem.empty()) << "typing clears what was wrong";
  (void)give(CardTyped{});
  EXPECT_FALSE(state.unlock.problem.empty());
}

TEST_F(Unlocking, AWrongPassphraseIsForgottenAndAskedForAgain) {
  (void)give(CardShown{open::cardCode(card)});
  type(Field::passphrase, "wrong-horse");
  (void)give(UnlockPressed{});
  (void)give(UnlockFailed{{FaultCode::wrongSecret, ""}});
  EXPECT_FALSE(state.unlock.working);
  EXPECT_TRUE(state.unlock.passphrase.empty());
  EXPECT_FALSE(state.unlock.card.empty());
  EXPECT_NE(state.unlock.problem.find("do not fit together"), std::string::npos);
  EXPECT_TRUE(give(UnlockPressed{}).empty()) << "nothing typed, nothing tried";
}

TEST_F(Unlocking, AStarterPassphraseMustBeChangedBeforeAnythingIsShown) {
  (void)give(CardShown{open::cardCode(card)});
  type(Field::passphrase, "starter-words-here");
  (void)give(UnlockPressed{});
  Effects effects = give(Unlocked{{"dsl-1", "Anna Bell", "DSL"}, true});
  EXPECT_EQ(state.screen, Screen::ownPassphrase);
  for (const Effect& effect : effects) EXPECT_FALSE(std::holds_alternative<LoadList>(effect));

  const auto refused = [&](const std::string& first, const std::string& again) {
    state.choose.first.setText(first);
    state.choose.again.setText(again);
    return give(PassphraseChosen{}).empty() && !state.choose.problem.empty();
  };
  EXPECT_TRUE(refused("", ""));
  EXPECT_TRUE(refused("short", "short"));
  EXPECT_TRUE(refused("password", "password"));
  EXPECT_TRUE(refused("starter-words-here", "starter-words-here"));
  EXPECT_TRUE(refused("a-good-long-one", ""));
  EXPECT_TRUE(refused("a-good-long-one", "a-good-long-two"));
  (void)give(EntriesArrived{{sample.concern(0)}, {}, true});
  (void)give(SetAsideChosen{});
  (void)give(BackPressed{});
  EXPECT_EQ(state.screen, Screen::ownPassphrase) << "there is no way round";
  EXPECT_TRUE(state.inbox.entries.empty());

  (void)give(WordsOffered{open::offerPassphrase(sample.random)});
  (void)give(WordsTaken{});
  EXPECT_EQ(state.choose.first.text(), state.choose.offered.text());
  EXPECT_TRUE(state.choose.again.empty()) << "typed once by hand, so that it is remembered";
  state.choose.again.setText(state.choose.offered.text());
  effects = give(PassphraseChosen{});
  ASSERT_EQ(effects.size(), 1u);
  const auto& change = std::get<ChangePassphrase>(effects[0]);
  EXPECT_EQ(change.passphrase.text(), state.choose.offered.text());
  EXPECT_EQ(change.cardSecret.text(), card.text());
  (void)give(PassphraseNotChanged{{FaultCode::diskFull, ""}});
  EXPECT_EQ(state.screen, Screen::ownPassphrase);
  (void)give(PassphraseChosen{});
  effects = give(PassphraseChanged{});
  ASSERT_EQ(effects.size(), 1u);
  EXPECT_TRUE(std::holds_alternative<LoadList>(effects[0]));
  EXPECT_EQ(state.screen, Screen::list);
}

TEST_F(Unlocking, WhereTheSchoolDoesNotWantItOnATerminalOfTheStaffACardOpensNothingAndItSaysWhy) {
  state.config.startedByStaffScreens = true;
  state.config.openOnTerminals = false;
  (void)give(CardShown{open::cardCode(card)});
  EXPECT_TRUE(state.unlock.card.empty());
  EXPECT_NE(state.unlock.problem.find("Use your own device"), std::string::npos);
  state.config.startedByStaffScreens = false;  // the DSL's own computer
  (void)give(CardShown{open::cardCode(card)});
  EXPECT_FALSE(state.unlock.card.empty());
}

TEST_F(Unlocking, APassphraseOlderThanTheSchoolAllowsMustBeChangedBeforeAnythingIsShown) {
  (void)give(CardShown{open::cardCode(card)});
  type(Field::passphrase, "my-own-old-words");
  (void)give(UnlockPressed{});
  Unlocked answer{{"dsl-1", "Anna Bell", "DSL"}};
  answer.oldAfterDays = 60;
  answer.mix = true;
  Effects effects = give(std::move(answer));
  EXPECT_EQ(state.screen, Screen::ownPassphrase);
  for (const Effect& effect : effects) EXPECT_FALSE(std::holds_alternative<LoadList>(effect));
  const auto problemOf = [&](const std::string& chosen) {
    state.choose.first.setText(chosen);
    state.choose.again.setText(chosen);
    (void)give(PassphraseChosen{});
    return state.choose.problem;
  };
  EXPECT_NE(problemOf("tulip engine seven").find("capital letters"), std::string::npos);
  EXPECT_EQ(problemOf("Tulip engine 7"), "");
  EXPECT_TRUE(state.choose.working);
}

TEST_F(Unlocking, AHalfTypedPassphraseIsForgottenAfterAMinute) {
  (void)give(CardShown{open::cardCode(card)});
  type(Field::passphrase, "half-typ");
  const Effects effects = give(Tick{seconds(61)});
  ASSERT_EQ(effects.size(), 1u);
  EXPECT_TRUE(std::holds_alternative<EndProcess>(effects[0]));
  EXPECT_TRUE(state.unlock.card.empty());
  EXPECT_TRUE(state.unlock.passphrase.empty());
}

TEST(InboxLock, EndsTheProcessAfterAMinuteAndWarnsFifteenSecondsBefore) {
  Sample sample;
  State state = unlocked({sample.concern(0)});
  EXPECT_EQ(untilTick(state), Milliseconds(45'000));
  EXPECT_TRUE(apply(state, Tick{Milliseconds(44'000)}).empty());
  EXPECT_EQ(lockCountdown(state), std::nullopt);
  EXPECT_EQ(untilTick(state), Milliseconds(1000));
  EXPECT_TRUE(apply(state, Tick{Milliseconds(45'000)}).empty());
  EXPECT_EQ(lockCountdown(state), 15);
  EXPECT_TRUE(apply(state, Touched{Milliseconds(50'500)}).empty());
  EXPECT_EQ(lockCountdown(state), std::nullopt);
  EXPECT_TRUE(apply(state, Tick{Milliseconds(109'600)}).empty());
  EXPECT_EQ(lockCountdown(state), 1);
  EXPECT_EQ(untilTick(state), Milliseconds(900));
  const Effects effects = apply(state, Tick{Milliseconds(110'500)});
  ASSERT_EQ(effects.size(), 1u);
  EXPECT_TRUE(std::holds_alternative<EndProcess>(effects[0]));
  EXPECT_EQ(state.screen, Screen::ended);
  EXPECT_TRUE(state.inbox.entries.empty());
  EXPECT_EQ(untilTick(state), std::nullopt);
  // Nothing brings it back: what the worker still says is not listened to.
  EXPECT_TRUE(apply(state, EntriesArrived{{sample.concern(1)}, {}, true}).empty());
  EXPECT_TRUE(apply(state, Unlocked{{"x", "y", "z"}, false}).empty());
  EXPECT_TRUE(state.inbox.entries.empty());
  EXPECT_EQ(state.screen, Screen::ended);
}

// Whatever happens in whatever order: nothing is read before unlocking, an unlocked inbox always locks, and nothing
// follows that.
TEST(InboxLock, HoldsThroughAnySequenceOfEvents) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    Sample sample;
    support::SeededRandom dice(seed);
    const SecretBytes card = open::newCardSecret(sample.random);
    const CaseEntry concern = sample.concern(0);
    const std::string id = concern.entry.id;
    State state = begin(sampleConfig(card), true, Milliseconds(0));
    Milliseconds now{};
    bool asked = false;
    for (int step = 0; step < 120 && state.screen != Screen::ended; ++step) {
      Effects effects;
      const auto give = [&](Event event) { effects = apply(state, std::move(event)); };
      switch (dice.below(22)) {
        case 0:
          give(CardShown{open::cardCode(card)});
          break;
        case 1:
          give(Edited{Field::passphrase, ui::InsertText{"clean-shop-chip"}});
          break;
        case 2:
          give(UnlockPressed{});
          break;
        case 3:
          give(Unlocked{{"dsl-1", "Anna Bell", "DSL"}, dice.below(2) == 0});
          break;
        case 4:
          give(UnlockFailed{{FaultCode::wrongSecret, ""}});
          break;
        case 5:
          give(EntriesArrived{{concern}, {}, true});
          break;
        case 6:
          give(CaseChosen{id});
          break;
        case 7:
          give(SetAsideChosen{});
          break;
        case 8:
          give(BackPressed{});
          break;
        case 9:
          give(ReadPressed{id});
          break;
        case 10:
          give(taken(id, sample.read(1, id)));
          break;
        case 11:
          give(CoverPressed{});
          break;
        case 12:
          give(CoverLifted{});
          break;
        case 13:
          give(NamesToggled{});
          break;
        case 14:
          give(OtherCard{});
          break;
        case 15:
          give(PassphraseChosen{});
          break;
        case 16:
          give(PassphraseChanged{});
          break;
        case 17:
          give(WordsOffered{open::offerPassphrase(sample.random)});
          break;
        case 18:
          give(SetupNext{});
          break;
        case 19:
          give(PileChosen{dice.below(2) == 0 ? Pile::unread : Pile::open});
          break;
        case 20:
          give(Touched{now += Milliseconds(dice.below(20'000))});
          break;
        default:
          give(Tick{now += Milliseconds(dice.below(20'000))});
          break;
      }
      for (const Effect& effect : effects) {
        asked = asked || std::holds_alternative<Unlock>(effect);
        if (std::holds_alternative<EndProcess>(effect)) {
          EXPECT_EQ(state.screen, Screen::ended);
        }
      }
      if (!asked) {
        ASSERT_TRUE(state.screen == Screen::unlock || state.screen == Screen::ended) << seed;
      }
      if (state.screen == Screen::unlock || state.screen == Screen::ownPassphrase) {
        ASSERT_TRUE(state.inbox.entries.empty()) << seed;
      }
    }
    state.unlock.working = state.choose.working = false;
    (void)apply(state, Tick{now + seconds(61)});
    ASSERT_EQ(state.screen, Screen::ended);
    ASSERT_TRUE(state.inbox.entries.empty() && state.reader.id.empty() && state.unlock.card.empty());
  }
}

TEST(InboxLock, FollowsTheSchoolsPolicyAndTheCoverDoesNotStopIt) {
  State state = unlocked({});
  state.config.lockAfterSeconds = 30;
  (void)apply(state, CoverPressed{});
  EXPECT_TRUE(apply(state, Tick{seconds(29)}).empty());
  EXPECT_EQ(apply(state, Tick{seconds(30)}).size(), 1u);
}

TEST(InboxLock, WaitingForTheWorkerIsNotIdling) {
  Sample sample;
  const SecretBytes card = open::newCardSecret(sample.random);
  State state = begin(sampleConfig(card), true, Milliseconds(0));
  state.unlock.working = true;
  EXPECT_TRUE(apply(state, Tick{seconds(300)}).empty());
  (void)apply(state, UnlockFailed{{FaultCode::wrongSecret, ""}});
  EXPECT_TRUE(apply(state, Tick{seconds(330)}).empty());
  EXPECT_EQ(apply(state, LockPressed{}).size(), 1u);
}

TEST(InboxRead, MarksTheConcernAndWhatWasAddedEachOnce) {
  Sample sample;
  const CaseEntry concern = sample.concern(0);
  const CaseEntry added = sample.addition(5, concern.entry.id);
  State state = unlocked({concern, added});
  (void)apply(state, CaseChosen{concern.entry.id});
  const Effects effects = apply(state, ReadPressed{concern.entry.id});
  ASSERT_EQ(effects.size(), 2u);
  EXPECT_EQ(std::get<TakeStep>(effects[0]).step.subject, concern.entry.id);
  EXPECT_EQ(std::get<TakeStep>(effects[1]).step.subject, added.entry.id);
  EXPECT_TRUE(apply(state, ReadPressed{concern.entry.id}).empty()) << "pressed twice, posted once";
  (void)apply(state, taken(concern.entry.id, sample.read(9, concern.entry.id)));
  EXPECT_EQ(state.inbox.view.unread, 1u);
  (void)apply(state, StepNotTaken{Kind::read, concern.entry.id, added.entry.id, {FaultCode::diskFull, ""}});
  EXPECT_FALSE(state.inbox.problem.empty());
  EXPECT_EQ(apply(state, ReadPressed{concern.entry.id}).size(), 1u);
  (void)apply(state, taken(concern.entry.id, sample.read(10, added.entry.id)));
  EXPECT_EQ(state.inbox.view.unread, 0u);
  EXPECT_EQ(state.inbox.steps.doneCase, concern.entry.id);
  EXPECT_EQ(state.screen, Screen::concern) << "it stays open to be read on";
}

TEST(InboxRead, NothingArrivesBeforeUnlocking) {
  Sample sample;
  const SecretBytes card = open::newCardSecret(sample.random);
  State state = begin(sampleConfig(card), true, Milliseconds(0));
  (void)apply(state, EntriesArrived{{sample.concern(0)}, {}, true});
  (void)apply(state, SetAsideChosen{});
  EXPECT_TRUE(state.inbox.entries.empty());
  EXPECT_EQ(state.screen, Screen::unlock);
}

TEST(SettingUp, AsksForTheSchoolTheDslTheOthersAndAPassphraseThenShowsThePapers) {
  Sample sample;
  State state = begin({}, false, Milliseconds(0));
  const auto next = [&] { return apply(state, SetupNext{}); };
  (void)next();
  EXPECT_EQ(state.screen, Screen::setupSchool);
  EXPECT_FALSE(state.setup.problem.empty());
  state.setup.schoolName.setText("  Invented Primary School ");
  (void)next();
  (void)next();
  EXPECT_EQ(state.screen, Screen::setupYou) << "a name is needed";
  state.setup.yourName.setText("Anna Bell");
  state.setup.yourEmail.setText("anna at school");
  (void)next();
  EXPECT_EQ(state.screen, Screen::setupYou) << "not an e-mail address";
  state.setup.yourEmail.setText("anna@invented.example");
  state.setup.yourRoom.setText("Room 4");
  (void)next();
  EXPECT_EQ(state.screen, Screen::setupOthers);
  state.setup.headEmail.setText("tom@invented.example");
  (void)next();
  EXPECT_EQ(state.screen, Screen::setupOthers) << "an address without a name";
  state.setup.headName.setText("Tom Reed");
  Effects effects = next();
  ASSERT_EQ(effects.size(), 1u);
  EXPECT_TRUE(std::holds_alternative<OfferWords>(effects[0]));
  (void)apply(state, SetupBack{});
  EXPECT_EQ(state.screen, Screen::setupOthers);
  (void)next();
  state.choose.first.setText("clean-shop-chip-sponge");
  EXPECT_TRUE(next().empty());
  EXPECT_EQ(state.screen, Screen::setupPassphrase) << "typed once only";
  state.choose.again.setText("clean-shop-chip-sponge");
  effects = next();
  ASSERT_EQ(effects.size(), 1u);
  const auto& school = std::get<MakeSchool>(effects[0]);
  EXPECT_EQ(school.schoolName, "Invented Primary School");
  EXPECT_EQ(school.dsl.name, "Anna Bell");
  EXPECT_EQ(school.dsl.room, "Room 4");
  EXPECT_EQ(school.head.name, "Tom Reed");
  EXPECT_TRUE(school.chair.name.empty());
  EXPECT_EQ(school.passphrase.text(), "clean-shop-chip-sponge");
  EXPECT_EQ(state.screen, Screen::setupMaking);

  (void)apply(state, SchoolNotMade{{FaultCode::diskFull, ""}});
  EXPECT_EQ(state.screen, Screen::setupPassphrase);
  EXPECT_FALSE(state.choose.problem.empty());
  EXPECT_EQ(next().size(), 1u) << "what was typed is still there";
  Config config;
  config.schoolName = "Invented Primary School";
  (void)apply(state, SchoolMade{"/papers", {{"key-card.pdf", "Your key card", "Fold it."}}, config});
  EXPECT_EQ(state.screen, Screen::setupDone);
  EXPECT_TRUE(state.choose.first.empty()) << "the passphrase is forgotten at once";
  (void)next();
  EXPECT_EQ(state.screen, Screen::unlock);
}

}  // namespace
}  // namespace pillarbox::inbox
