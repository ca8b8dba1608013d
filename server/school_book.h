// What the server knows of each school for checking who is asking: its newest directory and the devices that asked to
// join.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "server/store.h"
#include "shared/base/clock.h"
#include "shared/record/directory.h"
#include "shared/seal/signing.h"

namespace pillarbox::server {

struct KnownDevice {
  enum class Standing { approved, pending, revoked } standing = Standing::pending;
  seal::VerifyKey key;
};

struct School {
  Directory directory;
  std::string directorySha256;
  std::map<std::string, KnownDevice, std::less<>> devices;

  const KnownDevice* device(std::string_view id) const;
};

// Any thread. Has its own database connection; what another process adds (`school add`) is seen within a second, and an
// unknown school is looked up at once.
class SchoolBook {
 public:
  SchoolBook(std::unique_ptr<Store> store, const Clock& clock) : m_store(std::move(store)), m_clock(clock) {}

  // Null if there is no such school. What is returned does not change under the caller.
  Result<std::shared_ptr<const School>> find(std::string_view school);
  void forget();  // look again at the next find

 private:
  // Which devices any version of a directory has named: one taken out again is not a new one waiting to be let in.
  struct Seen {
    std::int64_t version = 0;
    std::set<std::string> devices;
  };

  Status refresh();
  Result<std::shared_ptr<const School>> read(const std::string& school);

  std::mutex m_mutex;
  std::unique_ptr<Store> m_store;
  const Clock& m_clock;
  std::map<std::string, std::shared_ptr<const School>, std::less<>> m_schools;
  std::map<std::string, Seen> m_seen;
  std::int64_t m_version = 0;
  Milliseconds m_lookedAt{-1'000'000};
};

}  // namespace pillarbox::server
