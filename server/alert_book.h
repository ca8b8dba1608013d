// The server's schools and its database as the place where alerts are kept (shared/alert/round.h). The alerter's
// thread.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "server/alert_queue.h"
#include "server/school_book.h"
#include "shared/seal/device_keys.h"

namespace pillarbox::server {

class AlertBook final : public alert::Book {
 public:
  // book and keys must outlive this.
  AlertBook(std::unique_ptr<AlertQueue> queue, SchoolBook& book, const seal::DeviceKeys& keys)
      : m_queue(std::move(queue)), m_book(book), m_keys(keys) {}

  Result<std::shared_ptr<const Directory>> directory(const std::string& school) override;
  Result<std::vector<alert::Waiting>> postingsSince(const std::string& school, WallTime since) override;
  Result<bool> seen(const std::string& school, const std::string& posting) override;
  Result<alert::Note> note(const std::string& school, const std::string& posting) override;
  Status dropNoteIfDone(const std::string& school, const std::string& posting) override;
  Status add(const std::string& school, const alert::Due& due, const std::string& number, WallTime now) override;
  Result<bool> hasAny(const std::string& school, const std::string& posting) override;
  Result<std::optional<alert::Queued>> claim(WallTime now, Milliseconds lease) override;
  Status finish(const alert::Queued& alert, alert::State state, const std::string& problem, WallTime now) override;
  Status later(const alert::Queued& alert, const std::string& problem, WallTime nextAt) override;

  AlertQueue& queue() { return *m_queue; }

 private:
  bool seenBy(const Directory& directory, const std::string& posting, const std::vector<std::string>& casework);

  std::unique_ptr<AlertQueue> m_queue;
  SchoolBook& m_book;
  const seal::DeviceKeys& m_keys;
  std::set<std::string> m_seen;  // school/posting
};

}  // namespace pillarbox::server
