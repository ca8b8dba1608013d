// The text of an exported file, whatever it was saved as, and its rows. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/result.h"

namespace pillarbox {

// UTF-8 of what is UTF-8, UTF-16 (with a byte-order mark, or clearly so without) or else Windows-1252 (Excel's plain
// "CSV" in Western Europe). badInput, saying what to do, for workbooks, PDFs, web pages and anything with NULs.
Result<std::string> textOfExport(BytesView file);

struct CsvRow {
  int line = 0;  // the row starts there; 1 is the first
  std::vector<std::string> cells;
};
// Rows that are not blank. RFC 4180 with the separator (comma, semicolon, tab) that the first lines have most of;
// a cell ="00123" is 00123, as Excel writes it. badInput if a quotation mark is never closed.
Result<std::vector<CsvRow>> rowsOfCsv(std::string_view text);

// Without the spaces (also those that do not break) and control characters around it.
std::string trimmedCell(std::string_view cell);

}  // namespace pillarbox
