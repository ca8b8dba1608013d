// What a file changes in the roster.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "shared/record/badge_code.h"
#include "shared/record/folding.h"
#include "shared/record/ids.h"
#include "shared/record/roster_import.h"
#include "shared/record/roster_match.h"

namespace pillarbox {

namespace {

constexpr std::size_t mostPeople = 10'000;  // as decodeRoster takes, of pupils and of staff
// More children than this at one address are a children's home, a refuge or "not known", not a family.
constexpr std::size_t largestFamily = 8;
constexpr std::size_t leastAddress = 4;  // letters and digits; "-" and "n/a" are not addresses

bool looksTheSame(Pupil a, const Pupil& b) {
  a.matchKeys = b.matchKeys;
  return a == b;
}

class Merger {
 public:
  Merger(const Roster& current, RosterRows rows, Random& random, const MergeOptions& options)
      : m_rows(std::move(rows)), m_random(random), m_options(options) {
    m_out.what = m_rows.what;
    m_out.roster = current;
    // A school's first roster: from here on its badges and match keys are kept under this key.
    if (m_out.roster.badgeKey.empty()) m_out.roster.badgeKey = random.bytes(32);
  }

  Result<RosterImport> run() {
    m_rows.what == RosterKind::pupils ? pupils() : staff();
    const auto inOrder = [](const RosterRemark& a, const RosterRemark& b) { return a.row < b.row; };
    m_out.problems = std::move(m_rows.problems);
    m_out.warnings = std::move(m_rows.warnings);
    std::stable_sort(m_out.problems.begin(), m_out.problems.end(), inOrder);
    std::stable_sort(m_out.warnings.begin(), m_out.warnings.end(), inOrder);
    if (m_out.roster.pupils.size() > mostPeople || m_out.roster.staff.size() > mostPeople) {
      return Fault{FaultCode::badInput,
                   "The list would have more than 10,000 people. Nothing was changed; is it the "
                   "right file?"};
    }
    return std::move(m_out);
  }

 private:
  void pupils() {
    auto& known = m_out.roster.pupils;
    const BytesView key = m_out.roster.badgeKey;
    const std::vector<PupilMatch> matches = matchPupils(m_out.roster, key, m_rows);
    const std::vector<Pupil> before = known;
    std::unordered_set<std::string> ids;
    for (const Pupil& pupil : known) ids.insert(pupil.id);
    std::vector<bool> inFile(known.size());
    std::vector<std::pair<int, std::size_t>> touched;  // row, index
    for (std::size_t i = 0; i < matches.size(); ++i) {
      const PupilRow& row = m_rows.pupils[i];
      const PupilMatch& match = matches[i];
      if (match.leftOut) {
        if (match.known) inFile[*match.known] = true;
        continue;
      }
      std::size_t at = known.size();
      if (match.known) {
        at = *match.known;
        inFile[at] = true;
      } else {
        Pupil added;
        added.id = match.ownIdBelieved ? idFromColumn("p-", row.ownId) : std::string();
        while (added.id.empty() || !ids.insert(added.id).second) added.id = localIdFrom("p", m_random);
        known.push_back(std::move(added));
      }
      fill(known[at], row, match);
      touched.emplace_back(row.row, at);
    }
    settleFamilies();
    for (const auto& [row, at] : touched) {
      if (at >= before.size()) {
        change(RosterChange::What::added, row, known[at].id, m_out.added);
      } else if (looksTheSame(known[at], before[at])) {
        ++m_out.unchanged;
      } else {
        change(RosterChange::What::changed, row, known[at].id, m_out.changed);
      }
    }
    removeMissing(known, inFile);
  }

  void fill(Pupil& pupil, const PupilRow& row, const PupilMatch& match) {
    pupil.forename = row.forename;
    pupil.surname = row.surname;
    if (row.knownAs) pupil.knownAs = *row.knownAs;
    if (row.otherSurname) pupil.otherSurname = *row.otherSurname;
    if (row.className) pupil.className = *row.className;
    if (row.year) pupil.year = cleanYear(*row.year);
    if (row.family) {
      const std::string folded = foldName(*row.family);
      const bool some = folded.size() >= leastAddress || folded.find_first_of("0123456789") != std::string::npos;
      pupil.family = some ? matchKey(m_out.roster.badgeKey, 'f', folded) : std::string();
    }
    for (const std::string& key : match.keys) {
      std::erase_if(pupil.matchKeys, [&](const std::string& old) { return old[0] == key[0]; });
      pupil.matchKeys.push_back(key);
    }
    std::sort(pupil.matchKeys.begin(), pupil.matchKeys.end());
  }

  // Only what brothers and sisters share is kept: a lone child's address says nothing that anybody needs here.
  void settleFamilies() {
    std::unordered_map<std::string, std::size_t> sizes;
    for (const Pupil& pupil : m_out.roster.pupils) ++sizes[pupil.family];
    for (Pupil& pupil : m_out.roster.pupils) {
      if (sizes[pupil.family] < 2 || sizes[pupil.family] > largestFamily) pupil.family.clear();
    }
  }

  void staff() {
    auto& known = m_out.roster.staff;
    const std::vector<Staff> before = known;
    std::vector<bool> inFile(known.size());
    std::unordered_map<std::string, std::size_t> byId;
    std::unordered_map<std::string, std::vector<std::size_t>> byName;
    for (std::size_t i = 0; i < known.size(); ++i) {
      byId.emplace(known[i].id, i);
      byName[foldName(known[i].name)].push_back(i);
    }
    std::unordered_map<std::string, int> rowOfName, rowOfId;
    std::vector<std::pair<const StaffRow*, std::size_t>> touched;
    for (const StaffRow& row : m_rows.staff) {
      const std::string name = foldName(row.name);
      const std::string own = idFromColumn("s-", row.ownId);
      if (const auto [same, first] = rowOfId.try_emplace(own, row.row); !own.empty() && !first) {
        problem(row.row, "has the same number as row " + std::to_string(same->second) + ": it was left out.");
        continue;
      }
      if (const auto [same, first] = rowOfName.try_emplace(name, row.row); own.empty() && !first) {
        problem(row.row, "is the same person as row " + std::to_string(same->second) +
                             ", or another of the same name: it was left out. If there are two people, add a column "
                             "with their staff number.");
        continue;
      }
      std::size_t at = known.size();
      if (const auto found = byId.find(own); !own.empty() && found != byId.end()) {
        at = found->second;
      } else if (const auto named = byName.find(name); named != byName.end()) {
        const auto& same = named->second;
        if (same.size() == 1 && !inFile[same[0]]) {
          at = same[0];
        } else if (own.empty()) {
          problem(row.row,
                  "could be either of two people of that name in the list: it was left out. Add a column with "
                  "their staff number.");
          continue;
        }
      }
      if (at == known.size()) {
        Staff added;
        added.id = own;
        while (added.id.empty() || byId.contains(added.id)) added.id = localIdFrom("s", m_random);
        byId.emplace(added.id, at);
        known.push_back(std::move(added));
      } else {
        inFile[at] = true;
      }
      known[at].name = row.name;
      if (row.role) known[at].role = *row.role;
      touched.emplace_back(&row, at);
    }
    joinBadges(touched);
    for (const auto& [row, at] : touched) {
      if (at >= before.size()) {
        change(RosterChange::What::added, row->row, known[at].id, m_out.added);
      } else if (known[at] == before[at]) {
        ++m_out.unchanged;
      } else {
        change(RosterChange::What::changed, row->row, known[at].id, m_out.changed);
      }
    }
    // Whoever reads concerns stays on the list whatever the file says.
    for (std::size_t i = 0; i < inFile.size(); ++i) inFile[i] = inFile[i] || !known[i].personId.empty();
    removeMissing(known, inFile);
  }

  // A badge that two rows have is nobody's: it would sign one of them in as the other.
  void joinBadges(const std::vector<std::pair<const StaffRow*, std::size_t>>& touched) {
    std::vector<int> sharedWith(touched.size());
    Roster inFile;  // of the badges of this file alone
    inFile.badgeKey = m_out.roster.badgeKey;
    for (std::size_t i = 0; i < touched.size(); ++i) {
      const std::string& badge = touched[i].first->badge;
      if (badge.empty()) continue;
      if (const Staff* other = matchBadge(inFile, badge).staff; other != nullptr) {
        const std::size_t before = std::stoul(other->id);
        sharedWith[i] = touched[before].first->row;
        sharedWith[before] = touched[i].first->row;
        continue;
      }
      inFile.staff.push_back({std::to_string(i), "", "", "", {}});
      if (!joinBadge(inFile, inFile.staff.back().id, badge).ok()) inFile.staff.pop_back();
    }
    for (std::size_t i = 0; i < touched.size(); ++i) {
      const auto& [row, at] = touched[i];
      if (row->badge.empty()) continue;
      if (sharedWith[i] != 0) {
        problem(row->row, "has the same badge as row " + std::to_string(sharedWith[i]) +
                              ": neither was given it. The rest of the row was taken.");
        continue;
      }
      const Status joined = joinBadge(m_out.roster, m_out.roster.staff[at].id, row->badge);
      if (joined.ok()) continue;
      problem(row->row,
              joined.fault().code == FaultCode::alreadyExists
                  ? "has a badge that another member of staff already has: it was not given. The rest of the row was "
                    "taken."
                  : "has a badge that no reader could give: it was not given. The rest of the row was taken.");
    }
  }

  template <class People>
  void removeMissing(People& people, const std::vector<bool>& inFile) {
    People kept;
    for (std::size_t i = 0; i < people.size(); ++i) {
      if (i >= inFile.size() || inFile[i]) {
        if (m_options.removeMissing) kept.push_back(people[i]);
        continue;
      }
      change(RosterChange::What::missing, 0, people[i].id, m_out.missing);
      if (m_options.removeMissing) ++m_out.removed;
    }
    if (m_options.removeMissing) people = std::move(kept);
  }

  void problem(int row, std::string says) { m_rows.problems.push_back({row, std::move(says)}); }
  void change(RosterChange::What what, int row, const std::string& id, int& count) {
    m_out.changes.push_back({what, row, id});
    ++count;
  }

  RosterRows m_rows;
  Random& m_random;
  const MergeOptions& m_options;
  RosterImport m_out;
};

}  // namespace

Result<RosterImport> mergeRoster(const Roster& current, const RosterRows& rows, Random& random,
                                 const MergeOptions& options) {
  return Merger(current, rows, random, options).run();
}

Result<RosterImport> importRosterCsv(const Roster& current, std::string_view csv, Random& random) {
  PB_TRY_VALUE(const RosterRows rows, readRosterCsv(viewOf(csv)));
  return mergeRoster(current, rows, random);
}

}  // namespace pillarbox
