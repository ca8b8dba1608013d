// A report made for a reader, on the worker's thread: set as PDF and as a table, saved in the reader's folder, and the
// log of what was taken out posted.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/desk/unlock.h"
#include "kiosk/inbox/effect.h"
#include "kiosk/office/school_folder.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/casework/case_view.h"

namespace pillarbox::inbox {

struct SavedReport {
  std::vector<std::string> files;
  casework::CaseEntry log;
  std::vector<DoubtfulName> names;  // if there are any, nothing was made: they are to be decided first
};

// Where papers of whoever uses this machine go: their documents, or where there is no such folder, beside the data
// folder, never in it.
std::filesystem::path papersFolder(const std::filesystem::path& dataFolder);

// Logged before anything is written; no half of the files is left. The detail of a Fault is one sentence for the
// screen.
Result<SavedReport> makeReport(office::School& school, const desk::Unlocked& person, const MakeReport& make,
                               const std::filesystem::path& folder, const Clock& clock);

}  // namespace pillarbox::inbox
