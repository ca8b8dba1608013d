// The server does what openapi.yaml says, and openapi.yaml says what it does: every path and method is answered, every
// documented status is met here, nothing is answered that is not documented; nobody reads another school's.
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "shared/wire/alerts.h"
#include "shared/wire/destruction.h"
#include "shared/wire/invitation.h"
#include "shared/wire/join.h"
#include "shared/wire/lists.h"
#include "shared/wire/queue.h"
#include "tests/unit/server/server_fixture.h"

namespace pillarbox::server {
namespace {

using Methods = std::map<std::string, std::set<int>>;
using Documented = std::map<std::string, Methods>;  // path → METHOD → statuses

// Its layout is ours: two spaces a level, statuses quoted.
Documented documented() {
  std::ifstream file(std::string(PILLARBOX_SOURCE_DIR) + "/server/openapi.yaml");
  Documented all;
  std::string path, method;
  std::smatch found;
  for (std::string line; std::getline(file, line) && line != "components:";) {
    if (std::regex_match(line, found, std::regex("  (/\\S*):"))) path = found[1];
    if (std::regex_match(line, found, std::regex("    (get|head|put|post|delete):"))) {
      method = found[1];
      std::transform(method.begin(), method.end(), method.begin(), [](unsigned char c) { return std::toupper(c); });
      all[path][method];
    }
    if (std::regex_search(line, found, std::regex("^        \"([0-9]{3})\":"))) {
      all[path][method].insert(std::stoi(found[1]));
    }
  }
  return all;
}

class Api : public ServerTest {
 protected:
  void SetUp() override {
    ServerTest::SetUp();
    all = documented();
    ASSERT_GE(all.size(), 14U);
  }
  // Notes what was answered, which must be documented.
  Got saw(const std::string& method, const std::string& path, Got got) {
    EXPECT_TRUE(all[path][method].contains(got.status))
        << method << " " << path << " gave " << got.status << " " << got.body;
    met[path][method].insert(got.status);
    if (got.status >= 400 && method != "HEAD") {
      EXPECT_TRUE(wire::decodeProblem(got.body).ok()) << got.body;
    }
    if (!got.body.empty()) answered(method, path, got.status, got.headers["content-type"], got.body);
    return got;
  }
  Got bare(const std::string& method, const std::string& target, const Headers& headers = {}) {
    return ask(method, target, headers);
  }
  void answered(const std::string& method, const std::string& path, int status, const std::string& type,
                const std::string& body) {
    nlohmann::json one{{"method", method}, {"path", path}, {"status", status}, {"type", type}};
    // Sealed bytes are no text, and no JSON has to say what they are.
    one["body"] = type.ends_with("json") ? body : std::string();
    answers += one.dump() + "\n";
  }
  static std::string exampleOf(std::string path) {
    const std::size_t brace = path.find('{');
    if (brace == std::string::npos) return path;
    const std::size_t end = path.find('}');
    return path.replace(brace, end - brace + 1, "01890a5d-ac96-774b-bcce-b302099a8057");
  }

  Documented all, met;
  std::string answers;  // for tests/support/openapi_check.py
};

TEST_F(Api, EveryDocumentedPathAndMethodIsThereAndNoOther) {
  for (const auto& [path, methods] : all) {
    const std::string target = exampleOf(path);
    std::set<std::string> allowed;
    Got refused = bare("DELETE", target);
    EXPECT_EQ(refused.status, 405) << path;
    std::istringstream words(refused.headers["allow"]);
    for (std::string word; words >> word;) allowed.insert(word.substr(0, word.find(',')));
    std::set<std::string> said;
    for (const auto& [method, statuses] : methods) said.insert(method);
    EXPECT_EQ(allowed, said) << path;
    for (const auto& [method, statuses] : methods) {
      Client client(http->port());
      ASSERT_TRUE(client.handshake(Certificate::shared().cert));
      const bool body = method != "GET" && method != "HEAD";
      const Got got = client.ask(method, target, {}, body ? std::optional<std::string>("x") : std::nullopt);
      EXPECT_TRUE(statuses.contains(got.status)) << method << " " << path << " gave " << got.status;
    }
  }
  // The other way about: each address that the code knows is documented.
  std::ifstream header(std::string(PILLARBOX_SOURCE_DIR) + "/shared/wire/api.h");
  const std::regex address("string_view \\w+Path = \"(/[^\"]*)\"");
  int addresses = 0;
  for (std::string line; std::getline(header, line);) {
    std::smatch found;
    if (!std::regex_search(line, found, address)) continue;
    ++addresses;
    EXPECT_TRUE(all.contains(found[1])) << found[1] << " is not in openapi.yaml";
  }
  EXPECT_GE(addresses, 9);
  EXPECT_EQ(bare("GET", "/v1/grants").status, 404);
  EXPECT_EQ(bare("GET", "/v2/entries").status, 404);
}

TEST_F(Api, EveryDocumentedStatusIsMet) {
  const TestDevice stranger{"stranger", seal::DeviceKeys::generate(random)};
  const TestDevice newcomer{"hall-1", seal::DeviceKeys::generate(random)};
  const std::string entry = "/v1/entries/{id}", huge = std::to_string(9 << 20);
  const TestPosting posting = school.posting();

  saw("GET", "/healthz", ask("GET", "/healthz"));
  saw("GET", "/v1/server", ask("GET", "/v1/server"));

  // Posting.
  saw("PUT", entry, put(posting));
  saw("PUT", entry, put(posting));
  saw("PUT", entry, bare("PUT", "/v1/entries/x", {{"Content-Length", "0"}}));
  saw("PUT", entry, put(school.posting(stranger)));
  saw("PUT", entry, put(TestSchool("elmtree").posting()));
  saw("PUT", entry,
      put(school.posting(stranger, 4096, [&](Slip& slip) { slip.directoryVersion = school.directory.version + 1; })));
  saw("PUT", entry, bare("PUT", wire::entryPath(posting.id), {{"Transfer-Encoding", "chunked"}}));
  saw("PUT", entry, bare("PUT", wire::entryPath(posting.id), {{"Content-Length", huge}}));
  TestPosting other = posting;
  other.sealed[0] = static_cast<char>(other.sealed[0] ^ 1);
  saw("PUT", entry, put(other));

  // Reads: signed by the right, by nobody, by a stranger.
  const auto read = [&](const std::string& path, const std::string& target) {
    saw("GET", path, get(target));
    saw("GET", path, ask("GET", target));
    saw("GET", path, signedAsk(stranger, "GET", target));
  };
  const std::string sealed = wire::sealedPath(posting.id);
  read("/v1/entries/{id}/sealed", sealed);
  saw("GET", "/v1/entries/{id}/sealed", signedAsk(school.device, "GET", sealed, {}, {{"Range", "bytes=1-2"}}));
  saw("GET", "/v1/entries/{id}/sealed", signedAsk(school.device, "GET", sealed, {}, {{"Range", "bytes=99999-"}}));
  saw("GET", "/v1/entries/{id}/sealed", get(wire::sealedPath(newId(clock, random))));
  const auto size = [&](const std::string& target) {
    saw("HEAD", "/v1/entries/{id}/sealed",
        target.empty() ? ask("HEAD", sealed) : signedAsk(school.device, "HEAD", target));
  };
  size(sealed);
  size("");
  size(wire::sealedPath(newId(clock, random)));
  saw("HEAD", "/v1/entries/{id}/sealed", signedAsk(stranger, "HEAD", sealed));
  read("/v1/entries", "/v1/entries?after=0");
  saw("GET", "/v1/entries", get("/v1/entries?after=x"));
  read("/v1/status", "/v1/status?ids=" + posting.id);
  saw("GET", "/v1/status", get("/v1/status?ids=x"));
  read("/v1/head", "/v1/head");
  read("/v1/directory", "/v1/directory?after=0");
  saw("GET", "/v1/directory", get("/v1/directory?after=x"));
  read("/v1/joins", "/v1/joins");
  read("/v1/alerts", "/v1/alerts");
  for (const std::string path : {"/v1/directory", "/v1/alerts"}) {
    saw("GET", path, signedAsk(school.device, "GET", path, {}, {{"If-None-Match", get(path).headers["etag"]}}));
  }

  // Queues.
  const std::string queue = "/v1/queue", three = wire::encodeQueue({3, std::chrono::hours(1)});
  saw("PUT", queue, signedAsk(school.device, "PUT", queue, three));
  saw("PUT", queue, signedAsk(school.device, "PUT", queue, "nonsense"));
  saw("PUT", queue, signedAsk(school.device, "PUT", queue, std::string(300, ' ')));
  saw("PUT", queue, ask("PUT", queue, {}, three));
  saw("PUT", queue, signedAsk(stranger, "PUT", queue, three));
  saw("PUT", queue, bare("PUT", queue, {{"Transfer-Encoding", "chunked"}}));

  // Rosters.
  const std::string roster = "/v1/roster/{device}", mine = wire::rosterFor(school.device.id);
  read("/v1/roster", "/v1/roster");  // none yet
  saw("PUT", roster, signedAsk(school.device, "PUT", mine, "boxed"));
  saw("GET", "/v1/roster", get("/v1/roster"));
  saw("GET", "/v1/roster",
      signedAsk(school.device, "GET", "/v1/roster", {}, {{"If-None-Match", get("/v1/roster").headers["etag"]}}));
  saw("PUT", roster, signedAsk(school.device, "PUT", mine, ""));
  saw("PUT", roster, ask("PUT", mine, {}, "boxed"));
  saw("PUT", roster, signedAsk(stranger, "PUT", mine, "boxed"));
  saw("PUT", roster, signedAsk(school.device, "PUT", wire::rosterFor("nobody"), "boxed"));
  saw("PUT", roster, bare("PUT", mine, {{"Transfer-Encoding", "chunked"}}));
  saw("PUT", roster, bare("PUT", mine, {{"Content-Length", huge}}));

  // Joining.
  const std::string join = joinOf(newcomer, invitation(school.id), school.dsl);
  saw("POST", "/v1/join", ask("POST", "/v1/join", {}, join));
  saw("GET", "/v1/joins", get("/v1/joins"));
  saw("POST", "/v1/join", ask("POST", "/v1/join", {}, "nonsense"));
  saw("POST", "/v1/join", ask("POST", "/v1/join", {}, joinOf(newcomer, invitation(school.id), school.head)));
  saw("POST", "/v1/join", ask("POST", "/v1/join", {}, joinOf(newcomer, invitation("elmtree"), school.dsl)));
  for (int i = 0; i < 40; ++i) {
    saw("POST", "/v1/join", ask("POST", "/v1/join", {}, joinOf(newcomer, invitation(school.id), school.head)));
  }
  saw("POST", "/v1/join", bare("POST", "/v1/join", {{"Transfer-Encoding", "chunked"}}));
  saw("POST", "/v1/join", bare("POST", "/v1/join", {{"Content-Length", huge}}));

  // A test of the alerts' way, where no mail server is set up.
  const auto test = [&](const std::string& person) {
    return wire::encodeTestAlert({newId(clock, random), person, "123456"});
  };
  const std::string alert = "/v1/test-alert";
  saw("POST", alert, signedAsk(school.device, "POST", alert, test("nobody")));
  saw("POST", alert, signedAsk(school.device, "POST", alert, "nonsense"));
  saw("POST", alert, ask("POST", alert, {}, test("dsl")));
  saw("POST", alert, signedAsk(stranger, "POST", alert, test("dsl")));
  saw("POST", alert, bare("POST", alert, {{"Transfer-Encoding", "chunked"}}));
  saw("POST", alert, bare("POST", alert, {{"Content-Length", huge}}));

  // The directory, last, because it changes who is who.
  const std::string directory = "/v1/directory";
  const auto putDirectory = [&](const TestDevice& by, const std::string& body, const std::string& match) {
    Headers headers;
    if (!match.empty()) headers.emplace_back("If-Match", "\"" + match + "\"");
    return saw("PUT", directory, signedAsk(by, "PUT", directory, body, headers));
  };
  Directory next = school.next();
  next.places = {"Hall"};
  const std::string good = TestSchool::signedBy(next, school.dsl);
  saw("PUT", directory, ask("PUT", directory, {}, good));
  putDirectory(stranger, good, school.sha256());
  putDirectory(school.device, good, "");
  putDirectory(school.device, "nonsense", school.sha256());
  putDirectory(school.device, TestSchool::signedBy(next, stranger.keys.signing), school.sha256());
  putDirectory(school.device, good, std::string(64, '0'));
  EXPECT_EQ(putDirectory(school.device, good, school.sha256()).status, 201);
  EXPECT_EQ(putDirectory(school.device, good, school.sha256()).status, 200);
  saw("PUT", directory, bare("PUT", directory, {{"Transfer-Encoding", "chunked"}}));
  saw("PUT", directory, bare("PUT", directory, {{"Content-Length", huge}}));

  // Met elsewhere: 503 in program_test and postgres_test, destructions and 410 in destruction_test, a mail server and
  // too many tests of it in alerts_test.
  for (auto& [path, methods] : all) {
    if (path.starts_with("/v1/destructions")) continue;
    for (auto& [method, statuses] : methods) {
      for (const int status : {503, 410}) statuses.erase(status);
      if (path == alert) {
        for (const int status : {202, 409, 429}) statuses.erase(status);
      }
      EXPECT_EQ(met[path][method], statuses) << method << " " << path;
    }
  }

  // Field by field, in both directions. What other tests meet is put together as the server does it.
  const std::string json(wire::jsonType), newOne = newId(clock, random);
  answered("PUT", queue, 0, json, three);
  answered("POST", alert, 0, json, test("dsl"));
  answered("GET", "/v1/alerts", 200, json,
           wire::encodeAlerts({true, {{posting.id, "dsl", "urgent", "sent", "", newOne, 1, clock.now()}}}));
  answered("GET", "/v1/destructions", 200, json,
           wire::encodeOrderList({{{1, newOne, std::string(64, '0'), true, clock.now()}}, false}));
  answered("GET", "/v1/status", 200, json, wire::encodeStatusReply({posting.envelope}));
  const support::TempFolder kept;
  support::writeText(kept / "answers", answers);
  const std::string source = PILLARBOX_SOURCE_DIR;
  const support::Ran ran = support::run(
      {"python3", source + "/tests/support/openapi_check.py", source + "/server/openapi.yaml", kept / "answers"});
  if (ran.exit == 77) GTEST_SKIP() << "the fields: " << ran.out;
  EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
}

TEST_F(Api, ADeviceOfOneSchoolHasNothingOfAnother) {
  TestSchool elmtree("elmtree");
  elmtree.device.id = "elm-1";
  elmtree.directory.devices = {TestSchool::deviceEntry(elmtree.device)};
  testing::internal::CaptureStdout();
  addSchool(elmtree);
  testing::internal::GetCapturedStdout();
  clock.advance(Milliseconds(2000));
  const TestPosting ours = school.posting();
  const TestPosting theirs = elmtree.posting();
  ASSERT_EQ(put(ours).status, 201);
  ASSERT_EQ(put(theirs).status, 201);
  ASSERT_EQ(signedAsk(school.device, "PUT", wire::rosterFor(school.device.id), "ours").status, 204);

  const auto asTheirs = [&](const std::string& target) {
    return signedAsk(elmtree.device, "GET", target, {}, {}, "elmtree");
  };
  EXPECT_EQ(asTheirs(wire::sealedPath(theirs.id)).status, 200);
  EXPECT_EQ(asTheirs(wire::sealedPath(ours.id)).status, 404) << "not even that it is there";
  const auto list = wire::decodeEntryList(asTheirs("/v1/entries?after=0").body);
  ASSERT_TRUE(list.ok());
  ASSERT_EQ(list->entries.size(), 1U);
  EXPECT_EQ(list->entries[0].slip, theirs.envelope);
  EXPECT_EQ(asTheirs("/v1/roster").status, 404);
  // Its key under the other school's name, and a roster for the other's device.
  EXPECT_EQ(signedAsk(elmtree.device, "GET", "/v1/entries?after=0").status, 403);
  EXPECT_EQ(signedAsk(elmtree.device, "PUT", wire::rosterFor(school.device.id), "forged", {}, "elmtree").status, 404);
  // What one school posts, another cannot post under its own name, nor take a place in the other's chain.
  EXPECT_EQ(put(school.posting(elmtree.device)).status, 403);
  EXPECT_EQ(get("/v1/roster").body, "ours");
}

}  // namespace
}  // namespace pillarbox::server
