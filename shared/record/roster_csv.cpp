// Import of pupils and staff from CSV: RFC 4180 with the separators and headings that school systems really export.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "shared/base/hash.h"
#include "shared/record/folding.h"
#include "shared/record/ids.h"
#include "shared/record/roster.h"

namespace pillarbox {

namespace {

using Row = std::vector<std::string>;

struct Table {
  std::vector<Row> rows;
  std::vector<int> lines;  // the line each row starts on, for messages
};

char separatorOf(std::string_view csv) {
  const std::string_view heading = csv.substr(0, csv.find('\n'));
  char best = ',';
  std::ptrdiff_t most = -1;
  for (const char candidate : {',', ';', '\t'}) {
    const auto count = std::count(heading.begin(), heading.end(), candidate);
    if (count > most) {
      most = count;
      best = candidate;
    }
  }
  return best;
}

Result<Table> parseCsv(std::string_view csv) {
  if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
  if (!isUtf8(csv)) {
    return Fault{FaultCode::badInput, "The file is not UTF-8 text. Save it again as \"CSV UTF-8\"."};
  }
  if (csv.find('\0') != std::string_view::npos)
    return Fault{FaultCode::badInput, "The file holds NUL bytes: it is not a CSV file."};
  const char separator = separatorOf(csv);
  Table table;
  Row row;
  std::string cell;
  bool quoted = false;
  bool started = false;
  int line = 1;
  int rowLine = 1;
  const auto endCell = [&] {
    row.push_back(std::move(cell));
    cell.clear();
  };
  const auto endRow = [&] {
    endCell();
    const bool blank = std::all_of(row.begin(), row.end(), [](const std::string& text) { return text.empty(); });
    if (!blank) {
      table.rows.push_back(std::move(row));
      table.lines.push_back(rowLine);
    }
    row.clear();
    started = false;
  };
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (!started) {
      rowLine = line;
      started = true;
    }
    if (c == '\n') ++line;
    if (quoted) {
      if (c != '"')
        cell.push_back(c);
      else if (i + 1 < csv.size() && csv[i + 1] == '"')
        cell.push_back(csv[++i]);
      else
        quoted = false;
    } else if (c == '"' && cell.empty()) {
      quoted = true;
    } else if (c == separator) {
      endCell();
    } else if (c == '\n') {
      endRow();
    } else if (c != '\r') {
      cell.push_back(c);
    }
  }
  if (quoted) {
    return Fault{FaultCode::badInput,
                 "A quotation mark opened on line " + std::to_string(rowLine) + " is never closed."};
  }
  if (started) endRow();
  return table;
}

enum class Column {
  ignore,
  forename,
  legalForename,
  surname,
  legalSurname,
  knownAs,
  className,
  year,
  pupilId,
  fullName,
  role,
  badge,
  staffId
};

// FIELD.md: headings seen in exports of Wonde, SIMS, Arbor, Bromcom and others; folded before comparing.
const std::map<std::string, Column, std::less<>>& headings() {
  static const std::map<std::string, Column, std::less<>> map{
      {"forename", Column::forename},
      {"first name", Column::forename},
      {"firstname", Column::forename},
      {"given name", Column::forename},
      {"legal forename", Column::legalForename},
      {"legalforename", Column::legalForename},
      {"legal first name", Column::legalForename},
      {"surname", Column::surname},
      {"last name", Column::surname},
      {"lastname", Column::surname},
      {"family name", Column::surname},
      {"legal surname", Column::legalSurname},
      {"legalsurname", Column::legalSurname},
      {"legal last name", Column::legalSurname},
      {"preferred name", Column::knownAs},
      {"known as", Column::knownAs},
      {"preferred forename", Column::knownAs},
      {"chosen name", Column::knownAs},
      {"preferred first name", Column::knownAs},
      {"class", Column::className},
      {"class name", Column::className},
      {"form", Column::className},
      {"registration name", Column::className},
      {"registration group", Column::className},
      {"reg group", Column::className},
      {"reg", Column::className},
      {"tutor group", Column::className},
      {"form tutor group", Column::className},
      {"year", Column::year},
      {"year group", Column::year},
      {"year name", Column::year},
      {"year code", Column::year},
      {"nc year", Column::year},
      {"national curriculum year", Column::year},
      {"id", Column::pupilId},
      {"mis id", Column::pupilId},
      {"pupil id", Column::pupilId},
      {"student id", Column::pupilId},
      {"admission number", Column::pupilId},
      {"learnercode", Column::pupilId},
      {"name", Column::fullName},
      {"full name", Column::fullName},
      {"staff name", Column::fullName},
      {"role", Column::role},
      {"job title", Column::role},
      {"post", Column::role},
      {"position", Column::role},
      {"badge", Column::badge},
      {"badge number", Column::badge},
      {"badge code", Column::badge},
      {"card number", Column::badge},
      {"barcode", Column::badge},
      {"card uid", Column::badge},
      {"uid", Column::badge},
      {"staff id", Column::staffId},
      {"staff code", Column::staffId},
      {"staff number", Column::staffId},
      {"payroll number", Column::staffId},
  };
  return map;
}

std::string foldHeading(std::string_view heading) {
  std::string spaced(heading);
  std::replace(spaced.begin(), spaced.end(), '_', ' ');
  return foldName(spaced);
}

struct Headed {
  RosterImport::What what = RosterImport::What::pupils;
  std::vector<Column> columns;
};

Result<Headed> readHeadings(const Row& heading) {
  Headed headed;
  std::set<Column> seen;
  for (std::size_t i = 0; i < heading.size(); ++i) {
    const auto known = headings().find(foldHeading(heading[i]));
    const Column column = known == headings().end() ? Column::ignore : known->second;
    headed.columns.push_back(column);
    if (column != Column::ignore && !seen.insert(column).second) {
      return Fault{FaultCode::badInput, "Column " + std::to_string(i + 1) + " (\"" + heading[i].substr(0, 40) +
                                            "\") means the same as one before it. Remove one of them."};
    }
  }
  const auto has = [&](Column column) { return seen.contains(column); };
  const bool names = has(Column::forename) || has(Column::legalForename);
  const bool surnames = has(Column::surname) || has(Column::legalSurname);
  const bool pupilMarks = has(Column::className) || has(Column::year);
  const bool staffMarks = has(Column::role) || has(Column::badge) || has(Column::staffId);
  if (pupilMarks && staffMarks) {
    return Fault{
        FaultCode::badInput,
        "The headings fit both pupils (class, year) and staff (role, badge). Keep only the columns of one of them."};
  }
  if (pupilMarks) {
    if (!names || !surnames) {
      return Fault{FaultCode::badInput,
                   "The headings have a class or year but no \"Forename\" and \"Surname\" columns."};
    }
    headed.what = RosterImport::What::pupils;
    return headed;
  }
  if (staffMarks) {
    if (!has(Column::fullName) && !(names && surnames)) {
      return Fault{FaultCode::badInput, "The headings have a role or badge but no \"Name\" column."};
    }
    headed.what = RosterImport::What::staff;
    return headed;
  }
  return Fault{
      FaultCode::badInput,
      "The headings fit neither pupils nor staff. Pupils need Forename, Surname and Class or Year; staff need Name "
      "and Role or Badge."};
}

std::string trimmed(std::string text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string::npos) return {};
  text.erase(0, first);
  text.erase(text.find_last_not_of(" \t") + 1);
  return text;
}

bool isName(const std::string& text) {
  return text.size() <= 200 && std::none_of(text.begin(), text.end(), [](char c) {
           const auto u = static_cast<unsigned char>(c);
           return u < 0x20 || u == 0x7F;
         });
}

// The id of a row that has its own ("admission number 00123" → "p-00123"), or empty.
std::string idFromColumn(std::string_view prefix, const std::string& cell) {
  std::string id(prefix);
  for (const char c : cell) {
    if (c >= 'A' && c <= 'Z')
      id.push_back(static_cast<char>(c - 'A' + 'a'));
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')
      id.push_back(c);
    else
      return {};
  }
  return isLocalId(id) && id.size() > prefix.size() ? id : std::string();
}

class Importer {
 public:
  Importer(const Roster& current, Random& random, const Headed& headed) : m_random(random), m_columns(headed.columns) {
    m_import.what = headed.what;
    m_import.roster = current;
    // A school's first roster: from here on its badges are kept under this key.
    if (m_import.roster.badgeKey.empty()) m_import.roster.badgeKey = random.bytes(32);
  }

  void row(const Row& cells, int line) {
    m_cells.clear();
    if (cells.size() > m_columns.size()) return problem(line, "has more cells than there are headings.");
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (m_columns[i] == Column::ignore) continue;
      m_cells[m_columns[i]] = trimmed(cells[i]);
      if (!isName(m_cells[m_columns[i]])) {
        return problem(line, "column " + std::to_string(i + 1) + " is too long or holds a control character.");
      }
    }
    m_import.what == RosterImport::What::pupils ? pupilRow(line) : staffRow(line);
  }

  RosterImport take() { return std::move(m_import); }

 private:
  const std::string& cell(Column column) { return m_cells[column]; }
  const std::string& either(Column first, Column second) { return cell(first).empty() ? cell(second) : cell(first); }
  void problem(int line, std::string says) { m_import.problems.push_back({line, std::move(says)}); }

  void pupilRow(int line) {
    Pupil pupil;
    pupil.forename = either(Column::legalForename, Column::forename);
    pupil.surname = either(Column::legalSurname, Column::surname);
    pupil.knownAs = cell(Column::knownAs);
    // A legal and an everyday forename side by side: the everyday one is what they are known as.
    if (pupil.knownAs.empty() && cell(Column::forename) != pupil.forename) pupil.knownAs = cell(Column::forename);
    pupil.className = cell(Column::className);
    pupil.year = cell(Column::year);
    if (pupil.forename.empty()) return problem(line, "has no forename.");
    if (pupil.surname.empty()) return problem(line, "has no surname.");
    pupil.id = idFromColumn("p-", cell(Column::pupilId));
    auto& pupils = m_import.roster.pupils;
    auto known = pupils.end();
    if (!pupil.id.empty()) {
      if (!m_ids.insert(pupil.id).second) return problem(line, "has the same id as a row before it.");
      known = std::find_if(pupils.begin(), pupils.end(), [&](const Pupil& other) { return other.id == pupil.id; });
    } else {
      // No id of their own: the same name in the same class is the same child.
      known = std::find_if(pupils.begin(), pupils.end(), [&](const Pupil& other) {
        return foldName(other.forename) == foldName(pupil.forename) &&
               foldName(other.surname) == foldName(pupil.surname) && other.className == pupil.className &&
               other.year == pupil.year;
      });
      if (known != pupils.end() && !m_ids.insert(known->id).second)
        return problem(line, "is the same child as a row before it.");
      pupil.id = known == pupils.end() ? localIdFrom("p", m_random) : known->id;
    }
    m_ids.insert(pupil.id);
    keep(pupils, known, std::move(pupil));
  }

  void staffRow(int line) {
    Staff member;
    member.name = cell(Column::fullName);
    if (member.name.empty()) {
      member.name = trimmed(either(Column::forename, Column::legalForename) + " " +
                            either(Column::surname, Column::legalSurname));
    }
    member.role = cell(Column::role);
    if (member.name.empty()) return problem(line, "has no name.");
    auto& staff = m_import.roster.staff;
    member.id = idFromColumn("s-", either(Column::staffId, Column::pupilId));
    if (!member.id.empty() && m_ids.contains(member.id)) return problem(line, "has the same id as a row before it.");
    auto known = staff.end();
    if (!member.id.empty()) {
      known = std::find_if(staff.begin(), staff.end(), [&](const Staff& other) { return other.id == member.id; });
    } else {
      known = std::find_if(staff.begin(), staff.end(),
                           [&](const Staff& other) { return foldName(other.name) == foldName(member.name); });
      if (known != staff.end() && m_ids.contains(known->id))
        return problem(line, "is the same person as a row before it.");
      member.id = known == staff.end() ? localIdFrom("s", m_random) : known->id;
    }
    if (known != staff.end()) {
      member.personId = known->personId;
      member.badgeHashes = known->badgeHashes;
    }
    if (!cell(Column::badge).empty()) {
      const std::string code = normaliseBadge(cell(Column::badge));
      if (code.size() < 4)
        return problem(line, "has a badge that no reader could give (fewer than 4 letters or digits).");
      const std::string hash = badgeHash(m_import.roster, code);
      const bool taken = std::any_of(staff.begin(), staff.end(), [&](const Staff& other) {
        return other.id != member.id &&
               std::find(other.badgeHashes.begin(), other.badgeHashes.end(), hash) != other.badgeHashes.end();
      });
      if (taken) return problem(line, "has a badge that another member of staff already has.");
      if (std::find(member.badgeHashes.begin(), member.badgeHashes.end(), hash) == member.badgeHashes.end()) {
        member.badgeHashes.push_back(hash);
      }
    }
    m_ids.insert(member.id);
    keep(staff, known, std::move(member));
  }

  template <class Items, class Item>
  void keep(Items& items, typename Items::iterator known, Item item) {
    if (known == items.end()) {
      items.push_back(std::move(item));
      ++m_import.added;
    } else if (*known == item) {
      ++m_import.unchanged;
    } else {
      *known = std::move(item);
      ++m_import.changed;
    }
  }

  Random& m_random;
  const std::vector<Column>& m_columns;
  std::map<Column, std::string> m_cells;
  std::set<std::string> m_ids;
  RosterImport m_import;
};

}  // namespace

Result<RosterImport> importRosterCsv(const Roster& current, std::string_view csv, Random& random) {
  PB_TRY_VALUE(const Table table, parseCsv(csv));
  if (table.rows.empty()) return Fault{FaultCode::badInput, "The file is empty."};
  PB_TRY_VALUE(const Headed headed, readHeadings(table.rows.front()));
  Importer importer(current, random, headed);
  for (std::size_t i = 1; i < table.rows.size(); ++i) importer.row(table.rows[i], table.lines[i]);
  return importer.take();
}

}  // namespace pillarbox
