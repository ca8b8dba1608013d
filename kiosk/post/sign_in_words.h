// Words of signing in, of practice and of how the screens look and sound.
#pragma once

#include "kiosk/post/phrases.h"

namespace pillarbox::post::words {

// Sign-in.
inline constexpr W showBadge{"Show your badge"};
inline constexpr W showBadgeHow{"Hold your staff badge to the reader."};
inline constexpr W showBadgeCamera{"Show your badge to the reader or to the camera."};
inline constexpr W severalBadges{"Show one badge at a time."};
inline constexpr W cameraSees{"What the camera sees"};
inline constexpr W showBadgeScan{"Then you can show your form straight away."};
inline constexpr W showBadgeThen{"Then you can write straight away. No badge with you? That is fine too."};
inline constexpr W showBadgeMine{"Show your badge to see what you posted. A typed name cannot open it."};
inline constexpr W noBadge{"I don't have my badge"};
inline constexpr W keyCardHow{"Do you read concerns? Show your key card here instead."};
inline constexpr W keyCardLost{"My key card is lost"};
inline constexpr W unknownBadge{"We do not know this badge yet"};
inline constexpr W unknownBadgeThen{"That is fine. You can write without it: you type your name instead."};
inline constexpr W unknownBadgeMine{"What you posted opens only with a badge that we know."};
inline constexpr W writeWithout{"Write without it"};
inline constexpr W showBadgeCameraOnly{"Show your badge to the camera."};
inline constexpr W noReader{"There is no badge reader here. That is fine: touch \"I don't have my badge\" to go on."};
inline constexpr W noReaderMine{"No badge reader is connected, so your postings cannot be shown. Ask the technician."};
inline constexpr W badgeSeveral{
    "This badge is on the list for more than one person. That is fine. You can write without it: you type your name "
    "instead."};
inline constexpr W badgeUnread{"That card cannot be used as a badge. Try your staff badge, and hold it still."};
inline constexpr W joinBadge{"Join this badge to my name"};
inline constexpr W joinTitle{"Whose badge is it?"};
inline constexpr W joinHow{"Choose your name. Then you need the 6 numbers that the office gives you."};
inline constexpr W joinNobody{"Your name is not on the staff list. Ask the technician to add it."};
inline constexpr W joinTaken{"Somebody else already has this badge. Ask the technician."};
inline constexpr W pinTitle{"Type your PIN"};
inline constexpr W pinChooseTitle{"Choose a PIN for your badge"};
inline constexpr W pinAgainTitle{"Type the same PIN again"};
inline constexpr W pinOneTimeTitle{"Type the 6 numbers the office gave you"};
inline constexpr W pinFor{"For {}"};
inline constexpr W pinChooseHow{"6 to 12 digits that only you know. You type it each time you show your badge."};
inline constexpr W pinOneTimeHow{"They join this badge to your name. You need them only once."};
inline constexpr W pinField{"PIN"};
inline constexpr W pinClear{"Clear"};
inline constexpr W pinOk{"OK"};
inline constexpr W pinForgotten{"I can't remember my PIN"};
inline constexpr W pinNotNow{"Not now"};
inline constexpr W pinNoOneTime{"Go on without"};
inline constexpr W pinSkipBadge{
    "That is fine: you can go on without it. The record will say that you showed your badge only."};
inline constexpr W pinSkipTyped{
    "That is fine: you can go on without it. The record will say that your name was typed."};
inline constexpr W pinSkipMine{"Your postings open only with your PIN. The technician can give you a new one."};
inline constexpr W pinTooShort{"A PIN has 6 to 12 digits."};
inline constexpr W pinTooEasy{"That PIN is easy to guess. Choose one that does not count up or repeat."};
inline constexpr W pinNotTheSame{"The two were not the same. Choose your PIN again."};
inline constexpr W pinWrong{"That is not the PIN. You can try {} more times."};
inline constexpr W pinWrongOnce{"That is not the PIN. You can try once more."};
inline constexpr W pinWait{"Too many tries. You can try again in {} minutes, or go on without it now."};
inline constexpr W pinWaitOne{"Too many tries. You can try again in a minute, or go on without it now."};
inline constexpr W pinNoneGiven{"Those numbers are no longer in use. Ask the office for new ones."};
inline constexpr W pinNotSaved{"That could not be saved here. You can go on without it."};
inline constexpr W whoAreYou{"Who are you?"};
inline constexpr W yourName{"Your name"};
inline constexpr W yourNameHint{"Start typing your name"};
inline constexpr W typedWarning{
    "That is fine. The record will say that your name was typed. If you stop half-way, nothing is lost: the "
    "safeguarding lead (DSL) gets what you wrote."};
inline constexpr W goOnAs{"Go on as {}: I am…"};
inline constexpr W roleHere{"Staff here"};
inline constexpr W roleSupply{"Supply staff"};
inline constexpr W roleVisitor{"A visitor"};
inline constexpr W roleVolunteer{"A volunteer"};
inline constexpr Kept asRoleHere = "Staff";
inline constexpr Kept asRoleSupply = "Supply staff";
inline constexpr Kept asRoleVisitor = "Visitor";
inline constexpr Kept asRoleVolunteer = "Volunteer";

// Practice.
inline constexpr W practise{"Practise"};
inline constexpr W practiceStrip{"Practice. Nothing is kept, nobody gets it."};
inline constexpr W practiceTitle{"Practise telling us"};
inline constexpr W practiceInvented{"Everybody here is invented: the child, the safeguarding lead (DSL) and you."};
inline constexpr W practiceScene{"Imagine this"};
inline constexpr W practiceStory{
    "Just now you saw Alex Pretend, class 2P, sitting alone. Alex said to you: “I don't want to go home today.” Try "
    "posting that as a worry."};
inline constexpr W practiceRealBadge{"Do not show your own badge: that ends the practice and signs you in for real."};
inline constexpr W practiceBadge{"Use the pretend badge"};
inline constexpr W practiceEnd{"End practice"};
inline constexpr W practiceAgain{"Practise again"};
inline constexpr W practiceOver{"That is how it works. This was practice, so nothing was posted."};
inline constexpr W practiceReal{
    "For a real worry you would now go and tell the safeguarding lead (DSL) in person. Posting alone is not enough."};
inline constexpr W coachSignIn{"For real, you would show your own badge now. Here, touch “Use the pretend badge”."};
inline constexpr W coachAdult{
    "This is asked first, so that nobody reads about themselves. In our story no adult did anything: touch No."};
inline constexpr W coachWho{"Type the first letters of the child's name: Alex. Then touch the right name in the list."};
inline constexpr W coachWhoPart{"Now say how the child is involved. Then touch Next."};
inline constexpr W coachWhoNext{"That is all for this step. Touch Next."};
inline constexpr W coachWhat{"A child told you something, just now. Whoever reads this later was not there."};
inline constexpr W coachPicker{"The day it happened may not be the day you write. Touch what you know."};
inline constexpr W coachWrite{"Only what you saw and heard, in plain words. No guesses and no opinions."};
inline constexpr W coachWords{"Exactly what the child said, word for word. Do not tidy it up."};
inline constexpr W coachDone{
    "For real, you tell the safeguarding lead (DSL) in person as well. Writing alone is not enough."};
inline constexpr W coachCheck{
    "Read it once as somebody who was not there. Then touch “Post it”: in practice it goes to nobody."};
inline constexpr W coachEnd{"You can practise as often as you like."};
inline constexpr Kept pretendWriter = "Robin Pretend (invented)";
inline constexpr Kept pretendRole = "Lunchtime supervisor";
inline constexpr Kept pretendDsl = "Mrs Example (invented)";
inline constexpr Kept pretendDeputy = "Mr Sample (invented)";
inline constexpr Kept pretendHead = "Mrs Instance (invented)";

// How it looks and sounds.
inline constexpr W accessOpen{"Bigger text, sounds and languages"};
inline constexpr W accessTitle{"How the screen looks and sounds"};
inline constexpr W accessLasts{"This lasts until you leave. The next person starts afresh."};
inline constexpr W accessDone{"Carry on"};
inline constexpr W accessAsItWas{"As it was"};
inline constexpr W accessSize{"Size of the words"};
inline constexpr W accessPercent{"{} %"};
inline constexpr W accessNormal{"Normal"};
inline constexpr W accessBig{"Big"};
inline constexpr W accessBigger{"Bigger"};
inline constexpr W accessBiggest{"Biggest"};
inline constexpr W accessColours{"Colours"};
inline constexpr W accessOrdinary{"Ordinary"};
inline constexpr W accessDark{"Dark"};
inline constexpr W accessContrast{"High contrast"};
inline constexpr W accessDarkContrast{"Dark, high contrast"};
inline constexpr W accessLanguage{"Language"};
inline constexpr W accessKept{"What you write stays as you write it."};
inline constexpr W accessUnchecked{"{} (not checked yet)"};
inline constexpr W accessSounds{"Reading aloud"};
inline constexpr W accessReadAloud{"Read each screen aloud"};
inline constexpr W accessEarphone{"Put the earphone in first. It reads what is on the screen, never a PIN."};
inline constexpr W accessLoudspeaker{"People near you can hear it. It reads what is on the screen, never a PIN."};
inline constexpr W accessNoEarphone{"Reading aloud needs an earphone, and there is none here."};
inline constexpr W accessSoundFailed{"Reading aloud does not work now: there is no sound. Please tell the technician."};
inline constexpr W accessReadScreen{"Read this screen once"};
inline constexpr W accessReadWritten{"Read what I wrote"};
inline constexpr W accessStop{"Stop reading"};
inline constexpr W accessMore{"And"};
inline constexpr W accessLeftHanded{"Keyboard for the left hand"};
inline constexpr W accessStill{"Still pictures"};
inline constexpr W accessChosen{"chosen"};
inline constexpr W accessOn{"on"};
inline constexpr W accessOff{"off"};
inline constexpr W accessButton{"button"};
inline constexpr W accessCannot{"cannot be touched now"};
inline constexpr W accessFieldEmpty{"nothing written yet"};
inline constexpr W accessFieldFilled{"something is written"};

}  // namespace pillarbox::post::words
