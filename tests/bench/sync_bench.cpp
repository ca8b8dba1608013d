// A new device of a school that has posted for years: from the moment it is let in until it has everything. Ten
// thousand entries on the main server, the real programs, real TLS.
#include "tests/bench/server_load.h"

namespace pillarbox::bench {
namespace {

using support::DemoSchool;

// Posted by the school's own device in a chain of its own, without being kept there: what is measured is the server and
// who fetches.
Status fill(support::DemoServer& server, office::School& school, int entries) {
  PB_TRY_VALUE(Uploads maker, Uploads::of(school, 0));
  constexpr int atOnce = 400;  // what a device at one address may send at once, and a good deal less
  for (int sent = 0; sent < entries; sent += atOnce) {
    PB_TRY_VALUE(const std::vector<Upload> uploads, maker.make(std::min(atOnce, entries - sent)));
    const auto client = connectTo(server);
    PB_TRY(must(client != nullptr, "cannot connect"));
    for (const Upload& upload : uploads) {
      const int status = client->send(upload.request) ? client->receive().status : 0;
      PB_TRY(must(status == 201, "the server answered " + std::to_string(status)));
    }
    (void)server.process().err();  // a log nobody reads would stop the server
  }
  return {};
}

Status measure(const Options& options) {
  const int entries = options.quick ? 300 : 10'000;
  const support::TempFolder temp;
  DemoSchool demo(temp / "school");
  PB_TRY(must(demo.problem().empty(), demo.problem()));
  support::DemoServer server(temp / "server");
  PB_TRY(must(server.problem().empty() && server.addSchool(demo.folder() + "/directory.json") && server.serve(),
              [&] { return server.problem(); }));
  const auto did = [](const std::vector<std::string>& words) -> Status {
    const support::Ran ran = DemoSchool::pillarbox(words);
    return must(ran.exit == 0, words.front() + ": " + ran.err);
  };
  PB_TRY(did({"connect", demo.folder(), "--server", server.url(), "--ca", server.ca()}));
  const SystemClock clock;
  SystemRandom random;
  {
    PB_TRY_VALUE(office::School school, office::openSchool(demo.folder(), clock, random));
    PB_TRY(fill(server, school, entries));
  }
  const std::string invite = temp / "invite.txt", device = temp / "new";
  const std::vector<std::string> key{"--card-file", demo.cardFile(), "--passphrase-file", demo.passphraseFile()};
  const auto withKey = [&](std::vector<std::string> words) {
    words.insert(words.end(), key.begin(), key.end());
    return did(words);
  };
  PB_TRY(withKey({"invite", demo.folder(), "-o", invite}));
  const support::Ran joined = DemoSchool::pillarbox({"join", device, "--invite", invite, "--json"});
  const auto said = nlohmann::json::parse(joined.out, nullptr, false);
  PB_TRY(must(said.is_object(), "join: " + joined.err));
  PB_TRY(withKey({"approve", demo.folder(), said.value("device", "")}));
  PB_TRY(must(demo.sync().exit == 0, "the first device's sync"));
  const auto here = [&] {
    return std::atoi(support::run({"sqlite3", device + "/pillarbox.db", "SELECT count(*) FROM postings"}).out.c_str());
  };
  const Watch watch;
  while (here() < entries && watch.seconds() < 1800) {
    (void)support::run({support::program("pillarbox"), "sync", device, "--once", "--patience", "600"}, {},
                       std::chrono::seconds(700));
    (void)server.process().err();
  }
  const double seconds = watch.seconds();
  PB_TRY(must(here() >= entries, "only " + std::to_string(here()) + " entries came"));
  const nlohmann::ordered_json of{{"entries", entries}};
  figure("a new device has everything", seconds, "s", of);
  figure("entries fetched and checked", entries / seconds, "per second", of);
  return {};
}

}  // namespace
}  // namespace pillarbox::bench

int main(int argc, char** argv) {
  return pillarbox::bench::runBench("sync", argc, argv, pillarbox::bench::measure);
}
