// What the worker lends to those who perform a part of its effects. Worker's thread.
#pragma once

#include <filesystem>
#include <functional>

#include "kiosk/desk/unlock.h"
#include "kiosk/inbox/effect.h"
#include "kiosk/inbox/event.h"
#include "kiosk/office/school_folder.h"

namespace pillarbox::inbox {

struct WorkerRoom {
  office::School& school;
  desk::Unlocked& person;
  const std::filesystem::path& folder;  // of the school's data
  const Clock& clock;
  Random& random;
  std::function<void(Event)> say;
  std::function<void()> tellSchool;                                   // the directory or the roster is another now
  std::function<void(std::vector<casework::CaseEntry>)> tellEntries;  // posted here just now
};

}  // namespace pillarbox::inbox
