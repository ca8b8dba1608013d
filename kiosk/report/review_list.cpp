// The names that were found, as a list to decide over in a spreadsheet, and back.
#include <algorithm>
#include <charconv>

#include "kiosk/report/hiding_names.h"
#include "shared/record/ids.h"

namespace pillarbox::report {
namespace {

const std::vector<std::string> reviewColumns{"Hide", "Words",     "Around them", "Who it may be", "Why",
                                             "Sure", "Reference", "Entry",       "Field",         "Place"};

std::vector<std::vector<std::string>> rowsOf(std::string_view csv) {
  std::vector<std::vector<std::string>> rows(1);
  if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
  std::string cell;
  bool quoted = false;
  // What a spreadsheet saves again may have semicolons or tabs instead.
  const std::string_view firstLine = csv.substr(0, csv.find('\n'));
  const char comma = firstLine.find(';') != std::string_view::npos    ? ';'
                     : firstLine.find('\t') != std::string_view::npos ? '\t'
                                                                      : ',';
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (quoted) {
      if (c != '"') {
        cell += c;
      } else if (i + 1 < csv.size() && csv[i + 1] == '"') {
        cell += csv[++i];
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == comma || c == '\n') {
      rows.back().push_back(std::move(cell));
      cell.clear();
      if (c == '\n') rows.emplace_back();
    } else if (c != '\r') {
      cell += c;
    }
  }
  if (!cell.empty() || !rows.back().empty()) {
    rows.back().push_back(std::move(cell));
  } else {
    rows.pop_back();
  }
  return rows;
}

}  // namespace

CsvTable reviewTable(const std::vector<Finding>& findings) {
  CsvTable table;
  table.columns = reviewColumns;
  // What has to be decided first.
  for (const bool certain : {false, true}) {
    for (const Finding& one : findings) {
      if (one.certain != certain) continue;
      const std::string hide = !one.certain && !one.decided ? "" : one.hidden ? "yes" : "no";
      table.rows.push_back({hide, one.words, one.around, one.who, one.why, one.certain ? "yes" : "no: please decide",
                            referenceOf(one.entry), one.entry, one.field, std::to_string(one.begin)});
    }
  }
  return table;
}

Result<Decisions> decisionsFrom(std::string_view csv) {
  const auto rows = rowsOf(csv);
  const auto wrong = [](std::size_t line, const std::string& what) {
    return Fault{FaultCode::badInput, "line " + std::to_string(line) + " of the list of names " + what};
  };
  if (rows.empty() || rows.front() != reviewColumns) return wrong(1, "has other columns than the list that was made");
  Decisions out;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto& row = rows[i];
    if (row.size() != reviewColumns.size()) return wrong(i + 1, "has too few or too many cells");
    std::string hide = row[0];
    std::transform(hide.begin(), hide.end(), hide.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (hide.empty()) continue;
    if (hide != "yes" && hide != "no") return wrong(i + 1, "says neither yes nor no");
    std::size_t place = 0;
    const std::string& digits = row[9];
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), place);
    if (!isId(row[7]) || digits.empty() || read.ptr != digits.data() + digits.size()) {
      return wrong(i + 1, "does not say which name it is about");
    }
    out[{row[7], row[8], place}] = hide == "yes";
  }
  return out;
}

}  // namespace pillarbox::report
