// What several inbox screens are drawn with. UI thread.
#pragma once

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
  std::string_view end = "Lock";  // what ending is called here
};
ui::Rect drawBar(ui::Frame& frame, const State& state, const Bar& bar, Events& out);

// A column for a form in the middle of `rect`, above the on-screen keyboard, which it draws.
ui::Rect drawKeyboardUnder(ui::Frame& frame, ui::Rect rect);
ui::Rect middleColumn(ui::Rect rect, float width);

// An editor for `field`; its label above. Returns true when Enter was pressed in it.
bool drawField(ui::Flow& flow, const State& state, Field field, std::string_view id, std::string_view label,
               std::string_view placeholder, Events& out, bool secret = false);

// The two fields, the five words and the rules of choosing a passphrase; `next` is pressed by Enter in the last field.
void drawPassphraseFields(ui::Flow& flow, const State& state, Event next, Events& out);

// A fact of a page: what it is at the left, words at the right; one above the other where it is narrow.
void drawFact(ui::Flow& flow, std::string_view id, std::string_view label, std::string_view words);

// The short mark of a row: "unread", "added to", "read".
std::string_view markOf(const ListItem& item);

}  // namespace pillarbox::inbox
