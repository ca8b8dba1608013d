// Badges between the screens, the office and the card readers: each in the words of the next. UI thread only.
#pragma once

#include "kiosk/office/badges.h"
#include "kiosk/platform/pcsc.h"
#include "kiosk/post/event.h"

namespace pillarbox::post {

// Takes the PIN or code out of `ask`, which is wiped.
office::BadgeWork workOf(BadgeAsk& ask);
Event badgeEventFrom(const office::BadgeAnswer& answer);
// `keyboard`: a reader that types may be there as well.
Event cardEventFrom(const platform::CardEvent& event, bool keyboard);

}  // namespace pillarbox::post
