#include "kiosk/inbox/paper_main.h"

#include <utility>

#include "kiosk/desk/scan_reader.h"
#include "shared/base/log.h"
#include "shared/open/tar_read.h"

namespace pillarbox::inbox {

namespace {

constexpr int largeWidth = 1600, largeHeight = 2300;
constexpr int smallWidth = 320, smallHeight = 460;

}  // namespace

PaperDesk::PaperDesk(std::filesystem::path schoolFolder, std::function<void(Event)> say)
    : m_folder(std::move(schoolFolder)), m_say(std::move(say)) {}

PaperDesk::~PaperDesk() = default;

void PaperDesk::cannotDecode(const DecodePage& page, std::string problem) {
  m_say(PagePixelsArrived{page.entryId, page.attachment, page.large, {}, std::move(problem)});
}

void PaperDesk::decode(const DecodePage& page, const open::OpenedEntry& entry) {
  const Result<std::vector<open::TarEntry>> members = open::readTar(entry.archive.view());
  const open::TarEntry* member = members ? open::findMember(*members, page.attachment) : nullptr;
  if (member == nullptr) return cannotDecode(page, "The picture of this page is missing.");
  if (!m_scanner) {
    camera::CameraOptions options;
    options.tell = [this](camera::Event event) { hear(event); };
    Result<std::unique_ptr<camera::Camera>> started = camera::Camera::start(std::move(options));
    if (!started) {
      log::fault("scanner.not-started", started.fault());
      return cannotDecode(page, "The program that shows pictures cannot be started.");
    }
    m_scanner = std::move(*started);
  }
  const std::int64_t request = ++m_request;
  {
    const std::lock_guard lock(m_mutex);
    m_asked.emplace(request, page);
  }
  const Status asked = m_scanner->decode(request, member->bytes, page.large ? largeWidth : smallWidth,
                                         page.large ? largeHeight : smallHeight);
  if (asked) return;
  {
    const std::lock_guard lock(m_mutex);
    m_asked.erase(request);
  }
  cannotDecode(page, "This picture cannot be shown now. Please try again.");
}

void PaperDesk::hear(camera::Event& event) {
  auto* decoded = std::get_if<camera::Decoded>(&event);
  if (decoded == nullptr) return;
  DecodePage page;
  {
    const std::lock_guard lock(m_mutex);
    const auto asked = m_asked.find(decoded->request);
    if (asked == m_asked.end()) return;
    page = std::move(asked->second);
    m_asked.erase(asked);
  }
  if (!decoded->problem.empty()) return cannotDecode(page, decoded->problem);
  ui::Picture picture;
  picture.id = ui::newPictureId();
  picture.width = decoded->picture.width;
  picture.height = decoded->picture.height;
  picture.stride = decoded->picture.stride;
  picture.format = ui::Picture::Format::bgra;
  picture.pixels = decoded->picture.pixels;
  m_say(PagePixelsArrived{page.entryId, page.attachment, page.large, std::move(picture), {}});
}

void PaperDesk::look(office::School& school) {
  const Result<std::optional<std::filesystem::path>> folder = office::scansFolder(school);
  if (!folder || !*folder) return;
  const Result<std::vector<std::filesystem::path>> files = office::settledScans(**folder);
  if (files) m_say(ScansFound{files->size(), (*folder)->string()});
}

void PaperDesk::import(office::School& school) {
  m_removable.clear();
  const auto run = [&]() -> Result<office::ScanImport> {
    PB_TRY_VALUE(const std::optional<std::filesystem::path> folder, office::scansFolder(school));
    if (!folder) return Fault{FaultCode::notFound, "This school has no folder for scans."};
    PB_TRY_VALUE(const std::vector<std::filesystem::path> files, office::settledScans(*folder));
    PB_TRY_VALUE(const auto reader, camera::FileReader::start({m_folder, false}));
    return office::importScans(school, files, desk::scanReader(*reader));
  };
  Result<office::ScanImport> done = run();
  if (!done) {
    log::fault("scans.not-imported", done.fault());
    return m_say(ScansFailed{done.fault()});
  }
  ScansImported said;
  said.posted = done->posted.size();
  said.postedBefore = done->postedBefore.size();
  for (const office::NotRead& each : done->notRead) said.notRead.push_back({each.file.filename().string(), each.says});
  m_removable = office::removable(*done);
  said.removable = m_removable.size();
  m_say(std::move(said));
}

void PaperDesk::remove() {
  const std::vector<std::filesystem::path> files = std::exchange(m_removable, {});
  const std::size_t left = office::removeScans(files).size();
  if (left > 0) return m_say(ScansFailed{{FaultCode::notPermitted, "Some of the files cannot be removed."}});
  m_say(ScansRemoved{files.size()});
}

}  // namespace pillarbox::inbox
