#include "server/alert_book.h"

#include "shared/seal/dsse.h"

namespace pillarbox::server {

namespace {

constexpr std::size_t mostSeenKept = 50'000;

}  // namespace

Result<std::shared_ptr<const Directory>> AlertBook::directory(const std::string& school) {
  PB_TRY_VALUE(const std::shared_ptr<const School> known, m_book.find(school));
  if (known == nullptr) return std::shared_ptr<const Directory>();
  return std::shared_ptr<const Directory>(known, &known->directory);
}

bool AlertBook::seenBy(const Directory& directory, const std::string& posting,
                       const std::vector<std::string>& casework) {
  const std::string key = directory.schoolId + "/" + posting;
  if (m_seen.contains(key)) return true;
  for (const std::string& text : casework) {
    const auto envelope = seal::decode(text);
    if (!envelope.ok()) continue;
    // A device alone cannot say it: a person with a key signed it too.
    for (const Person& person : directory.people) {
      const auto personKey = seal::parseVerifyKey(person.verifyKey);
      if (!personKey.ok() || !seal::verifiedBy(*envelope, *personKey)) continue;
      if (m_seen.size() > mostSeenKept) m_seen.clear();
      m_seen.insert(key);
      return true;
    }
  }
  return false;
}

Result<std::vector<alert::Waiting>> AlertBook::postingsSince(const std::string& school, WallTime since) {
  PB_TRY_VALUE(const std::shared_ptr<const Directory> known, directory(school));
  PB_TRY_VALUE(const std::vector<AlertQueue::Posting> postings, m_queue->postingsSince(school, since));
  std::vector<alert::Waiting> waiting;
  for (const AlertQueue::Posting& posting : postings) {
    waiting.push_back(posting.waiting);
    waiting.back().seen = known != nullptr && seenBy(*known, posting.waiting.id, posting.casework);
  }
  return waiting;
}

Result<bool> AlertBook::seen(const std::string& school, const std::string& posting) {
  PB_TRY_VALUE(const std::shared_ptr<const Directory> known, directory(school));
  PB_TRY_VALUE(const std::vector<std::string> casework, m_queue->caseworkOn(school, posting));
  return known != nullptr && seenBy(*known, posting, casework);
}

Result<alert::Note> AlertBook::note(const std::string& school, const std::string& posting) {
  PB_TRY_VALUE(const std::optional<Bytes> box, m_queue->routing(school, posting));
  const auto opened = box ? m_keys.openBox(*box) : Result<SecretBytes>(SecretBytes());
  return opened.ok() && !opened->empty() ? alert::decodeNote(opened->text()) : alert::Note{};
}

Status AlertBook::dropNoteIfDone(const std::string& school, const std::string& posting) {
  return m_queue->dropRoutingIfDone(school, posting);
}

Status AlertBook::add(const std::string& school, const alert::Due& due, const std::string& number, WallTime now) {
  return m_queue->add(school, due, number, now);
}

Result<bool> AlertBook::hasAny(const std::string& school, const std::string& posting) {
  return m_queue->hasAny(school, posting);
}

Result<std::optional<alert::Queued>> AlertBook::claim(WallTime now, Milliseconds lease) {
  return m_queue->claim(now, lease);
}

Status AlertBook::finish(const alert::Queued& alert, alert::State state, const std::string& problem, WallTime now) {
  return m_queue->finish(alert, state, problem, now);
}

Status AlertBook::later(const alert::Queued& alert, const std::string& problem, WallTime nextAt) {
  return m_queue->later(alert, problem, nextAt);
}

}  // namespace pillarbox::server
