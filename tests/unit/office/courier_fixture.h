// A courier and a server that is a script; what it was asked and what came of it.
#pragma once
#include <deque>

#include "kiosk/office/courier.h"
#include "kiosk/office/fetch_pending.h"
#include "kiosk/office/read_status.h"
#include "kiosk/office/settings.h"
#include "kiosk/office/verify.h"
#include "shared/base/files.h"
#include "shared/wire/api.h"
#include "shared/wire/lists.h"
#include "tests/unit/office/office_fixture.h"

namespace pillarbox::office {

class ScriptedHttp final : public Http {
 public:
  using Script = std::function<Result<wire::Answer>(const HttpRequest&)>;
  ScriptedHttp(support::FakeClock& clock, Script script) : m_clock(clock), m_script(std::move(script)) {}

  void start(const Server&, HttpRequest request, Done done) override {
    m_pending.emplace_back(std::move(request), std::move(done));
  }
  bool busy() const override { return !m_pending.empty(); }
  void wait(Milliseconds most) override {
    if (m_pending.empty()) {
      m_clock.advance(most);
      return;
    }
    auto [request, done] = std::move(m_pending.front());
    m_pending.pop_front();
    asked.push_back(request.method + " " + request.target);
    done(m_script(request));
  }
  void cancelAll() override { m_pending.clear(); }
  void wake() override {}

  std::vector<std::string> asked;

 private:
  support::FakeClock& m_clock;
  Script m_script;
  std::deque<std::pair<HttpRequest, Done>> m_pending;
};

inline wire::Answer problem(int status, std::string name = "some-problem") {
  return {status, std::string(wire::problemType),
          wire::encodeProblem({status, std::move(name), "Title", "One sentence.", std::nullopt}), ""};
}

// What brings a posting, not word of how many wait.
inline bool isUpload(const HttpRequest& request) {
  return request.method == "PUT" && request.target != wire::queuePath;
}

class CourierTest : public OfficeTest {
 protected:
  // The server as it should be: a receipt for each posting, its place in one chain.
  wire::Answer takeIn(const HttpRequest& request) {
    std::string slipText;
    for (const auto& [name, value] : request.headers) {
      if (name == wire::slipHeader) slipText = std::string(textOf(*fromBase64(value, Base64::urlUnpadded)));
    }
    store::Posting posting;
    posting.envelope = slipText;
    posting.slip = *decodeSlip(textOf(seal::decode(slipText)->payload));
    if (const auto again = receipts.find(posting.slip.id); again != receipts.end()) {
      return {200, std::string(receiptType), again->second, ""};
    }
    const std::string receipt = receiptFor(posting, static_cast<std::int64_t>(receipts.size()) + 1, head, &head);
    receipts[posting.slip.id] = receipt;
    listed.entries.push_back({slipText, receipt, ""});
    sealed[posting.slip.id] = std::string(textOf(request.body));
    return {201, std::string(receiptType), receipt, ""};
  }
  Result<wire::Answer> answerReads(const HttpRequest& request) {
    const std::string& target = request.target;
    if (target.starts_with(wire::directoryPath)) {
      return wire::Answer{200, std::string(wire::jsonType), wire::encodeDirectories(directories), ""};
    }
    if (target.ends_with("/sealed")) {
      const std::string id = target.substr(wire::entriesPath.size() + 1, 36);
      return wire::Answer{200, std::string(wire::octetType), sealed[id], ""};
    }
    if (target.starts_with(wire::entriesPath)) {
      const auto after = static_cast<std::size_t>(std::stoi(target.substr(target.find('=') + 1)));
      wire::EntryList page;
      if (after < listed.entries.size()) page.entries = {listed.entries[after]};
      page.more = after + 1 < listed.entries.size();
      return wire::Answer{200, std::string(wire::jsonType), wire::encodeEntryList(page), ""};
    }
    if (target.starts_with(wire::statusPath)) {
      return wire::Answer{200, std::string(wire::jsonType), wire::encodeStatusReply(statuses), ""};
    }
    return problem(404);
  }

  void run(School& school, const ScriptedHttp::Script& script, Milliseconds time) {
    ScriptedHttp http(clock, script);
    Courier courier(school, http, [&](const CourierEvent& event) { events.push_back(event); });
    const Milliseconds end = clock.monotonic() + time;
    while (clock.monotonic() < end) {
      courier.step();
      http.wait(std::min(courier.untilNext(std::chrono::seconds(10)), end - clock.monotonic()));
      ASSERT_LT(http.asked.size(), 10'000U) << "flooding";
    }
    asked = http.asked;
  }
  ScriptedHttp::Script healthy() {
    return [this](const HttpRequest& request) -> Result<wire::Answer> {
      if (request.target == wire::queuePath) {
        queues.push_back(must(wire::decodeQueue(textOf(request.body))));
        return wire::Answer{204, "", "", ""};
      }
      if (request.method == "PUT") return takeIn(request);
      return answerReads(request);
    };
  }
  // Version by version: what this device may fetch, and a second device that posts.
  void letFetch(School& school, std::optional<std::vector<std::string>> fetches) {
    Directory next = nextOf(school);
    next.devices.front().fetches = std::move(fetches);
    if (next.device("desk-1") == nullptr) next.devices.push_back(deviceOf("desk-1", desk));
    directories = {signDirectory(next, "dsl-1")};
    run(school, healthy(), std::chrono::seconds(5));
    directories.clear();
    EXPECT_EQ(school.directory().version, next.version);
  }
  Slip listFromDesk(School& school, Kind kind, const std::string& subject = {}) {
    Slip slip;
    slip.id = newId(clock, random);
    slip.school = school.directory().schoolId;
    slip.device = "desk-1";
    slip.chainId = newId(clock, random);
    slip.seq = 1;
    slip.kind = kind;
    slip.subject = subject;
    slip.audience = "safeguarding";
    slip.directoryVersion = school.directory().version;
    slip.writtenAt = clock.now();
    slip.previousSlipSha256 = std::string(64, '0');
    HttpRequest put;
    put.body = random.bytes(50);
    slip.contentSha256 = slip.sealedSha256 = sha256Hex(put.body);
    slip.sealedBytes = 50;
    std::vector<const seal::SigningKey*> keys{&desk.signing};
    if (isCasework(kind)) keys.push_back(&keyOf("dsl-1"));
    const std::string envelope = seal::encode(seal::sign(slipType, viewOf(encodeSlip(slip)), keys));
    put.headers = {{std::string(wire::slipHeader), toBase64(viewOf(envelope), Base64::urlUnpadded)}};
    takeIn(put);
    return slip;
  }
  std::int64_t sealedAsked() const {
    return std::count_if(asked.begin(), asked.end(), [](const std::string& a) { return a.ends_with("/sealed"); });
  }
  std::int64_t puts() const {
    return std::count_if(asked.begin(), asked.end(),
                         [](const std::string& a) { return a.starts_with("PUT /v1/entries"); });
  }

  // Posted by another device, which signs as this one does: enough for a courier.
  struct Elsewhere {
    Kind kind = Kind::concern;
    bool urgent = false;
    std::string subject = {};
    std::size_t bytes = 50;
  };
  Slip listFromElsewhere(School& school, const Elsewhere& what) {
    Slip slip;
    slip.id = newId(clock, random);
    slip.school = school.directory().schoolId;
    slip.device = school.deviceId;
    slip.chainId = newId(clock, random);
    slip.seq = 1;
    slip.kind = what.kind;
    slip.urgent = what.urgent;
    slip.subject = what.subject;
    slip.audience = "safeguarding";
    slip.directoryVersion = 1;
    slip.writtenAt = clock.now();
    slip.previousSlipSha256 = std::string(64, '0');
    HttpRequest put;
    put.body = random.bytes(what.bytes);
    slip.contentSha256 = sha256Hex(put.body);
    slip.sealedSha256 = sha256Hex(put.body);
    slip.sealedBytes = static_cast<std::int64_t>(put.body.size());
    std::vector<const seal::SigningKey*> keys{&school.keys.signing};
    if (isCasework(what.kind)) keys.push_back(&keyOf("dsl-1"));
    const std::string envelope = seal::encode(seal::sign(slipType, viewOf(encodeSlip(slip)), keys));
    put.headers = {{std::string(wire::slipHeader), toBase64(viewOf(envelope), Base64::urlUnpadded)}};
    takeIn(put);
    return slip;
  }

  std::map<std::string, std::string> receipts, sealed;
  std::vector<std::string> statuses;
  std::vector<wire::QueueState> queues;
  seal::DeviceKeys desk = seal::DeviceKeys::generate(random);
  wire::EntryList listed;
  std::vector<std::string> directories;
  std::string head{zeroHead};
  std::vector<CourierEvent> events;
  std::vector<std::string> asked;
};

}  // namespace pillarbox::office
