// Another program, started by this one. A secret goes to it through an inherited pipe: never in its arguments, its
// environment or a file. The child ends with its owner.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::process {

struct ChildEnd {
  int exitCode = 0;  // 128 + signal if a signal ended it
};

struct InheritedFd {
  std::string flag;  // "--robot-fd": followed in the child's arguments by the number the child knows it by
  int fd = -1;       // stays ours; the child gets a copy
};

struct ChildOptions {
  std::filesystem::path program;
  std::vector<std::string> arguments;  // without the program's name; readable by everybody on the machine
  SecretBytes secret;                  // up to 32 KiB; sent if not empty, then the pipe ends
  std::string secretFlag = "--secret-fd";
  std::vector<InheritedFd> inherit;
  bool environment = true;  // hand on ours, without the watchdog's; otherwise it gets none
  // On another thread, once, when it has ended (not if the Child is destroyed first): push to a Mailbox and wake the
  // window.
  std::function<void(ChildEnd)> ended;
};

class Child {
 public:
  // notFound, notPermitted, tooLarge, or diskError. Every other descriptor of ours but 0 to 2 is closed in the child.
  static Result<std::unique_ptr<Child>> start(ChildOptions options);
  ~Child();  // kills it if it still runs, and waits for that
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  bool running() const;
  int pid() const;  // of the process, also after its end
  void askToEnd();  // SIGTERM
  void kill();      // SIGKILL

 private:
  Child();
  struct Parts;
  std::unique_ptr<Parts> m;
};

// The child's side: reads all of the secret from `fd` and closes it. badInput if there is none or it is over 32 KiB.
Result<SecretBytes> readSecretFd(int fd);

}  // namespace pillarbox::process
