// The screen programs' end of pillarbox-scanner: starts it, hands it the camera, starts it again when it dies, and
// turns what it says into values. One Camera is one session's eye: destroying it ends the process and all its memory.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "scanner/protocol/messages.h"
#include "shared/base/bytes.h"
#include "shared/base/result.h"

namespace pillarbox::camera {

// What the person at the camera should see now, BGRA, `stride` bytes a row.
struct PreviewPicture {
  int width = 0, height = 0, stride = 0;
  std::shared_ptr<const Bytes> pixels;
};
// A page: what is kept, what was read, and its pixels to cut crops from (grey, page.width a row). A page of a file that
// could not be found has neither picture: page.problem says why.
struct Page {
  PaperPage page;
  Bytes webp;
  std::shared_ptr<const Bytes> grey;
};
struct FilePage {
  std::int64_t request = 0;
  int pageNo = 1, pages = 1;
  Page page;
};
struct Decoded {
  std::int64_t request = 0;
  PreviewPicture picture;
  std::string problem;
};
struct DebugPicture {
  std::int64_t request = 0;
  int pageNo = 1;
  std::string name;
  Bytes png;
};
// The scanner ended by itself and is being started again: say "the camera is restarting". What was asked of files is
// answered with FileDone{problem}.
struct Restarting {};
struct Gone {
  Fault fault;
};  // it cannot be started: go on without a camera

using Event =
    std::variant<scan::Ready, scan::CameraIs, PreviewPicture, scan::BadgeSeen, scan::SeveralBadges, scan::Guide, Page,
                 FilePage, scan::FileCodes, DebugPicture, scan::FileDone, Decoded, Restarting, Gone>;

struct CameraOptions {
  std::filesystem::path scanner;  // the program; empty: beside this one
  std::string forms;              // the JSON of scan::Begin's memfd
  std::string language = "en";
  bool dataMatrix = false;
  bool device = false;                     // open and watch /dev/video*; otherwise only files and showPicture()
  int width = 1920, height = 1080;         // asked of the device; it may give another
  int rotation = 0;                        // 0, 90, 180, 270: how the device is mounted
  std::filesystem::path devices = "/dev";  // where the video* nodes are
  // On another thread: push to a Mailbox and wake the window. Never called after the destructor returned.
  std::function<void(Event)> tell;
};

class Camera {
 public:
  // notFound, notPermitted or device if the program cannot be started at all.
  static Result<std::unique_ptr<Camera>> start(CameraOptions options);
  ~Camera();
  Camera(const Camera&) = delete;
  Camera& operator=(const Camera&) = delete;

  // Any thread; remembered over a restart of the scanner.
  void look(scan::Purpose purpose, bool preview);
  void takeNow();
  void takeAgain();
  // Instead of a device. A test may want frames faster than they come from one.
  Status showPicture(BytesView file, int framesPerSecond = 15);
  Status readFile(std::int64_t request, BytesView file, scan::Purpose purpose, bool debug = false);
  Status decode(std::int64_t request, BytesView attachment, int maxWidth, int maxHeight);
  int scannerPid() const;  // for tests that kill it; 0 while there is none

 private:
  Camera();
  struct Parts;
  std::unique_ptr<Parts> m;
};

// The JSON of the descriptions: the program's own (assets) with the school's in place of those of the same id.
Result<std::string> formsFor(const std::filesystem::path& assets, const std::filesystem::path& schoolFolder);

}  // namespace pillarbox::camera
