// Calls, mistakes their writers point out, and what is said to a writer.
#include "tests/unit/inbox/inbox_fixture.h"

namespace pillarbox::inbox {
namespace {

CaseEntry callAt(Sample& sample, int minutes) {
  CaseEntry call = sample.concern(minutes);
  const Entry concern = call.entry;
  call.entry = Entry{};
  call.entry.id = concern.id;
  call.entry.nonce = concern.nonce;
  call.entry.school = concern.school;
  call.entry.device = concern.device;
  call.entry.audience = concern.audience;
  call.entry.writtenAt = concern.writtenAt;
  call.entry.kind = Kind::call;
  call.entry.urgent = true;
  call.entry.author = {"", "Not signed in", "", VerifiedBy::typed};
  call.entry.happenedWhere = "Staffroom terminal";
  return call;
}

CaseEntry mistakeIn(Sample& sample, int minutes, const std::string& subject) {
  CaseEntry made = sample.addition(minutes, subject);
  made.entry.kind = Kind::mistake;
  made.entry.body = "The writer says: the wrong child was named.";
  made.entry.account = "It was Sam in 5C.";
  return made;
}

CaseEntry said(Sample& sample, int minutes, const std::string& subject, Kind kind) {
  CaseEntry made = sample.read(minutes, subject);
  made.entry.kind = kind;
  return made;
}

TEST(InboxList, CallsThenMistakesThenUrgentThenUnfinishedThenTheRest) {
  Sample sample;
  const CaseEntry corrected = sample.concern(0), plain = sample.concern(50);
  CaseEntry unfinished = sample.concern(10), urgent = sample.concern(5);
  unfinished.entry.unfinished = true;
  urgent.entry.urgent = true;
  const CaseEntry call = callAt(sample, 1), oldCall = callAt(sample, 90);
  CaseEntries merged;
  merge(merged, {plain, unfinished, urgent, corrected, call, oldCall, sample.read(3, corrected.entry.id),
                 mistakeIn(sample, 4, corrected.entry.id), sample.read(91, oldCall.entry.id)});
  const CaseView view = project(merged, {});
  std::vector<std::string> order;
  for (const ListItem& item : view.items) order.push_back(item.id);
  EXPECT_EQ(order, (std::vector<std::string>{call.entry.id, corrected.entry.id, urgent.entry.id, unfinished.entry.id,
                                             plain.entry.id, oldCall.entry.id}));
  EXPECT_TRUE(view.items[1].mistake);
}

TEST(InboxCall, StandsFirstAndOpeningItMarksItAsRead) {
  Sample sample;
  const CaseEntry call = callAt(sample, 1), concern = sample.concern(9);
  Robot robot(unlocked({concern, call}));
  robot.settle();
  EXPECT_TRUE(robot.shows("Somebody needs you now"));
  EXPECT_TRUE(robot.shows("1 unread")) << "the call is not one of those to be read";
  EXPECT_EQ(robot.find("list.case." + call.entry.id)->name, "I am going");
  ASSERT_TRUE(robot.tap("list.case." + call.entry.id));
  ASSERT_NE(robot.last<TakeStep>(), nullptr);
  EXPECT_EQ(robot.last<TakeStep>()->step.subject, call.entry.id);
  EXPECT_TRUE(robot.shows("Staffroom terminal"));
  EXPECT_TRUE(robot.shows("Not signed in"));
  robot.give(taken(call.entry.id, sample.read(2, call.entry.id)));
  robot.settle();
  EXPECT_EQ(robot.state.inbox.view.unread, 1U);
}

TEST(InboxCall, AConcernIsNotMarkedByOpeningIt) {
  Sample sample;
  const CaseEntry concern = sample.concern(0);
  Robot robot(unlocked({concern}));
  robot.settle();
  ASSERT_TRUE(robot.tap("list.case." + concern.entry.id));
  EXPECT_EQ(robot.last<TakeStep>(), nullptr);
}

TEST(InboxMistake, IsReadTogetherWithWhatItIsAbout) {
  Sample sample;
  const CaseEntry concern = sample.concern(0);
  const CaseEntry mistake = mistakeIn(sample, 5, concern.entry.id);
  Robot robot(unlocked({concern, mistake, sample.addition(7, concern.entry.id)}), 1280, 1600);
  robot.settle();
  EXPECT_TRUE(robot.shows("The writer says there is a mistake."));
  ASSERT_TRUE(robot.tap("list.case." + concern.entry.id));
  EXPECT_TRUE(robot.shows("The writer says: the wrong child was named."));
  EXPECT_TRUE(robot.shows("It was Sam in 5C."));
  EXPECT_TRUE(robot.shows("climbing frame")) << "the original stays as it was";
  EXPECT_TRUE(robot.shows("her brother waited by the gate")) << "what was added, too";
}

TEST(InboxMessage, IsChosenFromAListAndSaidOnce) {
  Sample sample;
  const CaseEntry concern = sample.concern(0);
  Robot robot(unlocked({concern}), 1280, 2400);
  robot.settle();
  ASSERT_TRUE(robot.tap("list.case." + concern.entry.id));
  ASSERT_TRUE(robot.tap("concern.say.see-me"));
  ASSERT_NE(robot.last<TakeStep>(), nullptr);
  EXPECT_EQ(robot.last<TakeStep>()->step.subject, concern.entry.id);
  EXPECT_EQ(robot.last<TakeStep>()->step.kind, Kind::seeMe);
  EXPECT_FALSE(robot.find("concern.say.see-me")->enabled) << "until it is posted";
  robot.give(taken(concern.entry.id, said(sample, 3, concern.entry.id, Kind::seeMe)));
  robot.settle();
  EXPECT_TRUE(robot.shows("Said to the writer: please come and see me"));
  EXPECT_TRUE(robot.find("concern.say.thanks")->enabled);
  robot.give(MessagePressed{concern.entry.id, Kind::thanks});
  robot.give(notTaken(Kind::thanks, concern.entry.id, FaultCode::diskFull));
  robot.settle();
  EXPECT_TRUE(robot.shows("Your message was not sent."));
}

TEST(InboxMessage, IsNotOfferedWhereTheWriterWouldNeverSeeIt) {
  Sample sample;
  CaseEntry concern = sample.concern(0);
  concern.entry.author.verifiedBy = VerifiedBy::typed;
  Robot robot(unlocked({concern}), 1280, 2400);
  robot.settle();
  ASSERT_TRUE(robot.tap("list.case." + concern.entry.id));
  EXPECT_EQ(robot.find("concern.say.thanks"), nullptr);
  EXPECT_TRUE(robot.shows("Speak to them."));
}

}  // namespace
}  // namespace pillarbox::inbox
