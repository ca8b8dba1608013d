#include <gtest/gtest.h>

#include "shared/open/identity.h"
#include "shared/seal/bech32.h"
#include "shared/seal/device_keys.h"
#include "shared/seal/hkdf.h"
#include "shared/seal/recipient.h"
#include "shared/seal/signing.h"
#include "tests/support/seeded_random.h"

namespace pillarbox {
namespace {

using support::SeededRandom;

Bytes hex(std::string_view text) {
  return *fromHex(text);
}

TEST(Hkdf, Rfc5869TestCases) {
  EXPECT_EQ(
      toHex(
          seal::hkdfSha256(Bytes(22, 0x0b), hex("000102030405060708090a0b0c"), hex("f0f1f2f3f4f5f6f7f8f9"), 42).view()),
      "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  Bytes input, salt, info;
  for (int i = 0; i < 80; ++i) {
    input.push_back(static_cast<std::uint8_t>(i));
    salt.push_back(static_cast<std::uint8_t>(0x60 + i));
    info.push_back(static_cast<std::uint8_t>(0xb0 + i));
  }
  EXPECT_EQ(toHex(seal::hkdfSha256(input, salt, info, 82).view()),
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
            "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
  EXPECT_EQ(toHex(seal::hkdfSha256(Bytes(22, 0x0b), {}, BytesView(), 42).view()),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

TEST(Hkdf, HmacOfRfc4231) {
  EXPECT_EQ(toHex(seal::hmacSha256(viewOf("Jefe"), viewOf("what do ya want for nothing?"))),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(toHex(seal::hmacSha256(Bytes(131, 0xaa), viewOf("Test Using Larger Than Block-Size Key - Hash Key First"))),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Bech32, TextsThatBip173CallsValidAreRead) {
  // BIP 173's valid strings whose data part is whole bytes.
  const auto empty = seal::decodeBech32("A12UEL5L");
  ASSERT_TRUE(empty.ok());
  EXPECT_EQ(empty->prefix, "a");
  EXPECT_TRUE(empty->data.empty());
  EXPECT_TRUE(seal::decodeBech32("a12uel5l").ok());
  EXPECT_TRUE(
      seal::decodeBech32("an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs")
          .ok());
  const auto qs =
      seal::decodeBech32("11qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqc8247j");
  ASSERT_TRUE(qs.ok());
  EXPECT_EQ(toHex(qs->data.view()), toHex(Bytes(51)));
  const auto split = seal::decodeBech32("split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w");
  ASSERT_TRUE(split.ok());
  EXPECT_EQ(toHex(split->data.view()), "c5f38b70305f519bf66d85fb6cf03058f3dde463ecd7918f2dc743918f2d");
  EXPECT_TRUE(seal::decodeBech32("?1ezyfcl").ok());
}

TEST(Bech32, TextsThatBip173CallsInvalidAreRefused) {
  for (const char* text : {"\x20"
                           "1nwldj5",
                           "\x7f"
                           "1axkwrx",
                           "\x80"
                           "1eym55h",
                           "pzry9x0s0muk", "1pzry9x0s0muk", "x1b4n0q5v", "li1dgmt3", "de1lg7wt\xff", "A1G7SGD8",
                           "10a06t8", "1qzzfhee", "", "1", "a1", "A12uEL5L", "a12uel5l ", "a12uel5m"}) {
    EXPECT_FALSE(seal::decodeBech32(text).ok()) << text;
  }
}

TEST(Bech32, RoundTripsEveryLength) {
  SeededRandom random;
  for (std::size_t size = 0; size < 200; ++size) {
    const Bytes data = random.bytes(size);
    const std::string text = seal::encodeBech32("age", data);
    const auto decoded = seal::decodeBech32(text);
    ASSERT_TRUE(decoded.ok()) << size;
    EXPECT_TRUE(equalConstantTime(decoded->data.view(), data));
  }
}

TEST(Recipient, OneWrongLetterIsNoticed) {
  SeededRandom random;
  const std::string text = seal::formatRecipient(open::Identity::generate(random).recipient());
  ASSERT_TRUE(seal::parseRecipient(text).ok());
  EXPECT_EQ(text.size(), 62U);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'q' ? 'p' : 'q';
    EXPECT_FALSE(seal::parseRecipient(changed).ok()) << i;
  }
  EXPECT_FALSE(seal::parseRecipient("").ok());
  EXPECT_FALSE(seal::parseRecipient(text + " ").ok());
  EXPECT_FALSE(seal::parseRecipient("AGE" + text.substr(3)).ok());
  EXPECT_FALSE(seal::parseRecipient(seal::encodeBech32("age", random.bytes(31))).ok());
  EXPECT_FALSE(seal::parseRecipient(seal::encodeBech32("age1x", random.bytes(32))).ok());
}

TEST(IdentityFile, CommentsAndBlankLinesAreLeftOut) {
  SeededRandom random;
  const open::Identity one = open::Identity::generate(random);
  const open::Identity two = open::Identity::generate(random);
  const std::string text =
      "# created: today\n\n" + std::string(one.text().text()) + "\r\n#\n" + std::string(two.text().text());
  const auto read = open::parseIdentities(text);
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ((*read)[0].recipient(), one.recipient());
  EXPECT_EQ((*read)[1].recipient(), two.recipient());
}

TEST(IdentityFile, SaysWhichLineIsWrongAndNeverRepeatsIt) {
  SeededRandom random;
  const std::string good(open::Identity::generate(random).text().text());
  for (const std::string& bad :
       {good + "x", " " + good, good.substr(0, 70), std::string("age1abc"), std::string("AGE-PLUGIN-X-1ABC"), [&] {
          std::string lower = good;
          for (char& c : lower) c = static_cast<char>(std::tolower(c));
          return lower;
        }()}) {
    const auto read = open::parseIdentities("# one\n" + good + "\n" + bad + "\n");
    ASSERT_FALSE(read.ok()) << bad;
    EXPECT_EQ(read.fault().code, FaultCode::badInput);
    EXPECT_EQ(read.fault().detail, "line 3 of the key file is not a secret key.");
  }
  EXPECT_FALSE(open::parseIdentities("").ok());
  EXPECT_FALSE(open::parseIdentities("# only a comment\n").ok());
}

TEST(Signing, Rfc8032Vectors) {
  struct Vector {
    const char* seed;
    const char* key;
    const char* message;
    const char* signature;
  };
  const Vector vectors[] = {
      {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
       "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
       "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe2"
       "46"
       "55141438e7a100b"},
      {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
       "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
       "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302ae"
       "e"
       "b00d291612bb0c00"},
  };
  for (const Vector& v : vectors) {
    const auto key = seal::SigningKey::fromSeed(hex(v.seed));
    ASSERT_TRUE(key.ok());
    EXPECT_EQ(toHex(key->verifyKey().bytes), v.key);
    EXPECT_EQ(toHex(key->sign(hex(v.message))), v.signature);
    EXPECT_TRUE(seal::verify(key->verifyKey(), hex(v.message), hex(v.signature)));
  }
}

TEST(Signing, AnyChangeIsNoticed) {
  SeededRandom random;
  const seal::SigningKey key = seal::SigningKey::generate(random);
  const auto signature = key.sign(viewOf("slip"));
  EXPECT_TRUE(seal::verify(key.verifyKey(), viewOf("slip"), signature));
  EXPECT_FALSE(seal::verify(key.verifyKey(), viewOf("slop"), signature));
  EXPECT_FALSE(seal::verify(key.verifyKey(), viewOf("slip"), BytesView(signature).first(63)));
  EXPECT_FALSE(seal::verify(key.verifyKey(), viewOf("slip"), {}));
  EXPECT_FALSE(seal::verify(seal::SigningKey::generate(random).verifyKey(), viewOf("slip"), signature));
  EXPECT_FALSE(seal::verify(seal::VerifyKey{}, viewOf("slip"), signature));
  EXPECT_FALSE(seal::SigningKey::fromSeed(Bytes(31)).ok());
  EXPECT_EQ(key.clone().sign(viewOf("slip")), signature);
}

TEST(Signing, KeysAreWrittenAsBase64) {
  SeededRandom random;
  const seal::VerifyKey key = seal::SigningKey::generate(random).verifyKey();
  const std::string text = seal::formatVerifyKey(key);
  EXPECT_EQ(text.size(), 44U);
  EXPECT_EQ(*seal::parseVerifyKey(text), key);
  EXPECT_EQ(seal::keyIdOf(key).size(), 16U);
  for (const std::string& bad :
       {text + "=", text.substr(0, 43), std::string(), text.substr(0, 40) + "AA==", " " + text}) {
    EXPECT_FALSE(seal::parseVerifyKey(bad).ok()) << bad;
  }
}

TEST(DeviceKeys, OpenOnlyTheBoxesMadeForThem) {
  SeededRandom random;
  const seal::DeviceKeys keys = seal::DeviceKeys::generate(random);
  const seal::DeviceKeys other = seal::DeviceKeys::generate(random);
  for (const std::string_view message : {std::string_view("the roster"), std::string_view()}) {
    Bytes box = seal::boxTo(keys.boxPublic, viewOf(message));
    const auto opened = keys.openBox(box);
    ASSERT_TRUE(opened.ok());
    EXPECT_EQ(opened->text(), message);
    EXPECT_EQ(other.openBox(box).fault().code, FaultCode::wrongSecret);
    box.back() ^= 1;
    EXPECT_EQ(keys.openBox(box).fault().code, FaultCode::wrongSecret);
  }
  EXPECT_EQ(keys.openBox(Bytes(47)).fault().code, FaultCode::badInput);
  EXPECT_TRUE(seal::boxTo(seal::BoxKey{}, viewOf("x")).empty());
}

TEST(DeviceKeys, SurviveBeingWrittenAndRead) {
  SeededRandom random;
  const seal::DeviceKeys keys = seal::DeviceKeys::generate(random);
  const SecretBytes text = keys.encode();
  const auto read = seal::DeviceKeys::decode(text.view());
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->signing.verifyKey(), keys.signing.verifyKey());
  EXPECT_EQ(read->boxPublic, keys.boxPublic);
  EXPECT_TRUE(equalConstantTime(read->tagSecret.view(), keys.tagSecret.view()));
  EXPECT_EQ(read->openBox(seal::boxTo(keys.boxPublic, viewOf("x")))->text(), "x");
}

TEST(DeviceKeys, DamagedFilesAreRefused) {
  SeededRandom random;
  const SecretBytes secret = seal::DeviceKeys::generate(random).encode();
  const std::string text(secret.text());
  for (std::size_t size = 0; size + 1 < text.size(); ++size) {
    EXPECT_FALSE(seal::DeviceKeys::decode(viewOf(text.substr(0, size))).ok()) << size;
  }
  EXPECT_FALSE(seal::DeviceKeys::decode(viewOf(text + "more\n")).ok());
  std::string newer = text;
  newer[newer.find('1')] = '2';
  EXPECT_EQ(seal::DeviceKeys::decode(viewOf(newer)).fault().code, FaultCode::newerVersion);
}

}  // namespace
}  // namespace pillarbox
