#include "shared/open/open_entry.h"

#include "shared/base/hash.h"
#include "shared/record/entry_json.h"
#include "shared/seal/age_seal.h"
#include "shared/seal/tar.h"
#include "tests/unit/inbox/inbox_fixture.h"

namespace pillarbox::inbox {
namespace {

constexpr std::string_view school = "Invented Primary School";

class OpenEntry : public testing::Test {
 protected:
  OpenEntry() : reader(open::Identity::generate(sample.random)) {
    entry = sample.concern(0).entry;
    photo = sample.random.bytes(3000);
    entry.attachments = {{"page-1.webp", "image/webp", photo.size(), sha256Hex(photo)}};
    post();
  }

  // Seals what `json`, `text` and `photo` hold now, with a slip that fits the entry.
  void post() { post(entry, std::string(entryText(entry, school).text()), {{"page-1.webp", photo}}); }
  void post(const Entry& inside, const std::string& text, const std::vector<seal::TarMember>& attached) {
    const SecretBytes json = encodeEntry(inside);
    std::vector<seal::TarMember> members{{"entry.json", json.view()}, {"entry.txt", viewOf(text)}};
    members.insert(members.end(), attached.begin(), attached.end());
    const Result<SecretBytes> tar = seal::makeTar(members, entry.writtenAt.wall);
    ASSERT_TRUE(tar.ok());
    const std::vector<seal::Recipient> recipients{reader.recipient()};
    const Result<Bytes> made = seal::sealTo(tar->view(), recipients, sample.random);
    ASSERT_TRUE(made.ok());
    sealed = *made;
    slip.id = entry.id;
    slip.school = entry.school;
    slip.device = entry.device;
    slip.kind = entry.kind;
    slip.subject = entry.subject;
    slip.audience = entry.audience;
    slip.urgent = entry.urgent;
    slip.writtenAt = entry.writtenAt.wall;
    slip.contentSha256 = sha256Hex(tar->view());
    slip.sealedSha256 = sha256Hex(sealed);
    slip.sealedBytes = static_cast<std::int64_t>(sealed.size());
  }
  Result<open::OpenedEntry> opened() { return open::openEntry(slip, sealed, {&reader, 1}, school); }
  std::size_t problems() {
    const auto result = opened();
    EXPECT_TRUE(result.ok());
    return result ? result->problems.size() : 0;
  }

  Sample sample;
  open::Identity reader;
  Entry entry;
  Bytes photo;
  Slip slip;
  Bytes sealed;
};

TEST_F(OpenEntry, IsUnchangedWhenNothingWasTouched) {
  const auto result = opened();
  ASSERT_TRUE(result.ok());
  EXPECT_TRUE(result->problems.empty());
  EXPECT_EQ(result->entry, entry);
  ASSERT_EQ(result->attachments.size(), 1u);
  EXPECT_EQ(result->attachments[0].bytes, photo.size());
  EXPECT_EQ(sha256Hex(result->archive.view()), slip.contentSha256);
}

TEST_F(OpenEntry, CannotBeOpenedByAnybodyElse) {
  const open::Identity other = open::Identity::generate(sample.random);
  const auto result = open::openEntry(slip, sealed, {&other, 1}, school);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.fault().code, FaultCode::wrongSecret);
}

TEST_F(OpenEntry, AFlippedBitIsDamage) {
  sealed[sealed.size() / 2] ^= 1;
  const auto result = opened();
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.fault().code, FaultCode::damaged);
}

TEST_F(OpenEntry, AResealedCopyIsNoticedButTheEntryIsStillProved) {
  const std::vector<seal::Recipient> recipients{reader.recipient()};
  sealed = *seal::sealTo(opened()->archive.view(), recipients, sample.random);
  const auto result = opened();
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->problems.size(), 1u);
}

TEST_F(OpenEntry, SaysWhatDoesNotFitTheSlip) {
  Slip original = slip;
  const auto changed = [&](auto change) {
    slip = original;
    change(slip);
    return problems();
  };
  EXPECT_EQ(changed([&](Slip& s) { s.id = newId(sample.clock, sample.random); }), 1u);
  EXPECT_EQ(changed([](Slip& s) { s.school = "s-other"; }), 1u);
  EXPECT_EQ(changed([](Slip& s) { s.kind = Kind::addition; }), 1u);
  EXPECT_EQ(changed([](Slip& s) { s.subject = "another"; }), 1u);
  EXPECT_EQ(changed([](Slip& s) { s.audience = "head"; }), 1u);
  EXPECT_EQ(changed([](Slip& s) { s.device = "d-2"; }), 1u);
  EXPECT_EQ(changed([](Slip& s) { s.urgent = true; }), 1u);
  EXPECT_EQ(changed([](Slip& s) { s.writtenAt += Milliseconds(1); }), 1u);
  EXPECT_EQ(changed([](Slip& s) { s.contentSha256 = std::string(64, '0'); }), 1u);
  EXPECT_EQ(changed([](Slip& s) { s.sealedBytes = -1; }), 1u);
}

TEST_F(OpenEntry, NoticesAnotherPlainCopyAndOtherAttachments) {
  const std::string text(entryText(entry, school).text());
  post(entry, text + "One line more.\n", {{"page-1.webp", photo}});
  EXPECT_EQ(problems(), 1u);
  post(entry, text, {});
  EXPECT_EQ(problems(), 1u);
  const Bytes other(photo.size(), 7);
  post(entry, text, {{"page-1.webp", other}});
  EXPECT_EQ(problems(), 1u);
  post(entry, text, {{"page-1.webp", photo}, {"page-2.webp", other}});
  EXPECT_EQ(problems(), 1u);
}

TEST_F(OpenEntry, NeverPutsWordsOfTheEntryIntoAProblem) {
  Entry other = entry;
  other.account = "Marker zebra.";
  other.author.name = "Zebra Person";
  post(other, "nothing like it", {});
  slip.contentSha256 = std::string(64, '0');
  const auto result = opened();
  ASSERT_TRUE(result.ok());
  EXPECT_GE(result->problems.size(), 3u);
  for (const std::string& problem : result->problems) {
    EXPECT_EQ(problem.find("ebra"), std::string::npos) << problem;
    EXPECT_EQ(problem.find("Amina"), std::string::npos) << problem;
  }
}

}  // namespace
}  // namespace pillarbox::inbox
