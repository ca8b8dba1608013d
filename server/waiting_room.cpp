#include "server/waiting_room.h"

#include <algorithm>
#include <iterator>

namespace pillarbox::server {

namespace {

constexpr std::chrono::milliseconds looksEvery{1000};
constexpr std::ptrdiff_t mostOfADevice = 2;

}  // namespace

WaitingRoom::WaitingRoom(std::function<void()> look)
    : m_look(std::move(look)), m_thread([this](const std::stop_token& stop) { run(stop); }) {}

std::uint64_t WaitingRoom::round(const std::string& school) {
  const std::lock_guard lock(m_mutex);
  return m_rooms[school].round;
}

bool WaitingRoom::wait(const std::string& school, const std::string& device, std::int64_t after, std::uint64_t round,
                       Milliseconds most, Answer answer) {
  Answer before, atOnce;
  bool missed = false;
  {
    const std::lock_guard lock(m_mutex);
    Room& room = m_rooms[school];
    missed = room.round != round;
    if (missed || m_closed) {
      atOnce = std::move(answer);
    } else {
      const auto oldest = room.waiters.lower_bound({device, 0});
      const auto end = room.waiters.upper_bound({device, m_came});
      const auto already = std::distance(oldest, end);
      if (already == mostOfADevice || (already > 0 && m_count >= m_most)) {
        before = std::move(oldest->second.answer);
        room.waiters.erase(oldest);
        --m_count;
      }
      if (m_count >= m_most) return false;
      ++m_count;
      room.waiters[{device, ++m_came}] = Waiter{after, Steady::now() + most, std::move(answer)};
    }
  }
  if (atOnce) atOnce(missed);
  if (before) before(false);
  m_changed.notify_all();
  return true;
}

std::vector<WaitingRoom::Answer> WaitingRoom::take(Room& room, const std::function<bool(const Waiter&)>& which) {
  std::vector<Answer> taken;
  std::erase_if(room.waiters, [&](auto& one) {
    if (!which(one.second)) return false;
    taken.push_back(std::move(one.second.answer));
    return true;
  });
  m_count -= taken.size();
  return taken;
}

void WaitingRoom::stored(const std::string& school) {
  std::vector<Answer> woken;
  {
    const std::lock_guard lock(m_mutex);
    Room& room = m_rooms[school];
    ++room.round;
    woken = take(room, [](const Waiter&) { return true; });
  }
  for (const Answer& answer : woken) answer(true);
}

void WaitingRoom::reached(const std::string& school, std::int64_t index) {
  std::vector<Answer> woken;
  {
    const std::lock_guard lock(m_mutex);
    const auto room = m_rooms.find(school);
    if (room == m_rooms.end()) return;
    woken = take(room->second, [index](const Waiter& one) { return one.after < index; });
  }
  for (const Answer& answer : woken) answer(true);
}

void WaitingRoom::close() {
  std::vector<Answer> all;
  {
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    for (auto& [school, room] : m_rooms) {
      std::vector<Answer> some = take(room, [](const Waiter&) { return true; });
      std::move(some.begin(), some.end(), std::back_inserter(all));
    }
  }
  m_thread.request_stop();
  for (const Answer& answer : all) answer(false);
}

void WaitingRoom::setMost(std::size_t most) {
  const std::lock_guard lock(m_mutex);
  m_most = most;
}

std::size_t WaitingRoom::count() {
  const std::lock_guard lock(m_mutex);
  return m_count;
}

// Once a second is enough: an answer that comes a second late harms nobody.
void WaitingRoom::run(const std::stop_token& stop) {
  std::unique_lock lock(m_mutex);
  while (!stop.stop_requested()) {
    if (!m_changed.wait(lock, stop, [this] { return m_count > 0; })) return;
    m_changed.wait_for(lock, stop, looksEvery, [] { return false; });
    std::vector<Answer> over;
    const auto now = Steady::now();
    for (auto& [school, room] : m_rooms) {
      std::vector<Answer> some = take(room, [now](const Waiter& one) { return one.until <= now; });
      std::move(some.begin(), some.end(), std::back_inserter(over));
    }
    lock.unlock();
    for (const Answer& answer : over) answer(false);
    if (m_look && !stop.stop_requested()) m_look();
    lock.lock();
  }
}

}  // namespace pillarbox::server
