// Every word the staff side shows, in one place, so that it can be read through and translated as a whole.
// "{…}" stands for what filled() puts in.
#pragma once

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>

#include "kiosk/ui/phrase.h"

namespace pillarbox::post {

// `pattern` with its first "{}" replaced by the first of `with`, and so on.
std::string filled(std::string_view pattern, std::initializer_list<std::string_view> with);

namespace words {

using W = ui::Phrase;
// Kept in the entry, so always English: whoever reads it in twenty years need not know what the writer's screen spoke.
using Kept = std::string_view;

inline constexpr W notSaid{"Not said"};

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
inline constexpr W coverClosingTyped{"Closing in {} seconds. What is written will go to the DSL."};

// Home.
inline constexpr W danger{"If a child is in danger now"};
inline constexpr W dangerDo{"Do not write first. Find one of these people, or ring 999."};
inline constexpr W dangerNobody{"Do not write first. Find a senior member of staff, or ring 999."};
inline constexpr W danger999{"Ring 999"};
inline constexpr W danger999Why{"Police or ambulance. You do not need to ask anybody first."};
inline constexpr W dangerRing{"Or ring {} on {}."};
inline constexpr W tellUs{"Tell us about a worry"};
inline constexpr W tellUsHint{"Show your badge, or touch here. You need no account and no training."};
inline constexpr W myPostings{"My postings"};
inline constexpr W scanPaper{"Scan a paper form"};
inline constexpr W waitingRead{"Waiting to be read: {}"};
inline constexpr W waitingSent{"Waiting to be sent: {}"};
inline constexpr W extension{"extension {}"};
inline constexpr W welcomeNoSchool{"This terminal is not set up yet. Find the DSL to tell them of a worry."};
inline constexpr W officeTrouble{"{} {}"};

// Sign-in.
inline constexpr W showBadge{"Show your badge"};
inline constexpr W showBadgeHow{"Hold your staff badge to the reader."};
inline constexpr W showBadgeCamera{"Show your badge to the reader or to the camera."};
inline constexpr W severalBadges{"Show one badge at a time."};
inline constexpr W cameraSees{"What the camera sees"};
inline constexpr W showBadgeScan{"Then you can show your form straight away."};
inline constexpr W showBadgeThen{"Then you can write straight away."};
inline constexpr W showBadgeMine{"Show your badge to see what you posted. A typed name cannot open it."};
inline constexpr W noBadge{"I don't have my badge"};
inline constexpr W unknownBadge{
    "We do not know this badge yet, and that is all right. You can still tell us: touch \"I don't have my badge\"."};
inline constexpr W showBadgeCameraOnly{"Show your badge to the camera."};
inline constexpr W noReader{"No badge reader is connected. Touch \"I don't have my badge\" to go on."};
inline constexpr W noReaderMine{"No badge reader is connected, so your postings cannot be shown. Ask the technician."};
inline constexpr W badgeSeveral{
    "This badge is on the list for more than one person. You can still tell us: touch \"I don't have my badge\"."};
inline constexpr W badgeUnread{"That card cannot be used as a badge. Try your staff badge, and hold it still."};
inline constexpr W joinBadge{"Join this badge to my name"};
inline constexpr W joinTitle{"Whose badge is it?"};
inline constexpr W joinHow{"Choose your name. You need a one-time PIN: the technician has it."};
inline constexpr W joinNobody{"Your name is not on the staff list. Ask the technician to add it."};
inline constexpr W joinTaken{"Somebody else already has this badge. Ask the technician."};
inline constexpr W pinTitle{"Type your PIN"};
inline constexpr W pinChooseTitle{"Choose a PIN for your badge"};
inline constexpr W pinAgainTitle{"Type the same PIN again"};
inline constexpr W pinOneTimeTitle{"Type the one-time PIN"};
inline constexpr W pinFor{"For {}"};
inline constexpr W pinChooseHow{"6 to 12 digits that only you know. You type it each time you show your badge."};
inline constexpr W pinOneTimeHow{"The technician has it. It joins this badge to your name."};
inline constexpr W pinField{"PIN"};
inline constexpr W pinClear{"Clear"};
inline constexpr W pinOk{"OK"};
inline constexpr W pinForgotten{"I can't remember my PIN"};
inline constexpr W pinNotNow{"Not now"};
inline constexpr W pinNoOneTime{"Go on without joining it"};
inline constexpr W pinSkipBadge{"You can go on without it. We will note that you showed your badge only."};
inline constexpr W pinSkipTyped{"You can go on without it. We will note that your name was not checked."};
inline constexpr W pinSkipMine{"Your postings open only with your PIN. The technician can give you a new one."};
inline constexpr W pinTooShort{"A PIN has 6 to 12 digits."};
inline constexpr W pinTooEasy{"That PIN is easy to guess. Choose one that does not count up or repeat."};
inline constexpr W pinNotTheSame{"The two were not the same. Choose your PIN again."};
inline constexpr W pinWrong{"That is not the PIN. You can try {} more times."};
inline constexpr W pinWrongOnce{"That is not the PIN. You can try once more."};
inline constexpr W pinWait{"Too many tries. You can try again in {} minutes, or go on without it now."};
inline constexpr W pinWaitOne{"Too many tries. You can try again in a minute, or go on without it now."};
inline constexpr W pinNoneGiven{"There is no one-time PIN in use now. Ask the technician for a new one."};
inline constexpr W pinNotSaved{"That could not be saved here. You can go on without it."};
inline constexpr W whoAreYou{"Who are you?"};
inline constexpr W yourName{"Your name"};
inline constexpr W yourNameHint{"Start typing your name"};
inline constexpr W typedWarning{
    "We will note that your name was typed and not checked. If you stop half-way, what you wrote goes to the DSL as it "
    "is."};
inline constexpr W goOnAs{"Go on as {}: I am…"};
inline constexpr W roleHere{"Staff here"};
inline constexpr W roleSupply{"Supply staff"};
inline constexpr W roleVisitor{"A visitor"};
inline constexpr W roleVolunteer{"A volunteer"};
inline constexpr Kept asRoleHere = "Staff";
inline constexpr Kept asRoleSupply = "Supply staff";
inline constexpr Kept asRoleVisitor = "Visitor";
inline constexpr Kept asRoleVolunteer = "Volunteer";

// Is it about an adult?
inline constexpr W adultTitle{"Is it about an adult who works here?"};
inline constexpr W adultShort{"Before you start"};
inline constexpr W adultWhy{"A teacher, a helper, a volunteer: anyone who works in this school."};
inline constexpr W adultNo{"No"};
inline constexpr W adultNoDetail{"It is about a child"};
inline constexpr W adultYes{"Yes"};
inline constexpr W adultYesDetail{"It is about an adult who works here"};
inline constexpr W adultWho{"Which adult is it about?"};
inline constexpr W adultName{"Their name"};
inline constexpr W adultHint{"Start typing their name"};
inline constexpr W adultUse{"Use the name “{}”"};
inline constexpr W adultOnly{"Only {} will be able to read this."};
inline constexpr W adultOnlyUnless{
    "Only {} will be able to read this. If it is about them, choose their name: then they cannot."};
inline constexpr W adultNobody{
    "Nobody in school can be sent this. It is kept locked for the school's safe. Please ring {}."};
inline constexpr W adultOnPaper{
    "Your form may say that it is about an adult who works here. Please answer again, so that it goes to the right "
    "person."};
inline constexpr W adultThis{"It is about {}."};
inline constexpr W adultUnnamed{"You can go on without a name."};
inline constexpr W adultGoOn{"Go on without a name"};
inline constexpr W adultChange{"Choose somebody else"};
inline constexpr W adultNotAdult{"It is not about an adult"};

// Scanning.
inline constexpr W scanTitle{"Show your form"};
inline constexpr W scanAll{"That's all the pages"};
inline constexpr W scanTake{"Take the picture now"};
inline constexpr W scanCannot{"I can't get it to work"};
inline constexpr W scanWrite{"Write it instead"};
inline constexpr W scanItself{"The picture is taken by itself when the page lies still."};
inline constexpr W scanSteady{"Keeping still"};
inline constexpr W scanPages{"Pages so far: {}"};
inline constexpr W scanPage{"Page {}"};
inline constexpr W scanSide{"Form, side {}"};
inline constexpr W scanAgain{"Take it again"};
inline constexpr W scanRemove{"Take this page out"};
inline constexpr W scanClose{"Close"};
inline constexpr W scanNeeded{"Show a page first. If it does not work, you can write it instead."};
inline constexpr W scanSideMissing{
    "We have only one side of a form. Please show the other side too. If it is empty, touch “That's all the pages” "
    "again."};
inline constexpr W scanNoCamera{"There is no camera here. You can write it instead."};
inline constexpr W scanLost{"The camera has come loose. Plug it in again, or write it instead."};
inline constexpr W scanRestarting{"The camera is starting again. One moment."};
inline constexpr W scanGot{"Got it. Another page?"};
inline constexpr W scanTurn{"Got it. Now turn it over."};
inline constexpr W scanGotAgain{"Got it again. Another page?"};
inline constexpr W scanDuplicate{"You have this page already."};
inline constexpr W scanNotPaper{"Only pages of paper are kept. Show just the page."};
inline constexpr W scanFull{"That is as many pages as one concern can hold. Post these, then start another."};
inline constexpr W scanShowAgain{"Show that page again"};
inline constexpr W scanPut{"Put the form under the camera"};
inline constexpr W scanNext{"Put the next page under the camera"};
inline constexpr W scanGood{"Good. Keep it still."};
inline constexpr W scanWhole{"Show the whole page"};
inline constexpr W scanLeft{"Move the paper to the left"};
inline constexpr W scanRight{"Move the paper to the right"};
inline constexpr W scanUp{"Move the paper up"};
inline constexpr W scanDown{"Move the paper down"};
inline constexpr W scanCloser{"Move the paper closer to the camera"};
inline constexpr W scanBack{"Move the paper further away"};
inline constexpr W scanStill{"Hold it still"};
inline constexpr W scanOne{"Show one page at a time"};
inline constexpr W scanLamp{"Move the lamp: the light shines on it"};
inline constexpr W scanDark{"It is too dark. Turn on a light."};
inline constexpr W scanFlat{"Press the paper flat"};
inline constexpr W scanUncover{"Something covers the page. Move it away."};
inline constexpr W scanNoPage{"That is not a page. Show only the paper."};

// Check what I read.
inline constexpr W paperTitle{"Check what I read"};
inline constexpr W paperUnsure{"I am not sure about these. Is the box ticked?"};
inline constexpr W paperYes{"Yes"};
inline constexpr W paperNo{"No"};
inline constexpr W paperCannotTell{"Can't tell"};
inline constexpr W paperRight{"I read {}. Is that right?"};
inline constexpr W paperRead{"I read these as ticked"};
inline constexpr W paperEmpty{"I read these as not ticked"};
inline constexpr W paperChange{"Touch one to change it."};
inline constexpr W paperKept{"Handwriting kept as a picture: {}."};
inline constexpr W paperNotForm{"This is not one of the school's own forms. It is kept as a picture, just as it is."};
inline constexpr W paperNothing{"No form was read. The pages are kept as pictures, just as they are."};
inline constexpr W paperMark{"A mark on the body map: {}"};
inline constexpr W paperMarks{"{} marks on the body map: {}"};
inline constexpr W paperCrop{"Picture: {}"};
inline constexpr W paperReadByMachine{" (read by machine from the form)"};
inline constexpr W figureFront{"the front"};
inline constexpr W figureBack{"the back"};
inline constexpr W figureFace{"the face"};
inline constexpr W figureHandRight{"the right hand"};
inline constexpr W figureHandLeft{"the left hand"};
inline constexpr Kept entryOnPaper = "It was written on paper. What was written is in the pictures of its pages.";

// Who.
inline constexpr W whoTitle{"Which child?"};
inline constexpr W whoSearch{"Child's name or class"};
inline constexpr W whoHint{"Start typing a name or class"};
inline constexpr W whoUseTyped{"Not in the list? Use the name “{}”"};
inline constexpr W whoUnknown{"I don't know the name"};
inline constexpr W whoNone{"No particular child"};
inline constexpr W whoAnother{"Add another child"};
inline constexpr W whoPart{"What part did {} have in it?"};
inline constexpr W whoPartNeeded{"Choose what part {} had in it, then go on."};
inline constexpr W whoThisChild{"this child"};
inline constexpr W whoRemove{"Not this child"};
inline constexpr W whoDescribe{"Describe the child"};
inline constexpr W whoDescribeHint{"Class or age, hair, clothes, who they were with"};
inline constexpr W whoDescribeAdd{"Add this child"};
inline constexpr W whoDescribed{"Name not known"};
inline constexpr W whoNobodyFound{"Nobody found yet. Try the class, or part of the name."};
inline constexpr W whoSameName{"Same name: check the class"};
inline constexpr W whoTwoAlike{"Another child has the same name and class: ask the office which"};
inline constexpr Kept keptTwoAlike{"Another child in the list has the same name, class and year: check which one."};
inline constexpr W whoNearly{"Spelt a little differently:"};
inline constexpr W whoMore{"There are more. Type more of the name, or the class."};
inline constexpr W whoSiblings{"Brothers or sisters of {} in school, by our list. Touch one to add them."};
inline constexpr W whoSiblingsUnsure{"The list may be out of date: add only who matters here."};
inline constexpr W whoNeeded{"Choose a child, or touch “I don't know the name”."};
inline constexpr W whoClass{"Class {}"};
inline constexpr W whoYear{"Year {}"};
inline constexpr W partUnsaid{"Part not said"};
inline constexpr W partWorriedAbout{"I'm worried about them"};
inline constexpr W partHurt{"Was hurt"};
inline constexpr W partSawIt{"Saw it"};
inline constexpr W partSaidToHaveDoneIt{"Said to have done it"};
inline constexpr W partSibling{"Brother or sister"};
inline constexpr W partFriend{"Friend"};

// What, when and where.
inline constexpr W whatTitle{"What kind of worry is it?"};
inline constexpr W whatWhen{"When was it?"};
inline constexpr W whatWhere{"Where was it?"};
inline constexpr W kindChildToldMe{"A child told me"};
inline constexpr W kindISaw{"I saw something"};
inline constexpr W kindSomeoneToldMe{"Someone told me"};
inline constexpr W kindInjury{"An injury or mark"};
inline constexpr W kindParentContact{"Parent contact"};
inline constexpr W kindFamilyEvent{"A family event"};
inline constexpr W kindOutsideSchool{"Outside or online"};
inline constexpr W whenJustNow{"Just now"};
inline constexpr W whenBreak{"At break"};
inline constexpr W whenLunch{"At lunch"};
inline constexpr W whenEarlier{"Earlier today"};
inline constexpr W whenAnother{"Another day"};
inline constexpr W whenOther{"Which day, and about what time?"};
inline constexpr W whenOtherHint{"Such as: Tuesday 17 November, after school"};
inline constexpr W whereSomewhere{"Somewhere else"};
inline constexpr W whereOther{"Where?"};
inline constexpr W whereOtherHint{"Such as: the bus stop by the gate"};
inline constexpr Kept entryNow = "{}, about {}";
inline constexpr Kept entryBreak = "{}, at break";
inline constexpr Kept entryLunch = "{}, at lunch";
inline constexpr Kept entryEarlier = "{}, before {}";

// Writing.
inline constexpr W writeTitle{"What happened?"};
inline constexpr W writeAccountTab{"What happened"};
inline constexpr W writeWordsTab{"Their exact words"};
inline constexpr W writeAccount{"What you saw and heard: who, what, where. Facts, in your own words."};
inline constexpr W writeAccountHint{"Start here. A few plain sentences are enough."};
inline constexpr W writeWords{
    "What the child said, word for word, even if it may offend. Leave empty if nothing was said."};
inline constexpr W writeWordsHint{"Their exact words, as they said them"};
inline constexpr W writeNeeded{"Write a few words about what happened, then go on."};
inline constexpr W writeFull{"That is as much as fits here. Please post this, then write the rest as another."};

// Writing: prompts, names and spelling. The openers stand in the entry.
inline constexpr std::array<W, 4> prompts{W{"Who was there?"}, W{"What did you see?"}, W{"How did the child seem?"},
                                          W{"What did you do?"}};
inline constexpr std::array<Kept, 4> openers{"Who else was there: ", "What I saw: ", "How the child seemed: ",
                                             "What I did: "};
inline constexpr W mentionChip{"{}, {}"};
inline constexpr W spellingKeep{"Keep it"};
inline constexpr W spellingAsk{"“{}” is not in the dictionary."};

// Writing: exact words.
inline constexpr Kept speakerUnnamed = "The child whose name is not known";
inline constexpr W writeWordsOf{"What {} said, word for word, even if it may offend. Leave empty if nothing was said."};
inline constexpr W saidWho{"Who said this?"};
inline constexpr W saidBy{"Said by {}"};
inline constexpr W saidAsk{"What did you ask before that?"};
inline constexpr W saidAsked{"What you asked before that: written"};
inline constexpr W saidAskedPrompt{
    "What you asked or said just before, in the words you used. Leave empty if nothing."};
inline constexpr W saidAskedHint{"Such as: I asked, “What happened to your arm?”"};
inline constexpr W saidAdd{"Somebody else said something"};
inline constexpr W saidAll{"Everybody's words so far"};
inline constexpr W saidOpen{"open now"};
inline constexpr W saidRemove{"Take out the words of: {}"};
inline constexpr W speakerTitle{"Whose words are they?"};
inline constexpr W speakerElse{"Someone else"};
inline constexpr W speakerName{"Who was it?"};
inline constexpr W speakerHint{"Such as: Amina's mother"};
inline constexpr W speakerDone{"Write their words"};
inline constexpr W speakerUnsaid{"Not said who"};
inline constexpr W checkSaid{"{}: “{}”"};
inline constexpr W checkAsked{"Asked before that: {}"};

// What I have done.
inline constexpr W doneTitle{"What have you done?"};
inline constexpr W doneTold{"Have you told {} in person?"};
inline constexpr W doneTheDsl{"the DSL"};
inline constexpr W doneYes{"Yes"};
inline constexpr W doneNo{"Not yet"};
inline constexpr W doneWho{"Whom did you tell?"};
inline constexpr W doneSomeone{"Someone else"};
inline constexpr W doneWhoField{"Their name"};
inline constexpr W doneWhen{"When?"};
inline constexpr W toldJustNow{"Just now"};
inline constexpr W toldEarlier{"Earlier today"};
inline constexpr W toldBefore{"Before today"};
inline constexpr W doneGoNow{"Please tell {} as soon as you have posted this."};
inline constexpr W doneAlso{"And have you…"};
inline constexpr W doneSpoke{"I spoke to the child"};
inline constexpr W doneParent{"I rang a parent or carer"};
inline constexpr W doneParentWho{"Whom did you ring?"};
inline constexpr W doneAdvice{"I was given advice"};
inline constexpr W doneAdviceBy{"Who gave it, and what was it?"};
inline constexpr W doneUrgent{"This cannot wait until tomorrow"};

// The day and time of what happened, who should know, a category, and more of what was done.
inline constexpr W pickTitle{"Which day, and what time?"};
inline constexpr W pickUse{"Done"};
inline constexpr W pickDayFirst{"Touch the day it happened."};
inline constexpr W pickBefore{"Month before"};
inline constexpr W pickAfter{"Month after"};
inline constexpr W pickToday{"Today is {}."};
inline constexpr W pickHour{"About what hour?"};
inline constexpr W pickMinute{"How many minutes past?"};
inline constexpr W pickOtherHours{"Another hour"};
inline constexpr W pickSchoolHours{"School hours"};
inline constexpr W pickAbout{"Only about this time"};
inline constexpr W pickUnknown{"I don't know the time"};
inline constexpr W pickRoughly{"I only know roughly"};
inline constexpr W pickRoughlyField{"I only know roughly:"};
inline constexpr W pickChange{"Change the day or time"};
inline constexpr W pickChoose{"Choose the day and time"};
inline constexpr W monday{"Mon"};
inline constexpr W tuesday{"Tue"};
inline constexpr W wednesday{"Wed"};
inline constexpr W thursday{"Thu"};
inline constexpr W friday{"Fri"};
inline constexpr W saturday{"Sat"};
inline constexpr W sunday{"Sun"};
inline constexpr Kept entryNoTime = "{}, time not known";
inline constexpr Kept entryBetween = "{}, between {} and {}";
inline constexpr Kept entryAbout = "{}, at about {}";
inline constexpr Kept entryAt = "{}, at {}";
inline constexpr W checkHappened{"It happened: {}"};
inline constexpr W checkWriting{"You are writing this: {}"};
inline constexpr W knowTitle{"Who should know?"};
inline constexpr W knowDone{"Done"};
inline constexpr W knowWarning{
    "Only tell people who need to know to keep the child safe. If you are not sure, leave it to the safeguarding "
    "team."};
inline constexpr W knowTeam{"The safeguarding team"};
inline constexpr W knowTeamDetail{"The usual choice. They decide who else needs to know."};
inline constexpr W knowSenior{"The senior leaders as well"};
inline constexpr W knowSeniorDetail{"Only for what is not about a child's safety. {} could read it."};
inline constexpr W knowSeniorNot{
    "Not for this one. What a child told you, an injury, something urgent or on paper goes to the safeguarding team "
    "alone."};
inline constexpr W knowPerson{"Ask the DSL to tell one person"};
inline constexpr W knowPersonDetail{"They cannot read it. The DSL sees your wish and decides."};
inline constexpr W knowWish{"You would like the DSL to tell {}. They cannot read it themselves."};
inline constexpr W categoryTitle{"What sort of worry is it?"};
inline constexpr W categoryDone{"Done"};
inline constexpr W categoryNotSure{"I'm not sure"};
inline constexpr W categoryNotSureDetail{"The DSL will choose. That is always fine."};
inline constexpr W checkCategory{"Sort of worry"};
inline constexpr W doneOnly{
    "Only what is done already, or agreed with somebody. To ask for something, speak to the DSL."};
inline constexpr W doneContactedParent{"I contacted a parent or carer"};
inline constexpr W doneParentWhom{"Whom did you speak or write to?"};
inline constexpr W doneParentHow{"How?"};
inline constexpr W doneParentWhen{"When?"};
inline constexpr W parentPhone{"By telephone"};
inline constexpr W parentInPerson{"In person"};
inline constexpr W parentMessage{"By message"};
inline constexpr W doneAdviceWho{"Who gave the advice?"};
inline constexpr W doneAdviceWhat{"What did they say?"};
inline constexpr W doneAgreed{"I agreed with somebody what happens next"};
inline constexpr W doneAgreedWhat{"Whom with, and what?"};
inline constexpr W checkAgreed{"Agreed"};

// Practice.
inline constexpr W practise{"Practise"};
inline constexpr W practiceStrip{"Practice. Nothing is kept, nobody gets it."};
inline constexpr W practiceTitle{"Practise telling us"};
inline constexpr W practiceInvented{"Everybody here is invented: the child, the DSL and you."};
inline constexpr W practiceScene{"Imagine this"};
inline constexpr W practiceStory{
    "At lunch you see Alex Pretend, class 2P, sitting alone. Alex says to you: “I don't want to go home today.” You "
    "post it as a worry."};
inline constexpr W practiceRealBadge{"Your own badge ends the practice at once and signs you in for real."};
inline constexpr W practiceBadge{"Use the pretend badge"};
inline constexpr W practiceEnd{"End practice"};
inline constexpr W practiceAgain{"Practise again"};
inline constexpr W practiceOver{"That's how it works. Nothing was posted."};
inline constexpr W practiceReal{
    "For a real worry you would now go and tell the DSL in person. Posting alone is not enough."};
inline constexpr W coachSignIn{"First you show your badge. Nobody has to log in or remember a password."};
inline constexpr W coachAdult{
    "This is asked first, so that nobody reads about themselves. Our story is about a child: touch No."};
inline constexpr W coachWho{
    "Type the first letters of the child's name: Alex. Then say what part the child had in it."};
inline constexpr W coachWhat{"A child told you something, at lunch. Whoever reads this later was not there."};
inline constexpr W coachPicker{"The day it happened may not be the day you write. Touch what you know."};
inline constexpr W coachWrite{"Only what you saw and heard, in plain words. No guesses and no opinions."};
inline constexpr W coachWords{"Exactly what the child said, word for word. Do not tidy it up."};
inline constexpr W coachDone{"Telling the DSL in person comes first. Writing it down comes second."};
inline constexpr W coachCheck{"Read it once as a stranger would, in five years' time. Then post it."};
inline constexpr W coachEnd{"You can practise as often as you like."};
inline constexpr Kept pretendWriter = "Robin Pretend (invented)";
inline constexpr Kept pretendRole = "Lunchtime supervisor";
inline constexpr Kept pretendDsl = "Mrs Example (invented)";
inline constexpr Kept pretendDeputy = "Mr Sample (invented)";
inline constexpr Kept pretendHead = "Mrs Instance (invented)";

// Check.
inline constexpr W checkTitle{"Check, then post"};
inline constexpr W checkFacts{"Parents, police or a court may read this: facts only."};
inline constexpr W checkReaders{"Who will read it"};
inline constexpr W checkReadersSafe{"Nobody else can open it, not even on this terminal."};
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
inline constexpr W checkMentioned{"You wrote about {}, who would read this. Is it about {}?"};
inline constexpr W checkMentionedYes{"Yes, it is about {}"};

// Check: hints on how it is written.
inline constexpr W hintsHeading{"Will a stranger understand it in twenty years? You may change these, or leave them."};
inline constexpr W hintAbout{"You wrote: “{}”"};
inline constexpr W hintChange{"Change it"};
inline constexpr W hintLeave{"Leave it"};

// Posted.
inline constexpr W postedTitle{"Posted"};
inline constexpr W postedSafe{"Saved and locked. Nobody has read it yet."};
inline constexpr W postedDelivered{"It has reached the school's server."};
inline constexpr W postedReference{"Your reference"};
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
inline constexpr W mineNone{"You have not posted anything from this terminal yet."};
inline constexpr W mineLooking{"Looking…"};
inline constexpr W mineOnlyStatus{"Only the date and what became of it are shown here. What you wrote is locked."};
inline constexpr W mineStored{"Saved here"};
inline constexpr W mineDelivered{"Sent to the school's server"};
inline constexpr W mineRead{"Read"};
inline constexpr W mineReadAt{"Marked as read on {}"};
inline constexpr W minePosted{"{}, posted {}"};
inline constexpr W mineAside{"Kept safe here, set aside for the DSL"};
inline constexpr W mineTell{"Not read yet: tell {}."};
inline constexpr W mineNew{"Tell us about a worry"};

// What was posted: adding to it, and a mistake in it.
inline constexpr W mineActed{"Acted on"};
inline constexpr W mineClosed{"Closed"};
inline constexpr W mineActedAt{"Acted on by {}"};
inline constexpr W mineClosedAt{"Closed on {}"};
inline constexpr W mineCall{"You called the DSL"};
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
inline constexpr W postedMistake{"Saved and locked. The DSL sees it first."};
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
inline constexpr W messageDsl{"The DSL"};
inline constexpr W messageOk{"All right"};
inline constexpr W messageAdd{"Add something now"};
inline constexpr W messageLater{"Not now"};

// I need the DSL now.
inline constexpr W callNow{"I need the DSL now"};
inline constexpr W callShort{"DSL now"};
inline constexpr W callHold{"Hold for a second"};
inline constexpr W callPressAgain{"Press again to call"};
inline constexpr W callWaiting{"Called {}: not seen yet"};
inline constexpr W callSeenShort{"Your call was seen at {}"};
inline constexpr W callBrief{"Call {}"};
inline constexpr W callCalling{"Calling…"};
inline constexpr W callTitle{"Called {}, not seen yet"};
inline constexpr W callTitleSeen{"Seen by {} at {}"};
inline constexpr W callTitleCannot{"This terminal cannot call for you"};
inline constexpr W callTitleFailed{"The call did not go out"};
inline constexpr W callDoNotWait{"Do not wait. Go to one of these people now, or ring 999."};
inline constexpr W callNobodySaw{
    "Nobody has seen your call for {}. Do not wait any longer: go to one of these people, or ring 999."};
inline constexpr W callSeenWhat{"They know that you need them, and at which terminal you are."};
inline constexpr W callStay{"If nobody comes soon, go yourself."};
inline constexpr W callGo{"Go to one of these people now, or ring 999."};
inline constexpr W callOnDuty{"On duty today"};
inline constexpr W callNext{"If you cannot find them"};
inline constexpr W callSafe{"What you were writing is kept as it is."};
inline constexpr W callBack{"Back to what I was doing"};
inline constexpr W callClose{"Close"};
inline constexpr W callAgain{"Call again"};
inline constexpr W callMinutes{"{} minutes"};
inline constexpr W callSeconds{"{} seconds"};
inline constexpr Kept entryCall = "Somebody asked for the DSL at this terminal. Nothing was written: go there.";
inline constexpr Kept entryNotSignedIn = "Not signed in";

// Duty.
inline constexpr W dutyNobody{"No DSL is on duty today."};

// How it looks and sounds.
inline constexpr W accessOpen{"Bigger text, sounds and languages"};
inline constexpr W accessTitle{"How the screen looks and sounds"};
inline constexpr W accessLasts{"This lasts until you leave. The next person starts afresh."};
inline constexpr W accessDone{"Carry on"};
inline constexpr W accessAsItWas{"As it was"};
inline constexpr W accessSize{"Size of the words"};
inline constexpr W accessPercent{"{} %"};
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
inline constexpr W accessNoEarphone{"Reading aloud needs an earphone, and this terminal has none."};
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
inline constexpr W findADsl{"the DSL"};
inline constexpr W theHeadOrChair{"the headteacher"};
inline constexpr W andWord{" and "};

}  // namespace words
}  // namespace pillarbox::post
