// The wire to the robot: lines over a socket inherited from the program that drives this one (the tour, a test, a
// bench). It can do all that a person at the screen can and sees all that is on it, so a program makes one only for a
// demonstration school. A line is taken from the socket only when the last one was answered, so that a program started
// meanwhile can take over the same socket.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace pillarbox::platform {

class Robot {
 public:
  // `ready` is called on another thread when there is a line, or the other side has gone.
  static Result<std::unique_ptr<Robot>> make(int fd, std::function<void()> ready);  // badInput: not a socket
  ~Robot();
  Robot(const Robot&) = delete;
  Robot& operator=(const Robot&) = delete;

  std::optional<std::string> nextLine();  // never waits
  bool gone() const;                      // the other side closed it
  void answer(std::string_view line);     // and go on to the next
  int fd() const;                         // to hand on to a program started by this one

  // Between these two nothing is read: the socket belongs to the program started. Answers may still be written.
  void suspend();
  void resume();

 private:
  Robot();
  struct Parts;
  std::unique_ptr<Parts> m;
};

}  // namespace pillarbox::platform
