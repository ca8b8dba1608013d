// What happened and what was said: people mentioned, prompts, spelling marks, blocks of exact words.
#include <chrono>

#include "kiosk/post/entry_of.h"
#include "kiosk/post/name_index.h"
#include "kiosk/post/words.h"
#include "shared/record/entry_json.h"
#include "shared/record/mentions.h"
#include "tests/unit/post/school.h"

namespace pillarbox::post::test {
namespace {

// On the write screen, by badge, about Amina.
class Writing : public testing::Test {
 protected:
  explicit Writing(float width = 1280, float height = 800, float scale = 1) : robot(width, height, scale) {
    robot.tell(BadgeRead{"badge-dawn"});
    robot.tap("adult.no");
    robot.type("ami");
    robot.tap("who.pupil.p-001");
    robot.tap("who.part.1.worried-about");
    robot.tap("page.next");
    robot.tap("what.kind.child-told-me");
    robot.tap("page.next");
  }
  std::string account() { return std::string(robot.state.draft.text(Field::account).text()); }
  Entry entry() { return entryOf(robot.state.directory.get(), robot.state.session.author, robot.state.draft); }
  // The dictionary as the program answers: every word of `unknown` is not known to it.
  void answerSpelling(const std::vector<std::string>& unknown) {
    const SpellingAsk* asked = nullptr;
    for (const Effect& effect : robot.effects) {
      const auto* one = std::get_if<SpellingAsk>(&effect);
      if (one != nullptr && std::holds_alternative<CheckSpelling>(*one)) asked = one;
    }
    ASSERT_NE(asked, nullptr);
    const auto& check = std::get<CheckSpelling>(*asked);
    SpellingArrived answer{check.draft, check.version, {}};
    for (const std::string& word : unknown) {
      for (std::size_t at = check.text.find(word); at != std::string::npos; at = check.text.find(word, at + 1)) {
        answer.unknown.push_back({at, at + word.size()});
      }
    }
    robot.tell(SpellingEvent(answer));
  }
  std::string suggestionAsked() {
    std::string word;
    for (const Effect& effect : robot.effects) {
      const auto* one = std::get_if<SpellingAsk>(&effect);
      if (one != nullptr && std::holds_alternative<SuggestSpelling>(*one)) word = std::get<SuggestSpelling>(*one).word;
    }
    return word;
  }
  void caretTo(std::size_t at) { robot.tell(TextEdited{Field::account, ui::MoveCaret{at, false}}); }
  Robot robot;
};

// --- mentions ------------------------------------------------------------------------------------------------------

TEST_F(Writing, ANameIsOfferedAndBecomesAReference) {
  robot.type("At lunch Zoe");
  ASSERT_TRUE(robot.shows("write.mention.p-005"));
  EXPECT_EQ(robot.nameOf("write.mention.p-005"), "Zoë O'Connor, 2A");
  robot.tap("write.mention.p-005");
  EXPECT_EQ(account(), "At lunch Zoë O'Connor");
  EXPECT_FALSE(robot.shows("write.mention.p-005"));
  robot.type(" hit Ami");
  robot.tap("write.mention.p-001");
  robot.type(". Amina cried.");
  const Entry made = entry();
  EXPECT_EQ(made.account, "At lunch @{p-005} hit @{p-001}. Amina cried.");
  ASSERT_EQ(made.mentions.size(), 2U);
  EXPECT_EQ(made.mentions[0], (EntryMention{"p-005", MentionKind::pupil, "Zoë O'Connor"}));
  const std::string text(entryText(made, "Brook Lane").text());
  EXPECT_NE(text.find("At lunch Zoë O'Connor hit Amina Okafor. Amina cried."), std::string::npos) << text;
}

TEST_F(Writing, TheChildrenOfTheConcernAreOfferedFirst) {
  robot.type("Then Oka");  // Amina and Noah Okafor
  const auto& offered = robot.state.writing.offered;
  ASSERT_EQ(offered.size(), 2U);
  EXPECT_EQ(offered[0].ref, "p-001");
  EXPECT_EQ(offered[1].ref, "p-007");
}

TEST_F(Writing, TwoOfTheSameNameAreToldApartByClassAndNeverGuessed) {
  robot.type("Sam Tay");
  EXPECT_EQ(robot.nameOf("write.mention.p-002"), "Sam Taylor, 3A");
  EXPECT_EQ(robot.nameOf("write.mention.p-003"), "Sam Taylor, 5C");
  robot.tap("write.mention.p-003");
  EXPECT_EQ(account(), "Sam Taylor");
  EXPECT_EQ(entry().account, "@{p-003}");
}

TEST_F(Writing, NothingIsOfferedForCommonWordsShortOnesOrInsideQuotes) {
  for (const std::string_view typed : {"Am", "the", "and", "She said “Amina", "x \"Zoe", "Aminab"}) {
    robot.state.draft.text(Field::account).clear();
    robot.type(typed);
    EXPECT_TRUE(robot.state.writing.offered.empty()) << typed;
  }
  robot.type(" “quoted” Zoe");
  robot.state.draft.text(Field::account).clear();
  robot.type("“It hurts,” said Amina");
  EXPECT_FALSE(robot.state.writing.offered.empty());
}

TEST_F(Writing, ChangingANameMakesItPlainAgainAndUndoBringsItBack) {
  robot.type("Amina");
  robot.tap("write.mention.p-001");
  robot.key(ui::Key::backspace);
  EXPECT_EQ(entry().account, "Amina Okafo");
  EXPECT_TRUE(entry().mentions.empty());
  robot.key(ui::Key::undo);
  EXPECT_EQ(entry().account, "@{p-001}");
}

TEST_F(Writing, LinkedChildrenAreInitialsWhereTheSchoolSaysSo) {
  robot.type("Amina");
  robot.tap("write.mention.p-001");
  robot.type(" hid from Zoe");
  robot.tap("write.mention.p-005");
  auto directory = std::make_shared<Directory>(*robot.state.directory);
  directory->policies.linkedNames = LinkedNames::initials;
  robot.tell(DirectoryArrived{directory});
  EXPECT_EQ(accountAsRead(directory.get(), robot.state.draft), "Amina Okafor hid from Z. O.");
  const Entry made = entry();
  EXPECT_TRUE(made.linkedInitials);
  EXPECT_EQ(made.account, "@{p-001} hid from @{p-005}");
  const std::string text(entryText(made, "Brook Lane").text());
  EXPECT_NE(text.find("Amina Okafor hid from Z. O."), std::string::npos);
  EXPECT_NE(text.find("Zoë O'Connor, a child [p-005]"), std::string::npos) << "readable in twenty years";
}

TEST_F(Writing, AReaderMentionedByReferenceIsAskedAbout) {
  robot.type("I told Mrs Har");
  ASSERT_TRUE(robot.shows("write.mention.dsl-1"));
  robot.tap("write.mention.dsl-1");
  ASSERT_NE(readerMentioned(robot.state.directory.get(), robot.state.draft), nullptr);
  EXPECT_EQ(readerMentioned(robot.state.directory.get(), robot.state.draft)->id, "dsl-1");
}

TEST_F(Writing, TypedTokensAreOnlyText) {
  robot.type("The code was @{p-001} and @{");
  EXPECT_EQ(entry().account, "The code was @{}p-001} and @{}");
  EXPECT_TRUE(entry().mentions.empty());
  EXPECT_EQ(accountAsRead(robot.state.directory.get(), robot.state.draft), "The code was @{p-001} and @{");
}

TEST_F(Writing, FiveHundredMentionsAndAHundredKilobytesAreKept) {
  ui::TextModel& model = robot.state.draft.text(Field::account);
  for (int i = 0; i < 500; ++i) {
    robot.state.writing.offered.clear();
    post::apply(robot.state,
                TextEdited{Field::account, ui::InsertText{"\u0645\u0631\u062D\u0628\u0627 \U0001F469 Zoe"}});
    ASSERT_FALSE(robot.state.writing.offered.empty());
    post::apply(robot.state, WritingEvent(Mention{"p-005"}));
    post::apply(robot.state, TextEdited{Field::account, ui::InsertText{std::string(" \0.\n", 4)}});
  }
  post::apply(robot.state, TextEdited{Field::account, ui::InsertText{std::string(100'000, 'x')}});
  EXPECT_TRUE(model.full());
  EXPECT_EQ(model.tags().size(), 500U);
  robot.settle();
  const Entry made = entry();
  ASSERT_EQ(made.mentions.size(), 1U);
  EXPECT_EQ(withoutTokens(made.account, [](std::string_view) { return std::optional<std::string>("Zoë O'Connor"); }),
            model.text());
}

TEST(NameIndex, FindsByKnownAsAccentsApostrophesAndHyphens) {
  const auto people = roster();
  const NameIndex index(people.get(), school().get());
  const auto first = [&](std::string_view text) {
    const auto found = index.at(text, text.size(), {}, 4);
    return found.people.empty() ? std::string() : found.people[0].ref;
  };
  EXPECT_EQ(first("then zoë"), "p-005");
  EXPECT_EQ(first("then ZOE O'C"), "p-005");
  EXPECT_EQ(first("with O’Conn"), "p-005");
  EXPECT_EQ(first("with Price-Whit"), "p-006");
  EXPECT_EQ(first("Mohammed A"), "p-004");
  EXPECT_EQ(first("Mo Ali"), "p-004");
  EXPECT_EQ(first("Mrs"), "") << "a title is nobody";
  EXPECT_EQ(first("Mr Os"), "deputy-1");
  EXPECT_EQ(first("Pembert"), "head-1") << "the member of staff who is a person of the directory";
  EXPECT_EQ(first(""), "");
  EXPECT_EQ(first("'"), "");
  EXPECT_EQ(first("\xC3\xAB\xC3\xAB\xC3\xAB"), "");
  const auto phrase = index.at("I saw Zoë O'Co", 15, {}, 4);
  EXPECT_EQ(phrase.range, (TextRange{6, 15}));
}

TEST(NameIndex, OfTwoThousandPupilsCostsLittleAKeystroke) {
  Roster many;
  many.badgeKey = Bytes(32, 1);
  for (int i = 0; i < 2000; ++i) {
    const std::string n = std::to_string(i);
    many.pupils.push_back({"p-" + n, "Forename" + n, "Surname" + std::to_string(i % 300), "", "4B", "4"});
  }
  const NameIndex index(&many, nullptr);
  const std::string text = "Then I saw that Surn";
  const auto from = std::chrono::steady_clock::now();
  constexpr int rounds = 200;
  std::size_t people = 0;
  for (int i = 0; i < rounds; ++i) people += index.at(text, text.size(), {}, 4).people.size();
  const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - from;
  EXPECT_EQ(people, 4U * rounds);
  RecordProperty("microseconds_each", static_cast<int>(took.count() / rounds));
}

// --- prompts -------------------------------------------------------------------------------------------------------

TEST_F(Writing, APromptOpensALineAndIsTickedOnceUsed) {
  EXPECT_EQ(robot.nameOf("write.ask.1"), "Who was there?");
  EXPECT_EQ(robot.valueOf("write.ask.1"), "");
  robot.type("Amina sat alone.");
  robot.tap("write.ask.1");
  EXPECT_EQ(account(), "Amina sat alone.\nWho else was there: ");
  robot.type("nobody");  // the writer is still writing
  EXPECT_EQ(account(), "Amina sat alone.\nWho else was there: nobody");
  EXPECT_EQ(robot.valueOf("write.ask.1"), "used");
  robot.tap("write.ask.1");
  EXPECT_EQ(account(), "Amina sat alone.\nWho else was there: nobody") << "not twice";
  robot.tap("write.ask.4");
  EXPECT_EQ(account(), "Amina sat alone.\nWho else was there: nobody\nWhat I did: ");
}

// --- spelling ------------------------------------------------------------------------------------------------------

TEST_F(Writing, WithoutADictionaryNothingIsAskedOrMarked) {
  robot.type("She was crieing");
  for (const Effect& effect : robot.effects) EXPECT_FALSE(std::holds_alternative<SpellingAsk>(effect));
}

TEST_F(Writing, AnUnknownWordIsMarkedAndTouchedGivesSuggestions) {
  robot.tell(SpellingEvent(SpellingReady{}));
  robot.type("She was crieing alone. crieing");
  answerSpelling({"crieing"});
  ASSERT_EQ(robot.state.writing.unknown.size(), 2U);
  caretTo(10);
  EXPECT_EQ(suggestionAsked(), "crieing");
  EXPECT_TRUE(robot.shows("write.spelling.keep")) << "before the dictionary answers, too";
  robot.tell(SpellingEvent(SuggestionsArrived{"crieing", {"crying", "creeing", "craning", "one too many"}}));
  EXPECT_FALSE(robot.shows("write.spelling.4"));
  robot.tap("write.spelling.1");
  EXPECT_EQ(account(), "She was crying alone. crieing");
  ASSERT_EQ(robot.state.writing.unknown.size(), 1U) << "the other is still marked, where it is now";
  EXPECT_EQ(account().substr(robot.state.writing.unknown[0].begin), "crieing");
  robot.key(ui::Key::undo);
  EXPECT_EQ(account(), "She was crieing alone. crieing");
}

TEST_F(Writing, AWordThatIsKeptIsNotMarkedAgain) {
  robot.tell(SpellingEvent(SpellingReady{}));
  robot.type("Nanna Bops came. ");
  answerSpelling({"Bops"});
  caretTo(8);
  robot.tap("write.spelling.keep");
  EXPECT_TRUE(robot.state.writing.unknown.empty());
  caretTo(account().size());
  robot.type("Bops left.");
  answerSpelling({"Bops"});
  EXPECT_TRUE(robot.state.writing.unknown.empty());
}

TEST_F(Writing, AnAnswerForAnotherTextIsDropped) {
  robot.tell(SpellingEvent(SpellingReady{}));
  robot.type("Wrod one ");
  robot.tell(SpellingEvent(SpellingArrived{robot.state.draft.handle, 0, {{0, 4}}}));
  EXPECT_TRUE(robot.state.writing.unknown.empty());
  answerSpelling({"Wrod"});
  robot.type("x");  // marks before what is typed stay meanwhile
  EXPECT_EQ(robot.state.writing.unknown, (std::vector<TextRange>{{0, 4}}));
  robot.tell(SpellingEvent(SuggestionsArrived{"other", {"another"}}));
  EXPECT_TRUE(robot.state.writing.suggested.empty());
  SpellingArrived wild{robot.state.draft.handle, robot.state.draft.text(Field::account).version(), {{5, 9999}, {3, 2}}};
  robot.tell(SpellingEvent(wild));
  EXPECT_TRUE(robot.state.writing.unknown.empty());
}

// --- exact words ---------------------------------------------------------------------------------------------------

TEST_F(Writing, OneChildsWordsAreThatChildsWithoutAQuestion) {
  robot.tap("write.tab.words");
  EXPECT_EQ(robot.nameOf("write.said.who"), "Said by Amina Okafor");
  robot.type("I hid.");
  ASSERT_EQ(entry().exactWords.size(), 1U);
  EXPECT_EQ(entry().exactWords[0], (ExactWords{"p-001", "Amina Okafor", "I hid.", ""}));
}

TEST_F(Writing, WhatWasAskedBeforeStandsWithTheWords) {
  robot.tap("write.tab.words");
  robot.type("Dad did it");
  robot.tap("write.said.ask");
  EXPECT_EQ(drawnScreen(robot.state), "write-asked");
  robot.type("I asked: what happened?");
  robot.tap("page.next");
  EXPECT_EQ(drawnScreen(robot.state), "write-words");
  EXPECT_EQ(entry().exactWords[0].asked, "I asked: what happened?");
}

TEST_F(Writing, SomebodyElsesWordsAreABlockOfTheirOwn) {
  robot.tap("write.tab.words");
  robot.type("I hid.");
  robot.tap("write.said.add");
  EXPECT_EQ(drawnScreen(robot.state), "write-speaker");
  robot.type("Amina's mother");
  robot.tap("write.speaker.done");
  robot.type("She is only tired.");
  const auto said = entry().exactWords;
  ASSERT_EQ(said.size(), 2U);
  EXPECT_EQ(said[1], (ExactWords{"", "Amina's mother", "She is only tired.", ""}));
  robot.tap("write.said.who");
  EXPECT_TRUE(robot.shows("write.said.1"));
  robot.tap("write.said.remove");
  EXPECT_EQ(entry().exactWords.size(), 1U);
  EXPECT_EQ(entry().exactWords[0].words, "I hid.");
}

TEST_F(Writing, OfSeveralChildrenTheSpeakerIsChosenOrNotSaid) {
  robot.tell(PickPupil{"p-005"});
  robot.tap("write.tab.words");
  EXPECT_EQ(robot.nameOf("write.said.who"), "Who said it?");
  robot.type("It was an accident");
  EXPECT_EQ(entry().exactWords[0].speaker, "") << "never guessed";
  robot.tap("write.said.who");
  robot.tap("write.speaker.2");
  EXPECT_EQ(entry().exactWords[0].speakerRef, "p-005");
}

TEST_F(Writing, ExactWordsStayExactlyAsSaid) {
  robot.tap("write.tab.words");
  robot.type("He said @{p-001} and wrod Zoe");
  EXPECT_EQ(entry().exactWords[0].words, "He said @{p-001} and wrod Zoe");
  EXPECT_TRUE(robot.state.writing.offered.empty());
}

class LowWriting : public Writing {
 protected:
  LowWriting() : Writing(1024, 600) {}
};

TEST_F(LowWriting, TheKeyboardLeavesRoomToWriteAndToChoose) {
  EXPECT_TRUE(robot.shows("write.tab.words"));
  EXPECT_TRUE(robot.shows("write.ask.1"));
  EXPECT_GE(robot.find("write.account")->rect.h, 80);
  robot.type("Then Zoe");
  robot.tap("write.mention.p-005");
  EXPECT_EQ(account(), "Then Zoë O'Connor");
  robot.tap("write.tab.words");
  EXPECT_TRUE(robot.shows("write.said.who"));
  EXPECT_GE(robot.find("write.words")->rect.h, 80);
}

TEST_F(Writing, ClosingTheSessionLeavesNothingOfIt) {
  robot.tell(SpellingEvent(SpellingReady{}));
  robot.type("Amina wrod Zoe");
  answerSpelling({"wrod"});
  robot.tap("page.leave");
  robot.tap("leave.mistake");
  robot.tap("leave.sure-yes");
  const WritingState& writing = robot.state.writing;
  EXPECT_TRUE(writing.offered.empty() && writing.unknown.empty() && writing.kept.empty() && writing.puzzled.empty());
  EXPECT_TRUE(writing.spelling);
  EXPECT_NE(writing.names, nullptr);
}

}  // namespace
}  // namespace pillarbox::post::test
