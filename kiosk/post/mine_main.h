// What the office says of somebody's postings and of a call, as the screens take it. Pure.
#pragma once

#include "kiosk/office/office.h"
#include "kiosk/post/event.h"

namespace pillarbox::post {

MineArrived mineFrom(const std::string& authorId, const office::Mine& mine);
CallHeard callFrom(const office::CallStatus& call);
// Where somebody called: the name of this device, for whoever comes.
std::string terminalName(const office::Place& place);

}  // namespace pillarbox::post
