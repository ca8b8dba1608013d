// The reports a reader makes of what she can open: one incident, a child's chronology, the whole file for the next
// school, bundles for whoever asks. Each is a document and the same as a table. Pure: nothing is read or written here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/report/csv.h"
#include "kiosk/report/document.h"
#include "kiosk/report/names.h"
#include "shared/base/result.h"
#include "shared/casework/case_view.h"
#include "shared/record/directory.h"
#include "shared/record/roster.h"

namespace pillarbox::report {

// What reports are made of, all of it already opened for one reader.
struct Source {
  const casework::CaseEntries& entries;
  const casework::CaseView& view;
  const Roster& roster;
  const std::vector<Person>& people;  // of the directory
  std::string school;
  std::string madeBy;  // "Anna Bell, Designated Safeguarding Lead"
  WallTime madeAt{};
  std::string reference;  // of this print
  bool pages = false;     // pictures of paper are wanted in it
};

// Days as "2026-11-21", both included; empty: open.
struct Period {
  std::string from, to;
  bool holds(std::string_view day) const { return (from.empty() || day >= from) && (to.empty() || day <= to); }
};

struct Report {
  Document document;
  CsvTable table;
  bool pages = false;                // as the source said
  std::vector<std::string> entries;  // ids of all that is in it, in its order
};

// What a bundle says about itself on its first page.
struct Bundle {
  std::string title = "Chronology";
  std::string marking;  // empty: as every report
  std::vector<std::string> notes;
  bool wholeIncidents = false;  // after the chronology each incident with everything that followed
  bool fileList = false;        // and the list of attached files
  bool patterns = false;        // counts by day, time and place
  bool family = false;          // brothers and sisters by name
};

// notFound if nothing is known of that child. In time order, by when it happened as far as that is known.
Result<Report> chronology(const Source& source, std::string_view pupilRef, const Period& period, const Bundle& bundle,
                          Names& names);
// notFound if there is no such case.
Result<Report> incident(const Source& source, std::string_view caseId, Names& names);

// The ids of all entries from which reports of that child are made.
std::vector<std::string> entriesOf(const Source& source, std::string_view pupilRef);

}  // namespace pillarbox::report
