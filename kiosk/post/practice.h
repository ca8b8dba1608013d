// Practice: the whole way through with a pretend child. Nothing of it is sealed, kept or sent: apply() lets no effect
// of it out but wiping and the camera (keepPracticeIn), whatever the screens ask for.
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "shared/record/directory.h"
#include "shared/record/roster.h"

namespace pillarbox::post {

struct PracticeState {
  bool on = false;
  bool over = false;  // it was "posted": what is left is to be told so
  // The school's own, kept aside while pretend ones stand in their place.
  std::shared_ptr<const Directory> directory;
  std::shared_ptr<const Roster> roster;
};

struct StartPractice {};
struct PretendBadge {};  // signs the pretend colleague in
struct EndPractice {};
using PracticeEvent = std::variant<StartPractice, PretendBadge, EndPractice>;

// The school with invented people in place of its own, and a class of invented children.
std::shared_ptr<const Directory> pretendDirectory(const Directory& real);
std::shared_ptr<const Roster> pretendRoster();

}  // namespace pillarbox::post
