#include "shared/record/mentions.h"

#include <gtest/gtest.h>

#include "shared/record/entry_json.h"

namespace pillarbox {
namespace {

Entry entryAbout() {
  Entry entry;
  entry.pupils = {{"p-1", "Amina Okafor", "4B", "worried-about", ""}, {"p-2", "Sam Taylor", "3A", "hurt", ""}};
  entry.mentions = {{"p-1", MentionKind::pupil, "Amina Okafor"},
                    {"p-9", MentionKind::pupil, "Zoë O'Neill-Price"},
                    {"s-1", MentionKind::staff, "Mr Kwame Osei"}};
  return entry;
}

std::string plainAgain(std::string_view text) {
  return withoutTokens(text, [](std::string_view ref) { return std::optional("<" + std::string(ref) + ">"); });
}

TEST(Mentions, BecomeReferencesAndNamesAgain) {
  const std::string plain = "Zoë hit Sam. Zoë cried.";
  const std::vector<MentionAt> at{{0, 4, "p-9"}, {9, 12, "p-2"}};
  const std::string text = withTokens(plain, at);
  EXPECT_EQ(text, "@{p-9} hit @{p-2}. Zoë cried.");
  EXPECT_EQ(shownText(text, entryAbout(), LinkedNames::full), "Zoë O'Neill-Price hit Sam Taylor. Zoë cried.");
}

TEST(Mentions, WhatSomebodyTypedIsNeverTakenForAReference) {
  for (const std::string_view typed :
       {"@{p-1}", "@{", "@{}", "@{}}", "@@{{p-1}}", "a@{b", "{}@", "@{@{p-1}}", "@", "@{p-1", "mail me @{}p-1}"}) {
    EXPECT_EQ(plainAgain(withTokens(typed, {})), typed) << typed;
    const std::string before = std::string(typed) + "Sam";
    EXPECT_EQ(plainAgain(withTokens(before, std::vector<MentionAt>{{typed.size(), before.size(), "p-2"}})),
              std::string(typed) + "<p-2>");
  }
}

TEST(Mentions, WhatIsNoReferenceStaysAsItIs) {
  const Entry entry = entryAbout();
  for (const std::string_view text : {"@{p-404}", "@{Not An Id}", "@{", "tail @{p-1", "@{ p-1}"}) {
    EXPECT_EQ(shownText(text, entry, LinkedNames::full), text);
  }
  EXPECT_EQ(shownText("@{x@{p-1}", entry, LinkedNames::full), "@{xAmina Okafor");
}

TEST(Mentions, LinkedChildrenMayBeInitialsButNeverTheChildOneIsWorriedAboutNorStaff) {
  const Entry entry = entryAbout();
  EXPECT_EQ(shownText("@{p-1}, @{p-2}, @{p-9} and @{s-1}", entry, LinkedNames::initials),
            "Amina Okafor, S. T., Z. O. P. and Mr Kwame Osei");
  Entry unsaid = entry;
  for (PupilPart& pupil : unsaid.pupils) pupil.part = "saw-it";
  EXPECT_EQ(shownText("@{p-1} and @{p-2}", unsaid, LinkedNames::initials), "Amina Okafor and S. T.");
}

TEST(Mentions, InitialsOfNames) {
  EXPECT_EQ(initialsOf("Zoë O'Neill"), "Z. O.");
  EXPECT_EQ(initialsOf("Mo (Mohammed) Ali"), "M. A.");
  EXPECT_EQ(initialsOf("Élodie de la Cruz"), "É. d. l. C.");
  EXPECT_EQ(initialsOf(""), "");
  EXPECT_EQ(initialsOf("\xF0\x9F"), "\xF0\x9F.");
}

TEST(Mentions, OutOfPlaceSpansAreLeftOut) {
  const std::vector<MentionAt> wrong{{3, 2, "p-1"}, {0, 99, "p-1"}, {0, 1, "Not An Id"}, {0, 2, "p-1"}, {1, 3, "p-2"}};
  EXPECT_EQ(withTokens("abcd", wrong), "@{p-1}cd");
}

TEST(Mentions, FiveHundredInAHundredKilobytes) {
  std::string plain;
  std::vector<MentionAt> at;
  for (int i = 0; i < 500; ++i) {
    plain += "مرحبا 👩‍👩‍👧 @{ ";
    at.push_back({plain.size(), plain.size() + 3, "p-2"});
    plain += "Sam" + std::string(180, 'x');
  }
  const std::string text = withTokens(plain, at);
  EXPECT_EQ(withoutTokens(text, [](std::string_view) { return std::optional<std::string>("Sam"); }), plain);
}

TEST(Mentions, EntryTextNamesEverybodyInWhicheverWayTheSchoolWrites) {
  Entry entry = entryAbout();
  entry.account = "@{p-9} pushed @{p-1}; @{s-1} came. Their e-mail was x@{}y.";
  const std::string full(entryText(entry, "Oakfield").text());
  EXPECT_NE(full.find("Zoë O'Neill-Price pushed Amina Okafor; Mr Kwame Osei came. Their e-mail was x@{y."),
            std::string::npos)
      << full;
  entry.linkedInitials = true;
  const std::string initials(entryText(entry, "Oakfield").text());
  EXPECT_NE(initials.find("Z. O. P. pushed Amina Okafor; Mr Kwame Osei came."), std::string::npos) << initials;
  EXPECT_NE(initials.find("Zoë O'Neill-Price, a child [p-9]"), std::string::npos) << initials;
}

}  // namespace
}  // namespace pillarbox
