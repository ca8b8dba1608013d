// The printed part of a child's file for another school, for the inbox and the command line alike. Belongs to the
// School's thread.
#pragma once

#include <string>

#include "kiosk/desk/transfer.h"
#include "kiosk/report/hiding_names.h"

namespace pillarbox::report {

// notFound if nothing is known of that child. `hideOthers`: other children are letters.
Result<desk::FilePapers> transferPapers(const desk::ReadHere& here, const std::string& pupil, bool hideOthers,
                                        const std::string& reference);

}  // namespace pillarbox::report
