// Children's files that went to another school, and whether each arrived. Pure; a projection as case_view.h is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/casework/calendar.h"
#include "shared/casework/case_view.h"

namespace pillarbox::casework {

struct Transfer {
  enum class State { overdue, waiting, arrived };
  std::string id;        // of the `exported`
  PupilPart pupil;       // as it was when it was sent
  std::string toSchool;  // as the sender said, or the school's card
  std::string sentOn;    // days; of its sealing, until somebody said that it was sent (sentSaid)
  std::string due;       // the day by which somebody must have said that it arrived
  std::string fileSha256;
  std::string sentBy;
  bool sentSaid = false;
  State state = State::waiting;
  std::string arrivedOn;        // the day somebody said so
  std::string arrivedHow;       // how they know
  bool receiptChecked = false;  // the other school signed that this very file arrived
  bool operator==(const Transfer&) const = default;
};

// What names an `exported` that says: the sealed file was sent (Casework::report). It has the file's hash and no `due`.
inline constexpr std::string_view transferSentReport = "transfer sent";

// Overdue first, then waiting by their day, then what arrived, newest first.
std::vector<Transfer> transfersOf(const CaseView& view, const CaseEntries& entries, std::string_view today);

// `days` school days after `day`: Saturdays and Sundays are left out. Holidays are not known here, so a reminder may
// come early and never late. Empty if it is no day.
std::string schoolDaysLater(std::string_view day, int days);

}  // namespace pillarbox::casework
