#include "shared/record/device_fetch.h"

#include <algorithm>
#include <array>
#include <utility>

#include "shared/record/folding.h"

namespace pillarbox {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> known{
    {{"safeguarding", "the safeguarding leads"},
     {"pastoral", "the senior leaders"},
     {"head", "the headteacher"},
     {"chair", "the chair of governors"}}};

bool has(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

// Also of writers who are none any more: what was sealed to them then is still theirs and the leads'.
bool isOnePersons(const Directory& directory, std::string_view audience) {
  return directory.person(audience) != nullptr || audience.starts_with("writer-");
}

// Folded words with one space before, between and after them; "Lead's" is "lead s".
std::string wordsOf(std::string name) {
  for (const std::string_view apostrophe : {"'", "’"}) {
    for (std::size_t at = 0; (at = name.find(apostrophe)) != std::string::npos;)
      name.replace(at, apostrophe.size(), " ");
  }
  return " " + foldName(name) + " ";
}

}  // namespace

bool mayFetch(const Directory& directory, const Device& device, std::string_view audience) {
  if (!device.fetches) return true;
  return has(*device.fetches, audience) || (has(*device.fetches, everyWriter) && isOnePersons(directory, audience));
}

std::vector<std::string> fetchChoices(const Directory& directory) {
  std::vector<std::string> out;
  for (const Audience& audience : directory.audiences) {
    if (!isOnePersons(directory, audience.id)) out.push_back(audience.id);
  }
  out.emplace_back(everyWriter);
  return out;
}

const Person* namedFor(const Directory& directory, std::string_view deviceName) {
  const std::string name = wordsOf(std::string(deviceName));
  const Person* found = nullptr;
  for (const Person& person : directory.people) {
    if (!person.active || name.find(wordsOf(person.name)) == std::string::npos) continue;
    if (found != nullptr) return nullptr;
    found = &person;
  }
  return found;
}

std::vector<std::string> usualFetches(const Directory& directory, std::string_view deviceName) {
  std::vector<std::string> out;
  if (const Person* person = namedFor(directory, deviceName)) {
    bool writers = false;
    for (const Audience& audience : directory.audiences) {
      if (!has(audience.people, person->id)) continue;
      const bool other = isOnePersons(directory, audience.id) && audience.id != person->id;
      if (!other) out.push_back(audience.id);
      writers = writers || other;
    }
    // A lead reads what every writer does; also of writers who come later.
    if (writers || isLead(person->role)) out.emplace_back(everyWriter);
    return out;
  }
  if (!directory.policies.inboxOnTerminals) return out;
  for (const std::string_view audience : {"safeguarding", "pastoral"}) {
    if (directory.audience(audience) != nullptr) out.emplace_back(audience);
  }
  out.emplace_back(everyWriter);
  return out;
}

std::string readersInWords(const Directory& directory, std::string_view audience) {
  for (const auto& [id, words] : known) {
    if (id == audience) return std::string(words);
  }
  if (audience == everyWriter) return "other staff with a key";
  const Person* person = directory.person(audience);
  return person == nullptr ? std::string(audience) : person->name;
}

std::string fetchSentence(const Directory& directory, const Device& device) {
  if (!device.fetches) return "It fetches everything the school's server has.";
  if (device.fetches->empty()) return "It only posts: it fetches nothing that anybody wrote.";
  std::string list;
  for (std::size_t i = 0; i < device.fetches->size(); ++i) {
    if (i > 0) list += i + 1 == device.fetches->size() ? " and " : ", ";
    list += readersInWords(directory, (*device.fetches)[i]);
  }
  return "It fetches what is for " + list + ".";
}

}  // namespace pillarbox
