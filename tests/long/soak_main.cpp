// A school under way for a long time: a kiosk at which somebody writes, a second device that posts with and without
// pictures, a lead who reads, urgent calls with their e-mails, backups, all at once with the real programs. Prints what
// the long-running programs take every minute; fails if that grows after the warm-up, or if anything is lost.
#include <algorithm>
#include <map>
#include <set>

#include "tests/bench/mail.h"
#include "tests/support/robot_client.h"

namespace pillarbox::bench {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using support::DemoSchool;
using support::RobotClient;
using support::run;

// What is let pass after the warm-up: the caches of SQLite, of the allocator and of the screen's letters fill slowly.
constexpr double mostGrowthMiB = 16;
constexpr double mostGrowthDescriptors = 16;

double descriptorsOf(int pid) {
  std::error_code gone;
  double count = 0;
  for ([[maybe_unused]] const auto& each :
       std::filesystem::directory_iterator("/proc/" + std::to_string(pid) + "/fd", gone)) {
    ++count;
  }
  return count;
}

struct Sample {
  double serverMiB, serverDescriptors, kioskMiB, kioskDescriptors;
};

class Soak {
 public:
  Soak(double seconds, double every) : m_seconds(seconds), m_every(every) {}
  Status go() {
    PB_TRY(begin());
    const Watch watch;
    double nextPost = 0, nextKiosk = 2, nextRead = 5, nextBackup = 10, nextSample = std::min(m_every, m_seconds / 8);
    while (watch.seconds() < m_seconds) {
      const double now = watch.seconds();
      if (now >= nextPost) {
        PB_TRY(post());
        nextPost = now + 1;
      }
      if (now >= nextKiosk) {
        PB_TRY(writeAtKiosk());
        nextKiosk = now + 5;
      }
      if (now >= nextRead) {
        PB_TRY(read());
        nextRead = now + 10;
      }
      if (now >= nextBackup) {
        PB_TRY(backup());
        nextBackup = now + 30;
      }
      if (now >= nextSample) {
        sample(now);
        nextSample = now + std::min(m_every, m_seconds / 8);
      }
      (void)m_server.process().err();  // a log nobody reads would stop the server
      std::this_thread::sleep_for(50ms);
    }
    sample(watch.seconds());
    PB_TRY(nothingLost());
    return flat();
  }

 private:
  static Status did(const std::vector<std::string>& words) {
    const support::Ran ran = DemoSchool::pillarbox(words);
    return must(ran.exit == 0, words.front() + ": " + ran.err);
  }
  Status withKey(std::vector<std::string> words) const {
    words.insert(words.end(), {"--card-file", m_school.cardFile(), "--passphrase-file", m_school.passphraseFile()});
    return did(words);
  }

  Status begin() {
    PB_TRY(must(m_screen.ok(), "no display, and no Xvfb"));
    PB_TRY(must(m_school.problem().empty(), m_school.problem()));
    PB_TRY(must(m_server.problem().empty() && m_server.addSchool(m_school.folder() + "/directory.json"),
                [&] { return m_server.problem(); }));
    PB_TRY(m_mail.start(m_server, m_temp / "mails"));
    PB_TRY(must(m_server.serve(), [&] { return m_server.problem(); }));
    PB_TRY(did({"connect", m_school.folder(), "--server", m_server.url(), "--ca", m_server.ca()}));
    PB_TRY(m_mail.prove(m_school, m_temp / "typing"));
    const std::string invite = m_temp / "invite.txt";
    PB_TRY(withKey({"invite", m_school.folder(), "-o", invite}));
    const support::Ran joined = DemoSchool::pillarbox({"join", m_second, "--invite", invite, "--json"});
    const json said = json::parse(joined.out, nullptr, false);
    PB_TRY(must(said.is_object(), "join: " + joined.err));
    PB_TRY(withKey({"approve", m_school.folder(), said.value("device", "")}));
    std::string picture(296'000, '\0');
    std::uint32_t noise = 1;
    for (char& each : picture) each = static_cast<char>((noise = noise * 1664525U + 1013904223U) >> 24);
    support::writeText(m_temp / "page.webp", "RIFF" + picture);
    return must(m_kiosk.start(support::program("pillarbox-kiosk"), {m_school.folder(), "--window"}) &&
                    m_kiosk.waitFor("home.tell", 30s),
                [&] { return "the kiosk: " + m_kiosk.error(); });
  }

  // From the second device; every tenth is urgent, every fifth has a picture.
  Status post() {
    ++m_posts;
    const bool urgent = m_posts % 10 == 0;
    const json entry{{"author", {{"name", "Pat Example"}, {"role", "Lunchtime supervisor"}}},
                     {"account", "Invented, number " + std::to_string(m_posts)},
                     {"urgent", urgent}};
    std::vector<std::string> words{"post", m_second, "--entry", "-", "--json"};
    if (m_posts % 5 == 0) words.insert(words.end(), {"--attach", m_temp / "page.webp"});
    const support::Ran posted = DemoSchool::pillarbox(words, entry.dump());
    const json answer = json::parse(posted.out, nullptr, false);
    PB_TRY(must(posted.exit == 0 && answer.is_object(), "post: " + posted.err));
    m_ids.insert(answer.value("id", ""));
    if (urgent) m_urgent.insert(answer.value("reference", ""));
    (void)DemoSchool::pillarbox({"sync", m_second, "--once"});
    return {};
  }

  // The least that anybody must do at the screen.
  Status writeAtKiosk() {
    RobotClient& robot = m_kiosk;
    const bool written = robot.waitFor("home.tell") && robot.tap("home.tell") && robot.tap("sign-in.no-badge") &&
                         robot.waitFor("by-name.name") && robot.tap("by-name.name") && robot.type("Robin Supply") &&
                         robot.tap("by-name.role.supply") && robot.waitFor("adult.no") && robot.tap("adult.no") &&
                         robot.tap("who.unknown") && robot.waitFor("who.description") &&
                         robot.type("A boy in a red coat") && robot.tap("page.next") &&
                         robot.tap("who.part.1.worried-about") && robot.tap("page.next") &&
                         robot.tap("what.kind.i-saw") && robot.tap("what.when.now") && robot.tap("page.next") &&
                         robot.waitFor("write.account") && robot.tap("write.account") &&
                         robot.type("Invented: he stood alone at the fence at 12.40.") && robot.tap("page.next") &&
                         robot.tap("done.told.no") && robot.tap("page.next") && robot.waitFor("check.facts") &&
                         robot.tap("page.next") && robot.waitFor("posted.reference");
    PB_TRY(must(written, [&] { return "at the kiosk: " + robot.error(); }));
    ++m_written;
    // "Done" waits a moment after posting.
    return must(robot.tap("page.next") && robot.waitFor("home.tell"), [&] { return "at the kiosk: " + robot.error(); });
  }

  // The lead reads the oldest that she has not read.
  Status read() {
    (void)m_school.sync();
    const support::Ran listed = m_school.inbox({"list"});
    PB_TRY(must(listed.exit == 0, "inbox list: " + listed.err));
    for (const std::string& id : m_ids) {
      if (m_read.contains(id) || listed.out.find(id) == std::string::npos) continue;
      const support::Ran ran = m_school.inbox({"read", id});
      PB_TRY(must(ran.exit == 0, "inbox read: " + ran.err));
      m_read.insert(id);
      break;
    }
    return {};
  }

  Status backup() {
    const std::string file = m_temp / "backup.db";
    std::filesystem::remove(file);
    const support::Ran ran = run({support::program("pillarbox-server"), "backup", m_server.folder(), file});
    ++m_backups;
    return must(ran.exit == 0, "backup: " + ran.err);
  }

  void sample(double now) {
    const int server = m_server.process().pid(), kiosk = m_kiosk.pid();
    m_samples.push_back({memoryMiB(server), descriptorsOf(server), memoryMiB(kiosk), descriptorsOf(kiosk)});
    double database = 0;
    for (const char* end : {"", "-wal"}) {
      std::error_code none;
      const auto size = std::filesystem::file_size(m_server.database() + end, none);
      if (!none) database += static_cast<double>(size) / (1 << 20);
    }
    const Sample& last = m_samples.back();
    std::printf(
        "%6.1f min  server %6.1f MiB %3.0f descriptors  kiosk %6.1f MiB %3.0f descriptors  database %7.1f MiB  "
        "posted %d + %d, read %zu, e-mails %zu, backups %d\n",
        now / 60, last.serverMiB, last.serverDescriptors, last.kioskMiB, last.kioskDescriptors, database, m_posts,
        m_written, m_read.size(), m_mail.taken(), m_backups);
    std::fflush(stdout);
  }

  // Everything that was said to be posted is at the server, once and sound, and each urgent call has its e-mail.
  Status nothingLost() {
    (void)m_kiosk.quit();
    m_kiosk.waitExit();
    for (const std::string& folder : {m_second, m_school.folder()}) {
      PB_TRY(did({"sync", folder, "--once", "--patience", "120"}));
      PB_TRY(did({"verify", folder}));
    }
    const std::string rows = run({"sqlite3", m_server.database(), "SELECT id FROM entries"}).out;
    for (const std::string& id : m_ids) PB_TRY(must(rows.find(id) != std::string::npos, "lost: " + id));
    const std::string here =
        run({"sqlite3", m_school.folder() + "/pillarbox.db", "SELECT count(*) FROM postings WHERE kind = 'concern'"})
            .out;
    PB_TRY(must(std::atoi(here.c_str()) >= m_posts + m_written,
                "only " + here + " of " + std::to_string(m_posts + m_written) + " are in the school's folder"));
    const support::Ran walked = run({support::program("pillarbox-server"), "verify", m_server.folder()});
    PB_TRY(must(walked.exit == 0, "the server's chain: " + walked.out + walked.err));
    for (const std::string& reference : m_urgent) {
      const Watch patience;
      while (!named(reference)) {
        PB_TRY(must(patience.seconds() < 60, "no e-mail for " + reference));
        std::this_thread::sleep_for(100ms);
      }
    }
    std::printf("nothing lost: %d posted, %zu of them urgent and alerted, %zu read\n", m_posts + m_written,
                m_urgent.size(), m_read.size());
    return {};
  }
  bool named(const std::string& reference) const {
    for (const auto& file : std::filesystem::directory_iterator(m_temp / "mails")) {
      if (support::readText(file.path()).find(reference) != std::string::npos) return true;
    }
    return false;
  }

  // The middle of the samples just after the warm-up (a third of the time, at most five minutes) against the last.
  Status flat() const {
    const auto count = m_samples.size();
    const auto warm = std::min(count / 3, static_cast<std::size_t>(300 / m_every) + 1);
    const auto some = std::max<std::size_t>(1, (count - warm) / 4);
    const auto middle = [&](std::size_t from, double Sample::*what) {
      std::vector<double> values;
      for (std::size_t i = from; i < std::min(from + some, count); ++i) values.push_back(m_samples[i].*what);
      return median(values);
    };
    Status all;
    const auto check = [&](const char* name, double Sample::*what, double bound, const char* unit) {
      const double from = middle(warm, what), to = middle(count - some, what);
      std::printf("%s: %.1f after the warm-up, %.1f at the end\n", name, from, to);
      if (to - from > bound && all.ok()) all = Fault{FaultCode::internal, std::string(name) + " grew"};
      figure(std::string(name) + ", growth after the warm-up", to - from, unit, {{"minutes", m_seconds / 60}});
    };
    check("server memory", &Sample::serverMiB, mostGrowthMiB, "MiB");
    check("server descriptors", &Sample::serverDescriptors, mostGrowthDescriptors, "descriptors");
    check("kiosk memory", &Sample::kioskMiB, mostGrowthMiB, "MiB");
    check("kiosk descriptors", &Sample::kioskDescriptors, mostGrowthDescriptors, "descriptors");
    return all;
  }

  double m_seconds, m_every;
  support::TempFolder m_temp;
  support::Xvfb m_screen{1280, 800};
  DemoSchool m_school{m_temp / "school"};
  support::DemoServer m_server{m_temp / "server"};
  Mail m_mail;
  RobotClient m_kiosk;
  std::string m_second = m_temp / "second";
  std::set<std::string> m_ids, m_urgent, m_read;
  int m_posts = 0, m_written = 0, m_backups = 0;
  std::vector<Sample> m_samples;
};

}  // namespace
}  // namespace pillarbox::bench

int main(int argc, char** argv) {
  const double seconds = argc > 1 ? std::atof(argv[1]) : 0;
  const double every = argc > 2 ? std::atof(argv[2]) : 60;
  if (seconds < 10 || every < 1) {
    std::fprintf(stderr, "Usage: soak SECONDS [SECONDS_BETWEEN_LINES]      at least 10\n");
    return 2;
  }
  pillarbox::bench::benchName() = "soak";
  pillarbox::log::setLevel(pillarbox::log::Level::error);
  if (!pillarbox::initialiseCryptography()) return 1;
  const pillarbox::Status done = pillarbox::bench::Soak(seconds, every).go();
  if (!done.ok()) std::fprintf(stderr, "soak: %s\n", done.fault().detail.c_str());
  return done.ok() ? 0 : 1;
}
