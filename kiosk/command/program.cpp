#include "kiosk/command/program.h"

#include <exception>
#include <new>

#include "kiosk/command/output.h"

namespace pillarbox::command {
namespace {

std::vector<const Command*> allCommands() {
  std::vector<const Command*> all;
  for (const auto group :
       {schoolCommands(),     rosterCommands(),     postCommands(),     syncCommands(),     auditCommands(),
        inboxCommands(),      caseCommands(),       reportCommands(),   verifyCommands(),   connectCommands(),
        deviceCommands(),     passphraseCommands(), softkeyCommands(),  formCommands(),     posterCommands(),
        badgePrintCommands(), badgeCommands(),      scanCommands(),     hintsCommands(),    policyCommands(),
        alertCommands(),      doctorCommands(),     rotaCommands(),     transferCommands(), exportCommands(),
        keepCommands(),       peopleCommands(),     recoveryCommands(), sealCommands()}) {
    for (const Command& command : group) all.push_back(&command);
  }
  return all;
}

std::string overview() {
  std::string text =
      "Pillarbox: worries about children in school, sealed for the people who may read them.\n\n"
      "Usage: pillarbox COMMAND ...\n\n";
  for (const Command* command : allCommands()) {
    std::string left = "  " + std::string(command->syntax.command);
    left.resize(left.size() < 18 ? 18 : left.size() + 1, ' ');
    text += left + std::string(command->syntax.summary) + "\n";
  }
  text +=
      "\npillarbox COMMAND --help tells more about each. --version prints the version.\n"
      "Secrets are read from files, or from standard input if the file is named -, and never from the command line.\n"
      "Exit codes: 0 done, 1 failed, 2 wrong usage; scan and badge read give 3 if something could not be\n"
      "read, sync --once gives 4 if anything still waits.\n";
  return text;
}

// How many of `words` the command's name takes, or 0 if it is another command.
std::size_t matches(const Command& command, const std::vector<std::string>& words) {
  std::string_view name = command.syntax.command;
  std::size_t used = 0;
  while (!name.empty()) {
    const auto space = name.find(' ');
    if (used >= words.size() || words[used] != name.substr(0, space)) return 0;
    ++used;
    name = space == std::string_view::npos ? std::string_view() : name.substr(space + 1);
  }
  return used;
}

int say(const Fault& fault) {
  complain(fault.detail.empty() ? std::string(faultWords(fault.code).what) : fault.detail);
  return fault.code == FaultCode::wrongUsage ? exitUsage : exitFailed;
}

int sayUnless(const Status& status) {
  return status.ok() ? exitOk : say(status.fault());
}

Result<int> runOne(const Command& command, std::vector<std::string> words, std::size_t used, Program& program) {
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(used));
  PB_TRY_VALUE(const Args args, parseArgs(command.syntax, words));
  if (args.wantsHelp()) {
    PB_TRY(print(helpText(command.syntax)));
    return exitOk;
  }
  return command.run(args, program);
}

int find(std::vector<std::string> words, Program& program) {
  if (words.empty()) return say({FaultCode::wrongUsage, "no command was given; see pillarbox --help"});
  const std::string& first = words.front();
  if (first == "--help" || first == "-h" || first == "help") return sayUnless(print(overview()));
  if (first == "--version") return sayUnless(print("pillarbox " PILLARBOX_VERSION "\n"));
  if (first.size() > 1 && first[0] == '-') {
    return say({FaultCode::wrongUsage, "there is no option " + first + "; see pillarbox --help"});
  }
  const auto all = allCommands();
  std::string longer;
  for (const Command* command : all) {
    if (const std::size_t used = matches(*command, words)) {
      const Result<int> exit = runOne(*command, words, used, program);
      return exit.ok() ? *exit : say(exit.fault());
    }
    const std::string_view name = command->syntax.command;
    if (name.substr(0, name.find(' ')) == first && name.size() != first.size()) longer = name;
  }
  if (!longer.empty()) {
    if (words.size() > 1 && (words[1] == "--help" || words[1] == "-h")) return sayUnless(print(overview()));
    return say({FaultCode::wrongUsage, "'" + first + "' needs a second word, as in: pillarbox " + longer});
  }
  return say({FaultCode::wrongUsage, "there is no command '" + first + "'; see pillarbox --help"});
}

}  // namespace

int runCommandLine(std::vector<std::string> words, Program& program) {
  // Only libraries throw, and only for want of memory is it worth a sentence of its own.
  try {
    return find(std::move(words), program);
  } catch (const std::bad_alloc&) {
    return say({FaultCode::tooLarge, "there is not enough memory for this"});
  } catch (const std::exception&) {
    return say({FaultCode::internal, "something went wrong inside the program"});
  }
}

}  // namespace pillarbox::command
