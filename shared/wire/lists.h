// The JSON answers of the reads. Signed documents inside are strings, exactly as they were signed; checking them is the
// reader's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace pillarbox::wire {

struct ListedEntry {
  std::string slip;     // DSSE envelope
  std::string receipt;  // DSSE envelope
  std::string flag;     // "", "pending-device" or "revoked-device": set aside, shown, not trusted
  bool operator==(const ListedEntry&) const = default;
};
// {"entries":[{"slip","receipt","flag"}],"more":true,"epoch":1}: in the chain's order. With more, ask again after the
// last index.
struct EntryList {
  std::vector<ListedEntry> entries;
  bool more = false;
  std::int64_t epoch = 0;  // in which the server now gives out receipts; later than known: put back from a backup
};
std::string encodeEntryList(const EntryList& list);
Result<EntryList> decodeEntryList(std::string_view json);

// {"slips":["ENVELOPE"]}: casework slips whose subject was asked for: read, action, close, reopen, and what is said to
// the writer (thanks, see-me, more-please).
std::string encodeStatusReply(const std::vector<std::string>& slips);
Result<std::vector<std::string>> decodeStatusReply(std::string_view json);

// {"directories":["ENVELOPE"]}: oldest first.
std::string encodeDirectories(const std::vector<std::string>& directories);
Result<std::vector<std::string>> decodeDirectories(std::string_view json);

// {"receipt":"ENVELOPE"|null,"time":"..."}: the newest receipt of the school's chain proves its head.
struct HeadAnswer {
  std::optional<std::string> receipt;
  WallTime time{};
};
std::string encodeHead(const HeadAnswer& head);
Result<HeadAnswer> decodeHead(std::string_view json);

}  // namespace pillarbox::wire
