#include "kiosk/ui/language.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "kiosk/ui/catalogue.h"
#include "kiosk/ui/keyboard_layout.h"
#include "kiosk/ui/phrase.h"
#include "tests/unit/ui/rig.h"

namespace pillarbox::ui {
namespace {

const std::filesystem::path assets = PILLARBOX_SOURCE_DIR "/assets";
constexpr Phrase cover{"Cover"};

class LanguageTest : public testing::Test {
 protected:
  void TearDown() override { setLanguage("en", assets); }
};

TEST_F(LanguageTest, WelshIsShownWhereItIsTranslatedAndEnglishElsewhere) {
  EXPECT_EQ(cover, "Cover");
  ASSERT_TRUE(setLanguage("cy", assets));
  EXPECT_EQ(language(), "cy");
  EXPECT_NE(std::string_view(cover), "Cover");
  EXPECT_EQ(cover.english(), "Cover");
  EXPECT_EQ(translated("Nobody has translated this sentence"), "Nobody has translated this sentence");
  EXPECT_EQ(translated(""), "");  // not the catalogue's header
  ASSERT_TRUE(setLanguage("en", assets));
  EXPECT_EQ(cover, "Cover");
}

TEST_F(LanguageTest, AnUnknownLanguageIsEnglish) {
  setLanguage("cy", assets);
  EXPECT_FALSE(setLanguage("xx", assets));
  EXPECT_EQ(cover, "Cover");
  EXPECT_FALSE(setLanguage("../../etc", assets));
}

TEST_F(LanguageTest, TheLanguagesThereAreAreNamedInThemselvesAndWelshIsStillToBeChecked) {
  const std::vector<Language> there = languages(assets);
  ASSERT_GE(there.size(), 2U);
  EXPECT_EQ(there[0].code, "en");
  EXPECT_EQ(there[1].code, "cy");
  EXPECT_EQ(there[1].name, "Cymraeg");
  EXPECT_FALSE(there[1].checked);
}

TEST_F(LanguageTest, ThePseudoLanguageIsLongerBracketedAndKeepsItsGaps) {
  ASSERT_TRUE(setLanguage("en-XA", assets));
  const std::string_view shown = translated("Step {} of {}");
  EXPECT_TRUE(shown.starts_with("[")) << shown;
  EXPECT_TRUE(shown.ends_with("]")) << shown;
  EXPECT_EQ(shown.find("{}"), std::string_view(shown).find("{} "));
  EXPECT_NE(shown.rfind("{}"), shown.find("{}"));
  EXPECT_EQ(shown.data(), translated("Step {} of {}").data()) << "made once";
}

TEST_F(LanguageTest, ADamagedCatalogueIsRefused) {
  std::ifstream in(std::filesystem::path(PILLARBOX_BIN_DIR).parent_path() / "languages/cy/LC_MESSAGES/pillarbox.mo",
                   std::ios::binary);
  const Bytes whole{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  ASSERT_GT(whole.size(), 1000U);
  ASSERT_TRUE(Catalogue::read(whole));
  EXPECT_FALSE(Catalogue::read({}));
  EXPECT_FALSE(Catalogue::read(Bytes(40, 7)));
  for (std::size_t keep = 0; keep < whole.size(); keep += 61) {
    (void)Catalogue::read(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(keep)));
  }
  for (std::size_t at = 0; at < 400; ++at) {
    Bytes bent = whole;
    bent[at] ^= 0xFF;
    (void)Catalogue::read(bent);  // refused or not: never outside its bytes
  }
}

TEST_F(LanguageTest, TheOtherByteOrderIsReadToo) {
  Bytes file;
  const auto number = [&](std::uint32_t n) {
    for (int shift = 24; shift >= 0; shift -= 8) file.push_back(static_cast<std::uint8_t>(n >> shift));
  };
  for (const std::uint32_t n : {0x950412deU, 0U, 1U, 28U, 36U, 0U, 0U}) number(n);
  for (const std::uint32_t n : {3U, 44U, 4U, 48U}) number(n);
  for (const char c : std::string("yes\0Ydw\0\0", 9)) file.push_back(static_cast<std::uint8_t>(c));
  const auto read = Catalogue::read(file);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->find("yes"), std::string_view("Ydw\0", 4));
  EXPECT_EQ(read->find("no"), "");
}

TEST_F(LanguageTest, EveryLetterOfWelshIsInTheFont) {
  Rig rig;
  rig.draw = [](Frame& frame) {
    EXPECT_GT(frame.textWidth("ŵ", Words::body), 5);
    EXPECT_NE(frame.textWidth("ŷŷŷŷŷŷŷŷ", Words::body), frame.textWidth("ŵŵŵŵŵŵŵŵ", Words::body));  // not boxes
  };
  rig.frame();
}

TEST(KeyboardForTheLeftHand, BringsEnterAndDeleteToTheLeftAndKeepsTheLetters) {
  KeyboardState right, left;
  left.setLeftHanded(true);
  const auto keys = [](const KeyboardState& state) {
    std::set<std::string> ids;
    for (const auto& row : state.rows()) {
      float units = 0;
      for (const KeyCap& cap : row) units += cap.units, ids.insert(cap.id);
      EXPECT_NEAR(units, 10, 0.01);
    }
    return ids;
  };
  for (int page = 0; page < 2; ++page) {
    EXPECT_EQ(keys(right), keys(left));
    EXPECT_EQ(left.rows()[0][0].id, right.rows()[0][0].id);
    EXPECT_EQ(left.rows()[2].front().id, "key.backspace");
    EXPECT_EQ(left.rows()[3].front().id, "key.enter");
    right.tap(KeyKind::page, 1);
    left.tap(KeyKind::page, 1);
  }
  const auto last = left.rows()[3];
  const auto place = [&](std::string_view id) {
    return std::find_if(last.begin(), last.end(), [&](const KeyCap& cap) { return cap.id == id; }) - last.begin();
  };
  EXPECT_LT(place("key.left"), place("key.right"));
}

}  // namespace
}  // namespace pillarbox::ui
