// Every document that somebody else may hand us: decoded or refused, never a crash. The first byte chooses which.
#include <string_view>

#include "shared/base/random.h"
#include "shared/record/directory.h"
#include "shared/record/entry_json.h"
#include "shared/record/folding.h"
#include "shared/record/pupil_search.h"
#include "shared/record/roster_import.h"
#include "shared/record/slip.h"
#include "shared/wire/invitation.h"
#include "shared/wire/join.h"
#include "shared/wire/lists.h"
#include "shared/wire/problem.h"
#include "shared/wire/receipt_check.h"
#include "shared/wire/server_card.h"

namespace {

class Fixed final : public pillarbox::Random {
 public:
  void fill(std::span<std::uint8_t> out) override {
    for (std::uint8_t& byte : out) byte = ++m_next;
  }

 private:
  std::uint8_t m_next = 0;
};

// What was decoded is encoded again: both must agree with themselves.
template <class T, class Encode, class Decode>
void roundTrip(const pillarbox::Result<T>& decoded, Encode&& encode, Decode&& decode) {
  if (!decoded) return;
  const auto text = encode(*decoded);
  const pillarbox::Result<T> again = decode(text);
  if (!again || !(*again == *decoded)) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pillarbox;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  Fixed random;
  switch (data[0] % 8) {
    case 0:
      roundTrip(
          decodeEntry(text, UnknownFields::ignore),
          [](const Entry& entry) { return std::string(encodeEntry(entry).text()); },
          [](const std::string& json) { return decodeEntry(json, UnknownFields::refuse); });
      (void)decodeEntryToPost(text);
      break;
    case 1:
      roundTrip(decodeDirectory(text), encodeDirectory, decodeDirectory);
      break;
    case 2:
      roundTrip(decodeRoster(text), encodeRoster, decodeRoster);
      break;
    case 3:
      roundTrip(decodeSlip(text), encodeSlip, decodeSlip);
      roundTrip(decodeReceipt(text), encodeReceipt, decodeReceipt);
      break;
    case 4: {
      Roster roster;
      roster.badgeKey = Bytes(32, 1);
      (void)importRosterCsv(roster, text, random);
      break;
    }
    case 5:
      (void)foldName(text);
      (void)normaliseBadge(text);
      break;
    case 6:
      (void)wire::readInvitationText(text);
      (void)wire::readInvitationEnvelope(text);
      (void)wire::readJoin(text);
      (void)wire::decodeJoins(text);
      (void)wire::readServerCard(text);
      (void)wire::decodeServerAnswer(text);
      break;
    default:
      (void)wire::decodeEntryList(text);
      (void)wire::decodeStatusReply(text);
      (void)wire::decodeDirectories(text);
      (void)wire::decodeHead(text);
      (void)wire::decodeProblem(text);
      (void)wire::parseKnownHead(text);
      break;
  }
  return 0;
}
