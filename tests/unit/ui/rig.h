// An Engine with no window, and hands to touch it with.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "kiosk/ui/engine.h"

namespace pillarbox::ui {

class Rig {
 public:
  explicit Rig(float textScale = 1, float width = 1280, float height = 800) : m_width(width), m_height(height) {
    EngineOptions options;
    options.assets = std::filesystem::path(PILLARBOX_SOURCE_DIR) / "assets";
    options.textScale = textScale;
    engine = Engine::make(options);
  }

  // One frame, 16 ms after the last.
  const Record& frame() {
    now += 0.016;
    return engine->run(m_width, m_height, now, screen, draw);
  }
  // Frames until nothing more is to be drawn for input given so far.
  const Record& settle() {
    frame();
    for (int i = 0; i < 400 && (engine->inputWaiting() || engine->wakeAfter() == 0); ++i) frame();
    return engine->record();
  }
  void down(float x, float y) { engine->push(PointerButton{x, y, true}); }
  void up(float x, float y) { engine->push(PointerButton{x, y, false}); }
  void moveTo(float x, float y) { engine->push(PointerMoved{x, y}); }
  const Item& item(std::string_view id) const {
    const Item* found = engine->record().find(id);
    static const Item none;
    EXPECT_NE(found, nullptr) << id;
    return found != nullptr ? *found : none;
  }
  static float midX(const Rect& r) { return r.x + r.w / 2; }
  static float midY(const Rect& r) { return r.y + r.h / 2; }
  void pushTap(std::string_view id) {
    const Rect rect = item(id).rect;
    down(midX(rect), midY(rect));
    up(midX(rect), midY(rect));
  }
  void tap(std::string_view id) {
    now += 1;  // not a double tap
    pushTap(id);
    settle();
  }
  void key(Key key, bool shift = false) {
    engine->push(KeyPressed{key, shift});
    settle();
  }
  void type(std::string text) {
    engine->push(TextTyped{std::move(text)});
    settle();
  }

  std::unique_ptr<Engine> engine;
  std::function<void(Frame&)> draw;
  std::string screen = "test";
  double now = 100;

 private:
  float m_width, m_height;
};

// A Rig with one editor and perhaps the keyboard, the text kept as a screen would keep it.
class EditorRig : public Rig {
 public:
  explicit EditorRig(TextModel text = TextModel(), bool withKeyboard = false, bool secret = false)
      : model(std::move(text)) {
    draw = [this, withKeyboard, secret](Frame& f) {
      Rect area = f.area();
      if (withKeyboard) f.keyboard(cutBottom(area, f.keyboardHeight()));
      EditorOptions options;
      options.label = "What happened?";
      options.secret = secret;
      const Rect box = cutTop(area, model.singleLine() ? 110.0F : 300.0F);
      pending = f.editor("what", {box.x + 20, box.y + 20, boxWidth, box.h - 20}, model, options);
      submits += f.submitted("what") ? 1 : 0;
      f.button("next", {20, 350, 200, 72}, "Next");
      f.focusOnce("what");
      // The frame is over before the text changes, as it is between draw() and apply().
      for (const EditAction& action : pending) after.push_back(action);
    };
    go();
  }
  void go() {
    const auto apply = [&] {
      for (const EditAction& action : after) model.apply(action);
      after.clear();
    };
    frame();
    apply();
    for (int i = 0; i < 400 && (engine->inputWaiting() || engine->wakeAfter() == 0); ++i) {
      frame();
      apply();
    }
  }
  void tapIt(std::string_view id) {
    now += 1;
    pushTap(id);
    go();
  }
  void press(Key key, bool shift = false) {
    engine->push(KeyPressed{key, shift});
    go();
  }
  void typeIt(std::string text) {
    engine->push(TextTyped{std::move(text)});
    go();
  }
  std::string text() const { return std::string(model.text()); }

  TextModel model;
  float boxWidth = 600;
  int submits = 0;
  std::vector<EditAction> pending, after;
};

}  // namespace pillarbox::ui
