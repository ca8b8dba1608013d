// What every command gets, and the table of commands.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "kiosk/command/args.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/base/result.h"

namespace pillarbox::command {

// The exit codes of part 9 of the specification; scripts rely on them.
inline constexpr int exitOk = 0;
inline constexpr int exitFailed = 1;
inline constexpr int exitUsage = 2;
inline constexpr int exitUnread = 3;   // `scan` and `badge read`: something could not be read
inline constexpr int exitWaiting = 4;  // `sync --once` only

struct Program {
  const Clock& clock;
  Random& random;
};

struct Command {
  const Syntax& syntax;
  // The exit code, or the Fault that is then said in one sentence on standard error: exit 2 for wrongUsage, else 1.
  Result<int> (*run)(const Args& args, Program& program);
};

// In the order of the help. One function per file cmd_*.cpp.
std::span<const Command> sealCommands();        // keygen, seal, unseal
std::span<const Command> schoolCommands();      // school new, directory
std::span<const Command> rosterCommands();      // roster import
std::span<const Command> postCommands();        // post
std::span<const Command> syncCommands();        // sync
std::span<const Command> auditCommands();       // inbox audit
std::span<const Command> inboxCommands();       // inbox
std::span<const Command> caseCommands();        // case
std::span<const Command> reportCommands();      // report
std::span<const Command> verifyCommands();      // verify
std::span<const Command> connectCommands();     // connect, invite, join, approve
std::span<const Command> deviceCommands();      // device list, device revoke
std::span<const Command> passphraseCommands();  // passphrase
std::span<const Command> softkeyCommands();     // softkey add, softkey remove, softkey status, softkey try
std::span<const Command> formCommands();        // form print, form check
std::span<const Command> posterCommands();      // poster print
std::span<const Command> badgePrintCommands();  // badge print
std::span<const Command> badgeCommands();       // badge add, badge revoke, badge pin, badge set-pin
std::span<const Command> scanCommands();        // scan, badge read
std::span<const Command> hintsCommands();       // hints
std::span<const Command> rotaCommands();        // school rota
std::span<const Command> transferCommands();    // school card, transfer send, list, receipt, arrived, import
std::span<const Command> keepCommands();        // keep list, born, hold, release, propose, agree, withdraw
std::span<const Command> peopleCommands();      // people list, add, card, end, details, grant, lost-card
std::span<const Command> recoveryCommands();    // school recover, school drill
std::span<const Command> exportCommands();      // export
std::span<const Command> policyCommands();      // policy list, policy set
std::span<const Command> alertCommands();       // alert test, alert status
std::span<const Command> doctorCommands();      // doctor

// Everything but main(): finds the command, parses, runs, says what went wrong. `words` are argv without the program.
int runCommandLine(std::vector<std::string> words, Program& program);

}  // namespace pillarbox::command
