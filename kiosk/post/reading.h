// What of a screen is read aloud, made from its Record: the title first, then everything in the order it is shown, each
// with what it is and whether it is chosen. Never a key of the keyboard, never what a field holds; what the person
// wrote only when asked for. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/record.h"

namespace pillarbox::post {

struct Spoken {
  std::string id;  // of the item
  std::string words;
};

struct State;
// With `written`, only what the person wrote: fields that are no secret, and the same words on the check screen.
std::vector<Spoken> spokenOf(const ui::Record& record, const State& state, bool written);
// One item, as when the focus comes to it. Empty if it is not read.
std::string spokenOf(const ui::Item& item);

}  // namespace pillarbox::post
