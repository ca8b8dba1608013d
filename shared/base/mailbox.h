// A queue of values between two threads. The only way threads of a program talk to each other.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace pillarbox {

// Any thread may push or take. Order is kept. Unbounded: every producer here is a person or a timer.
template <class T>
class Mailbox {
 public:
  void push(T value) {
    {
      const std::lock_guard lock(m_mutex);
      m_items.push_back(std::move(value));
    }
    m_ready.notify_one();
  }

  std::optional<T> tryTake() {
    const std::lock_guard lock(m_mutex);
    return takeLocked();
  }

  // Waits until there is something or stop is requested (then nothing).
  std::optional<T> take(std::stop_token stop) {
    std::unique_lock lock(m_mutex);
    m_ready.wait(lock, stop, [this] { return !m_items.empty(); });
    return takeLocked();
  }

  // As take(), but no longer than `patience`.
  std::optional<T> takeFor(std::stop_token stop, std::chrono::milliseconds patience) {
    std::unique_lock lock(m_mutex);
    m_ready.wait_for(lock, stop, patience, [this] { return !m_items.empty(); });
    return takeLocked();
  }

 private:
  std::optional<T> takeLocked() {
    if (m_items.empty()) return std::nullopt;
    std::optional<T> first(std::move(m_items.front()));
    m_items.pop_front();
    return first;
  }

  std::mutex m_mutex;
  std::condition_variable_any m_ready;
  std::deque<T> m_items;
};

}  // namespace pillarbox
