// Everything the staff side asks the program to do. Closed.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/post/state.h"
#include "shared/base/bytes.h"
#include "shared/record/entry.h"

namespace pillarbox::post {

// A draft has a handle that means nothing outside this run of the program; the program keeps one entry id for each
// handle, so that a draft saved and then posted is the same entry, and posting it twice is posting it once.

// A picture of a page that is sealed with its entry.
struct PageFile {
  std::string name;  // "page-1.webp", as entry.pages has it
  std::string type;  // "image/webp"
  std::shared_ptr<const Bytes> bytes;
};

// Seal and post; answered by PostDone or PostFailed with the same handle. A saved draft of that handle is dropped in
// the same transaction.
struct PostNow {
  std::uint64_t handle = 0;
  Entry entry;  // without id, nonce, school, device, writtenAt
  std::vector<PageFile> files = {};
};
// Keep a sealed copy as it is now (entry.unfinished is set), in place of an older copy of that handle. No answer is
// needed.
struct SaveDraft {
  std::uint64_t handle = 0;
  Entry entry;
  std::vector<PageFile> files = {};
};
struct DropDraft {
  std::uint64_t handle = 0;
};
struct AskMine {
  std::string authorId;
};  // answered by MineArrived
struct AskCall {
  std::string id;
};  // answered by CallHeard, at once and after the server was asked
struct KeepMessageSeen {
  std::string id;
};  // never fresh again
// A DSL's key card was shown, or somebody without one says that theirs is lost; the session is already closed.
struct StartInbox {
  std::string cardCode;  // empty: it is lost
};
struct WipeInput {};  // ui::Engine::wipe(): the session closed
// What the camera is to look for from now on. Asked for only when it changes; {nothing, false} while nobody needs it.
struct CameraLook {
  Eye eye = Eye::nothing;
  bool preview = false;
};
struct CameraTakeNow {};
struct CameraTakeAgain {};  // the page that was taken last may be taken once more

using AnyEffect = std::variant<PostNow, SaveDraft, DropDraft, AskMine, AskCall, KeepMessageSeen, StartInbox, WipeInput,
                               CameraLook, CameraTakeNow, CameraTakeAgain, BadgeAsk, SpellingAsk, AskHints, AccessAsk>;
// As Event is.
class Effect : public AnyEffect {
 public:
  using AnyEffect::AnyEffect;
  Effect(const Effect& other);
  Effect(Effect&& other) noexcept;
  Effect& operator=(const Effect& other);
  Effect& operator=(Effect&& other) noexcept;
  ~Effect();
};
using Effects = std::vector<Effect>;
// out.push_back(), in one place: inlined everywhere, g++ 12 warns of members that are not there.
void ask(Effects& out, Effect effect);

// Overwrites everything personal in `entry`. For the program, once the entry is sealed.
void wipeEntry(Entry& entry);

}  // namespace pillarbox::post
