// Walking a school's chain from its first receipt to its newest: is everything still what was posted and receipted?
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store.h"
#include "shared/seal/signing.h"

namespace pillarbox::server {

struct WalkFault {
  std::int64_t index = 0;  // the place in the chain; 0 where it is the directory or the whole chain
  std::string id;          // of the posting, if it is about one
  std::string what;        // one plain sentence, of the operator's language: no words of any concern are here to say
};

struct SchoolWalk {
  std::string school;
  std::int64_t entries = 0;
  std::int64_t destroyed = 0;  // their sealed bytes are gone by a decision that is kept
  std::int64_t sealedBytes = 0;
  std::int64_t epochs = 0;
  std::int64_t directories = 0;
  std::string head;
  std::int64_t faultCount = 0;
  std::vector<WalkFault> faults;  // the first hundred
};

// Every directory follows the one before; every slip hashes to its receipt and is signed by its device; every receipt
// is signed by this server and follows the one before; every sealed file is as long as its slip says and hashes to it;
// the chain ends where the school's row says. What is posted meanwhile comes after the end and is left out. `between`
// is called after every 200 entries and may wait; false stops the walk with busy.
// notFound for an unknown school; the database's own faults as they are.
Result<SchoolWalk> walkSchool(Store& store, std::string_view school, const seal::VerifyKey& serverKey,
                              const std::function<bool()>& between);

}  // namespace pillarbox::server
