// Practice: the whole way through with a pretend child, and nothing of it goes anywhere.
#include "kiosk/post/practice.h"

#include "kiosk/post/words.h"
#include "tests/unit/post/call_states.h"

namespace pillarbox::post::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

std::size_t leaving(const Effects& effects) {
  return count<PostNow>(effects) + count<SaveDraft>(effects) + count<DropDraft>(effects) + count<AskMine>(effects) +
         count<StartInbox>(effects);
}

void begin(Robot& robot) {
  robot.tap("home.practise");
  robot.tap("practice.badge");
}

// As a new member of staff would; says after each step whether it is marked.
void goThrough(Robot& robot) {
  const auto marked = [&] {
    EXPECT_EQ(robot.nameOf("practice.strip"), words::practiceStrip) << drawnScreen(robot.state);
    EXPECT_TRUE(robot.shows("practice.coach")) << drawnScreen(robot.state);
  };
  marked();
  robot.tap("adult.no");
  marked();
  robot.type("alex pre");
  robot.tap("who.pupil.pretend-1");
  robot.tap("who.part.1.worried-about");
  marked();
  robot.tap("page.next");
  robot.tap("what.kind.child-told-me");
  robot.tap("what.when.lunch");
  marked();
  robot.tap("page.next");
  robot.type("At lunch Alex sat alone.");
  marked();
  robot.live(seconds(20));  // longer than a copy is saved after
  robot.tap("page.next");
  robot.type("I don't want to go home today.");
  marked();
  robot.tap("page.next");
  robot.tap("done.told.no");
  marked();
  robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::check);
  marked();
}

TEST(Practice, TheWholeWayThroughPostsAndKeepsNothing) {
  Robot robot;
  const auto directory = robot.state.directory;
  const auto roster = robot.state.roster;
  robot.tap("home.practise");
  EXPECT_EQ(drawnScreen(robot.state), "practice-sign-in");
  EXPECT_TRUE(robot.says("Everybody here is invented"));
  robot.tap("practice.badge");
  goThrough(robot);
  EXPECT_TRUE(robot.says("Mrs Example (invented)"));
  EXPECT_FALSE(robot.says("Grace Hartley"));
  robot.tap("page.next");
  EXPECT_EQ(drawnScreen(robot.state), "practice-posted");
  EXPECT_EQ(robot.nameOf("practice.over"), words::practiceOver);
  EXPECT_FALSE(robot.says("Alex")) << "nothing of it is left on the screen";
  EXPECT_TRUE(robot.shows("practice.strip"));
  robot.tap("practice.end");
  EXPECT_EQ(drawnScreen(robot.state), "home");
  EXPECT_FALSE(robot.shows("practice.strip"));
  EXPECT_EQ(robot.state.directory, directory);
  EXPECT_EQ(robot.state.roster, roster);
  EXPECT_FALSE(robot.state.session.signedIn);
  EXPECT_TRUE(robot.state.parked.empty());
  robot.live(hours(5));
  EXPECT_EQ(leaving(robot.effects), 0U);
}

TEST(Practice, CanBeDoneAgain) {
  Robot robot;
  begin(robot);
  goThrough(robot);
  robot.tap("page.next");
  robot.tap("practice.again");
  EXPECT_EQ(drawnScreen(robot.state), "practice-sign-in");
  robot.tap("practice.badge");
  EXPECT_TRUE(robot.state.draft.pupils.empty());
  EXPECT_TRUE(robot.state.draft.text(Field::account).empty());
  goThrough(robot);
  robot.tap("page.next");
  robot.tap("practice.end");
  EXPECT_NE(robot.state.directory->person("dsl-1"), nullptr) << "the school is itself again";
  EXPECT_EQ(leaving(robot.effects), 0U);
}

TEST(Practice, NoEffectOfAnyTouchOrTimeLeaves) {
  Robot robot;
  begin(robot);
  goThrough(robot);
  for (const Event& event : {Event(PostIt{}), Event(AskLeave{})}) {
    Robot other;
    begin(other);
    goThrough(other);
    other.tell(event);
    other.tell(Ending{});
    other.live(hours(3));
    EXPECT_EQ(leaving(other.effects), 0U);
    EXPECT_FALSE(other.state.practice.on);
  }
  // What only makes sense for real is not to be had.
  for (const Event& event : {Event(OpenMine{}), Event(StartPaper{}), Event(EditStep{Screen::scan, WriteTab::account}),
                             Event(PickSelf{"s-001"}), Event(LeaveGive{}), Event(LeaveKeep{})}) {
    robot.tell(event);
    EXPECT_EQ(robot.state.screen, Screen::check);
    EXPECT_TRUE(robot.state.practice.on);
  }
  robot.tell(Ending{});
  EXPECT_EQ(leaving(robot.effects), 0U);
}

TEST(Practice, ACallForHelpIsRealAndSaysSoAndNamesTheRealPeople) {
  Robot robot;
  robot.tell(DirectoryArrived{schoolThatCanBeCalled(robot.state.now)});
  robot.tap("home.practise");
  EXPECT_EQ(robot.nameOf("page.call"), "For real: I need help now");
  robot.tap("practice.badge");
  robot.tap("adult.no");
  EXPECT_EQ(robot.nameOf("page.call"), "Real help");
  hold(robot, "page.call");
  const PostNow* posted = find<PostNow>(robot.effects);
  ASSERT_NE(posted, nullptr);
  EXPECT_EQ(posted->entry.kind, Kind::call);
  EXPECT_EQ(posted->entry.author.name, "Not signed in") << "nobody is called by somebody invented";
  EXPECT_TRUE(robot.says("Mrs Grace Hartley"));
  EXPECT_FALSE(robot.says("(invented)"));
  EXPECT_FALSE(robot.shows("practice.strip"));
  robot.tell(PostDone{posted->handle, "call-1", "K7M-4QX"});
  robot.tell(CallHeard{"call-1", true, "dsl-1", robot.state.now});
  EXPECT_TRUE(robot.says("Seen by Mrs Grace Hartley"));
  robot.tap("call.close");
  EXPECT_TRUE(robot.shows("practice.strip")) << "and practice goes on where it was";
}

TEST(Practice, TheCoachSaysWhatIsStillToDoAboutTheChild) {
  Robot robot;
  begin(robot);
  robot.tap("adult.no");
  EXPECT_EQ(robot.nameOf("practice.coach"), words::coachWho);
  robot.type("alex pre");
  robot.tap("who.pupil.pretend-1");
  EXPECT_EQ(robot.nameOf("practice.coach"), words::coachWhoPart);
  robot.tap("who.part.1.worried-about");
  EXPECT_EQ(robot.nameOf("practice.coach"), words::coachWhoNext);
}

TEST(Practice, LeavingEndsItWithoutAQuestion) {
  Robot robot;
  begin(robot);
  goThrough(robot);
  EXPECT_EQ(robot.nameOf("page.leave"), words::practiceEnd);
  robot.tap("page.leave");
  EXPECT_EQ(drawnScreen(robot.state), "home");
  EXPECT_TRUE(robot.state.parked.empty());
  EXPECT_EQ(leaving(robot.effects), 0U);
}

TEST(Practice, ARealBadgeEndsItAndSignsIn) {
  Robot robot;
  begin(robot);
  goThrough(robot);
  robot.tell(BadgeRead{"badge-dawn"});
  EXPECT_FALSE(robot.state.practice.on);
  EXPECT_EQ(robot.state.session.author.name, "Dawn Price");
  EXPECT_EQ(drawnScreen(robot.state), "adult");
  EXPECT_FALSE(robot.shows("practice.strip"));
  EXPECT_EQ(count<PostNow>(robot.effects) + count<SaveDraft>(robot.effects) + count<DropDraft>(robot.effects), 0U);
  EXPECT_TRUE(robot.state.parked.empty());
  EXPECT_TRUE(buildEntry(robot.state).account.empty());
}

TEST(Practice, AKeyCardEndsItAndOpensTheInbox) {
  Robot robot;
  begin(robot);
  robot.tell(BadgeRead{"PBK1-SOMETHING"});
  EXPECT_FALSE(robot.state.practice.on);
  EXPECT_EQ(count<StartInbox>(robot.effects), 1U);
}

TEST(Practice, EndsByItselfWhenNobodyIsThere) {
  Robot robot;
  begin(robot);
  goThrough(robot);
  robot.live(seconds(40));
  EXPECT_EQ(drawnScreen(robot.state), "cover");
  EXPECT_TRUE(robot.shows("practice.strip"));
  robot.live(minutes(3));
  EXPECT_EQ(drawnScreen(robot.state), "home");
  EXPECT_FALSE(robot.state.practice.on);
  EXPECT_EQ(leaving(robot.effects), 0U);
  robot.tap("home.practise");
  robot.live(seconds(61));
  EXPECT_EQ(drawnScreen(robot.state), "home") << "before the pretend badge, too";
}

TEST(Practice, ARealConcernThatIsDueGoesAllTheSame) {
  Robot robot;
  robot.writeShortConcern();
  robot.tap("page.leave");
  robot.tap("leave.keep");
  ASSERT_EQ(robot.state.parked.size(), 1U);
  robot.effects.clear();
  begin(robot);
  goThrough(robot);
  for (int i = 0; i < 130; ++i) {
    robot.tell(Uncover{});  // somebody practises for hours
    robot.tell(Active{});
    robot.wait(minutes(1));
  }
  ASSERT_EQ(count<PostNow>(robot.effects), 1U) << "two hours are over, practice or not";
  const PostNow& posted = *find<PostNow>(robot.effects);
  EXPECT_EQ(posted.entry.author.name, "Dawn Price");
  EXPECT_TRUE(posted.entry.unfinished);
  EXPECT_EQ(leaving(robot.effects), 1U);
}

TEST(Practice, ADirectoryThatArrivesMeanwhileIsThereAfterwards) {
  Robot robot;
  begin(robot);
  auto next = std::make_shared<Directory>(*school());
  next->schoolName = "Brook Lane Academy";
  robot.tell(DirectoryArrived{next});
  robot.tell(RosterArrived{roster()});
  EXPECT_TRUE(robot.state.practice.on);
  EXPECT_EQ(robot.state.directory->person("dsl-1"), nullptr);
  robot.tap("page.leave");
  EXPECT_EQ(robot.state.directory, next);
  EXPECT_TRUE(robot.says("Brook Lane Academy"));
}

TEST(Practice, IsNotOfferedWhereTheSchoolDoesNotWantIt) {
  Robot robot;
  auto next = std::make_shared<Directory>(*school());
  next->policies.practice = false;
  robot.tell(DirectoryArrived{next});
  EXPECT_FALSE(robot.shows("home.practise"));
  robot.tell(PracticeEvent(StartPractice{}));
  EXPECT_FALSE(robot.state.practice.on);
}

TEST(Practice, IsReachedOnEverySizeOfScreen) {
  for (const auto& [width, height, scale] : std::vector<std::tuple<float, float, float>>{
           {1280, 800, 1.F}, {1024, 600, 1.F}, {1024, 600, 2.F}, {800, 1280, 1.F}, {800, 1280, 2.F}}) {
    Robot robot(width, height, scale);
    robot.tap("home.practise");
    EXPECT_TRUE(robot.state.practice.on);
    robot.tap("practice.badge");
    EXPECT_EQ(robot.state.screen, Screen::adult);
  }
}

}  // namespace
}  // namespace pillarbox::post::test
