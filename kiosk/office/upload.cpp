#include "kiosk/office/upload.h"

#include <algorithm>
#include <array>

#include "shared/base/hash.h"
#include "shared/seal/dsse.h"
#include "shared/wire/api.h"

namespace pillarbox::office {

namespace {

constexpr Milliseconds firstWait{1000};
constexpr Milliseconds lastWait = std::chrono::minutes(10);
constexpr std::array neverForGood = {401, 404, 408, 409, 412, 425, 429};
// About this one posting, not about the server.
constexpr std::array aboutOne = {401, 404, 409, 412};

template <class List>
bool isIn(const List& list, int status) {
  return std::find(list.begin(), list.end(), status) != list.end();
}

Outcome retry(Fault problem, bool wholeServer) {
  Outcome outcome;
  outcome.problem = std::move(problem);
  outcome.wholeServer = wholeServer;
  return outcome;
}

}  // namespace

Outcome classify(const Result<wire::Answer>& received, const Expected& expected, WallTime now) {
  if (!received.ok()) return retry(received.fault(), true);
  const wire::Answer& answer = *received;
  if (answer.status == 200 || answer.status == 201) {
    Result<wire::CheckedReceipt> checked = wire::checkReceipt(answer.body, expected.serverKey, expected.id,
                                                              expected.slipSha256, expected.school, expected.known);
    if (!checked.ok()) {
      // A page of a captive portal and the like. Whether one that is signed but wrong is malice or a mistake: keep the
      // posting.
      const bool ours = checked.fault().code == FaultCode::notTrusted;
      return retry(ours ? checked.fault()
                        : Fault{FaultCode::notOurServer, "Something answered, but it is not a Pillarbox server."},
                   true);
    }
    Outcome outcome;
    outcome.verdict = Outcome::Verdict::delivered;
    outcome.receipt = answer.body;
    while (outcome.receipt.ends_with('\n')) outcome.receipt.pop_back();
    outcome.checked = std::move(*checked);
    return outcome;
  }
  const Status judged = wire::judge(answer);
  Fault problem =
      judged.ok() ? Fault{FaultCode::notOurServer, "The server answered without a receipt."} : judged.fault();
  if (problem.code == FaultCode::refused && !isIn(neverForGood, answer.status)) {
    Outcome outcome;
    outcome.verdict = Outcome::Verdict::refused;
    outcome.problem = std::move(problem);
    return outcome;
  }
  if (problem.code == FaultCode::refused) problem.code = FaultCode::retryLater;
  Outcome outcome = retry(std::move(problem), !isIn(aboutOne, answer.status));
  if (const auto wait = wire::retryAfterOf(answer, now)) outcome.notBefore = std::min(*wait, store::Store::longestWait);
  return outcome;
}

Milliseconds backoff(int attempts, Random& random) {
  constexpr int doublings = 20;
  const Milliseconds full = std::min(firstWait * (1 << std::clamp(attempts - 1, 0, doublings)), lastWait);
  const auto half = static_cast<std::uint32_t>(full.count() / 2);
  return full - Milliseconds(random.below(half + 1));
}

HttpRequest uploadRequest(const store::Store::ToSend& what) {
  HttpRequest request;
  request.method = "PUT";
  request.target = wire::entryPath(what.posting.slip.id);
  request.headers.emplace_back("Content-Type", wire::octetType);
  request.headers.emplace_back(wire::slipHeader, toBase64(viewOf(what.posting.envelope), Base64::urlUnpadded));
  if (!what.routing.empty()) {
    request.headers.emplace_back(wire::routingHeader, toBase64(what.routing, Base64::urlUnpadded));
  }
  request.body = what.sealed;
  return request;
}

Result<std::string> slipHashOf(std::string_view envelopeText) {
  PB_TRY_VALUE(const seal::Envelope envelope, seal::decode(envelopeText));
  return sha256Hex(envelope.payload);
}

}  // namespace pillarbox::office
