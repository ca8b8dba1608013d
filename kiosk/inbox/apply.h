// What apply() is made of; for this folder's .cpp files only. Each on() answers one event of a state that has not
// ended. Events are moved from: some carry secrets.
#pragma once

#include "kiosk/inbox/inbox.h"

namespace pillarbox::inbox {

// --- one for each alternative of Event ---
void on(State& state, Edited& event, Effects& out);
void on(State& state, CoverPressed& event, Effects& out);
void on(State& state, CoverLifted& event, Effects& out);
void on(State& state, LockPressed& event, Effects& out);
void on(State& state, Touched& event, Effects& out);
void on(State& state, Tick& event, Effects& out);
void on(State& state, UnlockEvent& event, Effects& out);  // apply_unlock.cpp
void on(State& state, ListEvent& event, Effects& out);    // apply_list.cpp
void on(State& state, StepEvent& event, Effects& out);    // apply_step.cpp
void on(State& state, PageEvent& event, Effects& out);    // apply_pages.cpp
void on(State& state, ScansEvent& event, Effects& out);   // apply_scans.cpp
void on(State& state, SetupEvent& event, Effects& out);   // apply_setup.cpp
void on(State& state, FindEvent& event, Effects& out);    // apply_find.cpp
void on(State& state, ChildEvent& event, Effects& out);   // apply_child.cpp
void on(State& state, ReportEvent& event, Effects& out);  // apply_report.cpp
void on(State& state, ManageEvent& event, Effects& out);
void on(State& state, PeopleEvent& event, Effects& out);
void on(State& state, LostEvent& event, Effects& out);  // apply_people_lost.cpp
void on(State& state, SettingsEvent& event, Effects& out);
void on(State& state, ReviewEvent& event, Effects& out);  // apply_reviewing.cpp
void on(State& state, KeepingEvent& event, Effects& out);
void on(State& state, AuditEvent& event, Effects& out);
void on(State& state, PrintingEvent& event, Effects& out);  // apply_printing.cpp

void on(State& state, UnfinishedKnown& event, Effects& out);
void on(State& state, UnfinishedOpened& event, Effects& out);

// --- helpers ---
void keepUnfinished(State& state, Effects& out);  // what would be lost if the process ended now
void forgetFinished(State& state, Effects& out);  // what was kept of this unlocking is done
bool working(const State& state);                 // the worker is at something that a person waits for
// Past every lock: a starter passphrase alone opens nothing.
bool reading(const State& state);
const Entry* entryOf(const State& state, std::string_view id);  // null if it is not here
const Case* caseOf(const State& state, std::string_view caseId);
void openInbox(State& state, Effects& out);
void end(State& state, Effects& out);  // locks: nothing of the session is left

void refresh(State& state, Effects& out);  // the entries are others: projects them anew
void sortIntoPiles(State& state);          // the view, the day, the pile or the selection is another
void openCase(State& state, std::string caseId, Effects& out);
void closeCase(State& state);  // back to the list

void forgetPages(State& state);
void askForThumbnails(State& state, Effects& out);  // of the chosen case: each picture once

void noteSeen(State& state);  // what the chosen case shows, for the log
void noteSeenEntry(State& state, const std::string& id);
void postSeen(State& state, Effects& out);  // now, if there is any
// Something else in the list's place; Back leads back to what was there.
void goTo(State& state, Side side, std::string child);
bool goBack(State& state, Effects& out);  // false: the list is there
void refreshChild(State& state);          // the entries, or what it is narrowed to, are others

// Asks for the step unless the same one is on its way. False if it is.
bool take(State& state, const std::string& caseId, Step step, Effects& out);
void markAll(State& state, const std::string& caseId, Effects& out);  // whatever is unread in it
// From a page within a part of Manage back to that part's first; false if it is there.
bool backInPeople(State& state);
bool backInSettings(State& state);
void settingsSigned(State& state);  // the draft is what the school has decided now
bool backInReview(State& state);
bool backToReview(State& state);                 // from a concern that was opened there; false: it was not
void refreshReview(State& state, Effects& out);  // the entries are others
bool backInKeeping(State& state);
bool backInAudit(State& state);
void refreshAudit(State& state, Effects& out);  // the entries are others
void leaveManage(State& state);                 // one step back: within a part, to the menu, to the list
// Asks for the school's directory to be signed as `next`, unless the worker is at something; `done` is said afterwards.
void signDirectory(State& state, Directory next, std::string done, Effects& out);
bool isTaking(const State& state, Kind kind);

}  // namespace pillarbox::inbox
