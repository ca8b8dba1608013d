// Touch, keys, scrolling, through the Engine with no window.
#include "kiosk/ui/engine.h"

#include <imgui.h>

#include <chrono>
#include <set>

#include "kiosk/ui/theme.h"
#include "tests/unit/ui/rig.h"

namespace pillarbox::ui {
namespace {

struct Counter {
  int a = 0, b = 0;
  void attach(Rig& rig) {
    rig.draw = [this](Frame& f) {
      if (f.button("a", {20, 20, 200, 72}, "Alpha")) ++a;
      if (f.button("b", {20, 120, 200, 72}, "Beta")) ++b;
    };
    rig.settle();
  }
};

TEST(Engine, IsNullWithoutFonts) {
  EngineOptions options;
  options.assets = "/nonexistent";
  EXPECT_EQ(Engine::make(options), nullptr);
}

TEST(Engine, TapActsOnRelease) {
  Rig rig;
  Counter count;
  count.attach(rig);
  rig.down(100, 50);
  rig.settle();
  EXPECT_EQ(count.a, 0);
  rig.up(100, 50);
  rig.settle();
  EXPECT_EQ(count.a, 1);
  EXPECT_EQ(count.b, 0);
}

TEST(Engine, DraggingAwayDoesNothing) {
  Rig rig;
  Counter count;
  count.attach(rig);
  rig.down(100, 50);
  rig.moveTo(100, 150);
  rig.up(100, 150);
  rig.settle();
  EXPECT_EQ(count.a + count.b, 0);
}

TEST(Engine, AFastTapIsNeverLost) {
  Rig rig;
  Counter count;
  count.attach(rig);
  rig.pushTap("a");  // down and up before any frame
  rig.settle();
  EXPECT_EQ(count.a, 1);
}

TEST(Engine, FiftyQueuedTapsAreFiftyTaps) {
  Rig rig;
  Counter count;
  count.attach(rig);
  for (int i = 0; i < 50; ++i) rig.pushTap(i % 2 == 0 ? "a" : "b");
  rig.settle();
  EXPECT_EQ(count.a, 25);
  EXPECT_EQ(count.b, 25);
}

TEST(Engine, AFloodOfInputStaysBounded) {
  Rig rig;
  Counter count;
  count.attach(rig);
  for (int i = 0; i < 100'000; ++i) rig.engine->push(KeyPressed{Key::tab});
  for (int i = 0; i < 100'000; ++i) rig.moveTo(static_cast<float>(i), 1);
  rig.up(5, 5);
  int frames = 0;
  while (rig.engine->inputWaiting()) {
    rig.frame();
    ++frames;
  }
  EXPECT_LT(frames, 10'000);
}

TEST(Engine, TabAndEnterAndSpacePress) {
  Rig rig;
  Counter count;
  count.attach(rig);
  rig.key(Key::enter);
  EXPECT_EQ(count.a, 0);  // nothing has the focus
  rig.key(Key::tab);
  EXPECT_TRUE(rig.item("a").focused);
  rig.key(Key::tab);
  rig.key(Key::enter);
  EXPECT_EQ(count.b, 1);
  rig.key(Key::shiftTab);
  rig.type(" ");
  EXPECT_EQ(count.a, 1);
  rig.key(Key::down);
  EXPECT_TRUE(rig.item("b").focused);
}

TEST(Engine, DisabledControlsAreNotTouchedAndNotInTheRing) {
  Rig rig;
  int touched = 0;
  rig.draw = [&](Frame& f) {
    if (f.button("off", {20, 20, 200, 72}, "Off", Look::primary, false)) ++touched;
    f.button("on", {20, 120, 200, 72}, "On");
  };
  rig.settle();
  rig.tap("off");
  EXPECT_EQ(touched, 0);
  rig.key(Key::tab);
  EXPECT_TRUE(rig.item("on").focused);
}

TEST(Engine, ATouchThatBeganOnAnotherScreenDoesNothing) {
  Rig rig;
  Counter count;
  count.attach(rig);
  rig.down(100, 50);
  rig.settle();
  rig.screen = "other";
  rig.up(100, 50);
  rig.settle();
  EXPECT_EQ(count.a, 0);
}

TEST(Engine, IdleNeedsNoFrames) {
  Rig rig;
  Counter count;
  count.attach(rig);
  rig.tap("a");
  EXPECT_LT(rig.engine->wakeAfter(), 0);
  EditorRig editor;
  editor.typeIt("words");
  EXPECT_LT(editor.engine->wakeAfter(), 0);  // the caret does not blink
}

TEST(Engine, EscapeIsSeenForOneFrame) {
  Rig rig;
  int escapes = 0;
  rig.draw = [&](Frame& f) { escapes += f.escapePressed() ? 1 : 0; };
  rig.key(Key::escape);
  rig.settle();
  EXPECT_EQ(escapes, 1);
}

TEST(Engine, WipeForgetsWhatWasTypedAndDrawn) {
  EditorRig rig;
  rig.typeIt("canary");
  EXPECT_EQ(rig.item("what").value, "canary");
  EXPECT_GT(rig.engine->drawData()->TotalVtxCount, 0);
  rig.engine->push(TextTyped{"more"});
  rig.engine->wipe();
  EXPECT_TRUE(rig.engine->record().items.empty());
  EXPECT_EQ(rig.engine->drawData()->TotalVtxCount, 0);
  EXPECT_FALSE(rig.engine->inputWaiting());
  rig.go();  // and goes on
  EXPECT_EQ(rig.text(), "canary");
}

TEST(Engine, TextScaleTakesEffectAtTheNextFrame) {
  Rig rig;
  rig.draw = [](Frame& f) { f.text("t", {0, 0, 400, 100}, "Words"); };
  const float before = rig.frame().items[0].rect.h;
  const unsigned version = rig.engine->fontsVersion();
  rig.engine->setTextScale(2);
  EXPECT_GT(rig.frame().items[0].rect.h, before * 1.8F);
  EXPECT_NE(rig.engine->fontsVersion(), version);
}

// --- scrolling
// --------------------------------------------------------------------------------------------------------

struct Long {
  int pressed = -1;
  int buttons = 20;
  void attach(Rig& rig) {
    rig.draw = [this](Frame& f) {
      f.flow("f", inset(f.area(), 24), [&](Flow& flow) {
        flow.title("A long page of things to choose between");
        for (int i = 0; i < buttons; ++i)
          if (flow.button("b" + std::to_string(i), "Choice number " + std::to_string(i))) pressed = i;
      });
    };
    rig.settle();
  }
};

TEST(Flow, TheLastButtonIsReachedByTheArrowsAt200Percent) {
  Rig rig(2, 1024, 600);
  Long page;
  page.attach(rig);
  EXPECT_TRUE(rig.item("b19").clipped);
  EXPECT_EQ(rig.item("b19").rect.h, 0);
  for (int i = 0; i < 40 && rig.item("b19").clipped; ++i) rig.tap("f.down");
  EXPECT_FALSE(rig.item("b19").clipped);
  rig.tap("b19");
  EXPECT_EQ(page.pressed, 19);
  EXPECT_FALSE(rig.item("f.down").enabled);
  EXPECT_TRUE(rig.item("f.up").enabled);
}

TEST(Flow, FirstFrameIsAlreadyLaidOut) {
  Rig rig;
  Long page;
  page.attach(rig);
  Rig fresh;
  Long again;
  fresh.draw = nullptr;
  again.buttons = 20;
  fresh.draw = rig.draw;
  const Record& record = fresh.frame();
  ASSERT_NE(record.find("f.down"), nullptr);
  EXPECT_EQ(record.find("b0")->rect.w, rig.item("b0").rect.w);
}

TEST(Flow, ADragScrollsAndPressesNothing) {
  Rig rig;
  Long page;
  page.attach(rig);
  const float before = rig.item("b5").rect.y;
  rig.down(300, 600);
  for (float y = 590; y >= 400; y -= 10) rig.moveTo(300, y);
  rig.up(300, 400);
  rig.settle();
  EXPECT_EQ(page.pressed, -1);
  EXPECT_NEAR(rig.item("b5").rect.y, before - 200, 1);
}

TEST(Flow, ASmallWobbleIsStillATap) {
  Rig rig;
  Long page;
  page.attach(rig);
  const Rect rect = rig.item("b2").rect;
  rig.down(300, rect.y + 30);
  rig.moveTo(304, rect.y + 36);
  rig.up(304, rect.y + 36);
  rig.settle();
  EXPECT_EQ(page.pressed, 2);
}

TEST(Flow, WheelAndPageKeysScroll) {
  Rig rig;
  Long page;
  page.attach(rig);
  const float start = rig.item("b3").rect.y;
  rig.moveTo(300, 300);
  rig.engine->push(WheelTurned{-1});
  rig.settle();
  const float wheeled = rig.item("b3").rect.y;
  EXPECT_LT(wheeled, start);
  rig.key(Key::pageDown);
  EXPECT_TRUE(rig.item("b0").clipped);
  rig.key(Key::pageUp);
  rig.key(Key::home);
  EXPECT_EQ(rig.item("b3").rect.y, start);
}

TEST(Flow, TabBringsTheFocusedControlIntoView) {
  Rig rig;
  Long page;
  page.attach(rig);
  for (int i = 0; i < 18; ++i) rig.key(Key::tab);
  EXPECT_TRUE(rig.item("b17").focused);
  EXPECT_FALSE(rig.item("b17").clipped);
  rig.key(Key::enter);
  EXPECT_EQ(page.pressed, 17);
}

TEST(Flow, HiddenPartsCannotBeTouched) {
  Rig rig;
  int hidden = 0, below = 0;
  rig.draw = [&](Frame& f) {
    f.flow("f", {0, 0, 600, 300}, [&](Flow& flow) {
      for (int i = 0; i < 6; ++i) hidden += flow.button("b" + std::to_string(i), "Row") && i >= 3 ? 1 : 0;
    });
    below += f.button("below", {0, 320, 400, 72}, "Below") ? 1 : 0;
  };
  rig.settle();
  rig.tap("below");
  EXPECT_EQ(below, 1);
  EXPECT_EQ(hidden, 0);
}

TEST(List, DrawsOnlyTheRowsInViewOfTenThousand) {
  Rig rig;
  int drawn = 0;
  std::size_t touched = 0;
  rig.draw = [&](Frame& f) {
    drawn = 0;
    f.list("l", inset(f.area(), 20), 10'000, f.rowHeight(), [&](std::size_t i, Rect rect) {
      ++drawn;
      if (f.listRow("r" + std::to_string(i), rect, "Concern " + std::to_string(i), "Posted today", i == 0 ? "new" : ""))
        touched = i;
    });
  };
  rig.settle();
  EXPECT_LE(drawn, 13);
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 100; ++i) rig.frame();
  const double each = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / 100;
  EXPECT_LT(each, 0.016);
  rig.key(Key::end);
  EXPECT_LE(drawn, 13);
  EXPECT_FALSE(rig.item("r9999").clipped);
  rig.tap("r9999");
  EXPECT_EQ(touched, 9999U);
  rig.key(Key::home);
  for (int i = 0; i < 30; ++i) rig.key(Key::tab);
  EXPECT_TRUE(rig.item("r29").focused);
  EXPECT_FALSE(rig.item("r29").clipped);
}

// --- the sweep
// ----------------------------------------------------------------------------------------------------------

void everything(Frame& f, TextModel& text) {
  f.flow("f", inset(f.area(), 20), [&](Flow& flow) {
    flow.title("Title \u2013 caf\u00E9 \u2713 \u4F60\u597D \U0001F600");
    flow.text("Quiet words", Words::small, Tone::quiet);
    flow.text("Quiet words", Words::small, Tone::quiet);
    flow.notice("n", "A notice that is long enough to be wrapped on to a second line at most sizes of text.",
                Tone::danger);
    for (const Look look : {Look::primary, Look::secondary, Look::quiet, Look::danger})
      flow.button("b" + std::to_string(static_cast<int>(look)), "A button with rather a long name to be read on it",
                  look);
    flow.button("off", "Not now", Look::primary, false);
    flow.choice("c", "A choice", true, "and what it means, at some length");
    flow.toggle("t", "A toggle", false);
    flow.listRow("r", "A row", "Posted today", "new", true);
    flow.editor("e", text, {"Label", "Placeholder"}, 120);
    const auto cells = flow.row(2, f.rowHeight());
    f.button("left", cells[0], "Left");
    f.button("right", cells[1], "Right");
  });
}

TEST(Sweep, EveryControlIsLargeNamedApartAndReadable) {
  for (const float scale : {1.0F, 1.5F, 2.0F}) {
    for (const bool high : {false, true}) {
      Rig rig(scale, 1280, 6000);  // tall enough to see all at once
      rig.engine->setTheme(high, high);
      TextModel text;
      rig.draw = [&](Frame& f) { everything(f, text); };
      const Record& record = rig.settle();
      std::set<std::string> ids;
      for (const Item& item : record.items) {
        EXPECT_TRUE(ids.insert(item.id).second) << item.id;
        EXPECT_FALSE(item.name.empty()) << item.id;
        EXPECT_GE(contrast(item.ink, item.paper), 4.5) << item.id;
      }
      const auto controls = record.controls();
      EXPECT_GE(controls.size(), 10U);
      for (const Item* a : controls) {
        EXPECT_GE(a->rect.h, 64) << a->id;
        EXPECT_GE(a->rect.w, 64) << a->id;
        for (const Item* b : controls) {
          if (a == b) continue;
          const bool apart = a->rect.right() <= b->rect.x || b->rect.right() <= a->rect.x ||
                             a->rect.bottom() <= b->rect.y || b->rect.bottom() <= a->rect.y;
          EXPECT_TRUE(apart) << a->id << " over " << b->id;
        }
      }
    }
  }
}

TEST(Sweep, ChoicesAndTogglesSayTheirState) {
  Rig rig(1, 1280, 3000);
  TextModel text;
  rig.draw = [&](Frame& f) { everything(f, text); };
  rig.settle();
  EXPECT_EQ(rig.item("c").value, "chosen");
  EXPECT_EQ(rig.item("t").value, "off");
  EXPECT_EQ(rig.item("text.quiet-words").name, "Quiet words");
  EXPECT_NE(rig.engine->record().find("text.quiet-words.2"), nullptr);
}

TEST(Sweep, SurvivesAStormOfRandomInput) {
  Rig rig(1.5F, 1024, 600);
  TextModel text(2000), line(200, true);
  std::vector<EditAction> actions;
  rig.draw = [&](Frame& f) {
    Rect area = f.area();
    f.keyboard(cutBottom(area, f.keyboardHeight()));
    f.flow("page", area, [&](Flow& flow) {
      for (const EditAction& action : flow.editor("line", line, {"A line", "", true}, 72)) line.apply(action);
      actions = flow.editor("text", text, {"Text", "Placeholder"}, 200);
      f.list("l", flow.take(200), 50, 72,
             [&](std::size_t i, Rect rect) { f.listRow("r" + std::to_string(i), rect, "Row", ""); });
    });
  };
  unsigned seed = 11;
  const auto next = [&](unsigned below) {
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 12) % below;
  };
  const std::string typed[] = {"a", " ", "word ", "\U0001F468\u200D\U0001F469", "\u0301", "\xFF", "\u05D0", "\n"};
  for (int i = 0; i < 4000; ++i) {
    const float x = static_cast<float>(next(1024)), y = static_cast<float>(next(600));
    switch (next(5)) {
      case 0:
        rig.engine->push(PointerButton{x, y, true});
        break;
      case 1:
        rig.engine->push(PointerButton{x, y, false});
        break;
      case 2:
        rig.engine->push(PointerMoved{x, y});
        break;
      case 3:
        rig.engine->push(KeyPressed{static_cast<Key>(next(static_cast<unsigned>(Key::redo) + 1)), next(2) == 0});
        break;
      default:
        rig.engine->push(TextTyped{typed[next(8)]});
        break;
    }
    if (next(400) == 0) rig.engine->push(WheelTurned{next(2) == 0 ? 3.0F : -3.0F});
    if (next(800) == 0) rig.screen = rig.screen == "one" ? "two" : "one";
    rig.frame();
    for (const EditAction& action : actions) text.apply(action);
    ASSERT_LE(text.caret(), text.text().size());
  }
  EXPECT_FALSE(rig.engine->record().items.empty());
}

TEST(Engine, PillarBoxIsSaidToBeAPictureAndIsNothingToTouch) {
  Rig rig;
  rig.draw = [](Frame& frame) { frame.pillarBox({100, 100, 200, 300}); };
  rig.settle();
  EXPECT_EQ(rig.item("picture.pillar-box").role, Role::picture);
  EXPECT_TRUE(rig.engine->record().controls().empty());
}

}  // namespace
}  // namespace pillarbox::ui
