// pillarbox-server's command line: init, school add, serve, restored.
#pragma once

#include <string>
#include <vector>

namespace pillarbox::server {

// Without the program's name. Returns the exit code: 0 success, 1 failure, 2 wrong usage. Errors go to standard error
// as one sentence.
int runCommand(const std::vector<std::string>& arguments);

}  // namespace pillarbox::server
