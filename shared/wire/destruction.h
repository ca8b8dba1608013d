// Who has signed an order to destroy records, and what device and server say to each other about orders. Pure; any
// thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/record/destruction.h"
#include "shared/record/directory.h"
#include "shared/seal/dsse.h"

namespace pillarbox::wire {

struct CheckedOrder {
  DestructionOrder order;
  std::string sha256;               // hex, of the signed bytes
  std::vector<std::string> people;  // ids of those who may sign such an order and have, in the order they signed
  std::vector<std::string> leads;   // those of them who lead
  // Signed by two, one of whom leads. One alone only proposes.
  bool complete() const { return people.size() >= 2 && !leads.empty(); }
};
// Whose signatures count: safeguarding leads, deputies, the head and the chair, as long as they are active in
// `directory`; each person once, however often they signed. badInput if it is no order; notTrusted if it is another
// school's or nobody who counts has signed it.
Result<CheckedOrder> checkOrder(std::string_view envelope, const Directory& directory);
// The same without a directory: nobody's signature is looked at.
Result<CheckedOrder> readOrder(std::string_view envelope);

inline constexpr std::string_view destructionsPath = "/v1/destructions";
std::string destructionPath(std::string_view id);             // /v1/destructions/ID
std::string destructionsAfter(std::int64_t place);            // /v1/destructions?after=PLACE
inline constexpr std::size_t maxDestructionBytes = 2u << 20;  // of an envelope
inline constexpr std::size_t maxDestructionsListed = 1000;    // in one answer

// {"orders":[{"n","id","sha256","complete","received_at"}],"more":false}: every order that the server has, oldest
// first, without what is in it. received_at is when it first came with one signature.
struct ListedOrder {
  std::int64_t n = 0;
  std::string id, sha256;
  bool complete = false;
  WallTime receivedAt{};
  bool operator==(const ListedOrder&) const = default;
};
struct OrderList {
  std::vector<ListedOrder> orders;
  bool more = false;
};
std::string encodeOrderList(const OrderList& list);
Result<OrderList> decodeOrderList(std::string_view json);

}  // namespace pillarbox::wire
