// What the scanner and the screens say to each other: decoded or refused, never a crash, and the same when said again.
#include <string>
#include <string_view>

#include "scanner/protocol/messages.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pillarbox::scan;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto message = decodeToScanner(text)) {
    const std::string said = encode(*message);
    const auto again = decodeToScanner(said);
    if (!again || encode(*again) != said || descriptorsOf(*again) != descriptorsOf(*message)) __builtin_trap();
  }
  if (const auto message = decodeFromScanner(text)) {
    const std::string said = encode(*message);
    // Longer than what was heard only if it was not written as we write it.
    const auto again = said.size() <= mostMessageBytes ? decodeFromScanner(said) : message;
    if (!again || encode(*again) != said || descriptorsOf(*again) != descriptorsOf(*message)) __builtin_trap();
  }
  return 0;
}
