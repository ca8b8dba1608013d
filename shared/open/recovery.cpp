#include "shared/open/recovery.h"

#include "shared/seal/hkdf.h"

namespace pillarbox::open {

namespace {

constexpr std::string_view recoverySigningInfo = "pillarbox recovery signing v1";

}  // namespace

RecoverySheet RecoverySheet::from(Identity identity) {
  const SecretBytes seed =
      seal::hkdfSha256(identity.secret().view(), {}, recoverySigningInfo, seal::SigningKey::seedBytes);
  // 32 bytes were asked for, so this cannot fail.
  return {std::move(identity), std::move(*seal::SigningKey::fromSeed(seed.view()))};
}

RecoverySheet RecoverySheet::generate(Random& random) {
  return from(Identity::generate(random));
}

Result<RecoverySheet> RecoverySheet::parse(std::string_view typed) {
  SecretBytes text(typed.size());
  std::size_t count = 0;
  for (const char c : typed) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') continue;
    text.data()[count++] = static_cast<std::uint8_t>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  }
  text.truncate(count);
  PB_TRY_VALUE(Identity identity, Identity::parse(text.text()));
  return from(std::move(identity));
}

}  // namespace pillarbox::open
