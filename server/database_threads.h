// The threads that own the database: one writes, one reads. Whoever asks is answered through a callback on that thread,
// which must be quick (it posts to where it came from).
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <variant>

#include "server/store.h"
#include "shared/base/clock.h"
#include "shared/base/mailbox.h"
#include "shared/seal/signing.h"

namespace pillarbox::server {

using StoreJob = std::function<void(Store&)>;

// Runs jobs in order. The destructor finishes those handed in.
class Reader {
 public:
  explicit Reader(std::unique_ptr<Store> store);
  void run(StoreJob job) { m_jobs.push(std::move(job)); }

 private:
  std::unique_ptr<Store> m_store;
  Mailbox<StoreJob> m_jobs;
  std::jthread m_thread;
};

// Uploads that wait together are stored by one commit, and none is answered before that commit is on disk.
class Writer {
 public:
  using Done = std::function<void(Result<Kept>)>;

  // `clock` and `serverKey` must outlive it.
  Writer(std::unique_ptr<Store> store, const seal::SigningKey& serverKey, const Clock& clock);

  // False, and nothing is done, while the same posting is still in hand.
  bool keep(NewEntry entry, Done done);
  void run(StoreJob job) { m_jobs.push(std::move(job)); }

 private:
  struct Upload {
    NewEntry entry;
    Done done;
    std::string key;
  };
  using Job = std::variant<Upload, StoreJob>;

  void work(const std::stop_token& stop);
  void keepTogether(std::vector<Upload>& uploads);
  Result<std::vector<Kept>> keepAll(std::span<Upload> uploads);
  void answer(Upload& upload, Result<Kept> kept);

  std::unique_ptr<Store> m_store;
  const seal::SigningKey& m_serverKey;
  const Clock& m_clock;
  std::mutex m_inHandMutex;
  std::set<std::string> m_inHand;
  Mailbox<Job> m_jobs;
  std::jthread m_thread;
};

}  // namespace pillarbox::server
