// The scanner as the command line uses it, killed, given what is no picture, and watched for growth. Everything runs as
// the real programs. PILLARBOX_SCANNER_KILLS and PILLARBOX_SCANNER_FRAMES change how often, PILLARBOX_SEED when.
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <thread>

#include "kiosk/camera/camera.h"
#include "shared/base/files.h"
#include "shared/base/installed.h"
#include "shared/base/mailbox.h"
#include "tests/faults/story.h"

namespace pillarbox::support {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t usualKills = 6, usualFrames = 600, usualSeed = 20261122;
constexpr long mostGrowth = 16'000;  // kB, over any number of frames: what the libraries' caches still take

std::uint64_t numberFrom(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

long residentKb(int pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("VmRSS:", 0) == 0) return std::atol(line.c_str() + 6);
  }
  return 0;
}

// The first process that `pid` started, from any of its threads.
int childOf(int pid) {
  std::error_code error;
  for (std::filesystem::directory_iterator task("/proc/" + std::to_string(pid) + "/task", error), end;
       !error && task != end; task.increment(error)) {
    std::ifstream children(task->path() / "children");
    int child = 0;
    if (children >> child) return child;
  }
  return 0;
}

class Scanner : public Story {
 protected:
  void SetUp() override {
    if (::access(program("pillarbox-scanner").c_str(), X_OK) != 0) GTEST_SKIP() << "pillarbox-scanner is not built";
    Story::SetUp();
    form = temp / "form.pdf";
    const Ran printed = DemoSchool::pillarbox({"form", "print", school->folder(), "-o", form});
    ASSERT_EQ(printed.exit, 0) << printed.err;
  }
  std::string form;  // an empty form, both sides
};

TEST_F(Scanner, SandboxHoldsOnThisMachine) {
  const Ran ran = run({program("pillarbox-scanner"), "--self-test"});
  EXPECT_EQ(ran.exit, 0) << ran.out;
  EXPECT_EQ(run({program("pillarbox-scanner")}).exit, 2);
  EXPECT_EQ(run({program("pillarbox-scanner"), "--channel-fd", "99"}).exit == 0, false);
}

TEST_F(Scanner, ReadsFilesInTheirOrderAndSaysWhichItCannot) {
  const std::string bad = temp / "bad.jpg", none = temp / "none.png";
  writeText(bad, "this is no picture");
  const Ran ran = DemoSchool::pillarbox({"scan", "--json", form, bad, none, form});
  EXPECT_EQ(ran.exit, 3);
  const Json document = parsed(ran.out);
  ASSERT_EQ(document["pages"].size(), 4u);
  for (std::size_t i = 0; i < 4; ++i) {
    const Json& page = document["pages"][i];
    EXPECT_EQ(page["file"], form);
    EXPECT_EQ(page["page_no"], i % 2 + 1);
    EXPECT_EQ(page["corners"].size(), 4u);
    EXPECT_EQ(page["form"]["template"], "concern");
    EXPECT_EQ(page["form"]["side"], i % 2 + 1);
    EXPECT_FALSE(page["form"]["serial"].get<std::string>().empty());
    EXPECT_TRUE(page["quality"].is_object());
    EXPECT_GT(page["ticks"].size(), 3u);
    for (const auto& [id, tick] : page["ticks"].items()) {
      EXPECT_EQ(tick["state"], "no") << id;
      EXPECT_TRUE(tick["score"].is_number());
    }
    EXPECT_TRUE(page["marks"].empty());
    for (const auto& [id, field] : page["fields"].items()) {
      EXPECT_EQ(field["crop"].size(), 4u) << id;
      EXPECT_TRUE(field["empty"].is_boolean());
    }
  }
  const std::set<std::string> said = linesOf(ran.err);
  ASSERT_EQ(said.size(), 2u) << ran.err;
  EXPECT_NE(ran.err.find("pillarbox: " + bad + ": "), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("pillarbox: " + none + ": there is no such file."), std::string::npos) << ran.err;
}

TEST_F(Scanner, TellsPeopleWhatItReadAndExitsWithNothingIfAllWasFound) {
  const Ran ran = DemoSchool::pillarbox({"scan", form});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_NE(ran.out.find("page 2"), std::string::npos) << ran.out;
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(DemoSchool::pillarbox({"scan"}).exit, 2);
  EXPECT_EQ(DemoSchool::pillarbox({"scan", "--smile", form}).exit, 2);
}

TEST_F(Scanner, DebugPicturesAreForTheOwnerOnly) {
  const std::string folder = temp / "debug";
  const Ran ran = DemoSchool::pillarbox({"scan", "--json", "--debug-dir", folder, form});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  std::size_t count = 0;
  for (const auto& each : std::filesystem::directory_iterator(folder)) {
    struct stat status {};
    ASSERT_EQ(::stat(each.path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u);
    ++count;
  }
  EXPECT_GE(count, 4u);
}

TEST_F(Scanner, BadgesAreOneLineAPictureAndAnUnreadableOneIsSaid) {
  const std::string bad = temp / "bad.png";
  writeText(bad, "this is no picture");
  const Ran ran = DemoSchool::pillarbox({"badge", "read", bad, form});
  EXPECT_EQ(ran.exit, 3);
  ASSERT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 1) << ran.out;
  const Json line = parsed(ran.out);
  EXPECT_EQ(line["file"], form);
  ASSERT_FALSE(line["codes"].empty());  // the form's own
  EXPECT_EQ(line["codes"][0]["format"], "QRCode");
  EXPECT_EQ(line["codes"][0]["corners"].size(), 4u);
  expectOneSentence(ran.err);
}

TEST_F(Scanner, KilledInTheMiddleOfACommandTheFileIsTriedOnceMore) {
  Background command;
  ASSERT_TRUE(command.start({program("pillarbox"), "scan", "--json", form, form, form}));
  int scanner = 0;
  for (int i = 0; i < 2000 && scanner == 0; ++i) {
    std::this_thread::sleep_for(1ms);
    scanner = childOf(command.pid());
  }
  ASSERT_GT(scanner, 0);
  std::this_thread::sleep_for(200ms);
  ::kill(scanner, SIGKILL);
  EXPECT_EQ(command.waitExit(60s), 0) << command.err();
  EXPECT_EQ(parsed(command.out())["pages"].size(), 6u);
}

// A Camera and what it tells.
struct Watched {
  Mailbox<camera::Event> events;
  std::unique_ptr<camera::Camera> camera;
  std::stop_source never;

  bool start() {
    camera::CameraOptions options;
    options.scanner = program("pillarbox-scanner");
    auto forms = camera::formsFor(assetsFolder(), {});
    if (!forms) return false;
    options.forms = *forms;
    options.tell = [this](camera::Event event) { events.push(std::move(event)); };
    auto started = camera::Camera::start(std::move(options));
    if (started) camera = std::move(*started);
    return camera != nullptr;
  }
  std::optional<camera::Event> next() { return events.takeFor(never.get_token(), 60s); }
  ~Watched() { camera.reset(); }
};

TEST_F(Scanner, KilledAgainAndAgainNothingIsLost) {
  const std::uint64_t kills = numberFrom("PILLARBOX_SCANNER_KILLS", usualKills);
  std::mt19937_64 dice(numberFrom("PILLARBOX_SEED", usualSeed));
  const auto bytes = readFile(form);
  ASSERT_TRUE(bytes);
  Watched watched;
  ASSERT_TRUE(watched.start());
  std::uint64_t read = 0, stopped = 0, told = 0;
  for (std::uint64_t round = 0; round < kills; ++round) {
    const auto request = static_cast<std::int64_t>(round) + 1;
    bool done = false;
    for (int attempt = 0; attempt < 10 && !done; ++attempt) {
      ASSERT_TRUE(watched.camera->readFile(request, *bytes, scan::Purpose::page));
      if (attempt == 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(dice() % 400));
        if (const int pid = watched.camera->scannerPid(); pid > 0) ::kill(pid, SIGKILL);
      }
      std::size_t pages = 0;
      for (;;) {
        auto event = watched.next();
        ASSERT_TRUE(event) << "nothing was answered in a minute";
        if (std::holds_alternative<camera::Restarting>(*event)) ++told;
        if (const auto* page = std::get_if<camera::FilePage>(&*event); page && page->page.page.form) ++pages;
        const auto* end = std::get_if<scan::FileDone>(&*event);
        if (!end || end->request != request) continue;
        done = end->problem.empty() && pages == 2;
        stopped += done ? 0 : 1;
        break;
      }
    }
    read += done ? 1 : 0;
  }
  EXPECT_EQ(read, kills);
  EXPECT_GE(told, 1u);
  std::printf("scanner kill: rounds=%d answered_stopped=%d restarts_told=%d losses=%d\n", static_cast<int>(kills),
              static_cast<int>(stopped), static_cast<int>(told), static_cast<int>(kills - read));
}

TEST_F(Scanner, DoesNotGrowOverManyFrames) {
  const std::uint64_t frames = numberFrom("PILLARBOX_SCANNER_FRAMES", usualFrames);
  const auto bytes = readFile(form);
  ASSERT_TRUE(bytes);
  Watched watched;
  ASSERT_TRUE(watched.start());
  watched.camera->look(scan::Purpose::page, true);
  ASSERT_TRUE(watched.camera->showPicture(*bytes, 120));
  std::uint64_t seen = 0, taken = 0;
  long early = 0;
  while (seen < frames) {
    const auto event = watched.next();
    ASSERT_TRUE(event);
    ASSERT_FALSE(std::holds_alternative<camera::Restarting>(*event));
    if (std::holds_alternative<camera::PreviewPicture>(*event)) ++seen;
    if (std::holds_alternative<camera::Page>(*event)) {
      ++taken;
      watched.camera->takeAgain();
    }
    if (early == 0 && seen >= frames / 4) early = residentKb(watched.camera->scannerPid());
  }
  const long late = residentKb(watched.camera->scannerPid());
  std::printf("scanner frames: frames=%d taken=%d resident_kb=%ld grown_kb=%ld\n", static_cast<int>(seen),
              static_cast<int>(taken), late, late - early);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  EXPECT_LE(late - early, mostGrowth);
#endif
}

}  // namespace
}  // namespace pillarbox::support
