// What reviews of the records found and decided in a term, for those who lead safeguarding: numbers, decisions and
// notes. Nobody is named: what was typed is searched for names, and every one that may be somebody's is left out.
#pragma once

#include "kiosk/report/reports.h"
#include "shared/record/directory.h"

namespace pillarbox::report {

// The reviews that were finished in `period`, then how the records stand on the day it is made.
Report reviewSheet(const Source& source, const Period& period, const Directory& directory);

}  // namespace pillarbox::report
