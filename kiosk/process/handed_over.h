// The side of a program that the system started as its own user, for another that asked for it over a socket (the
// other side is Child with ChildOptions::socket). Its standard input is the connection. Begins before any other thread.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "shared/base/result.h"

namespace pillarbox::process {

// All that may be asked of it; anything else is refused.
struct HandOverRules {
  std::filesystem::path folder;          // the first argument must be this; its owner may ask, root and we ourselves
  std::vector<std::string> flags;        // arguments without a value
  std::vector<std::string> valued;       // with one of letters, digits, dots and dashes
  std::vector<std::string> descriptors;  // what may come with it: pipes and sockets
  int waitMs = 10'000;                   // for the packet
};

class HandedOver {
 public:
  // notPermitted, badInput, or diskError if nothing came; the other side is told the sentence. Afterwards standard
  // input is empty, a display that was handed over is in the environment, and if whoever asked goes, this process ends.
  static Result<std::unique_ptr<HandedOver>> take(const HandOverRules& rules);
  ~HandedOver();
  HandedOver(const HandedOver&) = delete;
  HandedOver& operator=(const HandedOver&) = delete;

  // The command line to go on with, with the numbers of the descriptors in it.
  const std::vector<std::string>& words() const;
  void ending(int exitCode);  // the last word; the end itself is the process's

 private:
  HandedOver();
  struct Parts;
  std::unique_ptr<Parts> m;
};

}  // namespace pillarbox::process
