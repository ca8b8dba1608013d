// Files read by pillarbox-scanner, one after another, waiting for each: for the commands and the photocopier's folder.
// A file that ends the scanner is tried once more. One thread.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/camera/camera.h"
#include "shared/base/mailbox.h"
#include "shared/base/result.h"

namespace pillarbox::camera {

struct ReadFileResult {
  std::vector<FilePage> pages;
  std::vector<scan::Code> codes;
  std::vector<DebugPicture> debug;
  std::string problem;  // one sentence if the file, or the rest of it, could not be read; empty otherwise
};

class FileReader {
 public:
  struct Options {
    std::filesystem::path school;  // whose own forms are read, too; may be empty
    bool dataMatrix = false;
  };
  // device if the scanner cannot be started; badInput, notFound as camera::formsFor.
  static Result<std::unique_ptr<FileReader>> start(const Options& options);

  // device: there is no scanner any more.
  Result<ReadFileResult> read(BytesView file, scan::Purpose purpose, bool debug);
  // One sentence if the forms' descriptions are not good, so that no form is recognised; known after the first read.
  const std::string& formsProblem() const { return m_formsProblem; }

 private:
  FileReader() = default;
  struct Try {
    ReadFileResult result;
    bool stopped = false;  // the scanner ended meanwhile
  };
  Result<Try> readOnce(BytesView bytes, scan::Purpose purpose, bool debug);

  Mailbox<Event> m_events;
  std::unique_ptr<Camera> m_camera;  // after m_events: it tells them until it has gone
  std::int64_t m_request = 0;
  std::string m_formsProblem;
};

}  // namespace pillarbox::camera
