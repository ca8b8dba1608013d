#include "kiosk/office/chain_watch.h"

namespace pillarbox::office {
namespace {

// A server's clock may be put right, but not by more than this without anybody noticing.
constexpr std::chrono::minutes clockMayGoBack{10};

}  // namespace

ChainWatch::ChainWatch(std::string_view kept, std::int64_t index) {
  m_last.index = index;
  if (index == 0) m_last.head = zeroHead;
  const Result<wire::KnownHead> known = wire::parseKnownHead(kept);
  if (known && known->index == index) m_last = *known;
}

std::optional<std::string> ChainWatch::next(const Receipt& receipt) {
  const wire::KnownHead before = m_last;
  const WallTime timeBefore = m_lastTime;
  m_last = {receipt.epoch, receipt.index, receipt.head};
  m_lastTime = receipt.receivedAt;
  const bool first = before.index == 0;
  // After its store was brought back from a backup, with everybody's knowledge, a server begins a new epoch.
  if (!first && receipt.epoch > before.epoch) return std::nullopt;
  if (receipt.epoch < before.epoch) return "The server has gone back to a chain from before its recovery.";
  if (receipt.index <= before.index) return "The server's list of postings is out of order.";
  if (receipt.index > before.index + 1) {
    return "Something is missing in the server's list of postings, before number " + std::to_string(receipt.index) +
           ".";
  }
  if (!before.head.empty() && receipt.previousHead != before.head) {
    return "The server's chain has been changed before number " + std::to_string(receipt.index) + ".";
  }
  if (timeBefore != WallTime{} && receipt.receivedAt + clockMayGoBack < timeBefore) {
    return "The server says that number " + std::to_string(receipt.index) +
           " came in before the one that it lists before it.";
  }
  return std::nullopt;
}

std::optional<std::string> ChainWatch::ended(const wire::KnownHead& known) const {
  const bool otherEpoch = m_last.index != 0 && known.epoch != m_last.epoch;
  if (otherEpoch || known.index <= m_last.index) return std::nullopt;
  return "The server no longer lists postings for which it has given receipts.";
}

std::string ChainWatch::text() const {
  return wire::formatKnownHead(m_last);
}

}  // namespace pillarbox::office
