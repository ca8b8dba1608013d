// What a change means, said before it is made.
#include <algorithm>
#include <utility>

#include "kiosk/inbox/fields.h"
#include "kiosk/inbox/people_words.h"
#include "shared/record/device_fetch.h"

namespace pillarbox::inbox {
namespace {

using Change = PeopleChange;

PeoplePreview preview(Change change, std::string title, std::vector<std::string> says, std::string go,
                      std::string warning = {}) {
  PeoplePreview made;
  made.change = change;
  made.title = std::move(title);
  made.says = std::move(says);
  made.go = std::move(go);
  made.warning = std::move(warning);
  return made;
}

// "After this, Ms X can read everything …" of the words that say what somebody reads.
std::string canRead(const std::string& name, PersonRole role) {
  std::string reads(readsWords(role));
  if (reads.starts_with("Reads")) reads.replace(0, 5, "can read");
  if (role == PersonRole::writer)
    return "After this, " + name + " has a key. It opens only what they wrote themselves.";
  return "After this, " + name + " " + reads;
}

constexpr std::string_view copiesStay = "You can end this later, but not take back what they have read or printed.";

PeoplePreview adding(const State& state) {
  const PersonForm& form = state.inbox.manage.people.form;
  const std::string name = trimmed(form.name.text());
  std::vector<std::string> says{canRead(name, form.role)};
  if (form.role != PersonRole::writer) {
    says.emplace_back(form.older.value_or(false)
                          ? "They can also read what was posted before today, as far as you can read it."
                          : "What was posted before today stays closed to them. You can open it to them later.");
  }
  says.emplace_back(
      "A key card and a starter passphrase are made to print. Give them the two apart from each other. They choose "
      "their own passphrase the first time.");
  return preview(Change::add, "Add " + name, std::move(says), "Add " + name,
                 form.role == PersonRole::writer ? std::string() : std::string(copiesStay));
}

PeoplePreview editing(const State& state, const Person& person) {
  const PersonForm& form = state.inbox.manage.people.form;
  std::vector<std::string> says;
  const auto differs = [&](const char* what, const std::string& before, const ui::TextModel& now) {
    const std::string after = trimmed(now.text());
    if (after == before) return;
    says.push_back(std::string(what) + ": " + (before.empty() ? "nothing" : "“" + before + "”") + " becomes " +
                   (after.empty() ? "empty" : "“" + after + "”") + ".");
  };
  differs("Name", person.name, form.name);
  differs("Title", person.title, form.title);
  differs("Room", person.room, form.room);
  differs("Extension", person.extension, form.extension);
  differs("E-mail", person.email, form.email);
  std::string warning;
  if (form.role != person.role) {
    says.push_back(canRead(trimmed(form.name.text()), form.role));
    warning = copiesStay;
  }
  if (says.empty()) says.emplace_back("Nothing is different.");
  return preview(Change::edit, "Change " + person.name, std::move(says), "Save the changes", std::move(warning));
}

PeoplePreview newCard(const State& state, const Person& person) {
  const bool own = person.id == state.reader.id;
  const CardWhy why = state.inbox.manage.people.why;
  std::vector<std::string> says{"A new key card for " + person.name +
                                " is made to print. The old one opens nothing from then on."};
  if (own) {
    says.emplace_back(
        "It is your own card: the inbox locks afterwards, and you unlock it with the new card. Your passphrase stays "
        "as it is.");
  } else {
    says.emplace_back("They get a starter passphrase with it, and choose their own the first time.");
  }
  says.emplace_back("What they could read before is opened to the new card too. With many entries this takes a while.");
  std::string warning;
  if (why == CardWhy::stolen) {
    warning =
        "Stolen? Whoever has the card still needs its passphrase. Tell your headteacher and whoever looks after data "
        "protection at your school today.";
  }
  return preview(Change::newCard, "A new key card", std::move(says), "Cancel the old card, make a new one",
                 std::move(warning));
}

PeoplePreview ending(const Person& person) {
  PeoplePreview made = preview(
      Change::endAccess, "End the access of " + person.name,
      {"After this, the key card of " + person.name + " opens nothing that is posted from now on, on any device.",
       "Everything they wrote stays in the record under their name. They leave the rota.",
       "If they come back, add them anew: they get a new key card."},
      "End their access", "What they have read or printed cannot be taken back. Ask for their key card.");
  made.danger = true;
  return made;
}

PeoplePreview opening(const Person& person) {
  return preview(Change::openOlder, "Open older records to " + person.name,
                 {canRead(person.name, person.role),
                  "This is now for what was posted before they joined, too, as far "
                  "as you can read it yourself. With many entries it takes a while.",
                  "The record says that you did it, and when."},
                 "Open older records", std::string(copiesStay));
}

std::optional<PeoplePreview> fetching(const State& state) {
  const DevicesState& devices = state.inbox.manage.people.devices;
  if (!state.school.directory) return std::nullopt;
  const Device* device = state.school.directory->device(devices.chosen);
  if (device == nullptr || device->revoked) return std::nullopt;
  Device after = *device;
  after.fetches = devices.fetches;
  return preview(Change::changeFetches, "What “" + device->name + "” may fetch",
                 {"Until now: " + fetchSentence(*state.school.directory, *device),
                  "From now on: " + fetchSentence(*state.school.directory, after)},
                 "Sign this", "What it has fetched already stays on it, sealed.");
}

std::optional<PeoplePreview> ofDevice(const State& state, Change change) {
  const DevicesState& devices = state.inbox.manage.people.devices;
  if (change == Change::approveDevice) {
    for (const WaitingToJoin& each : devices.waiting) {
      if (each.id != devices.chosen) continue;
      return preview(Change::approveDevice, "Let “" + each.name + "” in",
                     {"Does the new device show this code?   " + each.code,
                      "After this, what is posted there counts as the school's, and it gets the lists of children and "
                      "staff. It opens nothing without somebody's key card and passphrase."},
                     "Yes, the same code: let it in", "If the code is another one, do not let it in.");
    }
    return std::nullopt;
  }
  if (change == Change::changeFetches) return fetching(state);
  const Device* device = state.school.directory ? state.school.directory->device(devices.chosen) : nullptr;
  if (device == nullptr || device->revoked) return std::nullopt;
  PeoplePreview made =
      preview(Change::revokeDevice, "Send “" + device->name + "” away",
              {"From now on nothing it sends is trusted, and it gets nothing more.",
               "What it posted before stays in the record.",
               "Whoever has the device cannot read what is on it without a key card and its passphrase."},
              "Send it away", "It cannot be let in again as the same device: it would have to join anew.");
  made.danger = true;
  return made;
}

std::optional<PeoplePreview> ofBadge(const State& state, Change change) {
  const PeopleState& people = state.inbox.manage.people;
  if (!state.school.roster) return std::nullopt;
  if (change == Change::printNew) {
    const auto& staff = state.school.roster->staff;
    const auto count =
        std::count_if(staff.begin(), staff.end(), [](const Staff& one) { return one.badgeHashes.empty(); });
    if (count == 0) return std::nullopt;
    return preview(change, "Print badges",
                   {std::to_string(count) + (count == 1 ? " member of staff has" : " members of staff have") +
                        " no badge. A file with a badge for each is made, to print and cut out.",
                    "The badges work as soon as the file is made."},
                   "Make the file", "Whoever has the file can copy the badges: delete it once they are printed.");
  }
  const Staff* member = state.school.roster->member(people.staff);
  if (member == nullptr) return std::nullopt;
  if (change == Change::printBadge) {
    const bool had = !member->badgeHashes.empty();
    return preview(change, "A new badge for " + member->name,
                   {"A file with the badge is made, to print and cut out.",
                    had ? "The badges they had stop working." : "It works as soon as the file is made."},
                   "Make the badge", "Whoever has the file can copy the badge: delete it once it is printed.");
  }
  PeoplePreview made = preview(change, "Stop the badges of " + member->name,
                               {"After this, no badge signs anybody in as " + member->name + ".",
                                "They can still post: they are asked for their name instead."},
                               "Stop their badges");
  made.danger = true;
  return made;
}

}  // namespace

std::optional<PeoplePreview> previewOf(const State& state, PeopleChange change) {
  switch (change) {
    case Change::add:
      return adding(state);
    case Change::approveDevice:
    case Change::changeFetches:
    case Change::revokeDevice:
      return ofDevice(state, change);
    case Change::revokeBadges:
    case Change::printBadge:
    case Change::printNew:
      return ofBadge(state, change);
    default:
      break;
  }
  const Person* person = chosenPerson(state);
  if (person == nullptr || !mayChange(state, *person)) return std::nullopt;
  switch (change) {
    case Change::edit:
      return editing(state, *person);
    case Change::newCard:
      return newCard(state, *person);
    case Change::endAccess:
      if (person->id == state.reader.id) return std::nullopt;
      return ending(*person);
    case Change::openOlder:
      return opening(*person);
    default:
      return std::nullopt;
  }
}

}  // namespace pillarbox::inbox
