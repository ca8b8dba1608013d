// What the policies of a school (policies.h) are called where a person reads and changes them, and in which group they
// stand. Pure.
#pragma once

#include <string>
#include <string_view>

#include "shared/record/policies.h"

namespace pillarbox {

enum class PolicyGroup { terminals, writing, reading, calling, inbox, records };
inline constexpr PolicyGroup policyGroups[] = {PolicyGroup::terminals, PolicyGroup::writing, PolicyGroup::reading,
                                               PolicyGroup::calling,   PolicyGroup::inbox,   PolicyGroup::records};
std::string_view policyGroupWords(PolicyGroup group);  // "Terminals and badges"

struct PolicyWords {
  PolicyGroup group = PolicyGroup::terminals;
  std::string title;           // "Cover the screen after"
  std::string_view one, many;  // of a number: "second", "seconds"; empty for the others
  int step = 1;                // what − and + change it by
  bool zeroIsNever = false;
};
PolicyWords policyWords(const PolicyRow& row);
// "30 seconds", "never", "yes", "full names", "required", "nothing".
std::string policyValueWords(const Policies& policies, const PolicyRow& row);

}  // namespace pillarbox
