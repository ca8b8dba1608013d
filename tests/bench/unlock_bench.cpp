// A DSL with ten thousand entries unlocks her inbox: when is the list there, when is all of it, and how much memory is
// that?
#include <thread>

#include "kiosk/office/poster.h"
#include "tests/bench/bench.h"
#include "tests/support/demo.h"
#include "tests/support/robot_client.h"

namespace pillarbox::bench {
namespace {

using namespace std::chrono_literals;
using support::RobotClient;

Status fill(const std::string& folder, int entries) {
  const SystemClock clock;
  SystemRandom random;
  PB_TRY_VALUE(office::School school, office::openSchool(folder, clock, random));
  PB_TRY_VALUE(const office::Place place, office::placeOf(school));
  const Watch watch;
  for (int i = 0; i < entries; ++i) {
    Entry entry;
    entry.author.name = "Pat Example";
    entry.author.role = "Lunchtime supervisor";
    entry.recordKind = "i-saw";
    entry.urgent = i % 50 == 0;
    entry.pupils = {{"", "Sam Invented" + std::to_string(i % 300), "4B", "worried-about", ""}};
    entry.account = "An invented worry, number " + std::to_string(i) + ", to see how long a long list takes.";
    PB_TRY_VALUE(const office::Prepared prepared, office::prepare(place, std::move(entry), {}, {}, clock, random));
    PB_TRY(office::postPrepared(school, prepared.posting, nullptr));
  }
  figure("posting one after the other", entries / watch.seconds(), "entries/s", {{"entries", entries}});
  return {};
}

Status unlockOnce(const support::DemoSchool& school, int entries, double idleSeconds, std::vector<double>& toList,
                  std::vector<double>& toAll) {
  RobotClient robot;
  PB_TRY(must(robot.start(support::program("pillarbox-inbox"), {school.folder(), "--window"}), "no inbox"));
  const support::DemoPerson& dsl = school.person("dsl");
  PB_TRY(must(robot.waitFor("unlock.card", 60s) && robot.badge(dsl.cardCode) &&
                  robot.waitFor("unlock.passphrase", 60s) && robot.tap("unlock.passphrase") &&
                  robot.type(dsl.passphrase),
              [&] { return "unlocking: " + robot.error(); }));
  const Watch watch;
  PB_TRY(
      must(robot.tap("unlock.go") && robot.waitFor("list.unread", 60s), [&] { return "the list: " + robot.error(); }));
  toList.push_back(watch.ms());
  PB_TRY(must(robot.waitForName("bar.title", std::to_string(entries) + " unread", 120s),
              [&] { return "all of the list: " + robot.error(); }));
  toAll.push_back(watch.ms());
  if (idleSeconds <= 0) return {};
  figure("memory with all entries open", memoryMiB(robot.pid()), "MiB", {{"entries", entries}});
  figure("most memory (unlocking included)", memoryMiB(robot.pid(), "VmHWM"), "MiB", {{"entries", entries}});
  const auto before = robot.stats(true);
  std::this_thread::sleep_for(std::chrono::duration<double>(idleSeconds));
  const auto after = robot.stats(true);
  PB_TRY(must(before && after, [&] { return robot.error(); }));
  figure("processor while the list stands", after->cpuSeconds - before->cpuSeconds, "s",
         {{"entries", entries}, {"idle_seconds", idleSeconds}});
  figure("frames while the list stands", static_cast<double>(after->frames - before->frames), "frames",
         {{"entries", entries}, {"idle_seconds", idleSeconds}});
  for (int i = 0; i < 60; ++i) {
    const auto screen = robot.record();
    PB_TRY(must(screen.has_value(), [&] { return robot.error(); }));
    const auto row = std::find_if(screen->items.begin(), screen->items.end(),
                                  [](const support::RobotItem& item) { return item.id.starts_with("list.case."); });
    PB_TRY(must(row != screen->items.end() && robot.scroll(row->id, i < 40 ? -20 : 30),
                [&] { return "scrolling: " + robot.error(); }));
  }
  const auto scrolled = robot.stats(true);
  PB_TRY(must(scrolled.has_value(), [&] { return robot.error(); }));
  figure("frame while scrolling the list, p50", scrolled->p50Ms, "ms", {{"entries", entries}});
  figure("frame while scrolling the list, p99", scrolled->p99Ms, "ms", {{"entries", entries}});
  return {};
}

Status measure(const Options& options) {
  const int entries = options.quick ? 2000 : 10'000;
  const int rounds = options.quick ? 1 : 3;
  const support::TempFolder temp;
  const support::DemoSchool school(temp / "school");
  PB_TRY(must(school.problem().empty(), school.problem()));
  PB_TRY(fill(school.folder(), entries));

  const support::Xvfb display(1920, 1080, true);
  PB_TRY(must(display.ok(), "Xvfb could not be started"));
  std::vector<double> toList, toAll, byCommand;
  for (int i = 0; i < rounds; ++i) {
    PB_TRY(unlockOnce(school, entries, i + 1 < rounds ? 0 : (options.quick ? 5 : 20), toList, toAll));
    const Watch watch;
    const support::Ran ran =
        support::run({support::program("pillarbox"), "inbox", school.folder(), "list", "--card-file", school.cardFile(),
                      "--passphrase-file", school.passphraseFile(), "--json"},
                     {}, 300s);
    byCommand.push_back(watch.ms());
    const auto listed = nlohmann::json::parse(ran.out, nullptr, false);
    PB_TRY(must(ran.exit == 0 && listed.is_array() && listed.size() == static_cast<std::size_t>(entries),
                "pillarbox inbox list: " + ran.err));
  }
  const nlohmann::ordered_json of{{"entries", entries}, {"rounds", rounds}};
  figure("unlock pressed to the list on screen", median(toList), "ms", of);
  figure("unlock pressed to all entries opened", median(toAll), "ms", of);
  figure("pillarbox inbox list --json", median(byCommand), "ms", of);
  return {};
}

}  // namespace
}  // namespace pillarbox::bench

int main(int argc, char** argv) {
  return pillarbox::bench::runBench("unlock", argc, argv, pillarbox::bench::measure);
}
