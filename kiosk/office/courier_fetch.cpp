// The courier's way back: directories, roster, and what other devices have posted.
#include <algorithm>
#include <utility>

#include "kiosk/office/badges.h"
#include "kiosk/office/courier.h"
#include "kiosk/office/read_status.h"
#include "kiosk/office/settings.h"
#include "shared/base/files.h"
#include "shared/base/hash.h"
#include "shared/base/log.h"
#include "shared/seal/dsse.h"
#include "shared/wire/api.h"
#include "shared/wire/http_signature.h"
#include "shared/wire/lists.h"

namespace pillarbox::office {

namespace {

constexpr std::size_t listBytes = 16 * 1024 * 1024;
constexpr std::size_t sealedBytes = maxPostingBytes + 1024;
constexpr std::size_t rosterBytes = 32 * 1024 * 1024;
constexpr std::size_t nonceBytes = 16;
constexpr std::size_t pieceBytes = 512 * 1024;
constexpr int okStatus = 200;
constexpr int partStatus = 206;
constexpr int noSuchRange = 416;
constexpr int unauthorised = 401;
constexpr int notFoundStatus = 404;
constexpr int goneStatus = 410;

}  // namespace

// Signed by the device. A 401 tells the server's time; then it is asked once more with that time.
void Courier::get(const std::string& target, std::size_t most, bool again, const Answered& answered,
                  const Headers& more) {
  HttpRequest request;
  request.method = "GET";
  request.target = target;
  request.mostAnswerBytes = most;
  const wire::Signer signer{m_school.directory().schoolId, m_school.deviceId, seal::keyIdOf(m_server->signKey)};
  const wire::SignatureHeaders headers =
      wire::signRequest({"GET", target, std::nullopt}, signer, m_school.keys.signing,
                        m_school.clock->now() + m_clockOff, m_school.random->bytes(nonceBytes));
  request.headers = more;
  request.headers.emplace_back("Signature-Input", headers.signatureInput);
  request.headers.emplace_back("Signature", headers.signature);
  m_http.start(*m_server, std::move(request), [=, this](const Result<wire::Answer>& answer) {
    if (answer.ok() && answer->status == unauthorised && !again) {
      const Result<wire::Problem> problem = wire::decodeProblem(answer->body);
      if (problem.ok() && problem->time) {
        m_clockOff = *problem->time - m_school.clock->now();
        get(target, most, true, answered, more);
        return;
      }
    }
    answered(answer);
  });
}

void Courier::fetch() {
  m_fetching = true;
  m_fetched = 0;
  askDirectory();
}

void Courier::fetchEnded(bool complete) {
  m_fetching = false;
  m_toFetch.clear();
  if (!m_statusOnly) {
    carryOutOrders();
    m_fetchedOnce = true;
    m_fetchAt = m_school.clock->monotonic() + m_betweenFetches;
  }
  m_statusOnly = false;
  if (complete) well();
  if (m_fetched > 0) m_listener(FetchedEntries{m_fetched});
}

void Courier::askDirectory() {
  get(wire::directoriesAfter(m_school.directory().version), listBytes, false,
      [this](const Result<wire::Answer>& answer) {
        if (!answer.ok()) {
          troubled(answer.fault(), std::nullopt);
          fetchEnded(false);
          return;
        }
        if (answer->status != okStatus) {
          // Not yet approved, or not yet known to the server: posting goes on all the same.
          fetchEnded(false);
          return;
        }
        const Result<std::vector<std::string>> newer = wire::decodeDirectories(answer->body);
        if (!newer.ok()) {
          troubled(Fault{FaultCode::notOurServer, newer.fault().detail}, std::nullopt);
          fetchEnded(false);
          return;
        }
        bool changed = false;
        for (const std::string& envelope : *newer) {
          const Status adopted = adoptDirectory(m_school, envelope);
          if (!adopted.ok()) {
            // A later one may begin a new epoch that overrides this very disagreement.
            log::fault("directory-not-adopted", adopted.fault());
            continue;
          }
          changed = true;
        }
        if (changed) m_listener(NewDirectory{});
        askRoster();
      });
}

void Courier::askRoster() {
  get(std::string(wire::rosterPath), rosterBytes, false, [this](const Result<wire::Answer>& answer) {
    if (answer.ok() && answer->status == okStatus && !answer->body.empty()) {
      const Result<bool> taken = takeRosterFromServer(m_school, viewOf(answer->body));
      if (taken.ok() && *taken) m_listener(NewRoster{});
      if (!taken.ok()) log::fault("roster-not-adopted", taken.fault());
    }
    askOrders();
  });
}

void Courier::askEntries() {
  std::int64_t after = 0;
  const Result<std::optional<std::string>> kept = m_school.store->setting(settingFetchedAfter);
  if (kept.ok() && *kept) after = std::strtoll((*kept)->c_str(), nullptr, 10);
  get(wire::entriesAfter(after), listBytes, false, [this](const Result<wire::Answer>& answer) {
    if (!answer.ok() || answer->status != okStatus) {
      askStatus();
      return;
    }
    takeEntries(answer->body);
  });
}

// Believes the server about nothing but that it had this: the receipt must be its own, for this very slip.
bool Courier::listen(const std::string& slipEnvelope, const std::string& receipt) {
  const Result<seal::Envelope> envelope = seal::decode(slipEnvelope);
  if (!envelope.ok() || envelope->payloadType != slipType) return false;
  Result<Slip> slip = decodeSlip(textOf(envelope->payload));
  if (!slip.ok() || slip->school != m_school.directory().schoolId) return false;
  std::int64_t index = 0;
  if (!receipt.empty()) {
    const Result<wire::CheckedReceipt> checked = wire::checkReceipt(
        receipt, m_server->signKey, slip->id, sha256Hex(envelope->payload), slip->school, knownHead());
    if (!checked.ok()) {
      log::fault("entry-not-taken", checked.fault());
      return false;
    }
    keepHead(*checked);
    index = checked->receipt.index;
  }
  m_toFetch.push_back({slipEnvelope, receipt, std::move(*slip), index});
  return true;
}

void Courier::takeEntries(const std::string& body) {
  const Result<wire::EntryList> list = wire::decodeEntryList(body);
  if (!list.ok()) {
    fetchEnded(false);
    return;
  }
  // One that is not to be believed is left out and logged; it must not hold up the others.
  for (const wire::ListedEntry& entry : list->entries) listen(entry.slip, entry.receipt);
  m_more = list->more && !m_toFetch.empty();
  nextSealed([this] {
    if (m_more) {
      askEntries();
    } else {
      askStatus();
    }
  });
}

// True once nothing more is to come; whether it is the right file keepFetched() says. A server that knows no ranges
// sends all of it.
bool Courier::takePiece(const Slip& slip, const wire::Answer& answer) {
  if (answer.status == noSuchRange) return true;
  if (answer.status == okStatus) m_partial.clear();
  m_partial += answer.body;
  const auto whole = static_cast<std::size_t>(std::max<std::int64_t>(slip.sealedBytes, 0));
  return answer.status == okStatus || m_partial.size() >= whole || answer.body.empty();
}

void Courier::nextSealed(std::function<void()> then) {
  while (!m_toFetch.empty()) {
    const Listed next = m_toFetch.front();
    const auto taken = [this, next] {
      if (next.index > 0) {
        static_cast<void>(m_school.store->setSetting(settingFetchedAfter, std::to_string(next.index)).ok());
      }
      m_toFetch.pop_front();
    };
    const Result<std::optional<store::Posting>> here = m_school.store->posting(next.slip.id);
    if (here.ok() && here->has_value()) {
      taken();
      continue;
    }
    if (m_partialId != next.slip.id) m_partial.clear();
    m_partialId = next.slip.id;
    Headers range;
    if (next.slip.sealedBytes > static_cast<std::int64_t>(pieceBytes)) {
      range.emplace_back("Range", "bytes=" + std::to_string(m_partial.size()) + "-" +
                                      std::to_string(m_partial.size() + pieceBytes - 1));
    }
    get(
        wire::sealedPath(next.slip.id), sealedBytes, false,
        [this, next, taken, then = std::move(then)](const Result<wire::Answer>& answer) {
          const bool destroyed = answer.ok() && answer->status == goneStatus;
          const bool gone = destroyed || (answer.ok() && answer->status == notFoundStatus &&
                                          wire::judge(*answer).fault().code == FaultCode::refused);
          const bool came = answer.ok() && (answer->status == okStatus || answer->status == partStatus ||
                                            answer->status == noSuchRange);
          if (!gone && !came) {
            if (!answer.ok()) troubled(answer.fault(), std::nullopt);
            fetchEnded(false);
            return;
          }
          if (came && !takePiece(next.slip, *answer)) {
            nextSealed(then);
            return;
          }
          const std::string body = std::exchange(m_partial, {});
          // Of what was destroyed by an order that is known here the slip is kept.
          const Status kept = gone && !destroyed ? Status(Fault{FaultCode::notFound, "The server no longer has it."})
                                   : m_school.store->keepFetched(next.envelope, next.slip, viewOf(body), next.receipt);
          if (!kept.ok()) {
            log::fault("entry-not-kept", kept.fault());
            const FaultCode code = kept.fault().code;
            if (code != FaultCode::notFound && code != FaultCode::alreadyExists && code != FaultCode::notTrusted) {
              fetchEnded(false);
              return;
            }
          }
          if (kept.ok()) ++m_fetched;
          taken();
          nextSealed(then);
        },
        range);
    return;
  }
  then();
}

void Courier::askStatus() {
  std::vector<std::string> ids;
  const Result<std::map<std::string, ProgressOf>> progress = progressOfAll(m_school);
  // All that its writer may want to hear of; a call before everything.
  for (const Kind kind : {Kind::call, Kind::concern, Kind::mistake, Kind::addition}) {
    const Result<std::vector<store::Posting>> postings =
        m_school.store->postings({.kind = kind, .state = store::State::delivered});
    if (!postings.ok() || !progress.ok()) continue;
    const bool answered = kind != Kind::concern;  // nothing but "read" comes of the others
    for (const store::Posting& posting : *postings) {
      if (ids.size() == wire::maxStatusIds) break;
      const auto known = progress->find(posting.slip.id);
      const bool over = known != progress->end() && (answered || known->second.progress == Progress::closed);
      if (posting.slip.device == m_school.deviceId && !over) ids.push_back(posting.slip.id);
    }
  }
  if (ids.empty()) {
    fetchEnded(true);
    return;
  }
  get(wire::statusOf(ids), listBytes, false, [this](const Result<wire::Answer>& answer) {
    if (!answer.ok() || answer->status != okStatus) {
      fetchEnded(answer.ok());
      return;
    }
    takeStatus(answer->body);
  });
}

void Courier::takeStatus(const std::string& body) {
  const Result<std::vector<std::string>> slips = wire::decodeStatusReply(body);
  if (slips.ok()) {
    for (const std::string& envelope : *slips) listen(envelope, "");
  }
  nextSealed([this] { fetchEnded(true); });
}

}  // namespace pillarbox::office
