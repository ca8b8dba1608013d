// Every policy of a school in one table: its name in the directory, what it may be, and what it does in one sentence.
// The directory's JSON, its validation and `pillarbox policy` all read this table; defaults are those of Policies.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "shared/record/directory.h"

namespace pillarbox {

struct WholePolicy {
  int Policies::*member;
  int least, most;  // both allowed
};
struct YesNoPolicy {
  bool Policies::*member;
};
struct TextPolicy {
  std::string Policies::*member;
  std::size_t mostBytes;
  bool mayBeEmpty;
};
struct NamesPolicy {
  LinkedNames Policies::*member;
};
struct PinPolicy {
  BadgePin Policies::*member;
};
// Noted by the program when it has proved something; nobody sets it by hand.
struct TimePolicy {
  std::optional<WallTime> Policies::*member;
};
using PolicyKind = std::variant<WholePolicy, YesNoPolicy, TextPolicy, NamesPolicy, PinPolicy, TimePolicy>;

struct PolicyRow {
  std::string_view name;  // as in the directory: "resume_minutes"
  PolicyKind kind;
  std::string_view does;   // one sentence
  bool headsOnly = false;  // only a head, the chair or their sheet may change it
};

// In the order in which the directory has them.
std::span<const PolicyRow> policyTable();
const PolicyRow* policyNamed(std::string_view name);

// "120", "yes", "initials", the words themselves; empty for a time that is not known.
std::string policyValue(const Policies& policies, const PolicyRow& row);
// "5 to 3600", "yes or no", "full or initials".
std::string policyRange(const PolicyRow& row);
// badInput with one sentence if `value` is not one of its range, or notPermitted if it is not set by hand. What
// several policies must keep together is checked by validate(Directory).
Status setPolicy(Policies& policies, const PolicyRow& row, std::string_view value);
// One sentence naming the policy that is out of its range.
Status validate(const Policies& policies);

}  // namespace pillarbox
