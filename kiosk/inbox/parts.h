// What several inbox screens are drawn with. UI thread.
#pragma once

#include <initializer_list>
#include <string_view>

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

// The bar at the top of every screen: Back if asked for, the title, "Cover" and, once unlocked, "Lock". In the last
// seconds before it locks the title gives way to the countdown. Esc covers. Returns the rest of the screen.
struct Bar {
  std::string_view title;
  bool back = false;
  std::string_view end = "Lock";  // what ending is called here; empty: it cannot be ended now
  bool names = false;             // the switch that shows children's names in the list
  bool find = false;              // the way to Find
};
ui::Rect drawBar(ui::Frame& frame, const State& state, const Bar& bar, Events& out);

bool findInBar(const ui::Frame& frame);  // there is room for it

// A column for a form in the middle of `rect`, above the on-screen keyboard, which it draws.
ui::Rect drawKeyboardUnder(ui::Frame& frame, ui::Rect rect);
ui::Rect middleColumn(ui::Rect rect, float width);

// A pillar box and a few words in the middle of a part of the screen that has nothing to show.
void drawEmptyPane(ui::Frame& frame, ui::Rect rect, std::string_view id, std::string_view words);

struct FieldSpec {
  Field field;
  std::string_view id, label, placeholder;
  bool secret = false;
};
// Editors, two in a row where there is room. Returns true when Enter was pressed in the last one.
bool drawFields(ui::Flow& flow, const State& state, std::initializer_list<FieldSpec> fields, Events& out);

// The five words and the two fields of choosing a passphrase. Returns true when Enter was pressed in the last field.
bool drawPassphraseFields(ui::Flow& flow, const State& state, Events& out);

// A fact of a page: what it is at the left, words at the right; one above the other where it is narrow.
void drawFact(ui::Flow& flow, std::string_view id, std::string_view label, std::string_view words);

}  // namespace pillarbox::inbox
