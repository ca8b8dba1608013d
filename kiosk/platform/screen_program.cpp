#include "kiosk/platform/screen_program.h"

#include <sys/stat.h>

#include <cstdio>
#include <string>

#include "kiosk/platform/hardening.h"
#include "shared/base/hash.h"
#include "shared/base/shared_folder.h"

namespace pillarbox::platform {

int complain(const ScreenProgram& program, const Fault& fault) {
  std::fprintf(stderr, "%s: %s\n", std::string(program.name).c_str(), fault.detail.c_str());
  return fault.code == FaultCode::wrongUsage ? 2 : 1;
}

std::variant<ScreenOptions, int> beginScreenProgram(int argc, char** argv, const ScreenProgram& program) {
  const std::span words(argv + 1, static_cast<std::size_t>(argc > 0 ? argc - 1 : 0));
  Result<ScreenOptions> options = readScreenOptions(words);
  harden({.endWithParent = options.ok() && program.endWithParent != nullptr && program.endWithParent(*options)});
  (void)wipingAllocatorPresent();
  if (!options) return complain(program, options.fault());
  if (options->help) return std::fputs(screenOptionsHelp(program.name, program.what).c_str(), stdout) < 0 ? 1 : 0;
  if (options->version) return std::printf("%s %s\n", std::string(program.name).c_str(), PILLARBOX_VERSION) < 0 ? 1 : 0;
  if (!initialiseCryptography()) {
    return complain(program, {FaultCode::internal, "The cryptographic library does not start."});
  }
  if (sharedWithGroup(options->folder)) ::umask(0007);  // what is made there is for the inbox's user too
  return *std::move(options);
}

}  // namespace pillarbox::platform
