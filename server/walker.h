// The thread that walks every school's chain once a day (walk.h) without getting in anybody's way, and throws away
// what is kept for a while only.
#pragma once

#include <memory>
#include <thread>

#include "server/walk.h"
#include "shared/base/clock.h"

namespace pillarbox::server {

class Walker {
 public:
  // A connection of its own. Looks at once, then every `every`. `clock` must outlive it.
  Walker(std::unique_ptr<Store> store, const seal::VerifyKey& serverKey, const Clock& clock,
         Milliseconds every = std::chrono::minutes(10));

 private:
  void lookAround(const std::stop_token& stop);

  std::unique_ptr<Store> m_store;
  seal::VerifyKey m_serverKey;
  const Clock& m_clock;
  std::jthread m_thread;
};

}  // namespace pillarbox::server
