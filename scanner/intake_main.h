// What waits for the thread that looks: every command in order, and the newest frame only.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "scanner/frame/source.h"
#include "scanner/protocol/messages.h"
#include "shared/base/fd.h"

namespace pillarbox::scan {

struct Command {
  ToScanner message;
  Fd fd;  // what came with it, if anything
};

struct Work {
  std::deque<Command> commands;
  std::optional<frame::Frame> frame;
};

class Intake {
 public:
  void push(Command command) {
    {
      const std::lock_guard lock(m_mutex);
      m_work.commands.push_back(std::move(command));
    }
    m_ready.notify_one();
  }
  void show(frame::Frame frame) {
    {
      const std::lock_guard lock(m_mutex);
      m_work.frame = std::move(frame);
    }
    m_ready.notify_one();
  }
  void forgetFrame() {
    const std::lock_guard lock(m_mutex);
    m_work.frame.reset();
  }
  // All there is; waits for something if `wait`.
  Work take(bool wait) {
    std::unique_lock lock(m_mutex);
    if (wait) m_ready.wait(lock, [this] { return !m_work.commands.empty() || m_work.frame; });
    return std::exchange(m_work, Work{});
  }

 private:
  std::mutex m_mutex;
  std::condition_variable m_ready;
  Work m_work;
};

}  // namespace pillarbox::scan
