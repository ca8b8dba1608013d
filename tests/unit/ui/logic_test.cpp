// Wrapping, focus order, keyboard layout, scrolling, layout and colours: no engine.
#include <gtest/gtest.h>

#include <set>

#include "kiosk/ui/focus_ring.h"
#include "kiosk/ui/keyboard_layout.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/theme.h"
#include "kiosk/ui/wrap.h"

namespace pillarbox::ui {
namespace {

class TenWide : public Measure {
 public:
  float advance(char32_t) const override { return 10; }
};

std::vector<std::string> wrapped(std::string_view text, float width) {
  std::vector<std::string> out;
  for (const TextLine& line : wrapText(text, width, TenWide()))
    out.emplace_back(text.substr(line.begin, line.end - line.begin));
  return out;
}

using Lines = std::vector<std::string>;

TEST(Wrap, BreaksAtSpacesHyphensAndLineBreaksAndInsideLongWords) {
  EXPECT_EQ(wrapped("", 50), Lines({""}));
  EXPECT_EQ(wrapped("one two three", 80), Lines({"one two ", "three"}));
  EXPECT_EQ(wrapped("one\n\ntwo\n", 80), Lines({"one", "", "two", ""}));
  EXPECT_EQ(wrapped("abcdefgh", 30), Lines({"abc", "def", "gh"}));
  EXPECT_EQ(wrapped("well-known", 60), Lines({"well-", "known"}));
  EXPECT_EQ(wrapped("a     b", 30), Lines({"a     ", "b"}));
}

TEST(Wrap, TerminatesWhenNothingFits) {
  EXPECT_EQ(wrapped("abc", 1).size(), 3U);
}

TEST(Wrap, LinesJoinToTheWholeText) {
  const std::string text =
      "It was 12:10 - he said \u201Cno\u201D\u2026 \U0001F600\U0001F600\U0001F600 and then left-handed / ran";
  for (float width = 5; width < 400; width += 7) {
    std::string joined;
    for (const std::string& line : wrapped(text, width)) joined += line;
    EXPECT_EQ(joined, text);
  }
}

TEST(Wrap, FindsTheCaretAndBack) {
  const std::string text = "one two three";
  const TenWide ten;
  const auto lines = wrapText(text, 80, ten);
  EXPECT_EQ(lineOf(lines, 7), 0U);
  EXPECT_EQ(lineOf(lines, 8), 1U);
  EXPECT_EQ(xOf(text, lines[1], 10, ten), 20);
  EXPECT_EQ(offsetAt(text, lines[1], 21, ten), 10U);
  EXPECT_EQ(offsetAt(text, lines[0], 999, ten), 7U);  // not on the next line
  EXPECT_EQ(offsetAt(text, lines[1], 999, ten), 13U);
}

TEST(FocusRing, GoesRoundBothWays) {
  FocusRing ring;
  EXPECT_EQ(ring.next("a", 1), nullptr);
  for (const auto* id : {"a", "b", "c"}) ring.add(id, false);
  EXPECT_EQ(ring.next("c", 1)->id, "a");
  EXPECT_EQ(ring.next("a", -1)->id, "c");
  EXPECT_EQ(ring.next("gone", 1)->id, "a");
}

TEST(KeyboardLayout, EveryRowIsTenUnitsAndEveryIdIsItsOwn) {
  KeyboardState state;
  std::string typed;
  for (int page = 0; page < 2; ++page) {
    std::set<std::string> ids;
    for (const auto& row : state.rows()) {
      float units = 0;
      for (const KeyCap& cap : row) {
        units += cap.units;
        EXPECT_TRUE(ids.insert(cap.id).second) << cap.id;
        EXPECT_FALSE(cap.name.empty());
        typed += cap.text;
      }
      EXPECT_FLOAT_EQ(units, 10);
    }
    state.tap(KeyKind::page, 1);
  }
  for (const std::string_view needed :
       {"£", "@", "&", "'", "\"", ",", ".", "?", "!", "-", "(", ")", "/", ":", ";", "7", "q"})
    EXPECT_NE(typed.find(needed), std::string::npos) << needed;
}

TEST(KeyboardLayout, ShiftIsForOneLetterUnlessTappedTwice) {
  KeyboardState state;
  state.tap(KeyKind::shift, 1);
  EXPECT_EQ(state.rows()[0][0].text, "Q");
  state.tap(KeyKind::character, 2);
  EXPECT_EQ(state.rows()[0][0].text, "q");
  state.tap(KeyKind::shift, 3);
  state.tap(KeyKind::shift, 3.2);
  state.tap(KeyKind::character, 4);
  EXPECT_EQ(state.rows()[0][0].text, "Q");
  state.tap(KeyKind::shift, 5);
  EXPECT_EQ(state.rows()[0][0].text, "q");
  state.tap(KeyKind::shift, 8);
  state.tap(KeyKind::shift, 9);  // slowly: off again
  EXPECT_EQ(state.rows()[0][0].text, "q");
}

TEST(Scroll, StaysWithinTheContent) {
  Scroll scroll;
  scroll.content = 100;
  scroll.view = 400;
  EXPECT_FALSE(scroll.to(50));
  scroll.content = 1000;
  EXPECT_TRUE(scroll.to(5000));
  EXPECT_EQ(scroll.offset, 600);
  EXPECT_TRUE(scroll.reveal(100, 172, 16));
  EXPECT_EQ(scroll.offset, 84);
}

TEST(Layout, CutsStripsWithGapsAndNeverGoesNegative) {
  Rect rect{0, 0, 100, 100};
  EXPECT_EQ(cutTop(rect, 30, 10).h, 30);
  EXPECT_EQ(rect.y, 40);
  EXPECT_EQ(cutRight(rect, 20, 10).x, 80);
  EXPECT_EQ(rect.w, 70);
  EXPECT_EQ(cutBottom(rect, 500, 10).h, 60);
  EXPECT_EQ(rect.h, 0);
}

// The figures of the WCAG definition's own extremes, and one checked by hand.
TEST(Theme, ContrastIsAsWcagDefinesIt) {
  EXPECT_NEAR(contrast({0, 0, 0, 255}, {255, 255, 255, 255}), 21, 0.001);
  EXPECT_NEAR(contrast({255, 255, 255, 255}, {255, 255, 255, 255}), 1, 0.001);
  EXPECT_NEAR(contrast({119, 119, 119, 255}, {255, 255, 255, 255}), 4.48, 0.01);
}

TEST(Theme, EveryInkCanBeReadOnItsPaperInEveryState) {
  for (const bool dark : {false, true}) {
    for (const bool high : {false, true}) {
      const Theme t = Theme::make(dark, high);
      const double least = high ? 7 : 4.5;
      const auto check = [&](Skin skin, const char* what) {
        EXPECT_GE(contrast(skin.ink, skin.paper), least) << what << " dark " << dark << " high contrast " << high;
      };
      const Tone tones[] = {Tone::normal, Tone::quiet, Tone::danger, Tone::good, Tone::warning, Tone::onAccent};
      for (const Tone paperTone : tones)
        for (const Tone tone : tones) {
          const Colour paper = t.paperFor(paperTone);
          check({t.inkFor(tone, paper), paper, paper}, "tone on panel");
        }
      for (const Tone tone : tones) {
        check({t.inkFor(tone, t.page), t.page, t.page}, "tone on page");
        check(t.noticeSkin(tone), "notice");
      }
      for (const Look look : {Look::primary, Look::secondary, Look::quiet, Look::danger})
        for (const bool enabled : {true, false})
          for (const bool pressed : {true, false}) check(t.button(look, enabled, pressed), "button");
      for (const bool a : {true, false})
        for (const bool b : {true, false}) {
          check(t.choice(a, b), "choice");
          check({t.quietInk, t.choice(a, b).paper, {}}, "detail");
          for (const bool c : {true, false}) check(t.key(a, b, c), "key");
        }
      check(t.field, "field");
      check({t.quietInk, t.field.paper, {}}, "placeholder");
      check({t.ink, t.selection, {}}, "selection");
      check(t.badge(), "badge");
      // The ring must be seen against the page (3:1 for what is not words).
      EXPECT_GE(contrast(t.focus, t.page), 3);
      EXPECT_GE(contrast(t.field.edge, t.page), 3);
    }
  }
}

}  // namespace
}  // namespace pillarbox::ui
