#include "server/database_threads.h"

#include "shared/base/log.h"

namespace pillarbox::server {

namespace {

constexpr std::size_t mostTogether = 64;
constexpr std::size_t mostBytesTogether = 32u << 20;

}  // namespace

Reader::Reader(std::unique_ptr<Store> store)
    : m_store(std::move(store)), m_thread([this](const std::stop_token& stop) {
        while (auto job = m_jobs.take(stop)) (*job)(*m_store);
      }) {}

Writer::Writer(std::unique_ptr<Store> store, const seal::SigningKey& serverKey, const Clock& clock)
    : m_store(std::move(store)),
      m_serverKey(serverKey),
      m_clock(clock),
      m_thread([this](const std::stop_token& stop) { work(stop); }) {}

bool Writer::keep(NewEntry entry, Done done) {
  std::string key = entry.slip.school + "/" + entry.slip.id;
  {
    const std::lock_guard lock(m_inHandMutex);
    if (!m_inHand.insert(key).second) return false;
  }
  m_jobs.push(Upload{std::move(entry), std::move(done), std::move(key)});
  return true;
}

// What was done is let go of before waiting for more: it holds bodies and connections.
void Writer::work(const std::stop_token& stop) {
  std::optional<Job> next;
  for (;;) {
    if (!next) next = m_jobs.take(stop);
    if (!next) return;
    if (auto* job = std::get_if<StoreJob>(&*next)) {
      (*job)(*m_store);
      next.reset();
      continue;
    }
    std::vector<Upload> together;
    std::size_t bytes = 0;
    while (next && std::holds_alternative<Upload>(*next)) {
      bytes += std::get<Upload>(*next).entry.sealed.size();
      together.push_back(std::get<Upload>(std::move(*next)));
      next.reset();
      if (together.size() == mostTogether || bytes > mostBytesTogether) break;
      next = m_jobs.tryTake();
    }
    keepTogether(together);
  }
}

void Writer::keepTogether(std::vector<Upload>& uploads) {
  Result<std::vector<Kept>> all = keepAll(uploads);
  if (all.ok()) {
    for (std::size_t i = 0; i < uploads.size(); ++i) answer(uploads[i], std::move((*all)[i]));
    return;
  }
  if (uploads.size() == 1) return answer(uploads.front(), all.fault());
  // One that cannot be kept must not take the others with it.
  for (Upload& upload : uploads) {
    Result<std::vector<Kept>> one = keepAll({&upload, 1});
    if (one.ok()) {
      answer(upload, std::move(one->front()));
    } else {
      answer(upload, one.fault());
    }
  }
}

Result<std::vector<Kept>> Writer::keepAll(std::span<Upload> uploads) {
  PB_TRY(m_store->begin());
  std::vector<Kept> kept;
  for (const Upload& upload : uploads) {
    Result<Kept> one = m_store->keep(upload.entry, m_clock.now(), m_serverKey);
    if (!one.ok()) {
      m_store->rollback();
      return one.fault();
    }
    kept.push_back(std::move(*one));
  }
  PB_TRY(m_store->commit());
  return kept;
}

void Writer::answer(Upload& upload, Result<Kept> kept) {
  if (!kept.ok()) log::fault("entry-not-kept", kept.fault());
  {
    const std::lock_guard lock(m_inHandMutex);
    m_inHand.erase(upload.key);
  }
  upload.done(std::move(kept));
}

}  // namespace pillarbox::server
