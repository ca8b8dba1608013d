// entry.json and entry.txt: the two members of every sealed file. Pure.
#pragma once

#include "shared/base/secret_bytes.h"
#include "shared/record/entry.h"

namespace pillarbox {

// The canonical JSON of an entry: UTF-8, fixed key order, two-space indent, one trailing newline. Same entry, same
// bytes.
SecretBytes encodeEntry(const Entry& entry);

enum class UnknownFields { refuse, ignore };
// Strict: wrong types, missing fields, bad times or ids give badInput naming the field. `v` above 1 gives newerVersion.
Result<Entry> decodeEntry(std::string_view json, UnknownFields unknown);

// An entry given by a script: as decodeEntry, but id, nonce, school, device, written_at and audience may be missing
// (they are filled in when it is posted) and unknown fields are refused.
Result<Entry> decodeEntryToPost(std::string_view json);
// A complete, invented example for `pillarbox post --example`.
std::string exampleEntryToPost();

// The whole entry for a person to read with no software. English, plain text, 100 columns, times in UTC.
SecretBytes entryText(const Entry& entry, std::string_view schoolName);

}  // namespace pillarbox
