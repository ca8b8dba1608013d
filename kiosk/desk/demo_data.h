// The demonstration school: every person in it is invented. Same data each time; only keys differ.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/random.h"
#include "shared/record/directory.h"
#include "shared/record/roster.h"

namespace pillarbox::desk {

inline constexpr std::string_view demoSchoolName = "Fernhollow Primary School (demonstration)";

struct DemoPerson {
  PersonRole role;
  std::string_view name, email, room, extension;
};
// One of each role: dsl, deputy, head, chair.
const std::vector<DemoPerson>& demoPeople();

struct DemoBadge {
  std::string staffId;
  std::string name;
  std::string code;
};
struct DemoRoster {
  Roster roster;
  std::vector<DemoBadge> badges;
};
// `people` gives the members of staff that are also people of the directory.
DemoRoster demoRoster(const std::vector<Person>& people, Random& random);

// Defaults for any school, demonstration or not: a DSL changes them later.
std::vector<std::string> defaultCategories();
// When to use each: an example of guidance, for a demonstration school.
std::map<std::string, std::string> demoCategoryGuidance();
std::vector<std::string> defaultPlaces();

}  // namespace pillarbox::desk
