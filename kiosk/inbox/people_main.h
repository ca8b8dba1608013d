// What Manage asks of the worker: people, their key cards, devices and badges. Worker's thread.
#pragma once

#include <filesystem>
#include <functional>

#include "kiosk/inbox/worker_room_main.h"

namespace pillarbox::inbox {

void perform(WorkerRoom& room, PeopleEffect& effect);

// The same before anybody has unlocked: a lost card, and recovery with a sheet.
struct LockedRoom {
  office::School& school;
  const std::filesystem::path& folder;  // of the school's data
  std::function<void(Event)> say;
  std::function<Config()> config;
};
void performLocked(LockedRoom& room, PeopleEffect& effect);

// Where the folder of the school's data lies; on a terminal, where the inbox's user may not write there, the place that
// PILLARBOX_PAPERS names.
std::filesystem::path besideData(const std::filesystem::path& schoolFolder);
// A new folder for papers to print, beside the school's data and never in it: whoever has that folder must not have the
// papers. Each time another one, so that no earlier paper is in the way.
std::filesystem::path newPapersFolder(const std::filesystem::path& schoolFolder, WallTime now);
Status makePapersFolder(const std::filesystem::path& folder);  // for nobody else's eyes
// What to do with each of these files.
std::vector<Paper> papersIn(const std::vector<std::filesystem::path>& files, const Directory& directory);
// "Only a safeguarding lead may …." of a fault's detail.
Fault asSentence(Fault fault);

// --- people_things_main.cpp
void perform(WorkerRoom& room, ProveSheet& effect);
void perform(WorkerRoom& room, AskWaiting& effect);
void perform(WorkerRoom& room, MakeInvitation& effect);
void perform(WorkerRoom& room, AskAlerts& effect);
void perform(WorkerRoom& room, TestAlerts& effect);
void perform(WorkerRoom& room, NoteAlertTest& effect);
void perform(WorkerRoom& room, ApproveDevice& effect);
void perform(WorkerRoom& room, ChangeFetches& effect);
void perform(WorkerRoom& room, RevokeDevice& effect);
void perform(WorkerRoom& room, GivePin& effect);
void perform(WorkerRoom& room, RevokeBadges& effect);
void perform(WorkerRoom& room, PrintBadges& effect);

}  // namespace pillarbox::inbox
