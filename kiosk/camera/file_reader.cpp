#include "kiosk/camera/file_reader.h"

#include "shared/base/installed.h"

namespace pillarbox::camera {

Result<std::unique_ptr<FileReader>> FileReader::start(const Options& options) {
  std::unique_ptr<FileReader> reader(new FileReader);
  CameraOptions camera;
  PB_TRY_VALUE(camera.forms, formsFor(assetsFolder(), options.school));
  camera.dataMatrix = options.dataMatrix;
  camera.tell = [&events = reader->m_events](Event event) { events.push(std::move(event)); };
  PB_TRY_VALUE(reader->m_camera, Camera::start(std::move(camera)));
  return reader;
}

Result<ReadFileResult> FileReader::read(BytesView file, scan::Purpose purpose, bool debug) {
  PB_TRY_VALUE(Try tried, readOnce(file, purpose, debug));
  if (tried.stopped) {
    PB_TRY_VALUE(tried, readOnce(file, purpose, debug));
  }
  return std::move(tried.result);
}

Result<FileReader::Try> FileReader::readOnce(BytesView bytes, scan::Purpose purpose, bool debug) {
  const std::int64_t request = ++m_request;
  PB_TRY(m_camera->readFile(request, bytes, purpose, debug));
  Try tried;
  const std::stop_source never;
  for (;;) {
    std::optional<Event> event = m_events.take(never.get_token());
    if (!event) return Fault{FaultCode::internal, "The picture reader was stopped."};
    if (auto* gone = std::get_if<Gone>(&*event)) return std::move(gone->fault);
    if (std::holds_alternative<Restarting>(*event)) tried.stopped = true;
    if (const auto* ready = std::get_if<scan::Ready>(&*event); ready && !ready->problem.empty())
      m_formsProblem = ready->problem;
    if (auto* page = std::get_if<FilePage>(&*event); page && page->request == request) {
      tried.result.pages.push_back(std::move(*page));
    }
    if (auto* codes = std::get_if<scan::FileCodes>(&*event); codes && codes->request == request) {
      tried.result.codes = std::move(codes->codes);
    }
    if (auto* picture = std::get_if<DebugPicture>(&*event); picture && picture->request == request) {
      tried.result.debug.push_back(std::move(*picture));
    }
    if (auto* done = std::get_if<scan::FileDone>(&*event); done && done->request == request) {
      tried.result.problem = std::move(done->problem);
      return tried;
    }
  }
}

}  // namespace pillarbox::camera
