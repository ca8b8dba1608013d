// Files read by pillarbox-scanner, one after another, for the commands. A file that ends the scanner is tried once
// more.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/camera/camera.h"
#include "shared/base/mailbox.h"
#include "shared/base/result.h"

namespace pillarbox::command {

struct ReadFileResult {
  std::vector<camera::FilePage> pages;
  std::vector<scan::Code> codes;
  std::vector<camera::DebugPicture> debug;
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

  // A file that cannot be opened is a problem, not a Fault. device: there is no scanner any more.
  Result<ReadFileResult> read(const std::string& file, scan::Purpose purpose, bool debug);

 private:
  FileReader() = default;
  struct Try {
    ReadFileResult result;
    bool stopped = false;  // the scanner ended meanwhile
  };
  Result<Try> readOnce(BytesView bytes, scan::Purpose purpose, bool debug);

  Mailbox<camera::Event> m_events;
  std::unique_ptr<camera::Camera> m_camera;  // after m_events: it tells them until it has gone
  std::int64_t m_request = 0;
  bool m_badForms = false;
};

}  // namespace pillarbox::command
