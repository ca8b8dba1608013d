#include "kiosk/softkey/softkey.h"

#include <gtest/gtest.h>

#include "tests/support/seeded_random.h"
#include "tests/support/swtpm.h"

namespace pillarbox::softkey {
namespace {

class SoftKey : public testing::Test {
 protected:
  void SetUp() override {
    if (!support::Swtpm::installed()) GTEST_SKIP() << "swtpm is not installed";
    ASSERT_TRUE(tpm.start());
  }
  Bytes sealed() {
    Result<Bytes> made = seal(tpm.tcti(), card, passphrase, random);
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.fault().detail);
    return made.ok() ? *made : Bytes{};
  }

  support::TempFolder temp;
  support::Swtpm tpm{temp / "tpm"};
  support::SeededRandom random;
  const SecretBytes card = SecretBytes::copyOf(std::string_view("PBK1-invented-card-secret-0123456789"));
  const SecretBytes passphrase = SecretBytes::copyOf(std::string_view("five invented plain words here"));
};

TEST_F(SoftKey, GivesTheCardSecretForThePassphraseAlsoAfterARestart) {
  ASSERT_TRUE(available(tpm.tcti()));
  const Bytes file = sealed();
  EXPECT_EQ(textOf(file).find(card.text()), std::string_view::npos) << "nothing of it is in the file";
  const Result<SecretBytes> got = unseal(tpm.tcti(), file, passphrase);
  ASSERT_TRUE(got.ok()) << got.fault().detail;
  EXPECT_EQ(got->text(), card.text());
  tpm.stop();
  ASSERT_TRUE(tpm.start());
  const Result<SecretBytes> again = unseal(tpm.tcti(), file, passphrase);
  ASSERT_TRUE(again.ok()) << again.fault().detail;
  EXPECT_EQ(again->text(), card.text());
}

TEST_F(SoftKey, AWrongPassphraseIsRefusedAndAfterAFewTheChipRefusesAll) {
  const Bytes file = sealed();
  const SecretBytes wrong = SecretBytes::copyOf(std::string_view("not the words at all"));
  const Result<SecretBytes> first = unseal(tpm.tcti(), file, wrong);
  ASSERT_FALSE(first.ok());
  EXPECT_EQ(first.fault().code, FaultCode::wrongSecret);
  EXPECT_TRUE(unseal(tpm.tcti(), file, passphrase).ok()) << "one mistake locks nobody out";
  FaultCode last = FaultCode::wrongSecret;
  for (int i = 0; i < 40 && last == FaultCode::wrongSecret; ++i) {
    const Result<SecretBytes> tried = unseal(tpm.tcti(), file, wrong);
    ASSERT_FALSE(tried.ok());
    last = tried.fault().code;
  }
  EXPECT_EQ(last, FaultCode::retryLater);
  const Result<SecretBytes> locked = unseal(tpm.tcti(), file, passphrase);
  ASSERT_FALSE(locked.ok());
  EXPECT_EQ(locked.fault().code, FaultCode::retryLater) << "also for the right one, for a while";
}

TEST_F(SoftKey, IsOfNoUseInAnotherOrAClearedChipOrChanged) {
  const Bytes file = sealed();
  Bytes changed = file;
  changed.back() ^= 1;
  EXPECT_FALSE(unseal(tpm.tcti(), changed, passphrase).ok());
  for (const std::size_t size : {std::size_t{0}, std::size_t{10}, std::size_t{30}, file.size() - 1}) {
    const Result<SecretBytes> cut = unseal(tpm.tcti(), BytesView(file).first(size), passphrase);
    ASSERT_FALSE(cut.ok());
    EXPECT_EQ(cut.fault().code, FaultCode::badInput) << size;
  }
  tpm.clear();
  ASSERT_TRUE(tpm.start());
  const Result<SecretBytes> gone = unseal(tpm.tcti(), file, passphrase);
  ASSERT_FALSE(gone.ok());
  EXPECT_EQ(gone.fault().code, FaultCode::notFound);
}

TEST(SoftKeyWithoutAChip, IsNotOffered) {
  EXPECT_FALSE(available("device:/dev/there-is-no-such-tpm"));
  EXPECT_FALSE(available("no such thing"));
  support::SeededRandom random;
  const SecretBytes some = SecretBytes::copyOf(std::string_view("some"));
  const Result<Bytes> made = seal("device:/dev/there-is-no-such-tpm", some, some, random);
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.fault().code, FaultCode::notFound);
}

}  // namespace
}  // namespace pillarbox::softkey
