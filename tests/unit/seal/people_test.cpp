// Key cards, key files, passphrases and recovery sheets.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "shared/open/age_open.h"
#include "shared/open/key_card.h"
#include "shared/open/key_file.h"
#include "shared/open/passphrase.h"
#include "shared/open/recovery.h"
#include "tests/support/seeded_random.h"

namespace pillarbox {
namespace {

using support::SeededRandom;

std::string codeOf(const SecretBytes& secret) {
  return std::string(open::cardCode(secret).text());
}

TEST(KeyCard, ACodeIsReadHoweverItIsTyped) {
  SeededRandom random;
  for (int i = 0; i < 50; ++i) {
    const SecretBytes secret = open::newCardSecret(random);
    const std::string code = codeOf(secret);
    ASSERT_EQ(code.size(), 32U);
    EXPECT_TRUE(
        std::all_of(code.begin(), code.end(), [](unsigned char c) { return std::isupper(c) || std::isdigit(c); }));
    std::string lower = code;
    for (char& c : lower) c = static_cast<char>(std::tolower(c));
    const std::string grouped(open::cardCodeForPeople(secret).text());
    EXPECT_EQ(grouped.size(), 39U);
    std::string digits = code;
    for (char& c : digits) c = c == 'O' ? '0' : c == 'I' ? '1' : c == 'B' ? '8' : c;
    digits.replace(0, 4, "pbk1");
    for (const std::string& typed : {code, lower, grouped, code.substr(4), " " + code + "\r\n", digits}) {
      const auto read = open::parseCardCode(typed);
      ASSERT_TRUE(read.ok()) << typed;
      EXPECT_EQ(read->text(), secret.text());
    }
  }
}

TEST(KeyCard, AWrongLetterIsAlmostAlwaysNoticedAndSaidPlainly) {
  SeededRandom random;
  const SecretBytes secret = open::newCardSecret(random);
  const std::string code = codeOf(secret);
  int missed = 0;
  for (std::size_t i = 4; i < code.size(); ++i) {
    for (const char c : std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")) {
      if (code[i] == c) continue;
      std::string changed = code;
      changed[i] = c;
      const auto read = open::parseCardCode(changed);
      if (read.ok()) {
        ++missed;
        continue;
      }
      EXPECT_EQ(read.fault().code, FaultCode::badInput);
      EXPECT_EQ(read.fault().detail, "One letter of the card code is wrong. Check it against the card and try again.");
    }
  }
  EXPECT_LE(missed, 4) << "one in 1024 of 868";
}

TEST(KeyCard, OtherCodesAreRefused) {
  SeededRandom random;
  const std::string code = codeOf(open::newCardSecret(random));
  for (const std::string& bad :
       {std::string(), code.substr(0, 31), code + "A", "PBK2" + code.substr(4), std::string("1234567890"),
        std::string(32, '9'), std::string(500, 'A'), "PBK1" + std::string(28, '!')}) {
    EXPECT_EQ(open::parseCardCode(bad).fault().code, FaultCode::badInput) << bad;
  }
}

TEST(KeyCard, IdIsStableAndPublic) {
  SeededRandom random;
  const SecretBytes secret = open::newCardSecret(random);
  EXPECT_EQ(open::cardId(secret), open::cardId(*open::parseCardCode(codeOf(secret))));
  EXPECT_EQ(open::cardId(secret).size(), 20U);
  EXPECT_NE(open::cardId(secret), open::cardId(open::newCardSecret(random)));
  // printf 'pillarbox card idAAAA' | sha256sum | cut -c1-20
  EXPECT_EQ(open::cardId(SecretBytes::copyOf("AAAA")), "8ca125426d05d25f506c");
}

TEST(KeyFile, OpensWithCardAndPassphraseTogetherOnly) {
  SeededRandom random;
  const open::PersonKeys keys = open::PersonKeys::generate("p-1", random);
  const SecretBytes card = open::newCardSecret(random);
  const SecretBytes words = SecretBytes::copyOf("five-small-words");
  const auto file = open::sealKeyFile(keys, card, words, random, 10);
  ASSERT_TRUE(file.ok());
  const auto opened = open::openKeyFile(*file, card, words);
  ASSERT_TRUE(opened.ok()) << opened.fault().detail;
  EXPECT_EQ(opened->personId, "p-1");
  EXPECT_EQ(opened->identity.recipient(), keys.identity.recipient());
  EXPECT_EQ(opened->signing.verifyKey(), keys.signing.verifyKey());
  EXPECT_EQ(open::openKeyFile(*file, open::newCardSecret(random), words).fault().code, FaultCode::wrongSecret);
  EXPECT_EQ(open::openKeyFile(*file, card, SecretBytes::copyOf("five-small-word")).fault().code,
            FaultCode::wrongSecret);
  EXPECT_EQ(open::openKeyFile(*file, SecretBytes(), words).fault().code, FaultCode::wrongSecret);
}

TEST(KeyFile, IsAnOrdinaryIdentityFileInside) {
  SeededRandom random;
  const open::PersonKeys keys = open::PersonKeys::generate("p-1", random);
  const auto file = open::sealKeyFile(keys, SecretBytes::copyOf("CARD"), SecretBytes::copyOf("words"), random, 10);
  const SecretBytes joined = SecretBytes::copyOf("CARD-words");
  const auto identities = open::readIdentities(*file, &joined);
  ASSERT_TRUE(identities.ok());
  EXPECT_EQ(identities->front().recipient(), keys.identity.recipient());
}

TEST(KeyFile, RefusesBadIdsAndMissingSecrets) {
  SeededRandom random;
  const SecretBytes card = SecretBytes::copyOf("CARD");
  for (const std::string& id : {std::string(), std::string("two\nlines"), std::string(65, 'a'), std::string("a b")}) {
    EXPECT_FALSE(open::sealKeyFile(open::PersonKeys::generate(id, random), card, card, random, 10).ok()) << id;
  }
  const open::PersonKeys keys = open::PersonKeys::generate("p", random);
  EXPECT_FALSE(open::sealKeyFile(keys, SecretBytes(), card, random, 10).ok());
  EXPECT_FALSE(open::sealKeyFile(keys, card, SecretBytes(), random, 10).ok());
}

TEST(KeyFile, OtherSealedFilesAreNotKeyFiles) {
  SeededRandom random;
  const SecretBytes joined = SecretBytes::copyOf("CARD-words");
  const std::string key(open::Identity::generate(random).text().text());
  for (const std::string& text :
       {key + "\n", "# pillarbox person p\n" + key + "\n", "# pillarbox person p\n# ed25519-seed QUJD\n" + key + "\n",
        "# pillarbox person p\n# pillarbox person q\n# ed25519-seed " + std::string(43, 'A') + "=\n" + key}) {
    const auto file = seal::sealToPassphrase(viewOf(text), joined, 10, random);
    EXPECT_EQ(open::openKeyFile(*file, SecretBytes::copyOf("CARD"), SecretBytes::copyOf("words")).fault().code,
              FaultCode::badInput);
  }
}

TEST(Passphrase, WordsAreManyDifferentAndSimple) {
  const auto words = open::passphraseWords();
  EXPECT_GE(words.size(), 1024U);
  EXPECT_EQ(std::set<std::string_view>(words.begin(), words.end()).size(), words.size());
  for (const std::string_view word : words) {
    EXPECT_TRUE(word.size() >= 3 && word.size() <= 8) << word;
    EXPECT_TRUE(std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; })) << word;
  }
}

TEST(Passphrase, OfferedOnesAreFiveWordsAndAcceptable) {
  SeededRandom random;
  std::set<std::string> seen;
  for (int i = 0; i < 200; ++i) {
    const SecretBytes offered = open::offerPassphrase(random);
    EXPECT_EQ(std::count(offered.text().begin(), offered.text().end(), '-'), 4);
    EXPECT_TRUE(open::acceptablePassphrase(offered).ok());
    seen.insert(std::string(offered.text()));
  }
  EXPECT_EQ(seen.size(), 200U);
}

TEST(Passphrase, WeakOnesAreRefusedWithAReason) {
  for (const char* weak : {"",
                           "short",
                           "1234567",
                           "12345678",
                           "87654321",
                           "abcdefgh",
                           "aaaaaaaa",
                           "abababab",
                           "password",
                           "Password1",
                           "PASSWORD123!",
                           "2024password",
                           "qwertyuiop",
                           "Welcome2025",
                           "letmein99",
                           "safeguarding1",
                           "school2026",
                           "20112026",
                           "\xff\xff\xff\xff\xff\xff\xff\xff\xff",
                           "\xc3\xa9\xc3\xa8\xc3\xaa\xc3\xab"}) {
    const Status status = open::acceptablePassphrase(SecretBytes::copyOf(std::string_view(weak)));
    ASSERT_FALSE(status.ok()) << weak;
    EXPECT_EQ(status.fault().code, FaultCode::badInput);
    EXPECT_FALSE(status.fault().detail.empty());
  }
  EXPECT_FALSE(open::acceptablePassphrase(SecretBytes::copyOf(std::string(300, 'x') + "yzab")).ok());
}

TEST(Passphrase, OrdinaryOnesAreAccepted) {
  for (const char* good :
       {"tea-at-four-oclock", "Blue kettle 42", "caf\xc3\xa9 au lait", "school dinners on friday", "x7!kQ2pz"}) {
    EXPECT_TRUE(open::acceptablePassphrase(SecretBytes::copyOf(std::string_view(good))).ok()) << good;
  }
}

TEST(Passphrase, WhereTheSchoolAsksForAMixOneWithoutItIsRefusedAndTheOfferedOnesHaveIt) {
  const auto fine = [](std::string_view words) {
    return open::acceptablePassphrase(SecretBytes::copyOf(words), true).ok();
  };
  for (const char* without :
       {"tea-at-four-oclock", "Blue kettle", "blue kettle 42", "BLUE-KETTLE-42", "BlueKettle42"}) {
    EXPECT_FALSE(fine(without)) << without;
  }
  EXPECT_TRUE(fine("Blue kettle 42"));
  EXPECT_TRUE(fine("x7!kQ2pz"));
  EXPECT_FALSE(fine("Password1!")) << "many people use it";
  SeededRandom random;
  for (int i = 0; i < 50; ++i) {
    EXPECT_TRUE(open::acceptablePassphrase(open::offerPassphrase(random, 5, true), true).ok());
  }
}

TEST(RecoverySheet, SigningKeyFollowsFromTheIdentity) {
  SeededRandom random;
  const open::RecoverySheet sheet = open::RecoverySheet::generate(random);
  const std::string text(sheet.identity.text().text());
  std::string typed = " ";
  for (std::size_t i = 0; i < text.size(); ++i) {
    typed += static_cast<char>(std::tolower(text[i]));
    if (i % 8 == 7) typed += i % 16 == 7 ? " " : "\n";
  }
  for (const std::string& form : {text, typed}) {
    const auto read = open::RecoverySheet::parse(form);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->identity.recipient(), sheet.identity.recipient());
    EXPECT_EQ(read->signing.verifyKey(), sheet.signing.verifyKey());
  }
  EXPECT_NE(open::RecoverySheet::generate(random).signing.verifyKey(), sheet.signing.verifyKey());
  EXPECT_FALSE(open::RecoverySheet::parse(text.substr(0, 70)).ok());
  EXPECT_FALSE(open::RecoverySheet::parse("").ok());
}

TEST(RecoverySheet, DerivationIsFixedForEver) {
  const auto sheet =
      open::RecoverySheet::parse("AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX");
  ASSERT_TRUE(sheet.ok());
  EXPECT_EQ(toHex(sheet->signing.seed().view()), "83c2dc224f56061b552def089741ab7774f2ab4c783d467d4b5da84b757de5e8");
}

}  // namespace
}  // namespace pillarbox
