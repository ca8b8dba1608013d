#include <gtest/gtest.h>
#include <sodium.h>

#include <array>

#include "shared/base/hash.h"
#include "shared/open/age_open.h"
#include "shared/seal/age_seal.h"
#include "tests/support/seeded_random.h"

namespace pillarbox {
namespace {

using open::Identity;
using support::SeededRandom;

constexpr std::size_t chunk = 65536;

Bytes someBytes(std::size_t count) {
  return SeededRandom(count).bytes(count);
}
bool holds(const Result<SecretBytes>& opened, const Bytes& plaintext) {
  return opened.ok() && equalConstantTime(opened->view(), plaintext);
}

TEST(AgeRoundTrip, EveryRecipientOpensEverySizeAroundTheChunkBorders) {
  SeededRandom random;
  std::vector<Identity> identities;
  std::vector<seal::Recipient> recipients;
  for (int i = 0; i < 3; ++i) {
    identities.push_back(Identity::generate(random));
    recipients.push_back(identities.back().recipient());
  }
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, chunk - 1, chunk, chunk + 1, 2 * chunk, 2 * chunk + 1, std::size_t{1048577}}) {
    const Bytes plaintext = someBytes(size);
    const auto sealed = seal::sealTo(plaintext, recipients, random);
    ASSERT_TRUE(sealed.ok());
    for (const Identity& identity : identities) EXPECT_TRUE(holds(open::unseal(*sealed, identity), plaintext)) << size;
    EXPECT_TRUE(holds(open::unseal(*sealed, identities), plaintext));
    EXPECT_EQ(open::unseal(*sealed, Identity::generate(random)).fault().code, FaultCode::wrongSecret);
  }
}

TEST(AgeRoundTrip, SealsToFiftyPeople) {
  SeededRandom random;
  std::vector<Identity> identities;
  std::vector<seal::Recipient> recipients;
  for (int i = 0; i < 50; ++i) {
    identities.push_back(Identity::generate(random));
    recipients.push_back(identities.back().recipient());
  }
  const auto sealed = seal::sealTo(viewOf("hello"), recipients, random);
  EXPECT_TRUE(holds(open::unseal(*sealed, identities.back()), bytesOf("hello")));
}

TEST(AgeRoundTrip, PassphraseOpensWhatItSealed) {
  SeededRandom random;
  const SecretBytes passphrase = SecretBytes::copyOf("five small words and \xc3\xa9");
  const auto sealed = seal::sealToPassphrase(viewOf("hello"), passphrase, 10, random);
  ASSERT_TRUE(sealed.ok());
  EXPECT_TRUE(holds(open::unsealWithPassphrase(*sealed, passphrase), bytesOf("hello")));
  EXPECT_EQ(open::unsealWithPassphrase(*sealed, SecretBytes::copyOf("five small words")).fault().code,
            FaultCode::wrongSecret);
  EXPECT_EQ(open::unsealWithPassphrase(*sealed, SecretBytes()).fault().code, FaultCode::wrongSecret);
  EXPECT_TRUE(*open::isSealedToPassphrase(*sealed));
}

TEST(AgeRoundTrip, RefusesToSealToNobodyOrWithNothing) {
  SeededRandom random;
  EXPECT_EQ(seal::sealTo(viewOf("x"), {}, random).fault().code, FaultCode::badInput);
  EXPECT_EQ(seal::sealTo(viewOf("x"), std::array{seal::Recipient{}}, random).fault().code, FaultCode::badInput);
  EXPECT_EQ(seal::sealToPassphrase(viewOf("x"), SecretBytes(), 10, random).fault().code, FaultCode::badInput);
  const SecretBytes passphrase = SecretBytes::copyOf("password");
  EXPECT_EQ(seal::sealToPassphrase(viewOf("x"), passphrase, 0, random).fault().code, FaultCode::badInput);
  EXPECT_EQ(seal::sealToPassphrase(viewOf("x"), passphrase, 23, random).fault().code, FaultCode::badInput);
}

TEST(AgeRoundTrip, SameRandomnessGivesSameFileAndOtherRandomnessAnother) {
  SeededRandom one(5);
  SeededRandom same(5);
  SeededRandom other(6);
  const std::array recipients = {Identity::generate(one).recipient()};
  (void)Identity::generate(same);
  const Bytes first = *seal::sealTo(viewOf("x"), recipients, one);
  EXPECT_EQ(first, *seal::sealTo(viewOf("x"), recipients, same));
  EXPECT_NE(first, *seal::sealTo(viewOf("x"), recipients, other));
}

TEST(AgeRoundTrip, EveryTruncationOfASmallFileIsRefused) {
  SeededRandom random;
  const Identity identity = Identity::generate(random);
  const Bytes sealed = *seal::sealTo(viewOf("a short concern"), std::array{identity.recipient()}, random);
  for (std::size_t size = 0; size < sealed.size(); ++size) {
    EXPECT_FALSE(open::unseal(BytesView(sealed).first(size), identity).ok()) << size;
  }
  Bytes longer = sealed;
  longer.push_back(0);
  EXPECT_FALSE(open::unseal(longer, identity).ok());
}

TEST(AgeRoundTrip, EveryFlippedBitOfASmallFileIsRefused) {
  SeededRandom random;
  const Identity identity = Identity::generate(random);
  const std::array recipients = {identity.recipient(), Identity::generate(random).recipient()};
  Bytes sealed = *seal::sealTo(viewOf("a short concern"), recipients, random);
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    const auto mask = static_cast<std::uint8_t>(1U << bit % 8);
    sealed[bit / 8] ^= mask;
    EXPECT_FALSE(open::unseal(sealed, identity).ok()) << "byte " << bit / 8 << " bit " << bit % 8;
    sealed[bit / 8] ^= mask;
  }
  EXPECT_TRUE(open::unseal(sealed, identity).ok());
}

TEST(AgeRoundTrip, TruncationAtEveryChunkBorderIsRefused) {
  SeededRandom random;
  const Identity identity = Identity::generate(random);
  const Bytes sealed = *seal::sealTo(someBytes(3 * chunk + 5), std::array{identity.recipient()}, random);
  const std::size_t headerEnd = sealed.size() - (3 * chunk + 5 + 4 * 16);
  for (std::size_t chunks = 0; chunks <= 3; ++chunks) {
    EXPECT_EQ(open::unseal(BytesView(sealed).first(headerEnd + chunks * (chunk + 16)), identity).fault().code,
              FaultCode::damaged);
  }
}

// Repeats the stream of the age test kit: its file key first, then ChaCha20 under a fixed key.
class TestKitRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> out) override {
    if (m_first) {
      m_first = false;
      const Bytes fileKey = bytesOf("YELLOW SUBMARINE");
      ASSERT_EQ(out.size(), fileKey.size());
      std::copy(fileKey.begin(), fileKey.end(), out.begin());
      return;
    }
    Bytes stream(m_used + out.size());
    const std::array<std::uint8_t, 12> nonce{};
    const Bytes key = bytesOf("TEST RANDOMNESS TEST RANDOMNESS!");
    crypto_stream_chacha20_ietf(stream.data(), stream.size(), nonce.data(), key.data());
    std::copy(stream.begin() + static_cast<std::ptrdiff_t>(m_used), stream.end(), out.begin());
    m_used += out.size();
  }

 private:
  bool m_first = true;
  std::size_t m_used = 0;
};

TEST(AgeVectors, WritesTheTestKitsX25519FileByteForByte) {
  const auto identity = Identity::parse("AGE-SECRET-KEY-1XMWWC06LY3EE5RYTXM9MFLAZ2U56JJJ36S0MYPDRWSVLUL66MV4QX3S7F6");
  ASSERT_TRUE(identity.ok());
  TestKitRandom random;
  const Bytes sealed = *seal::sealTo(viewOf("age"), std::array{identity->recipient()}, random);
  const std::string header(textOf(sealed).substr(0, sealed.size() - 16 - 3 - 16));
  EXPECT_EQ(header,
            "age-encryption.org/v1\n"
            "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\n"
            "EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n"
            "--- Vn+54jqiiUCE+WZcEVY3f1sqHjlu/z1LCQ/T7Xm7qI0\n");
  EXPECT_TRUE(holds(open::unseal(sealed, *identity), bytesOf("age")));
}

TEST(AgeVectors, WritesTheTestKitsScryptFileByteForByte) {
  TestKitRandom random;
  const Bytes sealed = *seal::sealToPassphrase(viewOf("age"), SecretBytes::copyOf("password"), 10, random);
  const std::string header(textOf(sealed).substr(0, sealed.size() - 16 - 3 - 16));
  EXPECT_EQ(header,
            "age-encryption.org/v1\n"
            "-> scrypt rF0/NwblUHHTpgQgRpe5CQ 10\n"
            "gUjEymFKMVXQEKdMMHL24oYexjE3TIC0O0zGSqJ2aUY\n"
            "--- IOXiQYStkoT1mvZW2tFOqZdhRVvj58egABx/sWfZQbc\n");
}

TEST(AgeVectors, TheSpecificationsOwnKeyPair) {
  const auto identity = Identity::parse("AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX");
  ASSERT_TRUE(identity.ok());
  EXPECT_EQ(toHex(identity->secret().view()), toHex(Bytes(32, 0x42)));
  EXPECT_EQ(seal::formatRecipient(identity->recipient()),
            "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj");
  EXPECT_EQ(identity->text().text(), "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX");
}

}  // namespace
}  // namespace pillarbox
