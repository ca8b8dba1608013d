// What the screens say of a call. Pure; for this folder's .cpp files only.
#pragma once

#include "kiosk/post/post.h"
#include "shared/record/rota.h"

namespace pillarbox::post {

// none: none was made, and one can be. cannot: no alert path was proved, so there are directions only. nobody: not seen
// within the school's time. mistaken: whoever called said it was pressed by mistake.
enum class Calling { none, cannot, saving, waiting, nobody, seen, mistaken, failed };
Calling callingOf(const State& state);
bool canCall(const State& state);
Milliseconds escalateAfter(const State& state);

// The button that calls, to be held; or, while there is a call, the way to what became of it. It looks the same before
// and after: whoever comes next must find it.
enum class CallPlace { home, bar };
void callButton(ui::Frame& frame, const State& state, ui::Rect rect, CallPlace place, Events& out);
std::string callName(const State& state);       // what stands on it in a bar
std::string callNameWhole(const State& state);  // and where there is room
std::string callDetail(const State& state);     // beneath it, once there is a call: "Called 20:48"
std::string_view callHow(const State& state);   // what holding it does
float callWidth(const ui::Frame& frame, const State& state, float least, float padding);  // in a bar
// The school itself, also while pretend people stand in its place: a call made during practice is a real one.
const Directory* realDirectory(const State& state);

Events drawCall(ui::Frame& frame, const State& state);
Events drawMessage(ui::Frame& frame, const State& state);
Events drawMistake(ui::Frame& frame, const State& state);

// One person to go to: a round badge of initials, the name, what they are and where. Returns how high it is in
// `width`; drawn at the top of `rect` only if `shown`. `id` is what their ids begin with: "home", "call".
struct PersonCard {
  std::string id;
  ui::Words name = ui::Words::heading, place = ui::Words::strong;
  float pad = 14, lead = 10;
  bool roleBeside = false;  // on the line of the name, where there is room
};
float personCard(ui::Frame& frame, const PersonCard& card, const Person& person, ui::Rect rect, bool shown);

}  // namespace pillarbox::post
