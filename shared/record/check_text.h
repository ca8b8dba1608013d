// What every text of a record must be: UTF-8 of a bounded length without control characters. For .cpp files of this
// folder.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/result.h"

namespace pillarbox {

// tooLarge or badInput naming `field`; newlines and tabs only with `manyLines`.
inline Status checkText(std::string_view field, std::string_view text, std::size_t limit, bool manyLines = false) {
  if (text.size() > limit) {
    return Fault{FaultCode::tooLarge, std::string(field) + " is longer than " + std::to_string(limit) + " bytes."};
  }
  if (!isUtf8(text)) return Fault{FaultCode::badInput, std::string(field) + " is not valid UTF-8 text."};
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if ((u < 0x20 && !(manyLines && (c == '\n' || c == '\t'))) || u == 0x7F) {
      return Fault{FaultCode::badInput, std::string(field) + " holds a control character."};
    }
  }
  return {};
}

}  // namespace pillarbox
