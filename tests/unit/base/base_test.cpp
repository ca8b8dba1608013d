#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <set>

#include "shared/base/bytes.h"
#include "shared/base/clock.h"
#include "shared/base/fault.h"
#include "shared/base/files.h"
#include "shared/base/hash.h"
#include "shared/base/mailbox.h"
#include "shared/base/random.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox {
namespace {

TEST(Fault, EveryCodeHasThreeSentencesAndAName) {
  std::set<std::string_view> names;
  for (int i = 0; i < faultCodeCount; ++i) {
    const auto code = static_cast<FaultCode>(i);
    const FaultWords words = faultWords(code);
    for (const std::string_view sentence : {words.what, words.safe, words.next}) {
      ASSERT_GT(sentence.size(), 8U) << i;
      EXPECT_TRUE(sentence.ends_with('.')) << sentence;
      EXPECT_TRUE(sentence.front() >= 'A' && sentence.front() <= 'Z') << sentence;
    }
    EXPECT_TRUE(names.insert(faultName(code)).second) << faultName(code);
  }
}

TEST(Base64, ReadsOnlyTheOneCanonicalForm) {
  EXPECT_EQ(toBase64(viewOf("fooba"), Base64::padded), "Zm9vYmE=");  // RFC 4648 section 10
  EXPECT_EQ(toBase64(viewOf("fooba"), Base64::unpadded), "Zm9vYmE");
  EXPECT_EQ(textOf(*fromBase64("Zm9vYmE=", Base64::padded)), "fooba");
  EXPECT_FALSE(fromBase64("Zm9vYmE", Base64::padded));     // padding missing
  EXPECT_FALSE(fromBase64("Zm9vYmE=", Base64::unpadded));  // padding where none belongs
  EXPECT_FALSE(fromBase64("Zm9vYmF=", Base64::padded));    // bits left over
  EXPECT_FALSE(fromBase64("Zm9v YmE=", Base64::padded));   // white space
  EXPECT_FALSE(fromBase64("Zm9vYmE=\n", Base64::padded));
  EXPECT_TRUE(fromBase64("", Base64::padded)->empty());
}

// Found by fuzzing the age header: libsodium decodes 0x88 as '/', so a changed MAC line still opened the file.
TEST(Base64, RefusesEveryByteOutsideItsAlphabet) {
  for (int c = 0; c < 256; ++c) {
    const bool letter =
        (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    const std::string text = std::string("AA") + static_cast<char>(c) + "A";
    EXPECT_EQ(fromBase64(text, Base64::unpadded).has_value(), letter) << c;
    const bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    EXPECT_EQ(fromHex(std::string("0") + static_cast<char>(c)).has_value(), digit) << c;
  }
}

TEST(Base32, AgreesWithRfc4648) {
  EXPECT_EQ(toBase32(viewOf("foobar")), "MZXW6YTBOI");
  EXPECT_EQ(textOf(*fromBase32("MZXW6YTBOI")), "foobar");
  EXPECT_FALSE(fromBase32("MZXW6YTBOJ"));  // bits left over
  EXPECT_FALSE(fromBase32("mzxw6ytboi"));
}

TEST(Hex, RefusesOddLengthsAndOtherLetters) {
  EXPECT_EQ(toHex(*fromHex("00FFa1")), "00ffa1");
  EXPECT_FALSE(fromHex("abc"));
  EXPECT_FALSE(fromHex("zz"));
}

TEST(Utf8, RefusesOverlongFormsSurrogatesAndCutSequences) {
  EXPECT_TRUE(isUtf8("Zoë’s \xF0\x9F\x98\x80"));
  EXPECT_FALSE(isUtf8("\xC0\xAF"));
  EXPECT_FALSE(isUtf8("\xED\xA0\x80"));
  EXPECT_FALSE(isUtf8("\xF4\x90\x80\x80"));
  EXPECT_FALSE(isUtf8("abc\xE2\x82"));
  EXPECT_FALSE(isUtf8("\x80"));
}

TEST(Time, SurvivesTheRoundTripAndRefusesOtherForms) {
  const auto time = parseTime("2026-11-21T12:41:07.123Z");
  ASSERT_TRUE(time);
  EXPECT_EQ(formatTime(*time), "2026-11-21T12:41:07.123Z");
  EXPECT_EQ(formatTime(WallTime{}), "1970-01-01T00:00:00.000Z");
  for (const char* wrong : {"2026-11-21T12:41:07Z", "2026-02-30T12:41:07.123Z", "2026-11-21T24:00:00.000Z",
                            "2026-11-21 12:41:07.123Z", "2026-11-21T12:41:07.123+", ""}) {
    EXPECT_FALSE(parseTime(wrong)) << wrong;
  }
}

TEST(SecretBytes, GrowsMovesAndForgets) {
  SecretBytes secret = SecretBytes::copyOf("open sesame");
  for (int i = 0; i < 1000; ++i) secret.append(viewOf("!"));
  EXPECT_EQ(secret.size(), 1011U);
  EXPECT_TRUE(secret.text().starts_with("open sesame!!!"));
  SecretBytes moved = std::move(secret);
  EXPECT_TRUE(secret.empty());  // NOLINT(bugprone-use-after-move): that is what is tested
  moved.truncate(4);
  EXPECT_EQ(moved.text(), "open");
  moved.wipe();
  EXPECT_TRUE(moved.empty());
}

TEST(ConstantTime, ComparesLikeEquality) {
  EXPECT_TRUE(equalConstantTime(viewOf("same"), viewOf("same")));
  EXPECT_FALSE(equalConstantTime(viewOf("same"), viewOf("sane")));
  EXPECT_FALSE(equalConstantTime(viewOf("same"), viewOf("sam")));
}

TEST(Hash, AgreesWithTheStandard) {
  // FIPS 180-4 example: SHA-256 of "abc".
  EXPECT_EQ(sha256Hex(viewOf("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_NE(keyedHash(bytesOf("0123456789abcdef"), viewOf("x")), keyedHash(bytesOf("0123456789abcdeg"), viewOf("x")));
}

TEST(Random, BelowStaysBelowAndReachesEveryValue) {
  SystemRandom random;
  std::set<std::uint32_t> seen;
  for (int i = 0; i < 500; ++i) {
    const std::uint32_t value = random.below(7);
    ASSERT_LT(value, 7U);
    seen.insert(value);
  }
  EXPECT_EQ(seen.size(), 7U);
}

TEST(Mailbox, KeepsOrderAndStopsWhenAsked) {
  Mailbox<int> mailbox;
  mailbox.push(1);
  mailbox.push(2);
  std::stop_source stop;
  EXPECT_EQ(mailbox.take(stop.get_token()), 1);
  EXPECT_EQ(mailbox.tryTake(), 2);
  EXPECT_FALSE(mailbox.tryTake());
  stop.request_stop();
  EXPECT_FALSE(mailbox.take(stop.get_token()));
}

class Files : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "pillarbox-files-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder); }
  std::filesystem::path folder;
};

TEST_F(Files, AreWrittenWholeAndPrivate) {
  const auto file = folder / "a";
  ASSERT_TRUE(writeFileDurable(file, viewOf("one")));
  ASSERT_TRUE(writeFileDurable(file, viewOf("two")));
  EXPECT_EQ(textOf(*readFile(file)), "two");
  EXPECT_EQ(std::filesystem::status(file).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1);  // nothing temporary left
}

TEST_F(Files, AreNotOverwrittenWhenRefused) {
  const auto file = folder / "a";
  ASSERT_TRUE(writeFileDurable(file, viewOf("one"), 0600, Existing::refuse));
  const Status second = writeFileDurable(file, viewOf("two"), 0600, Existing::refuse);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.fault().code, FaultCode::alreadyExists);
  EXPECT_EQ(textOf(*readFile(file)), "one");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1);
}

TEST_F(Files, SayWhatIsWrong) {
  EXPECT_EQ(readFile(folder / "none").fault().code, FaultCode::notFound);
  ASSERT_TRUE(writeFileDurable(folder / "big", Bytes(100)));
  EXPECT_EQ(readFile(folder / "big", 99).fault().code, FaultCode::tooLarge);
  EXPECT_TRUE(readFile(folder / "big", 100));
  EXPECT_EQ(writeFileDurable(folder / "no" / "such", Bytes(1)).fault().code, FaultCode::notFound);
}

TEST_F(Files, SecretLinesLoseOneNewlineOnly) {
  ASSERT_TRUE(writeFileDurable(folder / "s", viewOf("pass word \n\n")));
  EXPECT_EQ(readSecretLine(folder / "s")->text(), "pass word \n");
}

}  // namespace
}  // namespace pillarbox
