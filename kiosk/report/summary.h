// Numbers for governors, a trust or an inspector: no names, small numbers hidden (shared/casework/figures.h).
#pragma once

#include "kiosk/report/reports.h"
#include "shared/casework/figures.h"

namespace pillarbox::report {

Report summary(const Source& source, const casework::FiguresAsked& asked);

}  // namespace pillarbox::report
