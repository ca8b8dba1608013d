// From an entry to the file that is posted: age( tar( entry.json, entry.txt, attachments ) ). Any thread.
#pragma once

#include <span>
#include <string>

#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/record/entry.h"

namespace pillarbox::seal {

struct Attachment {
  std::string name;  // the member's name in the tar: "page-1.webp"; isTarName
  std::string type;  // media type
  BytesView bytes;
};

struct SealedEntry {
  Bytes sealed;
  std::string contentSha256;  // hex, of the tar
  std::string sealedSha256;   // hex, of `sealed`
  Entry entry;                // as sealed: with nonce and attachments filled in
};

// `entry` needs everything but nonce (32 random bytes are drawn if it is empty) and attachments (filled in from
// `attachments`). badInput if it breaks a rule of validate(Entry), a recipient or an attachment's name is malformed, or
// a name is entry.json or entry.txt; tooLarge if sealed it would be over maxPostingBytes.
Result<SealedEntry> sealEntry(Entry entry, std::span<const Attachment> attachments, const std::string& schoolName,
                              std::span<const std::string> recipients, Random& random);

}  // namespace pillarbox::seal
