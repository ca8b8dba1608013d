// A TLS server that misbehaves on purpose, alone or in front of a real one: what the network and other people's
// machines do.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace pillarbox::support {

struct BadAnswer {
  enum class Do {
    forward,          // to the real server, and its answer back
    forwardThenDrop,  // the real server gets it; the answer never comes back
    say,              // `raw` is sent as it is
    trickle,          // as `forward`, but a few bytes at a time
    hang,             // nothing, until the other side gives up
    close,            // the connection is closed at once
  };
  Do what = Do::forward;
  std::string raw;
  // With forward and trickle: what becomes of the real answer on its way back.
  std::function<std::string(const std::string&)> change;
};

// "HTTP/1.1 STATUS\r\n…" with a length.
std::string httpAnswer(const std::string& status, const std::string& headers, const std::string& body);

// One request over TLS to 127.0.0.1, to be answered as it may: the whole answer, or as much as came before the other
// side closed; empty if nothing did. Certificates are not checked.
std::string askOverTls(int port, const std::string& request);

class BadServer {
 public:
  struct Request {
    int number = 0;    // from 1
    std::string head;  // request line and headers
    std::string body;
  };
  // `decide` is called for each request, on any thread. `port` 0: any.
  BadServer(std::string certificate, std::string key, int realPort, std::function<BadAnswer(const Request&)> decide,
            int port = 0);
  ~BadServer();
  BadServer(const BadServer&) = delete;
  BadServer& operator=(const BadServer&) = delete;

  int port() const { return m_port; }
  std::string url() const { return "https://127.0.0.1:" + std::to_string(m_port); }
  int requests() const { return m_requests; }
  std::vector<Request> seen();
  std::vector<std::string> answers();  // of the real server, whole, in the order they came

 private:
  struct Tls;
  void accept();
  void serve(int fd);
  std::string askReal(const std::string& request);

  std::unique_ptr<Tls> m_tls;
  int m_realPort;
  std::function<BadAnswer(const Request&)> m_decide;
  int m_listener = -1;
  int m_port = 0;
  std::atomic<bool> m_stopping{false};
  std::atomic<int> m_requests{0};
  std::mutex m_mutex;
  std::vector<Request> m_seen;
  std::vector<std::string> m_answers;
  std::vector<std::thread> m_threads;
  std::thread m_acceptor;
};

}  // namespace pillarbox::support
