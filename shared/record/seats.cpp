#include "shared/record/seats.h"

#include <algorithm>
#include <span>

#include "shared/record/roster.h"

namespace pillarbox {
namespace {

using enum PersonRole;
constexpr PersonRole leads[] = {dsl, deputy};
constexpr PersonRole leaders[] = {dsl, deputy, slt};
constexpr PersonRole heads[] = {head};
constexpr PersonRole chairs[] = {chair};

struct SeatRow {
  std::string_view audience;
  std::span<const PersonRole> roles;
};
constexpr SeatRow seatRows[] = {{"safeguarding", leads}, {"pastoral", leaders}, {"head", heads}, {"chair", chairs}};

bool isOneOf(std::span<const PersonRole> roles, PersonRole role) {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

bool isActive(const Directory& directory, std::string_view id) {
  const Person* person = directory.person(id);
  return person != nullptr && person->active;
}

// In the order that the audience had, then the directory's.
void seat(const Directory& directory, std::vector<std::string>& people, std::span<const PersonRole> roles,
          std::string_view also) {
  std::erase_if(people, [&](const std::string& id) {
    const Person* person = directory.person(id);
    return person == nullptr || (id != also && !isOneOf(roles, person->role));
  });
  for (const Person& person : directory.people) {
    const bool belongs = person.active && (person.id == also || isOneOf(roles, person.role));
    if (belongs && std::find(people.begin(), people.end(), person.id) == people.end()) people.push_back(person.id);
  }
}

}  // namespace

void seatEverybody(Directory& directory) {
  for (Audience& audience : directory.audiences) {
    for (const SeatRow& row : seatRows) {
      if (audience.id == row.audience) seat(directory, audience.people, row.roles, {});
    }
  }
  for (const Person& person : directory.people) {
    if (person.role != writer || !person.active || directory.audience(person.id) != nullptr) continue;
    directory.audiences.push_back({person.id, {person.id}, "safeguarding"});
  }
  std::erase_if(directory.audiences, [&](const Audience& audience) {
    const Person* person = directory.person(audience.id);
    return person != nullptr && person->id.starts_with("writer-") && (person->role != writer || !person->active);
  });
  for (Audience& audience : directory.audiences) {
    if (isWritersOwn(directory, audience.id)) seat(directory, audience.people, leads, audience.id);
    std::erase_if(audience.people, [&](const std::string& id) { return !isActive(directory, id); });
  }
  std::erase_if(directory.rota, [&](const Duty& duty) { return !isActive(directory, duty.person); });
  std::erase_if(directory.reviewers, [&](const std::string& id) { return !isActive(directory, id); });
}

std::string freshPersonId(const Directory& directory, PersonRole role) {
  for (int number = 1;; ++number) {
    std::string id = std::string(personRoleName(role)) + "-" + std::to_string(number);
    if (directory.person(id) == nullptr && directory.audience(id) == nullptr) return id;
  }
}

bool isWritersOwn(const Directory& directory, std::string_view audience) {
  const Person* person = directory.person(audience);
  return person != nullptr && person->role == writer;
}

const Person* writerBehind(const Directory& directory, const Roster& roster, std::string_view authorId) {
  if (authorId.empty()) return nullptr;
  const Staff* member = roster.member(authorId);
  const Person* person =
      directory.person(member != nullptr && !member->personId.empty() ? std::string_view(member->personId) : authorId);
  return person != nullptr && person->role == writer && person->active ? person : nullptr;
}

}  // namespace pillarbox
