#include "shared/record/roster_match.h"

#include <algorithm>
#include <unordered_map>

#include "shared/base/hash.h"
#include "shared/record/folding.h"
#include "shared/record/ids.h"
#include "shared/record/upn.h"

namespace pillarbox {

namespace {

// 0 is Reception, -1 Nursery.
std::optional<int> yearNumber(std::string_view clean) {
  if (clean == "Reception") return 0;
  if (clean == "Nursery") return -1;
  if (clean.empty() || clean.size() > 2 || clean.find_first_not_of("0123456789") != std::string_view::npos) return {};
  int number = 0;
  for (const char c : clean) number = number * 10 + (c - '0');
  return number;
}

std::string nameKey(std::string_view forename, std::string_view surname) {
  return foldName(forename) + "\n" + foldName(surname);
}

// No word of one name is in the other: it is somebody else, or both names changed at once.
bool quiteAnotherName(const PupilRow& row, const Pupil& pupil) {
  const std::vector<std::string> known =
      foldedWords(pupil.forename + " " + pupil.knownAs + " " + pupil.surname + " " + pupil.otherSurname);
  const std::vector<std::string> here = foldedWords(row.forename + " " + row.knownAs.value_or("") + " " + row.surname +
                                                    " " + row.otherSurname.value_or(""));
  return !known.empty() && !here.empty() && std::none_of(here.begin(), here.end(), [&](const std::string& word) {
    return std::find(known.begin(), known.end(), word) != known.end();
  });
}

class Matcher {
 public:
  Matcher(const Roster& current, BytesView key, RosterRows& rows)
      : m_pupils(current.pupils), m_key(key), m_rows(rows), m_matches(rows.pupils.size()), m_taken(m_pupils.size()) {}

  std::vector<PupilMatch> run() {
    warnOfSharedUpns();
    leaveOutTwins();
    for (std::size_t i = 0; i < m_matches.size(); ++i) makeKeys(i);
    indexRoster();
    for (std::size_t i = 0; i < m_matches.size(); ++i) byOwnId(i);
    for (std::size_t i = 0; i < m_matches.size(); ++i) byUpn(i);
    for (std::size_t i = 0; i < m_matches.size(); ++i) byKey(i, 'b');
    byWords([&](const auto& forename, const auto& surname, const auto& className, const auto& year) {
      return nameKey(forename, surname) + "\n" + (m_classes ? foldName(className) : "") + "\n" +
             (m_years ? cleanYear(year) : "");
    });
    byWords(
        [](const auto& forename, const auto& surname, const auto&, const auto&) { return nameKey(forename, surname); });
    return std::move(m_matches);
  }

 private:
  const PupilRow& row(std::size_t i) const { return m_rows.pupils[i]; }
  bool open(std::size_t i) const { return !m_matches[i].leftOut && !m_matches[i].known; }
  void take(std::size_t i, std::size_t pupil) {
    m_matches[i].known = pupil;
    m_taken[pupil] = true;
  }

  void warnOfSharedUpns() {
    std::unordered_map<std::string, std::size_t> seen;
    std::vector<bool> shared(m_matches.size());
    for (std::size_t i = 0; i < m_matches.size(); ++i) {
      if (row(i).upn.empty()) continue;
      const auto [before, first] = seen.try_emplace(row(i).upn, i);
      if (first) continue;
      shared[i] = shared[before->second] = true;
      m_rows.warnings.push_back({row(i).row, "has the same UPN as row " + std::to_string(row(before->second).row) +
                                                 "; one of them is wrong, so both were matched by name."});
    }
    for (std::size_t i = 0; i < m_matches.size(); ++i) {
      if (shared[i]) m_rows.pupils[i].upn.clear();
    }
  }

  // The same child twice in the file, as in a list of classes, or two children whom nothing tells apart.
  void leaveOutTwins() {
    std::unordered_map<std::string, std::size_t> ids;
    std::unordered_map<std::string, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < m_matches.size(); ++i) {
      const PupilRow& one = row(i);
      if (!one.ownId.empty()) {
        const auto [before, first] = ids.try_emplace(one.ownId, i);
        if (!first) {
          leaveOut(i, "has the same number as row " + std::to_string(row(before->second).row) + ": it was left out.");
          continue;
        }
      }
      auto& same =
          places[nameKey(one.forename, one.surname) + "\n" + one.className.value_or("") + "\n" + one.year.value_or("")];
      for (const std::size_t other : same) {
        const PupilRow& two = row(other);
        const auto apart = [](const std::string& a, const std::string& b) {
          return !a.empty() && !b.empty() && a != b;
        };
        if (apart(one.ownId, two.ownId) || apart(one.upn, two.upn) || apart(one.bornOn, two.bornOn)) continue;
        leaveOut(i, "is the same child as row " + std::to_string(two.row) +
                        ", or another of the same name and class: it was left out. If there are two children, add a "
                        "column with their UPN, admission number or date of birth.");
        break;
      }
      same.push_back(i);
    }
  }
  void leaveOut(std::size_t i, std::string says) {
    m_matches[i].leftOut = true;
    m_rows.problems.push_back({row(i).row, std::move(says)});
  }

  void makeKeys(std::size_t i) {
    const PupilRow& one = row(i);
    auto& keys = m_matches[i].keys;
    if (!one.bornOn.empty()) keys.push_back(matchKey(m_key, 'b', nameKey(one.forename, one.surname) + one.bornOn));
    if (!one.ownId.empty()) keys.push_back(matchKey(m_key, 'i', one.ownId));
    // A temporary UPN (its last character is a letter) is replaced one day: it proves who somebody is, never who not.
    if (!one.upn.empty()) keys.push_back(matchKey(m_key, one.upn.back() > '9' ? 't' : 'u', one.upn));
  }
  std::string keyOf(std::size_t i, char kind) const {
    for (const std::string& key : m_matches[i].keys) {
      if (key[0] == kind) return key;
    }
    return {};
  }

  void indexRoster() {
    for (std::size_t p = 0; p < m_pupils.size(); ++p) {
      m_byId.emplace(m_pupils[p].id, p);
      for (const std::string& key : m_pupils[p].matchKeys) {
        const auto [before, first] = m_byKey.try_emplace(key, p);
        if (!first) before->second = nobody;  // two children have it: it tells nothing
      }
    }
    m_classes =
        std::any_of(m_rows.pupils.begin(), m_rows.pupils.end(), [](const auto& one) { return !!one.className; });
    m_years = std::any_of(m_rows.pupils.begin(), m_rows.pupils.end(), [](const auto& one) { return !!one.year; });
  }

  std::optional<std::size_t> withKey(const std::string& key) const {
    const auto found = key.empty() ? m_byKey.end() : m_byKey.find(key);
    return found == m_byKey.end() || found->second == nobody ? std::nullopt : std::optional(found->second);
  }

  void byOwnId(std::size_t i) {
    if (!open(i) || row(i).ownId.empty()) return;
    std::optional<std::size_t> found = withKey(keyOf(i, 'i'));
    if (!found) {
      const auto known = m_byId.find(idFromColumn("p-", row(i).ownId));
      if (known != m_byId.end()) found = known->second;
    }
    if (!found || m_taken[*found]) return;
    const Pupil& pupil = m_pupils[*found];
    const std::string upn = keyOf(i, 'u');
    const bool sameUpn = !upn.empty() && withKey(upn) == found;
    if (quiteAnotherName(row(i), pupil) && !sameUpn) {
      m_matches[i].ownIdBelieved = false;
      std::erase_if(m_matches[i].keys, [](const std::string& key) { return key[0] == 'i'; });
      m_rows.warnings.push_back({row(i).row,
                                 "has the number of a child with quite another name in the list, so it was taken for "
                                 "another child. Is the file from another system?"});
      return;
    }
    m_idsKnown = true;
    take(i, *found);
  }

  void byUpn(std::size_t i) {
    if (!open(i) || row(i).upn.empty()) return;
    const auto found = withKey(m_matches[i].keys.back());
    if (!found || m_taken[*found]) return;
    if (checkUpn(row(i).upn) != UpnCheck::right && quiteAnotherName(row(i), m_pupils[*found])) return;
    take(i, *found);
  }

  void byKey(std::size_t i, char kind) {
    if (!open(i)) return;
    const auto found = withKey(keyOf(i, kind));
    if (found && !m_taken[*found]) take(i, *found);
  }

  // A number that both have, and that differs, says that they are two children.
  bool contradict(std::size_t i, const Pupil& pupil) const {
    for (const char kind : {'u', 'b', 'i'}) {
      if (kind == 'i' && !m_idsKnown) continue;  // another system's numbers: all of them differ
      const std::string here = keyOf(i, kind);
      if (here.empty()) continue;
      for (const std::string& key : pupil.matchKeys) {
        if (key[0] == kind && key != here) return true;
      }
    }
    if (!row(i).year) return false;
    const auto before = yearNumber(cleanYear(pupil.year)), now = yearNumber(cleanYear(*row(i).year));
    return before && now && *now != *before && *now != *before + 1;
  }

  template <class Words>
  void byWords(Words&& wordsOf) {
    std::unordered_map<std::string, std::vector<std::size_t>> inFile, inRoster;
    for (std::size_t i = 0; i < m_matches.size(); ++i) {
      if (!open(i)) continue;
      inFile[wordsOf(row(i).forename, row(i).surname, row(i).className.value_or(""), row(i).year.value_or(""))]
          .push_back(i);
    }
    for (std::size_t p = 0; p < m_pupils.size(); ++p) {
      const Pupil& pupil = m_pupils[p];
      if (!m_taken[p]) inRoster[wordsOf(pupil.forename, pupil.surname, pupil.className, pupil.year)].push_back(p);
    }
    for (const auto& [words, here] : inFile) {
      const auto there = inRoster.find(words);
      if (there == inRoster.end() || here.size() != 1 || there->second.size() != 1) continue;
      if (!contradict(here[0], m_pupils[there->second[0]])) take(here[0], there->second[0]);
    }
  }

  static constexpr std::size_t nobody = static_cast<std::size_t>(-1);
  const std::vector<Pupil>& m_pupils;
  BytesView m_key;
  RosterRows& m_rows;
  std::vector<PupilMatch> m_matches;
  std::vector<bool> m_taken;
  std::unordered_map<std::string, std::size_t> m_byId, m_byKey;
  bool m_classes = false, m_years = false, m_idsKnown = false;
};

}  // namespace

std::vector<PupilMatch> matchPupils(const Roster& current, BytesView key, RosterRows& rows) {
  return Matcher(current, key, rows).run();
}

std::string matchKey(BytesView key, char kind, std::string_view value) {
  const std::string message = std::string("pillarbox pupil ") + kind + " " + std::string(value);
  return std::string(1, kind) + ":" + toHex(keyedHash(key, viewOf(message))).substr(0, 32);
}

std::string cleanYear(std::string_view year) {
  std::string folded = foldName(year);
  for (const std::string_view word : {"year ", "yr ", "y"}) {
    if (folded.starts_with(word)) {
      folded.erase(0, word.size());
      break;
    }
  }
  if (folded == "r" || folded == "reception" || folded == "rec") return "Reception";
  if (folded == "nursery" || folded == "n1" || folded == "n2" || folded == "n" || folded == "e1" || folded == "e2") {
    return "Nursery";
  }
  const auto digit = folded.find_first_not_of('0');
  const bool number = !folded.empty() && folded.size() <= 3 && digit != std::string::npos &&
                      folded.find_first_not_of("0123456789") == std::string::npos;
  return number ? folded.substr(digit) : std::string(year);
}

std::string idFromColumn(std::string_view prefix, std::string_view cell) {
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

}  // namespace pillarbox
