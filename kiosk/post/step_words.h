// Words of the steps of a concern, one after the other.
#pragma once

#include "kiosk/post/phrases.h"

namespace pillarbox::post::words {

// Is it about an adult?
inline constexpr W adultTitle{"Did an adult who works here do something that worries you?"};
inline constexpr W adultShort{"Before you start"};
inline constexpr W adultWhy{"A teacher, a helper, a volunteer, a driver. Even if a child told you."};
inline constexpr W adultNo{"No"};
inline constexpr W adultNoDetail{"Nobody who works here"};
inline constexpr W adultYes{"Yes"};
inline constexpr W adultYesDetail{"An adult who works here. You name the child too."};
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

// Who.
inline constexpr W whoTitle{"Which child?"};
inline constexpr W whoSearch{"Child's name or class"};
inline constexpr W whoHint{"Start typing a name or class"};
inline constexpr W whoUseTyped{"Not in the list: use the name “{}”"};
inline constexpr W whoUnknown{"I don't know the name"};
inline constexpr W whoNone{"No particular child"};
inline constexpr W whoAnother{"Add another child"};
inline constexpr W whoPart{"How is {} involved?"};
inline constexpr W whoPartNeeded{"Choose how {} is involved, then go on."};
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
inline constexpr W whoClass{"{} class"};
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
inline constexpr W kindISaw{"I saw or heard something"};
inline constexpr W kindSomeoneToldMe{"Another person told me"};
inline constexpr W kindInjury{"A mark or an injury"};
inline constexpr W kindParentContact{"A parent said or did something"};
inline constexpr W kindFamilyEvent{"Something in the family"};
inline constexpr W kindOutsideSchool{"Online, or outside school"};
inline constexpr W kindSomethingElse{"Something else"};
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
inline constexpr W writeFirstTab{"1. What happened"};
inline constexpr W writeSecondTab{"2. Their exact words"};
inline constexpr W writeAddTab{"2. Add their exact words"};
inline constexpr W writeAddWords{"Add their exact words"};
inline constexpr W writeBackToAccount{"Back to what happened"};
inline constexpr W writeAccount{"Write what you saw and heard. Parents or police may read it one day."};
inline constexpr W writeAccountHint{"Start here. A few plain sentences are enough."};
inline constexpr W writeWords{
    "What the child said, word for word, even if it may offend. Leave empty if nothing was said."};
inline constexpr W writeWordsHint{"Their exact words, as they said them"};
inline constexpr W writeNeeded{"Write a few words about what happened, then go on."};
inline constexpr W writeFull{"That is as much as fits here. Please post this, then write the rest as another."};

// Writing: prompts, names and spelling. The openers stand in the entry.
inline constexpr std::array<W, 4> prompts{W{"Who was there?"}, W{"What did you see?"}, W{"How did the child seem?"},
                                          W{"What did you do?"}};
inline constexpr std::array<Kept, 4> openers{
    "Who else was there: ", "What I saw: ", "How the child seemed: ", "What I did: "};
inline constexpr W mentionChip{"{}, {}"};
inline constexpr W spellingKeep{"Keep it"};
inline constexpr W spellingAsk{"“{}” is not in the dictionary."};

// Writing: exact words.
inline constexpr Kept speakerUnnamed = "The child whose name is not known";
inline constexpr W writeWordsOf{"What {} said, word for word, even if it may offend. Leave empty if nothing was said."};
inline constexpr W saidWhoShort{"Who?"};
inline constexpr W saidWho{"Who said it?"};
inline constexpr W saidBy{"Said by {}"};
inline constexpr W saidAsk{"What did you ask before that?"};
inline constexpr W saidAsked{"What you asked before that: written"};
inline constexpr W saidAskChip{"+ What I asked first"};
inline constexpr W saidAskedPrompt{
    "What you asked or said just before, in the words you used. Leave empty if nothing."};
inline constexpr W saidAskedHint{"Such as: I asked, “What happened to your arm?”"};
inline constexpr W saidAdd{"+ Somebody else"};
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
inline constexpr W doneTheDsl{"the safeguarding lead (DSL)"};
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
inline constexpr W doneWait{"Can this wait until tomorrow?"};
inline constexpr W doneCanWait{"Yes, it can wait"};
inline constexpr W doneCannotWait{"No, somebody must act today"};
inline constexpr W doneWaitUnsure{"I'm not sure"};

// The day and time of what happened, who should know, a category, and more of what was done.
inline constexpr W pickTitle{"Which day, and what time?"};
inline constexpr W pickUse{"Done"};
inline constexpr W pickDayFirst{"Touch the day it happened."};
inline constexpr W pickBefore{"Month before"};
inline constexpr W pickAfter{"Month after"};
inline constexpr W pickToday{"Today is {}."};
inline constexpr W pickHour{"About what hour?"};
inline constexpr W pickMorning{"{} am"};
inline constexpr W pickAfternoon{"{} pm"};
inline constexpr W pickNoon{"noon"};
inline constexpr W pickMidnight{"midnight"};
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
inline constexpr W knowPerson{"Ask the safeguarding lead (DSL) to tell one person"};
inline constexpr W knowPersonDetail{"They cannot read it. The DSL sees your wish and decides."};
inline constexpr W knowWish{"You would like the DSL to tell {}. They cannot read it themselves."};
inline constexpr W categoryTitle{"What sort of worry is it?"};
inline constexpr W categoryDone{"Done"};
inline constexpr W categoryNotSure{"I'm not sure"};
inline constexpr W categoryNotSureDetail{"The safeguarding lead (DSL) will choose. That is always fine."};
inline constexpr W checkCategory{"Sort of worry"};
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

}  // namespace pillarbox::post::words
