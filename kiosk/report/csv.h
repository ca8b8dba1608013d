// The same report as a table for a spreadsheet: RFC 4180, UTF-8 with a byte order mark, CRLF.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pillarbox::report {

struct CsvTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

// A cell that a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage return) gets an
// apostrophe in front, which a spreadsheet shows as text: what a child says must never be run.
std::string csvCell(std::string_view words);
std::string csvOf(const CsvTable& table);

}  // namespace pillarbox::report
