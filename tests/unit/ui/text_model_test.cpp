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

}  // namespace
}  // namespace pillarbox::ui
