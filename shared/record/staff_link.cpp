#include "shared/record/staff_link.h"

#include <algorithm>
#include <array>
#include <map>

#include "shared/record/folding.h"

namespace pillarbox {

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

// "Ruth" and "R", "Sam" and "Samantha", and no first name at all, could be the same.
bool couldBeSameForename(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.size() < 2 || b.size() < 2) return true;
  return a.front().front() == b.front().front();
}

bool shareSurname(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return !a.empty() && !b.empty() && a.back() == b.back();
}

}  // namespace

bool isTitle(std::string_view word) {
  constexpr std::array<std::string_view, 17> titles{"mr",   "mrs",       "ms",  "miss",   "mx",   "dr",
                                                    "prof", "professor", "rev", "revd",   "sir",  "madam",
                                                    "lady", "lord",      "fr",  "sister", "canon"};
  return std::find(titles.begin(), titles.end(), word) != titles.end();
}

std::vector<std::string> wordsWithoutTitle(std::string_view name) {
  std::vector<std::string> words = foldedWords(name);
  while (words.size() > 1 && isTitle(words.front())) words.erase(words.begin());
  // "Pemberton, Ruth" is Ruth Pemberton.
  if (const auto comma = name.find(','); comma != std::string_view::npos && words.size() > 1) {
    const auto first = static_cast<std::ptrdiff_t>(wordsWithoutTitle(name.substr(0, comma)).size());
    if (first < static_cast<std::ptrdiff_t>(words.size()))
      std::rotate(words.begin(), words.begin() + first, words.end());
    while (words.size() > 1 && isTitle(words.front())) words.erase(words.begin());
  }
  return words;
}

int linkStaff(Roster& roster, const Directory& directory) {
  std::map<std::string, std::vector<const Person*>> people;
  std::map<std::string, std::vector<Staff*>> staff;
  for (const Person& person : directory.people) {
    if (person.active) people[joined(wordsWithoutTitle(person.name))].push_back(&person);
  }
  for (Staff& member : roster.staff) staff[joined(wordsWithoutTitle(member.name))].push_back(&member);
  int linked = 0;
  for (const auto& [name, same] : people) {
    const auto found = staff.find(name);
    // One word is a surname alone ("Mrs Hill"): too little to tell.
    if (found == staff.end() || name.find(' ') == std::string::npos) continue;
    if (same.size() != 1 || found->second.size() != 1 || !found->second[0]->personId.empty()) continue;
    found->second[0]->personId = same[0]->id;
    ++linked;
  }
  return linked;
}

std::vector<std::string> peopleMeant(const Directory& directory, std::string_view personId, std::string_view name) {
  std::vector<std::string> ids;
  const Person* known = directory.person(personId);
  const std::vector<std::string> wanted = wordsWithoutTitle(known != nullptr ? known->name : std::string(name));
  if (known != nullptr) ids.push_back(known->id);
  if (wanted.empty()) return ids;
  for (const Person& person : directory.people) {
    if (std::find(ids.begin(), ids.end(), person.id) != ids.end()) continue;
    const std::vector<std::string> words = wordsWithoutTitle(person.name);
    if (words.empty()) continue;
    bool meant = shareSurname(words, wanted) && (known == nullptr || couldBeSameForename(words, wanted));
    if (known == nullptr && wanted.size() == 1) meant = meant || words.front() == wanted.front();
    // The words the other way round: "Pemberton Ruth".
    if (known == nullptr && wanted.size() > 1) meant = meant || (words.size() > 1 && words.back() == wanted.front());
    if (meant) ids.push_back(person.id);
  }
  return ids;
}

}  // namespace pillarbox
