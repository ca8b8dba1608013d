// Postings and drafts as rows. Internal to this room.
#pragma once

#include "shared/store/sqlite.h"
#include "shared/store/store.h"

namespace pillarbox::store {

// The columns of a posting in the order that readPosting takes; a macro because every statement is a literal.
#define PILLARBOX_POSTING_COLUMNS                                                                                   \
  "id, school, device, chain_id, seq, kind, subject, audience, urgent, written_at, content_sha256, sealed_sha256, " \
  "sealed_bytes, directory_version, previous_slip_sha256, envelope, state, attempts, due_wall, problem, receipt, "  \
  "from_server, n, lease_owner, lease_until"
inline constexpr int rowNumberColumn = 22;
inline constexpr int leaseOwnerColumn = 23;
inline constexpr int leaseUntilColumn = 24;

// The signed bytes inside a DSSE envelope; empty if it is none.
std::string signedBytesOf(const std::string& envelope);

// damaged if a word in the row is not one this program writes; a kind that nobody knows is taken from the signed slip.
Result<Posting> readPosting(const Query& row);

struct PostingRow {
  const Slip& slip;
  std::string_view envelope = {};
  State state = State::stored;
  int attempts = 0;
  std::string_view receipt = {};
  std::string_view problem = {};
  bool fromServer = false;
  BytesView authorTag = {};
  BytesView routing = {};
  BytesView sealed = {};
  bool destroyed = false;  // no sealed file goes with it
};
// Posting and body; inside the caller's transaction.
Status insertPosting(Connection& connection, const PostingRow& row);

std::optional<State> stateFrom(std::string_view name);

}  // namespace pillarbox::store
