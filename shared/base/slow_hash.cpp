#include "shared/base/slow_hash.h"

#include <sodium.h>

#include <array>

namespace pillarbox {

Result<std::string> slowHash(const SecretBytes& secret) {
  std::array<char, crypto_pwhash_STRBYTES> out{};
  const std::string_view text = secret.text();
  if (crypto_pwhash_str(out.data(), text.data(), text.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    return Fault{FaultCode::tooLarge, "there is not enough memory to protect the PIN"};
  }
  return std::string(out.data());
}

bool slowHashFits(const std::string& hash, const SecretBytes& secret) {
  if (hash.empty() || hash.size() >= crypto_pwhash_STRBYTES) return false;
  const std::string_view text = secret.text();
  return crypto_pwhash_str_verify(hash.c_str(), text.data(), text.size()) == 0;
}

}  // namespace pillarbox
