// What a writer notices of the hints: what is said, where, and above all where nothing is.
#include "shared/writing/hints.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "shared/base/files.h"

namespace pillarbox::writing {
namespace {

const Rules& rules() {
  static const Rules loaded = *Rules::load();
  return loaded;
}
Speller& speller() {
  static Speller loaded = std::move(*Speller::british());
  return loaded;
}
std::vector<Hint> hints(std::string_view text, const HintOptions& options = {}) {
  return hintsFor(text, rules(), &speller(), options);
}
std::vector<std::string> kinds(std::string_view text, const HintOptions& options = {}) {
  std::vector<std::string> out;
  for (const Hint& hint : hints(text, options)) out.emplace_back(hintKindName(hint.kind));
  return out;
}
using Kinds = std::vector<std::string>;

TEST(Hints, nothingInsideExactWordsWhateverTheMarks) {
  const std::string said = "he is always angry, he's a retard, i seen a bruise, JB did it, probly";
  for (const auto& [open, close] : {std::pair{"\"", "\""}, {"'", "'"}, {"“", "”"}, {"‘", "’"}, {"''", "''"}}) {
    EXPECT_EQ(kinds("At lunch he told me " + std::string(open) + said + close + " and went."), Kinds{}) << open;
    EXPECT_EQ(kinds("At lunch he told me " + std::string(open) + said), Kinds{}) << open;
  }
}
TEST(Hints, anEntryThatTellsWhatWasSeenAndHeardRaisesNone) {
  // A good entry of the kind that policies show: a quotation, the question asked, who was told.
  EXPECT_LE(
      kinds("At morning break Hana came to me and was crying.\n\nI asked her what was wrong and she said – ‘I hate "
            "it at home now’\n\nI asked her why and she said – ‘Nan and her friend shout all the time, they "
            "always have bottles and that lady will be there - you know the one....’\n\nI told Hana that I did not "
            "know which lady she meant, and she ran off to the swings.\n\nVerbally passed on straight away to DSL")
          .size(),
      1U);
}
TEST(Hints, anEntryThatIsGossipAndAQueryRaisesSome) {
  const Kinds said = kinds(
      "At home time a parent was very cross about the football team. I said that the coach must have forgotten Adam as "
      "Adam is a wonderful boy and I often tell him so.\n\nMr Green- why was Adam not picked?");
  EXPECT_GE(said.size(), 2U);
  EXPECT_NE(std::find(said.begin(), said.end(), "colleague"), said.end());
}
TEST(Hints, offsetsAreBytesOfTheWords) {
  const std::string text = "Zoë – he was sad.";
  const auto found = hints(text);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(text.substr(found[0].start, found[0].end - found[0].start), "sad");
  EXPECT_NE(found[0].message.find("sad"), std::string::npos);
}
TEST(Hints, aMarkSaysWhatIsMissingUntilTheBodyMapHasIt) {
  const auto found = hints("There was a bruise on his left arm.");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(found[0].message.find("how big it was and what colour it was"), std::string::npos) << found[0].message;
  EXPECT_EQ(kinds("There was a bruise on his left arm.", {.answered = {"size", "colour"}}), Kinds{});
}
TEST(Hints, whatTheScreensAskedForIsNotMissed) {
  const std::string text =
      "A boy from my group came up to me and told me that he does not want to go to his uncle's any more because of "
      "what "
      "his uncle makes him do there.";
  EXPECT_EQ(kinds(text), Kinds{"missing"});
  EXPECT_EQ(kinds(text, {.answered = {"told", "time", "place"}}), Kinds{});
  EXPECT_EQ(hints(text).front().start, text.size());
}
TEST(Hints, initialsAreTheSchoolsToDecide) {
  EXPECT_EQ(kinds("TB hit J.S. with a ruler."), (Kinds{"initials", "initials"}));
  EXPECT_EQ(kinds("TB hit J.S. with a ruler.", {.initialsAllowed = true}), Kinds{});
}
TEST(Hints, capitalsThatAreNoPeople) {
  EXPECT_EQ(kinds("The TA took Y4 and 3B to PE in KS2; the DSL rang A&E, which is OK. His UPN is on the TV form."),
            Kinds{});
  EXPECT_EQ(kinds("HE DID NOT WANT TO GO HOME AND I SAT WITH HIM"), Kinds{});
  EXPECT_EQ(kinds("Will, Joy, Grace, Mark and Faith were in the Child Protection (CP) group."), Kinds{});
}
TEST(Hints, namesOfTheSchoolAreNoInitialsAndNoMistakes) {
  Speller own = std::move(*Speller::british());
  EXPECT_EQ(hintsFor("TJ gave ayodele a book.", rules(), &own).size(), 2U);
  own.setNames({"TJ Ayodele"});
  EXPECT_EQ(hintsFor("TJ gave ayodele a book.", rules(), &own).size(), 0U);
}
TEST(Hints, aSuggestionOnlyWhereItWasAskedFor) {
  EXPECT_EQ(hints("He definately went.").front().message, "Is “definately” spelt as you meant?");
  EXPECT_EQ(hints("He definately went.", {.suggestions = 1}).front().message,
            "Is “definately” spelt as you meant? It may be “definitely”.");
}
TEST(Hints, everyMessageIsOneOrTwoKindSentences) {
  const std::string text =
      "J.S. always looks sad. I think he is depressed. Apparently mum hits him. He is LAC. I asked if his dad hit him. "
      "He is "
      "a liar. Mr Khan, can you ring home? He had a bruise. I promised not to tell. I took a photo. You know what "
      "those "
      "people are like. He definately went.";
  std::array<bool, hintKindCount> seen{};
  for (const Hint& hint : hints(text)) {
    seen[static_cast<std::size_t>(hint.kind)] = true;
    EXPECT_LE(hint.message.size(), 200U);
    EXPECT_EQ(hint.message.find("{}"), std::string::npos) << hint.message;
    for (const char* blame : {"wrong", "must not", "error", "incorrect", "never"}) {
      EXPECT_EQ(hint.message.find(blame), std::string::npos) << hint.message;
    }
  }
  for (std::size_t i = 0; i < hintKindCount; ++i) {
    if (static_cast<HintKind>(i) == HintKind::missing || static_cast<HintKind>(i) == HintKind::school) continue;
    EXPECT_TRUE(seen[i]) << hintKindName(static_cast<HintKind>(i));
  }
}
TEST(Hints, worksWithoutADictionary) {
  EXPECT_EQ(hintsFor("He was sad and definately cold.", rules(), nullptr).size(), 1U);
  EXPECT_EQ(hintsFor("He was sad and definately cold.", Rules(), nullptr).size(), 0U);
}
TEST(Hints, aSchoolAddsReplacesAndRemovesRules) {
  const auto own = readFile(std::filesystem::path(PILLARBOX_SOURCE_DIR) / "assets/writing/rules.json");
  ASSERT_TRUE(own.ok());
  const auto changed = Rules::parse(textOf(*own), R"({"remove":["judgement-feelings"],"rules":[
    {"id":"ours","kind":"label","find":["little monkey|monkeys"],"message":"“{}”: please say what was done."}]})");
  ASSERT_TRUE(changed.ok()) << changed.fault().detail;
  const auto found = hintsFor("The little monkey was sad.", *changed, nullptr);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message, "“little monkey”: please say what was done.");
}
TEST(Hints, aRulesFileThatIsWrongSaysWhere) {
  for (const char* wrong :
       {"", "[]", "{\"x\":1}", "{\"rules\":{}}", "{\"rules\":[{\"id\":\"a\"}]}",
        R"({"rules":[{"id":"a","kind":"nothing","find":["x"],"message":"m"}]})",
        R"({"rules":[{"id":"a","kind":"label","find":["@none"],"message":"m"}]})",
        R"({"rules":[{"id":"a","kind":"label","find":["..3 ?"],"message":"m"}]})",
        R"({"sets":{"a":["@a"]},"rules":[{"id":"a","kind":"label","find":["@a"],"message":"m"}]})"}) {
    const auto read = Rules::parse(wrong);
    ASSERT_FALSE(read.ok()) << wrong;
    EXPECT_FALSE(read.fault().detail.empty());
  }
  EXPECT_TRUE(Rules::parse("{}").ok());
}
TEST(Hints, anyTextIsTaken) {
  for (const std::string& text :
       {std::string(), std::string("\0\xFF\xC3", 3), std::string("\xE2\x80\x98"), std::string("😀😀 \xE2\x80\xAE abc"),
        std::string("אני עצוב sad"), std::string(5, '.')}) {
    for (const Hint& hint : hints(text)) {
      EXPECT_LE(hint.start, hint.end);
      EXPECT_LE(hint.end, text.size());
    }
  }
}
TEST(Hints, aPasteOfAHundredKilobytesIsTaken) {
  std::string text;
  while (text.size() < 100'000) text += "He always was sad and I think TB hit his brusied arm, didn't he? ";
  EXPECT_FALSE(hints(text).empty());
  for (const char* part : {"asked ", "i asked if did he ", "always ", "'a ", "he said ", "AB ", "a.b.c."}) {
    std::string many;
    while (many.size() < 100'000) many += part;
    for (const Hint& hint : hints(many)) EXPECT_LE(hint.end, many.size());
  }
}

}  // namespace
}  // namespace pillarbox::writing
