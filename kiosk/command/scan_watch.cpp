#include "kiosk/command/scan_watch.h"

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>

#include <nlohmann/json.hpp>
#include <set>

#include "kiosk/camera/file_reader.h"
#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/desk/scan_reader.h"
#include "kiosk/office/scan_import.h"
#include "shared/base/fd.h"

namespace pillarbox::command {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// A photocopier's file settles after three seconds; looking more often finds nothing sooner.
constexpr int lookEveryMs = 2000;

Fd endSignals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
  return Fd(::signalfd(-1, &set, SFD_CLOEXEC));
}

std::string sentences(const std::vector<std::string>& remarks) {
  std::string all;
  for (const std::string& remark : remarks) all += " " + remark;
  return all;
}

Status say(const office::ScanImport& done, bool json) {
  if (json) {
    Json document{{"posted", Json::array()}, {"not_read", Json::array()}, {"safely_posted", Json::array()}};
    for (const office::ImportedConcern& each : done.posted) {
      document["posted"].push_back(
          {{"id", each.id}, {"reference", each.reference}, {"pages", each.pages}, {"remarks", each.remarks}});
    }
    for (const office::NotRead& each : done.notRead) {
      document["not_read"].push_back({{"file", each.file.string()}, {"why", each.says}});
    }
    for (const fs::path& each : done.safelyPosted) document["safely_posted"].push_back(each.string());
    return print(document.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
  }
  for (const office::ImportedConcern& each : done.posted) {
    PB_TRY(print("Saved and locked: " + each.reference + ", " + std::to_string(each.pages) +
                 (each.pages == 1 ? " page." : " pages.") + sentences(each.remarks) + "\n"));
  }
  return {};
}

class Watcher {
 public:
  Watcher(const Args& args, office::School school, std::unique_ptr<camera::FileReader> reader)
      : m_folder(args.value("watch")),
        m_json(args.has("json")),
        m_remove(args.has("remove-posted")),
        m_school(std::move(school)),
        m_reader(std::move(reader)) {}

  Status look() {
    PB_TRY_VALUE(std::vector<fs::path> files, office::settledScans(m_folder));
    std::erase_if(files, [&](const fs::path& file) { return m_seen.contains(keyOf(file)); });
    if (files.empty()) return {};
    PB_TRY(office::refresh(m_school));
    PB_TRY_VALUE(const office::ScanImport done, office::importScans(m_school, files, desk::scanReader(*m_reader)));
    for (const fs::path& file : files) m_seen.insert(keyOf(file));
    for (const office::NotRead& each : done.notRead) {
      m_unread = true;
      complain(each.file.string() + ": " + each.says + " The file stays where it is.");
    }
    PB_TRY(say(done, m_json));
    if (!m_remove) return {};
    for (const fs::path& file : office::removeScans(office::removable(done))) {
      complain(file.string() + ": safely posted, but it cannot be removed. Please remove it.");
    }
    return {};
  }
  bool unread() const { return m_unread; }

 private:
  // One that is written anew under the same name is another file.
  static std::string keyOf(const fs::path& file) {
    std::error_code ignored;
    return file.string() + " " + std::to_string(fs::last_write_time(file, ignored).time_since_epoch().count());
  }
  fs::path m_folder;
  bool m_json, m_remove;
  office::School m_school;
  std::unique_ptr<camera::FileReader> m_reader;
  std::set<std::string> m_seen;
  bool m_unread = false;
};

}  // namespace

Result<int> watchScans(const Args& args, Program& program) {
  const std::string schoolFolder = args.value("school");
  if (schoolFolder.empty()) {
    return Fault{FaultCode::wrongUsage,
                 "scan: --watch needs --school DIR, the data folder that the scans are posted to"};
  }
  if (!args.rest().empty()) return Fault{FaultCode::wrongUsage, "scan: --watch FOLDER takes no further FILE"};
  const Fd ending = endSignals();
  PB_TRY_VALUE(office::School school, openFolder(schoolFolder, program));
  PB_TRY_VALUE(auto reader, camera::FileReader::start({schoolFolder, false}));
  Watcher watcher(args, std::move(school), std::move(reader));
  for (;;) {
    PB_TRY(watcher.look());
    if (args.has("once")) break;
    pollfd wait{ending.get(), POLLIN, 0};
    if (::poll(&wait, 1, lookEveryMs) > 0) break;
  }
  return watcher.unread() ? exitUnread : exitOk;
}

}  // namespace pillarbox::command
