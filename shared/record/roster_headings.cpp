#include "shared/record/roster_headings.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "shared/record/folding.h"

namespace pillarbox {

namespace {

constexpr std::size_t titleLines = 15;

struct Meaning {
  Column column = Column::ignore;
  int second = 0;  // of two columns that mean the same, the one with the smaller number counts
};

// Headings seen in exports of SIMS, Arbor, Bromcom, Wonde and others (the field notes and suppliers' help pages),
// folded: accents, case, "_", "/", ":" and brackets do not count, nor does a first word "student" or "pupil".
const std::map<std::string, Meaning, std::less<>>& meanings() {
  using enum Column;
  static const std::map<std::string, Meaning, std::less<>> map{
      {"forename", {forename}},
      {"forenames", {forename}},
      {"first name", {forename}},
      {"firstname", {forename}},
      {"given name", {forename}},
      {"legal forename", {legalForename}},
      {"legalforename", {legalForename}},
      {"legal first name", {legalForename}},
      {"legal name first", {legalForename}},
      {"preferred name", {preferredForename}},
      {"preferredname", {preferredForename}},
      {"preferred forename", {preferredForename}},
      {"preferred first name", {preferredForename}},
      {"preferredforename", {preferredForename}},
      {"known as", {preferredForename}},
      {"knownas", {preferredForename}},
      {"known as name", {preferredForename}},
      {"chosen name", {preferredForename}},
      {"chosen forename", {preferredForename}},
      {"nickname", {preferredForename, 1}},
      {"surname", {surname}},
      {"last name", {surname}},
      {"lastname", {surname}},
      {"family name", {surname}},
      {"legal surname", {legalSurname}},
      {"legalsurname", {legalSurname}},
      {"legal last name", {legalSurname}},
      {"preferred surname", {preferredSurname}},
      {"preferred last name", {preferredSurname}},
      {"preferredsurname", {preferredSurname}},
      {"chosen surname", {preferredSurname}},
      {"class", {className}},
      {"class name", {className}},
      {"current class", {className}},
      {"registration form", {className}},
      {"registration name", {className}},
      {"registration group", {className}},
      {"reg group", {className}},
      {"reg", {className}},
      {"reg form", {className}},
      {"form", {className, 1}},
      {"form group", {className, 1}},
      {"tutor group", {className, 1}},
      {"current tutor group", {className, 1}},
      {"form tutor group", {className, 1}},
      {"form name", {className, 1}},
      {"registration code", {className, 2}},
      {"class code", {className, 2}},
      {"year group", {year}},
      {"year name", {year}},
      {"year", {year}},
      {"nc year", {year, 1}},
      {"nc year group", {year, 1}},
      {"nc year actual", {year, 1}},
      {"ncyearactual", {year, 1}},
      {"national curriculum year", {year, 1}},
      {"curriculum year", {year, 1}},
      {"year taught in", {year, 1}},
      {"year code", {year, 2}},
      {"admission number", {ownId}},
      {"admission no", {ownId}},
      {"adm no", {ownId}},
      {"adno", {ownId}},
      {"mis id", {ownId, 1}},
      {"arbor id", {ownId, 1}},
      {"arbor student id", {ownId, 1}},
      {"pupil id", {ownId, 1}},
      {"student id", {ownId, 1}},
      {"learnercode", {ownId, 1}},
      {"learner code", {ownId, 1}},
      {"person id", {ownId, 2}},
      {"id", {ownId, 3}},
      {"upn", {upn}},
      {"unique pupil number", {upn}},
      {"upn or unique code", {upn}},
      {"date of birth", {bornOn}},
      {"dateofbirth", {bornOn}},
      {"date of birth yyyy mm dd", {bornOn}},
      {"dob", {bornOn}},
      {"birth date", {bornOn}},
      {"born", {bornOn}},
      {"sibling group", {family}},
      {"siblings group", {family}},
      {"family", {family}},
      {"family id", {family}},
      {"family group", {family}},
      {"family number", {family}},
      {"household", {family}},
      {"household id", {family}},
      {"address", {address}},
      {"home address", {address}},
      {"full address", {address}},
      {"address block", {address}},
      {"main address", {address}},
      {"name", {fullName}},
      {"full name", {fullName}},
      {"legal name", {fullName, 1}},
      {"preferred full name", {fullName, 1}},
      {"staff name", {fullName}},
      {"staff", {fullName, 1}},
      {"pupil", {fullName, 1}},
      {"student", {fullName, 1}},
      {"role", {role}},
      {"job title", {role}},
      {"job role", {role}},
      {"post", {role}},
      {"position", {role}},
      {"staff role", {role}},
      {"badge", {badge}},
      {"badge number", {badge}},
      {"badge code", {badge}},
      {"card number", {badge}},
      {"barcode", {badge}},
      {"card uid", {badge}},
      {"uid", {badge}},
      {"staff id", {staffId}},
      {"staff code", {staffId, 1}},
      {"staff number", {staffId}},
      {"payroll number", {staffId, 1}},
      {"employee number", {staffId, 1}},
  };
  return map;
}

std::string foldHeading(std::string_view heading) {
  std::string spaced(heading.substr(0, 200));
  for (char& c : spaced) {
    if (c == '_') c = ' ';
  }
  std::string folded;
  for (const std::string& word : foldedWords(spaced)) folded += (folded.empty() ? "" : " ") + word;
  return folded;
}

Meaning meaningOf(std::string_view heading) {
  const std::string folded = foldHeading(heading);
  const auto& all = meanings();
  if (const auto found = all.find(folded); found != all.end()) return found->second;
  for (const std::string_view owner : {"student ", "pupil ", "learner ", "staff "}) {
    if (!folded.starts_with(owner)) continue;
    if (const auto found = all.find(folded.substr(owner.size())); found != all.end()) return found->second;
  }
  return {};
}

struct Read {
  std::vector<Column> columns;
  std::set<Column> seen;
  std::size_t twice = 0;  // 1 + index of a column that means the same as one before it
};

Read readRow(const CsvRow& row) {
  Read read;
  std::map<Column, std::pair<int, std::size_t>> kept;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const Meaning meaning = meaningOf(row.cells[i]);
    read.columns.push_back(meaning.column);
    if (meaning.column == Column::ignore) continue;
    const auto [before, first] = kept.try_emplace(meaning.column, std::pair{meaning.second, i});
    if (first) continue;
    auto& [rank, at] = before->second;
    if (meaning.second == rank && read.twice == 0) read.twice = i + 1;
    const bool better = meaning.second < rank;
    read.columns[better ? at : i] = Column::ignore;
    if (better) before->second = {meaning.second, i};
  }
  read.seen = std::set<Column>(read.columns.begin(), read.columns.end());
  return read;
}

}  // namespace

bool RosterHeadings::has(Column column) const {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

Result<RosterHeadings> readRosterHeadings(const std::vector<CsvRow>& rows) {
  const auto bad = [](std::string says) { return Fault{FaultCode::badInput, std::move(says)}; };
  if (rows.empty()) return bad("The file is empty.");
  RosterHeadings headings;
  Read read;
  for (std::size_t i = 0; i < std::min(rows.size(), titleLines); ++i) {
    Read one = readRow(rows[i]);
    one.seen.erase(Column::ignore);
    const bool names = one.seen.contains(Column::fullName) || one.seen.contains(Column::forename) ||
                       one.seen.contains(Column::legalForename) || one.seen.contains(Column::surname) ||
                       one.seen.contains(Column::legalSurname);
    if (names && one.seen.size() >= 2) {
      headings.row = i;
      read = std::move(one);
      break;
    }
    if (i == 0) read = std::move(one);
  }
  const auto has = [&](Column column) { return read.seen.contains(column); };
  if (read.twice != 0) {
    const std::string& heading = rows[headings.row].cells[read.twice - 1];
    std::string shortened = heading.substr(0, 40);
    while (!isUtf8(shortened)) shortened.pop_back();
    return bad("Column " + std::to_string(read.twice) + " (\"" + shortened +
               "\") means the same as one before it. Remove one of them.");
  }
  const bool pupilMarks = has(Column::className) || has(Column::year) || has(Column::upn);
  const bool staffMarks = has(Column::role) || has(Column::badge) || has(Column::staffId);
  const bool forenames = has(Column::forename) || has(Column::legalForename);
  const bool surnames = has(Column::surname) || has(Column::legalSurname) || has(Column::preferredSurname);
  const bool names = (forenames && surnames) || has(Column::fullName);
  if (pupilMarks && staffMarks) {
    return bad(
        "The headings fit both pupils (class, year) and staff (role, badge). Keep only the columns of one of them.");
  }
  if (!pupilMarks && !staffMarks) {
    return bad(
        "The headings fit neither pupils nor staff. Pupils need Forename, Surname and Class or Year; staff need Name "
        "and Role or Badge.");
  }
  if (!names && pupilMarks)
    return bad("The headings have a class or year but no \"Forename\" and \"Surname\" columns.");
  if (!names) return bad("The headings have a role or badge but no \"Name\" column.");
  headings.what = pupilMarks ? RosterKind::pupils : RosterKind::staff;
  headings.columns = std::move(read.columns);
  return headings;
}

}  // namespace pillarbox
