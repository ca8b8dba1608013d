// Words of what the check screen offers: the body map with a hint about a mark, and a child who is only mentioned.
#pragma once

#include "kiosk/post/phrases.h"

namespace pillarbox::post::words {

inline constexpr W hintBody{"Show it on the body map"};
inline constexpr W backToTeam{
    "You marked a place on the body, so this now goes to the safeguarding team only, not to the senior leaders."};

inline constexpr W knowSeniorMarks{
    "Not for this one. It has marks on the body map, so it goes to the safeguarding team alone."};

inline constexpr W mentionedAdd{"You wrote about {}. Add them to this concern?"};
inline constexpr W mentionedYes{"Yes, add them"};
inline constexpr W mentionedNo{"No"};
inline constexpr W mentionedNotNow{"Do not add them"};

}  // namespace pillarbox::post::words
