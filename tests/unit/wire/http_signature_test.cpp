#include "shared/wire/http_signature.h"

#include <gtest/gtest.h>

namespace pillarbox::wire {
namespace {

const WallTime noon = *parseTime("2026-11-21T12:00:00.000Z");

TEST(HttpSignature, MatchesTheEd25519VectorOfRfc9421) {
  // RFC 9421 appendix B.2.6 with the key of B.1.4.
  const std::string parameters =
      R"(("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519")";
  const std::string base = signatureBase({{"date", "Tue, 20 Apr 2021 02:07:55 GMT"},
                                          {"@method", "POST"},
                                          {"@path", "/foo"},
                                          {"@authority", "example.com"},
                                          {"content-type", "application/json"},
                                          {"content-length", "18"}},
                                         parameters);
  const auto seed = fromBase64("n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU", Base64::urlUnpadded);
  ASSERT_TRUE(seed);
  const auto key = seal::SigningKey::fromSeed(*seed);
  ASSERT_TRUE(key.ok());
  EXPECT_EQ(seal::formatVerifyKey(key->verifyKey()), "JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=");
  EXPECT_EQ(toBase64(key->sign(viewOf(base)), Base64::padded),
            "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==");
}

class OurSignature : public testing::Test {
 protected:
  SignatureHeaders signedHeaders(const SignedRequest& request) {
    return signRequest(request, signer, key, noon, random.bytes(16));
  }
  Status check(const SignedRequest& request, const SignatureHeaders& headers, WallTime now = noon) {
    PB_TRY_VALUE(const Claim claim, readSignature(request, headers));
    EXPECT_EQ(claim.school, "school-1");
    EXPECT_EQ(claim.device, "kiosk-1");
    return verifyClaim(claim, key.verifyKey(), "0011223344556677", now);
  }

  SystemRandom random;
  seal::SigningKey key = seal::SigningKey::generate(random);
  Signer signer{"school-1", "kiosk-1", "0011223344556677"};
  std::string body = "{\"a\":1}";
  SignedRequest get{"GET", "/v1/entries?after=7", std::nullopt};
  SignedRequest put{"PUT", "/v1/directory", viewOf(body)};
};

TEST_F(OurSignature, IsAcceptedWithAndWithoutABody) {
  EXPECT_TRUE(check(get, signedHeaders(get)).ok());
  EXPECT_TRUE(check(put, signedHeaders(put)).ok());
  EXPECT_TRUE(check(get, signedHeaders(get), noon + Milliseconds{299'000}).ok());
}

TEST_F(OurSignature, IsRefusedForAnythingElseThanWhatWasSigned) {
  const SignatureHeaders headers = signedHeaders(get);
  SignedRequest other = get;
  other.target = "/v1/entries?after=8";
  EXPECT_FALSE(check(other, headers).ok());
  other = get;
  other.target = "/v1/head?after=7";
  EXPECT_FALSE(check(other, headers).ok());
  other = get;
  other.method = "DELETE";
  EXPECT_FALSE(check(other, headers).ok());
  const std::string changed = "{\"a\":2}";
  SignedRequest otherBody = put;
  otherBody.body = viewOf(changed);
  EXPECT_FALSE(check(otherBody, signedHeaders(put)).ok());
  otherBody.body = std::nullopt;
  EXPECT_FALSE(check(otherBody, signedHeaders(put)).ok()) << "the body left out";
}

TEST_F(OurSignature, IsRefusedOnceTooOldOrFromTheFuture) {
  EXPECT_EQ(check(get, signedHeaders(get), noon + Milliseconds{301'000}).fault().code, FaultCode::timedOut);
  EXPECT_EQ(check(get, signedHeaders(get), noon - Milliseconds{301'000}).fault().code, FaultCode::timedOut);
}

TEST_F(OurSignature, IsWorthNothingAtAnotherServerOrFromAnotherKey) {
  const auto claim = readSignature(get, signedHeaders(get));
  ASSERT_TRUE(claim.ok());
  EXPECT_FALSE(verifyClaim(*claim, key.verifyKey(), "ffffffffffffffff", noon).ok());
  EXPECT_FALSE(verifyClaim(*claim, seal::SigningKey::generate(random).verifyKey(), signer.serverKeyId, noon).ok());
}

TEST_F(OurSignature, GarbageIsRefusedAsMalformed) {
  const SignatureHeaders good = signedHeaders(get);
  const std::vector<std::string> inputs{"",
                                        "pillarbox=",
                                        "pillarbox=()",
                                        "x=" + good.signatureInput,
                                        good.signatureInput + ";",
                                        good.signatureInput + ";created=1",
                                        good.signatureInput + ";x=\"",
                                        std::string(3000, 'a'),
                                        "pillarbox=(\"@method\");created=1;keyid=\"a/b\""};
  for (const std::string& input : inputs) {
    EXPECT_FALSE(readSignature(get, {"", input, good.signature}).ok()) << input;
  }
  for (const std::string signature : {"", "pillarbox=", "pillarbox=:", "pillarbox=::", "pillarbox=:AAAA:"}) {
    EXPECT_FALSE(readSignature(get, {"", good.signatureInput, signature}).ok()) << signature;
  }
}

}  // namespace
}  // namespace pillarbox::wire
