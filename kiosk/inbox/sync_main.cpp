#include "kiosk/inbox/sync_main.h"

#include "shared/base/log.h"

namespace pillarbox::inbox {
namespace {

// Somebody sits before it and works with others on the same concerns.
constexpr Milliseconds betweenFetches{10'000};

}  // namespace

void SyncDesk::start(const std::filesystem::path& folder, const Clock& clock, Random& random) {
  Result<std::unique_ptr<office::Office>> started = office::Office::start(
      folder, clock, random, [](const office::OfficeReply&) {}, betweenFetches);
  if (!started) return log::fault("sync.not-started", started.fault());
  m_office = std::move(*started);
  m_office->ask(office::WaitForNews{});
}

void SyncDesk::hurry() {
  if (m_office) m_office->ask(office::TryNow{});
}

}  // namespace pillarbox::inbox
