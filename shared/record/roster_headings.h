// What the headings of exports mean. Pure.
#pragma once

#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/record/roster_import.h"
#include "shared/record/roster_text.h"

namespace pillarbox {

enum class Column {
  ignore,
  forename,
  legalForename,
  preferredForename,
  surname,
  legalSurname,
  preferredSurname,
  className,
  year,
  ownId,
  upn,
  bornOn,
  family,
  address,
  fullName,
  role,
  badge,
  staffId,
};

struct RosterHeadings {
  RosterKind what = RosterKind::pupils;
  std::vector<Column> columns;  // of each cell of a row
  std::size_t row = 0;          // index of the headings in the rows
  bool has(Column column) const;
};

// The headings are the first of the first lines that name people; lines before them are a title. badInput as
// readRosterCsv says.
Result<RosterHeadings> readRosterHeadings(const std::vector<CsvRow>& rows);

}  // namespace pillarbox
