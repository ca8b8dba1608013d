// Requests that wait for something new in their school's chain (GET /v1/entries?wait=). No thread is theirs: whoever
// stores something wakes those of that school, and one thread lets go of those whose time is over. Any thread.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "shared/base/clock.h"

namespace pillarbox::server {

class WaitingRoom {
 public:
  // Called once, on any thread, with no lock held: true if there may be something new, false if there is nothing (its
  // time is over, the same device waits anew too often, or the server stops).
  using Answer = std::function<void(bool maybeNew)>;

  // `look`, if any, is called about once a second as long as somebody waits: whoever shares the database with other
  // servers looks there, and calls reached().
  explicit WaitingRoom(std::function<void()> look = {});
  ~WaitingRoom() { close(); }

  // To be asked before the database is: what is stored from then on is not missed.
  std::uint64_t round(const std::string& school);
  // For a school as of that round. Two requests of a device wait at a time, since the inbox and what tells of news on
  // its desktop are two programs; a third takes the place of the oldest. False, and `answer` is not called, if too many
  // wait already.
  bool wait(const std::string& school, const std::string& device, std::int64_t after, std::uint64_t round,
            Milliseconds most, Answer answer);
  void stored(const std::string& school);                       // something new
  void reached(const std::string& school, std::int64_t index);  // the chain is that long now
  void close();                                                 // from now on nobody waits

  void setMost(std::size_t most);
  std::size_t count();

 private:
  using Steady = std::chrono::steady_clock;
  struct Waiter {
    std::int64_t after = 0;
    Steady::time_point until;
    Answer answer;
  };
  struct Room {
    std::uint64_t round = 0;
    std::map<std::pair<std::string, std::uint64_t>, Waiter> waiters;  // by device and the order in which they came
  };

  std::vector<Answer> take(Room& room, const std::function<bool(const Waiter&)>& which);
  void run(const std::stop_token& stop);

  std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::map<std::string, Room> m_rooms;
  std::uint64_t m_came = 0;
  std::size_t m_count = 0;
  std::size_t m_most = 1536;  // of HttpOptions::connections, so that there is room for those who post
  bool m_closed = false;
  std::function<void()> m_look;
  std::jthread m_thread;
};

}  // namespace pillarbox::server
