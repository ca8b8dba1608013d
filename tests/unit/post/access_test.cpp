// For everyone: looks of a session, keys alone, reading aloud.
#include "kiosk/post/reading.h"
#include "tests/unit/post/states.h"

namespace pillarbox::post::test {
namespace {

const AccessAsk* lastAsk(const Effects& effects) {
  const AccessAsk* last = nullptr;
  for (const Effect& effect : effects) {
    if (const auto* ask = std::get_if<AccessAsk>(&effect)) last = ask;
  }
  return last;
}

std::size_t stops(const Effects& effects) {
  return static_cast<std::size_t>(std::count_if(effects.begin(), effects.end(), [](const Effect& effect) {
    const auto* ask = std::get_if<AccessAsk>(&effect);
    return ask != nullptr && std::holds_alternative<StopReadingAloud>(*ask);
  }));
}

TEST(Access, WordsGrowAtOnceAndAreAsBeforeForTheNextPerson) {
  Robot robot;
  const float before = robot.find("home.tell")->rect.h;
  robot.tap("access.open");
  robot.tap("access.size.200");
  robot.tap("access.colours.dark");
  EXPECT_EQ(robot.valueOf("access.size.200"), "chosen");
  EXPECT_LT(robot.find("page.title")->paper.r, 64);
  robot.tap("access.done");
  robot.tell(BadgeRead{"badge-dawn"});
  EXPECT_EQ(robot.state.access.now.textScale, 2.0F) << "chosen on home, it stays for whoever signs in";
  robot.tap("page.leave");
  EXPECT_EQ(robot.state.screen, Screen::home);
  EXPECT_EQ(robot.state.access.now, robot.state.access.usual);
  EXPECT_EQ(robot.find("home.tell")->rect.h, before);
  EXPECT_GT(robot.find("home.school")->paper.r, 200);
}

TEST(Access, ChosenOnHomeByNobodyItIsForgottenAfterAMinute) {
  Robot robot;
  robot.tap("access.open");
  robot.tap("access.size.150");
  robot.live(std::chrono::seconds(61));
  EXPECT_EQ(robot.state.access.now.textScale, 1.0F);
  EXPECT_FALSE(robot.state.access.open);
}

TEST(Access, AnotherBadgeBringsTheTerminalsOwnLooks) {
  Robot robot;
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("access.open");
  robot.tap("access.language.cy");
  EXPECT_EQ(ui::language(), "cy");
  robot.tell(BadgeRead{"badge-jo"});
  EXPECT_EQ(ui::language(), "en");
  EXPECT_FALSE(robot.state.access.open);
}

TEST(Access, WhatIsKeptInTheEntryIsEnglishInEveryLanguage) {
  Robot robot(1280, 800, 1, "en-XA");
  robot.writeShortConcern();
  const Entry entry = buildEntry(robot.state);
  EXPECT_EQ(entry.happenedAt.find('['), std::string::npos) << entry.happenedAt;
  ui::setLanguage("en", std::string(PILLARBOX_SOURCE_DIR) + "/assets");
}

TEST(Access, ReadingAloudStopsAtOnceUnderACoverAndForAnotherBadge) {
  Robot robot;
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("access.open");
  robot.tap("access.read-aloud");
  robot.tap("access.done");
  robot.tell(AccessTold{ReadingChanged{true, false}});
  const std::size_t before = stops(robot.effects);
  robot.tap("page.cover");
  EXPECT_EQ(stops(robot.effects), before + 1);
  robot.tap("cover.touch");
  robot.tell(WindowHidden{});  // nothing is drawn then
  EXPECT_EQ(stops(robot.effects), before + 2);
  robot.tap("cover.touch");
  robot.tell(BadgeRead{"badge-jo"});
  EXPECT_GE(stops(robot.effects), before + 3);
  EXPECT_FALSE(robot.state.access.now.readAloud);
}

TEST(Access, WithoutAnEarphoneNothingIsReadUnlessTheSchoolAllowsTheLoudspeaker) {
  Robot robot;
  AccessReady ready;
  robot.tell(AccessTold{ready});
  robot.tap("access.open");
  robot.reveal("access.still");
  EXPECT_FALSE(robot.shows("access.read-aloud"));
  robot.tell(AccessEvent{ReadNow{}});
  const AccessAsk* ask = lastAsk(robot.effects);
  EXPECT_TRUE(ask == nullptr || !std::holds_alternative<ReadAloud>(*ask));
  auto directory = std::make_shared<Directory>(*school());
  directory->policies.loudspeaker = true;
  robot.tell(DirectoryArrived{directory});
  EXPECT_TRUE(robot.reveal("access.read-aloud"));
}

TEST(Access, WhatIsReadIsTheScreenAndNeverWhatWasWrittenUnlessAsked) {
  Robot robot;
  robot.writeShortConcern();
  ASSERT_EQ(robot.state.screen, Screen::check);
  const auto all = [&](bool written) {
    std::string out;
    for (const Spoken& one : spokenOf(robot.engine->record(), robot.state, written)) out += one.words + "\n";
    return out;
  };
  EXPECT_TRUE(all(false).starts_with("Check, then post.")) << all(false);
  EXPECT_EQ(all(false).find("sat alone"), std::string::npos);
  EXPECT_NE(all(true).find("sat alone"), std::string::npos);
}

// The whole way with Tab, Enter, Space and letters: no finger.
class ByKeys : public Robot {
 public:
  bool go(const std::string& id) {
    for (int i = 0; i < 200; ++i) {
      if (const ui::Item* item = find(id); item != nullptr && item->focused) return true;
      key(ui::Key::tab);
    }
    ADD_FAILURE() << "Tab does not come to " << id << " on " << drawnScreen(state);
    return false;
  }
  void use(const std::string& id) {
    if (go(id)) key(ui::Key::enter);
  }
};

TEST(Access, AConcernIsPostedByKeysAlone) {
  ByKeys robot;
  robot.use("home.tell");
  robot.use("sign-in.no-badge");
  robot.type("jo bell");
  robot.use("by-name.staff.s-002");
  robot.use("adult.no");
  robot.go("who.search");
  robot.type("ami");
  robot.use("who.pupil.p-001");
  robot.use("who.part.1.worried-about");
  robot.use("page.next");
  robot.use("what.kind.i-saw");
  robot.use("what.when.lunch");
  robot.use("what.where.1");
  robot.use("page.next");
  robot.go("write.account");
  robot.type("At lunch Amina sat alone and cried.");
  for (int i = 0; i < 4 && robot.state.screen != Screen::done; ++i) robot.use("page.next");
  robot.use("done.told.no");
  for (int i = 0; i < 4 && robot.state.screen != Screen::check; ++i) robot.use("page.next");
  ASSERT_EQ(robot.state.screen, Screen::check);
  robot.key(ui::Key::escape);
  EXPECT_EQ(robot.state.cover, Cover::asked);
  robot.use("cover.touch");
  robot.use("page.next");
  ASSERT_NE(find<PostNow>(robot.effects), nullptr);
  EXPECT_EQ(robot.taps, 0);
}

}  // namespace
}  // namespace pillarbox::post::test
