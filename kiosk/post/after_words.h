// Words for what comes after posting, and instead of it: my postings, what the DSL said, a call.
#pragma once

#include "kiosk/post/phrases.h"

namespace pillarbox::post::words {

// Posted.
inline constexpr W postedTitle{"Posted"};
inline constexpr W postedSafe{"Saved and locked. Nobody has read it yet."};
inline constexpr W postedDelivered{"It has reached the school's safe store."};
inline constexpr W postedReference{"Your reference"};
inline constexpr W postedReferenceWhy{"Say this if you ask about it later. It is also under “My postings”."};
inline constexpr W postedUpset{"Upset by this? Talk to {}, or to somebody you trust. You did the right thing."};
inline constexpr W postedTell{"Now tell {} in person"};
inline constexpr W postedTold{"You told {} in person. Thank you."};
inline constexpr W postedUnfinished{"It was given as it is, marked unfinished. Nobody has read it yet."};
inline constexpr W postedDone{"Done"};
inline constexpr W postedAnother{"Tell us about something else"};
inline constexpr W postedPaper{"Now give the paper to {}. Never put it in the bin."};
inline constexpr W postedAnotherPaper{"Scan another paper form"};
inline constexpr W postedThanks{"Thank you for speaking up."};

// Mine.
inline constexpr W mineTitle{"My postings"};
inline constexpr W mineNone{"You have not posted anything here yet."};
inline constexpr W mineLooking{"Looking…"};
inline constexpr W mineOnlyStatus{"Only the date and what became of it are shown here. What you wrote is locked."};
inline constexpr W mineStored{"Saved here"};
inline constexpr W mineDelivered{"In the school's safe store"};
inline constexpr W mineRead{"Read"};
inline constexpr W mineReadAt{"Marked as read on {}"};
inline constexpr W minePosted{"{}, posted {}"};
inline constexpr W mineWhat{"{}, {}"};
inline constexpr W mineWorry{"A worry about a child"};
inline constexpr W mineWorryAdult{"A worry about an adult"};
inline constexpr W mineCallShown{"A call for help"};
inline constexpr W mineReference{"Reference {}"};
inline constexpr W mineAside{"Kept safe here, set aside for the DSL"};
inline constexpr W mineTell{"Not read yet: tell {}."};
inline constexpr W mineNew{"Tell us about a worry"};

// What was posted: adding to it, and a mistake in it.
inline constexpr W mineActed{"Acted on"};
inline constexpr W mineClosed{"Closed"};
inline constexpr W mineActedAt{"Acted on by {}"};
inline constexpr W mineClosedAt{"Closed on {}"};
inline constexpr W mineCall{"You called the safeguarding lead (DSL)"};
inline constexpr W mineAddition{"You added something, {}: {}"};
inline constexpr W mineMistake{"You told us of a mistake, {}: {}"};
inline constexpr W mineSaid{"{}, {}: {}"};
inline constexpr W mineAdd{"Add something I remember"};
inline constexpr W mineWrong{"I made a mistake"};
inline constexpr W addTitle{"What else do you remember?"};
inline constexpr W addTo{"This is added to {}, posted {}."};
inline constexpr W addAdult{"About an adult who works here? Then start a new one instead: it goes to other people."};
inline constexpr W addReader{"You wrote about {}, who will read this. If it is about {}, start a new one instead."};
inline constexpr W addCheck{"Added to"};
inline constexpr W mistakeTitle{"What was the mistake?"};
inline constexpr W mistakeSafe{"What you posted stays as it is. The DSL sees this first, beside it."};
inline constexpr W mistakeChild{"The wrong child"};
inline constexpr W mistakeChildDetail{"It is about somebody else"};
inline constexpr W mistakeWrong{"The wrong words"};
inline constexpr W mistakeWrongDetail{"Something in it is not right"};
inline constexpr W mistakeNotSent{"It should not have been sent"};
inline constexpr W mistakeNotSentDetail{"Such as: it was a test"};
inline constexpr W mistakeElse{"Something else"};
inline constexpr W mistakeSay{"What is right? A sentence is enough."};
inline constexpr W mistakeSayHint{"Such as: it was Sam in 5C, not Sam in 3A"};
inline constexpr W mistakeNeeded{"Choose what the mistake was, then go on."};
inline constexpr W mistakeCheck{"The mistake"};
inline constexpr W postedMistake{"Saved and locked. The safeguarding lead (DSL) sees it first."};
inline constexpr Kept entryWrongChild = "The writer says: the wrong child was named.";
inline constexpr Kept entryWrongWords = "The writer says: something in it is wrong.";
inline constexpr Kept entryNotSent = "The writer says: it should not have been sent.";
inline constexpr Kept entryOtherMistake = "The writer says: there is a mistake in it.";

// What the DSL said to the writer.
inline constexpr W messageTitle{"A message for you"};
inline constexpr W messageThanks{"Thank you."};
inline constexpr W messageSeeMe{"Please come and see me."};
inline constexpr W messageMore{"Please add what you remember."};
inline constexpr W messageFrom{"{}: “{}”"};
inline constexpr W messageAbout{"About your posting of {}, {}."};
inline constexpr W messageDsl{"The safeguarding lead (DSL)"};
inline constexpr W messageOk{"OK"};
inline constexpr W messageAdd{"Add something now"};
inline constexpr W messageLater{"Not now"};

// I need help now: a call to the DSL.
inline constexpr W callNow{"I need help now"};
inline constexpr W callShort{"Help now"};
inline constexpr W callReal{"For real: I need help now"};
inline constexpr W callRealShort{"Real help"};
inline constexpr W callHold{"Hold for a second"};
inline constexpr W callHow{"Hold for one second. It calls the safeguarding lead (DSL)."};
inline constexpr W callHowCannot{"Hold for one second. It shows whom to go to."};
inline constexpr W callHowMade{"Touch it to see what became of the call, or to call again."};
inline constexpr W callPressAgain{"Press again to call"};
inline constexpr W callWaiting{"Called {}: not seen yet"};
inline constexpr W callSeenShort{"Your call was seen at {}"};
inline constexpr W callBrief{"Called {}"};
inline constexpr W callCalling{"Calling…"};
inline constexpr W callTitle{"Called {}, not seen yet"};
inline constexpr W callTitleSeen{"Seen by {} at {}"};
inline constexpr W callTitleCannot{"This screen cannot call anybody for you"};
inline constexpr W callTitleFailed{"The call did not go out"};
inline constexpr W callDoNotWait{"Do not wait. Go to one of these people now, or ring 999."};
inline constexpr W callNobodySaw{
    "Nobody has seen your call for {}. Do not wait any longer: go to one of these people, or ring 999."};
inline constexpr W callSeenWhat{"They know that you need them, and at which screen you are."};
inline constexpr W callStay{"If nobody comes soon, go yourself."};
inline constexpr W callGo{"Go to one of these people now, or ring 999."};
inline constexpr W callOnDuty{"On duty today"};
inline constexpr W callNext{"If you cannot find them"};
inline constexpr W callSafe{"What you were writing is kept as it is."};
inline constexpr W callBack{"Back to what I was doing"};
inline constexpr W callClose{"Close"};
inline constexpr W callCloseOn{"Close (the call stays on)"};
inline constexpr W callAgain{"Call again"};
inline constexpr W callMistake{"I pressed it by mistake"};
inline constexpr W callTitleMistake{"Called {}, by mistake"};
inline constexpr W callMistakeSaid{
    "The safeguarding lead (DSL) is told that it was a mistake. Somebody may still come to make sure."};
inline constexpr Kept entryCallMistake = "Whoever called says: it was pressed by mistake.";
inline constexpr W callMinutes{"{} minutes"};
inline constexpr W callSeconds{"{} seconds"};
inline constexpr Kept entryCall = "Somebody asked for help at this screen. Nothing was written: go there.";
inline constexpr Kept entryNotSignedIn = "Not signed in";

// Duty.
inline constexpr W dutyNobody{"No safeguarding lead (DSL) is on duty today."};

}  // namespace pillarbox::post::words
