// Another program, started by this one. A secret goes to it through an inherited pipe: never in its arguments, its
// environment or a file. The child ends with its owner.
// Where the program has a Unix user of its own, the system starts it: systemd listens on a socket, begins one for each
// connection, and what Child would have given it goes over that connection instead (ChildOptions::socket; the
// program's side is handed_over.h).
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "shared/base/fd.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::process {

struct ChildEnd {
  int exitCode = 0;  // 128 + signal if a signal ended it
  // Over a socket: why it never began, in a sentence for the log. Empty if it did.
  std::string refused;
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
  // Where the system starts it as its own user: instead of `program` and our environment.
  std::filesystem::path socket;
  Fd display;  // over a socket: a connection to the Wayland compositor, whose socket that user cannot reach
  // On another thread, once, when it has ended (not if the Child is destroyed first): push to a Mailbox and wake the
  // window.
  std::function<void(ChildEnd)> ended;
};

class Child {
 public:
  // notFound, notPermitted, tooLarge, or diskError. Every other descriptor of ours but 0 to 2 is closed in the child.
  // Over a socket this only means that somebody listens: what becomes of it, `ended` says.
  static Result<std::unique_ptr<Child>> start(ChildOptions options);
  ~Child();  // kills it if it still runs, and waits for that (over a socket 5 s at most)
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  bool running() const;
  int pid() const;  // of the process, also after its end; over a socket 0 until it has said so
  void askToEnd();  // SIGTERM
  void kill();      // SIGKILL; over a socket it does that to itself, on a thread of its own

  struct Parts;  // one of the two ways

 private:
  explicit Child(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> m;
};

// The child's side: reads all of the secret from `fd` and closes it. badInput if there is none or it is over 32 KiB.
Result<SecretBytes> readSecretFd(int fd);

}  // namespace pillarbox::process
