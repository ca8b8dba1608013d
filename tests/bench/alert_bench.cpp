// From the moment a hand is on "I need help now" until a mail server has taken the e-mail: the real kiosk, the real
// main server, a real mail server with STARTTLS and a sign-in. The second that the button is held is left out: the
// robot moves the kiosk's clock over it.
#include "tests/bench/mail.h"
#include "tests/support/robot_client.h"

namespace pillarbox::bench {
namespace {

using namespace std::chrono_literals;
using support::DemoSchool;

Status measure(const Options& options) {
  const support::TempFolder temp;
  const support::Xvfb screen(1280, 800);
  PB_TRY(must(screen.ok(), "no display, and no Xvfb"));
  DemoSchool demo(temp / "school");
  PB_TRY(must(demo.problem().empty(), demo.problem()));
  support::DemoServer server(temp / "server");
  Mail mail;
  PB_TRY(must(server.problem().empty() && server.addSchool(demo.folder() + "/directory.json"),
              [&] { return server.problem(); }));
  PB_TRY(mail.start(server, temp / "mails"));
  PB_TRY(must(server.serve(), [&] { return server.problem(); }));
  const support::Ran connected =
      DemoSchool::pillarbox({"connect", demo.folder(), "--server", server.url(), "--ca", server.ca()});
  PB_TRY(must(connected.exit == 0, connected.err));
  PB_TRY(mail.prove(demo, temp / "typing"));

  std::vector<double> tapped;
  const int rounds = options.quick ? 2 : 12;
  for (int i = 0; i < rounds; ++i) {
    support::RobotClient kiosk;  // a new one each time: a call that waits is not made twice
    PB_TRY(must(kiosk.start(support::program("pillarbox-kiosk"), {demo.folder(), "--window"}) &&
                    kiosk.waitFor("home.call", 30s),
                [&] { return "the kiosk: " + kiosk.error(); }));
    std::this_thread::sleep_for(2s);  // it has synced, and the mail server's last connection has gone
    const std::size_t before = mail.taken();
    const Watch watch;
    PB_TRY(must(kiosk.hold("home.call"), [&] { return "the call: " + kiosk.error(); }));
    PB_TRY(must(mail.waitFor(before + 1), [&] { return "no e-mail came: " + server.process().err(); }));
    tapped.push_back(watch.ms());
    (void)kiosk.quit();
  }
  PB_TRY(must(mail.taken() == static_cast<std::size_t>(rounds) + 1, "there are more e-mails than calls"));
  const nlohmann::ordered_json of{{"calls", rounds}};
  figure("an urgent call made, to its e-mail taken: p50", percentile(tapped, 50), "ms", of);
  figure("an urgent call made, to its e-mail taken: most", percentile(tapped, 100), "ms", of);
  return {};
}

}  // namespace
}  // namespace pillarbox::bench

int main(int argc, char** argv) {
  return pillarbox::bench::runBench("alert", argc, argv, pillarbox::bench::measure);
}
