// What apply() is made of; for this folder's .cpp files only. Each on() answers one event, with the session and cover
// already checked.
#pragma once

#include "kiosk/post/post.h"

namespace pillarbox::post {

// --- sessions (apply_session.cpp) ---
void on(State& state, const BadgeRead& event, Effects& out);
void on(State& state, const PickSelf& event, Effects& out);
void on(State& state, const UseTypedName& event, Effects& out);
void on(State& state, const StartConcern& event, Effects& out);
void on(State& state, const StartPaper& event, Effects& out);
void on(State& state, const OpenMine& event, Effects& out);
void on(State& state, const KeyCardLost& event, Effects& out);
void on(State& state, const NoBadge& event, Effects& out);
void on(State& state, const GoHome& event, Effects& out);
void on(State& state, const CoverNow& event, Effects& out);
void on(State& state, const Uncover& event, Effects& out);
void on(State& state, const AskLeave& event, Effects& out);
void on(State& state, const LeaveStay& event, Effects& out);
void on(State& state, const LeaveKeep& event, Effects& out);
void on(State& state, const LeaveGive& event, Effects& out);
void on(State& state, const LeaveMistake& event, Effects& out);
void on(State& state, const WindowHidden& event, Effects& out);

// --- steps (apply_steps.cpp) ---
void on(State& state, const GoNext& event, Effects& out);
void on(State& state, const GoBack& event, Effects& out);
void on(State& state, const EditStep& event, Effects& out);

// --- the concern (apply_draft.cpp) ---
void on(State& state, const TextEdited& event, Effects& out);
void on(State& state, const AboutAdult& event, Effects& out);
void on(State& state, const PickAdult& event, Effects& out);
void on(State& state, const UseTypedAdult& event, Effects& out);
void on(State& state, const ChangeAdult& event, Effects& out);
void on(State& state, const AboutReader& event, Effects& out);
void on(State& state, const PickPupil& event, Effects& out);
void on(State& state, const AddSibling& event, Effects& out);
void on(State& state, const UseTypedPupil& event, Effects& out);
void on(State& state, const DescribePupil& event, Effects& out);
void on(State& state, const AddDescribed& event, Effects& out);
void on(State& state, const AddAnother& event, Effects& out);
void on(State& state, const NoParticularChild& event, Effects& out);
void on(State& state, const SetPart& event, Effects& out);
void on(State& state, const RemovePupil& event, Effects& out);
void on(State& state, const SetKind& event, Effects& out);
void on(State& state, const SetWhen& event, Effects& out);
void on(State& state, const SetWhere& event, Effects& out);
void on(State& state, const SetWhereOther& event, Effects& out);
void on(State& state, const ShowTab& event, Effects& out);
void on(State& state, const SetTold& event, Effects& out);
void on(State& state, const SetToldWho& event, Effects& out);
void on(State& state, const SetToldWhoOther& event, Effects& out);
void on(State& state, const SetToldWhen& event, Effects& out);
void on(State& state, const ToggleSpoke& event, Effects& out);
void on(State& state, const ToggleParent& event, Effects& out);
void on(State& state, const ToggleAdvice& event, Effects& out);
void on(State& state, const SetCanWait& event, Effects& out);

// --- paper (apply_paper.cpp) ---
void on(State& state, const CameraChanged& event, Effects& out);
void on(State& state, const PreviewArrived& event, Effects& out);
void on(State& state, const GuideArrived& event, Effects& out);
void on(State& state, const PageArrived& event, Effects& out);
void on(State& state, const SeveralBadges& event, Effects& out);
void on(State& state, const TakePicture& event, Effects& out);
void on(State& state, const CannotScan& event, Effects& out);
void on(State& state, const ShowPage& event, Effects& out);
void on(State& state, const HidePage& event, Effects& out);
void on(State& state, const RetakePage& event, Effects& out);
void on(State& state, const RemovePage& event, Effects& out);
void on(State& state, const SetTick& event, Effects& out);
void on(State& state, const SetSuggestion& event, Effects& out);

// --- time, posting and the office (apply_post.cpp) ---
void on(State& state, const Tick& event, Effects& out);
void on(State& state, const Active& event, Effects& out);
void on(State& state, const Ending& event, Effects& out);
void on(State& state, const BatteryTold& event, Effects& out);
void on(State& state, const DirectoryArrived& event, Effects& out);
void on(State& state, const RosterArrived& event, Effects& out);
void on(State& state, const PostIt& event, Effects& out);
void on(State& state, const PostDone& event, Effects& out);
void on(State& state, const PostFailed& event, Effects& out);
void on(State& state, const MineArrived& event, Effects& out);
void on(State& state, const CountsArrived& event, Effects& out);
void on(State& state, const Delivered& event, Effects& out);
void on(State& state, const CallHeard& event, Effects& out);
void on(State& state, const OfficeProblem& event, Effects& out);
void on(State& state, const InboxProblem& event, Effects& out);

// --- the parts with a header of their own (apply_<part>.cpp) ---
// Whether it can mean anything now; otherwise it is dropped. Most are touches on the concern being written: mayWrite().
bool mayHappen(const State& state, const AccessEvent& event);
bool mayHappen(const State& state, const AddEvent& event);
bool mayHappen(const State& state, const BadgeEvent& event);
bool mayHappen(const State& state, const BodyEvent& event);
bool mayHappen(const State& state, const CallEvent& event);
bool mayHappen(const State& state, const DetailEvent& event);
bool mayHappen(const State& state, const HintEvent& event);
bool mayHappen(const State& state, const MentionedEvent& event);
bool mayHappen(const State& state, const PracticeEvent& event);
bool mayHappen(const State& state, const WritingEvent& event);
void on(State& state, const AccessEvent& event, Effects& out);
void on(State& state, const AccessTold& event, Effects& out);
void on(State& state, const AddEvent& event, Effects& out);
void on(State& state, const BadgeEvent& event, Effects& out);
void on(State& state, const BodyEvent& event, Effects& out);
void on(State& state, const CallEvent& event, Effects& out);
void on(State& state, const DetailEvent& event, Effects& out);
void on(State& state, const HintEvent& event, Effects& out);
void on(State& state, const MentionedEvent& event, Effects& out);
void on(State& state, const PracticeEvent& event, Effects& out);
void on(State& state, const WritingEvent& event, Effects& out);
void on(State& state, const SpellingEvent& event, Effects& out);
void on(State& state, const HintsEvent& event, Effects& out);

// --- practice (apply_practice.cpp) ---
// Takes out of `out` whatever of practice must not happen; a pretend posting is answered here.
void keepPracticeIn(State& state, bool touched, Effects& out);
void leavePractice(State& state);  // the school is itself again; nothing of what was practised is left

// --- helpers ---
// A concern is on the screen, open to be written: signed in, not covered, not being left or posted.
bool mayWrite(const State& state);
void signInAs(State& state, Author author, Effects& out);  // to the first step, to where they were, or to "mine"
bool pinAskedOf(const State& state, const Staff& staff);   // before their badge lets them in
void askForPin(State& state, const Author& author);        // the PIN screen for whoever showed that badge
void closeSession(State& state, Effects& out);  // keeps what is worth keeping; then nothing of the session is left
void noteChange(State& state);                  // something of the draft changed
void findAgain(State& state, Field field);      // the search results for what is typed in `field`
void sendParked(State& state, Parked& parked, Effects& out);
void postDraft(State& state, bool unfinished, Effects& out);
void saveNow(State& state, Effects& out);  // a sealed copy of the draft
void show(State& state, Screen screen);
// Asks the adult question again if the paper leaves room for doubt; true if it did, and then on to `after`.
bool askAdultAgain(State& state, Screen after);
// How it looks and sounds has changed, or reading aloud must stop: tells the program.
void directLooks(State& state, Effects& out);
bool looksAreOwn(const State& state);  // of the person who is here, not as the school set the terminal up
// What the camera is to do has changed: tells it.
void directCamera(State& state, Effects& out);
std::string trimmed(std::string_view text);
// out.push_back(), in one place: inlined everywhere, g++ 12 warns of members that are not there.
void say(Events& out, WritingEvent event);
// One more child of the roster, with that part; the list of children is shown next. Not if it is one of them already.
void addFromRoster(State& state, std::string_view pupilId, Part part);
// Once the names of the roster or the directory are others, or before the first keystroke.
void indexNames(State& state);
// What was done to the account: whom the word at the caret may mean, and which marks still hold.
void accountEdited(State& state, std::uint64_t versionBefore, bool touched, Effects& out);
// The account is looked through whenever it has changed.
void askSpelling(State& state, Effects& out);
// The check screen shows an account whose hints are not known: asks for them. Elsewhere there are none.
void askHints(State& state, Effects& out);
// From the speaker or the question back to the words themselves; false if those are shown.
bool leaveSaidView(State& state);
// Of a call: whether `handle` was it; what is due at a Tick, and when the next such is.
bool callPosted(State& state, const PostDone& event, Effects& out);
bool callFailed(State& state, const PostFailed& event);
void callTick(State& state, Effects& out);
Milliseconds callWakeIn(const State& state);
// The messages for whoever is signed in.
void takeMessages(State& state, const std::vector<MineItem>& items);

}  // namespace pillarbox::post
