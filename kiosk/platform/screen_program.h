// What the mains of the screen programs have in common. Before any thread is started.
#pragma once

#include <string_view>
#include <variant>

#include "kiosk/platform/screen_options.h"

namespace pillarbox::platform {

struct ScreenProgram {
  std::string_view name, what;                       // "pillarbox-kiosk", and its one sentence of help
  bool (*endWithParent)(const ScreenOptions&) = {};  // where it does not outlive the program that started it
};

// Hardened, with the wiping allocator and cryptography ready: the options to go on with. Or the exit code to end with,
// once help, the version or what is wrong was printed.
std::variant<ScreenOptions, int> beginScreenProgram(int argc, char** argv, const ScreenProgram& program);
// Prints it; its exit code.
int complain(const ScreenProgram& program, const Fault& fault);

}  // namespace pillarbox::platform
