// What a school's directory decides about the hints.
#include <gtest/gtest.h>

#include <algorithm>

#include "shared/writing/hints.h"

namespace pillarbox::writing {
namespace {

const Rules& rules() {
  static const Rules loaded = *Rules::load();
  return loaded;
}
std::size_t hintsIn(std::string_view text, const Rules& wanted) {
  static Speller speller = std::move(*Speller::british());
  return hintsFor(text, wanted, &speller).size();
}

TEST(SchoolRules, everyRuleHasATitleAndAnExampleThatItAloneIsOfferedFor) {
  ASSERT_GE(rules().list().size(), 20U);
  for (const RuleFacts& rule : rules().list()) {
    EXPECT_NE(rule.title, rule.id);
    ASSERT_NE(rule.example, "") << rule.id;
    EXPECT_GE(hintsIn(rule.example, rules()), 1U) << rule.id << ": " << rule.example;
    EXPECT_LT(hintsIn(rule.example, rules().forSchool({rule.id}, {})), hintsIn(rule.example, rules())) << rule.id;
  }
}

TEST(SchoolRules, aRuleSwitchedOffLeavesTheOthers) {
  const Rules wanted = rules().forSchool({"speculation-words", "a rule of a newer version"}, {});
  EXPECT_EQ(hintsIn("He probably fell.", wanted), 0U);
  EXPECT_EQ(hintsIn("He is depressed.", wanted), 1U);
  EXPECT_EQ(wanted.list().size() + 1, rules().list().size());
}

TEST(SchoolRules, aSchoolsOwnPhraseIsOfferedWhereItStandsAndNotInSomebodysExactWords) {
  const Rules wanted = rules().forSchool({}, {{"Blew up", "What did the child do?"}});
  const auto found = hintsFor("He blew  up at lunch.", wanted, nullptr);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message, "“blew  up”: What did the child do?");
  EXPECT_EQ(hintKindName(found[0].kind), "school");
  EXPECT_EQ(hintsIn("She said “he blew up”.", wanted), 0U);
  EXPECT_EQ(hintsIn("He blew the balloon up.", wanted), 0U);
}

TEST(SchoolRules, signsInAPhraseMeanNothing) {
  for (const char* phrase : {"@titles", "..3", "#name", "?", "*", " ", "", "|"}) {
    (void)rules().forSchool({}, {{phrase, "Invented."}});
    EXPECT_EQ(hintPhraseHasWords(phrase), std::string_view(phrase) == "@titles" || std::string_view(phrase) == "..3" ||
                                              std::string_view(phrase) == "#name")
        << phrase;
  }
  EXPECT_EQ(hintsIn("He told Mrs Bell.", rules().forSchool({}, {{"@titles", "Invented."}})), 0U);
}

}  // namespace
}  // namespace pillarbox::writing
