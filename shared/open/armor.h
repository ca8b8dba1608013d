// The ASCII armor of age files: strict PEM (RFC 7468 section 3, figure 3). Reading only. Inside this room only.
#pragma once

#include "shared/base/bytes.h"
#include "shared/base/result.h"

namespace pillarbox::open {

// True if, after white space, it begins with "-----BEGIN": then it is armored or nothing we know.
bool looksArmored(BytesView file);

// The binary file inside. White space is allowed before and after, CRLF for LF, and nothing else; otherwise badInput.
Result<Bytes> removeArmor(BytesView file);

}  // namespace pillarbox::open
