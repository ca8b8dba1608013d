#include "shared/writing/redaction.h"

#include <gtest/gtest.h>

#include <array>

#include "tests/support/seeded_random.h"

namespace pillarbox::writing {
namespace {

NamedPerson child(const char* ref, const char* forename, const char* surname, bool mentioned, const char* known = "") {
  NamedPerson one;
  one.ref = ref;
  one.forename = forename;
  one.surname = surname;
  one.knownAs = known;
  one.mentioned = mentioned;
  return one;
}

NamedPerson shown(NamedPerson one) {
  one.hide = false;
  return one;
}

NamedPerson adult(const char* ref, const char* name) {
  NamedPerson one;
  one.ref = ref;
  one.names = {name};
  one.adult = true;
  one.hide = false;
  return one;
}

const NameBook& book() {
  static const NameBook made({shown(child("x", "Amina", "Okafor", true)), child("bola", "Bola", "Okafor", true),
                              child("tom", "Thomas", "Bell", true, "Tom"), child("mj", "Mary-Jane", "O'Neill", true),
                              child("zoe", "Zoë", "Smith-Jones", true), child("will", "Will", "Stone", true),
                              child("mia1", "Mia", "Patel", true), child("mia2", "Mia", "Kowalczyk", true),
                              child("mo", "Mohammed", "Rahimi", false, "Mo"), child("ines", "Inês", "da Silva", true),
                              adult("ruth", "Ruth Bell"), adult("anna", "Anna Bright")});
  return made;
}

// The text with what is certain as <ref> and what is doubtful as (ref).
std::string marked(std::string_view text, const std::set<std::string>& here = {}) {
  std::string out;
  std::size_t at = 0;
  for (const Redaction& found : redactionsFor(text, book(), here)) {
    out += text.substr(at, found.begin - at);
    out += found.certain ? '<' : '(';
    for (std::size_t i = 0; i < found.refs.size(); ++i) out += (i == 0 ? "" : "|") + found.refs[i];
    out += found.certain ? '>' : ')';
    at = found.end;
  }
  return out + std::string(text.substr(at));
}

TEST(Redaction, ReferencesAndFullNamesAreCertain) {
  EXPECT_EQ(marked("@{bola} hit @{x}."), "<bola> hit @{x}.");
  EXPECT_EQ(marked("Bola Okafor and Amina Okafor"), "<bola> and Amina Okafor");
  EXPECT_EQ(marked("Thomas Bell; Tom Bell; BELL; Tom"), "<tom>; <tom>; <tom>; <tom>");
  EXPECT_EQ(marked("Okafor, Bola (5A)"), "<bola> (5A)");
  EXPECT_EQ(marked("Mo Rahimi came"), "<mo> came");
}

TEST(Redaction, PartsPossessivesHyphensAndAccents) {
  EXPECT_EQ(marked("Bola's bag, Bola\u2019s coat, bola ran"), "<bola>'s bag, <bola>\u2019s coat, <bola> ran");
  EXPECT_EQ(marked("Mary Jane, MaryJane, Mary-Jane O\u2019Neill, mary, O Neill, ONeill"),
            "<mj>, <mj>, <mj>, <mj>, <mj>, <mj>");
  EXPECT_EQ(marked("Zoe Smith Jones; Zo\u00EB; Zo\u0065\u0308; Smith-Jones"), "<zoe>; <zoe>; <zoe>; <zoe>");
  EXPECT_EQ(marked("the Kowalczyks, Rahimi"), "the <mia2>, (mo)");
  EXPECT_EQ(marked("Ines da Silva and Silva"), "<ines> and <ines>");
  EXPECT_EQ(marked("bola.okafor2012@example.org"), "<bola>2012@example.org");
  EXPECT_EQ(marked("BolaOkafor"), "<bola>");
}

TEST(Redaction, UnseenLettersInsideANameDoNotHideIt) {
  EXPECT_EQ(marked("Bo\u200Bla and Ko\u00ADwalczyk"), "<bola> and <mia2>");
}

TEST(Redaction, TheChildItIsAboutKeepsItsNameAndTheFamilyName) {
  EXPECT_EQ(marked("Amina said. Mrs Okafor rang. The Okafor family."),
            "Amina said. Mrs Okafor rang. The Okafor family.");
}

TEST(Redaction, TwoOfOneNameAreToldApartByWhoIsSpokenOf) {
  EXPECT_EQ(marked("Mia laughed"), "<mia1|mia2> laughed");
  EXPECT_EQ(marked("Mia laughed", {"mia2"}), "<mia2> laughed");
  EXPECT_EQ(marked("Mia P. and Mia K laughed"), "<mia1>. and <mia2> laughed");
  EXPECT_EQ(marked("M. Patel"), "<mia1>");
}

TEST(Redaction, InitialsAreDoneWhereTheChildIsSpokenOfAndOtherwiseListed) {
  EXPECT_EQ(marked("M.P. pushed", {"mia1"}), "<mia1> pushed");
  EXPECT_EQ(marked("M. P. pushed"), "(mia1) pushed");
  EXPECT_EQ(marked("MP pushed", {"mia1"}), "(mia1) pushed");
  EXPECT_EQ(marked("MP pushed in PE with a TA"), "MP pushed in PE with a TA");
}

TEST(Redaction, WordsThatAreNamesTooAreNotTakenForThem) {
  EXPECT_EQ(marked("He will wait until the bell."), "He will wait until the bell.");
  EXPECT_EQ(marked("will pushed me", {"will"}), "(will) pushed me");
  EXPECT_EQ(marked("Then Will said sorry."), "Then <will> said sorry.");
  const auto found = redactionsFor("Will said sorry.", book(), {});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found[0].certain);
  EXPECT_TRUE(found[0].ordinaryWord);
}

TEST(Redaction, StaffAreNotTakenForChildren) {
  EXPECT_EQ(marked("Ruth Bell came"), "Ruth Bell came");
  EXPECT_EQ(marked("I told Mrs Bell"), "I told Mrs (tom)");
  EXPECT_EQ(marked("I told Mrs Bright"), "I told Mrs Bright");
  EXPECT_EQ(marked("Mrs Patel rang"), "Mrs <mia1> rang");
}

TEST(Redaction, AnyBytesMayBeGiven) {
  EXPECT_EQ(marked("\xFF\xC3 Bola \xE2\x80"), "\xFF\xC3 <bola> \xE2\x80");
  EXPECT_EQ(marked("@{ and @{} and @{nobody} Bola"), "@{ and @{} and @{nobody} <bola>");
}

TEST(Redaction, AnotherChildOfTheSameFirstNameIsAskedAboutWhereItMatters) {
  const NameBook two({shown(child("x", "Amina", "Okafor", true)), child("y", "Amina", "Bello", true)});
  const auto count = [&](const char* text, const std::set<std::string>& here) {
    std::size_t doubtful = 0;
    for (const Redaction& found : redactionsFor(text, two, here)) doubtful += found.certain ? 0 : 1;
    return doubtful;
  };
  EXPECT_EQ(count("Amina ran.", {"x"}), 0u);
  EXPECT_EQ(count("Amina ran.", {"x", "y"}), 1u);
  const auto found = redactionsFor("Amina Bello ran.", two, {});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found[0].certain);
}

TEST(Redaction, WhateverIsGivenSpansLieInTheTextInOrder) {
  support::SeededRandom random(77);
  constexpr std::array<std::string_view, 16> parts{"Bola", "Okafor", " ",    "-",        "'s", "@{tom}", "@{",  "}",
                                                   "M.",   "P. ",    "\xC3", "\xE2\x80", "\n", "Mrs ",   "Mia", ", "};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) text += parts[random.bytes(1)[0] % parts.size()];
    std::size_t at = 0;
    for (const Redaction& found : redactionsFor(text, book(), {"mia1"})) {
      ASSERT_GE(found.begin, at) << text;
      ASSERT_GT(found.end, found.begin) << text;
      ASSERT_LE(found.end, text.size()) << text;
      ASSERT_FALSE(found.refs.empty()) << text;
      at = found.end;
    }
  }
}

}  // namespace
}  // namespace pillarbox::writing
