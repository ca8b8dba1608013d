// A device's own store as the place where alerts are kept (shared/alert/round.h), for a school without a server. On the
// School's thread.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "kiosk/office/school_folder.h"
#include "shared/alert/round.h"
#include "shared/store/alert_table.h"

namespace pillarbox::office {

class AlertBook final : public alert::Book {
 public:
  // `school` must outlive this.
  static Result<std::unique_ptr<AlertBook>> open(School& school);

  // There is one school here, whatever its name.
  Result<std::shared_ptr<const Directory>> directory(const std::string& school) override;
  Result<std::vector<alert::Waiting>> postingsSince(const std::string& school, WallTime since) override;
  // By a believed person's step, as "read" is (read_status.h).
  Result<bool> seen(const std::string& school, const std::string& posting) override;
  Result<alert::Note> note(const std::string& school, const std::string& posting) override;
  Status dropNoteIfDone(const std::string& school, const std::string& posting) override;
  Status add(const std::string& school, const alert::Due& due, const std::string& number, WallTime now) override;
  Result<bool> hasAny(const std::string& school, const std::string& posting) override;
  Result<std::optional<alert::Queued>> claim(WallTime now, Milliseconds lease) override;
  Status finish(const alert::Queued& alert, alert::State state, const std::string& problem, WallTime now) override;
  Status later(const alert::Queued& alert, const std::string& problem, WallTime nextAt) override;

  store::AlertTable& table() { return *m_table; }

 private:
  AlertBook(School& school, std::unique_ptr<store::AlertTable> table) : m_school(school), m_table(std::move(table)) {}

  School& m_school;
  std::unique_ptr<store::AlertTable> m_table;
  std::shared_ptr<const Directory> m_directory;
  std::set<std::string> m_seen;  // posting ids
};

}  // namespace pillarbox::office
