// What is typed or pasted, and a school's own rules: any bytes are taken, and every hint lies within the text and
// outside exact words.
#include <cstdint>
#include <string_view>

#include "shared/writing/hints.h"

namespace {

using namespace pillarbox::writing;

void check(std::string_view text, const Rules& rules) {
  const std::vector<Span> quotes = exactWordsSpans(text);
  std::size_t last = 0;
  for (const Span& quote : quotes) {
    if (quote.begin < last || quote.end <= quote.begin || quote.end > text.size()) __builtin_trap();
    last = quote.end;
  }
  for (const Hint& hint : hintsFor(text, rules, nullptr)) {
    if (hint.start > hint.end || hint.end > text.size()) __builtin_trap();
    for (const Span& quote : quotes) {
      if (hint.start < hint.end && hint.start < quote.end && hint.end > quote.begin) __builtin_trap();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Rules own = [] {
    auto read = Rules::load();
    return read.ok() ? *read : Rules();
  }();
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  if (data[0] % 4 != 0) {
    check(text, own);
    return 0;
  }
  // Rules up to the first line break, then the text they are used on.
  const std::size_t cut = text.find('\n');
  const auto rules = Rules::parse(text.substr(0, cut));
  if (rules.ok() && cut != std::string_view::npos) check(text.substr(cut + 1), *rules);
  return 0;
}
