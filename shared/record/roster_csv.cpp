// What the rows of a CSV export say about pupils or staff.
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "shared/record/folding.h"
#include "shared/record/roster_headings.h"
#include "shared/record/roster_import.h"
#include "shared/record/upn.h"

namespace pillarbox {

namespace {

constexpr std::size_t longestCell = 200;     // bytes; an entry takes no longer name
constexpr std::size_t longestAddress = 600;  // only folded and hashed

bool isName(std::string_view text, std::size_t longest) {
  return text.size() <= longest && std::none_of(text.begin(), text.end(), [](char c) {
           const auto u = static_cast<unsigned char>(c);
           return u < 0x20 || u == 0x7F;
         });
}

std::optional<int> numberOf(std::string_view digits) {
  int out = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return error == std::errc() && end == digits.data() + digits.size() ? std::optional(out) : std::nullopt;
}

// "2015-03-07", "07/03/2015" (the day first, as in Britain), "7 March 2015", "07-Mar-15", each with or without a time
// after it, as ISO 8601; empty if it is none of them.
std::string dateOf(std::string_view cell) {
  constexpr std::string_view months = "janfebmaraprmayjunjulaugsepoctnovdec";
  std::string text(cell.substr(0, std::min(cell.find('T'), cell.size())));
  std::replace(text.begin(), text.end(), '.', ' ');  // folding would join 07.03.18
  const std::vector<std::string> parts = foldedWords(text);
  if (parts.size() < 3) return {};
  const auto month = [&](const std::string& part) -> std::optional<int> {
    if (const auto number = numberOf(part)) return number;
    const auto at = part.size() >= 3 ? months.find(part.substr(0, 3)) : std::string_view::npos;
    return at == std::string_view::npos || at % 3 != 0 ? std::nullopt : std::optional(static_cast<int>(at / 3) + 1);
  };
  const bool yearFirst = parts[0].size() == 4;
  auto year = numberOf(parts[yearFirst ? 0 : 2]);
  const auto monthNumber = month(parts[1]), day = numberOf(parts[yearFirst ? 2 : 0]);
  if (!year || !monthNumber || !day) return {};
  if (*year < 100) year = *year + (*year > 70 ? 1900 : 2000);
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*monthNumber)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (*day < 1 || *monthNumber < 1 || !date.ok() || *year < 1900 || *year > 2200) return {};
  std::string out = std::to_string(*year) + "-00-00";
  out[5] = static_cast<char>('0' + *monthNumber / 10);
  out[6] = static_cast<char>('0' + *monthNumber % 10);
  out[8] = static_cast<char>('0' + *day / 10);
  out[9] = static_cast<char>('0' + *day % 10);
  return out;
}

struct TwoNames {
  std::string forename, surname;
};

// "Okafor, Amina" or "Amina Okafor": the last word is then the surname.
TwoNames splitName(const std::string& whole) {
  if (const auto comma = whole.find(','); comma != std::string::npos) {
    return {trimmedCell(std::string_view(whole).substr(comma + 1)),
            trimmedCell(std::string_view(whole).substr(0, comma))};
  }
  const auto space = whole.rfind(' ');
  if (space == std::string::npos) return {whole, ""};
  return {trimmedCell(std::string_view(whole).substr(0, space)), whole.substr(space + 1)};
}

class CsvRows {
 public:
  explicit CsvRows(const RosterHeadings& headings) : m_headings(headings) { m_rows.what = headings.what; }

  void take(const CsvRow& row) {
    m_line = row.line;
    m_cells.fill({});
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (i >= m_headings.columns.size()) {
        if (row.cells[i].empty()) continue;
        return problem("has more cells than there are headings.");
      }
      const Column column = m_headings.columns[i];
      if (column == Column::ignore) continue;
      const bool address = column == Column::address || column == Column::family;
      if (!address && !isName(row.cells[i], longestCell)) {
        return problem("column " + std::to_string(i + 1) + " is too long or holds a control character.");
      }
      cell(column) = row.cells[i].substr(0, longestAddress);
    }
    m_headings.what == RosterKind::pupils ? pupil() : staff();
  }

  RosterRows done() { return std::move(m_rows); }

 private:
  std::string& cell(Column column) { return m_cells[static_cast<std::size_t>(column)]; }
  const std::string& first(std::initializer_list<Column> columns) {
    for (const Column column : columns) {
      if (!cell(column).empty()) return cell(column);
    }
    return cell(Column::ignore);  // always empty
  }
  std::optional<std::string> ifThere(std::initializer_list<Column> columns) {
    const bool some = std::any_of(columns.begin(), columns.end(), [&](Column one) { return m_headings.has(one); });
    return some ? std::optional(first(columns)) : std::nullopt;
  }
  void problem(std::string says) { m_rows.problems.push_back({m_line, std::move(says)}); }
  void warn(std::string says) { m_rows.warnings.push_back({m_line, std::move(says)}); }

  void pupil() {
    using enum Column;
    PupilRow row;
    row.row = m_line;
    TwoNames whole;
    if (m_headings.has(fullName)) whole = splitName(cell(fullName));
    row.forename = first({legalForename, forename, preferredForename});
    if (row.forename.empty()) row.forename = whole.forename;
    row.surname = first({preferredSurname, surname, legalSurname});
    if (row.surname.empty()) row.surname = whole.surname;
    if (row.forename.empty()) return problem("has no forename.");
    if (row.surname.empty()) return problem("has no surname.");
    // A legal and an everyday forename side by side: the everyday one is what they are known as.
    row.knownAs = ifThere({preferredForename, forename});
    if (row.knownAs && *row.knownAs == row.forename) row.knownAs = "";
    if (!m_headings.has(preferredForename) && !m_headings.has(legalForename)) row.knownAs.reset();
    row.otherSurname = ifThere({legalSurname, surname});
    if (row.otherSurname && foldName(*row.otherSurname) == foldName(row.surname)) row.otherSurname = "";
    row.className = ifThere({className});
    row.year = ifThere({year});
    row.family = ifThere({family, address});
    row.ownId = cell(ownId);
    takeUpn(row);
    if (!cell(bornOn).empty()) {
      row.bornOn = dateOf(cell(bornOn));
      if (row.bornOn.empty()) warn("has a date of birth that is not a date such as 07/03/2015.");
    }
    m_rows.pupils.push_back(std::move(row));
  }

  void takeUpn(PupilRow& row) {
    row.upn = normaliseUpn(cell(Column::upn));
    if (row.upn.empty()) return;
    switch (checkUpn(row.upn)) {
      case UpnCheck::right:
        break;
      case UpnCheck::wrongShape:
        warn("has a UPN that is not a letter and 12 digits.");
        row.upn.clear();  // "unknown" in every row must not make them one child
        break;
      case UpnCheck::wrongLetter:
        warn("has a UPN whose first letter does not fit its digits; it may be mistyped.");
        break;
    }
  }

  void staff() {
    using enum Column;
    StaffRow row;
    row.row = m_line;
    row.name = trimmedCell(first({preferredForename, forename, legalForename}) + " " +
                           first({preferredSurname, surname, legalSurname}));
    if (!cell(fullName).empty()) row.name = cell(fullName);
    if (row.name.empty()) return problem("has no name.");
    if (row.name.find(',') != std::string::npos && m_headings.has(fullName)) {
      const TwoNames names = splitName(row.name);
      if (!names.forename.empty()) row.name = names.forename + " " + names.surname;
    }
    row.role = ifThere({role});
    row.ownId = first({staffId, ownId});
    row.badge = cell(badge);
    m_rows.staff.push_back(std::move(row));
  }

  const RosterHeadings& m_headings;
  int m_line = 0;
  std::array<std::string, static_cast<std::size_t>(Column::staffId) + 1> m_cells;
  RosterRows m_rows;
};

}  // namespace

Result<RosterRows> readRosterCsv(BytesView file) {
  PB_TRY_VALUE(const std::string text, textOfExport(file));
  PB_TRY_VALUE(const std::vector<CsvRow> rows, rowsOfCsv(text));
  PB_TRY_VALUE(const RosterHeadings headings, readRosterHeadings(rows));
  CsvRows out(headings);
  for (std::size_t i = headings.row + 1; i < rows.size(); ++i) out.take(rows[i]);
  return out.done();
}

}  // namespace pillarbox
