// What is a quotation and what is an apostrophe: nothing inside somebody's exact words is ever touched.
#include "shared/writing/exact_words.h"

#include <gtest/gtest.h>

#include <string>

namespace pillarbox::writing {
namespace {

// The text with each quoted part in [ ].
std::string marked(std::string_view text) {
  std::string out;
  std::size_t at = 0;
  for (const Span& span : exactWordsSpans(text)) {
    EXPECT_LE(at, span.begin);
    EXPECT_LT(span.begin, span.end);
    EXPECT_LE(span.end, text.size());
    out += std::string(text.substr(at, span.begin - at)) + "[" +
           std::string(text.substr(span.begin, span.end - span.begin)) + "]";
    at = span.end;
  }
  return out + std::string(text.substr(at));
}

TEST(ExactWords, straightDoubleQuotesMarkThem) {
  EXPECT_EQ(marked("She said \"he always hits me\" and cried."), "She said [\"he always hits me\"] and cried.");
}
TEST(ExactWords, curlyDoubleQuotesMarkThem) {
  EXPECT_EQ(marked("She said “he always hits me” and cried."), "She said [“he always hits me”] and cried.");
}
TEST(ExactWords, straightSingleQuotesAreToldFromApostrophes) {
  EXPECT_EQ(marked("Tom's mum didn't see. He said 'I don't like it, it's mine' and ran."),
            "Tom's mum didn't see. He said ['I don't like it, it's mine'] and ran.");
}
TEST(ExactWords, curlySingleQuotesAreToldFromApostrophes) {
  EXPECT_EQ(marked("Tom’s mum didn’t see. He said ‘I don’t like it’ and ran."),
            "Tom’s mum didn’t see. He said [‘I don’t like it’] and ran.");
}
TEST(ExactWords, aPluralPossessiveEndsNothing) {
  EXPECT_EQ(marked("She said 'my brothers' room is cold' to me."), "She said ['my brothers' room is cold'] to me.");
  EXPECT_EQ(marked("She said ‘my brothers’ room is cold’ to me."), "She said [‘my brothers’ room is cold’] to me.");
  EXPECT_EQ(marked("The boys' coats were wet and the girls' bags too."),
            "The boys' coats were wet and the girls' bags too.");
}
TEST(ExactWords, twoQuotationsOfWhichTheFirstEndsInS) {
  EXPECT_EQ(marked("'I hate dogs' she said and then 'go away'."), "['I hate dogs'] she said and then ['go away'].");
}
TEST(ExactWords, lettersLeftOutAreNoQuotation) {
  EXPECT_EQ(marked("He left 'cause it was late. Tell 'em in the '90s."),
            "He left 'cause it was late. Tell 'em in the '90s.");
  EXPECT_EQ(marked("He left ’cause it was late."), "He left ’cause it was late.");
}
TEST(ExactWords, aQuotationMayBeginWithLettersLeftOut) {
  EXPECT_EQ(marked("I asked why. ''Cause I'm scared' he said."), "I asked why. [''Cause I'm scared' he said.]");
  EXPECT_EQ(marked("I asked why. \"'Cause I'm scared\" he said."), "I asked why. [\"'Cause I'm scared\"] he said.");
}
TEST(ExactWords, oneInsideAnotherIsOne) {
  EXPECT_EQ(marked("She said “he said ‘shut up’ to me” and left."), "She said [“he said ‘shut up’ to me”] and left.");
  EXPECT_EQ(marked("She said ‘he said “shut up” to me’ and left."), "She said [‘he said “shut up” to me’] and left.");
  EXPECT_EQ(marked("She said 'he said \"don't\" to me' and left."), "She said ['he said \"don't\" to me'] and left.");
  EXPECT_EQ(marked("“a “b” c” d"), "[“a “b” c”] d");
}
TEST(ExactWords, oneNeverClosedEndsWithItsParagraph) {
  EXPECT_EQ(marked("She said \"he hits me and I\nThen she left."), "She said [\"he hits me and I]\nThen she left.");
  EXPECT_EQ(marked("She said ‘he hits me\r\nThen she left."), "She said [‘he hits me]\r\nThen she left.");
  EXPECT_EQ(marked("She said 'he hits me"), "She said ['he hits me]");
}
TEST(ExactWords, markedByHandInOtherWays) {
  EXPECT_EQ(marked("She said ''I hate it'' twice."), "She said [''I hate it''] twice.");
  EXPECT_EQ(marked("She said«I hate it» twice."), "She said[«I hate it»] twice.");
  EXPECT_EQ(marked("She said \" I hate it \" twice."), "She said [\" I hate it \"] twice.");
  EXPECT_EQ(marked("She said“I hate it\" twice."), "She said[“I hate it\"] twice.");
  EXPECT_EQ(marked("She said'I hate it' twice."), "She said['I hate it'] twice.");
  EXPECT_EQ(marked("– ‘I don’t like it’\n-'My mum'"), "– [‘I don’t like it’]\n-['My mum']");
}
TEST(ExactWords, measuresAndNamesAreNone) {
  EXPECT_EQ(marked("A 3\" cut, O'Brien and D'Souza, 5'2\" tall."), "A 3\" cut, O'Brien and D'Souza, 5'2\" tall.");
}
TEST(ExactWords, anyBytesAreTaken) {
  EXPECT_EQ(marked(""), "");
  EXPECT_EQ(marked("\""), "\"");
  EXPECT_EQ(marked("\xE2\x80"), "\xE2\x80");
  EXPECT_EQ(marked(std::string_view("a\0\"b\"", 5)), std::string("a\0[\"b\"]", 7));
}
TEST(ExactWords, aHundredKilobytesOfMarksAreQuick) {
  for (const std::string_view mark :
       {"'", "\"", "‘", "’", "“", "”", "‘a", "“‘", "'a ", "s' a", "'cause ", "\"a '", "'a \""}) {
    std::string text;
    while (text.size() < 100'000) text += mark;
    EXPECT_LE(exactWordsSpans(text).size(), text.size());
  }
}

}  // namespace
}  // namespace pillarbox::writing
