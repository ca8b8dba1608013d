// "I need the DSL now": a call without any writing, and what became of it. It goes to the safeguarding team, whatever
// it is about: nothing is known of it yet, and somebody has to come. Whoever called about a DSL tells who comes
// instead, or writes it, which leads round that person.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "shared/base/clock.h"

namespace pillarbox::post {

// How often the office is asked whether a call was seen, while it was not.
inline constexpr Milliseconds callAskEvery{4'000};
// Held again so soon it is the same call.
inline constexpr Milliseconds sameCallFor{60'000};
// How long a call is spoken of after it was made, if nobody sees it, and after it was seen.
inline constexpr Milliseconds callKeptFor = std::chrono::hours(1);
inline constexpr Milliseconds seenKeptFor = std::chrono::minutes(10);

struct CallState {
  bool shown = false;        // the call's screen is over whatever screen there is
  std::uint64_t handle = 0;  // of the PostNow; 0: nobody was called
  bool failed = false;       // it could not be posted
  std::string id;            // once it is saved
  WallTime at{};
  Milliseconds heldAt{};   // monotonic
  Milliseconds askNext{};  // monotonic
  bool delivered = false;
  std::string seenBy;  // as shown; with `seenAt`, once a DSL's device said so and it was checked
  std::optional<WallTime> seenAt;
  Milliseconds seenFrom{};          // monotonic: when that was heard of
  std::uint64_t mistakeHandle = 0;  // of the PostNow that says it was pressed by mistake; 0: nobody said so
};

struct CallNow {};      // held for a second
struct CallMistake {};  // nobody is needed: the DSL is told so
struct ShowCall {};     // what became of the call that was made
struct CloseCall {};    // back to whatever was there
using CallEvent = std::variant<CallNow, CallMistake, ShowCall, CloseCall>;

}  // namespace pillarbox::post
