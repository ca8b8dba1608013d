// Badges beyond the plain one: a badge with a PIN, and a badge that is not known yet and can be joined to a name here.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "shared/record/entry.h"

namespace pillarbox::post {

struct BadgeState {
  std::optional<Author> askingPin;  // whose PIN is asked for
  std::string enrolling;            // the code of the badge that is being joined to a name; wiped with the session
};

struct PinTyped {};
struct PinSkipped {};  // go on as not verified
using BadgeEvent = std::variant<PinTyped, PinSkipped>;

}  // namespace pillarbox::post
