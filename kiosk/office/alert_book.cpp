#include "kiosk/office/alert_book.h"

#include <algorithm>

#include "kiosk/office/alert_pass.h"
#include "kiosk/office/read_status.h"

namespace pillarbox::office {

namespace {

store::StoredAlert storedOf(const alert::Queued& queued) {
  store::StoredAlert stored;
  stored.posting = queued.due.posting;
  stored.person = queued.due.person;
  stored.reason = alert::reasonName(queued.due.reason);
  return stored;
}

}  // namespace

Result<std::unique_ptr<AlertBook>> AlertBook::open(School& school) {
  PB_TRY_VALUE(std::unique_ptr<store::AlertTable> table,
               store::AlertTable::open(school.folder / "pillarbox.db", *school.clock));
  return std::unique_ptr<AlertBook>(new AlertBook(school, std::move(table)));
}

Result<std::shared_ptr<const Directory>> AlertBook::directory(const std::string&) {
  if (m_directory == nullptr || m_directory->version != m_school.directory().version) {
    m_directory = std::make_shared<const Directory>(m_school.directory());
  }
  return m_directory;
}

Result<std::vector<alert::Waiting>> AlertBook::postingsSince(const std::string& school, WallTime since) {
  PB_TRY_VALUE(const std::vector<store::AlertTable::Noticed> noticed,
               m_table->noticedSince(since, m_school.clock->now()));
  std::vector<alert::Waiting> all;
  for (const store::AlertTable::Noticed& one : noticed) {
    alert::Waiting waiting{one.id, one.audience, one.urgent, one.at, false, {}};
    PB_TRY_VALUE(waiting.seen, seen(school, one.id));
    if (!waiting.seen) {
      PB_TRY_VALUE(const std::vector<store::StoredAlert> told, m_table->about(one.id));
      for (const store::StoredAlert& alert : told) {
        alert::Told known{alert.person, alert::Reason::posted, alert.state == alert::stateName(alert::State::refused)};
        if (alert::reasonFrom(alert.reason, known.reason)) waiting.told.push_back(std::move(known));
      }
    }
    all.push_back(std::move(waiting));
  }
  return all;
}

Result<bool> seenBySomebody(School& school, const std::string& posting) {
  PB_TRY_VALUE(const std::vector<store::Posting> steps, school.store->postings({.subject = posting}));
  const bool any = std::any_of(steps.begin(), steps.end(),
                               [](const store::Posting& step) { return alert::showsSeen(step.slip.kind); });
  if (!any) return false;
  PB_TRY_VALUE(const std::set<std::string> readers, audiencesOf(school, posting));
  for (const store::Posting& step : steps) {
    if (!alert::showsSeen(step.slip.kind)) continue;
    const Result<Believed> believed = believePosting(school, step.envelope);
    // What the database says must be what was signed, and whoever reads for others cannot have seen it.
    if (!believed.ok() || believed->person.empty() || !(believed->slip == step.slip)) continue;
    if (step.slip.kind == Kind::move || readers.contains(step.slip.audience)) return true;
  }
  return false;
}

Result<bool> AlertBook::seen(const std::string&, const std::string& posting) {
  if (m_seen.contains(posting)) return true;
  PB_TRY_VALUE(const bool seen, seenBySomebody(m_school, posting));
  if (seen) m_seen.insert(posting);
  return seen;
}

Result<alert::Note> AlertBook::note(const std::string&, const std::string& posting) {
  PB_TRY_VALUE(const Bytes box, m_table->routing(posting));
  if (box.empty()) return alert::Note{};
  const Result<SecretBytes> opened = m_school.keys.openBox(box);
  return opened.ok() ? alert::decodeNote(opened->text()) : alert::Note{};
}

Status AlertBook::dropNoteIfDone(const std::string&, const std::string& posting) {
  return m_table->dropRoutingIfDone(posting);
}

Status AlertBook::add(const std::string&, const alert::Due& due, const std::string& number, WallTime now) {
  store::StoredAlert stored;
  stored.posting = due.posting;
  stored.person = due.person;
  stored.reason = alert::reasonName(due.reason);
  stored.urgent = due.urgent;
  stored.pleaseLook = due.pleaseLook;
  stored.mayName = due.mayName;
  stored.unread = due.unread;
  stored.number = number;
  stored.nextAt = stored.createdAt = now;
  return m_table->add(stored);
}

Result<bool> AlertBook::hasAny(const std::string&, const std::string& posting) {
  PB_TRY_VALUE(const std::vector<store::StoredAlert> about, m_table->about(posting));
  return !about.empty();
}

Result<std::optional<alert::Queued>> AlertBook::claim(WallTime now, Milliseconds lease) {
  PB_TRY_VALUE(const std::optional<store::StoredAlert> stored, m_table->claim(now, lease));
  if (!stored) return std::optional<alert::Queued>();
  alert::Queued queued;
  queued.school = m_school.directory().schoolId;
  queued.due.posting = stored->posting;
  queued.due.person = stored->person;
  if (!alert::reasonFrom(stored->reason, queued.due.reason)) {
    return Fault{FaultCode::damaged, "An alert is of no known kind."};
  }
  queued.due.urgent = stored->urgent;
  queued.due.pleaseLook = stored->pleaseLook;
  queued.due.mayName = stored->mayName;
  queued.due.unread = stored->unread;
  queued.number = stored->number;
  queued.attempts = stored->attempts;
  queued.nextAt = stored->nextAt;
  queued.createdAt = stored->createdAt;
  return std::optional(std::move(queued));
}

Status AlertBook::finish(const alert::Queued& alert, alert::State state, const std::string& problem, WallTime now) {
  return m_table->finish(storedOf(alert), std::string(alert::stateName(state)), problem, now);
}

Status AlertBook::later(const alert::Queued& alert, const std::string& problem, WallTime nextAt) {
  return m_table->later(storedOf(alert), problem, nextAt);
}

}  // namespace pillarbox::office
