// Opening one posting and checking that it is what was posted: the inbox and the command line both read entries through
// here, so that both say the same. Pure; any thread. Signatures and chains are checked by whoever holds the directory
// and the store; this checks the posting against its own slip.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"
#include "shared/open/identity.h"
#include "shared/record/entry.h"
#include "shared/record/slip.h"

namespace pillarbox::open {

struct OpenedAttachment {
  std::string name;         // member name in the archive
  std::uint64_t bytes = 0;  // as found; 0 if missing
  bool missing = false;
  bool changed = false;  // not the bytes the entry names
  bool operator==(const OpenedAttachment&) const = default;
};

struct OpenedEntry {
  Entry entry;
  std::vector<std::string>
      problems;  // plain sentences; empty: exactly as it was posted. Never a name or any of its text
  std::vector<OpenedAttachment> attachments;  // in the entry's order
  SecretBytes archive;                        // the tar, for exporting; wiped with this value
};

// Checks the sealed file's hash and size, the archive's hash, that entry.json is an entry with the slip's id, kind,
// school, subject, audience, urgency and time, that entry.txt says the same, and every attachment's hash. What can
// still be read is given, with problems; faults are for what cannot: wrongSecret, not sealed to these identities;
// damaged, badInput or newerVersion, no entry can be read from it.
Result<OpenedEntry> openEntry(const Slip& slip, BytesView sealed, std::span<const Identity> identities,
                              std::string_view schoolName);

// The same with another header in the place of its own, for somebody to whom the entry was opened later (headerFor).
Result<OpenedEntry> openGranted(const Slip& slip, BytesView sealed, std::string_view header,
                                std::span<const Identity> identities, std::string_view schoolName);

// The same from an archive that came another way than sealed under this slip: in a concern that was passed on.
Result<OpenedEntry> openArchive(const Slip& slip, SecretBytes archive, std::string_view schoolName);

}  // namespace pillarbox::open
