// Collects what the technician's page says, and keeps when devices were last heard of. Its own connection; one thread
// at a time.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "server/alert_queue.h"
#include "server/status_facts.h"
#include "server/store.h"

namespace pillarbox::server {

inline constexpr const char* lastBackupName = "last-backup";  // in the server's folder: when `backup` last made one

class StatusBook {
 public:
  static Result<std::unique_ptr<StatusBook>> open(const std::filesystem::path& folder);

  using Heard = std::map<std::pair<std::string, std::string>, WallTime>;  // school and device
  Status keepHeard(const Heard& heard);

  // `certificate` may be empty: then nothing is said of it.
  Result<StatusFacts> collect(const std::filesystem::path& certificate, WallTime now);

  // Devices the technician shut out (server/store.h: shutOut).
  Store& store() { return *m_store; }

 private:
  StatusBook(std::filesystem::path folder, std::unique_ptr<Store> store, std::unique_ptr<AlertQueue> alerts)
      : m_folder(std::move(folder)), m_store(std::move(store)), m_alerts(std::move(alerts)) {}
  Result<SchoolFacts> school(const std::string& id, WallTime now);

  std::filesystem::path m_folder;
  std::unique_ptr<Store> m_store;
  std::unique_ptr<AlertQueue> m_alerts;
};

// Until when a PEM certificate is good; none if it cannot be read.
std::optional<WallTime> certificateUntil(const std::filesystem::path& file);

}  // namespace pillarbox::server
