#include "kiosk/command/file_reader.h"

#include "kiosk/command/output.h"
#include "shared/base/files.h"
#include "shared/base/installed.h"

namespace pillarbox::command {

Result<std::unique_ptr<FileReader>> FileReader::start(const Options& options) {
  std::unique_ptr<FileReader> reader(new FileReader);
  camera::CameraOptions camera;
  PB_TRY_VALUE(camera.forms, camera::formsFor(assetsFolder(), options.school));
  camera.dataMatrix = options.dataMatrix;
  camera.tell = [&events = reader->m_events](camera::Event event) { events.push(std::move(event)); };
  PB_TRY_VALUE(reader->m_camera, camera::Camera::start(std::move(camera)));
  return reader;
}

Result<ReadFileResult> FileReader::read(const std::string& file, scan::Purpose purpose, bool debug) {
  const Result<Bytes> bytes = readFile(file, scan::mostFileBytes);
  if (!bytes) {
    ReadFileResult result;
    result.problem = bytes.fault().code == FaultCode::notFound       ? "There is no such file."
                     : bytes.fault().code == FaultCode::tooLarge     ? "The file is larger than 64 MB."
                     : bytes.fault().code == FaultCode::notPermitted ? "This file may not be opened."
                                                                     : "This file could not be opened.";
    return result;
  }
  PB_TRY_VALUE(Try tried, readOnce(*bytes, purpose, debug));
  if (tried.stopped) {
    PB_TRY_VALUE(tried, readOnce(*bytes, purpose, debug));
  }
  return std::move(tried.result);
}

Result<FileReader::Try> FileReader::readOnce(BytesView bytes, scan::Purpose purpose, bool debug) {
  const std::int64_t request = ++m_request;
  PB_TRY(m_camera->readFile(request, bytes, purpose, debug));
  Try tried;
  const std::stop_source never;
  for (;;) {
    std::optional<camera::Event> event = m_events.take(never.get_token());
    if (!event) return Fault{FaultCode::internal, "The picture reader was stopped."};
    if (auto* gone = std::get_if<camera::Gone>(&*event)) return std::move(gone->fault);
    if (std::holds_alternative<camera::Restarting>(*event)) tried.stopped = true;
    if (const auto* ready = std::get_if<scan::Ready>(&*event); ready && !ready->problem.empty() && !m_badForms) {
      m_badForms = true;
      complain("no form can be recognised: " + ready->problem);
    }
    if (auto* page = std::get_if<camera::FilePage>(&*event); page && page->request == request) {
      tried.result.pages.push_back(std::move(*page));
    }
    if (auto* codes = std::get_if<scan::FileCodes>(&*event); codes && codes->request == request) {
      tried.result.codes = std::move(codes->codes);
    }
    if (auto* picture = std::get_if<camera::DebugPicture>(&*event); picture && picture->request == request) {
      tried.result.debug.push_back(std::move(*picture));
    }
    if (auto* done = std::get_if<scan::FileDone>(&*event); done && done->request == request) {
      tried.result.problem = std::move(done->problem);
      return tried;
    }
  }
}

}  // namespace pillarbox::command
