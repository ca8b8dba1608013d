// What a recovery sheet is for: a school whose key cards are lost or stolen begins a new epoch of its directory; and
// the drill that proves that the sheet in the safe still works. Belongs to the School's thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/desk/grant.h"
#include "kiosk/desk/people.h"
#include "kiosk/office/school_folder.h"
#include "shared/open/recovery.h"

namespace pillarbox::desk {

struct RecoverWhat {
  std::vector<std::string> replace;  // ids: each gets a new key card and a starter passphrase
  std::vector<std::string> end;      // ids
  std::vector<PersonToMake> add;     // where nobody is left
  // The last version that is believed: what was signed after it, with a stolen card, is void. Without it the newest.
  std::optional<std::int64_t> from;
  bool grant = true;           // older entries to the new keys, with the sheet's own key
  bool withoutServer = false;  // the server is not to be had; it is told by pillarbox-server school add
};
struct Recovered {
  std::int64_t version = 0, epoch = 0;
  std::vector<MadePerson> people;
  GrantMade grants;
};
// Signs, with the sheet, a version that overrides every other of an earlier epoch on every device, and keeps it.
// notTrusted if the sheet is not one of this school's, or for what is not its audiences' business: the safeguarding
// sheet for a head, the head's for a lead. badInput if nobody could read any more. `papers` as in people.h.
Result<Recovered> recoverSchool(office::School& school, const open::RecoverySheet& sheet, RecoverWhat what,
                                const KeepPapers& papers);

struct Drilled {
  std::string sheet;   // its id in the directory
  int entries = 0;     // sealed for its audiences on this device
  std::string opened;  // id of the newest of them that is here; empty if none
  WallTime at{};
};
// Proves that the sheet's key is the one in the directory and that it opens the newest entry sealed for one of its
// audiences; what it opened is checked in memory and wiped, and nothing of it is told. Logs it, signed by the sheet, as
// an entry of kind `reviewed` with report "drill" and the sheet's id as its body. notTrusted for another sheet;
// wrongSecret or damaged if it does not open.
Result<Drilled> drillSheet(office::School& school, const open::RecoverySheet& sheet);
inline constexpr std::string_view drillReport = "drill";

// The id in the directory of the sheet with this key. notTrusted if it is none of this school's.
Result<std::string> whichSheet(const Directory& directory, const open::RecoverySheet& sheet);

}  // namespace pillarbox::desk
