// Badges and PINs in a data folder: joined to a name, taken away again, guessed at. Guesses are counted in the store
// before they are looked at, so that neither a restart nor a power cut gives any back. On the School's thread; a check
// of a PIN takes about a tenth of a second.
//
// What is changed on this device is kept beside the roster too (boxed to this device): a roster that comes from another
// one and does not know of it yet must not undo it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "kiosk/office/school_folder.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::office {

// As Cyber Essentials has it: no more than 10 guesses in 5 minutes.
inline constexpr int mostPinGuesses = 10;
inline constexpr Milliseconds pinGuessWindow = std::chrono::minutes(5);
// Of a one-time PIN, in all; then it is gone.
inline constexpr int mostOneTimeGuesses = 5;

// --- requests, answered by BadgeAnswer with the same number
struct CheckPin {
  std::uint64_t asked = 0;
  std::string staffId;
  SecretBytes pin;
};
struct SetFirstPin {  // refused to somebody who has one
  std::uint64_t asked = 0;
  std::string staffId;
  SecretBytes pin;
};
struct JoinBadge {
  std::uint64_t asked = 0;
  std::string staffId;
  SecretBytes code, oneTimePin;
};
using BadgeWork = std::variant<CheckPin, SetFirstPin, JoinBadge>;

struct BadgeAnswer {
  enum class What {
    right,      // it was done, or it is the PIN
    wrong,      // `triesLeft` more
    wait,       // too many guesses: for so long
    noneGiven,  // no one-time PIN is in use, or this person has no PIN
    taken,      // somebody else has that badge
    failed
  } what = What::failed;
  std::uint64_t asked = 0;
  bool ofSetting = false;  // it answers SetFirstPin
  int triesLeft = 0;
  Milliseconds wait{};
};

BadgeAnswer perform(School& school, const BadgeWork& work);

// --- the parts of it, and what only a technician does
Result<BadgeAnswer> checkPin(School& school, std::string_view staffId, const SecretBytes& pin);
// badInput unless it has 6 to 12 digits and is not the first to be guessed; notFound.
Status setPin(School& school, std::string_view staffId, const SecretBytes& pin);
Status clearPin(School& school, std::string_view staffId);

// Six digits, kept as a slow hash only: for that member of staff alone, or for whoever has it (empty). In the place of
// any before for the same. notFound.
Result<std::string> makeOneTimePin(School& school, Milliseconds validFor, std::string_view onlyFor = {});
// With their own one-time PIN or the one for anybody; a guess counts against each of the two that is in use. Whether it
// is somebody else's is not said: that could be asked of every name in turn.
Result<BadgeAnswer> joinWithOneTimePin(School& school, std::string_view staffId, std::string_view code,
                                       const SecretBytes& oneTimePin);

// Faults as pillarbox::joinBadge.
Status addBadge(School& school, std::string_view staffId, std::string_view code);
// How many people had it.
Result<int> revokeBadge(School& school, std::string_view code);
// All of that person's, and the PIN that went with them.
Status revokeBadgesOf(School& school, std::string_view staffId);

// --- rosters on their way
// The roster is to be sent to that device, or to all others, by the next `pillarbox sync`.
std::string rosterDueSetting(std::string_view device);
Status rosterIsDueFor(School& school, std::string_view device);
Status rosterIsDueForOthers(School& school);
// One from the server, boxed to this device: taken over if it is not the one that came last, with what was changed here
// and is not in it yet. True if there was anything new.
Result<bool> takeRosterFromServer(School& school, BytesView box);

}  // namespace pillarbox::office
