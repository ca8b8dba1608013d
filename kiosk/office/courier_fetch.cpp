// The courier's way back: directories, roster, and what other devices have posted.
#include <algorithm>
#include <fstream>
#include <set>
#include <utility>

#include "kiosk/office/badges.h"
#include "kiosk/office/courier.h"
#include "kiosk/office/fetch_pending.h"
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
constexpr std::size_t mostListed = 20'000;  // before their sealed files are fetched: some 40 MB
constexpr Milliseconds whileAwaiting = std::chrono::seconds(30);
constexpr int okStatus = 200;
constexpr int partStatus = 206;
constexpr int noSuchRange = 416;
constexpr int unauthorised = 401;
constexpr int forbiddenStatus = 403;
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
  m_listedUpTo = 0;
  const Result<std::optional<std::string>> kept = m_school.store->setting(settingFetchedAfter);
  if (kept.ok() && *kept) m_listedUpTo = std::strtoll((*kept)->c_str(), nullptr, 10);
  m_keptUpTo = m_listedUpTo;
  const Result<std::optional<std::string>> head = m_school.store->setting(settingFetchedHead);
  m_chain = ChainWatch(head.ok() && *head ? **head : std::string(), m_listedUpTo);
  askDirectory();
}

void Courier::fetchEnded(bool complete) {
  m_fetching = false;
  m_toFetch.clear();
  if (!m_statusOnly) {
    carryOutOrders();
    m_fetchedOnce = true;
    // What is new comes by itself then; the directory and the like can wait a little longer.
    m_fetchAt =
        m_school.clock->monotonic() + (m_awaiting ? std::max(m_betweenFetches, whileAwaiting) : m_betweenFetches);
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
        noticeRight();
        askRoster();
      });
}

void Courier::askRoster() {
  const Result<std::optional<std::string>> here = m_school.store->setting(settingRosterFromServer);
  Headers has;
  if (here.ok() && *here && !(*here)->empty()) has.emplace_back("If-None-Match", "\"" + **here + "\"");
  const auto taken = [this](const Result<wire::Answer>& answer) {
    if (answer.ok() && answer->status == okStatus && !answer->body.empty()) {
      const Result<bool> adopted = takeRosterFromServer(m_school, viewOf(answer->body));
      if (adopted.ok() && *adopted) m_listener(NewRoster{});
      if (!adopted.ok()) log::fault("roster-not-adopted", adopted.fault());
    }
    tellQueue();
  };
  get(std::string(wire::rosterPath), rosterBytes, false, taken, has);
}

void Courier::askEntries() {
  m_headWhenAsked = knownHead();
  get(wire::entriesAfter(m_listedUpTo), listBytes, false, [this](const Result<wire::Answer>& answer) {
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
      doubtSigned(receipt, checked.fault().detail);
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
  if (beginsAgain(list->epoch)) return askEntries();
  // One that is not to be believed is left out and logged; it must not hold up the others.
  const std::int64_t before = m_listedUpTo;
  for (const wire::ListedEntry& entry : list->entries) {
    watchChain(entry.receipt);
    if (!listen(entry.slip, entry.receipt)) continue;
    m_listedUpTo = std::max(m_listedUpTo, m_toFetch.back().index);
    if (m_restoredEpoch != 0) m_listedIds.insert(m_toFetch.back().slip.id);
  }
  m_more = list->more && m_listedUpTo > before;
  if (!list->more && list->epoch <= m_headWhenAsked.epoch) {
    if (const auto wrong = m_chain.ended(m_headWhenAsked)) doubt(*wrong);
  }
  // Slips are small: all of them first, so that what is urgent, unread and new is fetched before the rest.
  if (m_more && m_toFetch.size() < mostListed) return askEntries();
  orderToFetch();
  tellPending();
  nextSealed([this] {
    if (std::exchange(m_keptUpTo, m_listedUpTo) != m_listedUpTo) {
      static_cast<void>(m_school.store->setSetting(settingFetchedAfter, std::to_string(m_listedUpTo)).ok());
      static_cast<void>(m_school.store->setSetting(settingFetchedHead, m_chain.text()).ok());
    }
    tellPending();
    if (m_more) {
      askEntries();
    } else if (m_restoredEpoch != 0) {
      sendMissing();
    } else {
      askStatus();
    }
  });
}

// Of each that is listed, believed or not: whether the entry is what it says is another question.
void Courier::watchChain(const std::string& receiptEnvelope) {
  const Result<seal::Envelope> envelope = seal::decode(receiptEnvelope);
  if (!envelope.ok() || !seal::verifiedBy(*envelope, m_server->signKey)) {
    return doubt("The server lists a posting without its own receipt.");
  }
  const Result<Receipt> receipt = decodeReceipt(textOf(envelope->payload));
  if (!receipt.ok()) return;  // a newer server's
  if (const auto wrong = m_chain.next(*receipt)) doubt(*wrong);
}

// A receipt that contradicts another is evidence only against whoever signed both.
void Courier::doubtSigned(const std::string& receipt, const std::string& sentence) {
  const Result<seal::Envelope> envelope = seal::decode(receipt);
  if (envelope.ok() && envelope->payloadType == receiptType && seal::verifiedBy(*envelope, m_server->signKey)) {
    doubt(sentence);
  }
}

// For verify and for the DSL: it stays said until somebody has looked into it.
void Courier::doubt(const std::string& sentence) {
  log::fault("server-chain", {FaultCode::notTrusted, sentence});
  const Result<std::optional<std::string>> said = m_school.store->setting(settingChainDoubt);
  if (said.ok() && *said && !(*said)->empty()) return;  // the first is what matters
  static_cast<void>(
      m_school.store->setSetting(settingChainDoubt, formatTime(m_school.clock->now()) + " " + sentence).ok());
}

// True once nothing more is to come; whether it is the right file keepFetched() says. A server that knows no ranges
// sends all of it.
bool Courier::takePiece(const Slip& slip, const wire::Answer& answer) {
  if (answer.status == noSuchRange) return true;
  if (answer.status == okStatus) m_partial.clear();
  m_partial += answer.body;
  if (answer.status == partStatus) {
    std::ofstream(partialFile(slip), std::ios::binary | std::ios::app) << answer.body;
  } else if (answer.status == okStatus) {
    forgetPartial(slip);
  }
  const auto whole = static_cast<std::size_t>(std::max<std::int64_t>(slip.sealedBytes, 0));
  return answer.status == okStatus || m_partial.size() >= whole || answer.body.empty();
}

// Sealed, as the store's are.
std::filesystem::path Courier::partialFile(const Slip& slip) const {
  return m_school.folder / ("fetching-" + slip.id + ".part");
}

void Courier::forgetPartial(const Slip& slip) {
  std::error_code ignored;
  std::filesystem::remove(partialFile(slip), ignored);
}

void Courier::nextSealed(std::function<void()> then) {
  while (!m_toFetch.empty()) {
    const Listed next = m_toFetch.front();
    const auto taken = [this] { m_toFetch.pop_front(); };
    if (isHere(next.slip)) {
      taken();
      continue;
    }
    // Of what was done about a posting of this device the signed slip is enough.
    if (!mayHave(next.slip)) {
      const Status kept = m_school.store->keepSlip(next.envelope, next.slip);
      if (!kept.ok()) log::fault("slip-not-kept", kept.fault());
      if (kept.ok()) ++m_fetched;
      taken();
      continue;
    }
    const bool large = next.slip.sealedBytes > static_cast<std::int64_t>(pieceBytes);
    if (std::exchange(m_partialId, next.slip.id) != next.slip.id) {
      m_partial.clear();
      Result<Bytes> kept = large ? readFile(partialFile(next.slip), sealedBytes) : Result<Bytes>(Bytes{});
      m_partialFromFile = kept.ok() && !kept->empty();
      if (m_partialFromFile) m_partial = textOf(*kept);
    }
    Headers range;
    if (large) {
      range.emplace_back("Range", "bytes=" + std::to_string(m_partial.size()) + "-" +
                                      std::to_string(m_partial.size() + pieceBytes - 1));
    }
    get(
        wire::sealedPath(next.slip.id), sealedBytes, false,
        [this, next, taken, then = std::move(then)](const Result<wire::Answer>& answer) {
          const bool destroyed = answer.ok() && answer->status == goneStatus;
          // The directory is newer there, and gives this device less.
          const Result<wire::Problem> problem = wire::decodeProblem(answer.ok() ? answer->body : std::string());
          const bool notOurs = answer.ok() && answer->status == forbiddenStatus && problem.ok() &&
                               problem->name == wire::notForThisDevice;
          const bool gone = destroyed || notOurs ||
                            (answer.ok() && answer->status == notFoundStatus &&
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
          forgetPartial(next.slip);
          // What lay on the disk was not what it should be: once more, from the beginning.
          if (std::exchange(m_partialFromFile, false) && came && sha256Hex(viewOf(body)) != next.slip.sealedSha256) {
            nextSealed(then);
            return;
          }
          // Of what was destroyed by an order that is known here the slip is kept.
          const Status kept = gone && !destroyed
                                  ? Status(Fault{FaultCode::notFound, "The server no longer has it."})
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
          m_partialId.clear();
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
