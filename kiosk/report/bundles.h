// The bundles that are asked of a school, ready made: what is in each, and what its first page says about itself.
#pragma once

#include <optional>
#include <string_view>

#include "kiosk/report/hiding_names.h"
#include "kiosk/report/reports.h"

namespace pillarbox::report {

enum class Asked { chronology, incident, transfer, subjectAccess, police, summary, review };
// As on the command line and in Casework::report: "chronology", "subject-access".
std::string_view askedName(Asked asked);
std::optional<Asked> askedFrom(std::string_view name);
bool aboutSchool(Asked asked);  // of nobody in particular: a summary, a review

// The first page of a child's bundle. `hiding`: null if nobody's name is hidden.
Bundle bundleFor(Asked asked, const Hiding* hiding);
}  // namespace pillarbox::report
