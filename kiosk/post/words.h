// Every word the staff side shows, in one place, so that it can be read through and translated as a whole.
// "{…}" stands for what filled() puts in.
#pragma once

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
