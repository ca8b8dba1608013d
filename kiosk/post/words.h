// Every word the staff side shows, here and in the headers beside it, so that they can be read through and translated
// as a whole. "{…}" stands for what filled() puts in.
#pragma once

#include "kiosk/post/after_words.h"
#include "kiosk/post/offer_words.h"
#include "kiosk/post/paper_words.h"
#include "kiosk/post/phrases.h"
#include "kiosk/post/sign_in_words.h"
#include "kiosk/post/step_words.h"

namespace pillarbox::post::words {

// The frame round every signed-in screen.
inline constexpr W next{"Next"};
inline constexpr W back{"Back"};
inline constexpr W cover{"Cover"};
inline constexpr W leave{"Leave"};
inline constexpr W step{"Step {} of {}"};
inline constexpr W writingAs{"Writing as {}"};
inline constexpr W signedInAs{"Signed in as {}"};
inline constexpr W signedIn{"You are signed in"};
inline constexpr W notChecked{" (typed name)"};
inline constexpr W backToCheck{"Back to check"};
inline constexpr W resumed{"Welcome back. What you wrote is here, as you left it."};

// Cover.
inline constexpr W coverTouch{"Touch to carry on"};
inline constexpr W coverTitle{"Covered"};
inline constexpr W coverSafe{"Nobody can see what is underneath. Nothing is lost."};
inline constexpr W coverUnknown{"We do not know that badge. Touch to carry on as before."};
inline constexpr W coverClosing{"Closing in {} seconds. What is written will be kept."};
inline constexpr W coverClosingTyped{"Closing in {} seconds. What is written will go to the safeguarding lead (DSL)."};

// Home.
inline constexpr W danger{"If a child is in danger now"};
inline constexpr W dangerDo{"Do not write first. Find a safeguarding lead (DSL) below, or ring 999."};
inline constexpr W dangerNobody{"Do not write first. Find a senior member of staff, or ring 999."};
inline constexpr W dangerElse{"If you cannot find them"};
inline constexpr W danger999{"Ring 999"};
inline constexpr W danger999Why{"Police or ambulance. You do not need to ask anybody first."};
inline constexpr W dangerRing{"Or ring {} on {}."};
inline constexpr W tellUs{"Tell us about a worry"};
inline constexpr W tellUsHint{"Show your badge, or touch here. You need no account and no training."};
inline constexpr W myPostings{"My postings"};
inline constexpr W scanPaper{"Scan a paper form"};
inline constexpr W waitingRead{"{} posted, not read yet"};
inline constexpr W waitingSent{"{} waiting to be sent"};
inline constexpr W extension{"extension {}"};
inline constexpr W welcomeNoSchool{
    "This screen is not set up yet. To tell of a worry, find the safeguarding lead (DSL)."};
inline constexpr W officeTrouble{"{} {}"};
inline constexpr W batteryLow{"This tablet needs charging. Please put it on its charger."};
inline constexpr W batteryEnding{
    "This tablet needs charging now, or it will go off. What was written is kept. Put it on its charger, or use paper "
    "or another screen."};
inline constexpr W inboxTrouble{
    "The inbox did not open. Show the key card once more, and if that does not help, tell the technician. Staff can "
    "still post here."};

// Check.
inline constexpr W checkTitle{"Check, then post"};
inline constexpr W checkGoesTo{
    "Goes to: {}. Nobody else can open it, but for the school's spare key in its safe. Short and imperfect is fine."};
inline constexpr W checkReaders{"Who will read it"};
inline constexpr W checkReadersSafe{"Nobody else can open it, but for the school's spare key in its safe."};
inline constexpr W checkAuthorTyped{"Written by {}, {} (typed name, not checked)"};
inline constexpr W checkAuthorBadge{"Written by {}, {}"};
inline constexpr W checkAdult{"About an adult"};
inline constexpr W checkAdultUnnamed{"Yes, not named"};
inline constexpr W checkChildren{"Children"};
inline constexpr W checkNoChild{"No particular child"};
inline constexpr W checkWhat{"Kind, where and when"};
inline constexpr W checkAccount{"What happened"};
inline constexpr W checkWords{"Their exact words"};
inline constexpr W checkPaper{"On the paper"};
inline constexpr W checkAddWords{"Add something in your own words"};
inline constexpr W checkAddPage{"Add a page of paper"};
inline constexpr W checkTicked{"Ticked: {}"};
inline constexpr W checkUnsure{"Not sure: {}"};
inline constexpr W checkSuggested{"{}: {}"};
inline constexpr W checkPictures{"Kept as pictures: {} pages"};
inline constexpr W checkPicture{"Kept as a picture: 1 page"};
inline constexpr W checkDone{"What you have done"};
inline constexpr W checkToldNot{"Not yet told in person"};
inline constexpr W checkTold{"Told {} in person, {}"};
inline constexpr W checkChange{"Change"};
inline constexpr W checkPost{"Post it"};
inline constexpr W checkSaving{"Saving…"};
inline constexpr W checkTryAgain{"Try again"};
inline constexpr W checkUrgent{"Cannot wait until tomorrow"};
inline constexpr W checkUrgentUnsure{"Not sure whether it can wait: marked as urgent"};
inline constexpr W checkMentioned{"You wrote about {}, who would read this. Is it about {}?"};
inline constexpr W checkMentionedYes{"Yes, it is about {}"};

// Check: hints on how it is written.
inline constexpr W hintsHeading{
    "These may help somebody who was not there to understand. You need not change anything."};
inline constexpr W hintAbout{"You wrote: “{}”"};
inline constexpr W hintChange{"Change it"};
inline constexpr W hintLeave{"Keep as it is"};

// Leaving.
inline constexpr W leaveTitle{"You have not posted this yet"};
inline constexpr W leaveKeep{"Keep it for later"};
inline constexpr W leaveKeepDetail{"Show your badge here before {}. After that the DSL gets it as it is."};
inline constexpr W leaveGive{"Give it as it is"};
inline constexpr W leaveGiveDetail{"It goes to {} now, marked unfinished."};
inline constexpr W leaveMistake{"I started by mistake"};
inline constexpr W leaveMistakeDetail{"It is thrown away. Nobody sees it."};
inline constexpr W leaveStay{"Stay and go on writing"};
inline constexpr W leaveSure{"Throw away what you wrote?"};
inline constexpr W leaveSureDetail{"Nobody will ever see it. This cannot be undone."};
inline constexpr W leaveSureYes{"Yes, throw it away"};
inline constexpr W leaveSureNo{"No, go back"};
inline constexpr W findADsl{"the safeguarding lead (DSL)"};
inline constexpr W theHeadOrChair{"the headteacher"};
inline constexpr W andWord{" and "};

}  // namespace pillarbox::post::words
