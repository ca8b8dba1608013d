#include "kiosk/camera/camera.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "shared/base/bytes.h"
#include "shared/base/mailbox.h"
#include "tests/support/demo.h"
#include "tests/support/process.h"

namespace pillarbox::camera {
namespace {

using namespace std::chrono_literals;

// One page, one line of text: read as a sheet of paper, or not, but answered.
std::string tinyPdf() {
  return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
         "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 298 421]/Contents 4 0 R>>endobj\n"
         "4 0 obj<</Length 27>>stream\n0 0 0 rg 50 50 9 90 re f    \nendstream endobj\n"
         "trailer<</Root 1 0 R/Size 5>>\n";
}

// 16 by 16 white pixels.
Bytes tinyPng() {
  return *fromBase64("iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAAD0lEQVR42mP4jwYYRrYAAID5/wGR6yAaAAAAAElFTkSuQmCC",
                     Base64::padded);
}

class CameraTest : public ::testing::Test {
 protected:
  Mailbox<Event> events;
  std::unique_ptr<Camera> camera;
  support::TempFolder folder;
  std::stop_source never;

  bool start(CameraOptions options = {}) {
    if (options.scanner.empty()) options.scanner = support::program("pillarbox-scanner");
    if (options.forms.empty()) options.forms = R"({"forms":[],"bodies":[]})";
    options.tell = [this](Event event) { events.push(std::move(event)); };
    auto started = Camera::start(std::move(options));
    if (!started) return false;
    camera = std::move(*started);
    return true;
  }
  // A scanner that is this test program under another name.
  bool startAs(const std::string& name) {
    CameraOptions options;
    options.scanner = folder / name;
    std::filesystem::create_symlink(std::filesystem::read_symlink("/proc/self/exe"), options.scanner);
    return start(std::move(options));
  }
  template <class Wanted>
  std::optional<Wanted> waitFor(std::chrono::seconds patience = 20s) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < until) {
      auto event = events.takeFor(never.get_token(), 100ms);
      if (event && std::holds_alternative<Wanted>(*event)) return std::get<Wanted>(std::move(*event));
    }
    return std::nullopt;
  }
  void TearDown() override { camera.reset(); }
};

std::size_t openDescriptors() {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& each : std::filesystem::directory_iterator("/proc/self/fd")) ++count;
  return count;
}

std::string statusOf(int pid, const std::string& key) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind(key + ":", 0) == 0) return line.substr(line.find_first_not_of(": \t", key.size()));
  }
  return {};
}

#define NEEDS_SCANNER()                                                   \
  if (::access(support::program("pillarbox-scanner").c_str(), X_OK) != 0) \
  GTEST_SKIP() << "pillarbox-scanner has not "                            \
                  "been built"

TEST_F(CameraTest, StartsAScannerThatIsInItsSandbox) {
  NEEDS_SCANNER();
  ASSERT_TRUE(start());
  const auto ready = waitFor<scan::Ready>();
  ASSERT_TRUE(ready);
  EXPECT_EQ(ready->problem, "");
  EXPECT_EQ(statusOf(camera->scannerPid(), "Seccomp"), "2");
  EXPECT_EQ(statusOf(camera->scannerPid(), "NoNewPrivs"), "1");
  EXPECT_TRUE(support::readText("/proc/" + std::to_string(camera->scannerPid()) + "/environ").empty());
}

TEST_F(CameraTest, ReadsFilesAndSaysWhichItCannot) {
  NEEDS_SCANNER();
  ASSERT_TRUE(start());
  ASSERT_TRUE(camera->readFile(1, viewOf("no picture at all"), scan::Purpose::page));
  ASSERT_TRUE(camera->readFile(2, viewOf(tinyPdf()), scan::Purpose::page));
  const auto bad = waitFor<scan::FileDone>();
  ASSERT_TRUE(bad);
  EXPECT_EQ(bad->request, 1);
  EXPECT_NE(bad->problem, "");
  const auto page = waitFor<FilePage>();
  ASSERT_TRUE(page);
  EXPECT_EQ(page->request, 2);
  if (page->page.page.width > 0) {
    EXPECT_LE(page->page.webp.size(), scan::mostPageBytes);
    EXPECT_EQ(page->page.grey->size(), static_cast<std::size_t>(page->page.page.width * page->page.page.height));
  }
  const auto done = waitFor<scan::FileDone>();
  ASSERT_TRUE(done);
  EXPECT_EQ(done->problem, "");
}

TEST_F(CameraTest, DecodesAnAttachmentAndShowsAPictureAsTheCameraWould) {
  NEEDS_SCANNER();
  ASSERT_TRUE(start());
  ASSERT_TRUE(camera->decode(5, viewOf(tinyPdf()), 200, 200));
  const auto decoded = waitFor<Decoded>();
  ASSERT_TRUE(decoded);
  ASSERT_EQ(decoded->problem, "");
  EXPECT_LE(decoded->picture.width, 200);
  EXPECT_LE(decoded->picture.height, 200);
  ASSERT_TRUE(camera->decode(6, viewOf("nothing"), 200, 200));
  const auto nothing = waitFor<Decoded>();
  ASSERT_TRUE(nothing);
  EXPECT_NE(nothing->problem, "");

  camera->look(scan::Purpose::page, true);
  ASSERT_TRUE(camera->showPicture(viewOf(tinyPdf())));
  const auto open = waitFor<scan::CameraIs>();
  ASSERT_TRUE(open);
  if (open->state == scan::CameraState::open) {
    const auto preview = waitFor<PreviewPicture>();
    ASSERT_TRUE(preview);
    EXPECT_EQ(preview->pixels->size(), static_cast<std::size_t>(preview->stride * preview->height));
    EXPECT_TRUE(waitFor<scan::Guide>());
  }
}

TEST_F(CameraTest, AKilledScannerIsBackWithinASecondAndItsFileIsAnswered) {
  NEEDS_SCANNER();
  ASSERT_TRUE(start());
  ASSERT_TRUE(waitFor<scan::Ready>());
  ASSERT_EQ(::kill(camera->scannerPid(), SIGSTOP), 0);  // so that it is surely in the middle of it
  ASSERT_TRUE(camera->readFile(1, viewOf(tinyPdf()), scan::Purpose::page));
  ASSERT_TRUE(camera->decode(2, viewOf(tinyPdf()), 100, 100));
  std::this_thread::sleep_for(300ms);
  ASSERT_EQ(::kill(camera->scannerPid(), SIGKILL), 0);
  const auto killed = std::chrono::steady_clock::now();
  ASSERT_TRUE(waitFor<Restarting>());
  const auto done = waitFor<scan::FileDone>();
  ASSERT_TRUE(done);
  EXPECT_EQ(done->request, 1);
  EXPECT_EQ(done->problem, "The picture reader stopped while reading this file.");
  ASSERT_TRUE(waitFor<Decoded>());
  ASSERT_TRUE(waitFor<scan::Ready>());
  RecordProperty(
      "ms_until_ready",
      static_cast<int>(
          std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - killed).count()));
  ASSERT_TRUE(camera->readFile(3, viewOf(tinyPdf()), scan::Purpose::page));
  const auto next = waitFor<scan::FileDone>();
  ASSERT_TRUE(next);
  EXPECT_EQ(next->problem, "");
}

TEST_F(CameraTest, RemembersWhatItLooksForOverARestart) {
  NEEDS_SCANNER();
  ASSERT_TRUE(start());
  camera->look(scan::Purpose::page, true);
  ASSERT_TRUE(camera->showPicture(viewOf(tinyPdf())));
  ASSERT_TRUE(waitFor<PreviewPicture>());
  ASSERT_EQ(::kill(camera->scannerPid(), SIGKILL), 0);
  ASSERT_TRUE(waitFor<Restarting>());
  ASSERT_TRUE(waitFor<scan::Ready>());
  EXPECT_TRUE(waitFor<PreviewPicture>());
}

TEST_F(CameraTest, TwoHundredFilesLeaveNoDescriptorOpen) {
  NEEDS_SCANNER();
  ASSERT_TRUE(start());
  ASSERT_TRUE(waitFor<scan::Ready>());
  const Bytes png = tinyPng();
  const std::size_t before = openDescriptors();
  for (int i = 1; i <= 200; ++i) ASSERT_TRUE(camera->decode(i, png, 50, 50));
  for (int i = 1; i <= 200; ++i) {
    const auto decoded = waitFor<Decoded>();
    ASSERT_TRUE(decoded);  // the scanner may have 64 descriptors: it has leaked none either
    ASSERT_EQ(decoded->problem, "");
    ASSERT_EQ(decoded->request, i);
  }
  // The last one is closed just after it was told.
  for (int i = 0; i < 100 && openDescriptors() != before; ++i) std::this_thread::sleep_for(10ms);
  EXPECT_EQ(openDescriptors(), before);
}

TEST_F(CameraTest, EndsTheScannerAndItsMemoryWithTheSession) {
  NEEDS_SCANNER();
  ASSERT_TRUE(start());
  ASSERT_TRUE(waitFor<scan::Ready>());
  const int pid = camera->scannerPid();
  camera.reset();
  EXPECT_NE(::kill(pid, 0), 0);
}

TEST_F(CameraTest, ADeviceThatIsNoCameraIsUnusableAndAPluggedOneIsNoticed) {
  NEEDS_SCANNER();
  CameraOptions options;
  options.device = true;
  options.devices = folder.path();
  support::writeText(folder / "video0", "no camera");
  ASSERT_TRUE(start(std::move(options)));
  auto state = waitFor<scan::CameraIs>();
  ASSERT_TRUE(state);
  EXPECT_EQ(state->state, scan::CameraState::unusable);
  support::writeText(folder / "video1", "no camera");
  state = waitFor<scan::CameraIs>();
  ASSERT_TRUE(state);
  EXPECT_EQ(state->state, scan::CameraState::unusable);
}

TEST_F(CameraTest, BadFormsAreSaidWithReady) {
  NEEDS_SCANNER();
  CameraOptions options;
  options.forms = R"({"forms":[{"name":"broken.json","json":"{"}],"bodies":[]})";
  ASSERT_TRUE(start(std::move(options)));
  const auto ready = waitFor<scan::Ready>();
  ASSERT_TRUE(ready);
  EXPECT_NE(ready->problem.find("broken.json"), std::string::npos) << ready->problem;
}

TEST_F(CameraTest, AProgramThatIsNotThereIsAFault) {
  CameraOptions options;
  options.scanner = "/nonexistent/scanner";
  EXPECT_FALSE(start(std::move(options)));
}

TEST_F(CameraTest, AScannerThatKeepsDyingIsSaidToBeGone) {
  ASSERT_TRUE(startAs("dies"));
  EXPECT_TRUE(waitFor<Gone>());
}

class Hostile : public CameraTest, public ::testing::WithParamInterface<const char*> {};

TEST_P(Hostile, ScannersAreEndedAndNothingOfTheirsIsBelieved) {
  const std::size_t before = openDescriptors();
  ASSERT_TRUE(startAs(GetParam()));
  const auto until = std::chrono::steady_clock::now() + 20s;
  bool ended = false;
  while (!ended && std::chrono::steady_clock::now() < until) {
    const auto event = events.takeFor(never.get_token(), 100ms);
    if (!event) continue;
    ended = std::holds_alternative<Restarting>(*event);
    EXPECT_FALSE(std::holds_alternative<Page>(*event));
    EXPECT_FALSE(std::holds_alternative<PreviewPicture>(*event));
  }
  EXPECT_TRUE(ended);
  camera.reset();
  EXPECT_EQ(openDescriptors(), before);
}

INSTANTIATE_TEST_SUITE_P(Camera, Hostile,
                         ::testing::Values("garbage", "no-descriptor", "short-memory", "unsealed", "short-preview",
                                           "no-preview", "version", "flood"));

TEST_F(CameraTest, AnAnswerThatNobodyAskedForIsNotPassedOn) {
  ASSERT_TRUE(startAs("unasked"));
  bool ready = false;
  while (!ready) {
    const auto event = events.takeFor(never.get_token(), 20s);
    ASSERT_TRUE(event);
    EXPECT_FALSE(std::holds_alternative<scan::FileDone>(*event));
    ready = std::holds_alternative<scan::Ready>(*event);
  }
}

TEST(Forms, AreTheProgramsOwnAndTheSchools) {
  const auto forms = formsFor(support::sourceFolder() + "/assets", {});
  ASSERT_TRUE(forms) << forms.fault().detail;
  const auto json = nlohmann::json::parse(*forms);
  EXPECT_FALSE(json["forms"].empty());
  EXPECT_FALSE(json["bodies"].empty());
}

}  // namespace
}  // namespace pillarbox::camera
