// The papers as a printer would show them: drawn at 200 dots per inch by poppler, the codes read by zbar.
#include "kiosk/desk/papers.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <string>

#include "shared/base/files.h"
#include "shared/base/hash.h"
#include "shared/open/key_card.h"

namespace pillarbox::desk {
namespace {

std::string outputOf(const std::string& command) {
  std::string text;
  if (FILE* pipe = popen(command.c_str(), "r")) {
    std::array<char, 4096> buffer{};
    std::size_t count = 0;
    while ((count = fread(buffer.data(), 1, buffer.size(), pipe)) > 0) text.append(buffer.data(), count);
    pclose(pipe);
  }
  return text;
}

class Papers : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(initialiseCryptography());
    std::string pattern = (std::filesystem::temp_directory_path() / "pillarbox-papers-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    m_folder = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(m_folder); }

  std::string write(std::string_view name, const SecretBytes& pdf) {
    const auto path = m_folder / name;
    EXPECT_TRUE(writeFileDurable(path, pdf.view()).ok());
    return path.string();
  }
  std::string codeIn(const std::string& pdf) {
    outputOf("pdftoppm -r 200 -png -singlefile " + pdf + " " + pdf);
    std::string text = outputOf("zbarimg -q --raw -Sdisable -Sqrcode.enable " + pdf + ".png 2>/dev/null");
    if (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
  }
  std::string wordsIn(const std::string& pdf) { return outputOf("pdftotext -layout " + pdf + " -"); }

  std::filesystem::path m_folder;
  SystemRandom m_random;
};

TEST_F(Papers, KeyCardsCodeIsReadFromThePrintedPage) {
  const SecretBytes secret = open::newCardSecret(m_random);
  const auto pdf = keyCardPdf(
      {"St Swithun's Primary", "Zoë Ní Dhomhnaill-Featherstonehaugh", "Designated Safeguarding Lead", secret});
  ASSERT_TRUE(pdf.ok()) << pdf.fault().detail;
  const std::string path = write("card.pdf", *pdf);
  EXPECT_EQ(codeIn(path), open::cardCode(secret).text());
  const std::string words = wordsIn(path);
  EXPECT_NE(words.find("Zoë"), std::string::npos);
  EXPECT_NE(words.find("St Swithun's Primary"), std::string::npos);
  EXPECT_NE(words.find("Designated Safeguarding Lead"), std::string::npos);
}

TEST_F(Papers, KeyCardsCodeCanBeTypedFromThePrintedText) {
  const SecretBytes secret = open::newCardSecret(m_random);
  const auto pdf = keyCardPdf({"Elm School", "Jo Bell", "Headteacher", secret});
  ASSERT_TRUE(pdf.ok());
  // Only the code is in capitals and figures on a line of its own, so collect the groups of four.
  const std::string words = wordsIn(write("card.pdf", *pdf));
  const SecretBytes groups = open::cardCodeForPeople(secret);
  std::string_view rest = groups.text();
  while (!rest.empty()) {
    const auto end = rest.find('-');
    EXPECT_NE(words.find(rest.substr(0, end)), std::string::npos);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
}

TEST_F(Papers, RecoverySheetsCodeIsReadFromThePrintedPage) {
  const auto secret = open::RecoverySheet::generate(m_random);
  Sheet sheet;
  sheet.id = "head-chair";
  const auto pdf = recoverySheetPdf({"Elm School", sheet, {"head", "chair"}, secret, SystemClock().now()});
  ASSERT_TRUE(pdf.ok()) << pdf.fault().detail;
  const std::string path = write("sheet.pdf", *pdf);
  EXPECT_EQ(codeIn(path), secret.identity.text().text());
  const std::string words = wordsIn(path);
  EXPECT_NE(words.find("the headteacher and the chair of governors"), std::string::npos);
  EXPECT_NE(words.find("age -d -i key.txt FILE.age | tar x"), std::string::npos);
}

TEST_F(Papers, StarterPassphraseIsOnItsOwnPaperOnly) {
  const SecretBytes passphrase = SecretBytes::copyOf("maple-otter-window-candle-river");
  const auto pdf = starterPassphrasePdf({"Elm School", "Jo Bell", "Headteacher", passphrase});
  ASSERT_TRUE(pdf.ok()) << pdf.fault().detail;
  const std::string words = wordsIn(write("starter.pdf", *pdf));
  EXPECT_NE(words.find("maple-otter-window-candle-river"), std::string::npos);
  EXPECT_NE(words.find("Jo Bell"), std::string::npos);
}

TEST_F(Papers, AreA4WithOnePage) {
  const SecretBytes secret = open::newCardSecret(m_random);
  const auto pdf = keyCardPdf({"Elm School", "Jo Bell", "Headteacher", secret});
  ASSERT_TRUE(pdf.ok());
  const std::string info = outputOf("pdfinfo " + write("card.pdf", *pdf));
  EXPECT_NE(info.find("(A4)"), std::string::npos);
  EXPECT_NE(info.find("Pages:           1"), std::string::npos);
}

}  // namespace
}  // namespace pillarbox::desk
