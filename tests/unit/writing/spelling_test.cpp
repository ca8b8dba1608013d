// Spelling as a school writes it: British, with its own words and its own names.
#include "shared/writing/spelling.h"

#include <gtest/gtest.h>

#include "shared/record/directory.h"
#include "shared/record/roster.h"

namespace pillarbox::writing {
namespace {

Speller& british() {
  static Speller speller = [] {
    auto loaded = Speller::british();
    EXPECT_TRUE(loaded.ok()) << "hunspell-en-gb is not installed";
    return loaded.ok() ? std::move(*loaded) : Speller();
  }();
  return speller;
}

std::vector<std::string> unknown(std::string_view text) {
  std::vector<std::string> out;
  for (const Span& span : unknownWords(text, british()))
    out.emplace_back(text.substr(span.begin, span.end - span.begin));
  return out;
}

using Words = std::vector<std::string>;

TEST(Spelling, findsWhatIsMisspelt) {
  EXPECT_EQ(unknown("He definately had a brusie on his sholder."), (Words{"definately", "brusie", "sholder"}));
}
TEST(Spelling, isBritish) {
  EXPECT_EQ(unknown("The colour grey, mum's pyjamas, to realise, behaviour at the centre."), Words{});
  EXPECT_EQ(unknown("The color of her behavior."), (Words{"color", "behavior"}));
}
TEST(Spelling, knowsSchoolWords) {
  EXPECT_EQ(
      unknown("The TA told the DSL after phonics in Reception; safeguarding at lunchtime, on tiktok, a sleepover, "
              "her nan's hoodie, stepdad, breaktime, headteacher, wellbeing, vaping."),
      Words{});
}
TEST(Spelling, leavesExactWordsNumbersAndNamesAlone) {
  EXPECT_EQ(unknown("She said \"me mam dunt luv me\" at 12.40pm in 3B."), Words{});
  EXPECT_EQ(unknown("Xanthippea and Mr Wrzesniewski left for zzyx@exampel.org or www.exampel.org/qwrt."), Words{});
  EXPECT_EQ(unknown("Ona powiedziała: nie chcę. Она сказала. 她说 😀"), (Words{"powiedziała", "nie", "chcę"}));
}
TEST(Spelling, apostrophesAndHyphensBelongToWords) {
  EXPECT_EQ(unknown("She doesn’t, didn't; the children's mid-morning half-brother and X-ray."), Words{});
  EXPECT_EQ(unknown("a well-knwon boy"), Words{"well-knwon"});
}
TEST(Spelling, namesOfTheSchoolAreKnown) {
  Speller speller = std::move(*Speller::british());
  const std::string text = "then oluwaseun's brother and wiśniewska, both of badgerz, met zzz";
  EXPECT_EQ(unknownWords(text, speller).size(), 4U);
  Roster roster;
  Pupil pupil;
  pupil.forename = "Oluwaseun";
  pupil.surname = "Wisniewska-Brown";
  roster.pupils.push_back(pupil);
  Directory directory;
  directory.places = {"Badgerz room"};
  speller.setNames(namesOf(&roster, &directory));
  const auto left = unknownWords(text, speller);
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(text.substr(left[0].begin, left[0].end - left[0].begin), "zzz");
  EXPECT_TRUE(speller.isName("Oluwaseun’s"));
  EXPECT_FALSE(speller.isName("zzz"));
}
TEST(Spelling, suggestsWhatWasMeant) {
  const auto offered = british().suggest("definately");
  ASSERT_FALSE(offered.empty());
  EXPECT_LE(offered.size(), 3U);
  EXPECT_EQ(offered.front(), "definitely");
}
TEST(Spelling, withoutADictionaryEveryWordIsKnown) {
  EXPECT_FALSE(Speller::load("/nowhere/en_GB").ok());
  Speller none;
  EXPECT_TRUE(none.knows("definately"));
  EXPECT_TRUE(none.suggest("definately").empty());
}
TEST(Spelling, anyBytesAreTaken) {
  EXPECT_TRUE(unknown(std::string_view("\0\xFF\xC3", 3)).empty());
  const std::string longOne(100'000, 'q');
  EXPECT_TRUE(unknown(longOne).empty());
}

}  // namespace
}  // namespace pillarbox::writing
