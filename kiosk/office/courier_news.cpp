// The courier's choice of what to fetch, by the school's directory and by what is urgent; waiting at the server for
// something new; telling it how much waits here.
#include <algorithm>
#include <set>
#include <utility>

#include "kiosk/office/courier.h"
#include "kiosk/office/fetch_pending.h"
#include "kiosk/office/settings.h"
#include "shared/base/log.h"
#include "shared/record/device_fetch.h"
#include "shared/wire/api.h"
#include "shared/wire/http_signature.h"
#include "shared/wire/lists.h"

namespace pillarbox::office {

namespace {

constexpr std::size_t listBytes = 16 * 1024 * 1024;
constexpr std::size_t nonceBytes = 16;
constexpr int okStatus = 200;
// Shorter than the time in which libcurl takes a silent connection for a broken one.
constexpr std::chrono::seconds newsWait{25};
// After an answer that was none: an older server, too many who wait, one that stops.
constexpr Milliseconds newsPause = std::chrono::seconds(10);
constexpr Milliseconds untoldAtMost = std::chrono::minutes(15);

}  // namespace

void Courier::awaitNews() {
  const Result<std::optional<std::string>> kept = m_school.store->setting(settingFetchedAfter);
  const std::int64_t after = kept.ok() && *kept ? std::strtoll((*kept)->c_str(), nullptr, 10) : 0;
  const Milliseconds began = m_school.clock->monotonic();
  m_awaiting = true;
  get(wire::entriesAfter(after, newsWait), listBytes, false, [this, after, began](const Result<wire::Answer>& answer) {
    m_awaiting = false;
    const Milliseconds now = m_school.clock->monotonic();
    const Result<wire::EntryList> list = answer.ok() && answer->status == okStatus
                                             ? wire::decodeEntryList(answer->body)
                                             : Result<wire::EntryList>(Fault{FaultCode::network, ""});
    const bool news = list.ok() && !list->entries.empty();
    // What is listed and not believed would be news for ever.
    const bool again = news && m_newsAfter == after;
    const bool shortly = list.ok() && !news && now - began < std::chrono::seconds(1);
    m_awaitAt = !list.ok() || again || shortly ? now + newsPause : now;
    if (!news || again) return;
    m_newsAfter = after;
    m_fetchAt = std::min(m_fetchAt, now);
  });
}

// What it may fetch now and might not before lies further back in the list: from the beginning.
void Courier::noticeRight() {
  const Device* self = m_school.device();
  if (self == nullptr) return;
  std::string right = "*";
  if (self->fetches) {
    right.clear();
    for (const std::string& audience : *self->fetches) right += audience + " ";
  }
  const Result<std::optional<std::string>> before = m_school.store->setting(settingFetchRight);
  if (!before.ok() || *before == right) return;
  if (before->has_value()) {
    m_listedUpTo = m_keptUpTo = 0;
    m_chain = ChainWatch({}, 0);
    static_cast<void>(m_school.store->setSetting(settingFetchedAfter, "0").ok());
    static_cast<void>(m_school.store->setSetting(settingFetchedHead, "").ok());
  }
  static_cast<void>(m_school.store->setSetting(settingFetchRight, right).ok());
}

bool Courier::mayHave(const Slip& slip) const {
  const Device* self = m_school.device();
  return self == nullptr || slip.device == m_school.deviceId || mayFetch(m_school.directory(), *self, slip.audience);
}

bool Courier::isHere(const Slip& slip) const {
  const Result<std::optional<store::Posting>> here = m_school.store->posting(slip.id);
  if (!here.ok() || !*here) return false;
  return (*here)->lastProblem != store::Store::withheld || !mayHave(slip);
}

void Courier::orderToFetch() {
  std::set<std::string, std::less<>> read;
  for (const Listed& one : m_toFetch) {
    if (one.slip.kind == Kind::read) read.insert(one.slip.subject);
  }
  std::erase_if(m_toFetch, [this](const Listed& one) { return isHere(one.slip) || !mayHave(one.slip); });
  const auto rank = [&](const Listed& one) { return fetchRank(one.slip, read.contains(one.slip.id)); };
  std::stable_sort(m_toFetch.begin(), m_toFetch.end(), [&](const Listed& a, const Listed& b) {
    const int first = rank(a), second = rank(b);
    return first != second ? first < second : a.index > b.index;
  });
}

void Courier::tellPending() {
  std::vector<Pending> pending;
  for (const Listed& one : m_toFetch) {
    if (pending.size() == mostPendingTold) break;
    if (isCasework(one.slip.kind)) continue;
    pending.push_back({one.slip.id, one.slip.audience, one.slip.kind, one.slip.urgent, one.slip.writtenAt});
  }
  if (pending.empty() && !std::exchange(m_toldPending, false)) return;
  m_toldPending = !pending.empty();
  static_cast<void>(m_school.store->setSetting(settingFetchPending, formatPending(pending)).ok());
}

void Courier::tellQueue() {
  wire::QueueState queue;
  std::string oldest;
  for (const store::State state : {store::State::stored, store::State::sending}) {
    const Result<std::vector<store::Posting>> waiting = m_school.store->postings({.state = state});
    if (!waiting.ok()) return askOrders();
    queue.waiting += static_cast<std::int64_t>(waiting->size());
    for (const store::Posting& posting : *waiting) {
      const Milliseconds age = m_school.clock->now() - posting.slip.writtenAt;
      if (age < queue.oldest) continue;
      queue.oldest = age;
      oldest = posting.slip.id;
    }
  }
  const std::string what = std::to_string(queue.waiting) + " " + oldest;
  const Milliseconds now = m_school.clock->monotonic();
  if (m_queueTold == what && (queue.waiting == 0 || now < m_queueToldAt + untoldAtMost)) return askOrders();
  HttpRequest request;
  request.method = "PUT";
  request.target = wire::queuePath;
  request.body = bytesOf(wire::encodeQueue(queue));
  const wire::Signer signer{m_school.directory().schoolId, m_school.deviceId, seal::keyIdOf(m_server->signKey)};
  const wire::SignatureHeaders headers =
      wire::signRequest({"PUT", request.target, BytesView(request.body)}, signer, m_school.keys.signing,
                        m_school.clock->now() + m_clockOff, m_school.random->bytes(nonceBytes));
  request.headers = {{"Content-Type", std::string(wire::jsonType)},
                     {"Content-Digest", headers.contentDigest},
                     {"Signature-Input", headers.signatureInput},
                     {"Signature", headers.signature}};
  // Whatever comes of it: an older server does not know it, and nobody's posting depends on it.
  m_http.start(*m_server, std::move(request), [this, what, now](const Result<wire::Answer>&) {
    m_queueTold = what;
    m_queueToldAt = now;
    askOrders();
  });
}

}  // namespace pillarbox::office
