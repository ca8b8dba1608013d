// What the reports share: their frame, an entry with its heading, a row of the table.
#pragma once

#include "kiosk/report/days.h"
#include "kiosk/report/reports.h"
#include "kiosk/report/tell.h"

namespace pillarbox::report {

Report begin(const Source& source, std::string title, std::string about);
// Appends the entry with its heading to the document, and as a row to the table. `sayCase`: and which incident it
// follows.
void addEntry(Report& report, const std::string& caseId, const casework::CaseEntry& member, Names& names, bool sayCase);
// Everything of one case: how it stands, the concern, what followed.
void addCase(Report& report, const Source& source, const std::string& caseId, const casework::Case& made, Names& names);
// "Open" or "Closed 3 Dec 2026: family supported".
std::string stateWords(const Source& source, const casework::Case& made, Names& names);

// Once everything is in it: if names are still to be decided, every page says that it is a draft.
void markUndecided(Report& report, const Names& names);

}  // namespace pillarbox::report
