#include "server/front.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/files.h"
#include "shared/base/hash.h"
#include "shared/base/log.h"
#include "shared/base/slow_hash.h"
#include "shared/wire/api.h"
#include "shared/wire/problem.h"

namespace pillarbox::server {

namespace {

constexpr Milliseconds heardEvery = std::chrono::seconds(60);
constexpr std::size_t mostHeard = 50'000;
constexpr std::string_view statusPagePath = "/status";
constexpr std::size_t longestAuthorization = 600;

// keyid="SCHOOL/DEVICE" of a Signature-Input: a claim, until the service has proved it.
std::string claimOf(const RequestHead& head) {
  const std::string input = head.header("signature-input");
  constexpr std::string_view name = "keyid=\"";
  const std::size_t at = input.find(name);
  if (at == std::string::npos) return {};
  const std::size_t from = at + name.size();
  const std::size_t end = input.find('"', from);
  return end == std::string::npos || end - from > 200 ? std::string() : input.substr(from, end - from);
}

}  // namespace

Result<std::unique_ptr<Front>> Front::open(Handler& next, const std::filesystem::path& folder,
                                           const std::filesystem::path& certificate, const Clock& clock) {
  std::unique_ptr<Front> front(new Front(next, folder, certificate, clock));
  PB_TRY_VALUE(front->m_book, StatusBook::open(folder));
  front->m_thread = std::jthread([raw = front.get()](const std::stop_token& stop) { raw->work(stop); });
  return front;
}

Front::Front(Handler& next, std::filesystem::path folder, std::filesystem::path certificate, const Clock& clock)
    : m_next(next), m_folder(std::move(folder)), m_certificate(std::move(certificate)), m_clock(clock) {}

Front::~Front() {
  finish();
}

void Front::finish() {
  m_thread.request_stop();
  if (m_thread.joinable()) m_thread.join();
  while (auto job = m_jobs.tryTake()) (*job)();
}

void Front::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    if (auto job = m_jobs.takeFor(stop, heardEvery)) (*job)();
    keepHeard();
  }
}

void Front::keepHeard() {
  StatusBook::Heard heard;
  {
    const std::lock_guard lock(m_heardMutex);
    heard.swap(m_heard);
  }
  const Status kept = m_book->keepHeard(heard);
  if (!kept.ok()) log::fault("heard-not-kept", kept.fault());
}

Response Front::refusal(int status) {
  m_metrics.answered(status);
  return m_next.refusal(status);
}

Response Front::tooOften(Milliseconds wait) const {
  const auto seconds = std::max<std::int64_t>(1, (wait.count() + 999) / 1000);
  const wire::Problem problem{429, "too-often", "Not now", "That was more often than this server takes; try later.",
                              std::nullopt};
  return {
      429, std::string(wire::problemType), wire::encodeProblem(problem), {{"Retry-After", std::to_string(seconds)}}};
}

std::variant<Response, Call> Front::admit(const RequestHead& head) {
  const Milliseconds now = m_clock.monotonic();
  const auto answer = [this](Response response) -> std::variant<Response, Call> {
    m_metrics.answered(response.status);
    return response;
  };
  if (const auto wait = m_limits.take("a " + head.peer, addressAllowance, now)) {
    m_metrics.limited();
    return answer(tooOften(*wait));
  }
  const std::string claim = claimOf(head);
  if (!claim.empty()) {
    if (const auto wait = m_limits.take("d " + claim + " " + head.peer, deviceAllowance, now)) {
      m_metrics.limited();
      return answer(tooOften(*wait));
    }
  }
  const std::string_view path = std::string_view(head.target).substr(0, head.target.find('?'));
  if (path == wire::joinPath && head.method == "POST") {
    if (const auto wait = m_limits.take("j " + head.peer, joinAllowance, now)) {
      m_metrics.limited();
      return answer(tooOften(*wait));
    }
  }
  const auto started = std::chrono::steady_clock::now();
  auto admitted = path == statusPagePath ? status(head) : m_next.admit(head);
  if (auto* response = std::get_if<Response>(&admitted)) return answer(std::move(*response));
  if (const std::size_t slash = claim.find('/'); slash != std::string::npos) {
    const std::lock_guard lock(m_heardMutex);  // it was let in: the claim is proved
    if (m_heard.size() < mostHeard) m_heard[{claim.substr(0, slash), claim.substr(slash + 1)}] = m_clock.now();
  }
  const bool upload = head.method == "PUT" && path.starts_with(wire::entriesPath);
  // How long somebody was willing to wait says nothing about the server.
  const bool waits = path == wire::entriesPath && head.target.find("wait=") != std::string::npos;
  Call& call = std::get<Call>(admitted);
  return Call{[this, upload, waits, started, run = std::move(call.run)](Bytes body, Reply reply) {
    run(std::move(body), [this, upload, waits, started, reply = std::move(reply)](Response response) {
      const auto took = std::chrono::steady_clock::now() - started;
      if (waits) m_metrics.answered(response.status);
      if (!waits) m_metrics.answered(response.status, std::chrono::duration<double>(took).count());
      if (upload) m_metrics.uploaded(response.status);
      reply(std::move(response));
    });
  }};
}

std::variant<Response, Call> Front::status(const RequestHead& head) {
  if (head.method != "GET" && head.method != "HEAD") {
    return Response{405, "text/plain; charset=utf-8", "Only GET is allowed here.\n", {{"Allow", "GET"}}};
  }
  if (head.contentLength > 0) return m_next.refusal(400);
  const std::string authorization = head.header("authorization");
  const Response ask{401,
                     "text/plain; charset=utf-8",
                     "This page is for the server's technician.\n",
                     {{"WWW-Authenticate", "Basic realm=\"Pillarbox server\", charset=\"UTF-8\""}}};
  if (authorization.empty() || authorization.size() > longestAuthorization) return ask;
  return Call{[this, authorization, ask, peer = head.peer](const Bytes&, const Reply& reply) {
    m_jobs.push([this, authorization, ask, peer, reply] {
      const std::string known = keyedHex(authorization);
      if (m_knownGood.empty() || known != m_knownGood) {
        // Each guess costs a token and a tenth of a second of this one thread.
        if (const auto wait = m_limits.take("s " + peer, signInAllowance, m_clock.monotonic())) {
          m_metrics.limited();
          return reply(tooOften(*wait));
        }
        if (!signsIn(authorization)) {
          log::warning("technician-refused");
          return reply(ask);
        }
        m_knownGood = known;
      }
      keepHeard();
      reply(page());
    });
  }};
}

// A password that fitted fits until the file changes, without the slow hash each time.
std::string Front::keyedHex(const std::string& authorization) const {
  const auto file = readFile(m_folder / technicianFileName, 1000);
  return file.ok() ? sha256Hex(viewOf(std::string(textOf(*file)) + "\n" + authorization)) : std::string();
}

bool Front::signsIn(const std::string& authorization) {
  constexpr std::string_view scheme = "Basic ";
  if (!authorization.starts_with(scheme)) return false;
  auto given = fromBase64(std::string_view(authorization).substr(scheme.size()), Base64::padded);
  if (!given) return false;
  SecretBytes whole = SecretBytes::copyOf(BytesView(*given));
  std::fill(given->begin(), given->end(), std::uint8_t{0});
  const std::size_t colon = whole.text().find(':');
  if (colon == std::string_view::npos) return false;
  const auto file = readFile(m_folder / technicianFileName, 1000);
  if (!file.ok()) return false;
  std::string hash(textOf(*file));
  while (!hash.empty() && hash.back() == '\n') hash.pop_back();
  return slowHashFits(hash, SecretBytes::copyOf(whole.text().substr(colon + 1)));
}

Response Front::page() {
  const auto facts = m_book->collect(m_certificate, m_clock.now());
  if (!facts.ok()) {
    log::fault("status-failed", facts.fault());
    return {503, "text/plain; charset=utf-8", "The database does not answer. Run: pillarbox-server doctor\n", {}};
  }
  return {200,
          "text/html; charset=utf-8",
          statusPage(*facts),
          {{"Content-Security-Policy", statusPagePolicy()},
           {"X-Content-Type-Options", "nosniff"},
           {"Referrer-Policy", "no-referrer"},
           {"X-Frame-Options", "DENY"}}};
}

}  // namespace pillarbox::server
