// Signed documents and archives.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>

#include "shared/base/files.h"
#include "shared/open/tar_read.h"
#include "shared/seal/dsse.h"
#include "shared/seal/tar.h"
#include "tests/support/seeded_random.h"

namespace pillarbox {
namespace {

using support::SeededRandom;

constexpr std::string_view type = "application/vnd.pillarbox.slip+json";
const WallTime when{Milliseconds(1795262400123)};

TEST(Dsse, PreAuthEncodingOfTheSpecification) {
  EXPECT_EQ(textOf(seal::preAuthEncoding("http://example.com/HelloWorld", viewOf("hello world"))),
            "DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  EXPECT_EQ(textOf(seal::preAuthEncoding("", {})), "DSSEv1 0  0 ");
}

TEST(Dsse, SignedDocumentsVerifyAfterBeingWrittenAndRead) {
  SeededRandom random;
  const seal::SigningKey device = seal::SigningKey::generate(random);
  const seal::SigningKey person = seal::SigningKey::generate(random);
  const seal::SigningKey stranger = seal::SigningKey::generate(random);
  const std::array<const seal::SigningKey*, 2> signers = {&device, &person};
  const std::string text = seal::encode(seal::sign(type, viewOf("{\"v\":1}"), signers));
  EXPECT_EQ(text.find('\n'), std::string::npos);
  const auto read = seal::decode(text);
  ASSERT_TRUE(read.ok()) << read.fault().detail;
  EXPECT_EQ(read->payloadType, type);
  EXPECT_EQ(textOf(read->payload), "{\"v\":1}");
  EXPECT_TRUE(seal::verifiedBy(*read, device.verifyKey()));
  EXPECT_TRUE(seal::verifiedBy(*read, person.verifyKey()));
  EXPECT_FALSE(seal::verifiedBy(*read, stranger.verifyKey()));
  EXPECT_EQ(seal::encode(*read), text);
}

TEST(Dsse, ChangedTypePayloadOrSignatureIsNoticed) {
  SeededRandom random;
  const seal::SigningKey key = seal::SigningKey::generate(random);
  const seal::Envelope good = seal::sign(type, viewOf("payload"), key);
  ASSERT_TRUE(seal::verifiedBy(good, key.verifyKey()));
  seal::Envelope changed = good;
  changed.payloadType += "x";
  EXPECT_FALSE(seal::verifiedBy(changed, key.verifyKey()));
  changed = good;
  changed.payload[0] ^= 1;
  EXPECT_FALSE(seal::verifiedBy(changed, key.verifyKey()));
  changed = good;
  changed.signatures[0].sig[5] ^= 1;
  EXPECT_FALSE(seal::verifiedBy(changed, key.verifyKey()));
  changed = good;
  changed.signatures.clear();
  EXPECT_FALSE(seal::verifiedBy(changed, key.verifyKey()));
  changed = good;
  seal::addSignature(changed, key);
  EXPECT_EQ(changed.signatures.size(), 1U) << "signing twice leaves one signature";
}

TEST(Dsse, OnlyTheExactFormIsRead) {
  const std::string good = R"({"payloadType":"t","payload":"QUJD","signatures":[{"keyid":"k","sig":"QUJD"}]})";
  ASSERT_TRUE(seal::decode(good).ok());
  EXPECT_TRUE(seal::decode(" " + good + "\n").ok());
  for (const char* bad : {
           "",
           "null",
           "[]",
           "{}",
           "{",
           "\"text\"",
           R"({"payloadType":"t","payload":"QUJD"})",
           R"({"payloadType":"t","payload":"QUJD","signatures":{}})",
           R"({"payloadType":"t","payload":"QUJD","signatures":[],"more":1})",
           R"({"payloadType":1,"payload":"QUJD","signatures":[]})",
           R"({"payloadType":"t","payload":7,"signatures":[]})",
           R"({"payloadType":"t","payload":"QUI","signatures":[]})",
           R"({"payloadType":"t","payload":"QUJ=","signatures":[]})",
           R"({"payloadType":"t","payload":"QUJD\n","signatures":[]})",
           R"({"payloadType":"t","payload":"QU-_","signatures":[]})",
           R"({"payloadType":"t","payloadType":"u","payload":"QUJD","signatures":[]})",
           R"({"payloadType":"t","payload":"QUJD","payload":"QUJE","signatures":[]})",
           R"({"payloadType":"t","payload":"QUJD","signatures":[{"keyid":"k","keyid":"l","sig":"QUJD"}]})",
           R"({"payloadType":"t","payload":"QUJD","signatures":[{"keyid":"k"}]})",
           R"({"payloadType":"t","payload":"QUJD","signatures":[{"sig":"QUJD"}]})",
           R"({"payloadType":"t","payload":"QUJD","signatures":[{"keyid":"k","sig":"QUJD","x":1}]})",
           R"({"payloadType":"t","payload":"QUJD","signatures":[[]]})",
           R"({"payloadType":"t","payload":"QUJD","signatures":[{"keyid":"k","sig":["QUJD"]}]})",
           R"({"payloadType":"t","payload":"QUJD","signatures":[]} more)",
           R"({"payloadType":"t","payload":"QUJD","signatures":[],})",
           "{\"payloadType\":\"\xff\",\"payload\":\"QUJD\",\"signatures\":[]}",
       }) {
    const auto read = seal::decode(bad);
    ASSERT_FALSE(read.ok()) << bad;
    EXPECT_EQ(read.fault().code, FaultCode::badInput) << bad;
  }
  EXPECT_FALSE(seal::decode(std::string(100000, '[')).ok());
  EXPECT_FALSE(seal::decode(R"({"payloadType":")" + std::string(129, 't') + R"(","payload":"","signatures":[]})").ok());
}

TEST(Dsse, LimitsAreKept) {
  SeededRandom random;
  const seal::SigningKey key = seal::SigningKey::generate(random);
  EXPECT_TRUE(seal::decode(seal::encode(seal::sign(type, Bytes(seal::maxEnvelopePayloadBytes, 'x'), key))).ok());
  EXPECT_EQ(
      seal::decode(seal::encode(seal::sign(type, Bytes(seal::maxEnvelopePayloadBytes + 1, 'x'), key))).fault().code,
      FaultCode::tooLarge);
  seal::Envelope many{std::string(type), bytesOf("x"), std::vector<seal::EnvelopeSignature>(17, {"k", bytesOf("s")})};
  EXPECT_EQ(seal::decode(seal::encode(many)).fault().code, FaultCode::tooLarge);
}

TEST(Tar, ReadsBackWhatItWrote) {
  SeededRandom random;
  for (const std::size_t size : {0U, 1U, 511U, 512U, 513U, 3000U, 300000U}) {
    const Bytes page = random.bytes(size);
    const std::vector<seal::TarMember> members = {
        {"entry.json", viewOf("{}")}, {"entry.txt", {}}, {"page-1.webp", page}};
    const auto tar = seal::makeTar(members, when);
    ASSERT_TRUE(tar.ok());
    EXPECT_EQ(tar->size() % 4096, 0U);
    const auto read = open::readTar(tar->view());
    ASSERT_TRUE(read.ok()) << read.fault().detail;
    ASSERT_EQ(read->size(), 3U);
    EXPECT_EQ(textOf(open::findMember(*read, "entry.json")->bytes), "{}");
    EXPECT_TRUE(equalConstantTime(open::findMember(*read, "page-1.webp")->bytes, page));
    EXPECT_EQ(open::findMember(*read, "entry"), nullptr);
    EXPECT_TRUE(equalConstantTime(seal::makeTar(members, when)->view(), tar->view()));
  }
}

TEST(Tar, RealTarOpensIt) {
  std::string folder = (std::filesystem::temp_directory_path() / "pillarbox-tar-XXXXXX").string();
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  SeededRandom random;
  const Bytes page = random.bytes(5000);
  const std::vector<seal::TarMember> members = {{"entry.json", viewOf("{}\n")}, {"page-1.webp", page}};
  ASSERT_TRUE(writeFileDurable(folder + "/a.tar", seal::makeTar(members, when)->view()).ok());
  EXPECT_EQ(
      std::system(("cd '" + folder +
                   "' && tar xf a.tar 2>err && test ! -s err && TZ=UTC tar tvf a.tar >list && "
                   "grep -q '^-rw------- 0/0 *5000 2026-11-21 12:00 page-1.webp$' list && test \"$(wc -l <list)\" = 2")
                      .c_str()),
      0);
  EXPECT_EQ(*readFile(folder + "/page-1.webp"), page);
  EXPECT_EQ(*readFile(folder + "/entry.json"), bytesOf("{}\n"));
  std::filesystem::remove_all(folder);
}

TEST(Tar, NamesAreFixedAndSimple) {
  for (const char* name : {"", ".", "..", "a/b", "/etc", "../x", "A", "caf\xc3\xa9", "a b", "a_b"}) {
    EXPECT_FALSE(seal::makeTar(std::array{seal::TarMember{name, {}}}, when).ok()) << name;
  }
  EXPECT_TRUE(seal::makeTar(std::array{seal::TarMember{std::string(64, 'a'), {}}}, when).ok());
  EXPECT_FALSE(seal::makeTar(std::array{seal::TarMember{std::string(65, 'a'), {}}}, when).ok());
  EXPECT_FALSE(seal::makeTar(std::array{seal::TarMember{"a", {}}, seal::TarMember{"a", {}}}, when).ok());
  EXPECT_FALSE(seal::makeTar(std::array{seal::TarMember{"a", {}}}, WallTime(Milliseconds(-1))).ok());
}

class TarStrict : public testing::Test {
 protected:
  void SetUp() override {
    const SecretBytes made = *seal::makeTar(std::array{seal::TarMember{"entry.json", viewOf("{}")}}, when);
    tar.assign(made.data(), made.data() + made.size());
  }
  void fixChecksum() {
    std::fill(tar.begin() + 148, tar.begin() + 156, std::uint8_t{' '});
    unsigned sum = 0;
    for (std::size_t i = 0; i < 512; ++i) sum += tar[i];
    char text[8];
    std::snprintf(text, sizeof text, "%06o", sum);
    std::copy(text, text + 7, tar.begin() + 148);
  }
  FaultCode read() const {
    const auto result = open::readTar(tar);
    EXPECT_FALSE(result.ok());
    return result.ok() ? FaultCode::internal : result.fault().code;
  }
  Bytes tar;
};

TEST_F(TarStrict, EveryFlippedBitOutsideTheContentIsNoticed) {
  for (std::size_t bit = 0; bit < tar.size() * 8; ++bit) {
    if (bit / 8 == 512 || bit / 8 == 513) continue;  // the content itself: its hash is signed
    tar[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    EXPECT_FALSE(open::readTar(tar).ok()) << bit;
    tar[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
  }
}

TEST_F(TarStrict, LinksFoldersPathsAndExtensionsAreRefused) {
  const Bytes good = tar;
  for (const char kind : {'1', '2', '5', 'x', 'g', 'L', '7', '\0'}) {
    tar = good;
    tar[156] = static_cast<std::uint8_t>(kind);
    fixChecksum();
    EXPECT_EQ(read(), FaultCode::badInput) << kind;
  }
  for (const std::string name : {"a/b", "../x", "/x", "A", "."}) {
    tar = good;
    std::fill(tar.begin(), tar.begin() + 100, std::uint8_t{0});
    std::copy(name.begin(), name.end(), tar.begin());
    fixChecksum();
    EXPECT_EQ(read(), FaultCode::badInput) << name;
  }
  tar = good;
  tar[345] = 'p';  // the prefix makes a path
  fixChecksum();
  EXPECT_EQ(read(), FaultCode::badInput);
}

TEST_F(TarStrict, SizesThatDoNotFitAreRefused) {
  for (const std::string_view size : {"77777777777", "00000010000", "0000000000x", "-0000000001"}) {
    std::copy(size.begin(), size.end(), tar.begin() + 124);
    fixChecksum();
    EXPECT_EQ(read(), FaultCode::damaged) << size;
  }
  tar[124] = 0x80;  // the base-256 form
  fixChecksum();
  EXPECT_EQ(read(), FaultCode::damaged);
}

TEST_F(TarStrict, TruncatedOrExtendedIsRefused) {
  const Bytes good = tar;
  for (std::size_t size = 0; size < good.size(); size += 128) {
    tar.assign(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_EQ(read(), FaultCode::damaged) << size;
  }
  tar = good;
  tar.resize(good.size() + 4096);
  EXPECT_EQ(read(), FaultCode::damaged);
}

TEST_F(TarStrict, TheSameNameTwiceIsRefused) {
  Bytes twice(tar.begin(), tar.begin() + 1024);
  twice.insert(twice.end(), tar.begin(), tar.begin() + 1024);
  twice.resize(4096);
  tar = twice;
  EXPECT_EQ(read(), FaultCode::badInput);
}

TEST(Tar, TooManyFilesAreRefused) {
  std::vector<seal::TarMember> members;
  for (int i = 0; i < 65; ++i) members.push_back({"page-" + std::to_string(i), {}});
  EXPECT_EQ(open::readTar(seal::makeTar(members, when)->view()).fault().code, FaultCode::tooLarge);
  members.pop_back();
  EXPECT_EQ(open::readTar(seal::makeTar(members, when)->view())->size(), 64U);
}

}  // namespace
}  // namespace pillarbox
