// Lists of pupils and staff from other systems: read or refused, never a crash; what is taken in can be kept, found and
// taken in again without a change.
#include <string>

#include "shared/base/hash.h"
#include "shared/record/pupil_search.h"
#include "shared/record/roster_import.h"

namespace {

class Counting final : public pillarbox::Random {
 public:
  void fill(std::span<std::uint8_t> out) override {
    for (std::uint8_t& byte : out) byte = static_cast<std::uint8_t>(++m_next >> 3);
  }

 private:
  std::uint32_t m_next = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pillarbox;
  static const bool ready = initialiseCryptography();
  if (!ready || size == 0) return 0;
  const Result<RosterRows> rows = readRosterCsv(BytesView(data + 1, size - 1));
  if (!rows) return 0;
  Counting random;
  Roster start;
  start.badgeKey = Bytes(32, 1);
  const Result<RosterImport> first = mergeRoster(start, *rows, random, {(data[0] & 1) != 0});
  if (!first) return 0;
  const Result<Roster> kept = decodeRoster(encodeRoster(first->roster));
  if (!kept || !(*kept == first->roster)) __builtin_trap();
  const Result<RosterImport> again = mergeRoster(first->roster, *rows, random);
  if (!again || again->changed != 0) __builtin_trap();
  const PupilIndex index(first->roster);
  const std::string_view typed(reinterpret_cast<const char*>(data), std::min<std::size_t>(size, 40));
  for (const std::size_t hit : index.find(typed, 12).pupils) {
    if (hit >= first->roster.pupils.size()) __builtin_trap();
  }
  return 0;
}
