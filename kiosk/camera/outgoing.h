// What is still to be said to the scanner. Any thread pushes and is never made to wait; one thread says it.
#pragma once

#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "scanner/protocol/messages.h"
#include "shared/base/fd.h"
#include "shared/base/result.h"

namespace pillarbox::camera {

class Outgoing {
 public:
  static Result<Outgoing> make();
  Outgoing(Outgoing&& other) noexcept : m_wake(std::move(other.m_wake)), m_queue(std::move(other.m_queue)) {}

  void push(const scan::ToScanner& message, Fd fd = Fd());  // any thread
  void wake();                                              // any thread: pollFd() becomes readable
  int pollFd() const { return m_wake.get(); }
  void takeWake();
  // As much as the channel takes now, and no more questions than the scanner has descriptors and memory for. True if
  // the channel is full: wait for POLLOUT.
  bool flush(int channel);
  void answered();  // one question less
  // Before a new scanner: only what is asked of files stays.
  void keepQuestions();
  // What is asked of files and was not said yet.
  std::set<std::int64_t> questions();

 private:
  struct One {
    std::string text;
    Fd fd;
    std::optional<std::int64_t> question;
  };
  Outgoing() = default;
  Fd m_wake;
  std::mutex m_mutex;
  std::deque<One> m_queue;
  int m_asked = 0;  // questions said and not answered
};

}  // namespace pillarbox::camera
