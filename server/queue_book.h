// How many postings wait on which terminal, as the terminals tell it, for the metrics; the status page reads the
// database. Names nobody. Any thread.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "server/store.h"

namespace pillarbox::server {

class QueueBook {
 public:
  Status read(Store& store);  // what was told before this server started
  void told(const std::string& school, const std::string& device, const Store::Queue& queue);
  std::string metrics(WallTime now) const;

 private:
  mutable std::mutex m_mutex;
  std::map<std::pair<std::string, std::string>, Store::Queue> m_waiting;  // only where something waits
};

}  // namespace pillarbox::server
