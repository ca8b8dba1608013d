#include "server/metrics.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <cstdio>

namespace pillarbox::server {

void Metrics::answered(int status) {
  ++m_byClass.at(static_cast<std::size_t>(std::clamp(status / 100, 0, 5)));
}

void Metrics::answered(int status, double seconds) {
  answered(status);
  std::size_t place = 0;
  while (place < bounds.size() && seconds > bounds.at(place)) ++place;
  ++m_took.at(place);
  m_microseconds += static_cast<std::uint64_t>(seconds * 1e6);
}

void Metrics::uploaded(int status) {
  ++(status == 201 ? m_stored : status == 200 ? m_again : m_refused);
}

std::string Metrics::text(std::size_t connections) const {
  std::string out;
  const auto head = [&out](const char* name, const char* kind, const char* help) {
    out += std::string("# HELP ") + name + " " + help + "\n# TYPE " + name + " " + kind + "\n";
  };
  const auto line = [&out](const std::string& name, std::uint64_t value) {
    out += name + " " + std::to_string(value) + "\n";
  };
  head("pillarbox_connections", "gauge", "Open connections.");
  line("pillarbox_connections", connections);
  head("pillarbox_answers_total", "counter", "Answers by class of status.");
  for (std::size_t i = 1; i < m_byClass.size(); ++i) {
    line("pillarbox_answers_total{class=\"" + std::to_string(i) + "xx\"}", m_byClass.at(i));
  }
  head("pillarbox_uploads_total", "counter", "Postings that were sent, by what became of them.");
  line("pillarbox_uploads_total{result=\"stored\"}", m_stored);
  line("pillarbox_uploads_total{result=\"again\"}", m_again);
  line("pillarbox_uploads_total{result=\"refused\"}", m_refused);
  head("pillarbox_limited_total", "counter", "Requests refused for coming too often.");
  line("pillarbox_limited_total", m_limited);
  head("pillarbox_request_seconds", "histogram", "Time for requests that were let in, body and database included.");
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < m_took.size(); ++i) {
    count += m_took.at(i);
    std::array<char, 40> bound{"+Inf"};
    if (i < bounds.size()) std::snprintf(bound.data(), bound.size(), "%g", bounds.at(i));
    line(std::string("pillarbox_request_seconds_bucket{le=\"") + bound.data() + "\"}", count);
  }
  std::array<char, 40> sum{};
  std::snprintf(sum.data(), sum.size(), "%.6f", static_cast<double>(m_microseconds) / 1e6);
  out += std::string("pillarbox_request_seconds_sum ") + sum.data() + "\n";
  line("pillarbox_request_seconds_count", count);
  return out;
}

Result<std::unique_ptr<MetricsListener>> MetricsListener::open(const std::string& host, std::uint16_t port,
                                                               std::function<std::string()> text) {
  if (host != "127.0.0.1" && host != "localhost") {
    return Fault{FaultCode::wrongUsage, "--metrics must be 127.0.0.1:PORT: it is for this machine only."};
  }
  Fd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int yes = 1;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool listens = socket && ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
                       ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), size) == 0 &&
                       ::listen(socket.get(), 8) == 0 &&
                       ::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size) == 0;
  if (!listens) return Fault{FaultCode::network, "Cannot listen on the port for metrics."};
  return std::unique_ptr<MetricsListener>(
      new MetricsListener(std::move(socket), ntohs(address.sin_port), std::move(text)));
}

MetricsListener::MetricsListener(Fd socket, std::uint16_t port, std::function<std::string()> text)
    : m_socket(std::move(socket)),
      m_port(port),
      m_text(std::move(text)),
      m_thread([this](const std::stop_token& stop) { serve(stop); }) {}

void MetricsListener::serve(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    pollfd waiting{m_socket.get(), POLLIN, 0};
    if (::poll(&waiting, 1, 200) <= 0) continue;
    const Fd client(::accept4(m_socket.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (!client) continue;
    const timeval patience{2, 0};
    ::setsockopt(client.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(client.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    std::string request;
    std::array<char, 2048> room{};
    while (request.size() < 8192 && request.find("\r\n\r\n") == std::string::npos) {
      const ssize_t got = ::recv(client.get(), room.data(), room.size(), 0);
      if (got <= 0) break;
      request.append(room.data(), static_cast<std::size_t>(got));
    }
    const bool known = request.starts_with("GET /metrics ");
    const std::string body = known ? m_text() : "There is only /metrics here.\n";
    const std::string answer =
        std::string(known ? "HTTP/1.1 200 OK" : "HTTP/1.1 404 Not Found") +
        "\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: " + std::to_string(body.size()) +
        "\r\nConnection: close\r\n\r\n" + body;
    std::size_t sent = 0;
    while (sent < answer.size()) {
      const ssize_t some = ::send(client.get(), answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
      if (some <= 0) break;
      sent += static_cast<std::size_t>(some);
    }
  }
}

}  // namespace pillarbox::server
