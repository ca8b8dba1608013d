// Reading an age v1 header strictly (C2SP age.md, "ABNF definition of file header"). Inside this room only.
#pragma once

#include <string_view>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/result.h"
#include "shared/seal/header.h"

namespace pillarbox::open {

// Room for some 8,000 recipients; the specification sets no limit.
inline constexpr std::size_t maxAgeHeaderBytes = 1024 * 1024;

struct AgeHeader {
  std::vector<seal::Stanza> stanzas;  // one or more
  std::string_view macText;           // what the MAC covers; into the file given
  Bytes mac;                          // 32 bytes
  BytesView payload;                  // all that follows; into the file given
};

// newerVersion for another version line, otherwise badInput. The MAC is not checked here.
Result<AgeHeader> parseAgeHeader(BytesView file);

}  // namespace pillarbox::open
