// After the main server was put back from a backup: its list is read anew from the beginning, and what it has lost is
// sent again by whoever has it, own postings and fetched ones alike. The receipts of before stay: they prove that it
// was there once.
#include "kiosk/office/courier.h"
#include "kiosk/office/settings.h"
#include "shared/base/log.h"

namespace pillarbox::office {

// A server says with each list in which epoch it gives out receipts.
bool Courier::beginsAgain(std::int64_t epoch) {
  if (m_restoredEpoch != 0 || epoch == 0) return false;
  const Result<std::optional<std::string>> kept = m_school.store->setting(settingServerEpoch);
  if (!kept.ok()) return false;
  std::int64_t known = *kept ? std::strtoll((*kept)->c_str(), nullptr, 10) : 0;
  if (known == 0) {
    known = knownHead().epoch == 0 ? epoch : knownHead().epoch;
    static_cast<void>(m_school.store->setSetting(settingServerEpoch, std::to_string(known)).ok());
  }
  if (epoch <= known) return false;
  log::warning("server-restored", {{"epoch", epoch}});
  m_restoredEpoch = epoch;
  m_listedUpTo = m_keptUpTo = 0;
  m_chain = ChainWatch({}, 0);
  m_listedIds.clear();
  m_toFetch.clear();
  return true;
}

void Courier::sendMissing() {
  const Result<std::vector<store::Store::Known>> here = m_school.store->known();
  if (!here.ok()) return fetchEnded(false);
  m_missing.clear();
  for (const store::Store::Known& one : *here) {
    if (one.state == store::State::delivered && !m_listedIds.contains(one.id)) m_missing.push_front(one.id);
  }
  m_sentAgain = 0;
  nextMissing();
}

// Oldest first. One that does not get through leaves the rest for the next fetch, which begins all this again.
void Courier::nextMissing() {
  if (m_missing.empty()) return caughtUp();
  const Result<std::optional<store::Posting>> posting = m_school.store->posting(m_missing.front());
  Result<Bytes> sealed = m_school.store->sealed(m_missing.front());
  m_missing.pop_front();
  if (!posting.ok() || !*posting || !sealed.ok()) return nextMissing();
  store::Store::ToSend what;
  what.posting = **posting;
  what.sealed = std::move(*sealed);
  m_listener(SentOne{what.posting.slip.id});
  const Result<std::string> hash = slipHashOf(what.posting.envelope);
  const Expected expected{what.posting.slip.id, hash.ok() ? *hash : std::string(), what.posting.slip.school,
                          m_server->signKey, knownHead()};
  m_http.start(*m_server, uploadRequest(what), [this, expected](const Result<wire::Answer>& answer) {
    const Outcome outcome = classify(answer, expected, m_school.clock->now());
    if (outcome.verdict == Outcome::Verdict::retry) {
      m_restoredEpoch = 0;
      troubled(outcome.problem, outcome.notBefore);
      return fetchEnded(false);
    }
    if (outcome.verdict == Outcome::Verdict::delivered) {
      keepHead(*outcome.checked);
      ++m_sentAgain;
      m_listener(DeliveredOne{expected.id});
    } else {
      log::fault("not-taken-again", outcome.problem);
    }
    nextMissing();
  });
}

void Courier::caughtUp() {
  const std::string when = formatTime(m_school.clock->now());
  for (const auto& [key, value] :
       {std::pair{settingFetchedAfter, std::to_string(m_listedUpTo)}, std::pair{settingFetchedHead, m_chain.text()},
        std::pair{settingServerRestored, when + " " + std::to_string(m_sentAgain)},
        std::pair{settingServerEpoch, std::to_string(m_restoredEpoch)}}) {
    const Status kept = m_school.store->setSetting(key, value);
    if (!kept.ok()) log::fault("server-restored", kept.fault());
  }
  log::warning("sent-again", {{"postings", std::int64_t{m_sentAgain}}});
  m_restoredEpoch = 0;
  m_listedIds.clear();
  askStatus();
}

}  // namespace pillarbox::office
