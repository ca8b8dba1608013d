#include "kiosk/desk/casework_move.h"
namespace pillarbox::desk {
Result<casework::CaseEntry> passCaseOn(office::School&, const Unlocked&, const casework::CaseEntries&,
                                       const casework::Case&, const casework::Step&) {
  return Fault{FaultCode::notFound, ""};
}
}  // namespace pillarbox::desk
