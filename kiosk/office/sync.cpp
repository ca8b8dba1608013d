#include "kiosk/office/sync.h"

#include <chrono>

#include "kiosk/office/courier.h"
#include "kiosk/office/poster.h"
#include "shared/base/log.h"

namespace pillarbox::office {

Result<SyncResult> syncOnce(School& school, Milliseconds deadline) {
  PB_TRY_VALUE(const std::optional<Server> server, serverOf(school));
  if (!server) return Fault{FaultCode::notFound, "This folder is not connected to a server yet."};
  const Result<int> drafts = postDraftsLeftBehind(school);
  if (!drafts.ok()) log::fault("drafts-left-behind", drafts.fault());
  PB_TRY_VALUE(const std::unique_ptr<Http> http, Http::make());
  SyncResult result;
  Courier courier(school, *http, [&](const CourierEvent& event) {
    if (std::holds_alternative<SentOne>(event)) ++result.sent;
    if (std::holds_alternative<DeliveredOne>(event)) ++result.delivered;
    if (std::holds_alternative<RefusedOne>(event)) ++result.refused;
    if (const auto* trouble = std::get_if<ServerTrouble>(&event)) result.trouble = trouble->problem;
  });
  courier.hurry();
  // Not the wall clock and not the School's: a deadline is for the person who waits.
  const auto end = std::chrono::steady_clock::now() + deadline;
  while (true) {
    courier.step();
    if (courier.passDone()) break;
    const auto left = std::chrono::duration_cast<Milliseconds>(end - std::chrono::steady_clock::now());
    if (left <= Milliseconds(0)) {
      result.trouble = Fault{FaultCode::timedOut, "There was no time to wait for the server."};
      http->cancelAll();
      break;
    }
    constexpr Milliseconds mostAtOnce{1000};
    http->wait(courier.busy() ? std::min(left, mostAtOnce) : courier.untilNext(std::min(left, mostAtOnce)));
  }
  PB_TRY_VALUE(const store::Counts counts, school.store->counts());
  result.waiting = counts.waiting();
  return result;
}

}  // namespace pillarbox::office
