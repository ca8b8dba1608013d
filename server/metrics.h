// What is counted for Prometheus (text format 0.0.4), and a listener of its own for it: plain HTTP, meant for this
// machine only. Nothing in it names a school, a device or a person.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "shared/base/fd.h"
#include "shared/base/result.h"

namespace pillarbox::server {

class Metrics {
 public:
  void answered(int status);                  // without asking the database
  void answered(int status, double seconds);  // after it
  void uploaded(int status);
  void limited() { ++m_limited; }
  // `connections` as of now.
  std::string text(std::size_t connections) const;

 private:
  static constexpr std::array<double, 9> bounds = {0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10};
  std::array<std::atomic<std::uint64_t>, 6> m_byClass{};  // 1xx … 5xx at their digit
  std::array<std::atomic<std::uint64_t>, bounds.size() + 1> m_took{};
  std::atomic<std::uint64_t> m_microseconds{0};
  std::atomic<std::uint64_t> m_stored{0}, m_again{0}, m_refused{0}, m_limited{0};
};

// GET /metrics on HOST:PORT, one request at a time, each at most two seconds. Its own thread.
class MetricsListener {
 public:
  // wrongUsage unless the host is this machine's loopback address; network if the port is taken.
  static Result<std::unique_ptr<MetricsListener>> open(const std::string& host, std::uint16_t port,
                                                       std::function<std::string()> text);
  std::uint16_t port() const { return m_port; }

 private:
  MetricsListener(Fd socket, std::uint16_t port, std::function<std::string()> text);
  void serve(const std::stop_token& stop);

  Fd m_socket;
  std::uint16_t m_port;
  std::function<std::string()> m_text;
  std::jthread m_thread;
};

}  // namespace pillarbox::server
