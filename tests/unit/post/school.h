// An invented school and a robot that drives the real screens by name, for the tests of kiosk/post.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/post/post.h"
#include "kiosk/ui/engine.h"
#include "kiosk/ui/language.h"

namespace pillarbox::post::test {

inline std::shared_ptr<const Directory> school() {
  auto directory = std::make_shared<Directory>();
  directory->schoolId = "brook-lane";
  directory->schoolName = "Brook Lane Primary School";
  directory->demo = true;
  const auto person = [&](std::string id, std::string name, PersonRole role, std::string room, std::string extension) {
    Person out;
    out.id = std::move(id);
    out.name = std::move(name);
    out.role = role;
    out.room = std::move(room);
    out.extension = std::move(extension);
    out.recipient = "age1" + out.id;
    out.verifyKey = "key";
    directory->people.push_back(out);
  };
  person("dsl-1", "Mrs Grace Hartley", PersonRole::dsl, "Room 4, next to the office", "204");
  person("deputy-1", "Mr Kwame Osei", PersonRole::deputy, "Year 6 classroom", "216");
  person("head-1", "Mrs Ruth Pemberton", PersonRole::head, "Headteacher's office", "200");
  person("chair-1", "Dr Alan Whitfield", PersonRole::chair, "", "");
  directory->sheets = {{"safeguarding", "age1sheet-a", "key"}, {"head-chair", "age1sheet-b", "key"}};
  directory->audiences = {{"safeguarding", {"dsl-1", "deputy-1"}, "safeguarding"},
                          {"head", {"head-1"}, "head-chair"},
                          {"chair", {"chair-1"}, "head-chair"}};
  directory->places = {"Playground", "Dining hall", "Classroom", "Corridor", "Toilets", "School gate"};
  directory->policies.localAuthorityPhone = "01632 960 123";
  return directory;
}

// Badge codes: BADGE-DAWN, BADGE-JO, BADGE-RUTH.
inline std::shared_ptr<const Roster> roster() {
  auto out = std::make_shared<Roster>();
  out->badgeKey = Bytes(32, 7);
  out->pupils = {{"p-001", "Amina", "Okafor", "", "4B", "4"}, {"p-002", "Sam", "Taylor", "", "3A", "3"},
                 {"p-003", "Sam", "Taylor", "", "5C", "5"},   {"p-004", "Mohammed", "Ali", "Mo", "4B", "4"},
                 {"p-005", "Zoë", "O'Connor", "", "2A", "2"}, {"p-006", "Ella", "Price-Whitmore", "", "1W", "1"},
                 {"p-007", "Noah", "Okafor", "", "1W", "1"}};
  out->staff = {{"s-001", "Dawn Price", "Lunchtime supervisor", "", {}},
                {"s-002", "Jo Bell", "Teaching assistant", "", {}},
                {"s-003", "Ruth Pemberton", "Headteacher", "head-1", {}},
                {"s-004", "Terry Marsh", "Caretaker", "", {}}};
  out->staff[0].badgeHashes = {badgeHash(*out, "BADGE-DAWN")};
  out->staff[1].badgeHashes = {badgeHash(*out, "BADGE-JO")};
  out->staff[2].badgeHashes = {badgeHash(*out, "BADGE-RUTH")};
  return out;
}

inline State freshState() {
  State state;
  apply(state, Tick{WallTime(Milliseconds(1795262400000)), Milliseconds(1'000'000)});
  apply(state, DirectoryArrived{school()});
  apply(state, RosterArrived{roster()});
  if (auto figures = readBodyFigures(std::string(PILLARBOX_SOURCE_DIR) + "/assets"); figures.ok()) {
    post::apply(state, BodyEvent(BodyFiguresArrived{std::make_shared<const BodyFigures>(*std::move(figures))}));
  }
  return state;
}

template <class T>
const T* find(const Effects& effects) {
  for (const Effect& effect : effects) {
    if (const T* found = std::get_if<T>(&effect)) return found;
  }
  return nullptr;
}

template <class T>
std::size_t count(const Effects& effects) {
  return static_cast<std::size_t>(
      std::count_if(effects.begin(), effects.end(), [](const Effect& e) { return std::holds_alternative<T>(e); }));
}

// The real screens in the real engine, with no window. Effects are gathered in `effects`; nothing is posted unless
// told.
class Robot {
 public:
  explicit Robot(float width = 1280, float height = 800, float scale = 1, std::string language = "en")
      : m_width(width), m_height(height) {
    ui::EngineOptions options;
    options.assets = std::string(PILLARBOX_SOURCE_DIR) + "/assets";
    options.textScale = scale;
    engine = ui::Engine::make(options);
    ui::setLanguage("en", options.assets);  // of the whole program: another test may have changed it
    state = freshState();
    Looks usual;
    usual.textScale = scale;
    usual.language = language;
    tell(AccessTold{AccessReady{usual, {{"en", "English", true}, {"cy", "Cymraeg", false}}, true}});
    settle();
  }

  void tell(const Event& event) {
    for (Effect& effect : apply(state, event)) {
      perform(effect);
      effects.push_back(std::move(effect));
    }
    settle();
  }
  void wait(Milliseconds by) { tell(Tick{state.now + by, state.monotonic + by}); }
  // As wait, but as the program does it: waking whenever something is due.
  void live(Milliseconds by) {
    while (by.count() > 0) {
      const Milliseconds step = std::clamp(wakeIn(state), Milliseconds(1), by);
      wait(step);
      by -= step;
    }
  }

  const ui::Item* find(std::string_view id) const { return engine->record().find(id); }
  bool shows(std::string_view id) const { return find(id) != nullptr; }
  std::string nameOf(std::string_view id) const { return find(id) == nullptr ? std::string() : find(id)->name; }
  std::string valueOf(std::string_view id) const { return find(id) == nullptr ? std::string() : find(id)->value; }
  bool says(std::string_view words) const {
    const auto& items = engine->record().items;
    return std::any_of(items.begin(), items.end(), [&](const ui::Item& item) {
      return item.name.find(words) != std::string::npos || item.value.find(words) != std::string::npos;
    });
  }

  // Taps the middle of what is visible of `id`, scrolling down to it if need be.
  bool tap(const std::string& id) {
    if (state.screen == Screen::posted) wait(doneAfter);  // nobody reads it sooner
    if (!reveal(id)) {
      ADD_FAILURE() << "cannot reach " << id << " on " << drawnScreen(state);
      return false;
    }
    const ui::Rect at = find(id)->rect;
    ++taps;
    press(at.x + at.w / 2, at.y + at.h / 2);
    return true;
  }
  void press(float x, float y) {
    engine->push(ui::PointerButton{x, y, true});
    engine->push(ui::PointerButton{x, y, false});
    settle();
  }
  void type(std::string_view text) {
    engine->push(ui::TextTyped{std::string(text)});
    settle();
  }
  void key(ui::Key which) {
    engine->push(ui::KeyPressed{which});
    settle();
  }

  bool reachable(const ui::Item* item) const {
    return item != nullptr && item->enabled && (!item->clipped || item->rect.h >= 56) && item->rect.w >= 40;
  }
  bool reveal(const std::string& id) {
    for (const std::string way : {".down", ".up"}) {
      for (int i = 0; i < 60; ++i) {
        if (reachable(find(id))) return true;
        std::string arrow;
        for (const ui::Item& item : engine->record().items) {
          const std::string& one = item.id;
          const bool scrolls = one.find("flow") != std::string::npos || one.find("home.") == 0 ||
                               one.find(".how") != std::string::npos || one.find("leave.") == 0;
          if (item.enabled && one.ends_with(way) && scrolls) {
            arrow = item.id;
            break;
          }
        }
        if (arrow.empty()) break;
        const ui::Rect at = find(arrow)->rect;
        press(at.x + at.w / 2, at.y + at.h / 2);
      }
    }
    return reachable(find(id));
  }

  // One frame of the screen as it is, or of nothing.
  void frame(bool empty = false) {
    m_seconds += 0.5;
    engine->run(m_width, m_height, m_seconds, empty ? "empty" : drawnScreen(state), [&](ui::Frame& frame) {
      if (!empty) draw(frame, state);
    });
  }

  void settle() {
    for (int i = 0; i < 400; ++i) {
      m_seconds += 0.5;  // never a double tap
      Events events;
      // What is touched is applied inside the frame, wiping included, as the program does it.
      engine->run(m_width, m_height, m_seconds, drawnScreen(state), [&](ui::Frame& frame) {
        events = draw(frame, state);
        for (const Event& event : events) {
          for (Effect& effect : apply(state, event)) {
            perform(effect);
            effects.push_back(std::move(effect));
          }
        }
      });
      if (events.empty() && !engine->inputWaiting() && engine->wakeAfter() != 0 && i > 1) return;
    }
    ADD_FAILURE() << "never settles on " << drawnScreen(state);
  }

  // Ready on the check screen, by badge: an honest, short concern.
  void writeShortConcern() {
    tell(BadgeRead{"badge-dawn"});
    tap("adult.no");
    type("ami");
    tap("who.pupil.p-001");
    tap("who.part.1.worried-about");
    tap("page.next");
    tap("what.kind.child-told-me");
    tap("what.when.lunch");
    tap("what.where.2");
    tap("page.next");
    type("At lunch Amina sat alone and cried. I asked if she was all right.");
    tap("page.next");
    type("Mum's friend shouts and I hide in the wardrobe");
    tap("page.next");
    tap("done.told.no");
    tap("page.next");
  }
  void post() {
    tap("page.next");
    const PostNow* posted = test::find<PostNow>(effects);
    ASSERT_NE(posted, nullptr);
    tell(PostDone{posted->handle, "01930d5e-0000-7000-8000-000000000001", "K7M-4QX"});
  }

  std::unique_ptr<ui::Engine> engine;
  State state;
  Effects effects;
  int taps = 0;

 private:
  void perform(const Effect& effect) {
    if (std::holds_alternative<WipeInput>(effect)) engine->wipe();
    const auto* asked = std::get_if<AccessAsk>(&effect);
    const auto* looks = asked == nullptr ? nullptr : std::get_if<ShowLooks>(asked);
    if (looks == nullptr) return;
    engine->setTextScale(looks->looks.textScale);
    engine->setTheme(looks->looks.dark, looks->looks.highContrast);
    engine->setLeftHanded(looks->looks.leftHanded);
    ui::setLanguage(looks->looks.language, std::string(PILLARBOX_SOURCE_DIR) + "/assets");
  }

  float m_width, m_height;
  double m_seconds = 10;
};

}  // namespace pillarbox::post::test
