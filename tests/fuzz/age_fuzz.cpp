// Arbitrary and nearly right bytes to every reader of shared/open and shared/seal. Nothing may crash, and nothing
// may open that was not sealed. The first byte chooses the reader.
#include <cstdlib>

#include "shared/base/hash.h"
#include "shared/open/age_open.h"
#include "shared/open/key_card.h"
#include "shared/open/tar_read.h"
#include "shared/seal/age_seal.h"
#include "shared/seal/bech32.h"
#include "shared/seal/device_keys.h"
#include "shared/seal/dsse.h"
#include "tests/support/seeded_random.h"

namespace {

using namespace pillarbox;

struct Fixed {
  support::SeededRandom random{1};
  open::Identity identity = open::Identity::generate(random);
  Bytes sealed = *seal::sealTo(viewOf("fuzz"), std::span(&identity.recipient(), 1), random);
};

// Each four bytes of input change one byte of a good file: position (two bytes), operation, value.
Bytes mutated(const Bytes& good, BytesView changes) {
  Bytes file = good;
  for (; changes.size() >= 4 && !file.empty(); changes = changes.subspan(4)) {
    const std::size_t at = (std::size_t{changes[0]} << 8 | changes[1]) % file.size();
    const auto place = file.begin() + static_cast<std::ptrdiff_t>(at);
    switch (changes[2] % 4) {
      case 0:
        *place = changes[3];
        break;
      case 1:
        file.insert(place, changes[3]);
        break;
      case 2:
        file.erase(place);
        break;
      default:
        file.resize(at);
        break;
    }
  }
  return file;
}

void mustNotOpen(const Fixed& fixed, const Bytes& file) {
  const auto opened = open::unseal(file, fixed.identity);
  if (opened.ok() && file != fixed.sealed) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const bool ready = initialiseCryptography();
  static const Fixed fixed;
  if (!ready || size == 0) return 0;
  const BytesView input(data + 1, size - 1);
  switch (data[0] % 7) {
    case 0:
      (void)open::unseal(input, fixed.identity);
      break;
    case 1:
      mustNotOpen(fixed, mutated(fixed.sealed, input));
      break;
    case 2:
      (void)open::isSealedToPassphrase(input);
      break;
    case 3:
      (void)open::readTar(input);
      break;
    case 4: {
      const auto envelope = seal::decode(textOf(input));
      if (envelope.ok() && !seal::decode(seal::encode(*envelope)).ok()) std::abort();
      break;
    }
    case 5: {
      const auto decoded = seal::decodeBech32(textOf(input));
      (void)open::parseIdentities(textOf(input));
      if (decoded.ok() && !seal::decodeBech32(seal::encodeBech32(decoded->prefix, decoded->data.view())).ok()) {
        std::abort();
      }
      break;
    }
    default:
      (void)seal::DeviceKeys::decode(input);
      (void)open::parseCardCode(textOf(input));
      break;
  }
  return 0;
}
