// What a terminal asks at its first start, as whoever unpacks it meets it.
#include "kiosk/welcome/welcome.h"

#include <gtest/gtest.h>

namespace pillarbox::welcome {
namespace {

template <class T>
const T* find(const Effects& effects) {
  for (const Effect& effect : effects) {
    if (const T* found = std::get_if<T>(&effect)) return found;
  }
  return nullptr;
}

State atInvitation() {
  State state;
  apply(state, NextPressed{});
  apply(state, NetworkIs{{"eth0: 192.168.1.20"}});
  apply(state, NextPressed{});
  apply(state, JoinPressed{});
  apply(state, NextPressed{});
  return state;
}

TEST(Welcome, LooksForTheNetworkAndGoesOnWithout) {
  State state;
  const Effects asked = apply(state, NextPressed{});
  EXPECT_NE(find<AskNetwork>(asked), nullptr);
  apply(state, NetworkIs{});
  EXPECT_NE(find<AskNetwork>(apply(state, LookAgainPressed{})), nullptr);
  apply(state, NextPressed{});
  EXPECT_EQ(state.screen, Screen::purpose);
}

TEST(Welcome, TheCameraIsOnOnlyWhereSomethingIsShownToIt) {
  State state = atInvitation();
  EXPECT_EQ(state.screen, Screen::invitation);
  const Effects back = apply(state, BackPressed{});
  ASSERT_NE(find<Watch>(back), nullptr);
  EXPECT_FALSE(find<Watch>(back)->on);
  const Effects again = apply(state, NextPressed{});
  ASSERT_NE(find<Watch>(again), nullptr);
  EXPECT_TRUE(find<Watch>(again)->on);
}

TEST(Welcome, ABadgeIsNoInvitation) {
  State state = atInvitation();
  const Effects effects = apply(state, CodeSeen{"04A1B2C3"});
  EXPECT_EQ(find<Join>(effects), nullptr);
  EXPECT_EQ(state.screen, Screen::invitation);
  EXPECT_FALSE(state.problem.empty());
}

TEST(Welcome, AnInvitationIsAskedForOnceUnderTheNameGiven) {
  State state = atInvitation();
  state.name.setText("Dining hall");
  const Effects effects = apply(state, CodeSeen{"PILLARBOX-INVITE-1:abc.def"});
  ASSERT_NE(find<Join>(effects), nullptr);
  EXPECT_EQ(find<Join>(effects)->name, "Dining hall");
  EXPECT_EQ(find<Join>(apply(state, CodeSeen{"PILLARBOX-INVITE-1:abc.def"})), nullptr);
}

TEST(Welcome, WhatWentWrongIsSaidAndTheNextInvitationIsTaken) {
  for (const FaultCode code : {FaultCode::badInput, FaultCode::notPermitted, FaultCode::network, FaultCode::notTrusted,
                               FaultCode::alreadyExists, FaultCode::internal}) {
    State state = atInvitation();
    apply(state, CodeSeen{"PILLARBOX-INVITE-1:abc.def"});
    const Effects effects = apply(state, NotJoined{{code, "something"}});
    EXPECT_EQ(state.screen, Screen::invitation);
    EXPECT_FALSE(state.problem.empty());
    ASSERT_NE(find<Watch>(effects), nullptr);
    EXPECT_TRUE(find<Watch>(effects)->on);
    EXPECT_NE(find<Join>(apply(state, CodeSeen{"PILLARBOX-INVITE-1:ghi.jkl"})), nullptr);
    EXPECT_TRUE(state.problem.empty());
  }
}

TEST(Welcome, ASchoolThatWasNotSetUpLeadsBackToTheQuestion) {
  State state;
  apply(state, NextPressed{});
  apply(state, NextPressed{});
  EXPECT_NE(find<SetUpSchool>(apply(state, NewSchoolPressed{})), nullptr);
  apply(state, InboxEnded{false, false});
  EXPECT_EQ(state.screen, Screen::purpose);
  apply(state, InboxEnded{true, false});
  EXPECT_EQ(state.screen, Screen::checks);
}

TEST(Welcome, SaysThatItsFolderCannotBeOpenedAndGoesOnOnceItCan) {
  State state;
  apply(state, FolderIs{true, false});
  EXPECT_EQ(state.screen, Screen::start) << "a new screen has an empty folder, or none";
  apply(state, FolderIs{false, false});
  EXPECT_EQ(state.screen, Screen::noFolder);
  EXPECT_NE(find<AskFolder>(apply(state, TryFolderPressed{})), nullptr);
  EXPECT_EQ(find<OpenKiosk>(apply(state, FolderIs{false, false})), nullptr);
  EXPECT_NE(find<OpenKiosk>(apply(state, FolderIs{true, true})), nullptr) << "it is a school's: nothing is set up anew";
  apply(state, FolderIs{true, false});
  EXPECT_EQ(state.screen, Screen::start);
}

TEST(Welcome, AnInboxThatDidNotOpenIsSaidInOneSentence) {
  State state;
  apply(state, NextPressed{});
  apply(state, NextPressed{});
  apply(state, InboxEnded{false, false, true});
  EXPECT_EQ(state.screen, Screen::purpose);
  EXPECT_NE(state.problem.find("The inbox, in which a school is set up, did not open."), std::string::npos);
}

TEST(Welcome, StartsTheKioskInTheLanguageChosen) {
  State state = atInvitation();
  apply(state, LanguageChosen{"cy"});
  apply(state, CodeSeen{"PILLARBOX-INVITE-1:abc.def"});
  apply(state, Joined{"Oakfield Primary", "482 913", false});
  EXPECT_EQ(state.screen, Screen::code);
  apply(state, NextPressed{});
  apply(state, CodeSeen{"any badge"});
  EXPECT_TRUE(state.badgeRead);
  const Effects effects = apply(state, NextPressed{});
  ASSERT_NE(find<StartKiosk>(effects), nullptr);
  EXPECT_EQ(find<StartKiosk>(effects)->language, "cy");
}

}  // namespace
}  // namespace pillarbox::welcome
