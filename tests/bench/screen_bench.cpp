// What the screens cost a cheap tablet: time to the first frame, memory, processor while nobody touches them, and how
// long frames take while somebody does. The real programs, drawn in software, driven by the robot along the way of the
// tour.
#include <thread>
#include <utility>

#include "tests/bench/bench.h"
#include "tests/support/demo.h"
#include "tests/support/robot_client.h"

namespace pillarbox::bench {
namespace {

using namespace std::chrono_literals;
using support::RobotClient;

struct Step {
  std::string screen;
  std::function<bool()> enter;
  std::function<bool()> use;  // what people do on it; may be empty
};

// One walk through `steps`: the processor while idle (unless `idleSeconds` is 0), then frame times while it is used.
Status walk(RobotClient& robot, const std::string& size, double idleSeconds, const std::vector<Step>& steps) {
  bool first = true;
  for (const Step& step : steps) {
    nlohmann::ordered_json of{{"screen", step.screen}, {"size", size}};
    const auto why = [&] { return step.screen + " at " + size + ": " + robot.error(); };
    // The frames since the program began belong to the first screen.
    PB_TRY(must(std::exchange(first, false) || robot.stats(true).has_value(), why));
    PB_TRY(must(step.enter(), why));
    if (idleSeconds > 0) {
      std::this_thread::sleep_for(1s);  // what entering set going is not idling
      const auto before = robot.stats();
      std::this_thread::sleep_for(std::chrono::duration<double>(idleSeconds));
      const auto after = robot.stats();
      PB_TRY(must(before && after, why));
      of["idle_seconds"] = idleSeconds;
      figure("processor while idle", after->cpuSeconds - before->cpuSeconds, "s", of);
      figure("frames while idle", static_cast<double>(after->frames - before->frames), "frames", of);
      figure("memory", static_cast<double>(after->rssKb) / 1024, "MiB", of);
      of.erase("idle_seconds");
    }
    PB_TRY(must(!step.use || step.use(), why));
    const auto used = robot.stats(true);
    PB_TRY(must(used.has_value(), why));
    figure("frame, p50", used->p50Ms, "ms", of);
    figure("frame, p99", used->p99Ms, "ms", of);
    figure("frame, longest", used->maxMs, "ms", of);
  }
  return {};
}

bool tapInTurn(RobotClient& robot, const std::vector<std::string>& ids, int rounds) {
  for (int i = 0; i < rounds; ++i) {
    for (const std::string& id : ids) {
      if (!robot.tap(id)) return false;
    }
  }
  return true;
}

bool scrollUpAndDown(RobotClient& robot, const std::string& id, int rounds = 20) {
  for (int i = 0; i < rounds; ++i) {
    if (!robot.scroll(id, i < rounds / 2 ? -1 : 1)) return false;
  }
  return true;
}

std::string firstItem(RobotClient& robot, const std::string& prefix) {
  const auto screen = robot.record();
  if (!screen) return {};
  for (const support::RobotItem& item : screen->items) {
    if (item.id.starts_with(prefix)) return item.id;
  }
  return {};
}

std::vector<Step> kioskSteps(RobotClient& robot, const support::DemoSchool& school) {
  const std::string badge = school.badges().at(0).code;
  return {
      {"home", [&] { return robot.waitFor("home.tell", 30s); }, {}},
      {"sign-in", [&] { return robot.tap("home.tell") && robot.waitFor("sign-in.no-badge"); }, {}},
      {"about-an-adult", [&, badge] { return robot.badge(badge) && robot.waitFor("adult.no"); }, {}},
      {"who", [&] { return robot.tap("adult.no") && robot.waitFor("who.search") && robot.tap("who.search"); },
       [&] {
         for (const char* name : {"a", "m", "el", "ha", "zo"}) {
           if (!robot.type(name) || !scrollUpAndDown(robot, "who.search", 4)) return false;
           if (std::string_view(name) != "zo" && !robot.keys({"backspace", "backspace"})) return false;
         }
         return true;
       }},
      {"who-chosen",
       [&] {
         const std::string pupil = firstItem(robot, "who.pupil.");
         return !pupil.empty() && robot.tap(pupil) && robot.waitFor("who.part.1.worried-about");
       },
       [&] {
         return tapInTurn(robot, {"who.part.1.hurt", "who.part.1.worried-about"}, 10);
       }},
      {"what", [&] { return robot.tap("page.next") && robot.waitFor("what.kind.child-told-me"); },
       [&] {
         return tapInTurn(
             robot, {"what.kind.child-told-me", "what.kind.i-saw", "what.when.now", "what.where.2", "what.where.1"}, 4);
       }},
      {"write", [&] { return robot.tap("page.next") && robot.waitFor("write.account") && robot.tap("write.account"); },
       [&] {
         for (int i = 0; i < 12; ++i) {
           if (!robot.type("At 12.40 Zoe came to me by the climbing frame, crying. ")) return false;
         }
         return robot.keys({"backspace", "backspace", "up", "up", "down"}) && scrollUpAndDown(robot, "write.account");
       }},
      {"what-was-done", [&] { return robot.tap("page.next") && robot.waitFor("done.told.no"); },
       [&] {
         return tapInTurn(robot, {"done.told.no", "done.spoke", "done.urgent"}, 8);
       }},
      {"check", [&] { return robot.tap("page.next") && robot.waitFor("check.facts"); },
       [&] { return scrollUpAndDown(robot, "check.facts"); }},
      {"posted", [&] { return robot.tap("page.next") && robot.waitFor("posted.reference", 15s); }, {}},
      {"home-after", [&] { return robot.tap("page.next") && robot.waitFor("home.tell"); }, {}},
      {"mine",
       [&, badge] { return robot.tap("home.mine") && robot.badge(badge) && robot.waitFor("mine.state.1", 15s); },
       {}},
  };
}

std::vector<Step> inboxSteps(RobotClient& robot, const support::DemoSchool& school) {
  const support::DemoPerson dsl = school.person("dsl");
  return {
      {"inbox-card", [&] { return robot.waitFor("unlock.card", 30s); }, {}},
      {"inbox-passphrase", [&, dsl] { return robot.badge(dsl.cardCode) && robot.waitFor("unlock.passphrase"); },
       [&, dsl] { return robot.tap("unlock.passphrase") && robot.type(dsl.passphrase); }},
      {"inbox-list", [&] { return robot.tap("unlock.go") && robot.waitFor("list.unread", 30s); },
       [&] {
         return tapInTurn(robot, {"list.open", "list.unread"}, 10);
       }},
      {"inbox-concern",
       [&] {
         const std::string first = firstItem(robot, "list.case.");
         return !first.empty() && robot.tap(first) && !robot.waitForPart("concern.read").empty();
       },
       {}},
      {"inbox-cover", [&] { return robot.tap("bar.cover") && robot.waitFor("cover.lift"); }, {}},
  };
}

Status firstFrames(const std::string& program, const std::string& folder, const std::string& waitsFor, int rounds) {
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) {
    RobotClient robot;
    const Watch watch;
    PB_TRY(must(robot.start(support::program(program), {folder, "--window"}) && robot.waitFor(waitsFor, 60s),
                [&] { return program + ": " + robot.error(); }));
    times.push_back(watch.ms());
    PB_TRY(must(robot.quit() && robot.waitExit() == 0, program + " did not end"));
  }
  figure("start to first frame", median(times), "ms",
         {{"program", program}, {"rounds", rounds}, {"longest", percentile(times, 100)}});
  return {};
}

Status measure(const Options& options) {
  const support::TempFolder temp;
  const support::DemoSchool school(temp / "school");
  PB_TRY(must(school.problem().empty(), school.problem()));
  support::DemoServer server(temp / "server");
  PB_TRY(must(server.problem().empty() && server.addSchool(school.folder() + "/directory.json") && server.serve(),
              [&] { return server.problem(); }));
  const support::Ran connected =
      support::DemoSchool::pillarbox({"connect", school.folder(), "--server", server.url(), "--ca", server.ca()});
  PB_TRY(must(connected.exit == 0, connected.err));
  const support::Xvfb display(1920, 1080, true);
  PB_TRY(must(display.ok(), "Xvfb could not be started"));
  const double idle = options.quick ? 5 : 20;

  PB_TRY(firstFrames("pillarbox-kiosk", school.folder(), "home.tell", options.quick ? 2 : 7));
  PB_TRY(firstFrames("pillarbox-inbox", school.folder(), "unlock.card", options.quick ? 2 : 7));
  for (const std::string size : {"1280x800", "1920x1080"}) {
    const double idleHere = size == "1280x800" ? idle : 0;
    for (const std::string program : {"pillarbox-kiosk", "pillarbox-inbox"}) {
      RobotClient robot;
      PB_TRY(must(robot.start(support::program(program), {school.folder(), "--window", "--size", size}), program));
      PB_TRY(walk(robot, size, idleHere,
                  program == "pillarbox-kiosk" ? kioskSteps(robot, school) : inboxSteps(robot, school)));
      PB_TRY(must(robot.quit() && robot.waitExit() == 0, program + " did not end"));
    }
  }
  return {};
}

}  // namespace
}  // namespace pillarbox::bench

int main(int argc, char** argv) {
  return pillarbox::bench::runBench("screen", argc, argv, pillarbox::bench::measure);
}
