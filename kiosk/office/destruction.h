// Orders to destroy records, on one device: whether they are to be believed, and carrying them out. Nothing that a
// server says makes a record go: both signatures and the notice are checked here again. Belongs to the School's thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/office/school_folder.h"
#include "shared/wire/destruction.h"

namespace pillarbox::office {

// Who has signed, by the newest directory or, if that makes it complete, by one since the order was proposed: somebody
// may have left the school after both had signed. badInput or notTrusted if it is no order of this school's, or
// nobody's.
Result<wire::CheckedOrder> believeOrder(const School& school, std::string_view envelope);

// Believes it, keeps it, and notes what it names that is not here, so that this never comes. Nothing goes yet.
Result<wire::CheckedOrder> keepOrder(School& school, const std::string& envelope);

// Since when the proposal was there to be seen: by the server's receipt for the entry that proposes it or, in a folder
// without a server, when it was written. notFound if that entry is not here; retryLater if it has no receipt yet;
// notTrusted if it is not what it should be, or not by one of `people`.
Result<WallTime> proposedSince(School& school, const DestructionOrder& order, const std::vector<std::string>& people);
// From when on the second person may agree: destroy_notice_days later.
WallTime noticeEnds(const School& school, WallTime since);

// Whether everything that is here and named may go now; then it goes: sealed files and every copy of them in this
// folder. Slips, receipts and the log stay. The number of records that the order names. notFound without the order;
// notPermitted if it is signed by one only; retryLater while the notice runs or the proposal is not here yet;
// notTrusted if something here is not what the order says. Carried out already: fine.
Result<std::size_t> carryOut(School& school, std::string_view orderId);

// Ids of orders that two have signed and this device has not carried out.
Result<std::vector<std::string>> ordersToCarryOut(School& school);

}  // namespace pillarbox::office
