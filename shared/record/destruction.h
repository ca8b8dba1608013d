// An order to destroy records: which sealed files go, and nothing about whose they are or why, because it goes to the
// server in clear. Plain data and canonical JSON; signed with DSSE by two people over the very same bytes
// (shared/wire/destruction.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace pillarbox {

inline constexpr std::string_view destructionType = "application/vnd.pillarbox.destruction+json";
// What an envelope (seal/dsse.h) has room for.
inline constexpr std::size_t maxDestroyedAtOnce = 4500;

struct DestructionOrder {
  struct Entry {
    std::string id;
    std::string slipSha256;    // hex, of the slip's signed bytes
    std::string sealedSha256;  // hex
    bool operator==(const Entry&) const = default;
  };
  std::string id;  // UUIDv7; of the entry that proposes it too, so that its receipt says when that was
  std::string school;
  std::vector<Entry> entries;   // in the order of their ids, none twice
  std::string directorySha256;  // the directory it was proposed under, hex
  WallTime proposedAt{};
  bool operator==(const DestructionOrder&) const = default;

  const Entry* find(std::string_view id) const;
};

std::string encodeDestruction(const DestructionOrder& order);       // canonical JSON: the bytes that are signed
Result<DestructionOrder> decodeDestruction(std::string_view json);  // strict; badInput, tooLarge, newerVersion

}  // namespace pillarbox
