// kill -9 at seeded random moments: of `pillarbox post` (several at once), of `pillarbox sync`, of the server.
// PILLARBOX_ROUNDS and PILLARBOX_SEED change how often and which moments.
#include <signal.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <thread>

#include "tests/faults/story.h"

namespace pillarbox::support {
namespace {

using std::chrono::milliseconds;

constexpr int usualRounds = 20;
constexpr int postersAtOnce = 4;
constexpr std::uint64_t usualSeed = 20261122;

std::uint64_t numberFrom(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

struct Figures {
  int started = 0, killed = 0, printed = 0, storedUnsaid = 0, syncsKilled = 0, serverKilled = 0;
};

class Kill : public Story {
 protected:
  void SetUp() override {
    Story::SetUp();
    if (HasFatalFailure()) return;
    serve();
    if (HasFatalFailure()) return;
    connect();
    writeText(temp / "identity", school->safeguardingIdentity() + "\n");
  }

  int between(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random); }

  static std::string accountOf(int number) { return "Invented concern number " + std::to_string(number) + " of many."; }

  Background post(int number) {
    Background poster;
    const Json entry{{"author", {{"name", "Pat Example"}}}, {"account", accountOf(number)}};
    EXPECT_TRUE(poster.start({program("pillarbox"), "post", school->folder(), "--entry", "-", "--json"}, entry.dump()));
    ++figures.started;
    return poster;
  }

  // One round: everything starts at once, each is killed (or not) at a moment of its own.
  void round() {
    struct Victim {
      milliseconds at;
      Background* program;
      int* count;
    };
    std::vector<Background> posters;
    for (int i = 0; i < postersAtOnce; ++i) posters.push_back(post(figures.started + 1));
    Background sync;
    ASSERT_TRUE(sync.start({program("pillarbox"), "sync", school->folder(), "--once", "--patience", "20"}));
    std::vector<Victim> victims;
    for (Background& poster : posters) {
      if (between(0, 2) > 0) victims.push_back({milliseconds(between(0, 120)), &poster, &figures.killed});
    }
    if (between(0, 1) > 0) victims.push_back({milliseconds(between(5, 150)), &sync, &figures.syncsKilled});
    if (between(0, 1) > 0)
      victims.push_back({milliseconds(between(0, 150)), &server->process(), &figures.serverKilled});
    std::sort(victims.begin(), victims.end(), [](const Victim& a, const Victim& b) { return a.at < b.at; });
    const auto begin = std::chrono::steady_clock::now();
    for (const Victim& victim : victims) {
      std::this_thread::sleep_until(begin + victim.at);
      if (!victim.program->running()) continue;
      victim.program->signal(SIGKILL);
      ++*victim.count;
    }
    for (Background& poster : posters) {
      ASSERT_TRUE(poster.waitExit(std::chrono::seconds(60)).has_value());
      const Json answer = Json::parse(poster.out(), nullptr, false);
      if (!answer.is_object()) continue;
      ++figures.printed;
      EXPECT_TRUE(promised.insert(answer.value("id", "")).second) << "an id was given out twice";
    }
    ASSERT_TRUE(sync.waitExit(std::chrono::seconds(60)).has_value());
    if (!server->process().running()) {
      server->process().waitExit();
      ASSERT_TRUE(server->serve()) << server->problem();
    }
  }

  // What each stored posting says, opened with the recovery sheet by the real program.
  std::map<std::string, int> accountsStored() {
    std::map<std::string, int> accounts;
    const std::string sealed = temp / "one.age", opened = temp / "one.tar";
    for (const std::string& id : idsHere()) {
      sql(database(),
          "SELECT writefile('" + sealed + "', sealed) FROM bodies JOIN postings USING(n) WHERE id = '" + id + "'");
      const Ran ran = run({program("pillarbox"), "unseal", "-i", temp / "identity", "-o", opened, sealed});
      EXPECT_EQ(ran.exit, 0) << id << ran.err;
      const std::string text = readText(opened);
      const std::size_t at = text.find("Invented concern number ");
      EXPECT_NE(at, std::string::npos) << id;
      if (at != std::string::npos) ++accounts[text.substr(at, text.find(" of many.", at) - at)];
    }
    return accounts;
  }

  std::mt19937_64 random{numberFrom("PILLARBOX_SEED", usualSeed)};
  std::set<std::string> promised;
  Figures figures;
};

TEST_F(Kill, NothingPostedIsLostOrDoubled) {
  const int rounds = static_cast<int>(numberFrom("PILLARBOX_ROUNDS", usualRounds));
  for (int i = 0; i < rounds; ++i) {
    SCOPED_TRACE("round " + std::to_string(i));
    round();
    if (HasFatalFailure()) return;
  }
  const std::set<std::string> stored = idsHere();
  for (const std::string& id : promised) EXPECT_TRUE(stored.contains(id)) << id << " was posted and is not stored";
  figures.storedUnsaid = static_cast<int>(stored.size() - promised.size());
  EXPECT_LE(stored.size(), static_cast<std::size_t>(figures.started));
  for (const auto& [account, times] : accountsStored()) EXPECT_EQ(times, 1) << account;

  expectAllDelivered();
  EXPECT_EQ(idsAtServer(), stored);
  // Each has one place in the server's chain, and there are no others.
  const std::string many = std::to_string(stored.size());
  EXPECT_EQ(sql(server->database(), "SELECT count(DISTINCT idx), max(idx) FROM entries"), many + "|" + many + "\n");
  std::printf(
      "kill: rounds=%d posts=%d killed=%d promised=%d stored_unsaid=%d syncs_killed=%d server_killed=%d "
      "losses=%d\n",
      rounds, figures.started, figures.killed, figures.printed, figures.storedUnsaid, figures.syncsKilled,
      figures.serverKilled, HasFailure() ? 1 : 0);
  EXPECT_GT(figures.killed, 0);
  EXPECT_GT(figures.printed, 0);
}

}  // namespace
}  // namespace pillarbox::support
