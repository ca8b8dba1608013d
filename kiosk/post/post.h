// The staff side in three functions: what happens (apply), what is shown (draw), what is written (entryOf). All pure.
// UI thread only.
#pragma once

#include "kiosk/post/effect.h"
#include "kiosk/post/event.h"
#include "kiosk/post/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::post {

Effects apply(State& state, const Event& event);

Events draw(ui::Frame& frame, const State& state);
// For ui::Engine: changes whenever focus and scrolling are to start afresh.
std::string drawnScreen(const State& state);

// What is written so far as an entry: everything but id, nonce, school, device and writtenAt, which are the program's.
Entry buildEntry(const State& state);
Entry entryOf(const Directory* directory, const Author& author, const Draft& draft);
// Who would read it. Without a directory: nobody eligible, and nobody to ring.
Route routeOf(const Directory* directory, const Draft& draft);
// Who is on duty at `now` (shared/record/rota.h), or all DSLs and deputies if nobody is.
std::vector<const Person*> dslsToTell(const Directory* directory, WallTime now);
// Who is to be told in person about this draft: the DSLs, or those who may read about an adult.
std::vector<const Person*> peopleToTell(const Directory* directory, const Draft& draft, WallTime now);
// A reader of this draft whose name is in the account, if it is not yet about an adult.
const Person* readerMentioned(const Directory* directory, const Draft& draft);

}  // namespace pillarbox::post
