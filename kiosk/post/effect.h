// Everything the staff side asks the program to do. Closed.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "shared/record/entry.h"

namespace pillarbox::post {

// A draft has a handle that means nothing outside this run of the program; the program keeps one entry id for each
// handle, so that a draft saved and then posted is the same entry, and posting it twice is posting it once.

// Seal and post; answered by PostDone or PostFailed with the same handle. A saved draft of that handle is dropped in
// the same transaction.
struct PostNow {
  std::uint64_t handle = 0;
  Entry entry;  // without id, nonce, school, device, writtenAt
};
// Keep a sealed copy as it is now (entry.unfinished is set), in place of an older copy of that handle. No answer is
// needed.
struct SaveDraft {
  std::uint64_t handle = 0;
  Entry entry;
};
struct DropDraft {
  std::uint64_t handle = 0;
};
struct AskMine {
  std::string authorId;
};  // answered by MineArrived
struct StartInbox {
  std::string cardCode;
};                    // a DSL's key card was shown; the session is already closed
struct WipeInput {};  // ui::Engine::wipe(): the session closed

using Effect = std::variant<PostNow, SaveDraft, DropDraft, AskMine, StartInbox, WipeInput>;
using Effects = std::vector<Effect>;
// out.push_back(), in one place: inlined everywhere, g++ 12 warns of members that are not there.
void ask(Effects& out, Effect effect);

// Overwrites everything personal in `entry`. For the program, once the entry is sealed.
void wipeEntry(Entry& entry);

}  // namespace pillarbox::post
