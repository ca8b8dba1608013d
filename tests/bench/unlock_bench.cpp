// A DSL with a thousand, ten thousand, a hundred thousand entries unlocks her inbox, for the first time on this device
// and again: when is the list there, when is all of it, when is all of it searchable, how fluent is it, and how much
// memory is that? All of them are unread: the longest list there can be.
#include <thread>

#include "tests/bench/bench.h"
#include "tests/bench/filled_school.h"
#include "tests/support/demo.h"
#include "tests/support/robot_client.h"

namespace pillarbox::bench {
namespace {

using namespace std::chrono_literals;
using support::RobotClient;

struct Times {
  std::vector<double> list, all, search;  // ms since unlock was pressed
};

Status scrollTheList(RobotClient& robot, int entries) {
  (void)robot.stats(true);
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

// `look`: also what the list costs once it is there.
Status unlockOnce(const support::DemoSchool& school, int entries, const Filled& filled, double idleSeconds, bool look,
                  Times& times) {
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
  times.list.push_back(watch.ms());
  PB_TRY(must(robot.waitForName("bar.title", std::to_string(entries) + " unread", 300s),
              [&] { return "all of the list: " + robot.error(); }));
  times.all.push_back(watch.ms());
  if (look) {
    // Of the oldest: what is found first is what came first.
    PB_TRY(must(robot.tap("list.find", 60s) && robot.waitFor("find.typed", 60s) && robot.tap("find.typed") &&
                    robot.type("zebra") && robot.waitFor("find.entry." + filled.oldest, 120s),
                [&] { return "the search: " + robot.error(); }));
    times.search.push_back(watch.ms());
    return {};
  }
  figure("most memory (unlocking included)", memoryMiB(robot.pid(), "VmHWM"), "MiB", {{"entries", entries}});
  std::this_thread::sleep_for(10s);  // what is rechecked and settled after the list stands
  figure("memory with all entries open", memoryMiB(robot.pid()), "MiB", {{"entries", entries}});
  const auto before = robot.stats(true);
  std::this_thread::sleep_for(std::chrono::duration<double>(idleSeconds));
  const auto after = robot.stats(true);
  PB_TRY(must(before && after, [&] { return robot.error(); }));
  figure("processor while the list stands", after->cpuSeconds - before->cpuSeconds, "s",
         {{"entries", entries}, {"idle_seconds", idleSeconds}});
  figure("frames while the list stands", static_cast<double>(after->frames - before->frames), "frames",
         {{"entries", entries}, {"idle_seconds", idleSeconds}});
  return scrollTheList(robot, entries);
}

Status measureOne(const Options& options, int entries) {
  const support::TempFolder temp;
  const support::DemoSchool school(temp / "school");
  PB_TRY(must(school.problem().empty(), school.problem()));
  PB_TRY_VALUE(const Filled filled, fill(school.folder(), entries));
  const auto toldTimes = [&](const Times& times, const char* when) {
    const nlohmann::ordered_json of{{"entries", entries}, {"when", when}};
    figure("unlock pressed to the list on screen", median(times.list), "ms", of);
    figure("unlock pressed to all entries opened", median(times.all), "ms", of);
    if (!times.search.empty()) figure("unlock pressed to all entries searchable", median(times.search), "ms", of);
  };
  const double idle = options.quick ? 5 : 20;
  Times first, again;
  PB_TRY(unlockOnce(school, entries, filled, idle, true, first));
  toldTimes(first, "first time on this device");
  for (int i = 0; i < (options.quick ? 1 : 3); ++i) {
    PB_TRY(unlockOnce(school, entries, filled, idle, true, again));
  }
  toldTimes(again, "again");
  PB_TRY(unlockOnce(school, entries, filled, idle, false, again));

  const Watch watch;
  const support::Ran ran = support::run({support::program("pillarbox"), "inbox", school.folder(), "list", "--card-file",
                                         school.cardFile(), "--passphrase-file", school.passphraseFile(), "--json"},
                                        {}, 300s);
  const double byCommand = watch.ms();
  const auto listed = nlohmann::json::parse(ran.out, nullptr, false);
  PB_TRY(must(ran.exit == 0 && listed.is_array() && listed.size() == static_cast<std::size_t>(entries),
              "pillarbox inbox list: " + ran.err));
  figure("pillarbox inbox list --json", byCommand, "ms", {{"entries", entries}});
  return {};
}

Status measure(const Options& options) {
  const support::Xvfb display(1920, 1080, true);
  PB_TRY(must(display.ok(), "Xvfb could not be started"));
  for (const int entries : {1000, 10'000, 100'000}) {
    if (options.quick && entries > 10'000) break;
    PB_TRY(measureOne(options, entries));
  }
  return {};
}

}  // namespace
}  // namespace pillarbox::bench

int main(int argc, char** argv) {
  return pillarbox::bench::runBench("unlock", argc, argv, pillarbox::bench::measure);
}
