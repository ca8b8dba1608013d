#include "server/queue_book.h"

#include <algorithm>

namespace pillarbox::server {

Status QueueBook::read(Store& store) {
  PB_TRY_VALUE(const std::vector<std::string> schools, store.schools());
  for (const std::string& school : schools) {
    PB_TRY_VALUE(const auto queues, store.queuesOf(school));
    for (const auto& [device, queue] : queues) told(school, device, queue);
  }
  return {};
}

void QueueBook::told(const std::string& school, const std::string& device, const Store::Queue& queue) {
  const std::lock_guard lock(m_mutex);
  if (queue.waiting == 0) {
    m_waiting.erase({school, device});
  } else {
    m_waiting[{school, device}] = queue;
  }
}

std::string QueueBook::metrics(WallTime now) const {
  std::int64_t postings = 0;
  Milliseconds oldest{0};
  std::size_t terminals = 0;
  {
    const std::lock_guard lock(m_mutex);
    terminals = m_waiting.size();
    for (const auto& [device, queue] : m_waiting) {
      postings += queue.waiting;
      oldest = std::max(oldest, now - queue.oldestAt);
    }
  }
  std::string out;
  const auto gauge = [&out](const std::string& name, const char* help, std::int64_t value) {
    out += "# HELP " + name + " " + help + "\n# TYPE " + name + " gauge\n" + name + " " + std::to_string(value) + "\n";
  };
  gauge("pillarbox_terminals_with_queue", "Terminals that told of postings waiting there.",
        static_cast<std::int64_t>(terminals));
  gauge("pillarbox_queued_postings", "Postings waiting on terminals, as they told.", postings);
  gauge("pillarbox_oldest_queued_seconds", "Age of the oldest of them.",
        std::chrono::duration_cast<std::chrono::seconds>(oldest).count());
  return out;
}

}  // namespace pillarbox::server
