#include "shared/record/rota.h"

#include <algorithm>
#include <array>
#include <ctime>

namespace pillarbox {

namespace {

constexpr std::array<std::string_view, 7> names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::array<std::string_view, 7> days{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                               "Friday", "Saturday", "Sunday"};

bool among(const std::vector<const Person*>& people, const Person& person) {
  return std::find(people.begin(), people.end(), &person) != people.end();
}

template <class Wanted>
void addThose(std::vector<const Person*>& out, const Directory& directory, std::initializer_list<PersonRole> roles,
              const Wanted& wanted) {
  for (const PersonRole role : roles) {
    for (const Person& person : directory.people) {
      if (person.active && person.role == role && !among(out, person) && wanted(person)) out.push_back(&person);
    }
  }
}

}  // namespace

int weekdayOf(WallTime time) {
  const std::time_t seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
  std::tm parts{};
  if (localtime_r(&seconds, &parts) == nullptr) return 1;
  return parts.tm_wday == 0 ? 7 : parts.tm_wday;
}

int weekdayFrom(std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? 0 : static_cast<int>(found - names.begin()) + 1;
}

std::string_view weekdayName(int weekday) {
  return weekday < 1 || weekday > 7 ? std::string_view() : names[static_cast<std::size_t>(weekday - 1)];
}

std::string_view weekdayWords(int weekday) {
  return weekday < 1 || weekday > 7 ? std::string_view() : days[static_cast<std::size_t>(weekday - 1)];
}

std::vector<const Person*> onDuty(const Directory& directory, WallTime now) {
  std::vector<const Person*> out;
  if (directory.rota.empty()) {
    addThose(out, directory, {PersonRole::dsl, PersonRole::deputy}, [](const Person& one) { return one.onDuty; });
    return out;
  }
  const int today = weekdayOf(now);
  addThose(out, directory, {PersonRole::dsl, PersonRole::deputy, PersonRole::head, PersonRole::slt, PersonRole::chair},
           [&](const Person& person) {
             return std::any_of(directory.rota.begin(), directory.rota.end(),
                                [&](const Duty& duty) { return duty.weekday == today && duty.person == person.id; });
           });
  return out;
}

std::vector<const Person*> dutyToday(const Directory& directory, WallTime now) {
  std::vector<const Person*> out = onDuty(directory, now);
  if (out.empty())
    addThose(out, directory, {PersonRole::dsl, PersonRole::deputy},
             [](const Person& person) { return isLead(person.role); });
  return out;
}

std::vector<const Person*> nextAfter(const Directory& directory, WallTime now) {
  std::vector<const Person*> out = dutyToday(directory, now);
  const auto first = static_cast<std::ptrdiff_t>(out.size());
  addThose(out, directory, {PersonRole::dsl, PersonRole::deputy, PersonRole::head}, [](const Person&) { return true; });
  out.erase(out.begin(), out.begin() + first);
  return out;
}

bool callsAreProved(const Directory& directory, WallTime now) {
  const Policies& policies = directory.policies;
  if (!policies.alertTestedAt) return false;
  const Milliseconds since = now - *policies.alertTestedAt;
  // A little ahead is a clock that is a little behind.
  return since > -std::chrono::hours(24) && since <= std::chrono::hours(24) * policies.alertTestDays;
}

}  // namespace pillarbox
