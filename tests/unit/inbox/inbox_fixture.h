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
#include "shared/record/ids.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"

namespace pillarbox::inbox {

class Sample {
 public:
  // A concern written `minutes` after noon.
  CaseEntry concern(int minutes, const std::string& pupil = "Amina Okafor") {
    CaseEntry made = entry(Kind::concern, minutes, {});
    Entry& e = made.entry;
    e.author = {"s-012", "Pat Lee", "Lunchtime supervisor", VerifiedBy::badge};
    e.happenedAt = "Today, at lunch";
    e.happenedWhere = "Playground";
    e.recordKind = "child-told-me";
    e.pupils = {{"p-014", pupil, "3B", "worried-about", ""}, {"", "", "", "saw-it", "a boy in year 4, red coat"}};
    e.account =
        "@{p-014} came to me by the climbing frame at 12:40 and was crying. She held her left arm. I asked if she was "
        "hurt. She said no and then told me what is written below. I stayed with her until the bell.";
    e.exactWords = {{"p-014", pupil, "I don't want to go home today. He gets cross when I'm late.", ""}};
    e.done = {{"told-dsl", "Mrs Bell", "12:50", ""}, {"spoke-to-child", "", "", "only listened"}};
    e.dslToldInPerson = true;
    return made;
  }

  CaseEntry addition(int minutes, const std::string& subject) {
    CaseEntry made = entry(Kind::addition, minutes, subject);
    made.entry.author = {"", "Jo Marsh", "Teaching assistant", VerifiedBy::typed};
    made.entry.account = "I remember now that her brother waited by the gate.";
    return made;
  }

  CaseEntry read(int minutes, const std::string& subject) {
    CaseEntry made = entry(Kind::read, minutes, subject);
    made.entry.author = {"dsl-1", "Anna Bell", "Designated Safeguarding Lead", VerifiedBy::keyCard};
    return made;
  }

  support::FakeClock clock;
  support::SeededRandom random{7};

 private:
  CaseEntry entry(Kind kind, int minutes, const std::string& subject) {
    CaseEntry made;
    Entry& e = made.entry;
    e.id = newId(clock, random);
    e.nonce = toHex(random.bytes(32));
    e.school = "s-demo";
    e.kind = kind;
    e.subject = subject;
    e.device = "d-1";
    e.audience = "safeguarding";
    e.writtenAt.wall = clock.now() + std::chrono::minutes(minutes);
    made.delivery = Delivery::delivered;
    return made;
  }
};

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
