// Whether what the server lists is its one chain of the school's postings, without a gap and in order: each receipt
// names the head before it, so a server that forks its chain, leaves something out, swaps two or dates one back cannot
// go on unnoticed. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/record/slip.h"
#include "shared/wire/receipt_check.h"

namespace pillarbox::office {

class ChainWatch {
 public:
  // As text() gave it; empty or of a device that has not kept it: nothing is known but the index.
  ChainWatch(std::string_view kept, std::int64_t index);

  // The next one listed, signed by the server. One sentence if it does not follow from the one before it.
  std::optional<std::string> next(const Receipt& receipt);
  // The server says that there is no more; `known` is the newest head that this device had proof of when it asked.
  std::optional<std::string> ended(const wire::KnownHead& known) const;
  std::string text() const;

 private:
  wire::KnownHead m_last;
  WallTime m_lastTime{};
};

}  // namespace pillarbox::office
