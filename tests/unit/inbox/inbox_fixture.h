// An invented school's inbox, and the inbox's screens driven by taps with no window. All people are invented.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/inbox/inbox.h"
#include "kiosk/ui/engine.h"
#include "shared/base/clock.h"
#include "shared/open/key_card.h"
#include "tests/support/case_sample.h"

namespace pillarbox::inbox {

using Sample = casework::Sample;

inline Config sampleConfig(const SecretBytes& card) {
  Config config;
  config.schoolName = "Invented Primary School";
  config.cardHolders = {{open::cardId(card), "Anna Bell"}};
  return config;
}

// The program's loop without its program: taps and keys go in, effects come out.
class Robot {
 public:
  explicit Robot(State start, float width = 1280, float height = 800, float textScale = 1.0F)
      : state(std::move(start)), m_width(width), m_height(height) {
    ui::EngineOptions options;
    options.assets = std::string(PILLARBOX_SOURCE_DIR) + "/assets";
    options.textScale = textScale;
    engine = ui::Engine::make(options);
  }

  void frame() {
    Events events;
    engine->run(m_width, m_height, m_seconds += 0.02, screenName(state),
                [&](ui::Frame& f) { events = draw(f, state); });
    for (Event& event : events) give(std::move(event));
  }
  void settle() {
    for (int i = 0; i < 6 || (engine->inputWaiting() && i < 400); ++i) frame();
  }
  void give(Event event) {
    for (Effect& effect : apply(state, std::move(event))) effects.push_back(std::move(effect));
  }
  bool tap(const std::string& id) {
    const ui::Item* item = engine->record().find(id);
    if (item == nullptr || !item->enabled) return false;
    const float x = item->rect.x + item->rect.w / 2;
    const float y = item->rect.y + item->rect.h / 2;
    engine->push(ui::PointerMoved{x, y});
    engine->push(ui::PointerButton{x, y, true});
    engine->push(ui::PointerButton{x, y, false});
    settle();
    return true;
  }
  // "Read on" until the end of what is to be read has been on the screen.
  void readOn() {
    for (int i = 0; i < 40 && tap("concern.read-on"); ++i) {
    }
  }
  void press(ui::Key key) {
    engine->push(ui::KeyPressed{key});
    settle();
  }
  void type(const std::string& text) {
    engine->push(ui::TextTyped{text});
    settle();
  }
  const ui::Item* find(const std::string& id) const { return engine->record().find(id); }
  // Every word that the last frame put on the screen.
  std::string words() const {
    std::string all;
    for (const ui::Item& item : engine->record().items) all += item.id + "|" + item.name + "|" + item.value + "\n";
    return all;
  }
  bool shows(std::string_view words_) const { return words().find(words_) != std::string::npos; }

  template <class E>
  const E* last() const {
    for (auto effect = effects.rbegin(); effect != effects.rend(); ++effect) {
      if (const E* found = std::get_if<E>(&*effect)) return found;
    }
    return nullptr;
  }

  State state;
  Effects effects;
  std::unique_ptr<ui::Engine> engine;

 private:
  float m_width, m_height;
  double m_seconds = 0;
};

// The worker's answer to a step: what it posted is here now.
inline StepTaken taken(const std::string& caseId, CaseEntry entry) {
  StepTaken event{entry.entry.kind, caseId, entry.entry.subject, {}};
  event.entries.push_back(std::move(entry));
  return event;
}
inline StepNotTaken notTaken(Kind kind, const std::string& caseId, FaultCode why, std::string sentence = {}) {
  return {kind, caseId, caseId, {why, std::move(sentence)}};
}

// Unlocked, with `entries` arrived.
inline State unlocked(std::vector<CaseEntry> entries, std::vector<Unopened> unopened = {}) {
  Config config;
  config.schoolName = "Invented Primary School";
  State state = begin(std::move(config), true, Milliseconds(0));
  state.unlock.working = true;
  (void)apply(state, Unlocked{{"dsl-1", "Anna Bell", "Designated Safeguarding Lead"}, false});
  (void)apply(state, EntriesArrived{std::move(entries), std::move(unopened), true});
  return state;
}

}  // namespace pillarbox::inbox
