#include "shared/record/directory_diff.h"

#include <algorithm>
#include <array>

#include "shared/record/device_fetch.h"
#include "shared/record/policy_words.h"

namespace pillarbox {

namespace {

constexpr std::array<std::string_view, 11> kindNames{"person", "key",    "device", "rule",   "category", "place",
                                                     "hint",   "review", "rota",   "server", "school"};
constexpr std::array<std::string_view, 8> days{"",         "Monday", "Tuesday",  "Wednesday",
                                               "Thursday", "Friday", "Saturday", "Sunday"};

template <class List, class Item>
bool has(const List& list, const Item& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

std::string quoted(std::string_view words) {
  return "“" + std::string(words) + "”";
}

// A rule's id as words: "judgement-looks".
std::string idWords(std::string id) {
  std::replace(id.begin(), id.end(), '-', ' ');
  return quoted(id);
}

std::string roleWords(const Person& person) {
  const std::string role(personRoleWords(person.role));
  return person.title.empty() ? role : person.title + " (" + role + ")";
}

class Comparison {
 public:
  Comparison(const Directory& before, const Directory& after, const HintNames& hintNames)
      : a(before), b(after), m_hintNames(hintNames) {}

  std::vector<DirectoryChange> make() {
    people();
    sheets();
    audiences();
    devices();
    rules();
    categories();
    lists(ChangeKind::place, "Place", a.places, b.places);
    hints();
    reviewers();
    rota();
    server();
    if (a.schoolName != b.schoolName) say(ChangeKind::school, "The school is now called " + quoted(b.schoolName) + ".");
    if (a.epoch != b.epoch) say(ChangeKind::key, "A recovery sheet was used to take the school over.");
    std::stable_sort(m_out.begin(), m_out.end(),
                     [](const DirectoryChange& one, const DirectoryChange& two) { return one.kind < two.kind; });
    return std::move(m_out);
  }

 private:
  void say(ChangeKind kind, std::string words, std::string person = {}) {
    m_out.push_back({kind, std::move(words), std::move(person)});
  }
  std::string nameOf(const std::string& id) const {
    const Person* person = b.person(id);
    if (person == nullptr) person = a.person(id);
    return person == nullptr ? id : person->name;
  }

  void people() {
    for (const Person& now : b.people) {
      const Person* old = a.person(now.id);
      if (old == nullptr) {
        say(ChangeKind::person, "Person added: " + now.name + ", " + roleWords(now) + ".", now.id);
        continue;
      }
      if (old->active != now.active) {
        say(ChangeKind::person,
            now.active ? now.name + " may open the inbox again." : now.name + " may no longer open the inbox.", now.id);
      }
      if (old->name != now.name) say(ChangeKind::person, old->name + " is now called " + now.name + ".", now.id);
      if (old->role != now.role || old->title != now.title) {
        say(ChangeKind::person, now.name + " is now " + roleWords(now) + "; before: " + roleWords(*old) + ".", now.id);
      }
      if (old->email != now.email || old->room != now.room || old->extension != now.extension) {
        say(ChangeKind::person, "Where to find " + now.name + " was changed.", now.id);
      }
      if (old->onDuty != now.onDuty) {
        say(ChangeKind::rota, now.name + (now.onDuty ? " is on duty." : " is not on duty."), now.id);
      }
      if (old->recipient != now.recipient || old->verifyKey != now.verifyKey) {
        say(ChangeKind::key, "New keys and a new key card for " + now.name + "; the old card no longer works.", now.id);
      } else if (old->cardId != now.cardId) {
        say(ChangeKind::key, "New key card for " + now.name + "; the old one no longer works.", now.id);
      }
    }
    for (const Person& old : a.people) {
      if (b.person(old.id) == nullptr) say(ChangeKind::person, "Person removed: " + old.name + ".", old.id);
    }
  }

  void sheets() {
    for (const Sheet& now : b.sheets) {
      const Sheet* old = a.sheet(now.id);
      if (old == nullptr) {
        say(ChangeKind::key, "Recovery sheet added: " + quoted(now.id) + ".");
      } else if (!(*old == now)) {
        say(ChangeKind::key, "New recovery sheet " + quoted(now.id) + "; the old one no longer opens what comes next.");
      }
    }
    for (const Sheet& old : a.sheets) {
      if (b.sheet(old.id) == nullptr) say(ChangeKind::key, "Recovery sheet removed: " + quoted(old.id) + ".");
    }
  }

  void audiences() {
    for (const Audience& now : b.audiences) {
      const Audience* old = a.audience(now.id);
      const std::vector<std::string> none;
      const std::vector<std::string>& were = old == nullptr ? none : old->people;
      for (const std::string& id : now.people) {
        if (!has(were, id)) {
          say(ChangeKind::person, nameOf(id) + " reads what is for " + readersInWords(b, now.id) + " from now on.", id);
        }
      }
      for (const std::string& id : were) {
        if (!has(now.people, id)) {
          say(ChangeKind::person, nameOf(id) + " no longer reads what is for " + readersInWords(b, now.id) + ".", id);
        }
      }
    }
  }

  void devices() {
    for (const Device& now : b.devices) {
      const Device* old = a.device(now.id);
      if (old == nullptr) {
        say(ChangeKind::device, "Device approved: " + now.name + ". " + fetchSentence(b, now));
        continue;
      }
      if (old->name != now.name) say(ChangeKind::device, "Device " + old->name + " is now called " + now.name + ".");
      if (old->revoked != now.revoked) {
        say(ChangeKind::device, now.revoked ? "Device switched off for good: " + now.name + "."
                                            : "Device allowed again: " + now.name + ".");
      }
      if (old->fetches != now.fetches) {
        say(ChangeKind::device, "Device " + now.name + ": " + fetchSentence(b, now));
      }
      if (old->verifyKey != now.verifyKey || old->boxKey != now.boxKey) {
        say(ChangeKind::device, "New keys for the device " + now.name + ".");
      }
    }
    for (const Device& old : a.devices) {
      if (b.device(old.id) == nullptr) say(ChangeKind::device, "Device removed: " + old.name + ".");
    }
  }

  void rules() {
    for (const PolicyRow& row : policyTable()) {
      const std::string before = policyValueWords(a.policies, row), after = policyValueWords(b.policies, row);
      if (before == after) continue;
      say(ChangeKind::rule, policyWords(row).title + ": " + after + " (before: " + before + ").");
    }
  }

  void lists(ChangeKind kind, const std::string& what, const std::vector<std::string>& before,
             const std::vector<std::string>& after) {
    bool same = true;
    for (const std::string& each : after) {
      if (has(before, each)) continue;
      say(kind, what + " added: " + each + ".");
      same = false;
    }
    for (const std::string& each : before) {
      if (has(after, each)) continue;
      say(kind, what + " removed: " + each + ".");
      same = false;
    }
    if (same && before != after)
      say(kind, what == "Place" ? "Places in another order." : "Categories in another order.");
  }

  void categories() {
    lists(ChangeKind::category, "Category", a.categories, b.categories);
    for (const auto& [category, words] : b.categoryGuidance) {
      const auto old = a.categoryGuidance.find(category);
      if (old == a.categoryGuidance.end()) {
        say(ChangeKind::category, "Guidance for " + quoted(category) + ": " + words);
      } else if (old->second != words) {
        say(ChangeKind::category, "New guidance for " + quoted(category) + ": " + words);
      }
    }
    for (const auto& [category, words] : a.categoryGuidance) {
      if (!b.categoryGuidance.contains(category) && has(b.categories, category)) {
        say(ChangeKind::category, "No more guidance of the school's own for " + quoted(category) + ".");
      }
    }
  }

  std::string hintWords(const std::string& id) const {
    const auto named = m_hintNames.find(id);
    return named == m_hintNames.end() ? idWords(id) : quoted(named->second);
  }
  void hints() {
    for (const std::string& id : b.hintsOff) {
      if (!has(a.hintsOff, id)) say(ChangeKind::hint, "Hint switched off: " + hintWords(id) + ".");
    }
    for (const std::string& id : a.hintsOff) {
      if (!has(b.hintsOff, id)) say(ChangeKind::hint, "Hint switched on again: " + hintWords(id) + ".");
    }
    for (const SchoolHint& hint : b.schoolHints) {
      if (!has(a.schoolHints, hint)) {
        say(ChangeKind::hint, "Own hint for " + quoted(hint.phrase) + ": " + hint.says);
      }
    }
    for (const SchoolHint& hint : a.schoolHints) {
      const bool replaced = std::any_of(b.schoolHints.begin(), b.schoolHints.end(),
                                        [&](const SchoolHint& now) { return now.phrase == hint.phrase; });
      if (!replaced) say(ChangeKind::hint, "Own hint removed: " + quoted(hint.phrase) + ".");
    }
  }

  void reviewers() {
    for (const std::string& id : b.reviewers) {
      if (!has(a.reviewers, id)) say(ChangeKind::review, nameOf(id) + " looks through the records, in turn.", id);
    }
    for (const std::string& id : a.reviewers) {
      if (!has(b.reviewers, id)) say(ChangeKind::review, nameOf(id) + " no longer looks through the records.", id);
    }
  }

  static std::string dutyWords(const std::string& name, const Duty& duty) {
    const auto day = static_cast<std::size_t>(duty.weekday);
    return name + " on " + std::string(day < days.size() ? days[day] : "another day") + "s";
  }
  void rota() {
    for (const Duty& duty : b.rota) {
      if (!has(a.rota, duty))
        say(ChangeKind::rota, "On duty: " + dutyWords(nameOf(duty.person), duty) + ".", duty.person);
    }
    for (const Duty& duty : a.rota) {
      if (!has(b.rota, duty)) {
        say(ChangeKind::rota, "No longer on duty: " + dutyWords(nameOf(duty.person), duty) + ".", duty.person);
      }
    }
  }

  void server() {
    if (a.server == b.server) return;
    if (!b.server) return say(ChangeKind::server, "The school has no server any more.");
    if (!a.server) return say(ChangeKind::server, "The school's server: " + b.server->url + ".");
    say(ChangeKind::server, a.server->url == b.server->url ? "The server has new keys: " + b.server->url + "."
                                                           : "The school's server is now " + b.server->url + ".");
  }

  const Directory& a;
  const Directory& b;
  const HintNames& m_hintNames;
  std::vector<DirectoryChange> m_out;
};

}  // namespace

std::string_view changeKindName(ChangeKind kind) {
  return kindNames[static_cast<std::size_t>(kind)];
}

std::vector<DirectoryChange> changesBetween(const Directory& before, const Directory& after,
                                            const HintNames& hintNames) {
  return Comparison(before, after, hintNames).make();
}

}  // namespace pillarbox
