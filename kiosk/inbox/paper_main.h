// The inbox's paper: pictures of pages decoded by pillarbox-scanner, and the photocopier's folder brought in. On the
// worker's thread, but for what the scanner answers, which is said from the scanner's own.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "kiosk/camera/camera.h"
#include "kiosk/camera/file_reader.h"
#include "kiosk/inbox/effect.h"
#include "kiosk/inbox/event.h"
#include "kiosk/office/school_folder.h"
#include "shared/open/open_entry.h"

namespace pillarbox::inbox {

class PaperDesk {
 public:
  // `say` may be called on any thread.
  PaperDesk(std::filesystem::path schoolFolder, std::function<void(Event)> say);
  ~PaperDesk();  // ends the scanner, and its memory with it

  void decode(const DecodePage& page, const open::OpenedEntry& entry);
  void cannotDecode(const DecodePage& page, std::string problem);

  void look(office::School& school);    // says ScansFound, if there is a folder
  void import(office::School& school);  // says ScansImported or ScansFailed
  void remove();                        // says ScansRemoved or ScansFailed

 private:
  void hear(camera::Event& event);  // the scanner's thread

  std::filesystem::path m_folder;
  std::function<void(Event)> m_say;
  std::int64_t m_request = 0;
  std::mutex m_mutex;  // of m_asked
  std::map<std::int64_t, DecodePage> m_asked;
  std::vector<std::filesystem::path> m_removable;
  std::unique_ptr<camera::Camera> m_scanner;  // last: it tells the others until it has gone
};

}  // namespace pillarbox::inbox
