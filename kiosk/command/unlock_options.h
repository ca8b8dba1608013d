// The options by which a command is told key card and passphrase.
#pragma once

#include "kiosk/command/args.h"
#include "kiosk/desk/unlock.h"

namespace pillarbox::command {

inline constexpr Option cardFileOption{
    "card-file", '\0', "F", "the file with the code of the key card; - for standard input", false, true};
inline constexpr Option passphraseFileOption{
    "passphrase-file", '\0', "F", "the file with the passphrase; - for standard input", false, true};
inline constexpr Option personOption{"person", '\0', "ID", "who it is, if the card alone does not tell"};

// From the files that the options name. wrongUsage if both are standard input; otherwise as desk::unlock.
Result<desk::Unlocked> unlockFrom(const Args& args, office::School& school, desk::Starter starter);

}  // namespace pillarbox::command
