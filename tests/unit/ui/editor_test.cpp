// The editor and the on-screen keyboard, through the Engine with no window.
#include <chrono>

#include "tests/unit/ui/rig.h"

namespace pillarbox::ui {
namespace {

TEST(Editor, TypesWhereTheFocusIs) {
  EditorRig rig;
  rig.typeIt("He said no.");
  EXPECT_EQ(rig.text(), "He said no.");
  EXPECT_EQ(rig.item("what").value, "He said no.");
  EXPECT_EQ(rig.item("what").name, "What happened?");
  rig.press(Key::enter);
  rig.typeIt("Then he left.");
  EXPECT_EQ(rig.text(), "He said no.\nThen he left.");
  rig.press(Key::tab);
  rig.typeIt("lost");
  EXPECT_EQ(rig.text(), "He said no.\nThen he left.");
}

TEST(Editor, TextAndKeysKeepTheirOrder) {
  EditorRig rig;
  for (int i = 0; i < 20; ++i) {
    rig.engine->push(TextTyped{"ab"});
    rig.engine->push(KeyPressed{Key::backspace});
  }
  rig.go();
  EXPECT_EQ(rig.text(), std::string(20, 'a'));
}

TEST(Editor, UpAndDownKeepTheColumnThroughWrappedLines) {
  EditorRig rig;
  rig.typeIt("WWWW WWWW WWWW WWWW WWWW WWWW WWWW WWWW WWWW WWWW WWWW WWWW");
  const std::size_t end = rig.model.caret();
  rig.press(Key::up);
  const std::size_t above = rig.model.caret();
  EXPECT_LT(above, end);
  rig.press(Key::down);
  EXPECT_EQ(rig.model.caret(), end);
  rig.press(Key::up);
  rig.press(Key::home);
  const std::size_t home = rig.model.caret();
  EXPECT_LE(home, above);
  rig.press(Key::end);
  EXPECT_GT(rig.model.caret(), home);
  rig.press(Key::up);
  rig.press(Key::up);
  rig.press(Key::up);
  EXPECT_EQ(rig.model.caret(), 0U);
  rig.press(Key::down, true);
  EXPECT_GT(rig.model.selectionEnd(), rig.model.selectionStart());
}

TEST(Editor, DragSelectsAndTypingReplaces) {
  EditorRig rig;
  rig.typeIt("one two three");
  const Rect box = rig.item("what").rect;
  rig.down(box.x + 17, box.y + 20);
  rig.go();
  EXPECT_EQ(rig.model.caret(), 0U);
  rig.moveTo(box.x + 60, box.y + 22);
  rig.moveTo(box.right() - 20, box.y + 24);
  rig.up(box.right() - 20, box.y + 24);
  rig.go();
  EXPECT_EQ(rig.model.selectionEnd() - rig.model.selectionStart(), 13U);
  rig.typeIt("x");
  EXPECT_EQ(rig.text(), "x");
  rig.press(Key::undo);
  EXPECT_EQ(rig.text(), "one two three");
}

TEST(Editor, DoubleTapSelectsAWord) {
  EditorRig rig;
  rig.typeIt("wonderful day");
  const Rect box = rig.item("what").rect;
  for (int i = 0; i < 2; ++i) {
    rig.down(box.x + 40, box.y + 24);
    rig.up(box.x + 40, box.y + 24);
  }
  rig.go();
  EXPECT_EQ(rig.model.selectionStart(), 0U);
  EXPECT_EQ(rig.model.selectionEnd(), 9U);
}

TEST(Editor, DrawsAnyTextWithoutFalling) {
  EditorRig rig;
  rig.typeIt(
      "\U0001F468\u200D\U0001F469\u200D\U0001F467 \u05E9\u05DC\u05D5\u05DD \u0627\u0644\u0633\u0644\u0627\u0645 "
      "e\u0301 \uFFFD");
  rig.typeIt(std::string("a\0b\xFF", 4));
  EXPECT_TRUE(rig.text().ends_with("ab"));
  std::string paste;
  while (paste.size() < 100'000) paste += "\u4F60 words and words ";
  rig.typeIt(paste);
  EXPECT_TRUE(rig.model.full());
  rig.press(Key::pageUp);
  rig.press(Key::selectAll);
  rig.press(Key::backspace);
  EXPECT_EQ(rig.text(), "");
}

TEST(Editor, TwentyThousandCharactersAreQuick) {
  EditorRig rig;
  std::string text;
  while (text.size() < 19'900) text += "The quick brown fox ";
  rig.typeIt(text);
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) rig.frame();
  const double each = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / 20;
  RecordProperty("ms", std::to_string(each * 1000));
  EXPECT_LT(each, 0.016);
}

TEST(Editor, LongTextScrollsWithTheCaretAndByItsArrows) {
  EditorRig rig;
  for (int i = 0; i < 40; ++i) {
    rig.typeIt("line");
    rig.press(Key::enter);
  }
  ASSERT_NE(rig.engine->record().find("what.up"), nullptr);
  EXPECT_FALSE(rig.item("what.down").enabled);  // it followed the caret to the end
  const std::size_t caret = rig.model.caret();
  rig.tapIt("what.up");
  EXPECT_TRUE(rig.item("what.down").enabled);
  EXPECT_EQ(rig.model.caret(), caret);
  EXPECT_TRUE(rig.item("what").focused);
}

TEST(Editor, ASecretIsNeverInTheRecord) {
  EditorRig rig(TextModel(100, true), true, true);
  rig.typeIt("correct horse");
  EXPECT_EQ(rig.text(), "correct horse");
  for (const Item& item : rig.engine->record().items) {
    EXPECT_EQ(item.name.find("horse"), std::string::npos);
    EXPECT_EQ(item.value.find("horse"), std::string::npos);
  }
  EXPECT_EQ(rig.item("what").value, "13");
  rig.press(Key::home);
  rig.press(Key::deleteForward);
  EXPECT_EQ(rig.text(), "orrect horse");
}

TEST(Editor, EnterInASingleLineSubmits) {
  EditorRig rig(TextModel(100, true));
  rig.typeIt("Mrs Patel");
  rig.press(Key::enter);
  EXPECT_EQ(rig.submits, 1);
  EXPECT_EQ(rig.text(), "Mrs Patel");
  EditorRig several;
  several.press(Key::enter);
  EXPECT_EQ(several.submits, 0);
}

TEST(Editor, ALongSingleLineFollowsTheCaret) {
  EditorRig rig(TextModel(1000, true));
  rig.typeIt(std::string(200, 'w'));
  const Rect box = rig.item("what").rect;
  rig.down(box.x + 20, box.y + box.h / 2);
  rig.up(box.x + 20, box.y + box.h / 2);
  rig.go();
  EXPECT_GT(rig.model.caret(), 100U);  // it had scrolled: the left edge is not the beginning
  rig.press(Key::home);
  EXPECT_EQ(rig.model.caret(), 0U);
}

// --- the keyboard
// -------------------------------------------------------------------------------------------------------

TEST(Keyboard, TypesIntoTheFocusedEditor) {
  EditorRig rig(TextModel(), true);
  rig.tapIt("key.shift");
  EXPECT_EQ(rig.item("key.h").name, "H");
  for (const auto* id :
       {"key.h", "key.i", "key.space", "key.page", "key.\u00A3", "key.5", "key.page", "key.enter", "key.o", "key.k"})
    rig.tapIt(id);
  EXPECT_EQ(rig.text(), "Hi \u00A35\nok");
  EXPECT_TRUE(rig.item("what").focused);
  rig.tapIt("key.left");
  rig.tapIt("key.backspace");
  EXPECT_EQ(rig.text(), "Hi \u00A35\nk");
}

TEST(Keyboard, QueuedTapsAllTypeInOrder) {
  EditorRig rig(TextModel(), true);
  const std::string word = "thequickbrownfox";
  for (const char c : word) rig.pushTap("key." + std::string(1, c));
  rig.go();
  EXPECT_EQ(rig.text(), word);
}

TEST(Keyboard, DoubleShiftLocksCapitals) {
  EditorRig rig(TextModel(), true);
  rig.pushTap("key.shift");
  rig.pushTap("key.shift");
  rig.go();
  rig.tapIt("key.a");
  rig.tapIt("key.b");
  rig.tapIt("key.shift");
  rig.tapIt("key.c");
  EXPECT_EQ(rig.text(), "ABc");
}

TEST(Keyboard, HeldBackspaceRepeats) {
  EditorRig rig(TextModel(), true);
  rig.typeIt("0123456789012345678901234567890123456789");
  const Rect rect = rig.item("key.backspace").rect;
  const float x = Rig::midX(rect), y = Rig::midY(rect);
  rig.down(x, y);
  rig.go();
  EXPECT_EQ(rig.text().size(), 40U);
  EXPECT_GT(rig.engine->wakeAfter(), 0.3);
  EXPECT_LT(rig.engine->wakeAfter(), 0.41);
  for (int i = 0; i < 30; ++i) {  // as the program does: the next frame when wakeAfter says
    rig.now += std::max(0.0, rig.engine->wakeAfter());
    rig.go();
  }
  EXPECT_LE(rig.text().size(), 15U);
  EXPECT_GE(rig.text().size(), 5U);
  const std::size_t left = rig.text().size();
  rig.up(x, y);
  rig.go();
  EXPECT_EQ(rig.text().size(), left);  // letting go takes no more away
  EXPECT_LT(rig.engine->wakeAfter(), 0);
}

TEST(Keyboard, KeysAreLargeEnough) {
  struct Size {
    float width, height, least;
  };
  for (const Size size : {Size{1280, 800, 64}, Size{1920, 1080, 64}, Size{1024, 600, 56}}) {
    Rig rig(1, size.width, size.height);
    rig.draw = [](Frame& f) {
      Rect area = f.area();
      f.keyboard(cutBottom(area, f.keyboardHeight()));
    };
    const Record& record = rig.settle();
    EXPECT_GE(record.items.size(), 30U);
    for (const Item& item : record.items) {
      EXPECT_EQ(item.role, Role::key);
      EXPECT_GE(item.rect.h, size.least - 0.01F) << item.id;
      EXPECT_GE(item.rect.w, size.least) << item.id;
      EXPECT_GE(item.rect.x, 0);
      EXPECT_LE(item.rect.right(), size.width);
      EXPECT_LE(item.rect.bottom(), size.height);
    }
  }
}

}  // namespace
}  // namespace pillarbox::ui
