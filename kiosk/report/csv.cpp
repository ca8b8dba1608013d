#include "kiosk/report/csv.h"

namespace pillarbox::report {

std::string csvCell(std::string_view words) {
  std::string cell;
  // Spreadsheets look past leading spaces, and full-width signs are formulas to some of them.
  const std::size_t first = words.find_first_not_of(" \n");
  const std::string_view start = first == std::string_view::npos ? std::string_view() : words.substr(first);
  constexpr std::string_view wide[] = {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
  bool formula = !start.empty() && std::string_view("=+-@\t\r").find(start.front()) != std::string_view::npos;
  for (const std::string_view sign : wide) formula = formula || start.starts_with(sign);
  if (formula) cell += '\'';
  cell += words;
  if (cell.find_first_of("\",\r\n;") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string csvOf(const CsvTable& table) {
  std::string out = "\xEF\xBB\xBF";
  const auto row = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out += ',';
      out += csvCell(cells[i]);
    }
    out += "\r\n";
  };
  row(table.columns);
  for (const auto& cells : table.rows) row(cells);
  return out;
}

}  // namespace pillarbox::report
