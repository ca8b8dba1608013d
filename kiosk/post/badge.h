// Badges beyond the plain one: a badge with a PIN, a badge that is not known yet and can be joined to a name here, and
// which readers there are. Nothing here ever stops somebody from posting: every screen has a way on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "kiosk/ui/text_model.h"
#include "shared/base/clock.h"
#include "shared/base/fault.h"
#include "shared/record/entry.h"

namespace pillarbox::post {

// What is being typed on the number pad.
enum class PinStep {
  type,     // the badge's PIN
  choose,   // a first PIN of one's own
  again,    // the same once more
  oneTime,  // the technician's, to join a badge to a name
};
// What is said above the number pad.
enum class PinTrouble { none, tooShort, tooEasy, notTheSame, wrong, wait, noneGiven, taken, notSaved };

struct BadgeState {
  // Of the terminal, whoever stands before it.
  int contactlessReaders = 0;
  bool keyboardReader = true;  // a reader that types may be there: nobody can tell
  std::uint64_t asked = 0;     // counts what was asked of the office, so that a late answer is no answer

  // Of whoever stands before it; wiped with the session.
  bool several = false;         // the badge belongs to more than one person
  bool unread = false;          // a card gave no number that stays the same
  std::optional<Author> whose;  // whose PIN it is, or whom the badge is joined to
  std::string code;             // the badge that is not known, while it may yet be joined
  PinStep step = PinStep::type;
  PinTrouble trouble = PinTrouble::none;
  int triesLeft = 0;
  Milliseconds waitUntil{};  // monotonic
  bool waiting = false;      // for the office's answer
  ui::TextModel pin{12, true}, first{12, true};
};
// Forgets the person, not the readers.
void wipeBadge(BadgeState& badge);

// --- touches
struct PinEdited {
  ui::EditAction action;
};
struct PinEntered {};
struct PinSkipped {};    // on without it: recorded as what it then is
struct StartJoining {};  // "Join this badge to my name"
struct JoinTo {
  std::string staffId;
};
// --- from the program
struct ReadersAre {
  int contactless = 0;
  bool keyboard = true;
};
struct CardUnread {};
// The answer to CheckPin or JoinBadge.
struct PinAnswered {
  enum class What { right, wrong, wait, noneGiven, taken, failed } what = What::failed;
  std::uint64_t asked = 0;
  int triesLeft = 0;
  Milliseconds wait{};
};
struct PinSet {
  std::uint64_t asked = 0;
  bool kept = false;
};
using BadgeEvent =
    std::variant<PinEdited, PinEntered, PinSkipped, StartJoining, JoinTo, ReadersAre, CardUnread, PinAnswered, PinSet>;

// --- asked of the program. The PINs and codes are wiped by whoever takes them.
struct CheckPin {
  std::uint64_t asked = 0;
  std::string staffId, pin;
};
struct SetPin {
  std::uint64_t asked = 0;
  std::string staffId, pin;
};
struct JoinBadge {
  std::uint64_t asked = 0;
  std::string staffId, code, oneTimePin;
};
using BadgeAsk = std::variant<CheckPin, SetPin, JoinBadge>;

}  // namespace pillarbox::post
