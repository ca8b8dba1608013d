#include "kiosk/ui/text_model.h"

#include <gtest/gtest.h>

#include "kiosk/ui/characters.h"

namespace pillarbox::ui {
namespace {

const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";

void typeEach(TextModel& model, std::string_view text) {
  for (const char c : text) model.apply(InsertText{std::string(1, c)});
}

TEST(TextModel, DeletesAWholeEmojiFamilyOrAccentAtOnce) {
  TextModel model;
  model.setText("a" + family + "e\u0301");
  model.apply(DeleteBackward{});
  EXPECT_EQ(model.text(), "a" + family);
  model.apply(DeleteBackward{});
  EXPECT_EQ(model.text(), "a");
  model.setText("\U0001F1EC\U0001F1E7\U0001F1EB\U0001F1F7");
  model.apply(DeleteBackward{});
  EXPECT_EQ(model.text(), "\U0001F1EC\U0001F1E7");
}

TEST(TextModel, CaretNeverStandsInsideACharacter) {
  TextModel model;
  model.setText("x" + family + "y");
  for (std::size_t at = 0; at <= model.text().size(); ++at) {
    model.apply(MoveCaret{at, false});
    EXPECT_TRUE(model.caret() <= 1 || model.caret() >= 1 + family.size());
  }
  model.apply(MoveCaret{1, false});
  model.apply(MoveByCharacter{1, false});
  EXPECT_EQ(model.caret(), 1 + family.size());
  model.apply(MoveByCharacter{-1, false});
  EXPECT_EQ(model.caret(), 1U);
}

TEST(TextModel, UndoTakesBackAWordAtATimeAndRedoBringsItBack) {
  TextModel model;
  typeEach(model, "the boy ran");
  model.apply(Undo{});
  EXPECT_EQ(model.text(), "the boy ");
  model.apply(Undo{});
  EXPECT_EQ(model.text(), "the ");
  model.apply(Redo{});
  EXPECT_EQ(model.text(), "the boy ");
  typeEach(model, "s");
  model.apply(Redo{});
  EXPECT_EQ(model.text(), "the boy s");
  for (int i = 0; i < 10; ++i) model.apply(Undo{});
  EXPECT_EQ(model.text(), "");
}

TEST(TextModel, UndoBringsBackWhatBackspaceAndSelectionRemoved) {
  TextModel model;
  model.setText("one two three");
  model.apply(SelectWordAt{5});
  model.apply(InsertText{"2"});
  EXPECT_EQ(model.text(), "one 2 three");
  model.apply(Undo{});
  EXPECT_EQ(model.text(), "one two three");
  model.apply(MoveCaret{13, false});
  for (int i = 0; i < 5; ++i) model.apply(DeleteBackward{});
  EXPECT_EQ(model.text(), "one two ");
  model.apply(Undo{});
  EXPECT_EQ(model.text(), "one two three");
}

TEST(TextModel, MovingTheCaretStartsANewUndoStep) {
  TextModel model;
  typeEach(model, "ab");
  model.apply(MoveCaret{2, false});
  typeEach(model, "cd");
  model.apply(Undo{});
  EXPECT_EQ(model.text(), "ab");
}

TEST(TextModel, TakesWhatFitsOfALargePasteAndSaysItIsFull) {
  TextModel model;
  std::string paste;
  while (paste.size() < 100'000) paste += "\u00E9\U0001F600x";
  model.apply(InsertText{paste});
  EXPECT_TRUE(model.full());
  EXPECT_LE(model.text().size(), 20'000U);
  EXPECT_GT(model.text().size(), 19'990U);
  EXPECT_TRUE(isUtf8(model.text()));
  model.apply(DeleteBackward{});
  EXPECT_FALSE(model.full());
}

TEST(TextModel, DropsControlCharactersAndBytesThatAreNotUtf8) {
  TextModel model;
  model.apply(InsertText{std::string("a\0b\x01\x7F\xFF\xC0\xAF\xED\xA0\x80\tc\r\nd\re", 18)});
  EXPECT_EQ(model.text(), "ab c\nd\ne");
}

TEST(TextModel, ASingleLineHasNoLineBreaks) {
  TextModel model(100, true);
  model.apply(InsertText{"Mrs\r\nPatel\n"});
  EXPECT_EQ(model.text(), "MrsPatel");
}

TEST(TextModel, MovesAndDeletesByWord) {
  TextModel model;
  model.setText("She didn\u2019t say why.");
  model.apply(MoveByWord{-1, false});
  model.apply(MoveByWord{-1, false});
  EXPECT_EQ(model.text().substr(model.caret()), "why.");
  model.apply(DeleteWordBackward{});
  EXPECT_EQ(model.text(), "She didn\u2019t why.");
  model.apply(DeleteWordBackward{});
  EXPECT_EQ(model.text(), "She why.");
  model.apply(MoveCaret{0, false});
  model.apply(MoveByWord{1, true});
  EXPECT_EQ(model.selectionEnd(), 4U);
}

TEST(TextModel, ArrowsLeaveASelectionAtItsEdge) {
  TextModel model;
  model.setText("one two");
  model.apply(SelectWordAt{5});
  model.apply(MoveByCharacter{-1, false});
  EXPECT_EQ(model.caret(), 4U);
  EXPECT_EQ(model.selectionStart(), model.selectionEnd());
}

TEST(TextModel, ClearForgetsTextAndHistory) {
  TextModel model;
  typeEach(model, "secret");
  model.clear();
  model.apply(Undo{});
  model.apply(Redo{});
  EXPECT_TRUE(model.empty());
}

TEST(TextModel, SurvivesEveryActionOnEveryKindOfText) {
  const std::string texts[] = {"",
                               " ",
                               "\u0301\u0301",
                               family + family,
                               "\u05E9\u05DC\u05D5\u05DD abc \u0627\u0644",
                               std::string(300, 'x'),
                               "\n\n\n",
                               "\u200D\u200D",
                               "a \u0301b"};
  const EditAction actions[] = {DeleteBackward{},
                                DeleteForward{},
                                DeleteWordBackward{},
                                MoveByCharacter{-1, true},
                                MoveByCharacter{2, false},
                                MoveByWord{-1, false},
                                MoveByWord{1, true},
                                SelectAll{},
                                SelectWordAt{3},
                                Undo{},
                                Redo{},
                                InsertText{"\u0301"},
                                MoveCaret{99999, true}};
  for (const std::string& text : texts) {
    unsigned seed = 7;
    TextModel model(400);
    model.setText(text);
    for (int i = 0; i < 600; ++i) {
      seed = seed * 1664525U + 1013904223U;
      model.apply(actions[(seed >> 16) % std::size(actions)]);
      ASSERT_LE(model.caret(), model.text().size());
      ASSERT_TRUE(isUtf8(model.text()));
      ASSERT_LE(model.text().size(), 400U);
    }
  }
}

// --- tags -----------------------------------------------------------------------------------------------------------

// "He met Zoë O'Neill there." with the name tagged.
TextModel withName() {
  TextModel model;
  model.setText("He met Zo there.");
  EXPECT_TRUE(model.replaceRange(7, 9, "Zoë O'Neill", "p-5"));
  return model;
}

std::string tagged(const TextModel& model) {
  std::string out;
  for (const TextTag& tag : model.tags()) {
    out += "[" + std::string(model.text().substr(tag.begin, tag.end - tag.begin)) + "=" + std::string(tag.tag.text()) +
           "]";
  }
  return out;
}

TEST(TextTags, FollowWhatIsTypedAndDeletedRoundThem) {
  TextModel model = withName();
  EXPECT_EQ(model.text(), "He met Zoë O'Neill there.");
  EXPECT_EQ(model.caret(), 19U);
  model.apply(InsertText{"'s"});  // right behind is outside
  model.apply(MoveCaret{7});
  model.apply(InsertText{"young "});  // right before, too
  EXPECT_EQ(model.text(), "He met young Zoë O'Neill's there.");
  EXPECT_EQ(tagged(model), "[Zoë O'Neill=p-5]");
  model.apply(MoveCaret{0});
  for (int i = 0; i < 3; ++i) model.apply(DeleteForward{});
  EXPECT_EQ(tagged(model), "[Zoë O'Neill=p-5]");
}

TEST(TextTags, AreGoneWhenAnythingInsideIsChanged) {
  for (const std::size_t at : {std::size_t{8}, std::size_t{12}, std::size_t{18}}) {
    TextModel typed = withName();
    typed.apply(MoveCaret{at});
    typed.apply(InsertText{"x"});
    EXPECT_EQ(tagged(typed), "") << at;
    typed.apply(Undo{});
    EXPECT_EQ(tagged(typed), "[Zoë O'Neill=p-5]") << at;
    typed.apply(Redo{});
    EXPECT_EQ(tagged(typed), "") << at;
  }
  TextModel cut = withName();
  cut.apply(DeleteBackward{});  // its last letter
  cut.apply(DeleteBackward{});
  EXPECT_EQ(tagged(cut), "");
  cut.apply(Undo{});
  EXPECT_EQ(cut.text(), "He met Zoë O'Neill there.");
  EXPECT_EQ(tagged(cut), "[Zoë O'Neill=p-5]");
}

TEST(TextTags, ComeAndGoWithUndo) {
  TextModel model = withName();
  model.apply(Undo{});
  EXPECT_EQ(model.text(), "He met Zo there.");
  EXPECT_TRUE(model.tags().empty());
  model.apply(Redo{});
  EXPECT_EQ(tagged(model), "[Zoë O'Neill=p-5]");
  model.apply(SelectAll{});
  model.apply(InsertText{"-"});
  EXPECT_EQ(tagged(model), "");
  model.apply(Undo{});
  model.apply(MoveCaret{0});
  EXPECT_EQ(tagged(model), "[Zoë O'Neill=p-5]");
}

TEST(TextTags, StandSideBySideInOrder) {
  TextModel model;
  model.apply(InsertText{"ab"});
  EXPECT_TRUE(model.replaceRange(1, 2, "Sam", "p-2"));
  EXPECT_TRUE(model.replaceRange(0, 1, "Amina", "p-1"));
  EXPECT_EQ(tagged(model), "[Amina=p-1][Sam=p-2]");
  model.apply(MoveCaret{5});
  model.apply(InsertText{" and "});
  EXPECT_EQ(model.text(), "Amina and Sam");
  EXPECT_EQ(tagged(model), "[Amina=p-1][Sam=p-2]");
  const TextModel copy = model;
  EXPECT_EQ(tagged(copy), "[Amina=p-1][Sam=p-2]");
  model.clear();
  EXPECT_TRUE(model.tags().empty());
}

TEST(TextTags, ReplaceOnlyWholeCharactersThatFit) {
  TextModel model(20);
  model.setText("Zoë");
  EXPECT_FALSE(model.replaceRange(3, 4, "x", "t"));  // inside the ë
  EXPECT_FALSE(model.replaceRange(2, 1, "x", "t"));
  EXPECT_FALSE(model.replaceRange(0, 9, "x", "t"));
  EXPECT_FALSE(model.replaceRange(0, 4, std::string(30, 'x'), "t"));
  EXPECT_TRUE(model.full());
  EXPECT_EQ(model.text(), "Zoë");
  EXPECT_TRUE(model.tags().empty());
}

TEST(TextTags, FiveHundredSurviveEveryAction) {
  TextModel model(100'000);
  for (int i = 0; i < 500; ++i) {
    model.apply(InsertText{"\u0645\u0631 \U0001F469 x"});
    const std::size_t end = model.text().size();
    ASSERT_TRUE(model.replaceRange(end - 1, end, "Zoë", "p-" + std::to_string(i)));
  }
  EXPECT_EQ(model.tags().size(), 500U);
  const EditAction actions[] = {DeleteBackward{},
                                DeleteForward{},
                                MoveByCharacter{-3, true},
                                MoveByWord{-1, false},
                                InsertText{"\u0301"},
                                Undo{},
                                MoveCaret{3000, false},
                                Redo{},
                                InsertText{std::string("a\0b", 3)},
                                SelectWordAt{2000}};
  unsigned seed = 3;
  for (int i = 0; i < 1500; ++i) {
    seed = seed * 1664525U + 1013904223U;
    model.apply(actions[(seed >> 16) % std::size(actions)]);
    std::size_t end = 0;
    for (const TextTag& tag : model.tags()) {
      ASSERT_GE(tag.begin, end);
      ASSERT_LT(tag.begin, tag.end);
      ASSERT_LE(tag.end, model.text().size());
      end = tag.end;
    }
  }
  for (const TextTag& tag : model.tags()) {
    ASSERT_EQ(model.text().substr(tag.begin, tag.end - tag.begin), "Zoë");
  }
}

}  // namespace
}  // namespace pillarbox::ui
