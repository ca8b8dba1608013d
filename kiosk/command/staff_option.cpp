#include "kiosk/command/staff_option.h"

#include <vector>

namespace pillarbox::command {

namespace {

std::string folded(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

}  // namespace

Result<std::string> staffId(const Roster& roster, const std::string& wanted) {
  if (roster.member(wanted) != nullptr) return wanted;
  std::vector<const Staff*> same;
  for (const Staff& member : roster.staff) {
    if (folded(member.name) == folded(wanted)) same.push_back(&member);
  }
  if (same.empty()) same = findStaff(roster, wanted, 3);
  if (same.size() == 1) return same.front()->id;
  if (same.empty()) return Fault{FaultCode::notFound, "nobody on the staff list has the name or id given to --staff"};
  return Fault{FaultCode::badInput,
               "more than one member of staff fits what was given to --staff; give the whole name or the id"};
}

}  // namespace pillarbox::command
