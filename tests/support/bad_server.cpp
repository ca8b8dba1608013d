#include "tests/support/bad_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>

namespace pillarbox::support {

struct BadServer::Tls {
  SSL_CTX* server = nullptr;
  ~Tls() { SSL_CTX_free(server); }
};

namespace {

constexpr std::size_t trickleBytes = 16;
constexpr std::chrono::milliseconds tricklePause{10};

std::size_t contentLength(const std::string& head) {
  for (std::size_t at = head.find("\r\n"); at != std::string::npos; at = head.find("\r\n", at + 2)) {
    if (strncasecmp(head.c_str() + at + 2, "content-length:", 15) == 0)
      return std::strtoul(head.c_str() + at + 17, nullptr, 10);
  }
  return 0;
}

// One HTTP message: head to the blank line, then as many bytes as it says. False if the peer went away first.
bool readMessage(SSL* ssl, std::string& head, std::string& body) {
  std::string all;
  char block[16384];
  std::size_t end = std::string::npos;
  while ((end = all.find("\r\n\r\n")) == std::string::npos) {
    const int got = SSL_read(ssl, block, sizeof block);
    if (got <= 0) return false;
    all.append(block, static_cast<std::size_t>(got));
  }
  head = all.substr(0, end + 4);
  body = all.substr(end + 4);
  const std::size_t length = contentLength(head);
  while (body.size() < length) {
    const int got = SSL_read(ssl, block, sizeof block);
    if (got <= 0) return false;
    body.append(block, static_cast<std::size_t>(got));
  }
  return true;
}

bool writeAll(SSL* ssl, const std::string& text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const int wrote = SSL_write(ssl, text.data() + at, static_cast<int>(text.size() - at));
    if (wrote <= 0) return false;
    at += static_cast<std::size_t>(wrote);
  }
  return true;
}

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

}  // namespace

std::string httpAnswer(const std::string& status, const std::string& headers, const std::string& body) {
  return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

BadServer::BadServer(std::string certificate, std::string key, int realPort,
                     std::function<BadAnswer(const Request&)> decide, int port)
    : m_tls(std::make_unique<Tls>()), m_realPort(realPort), m_decide(std::move(decide)) {
  std::signal(SIGPIPE, SIG_IGN);  // a client may hang up while it is answered
  m_tls->server = SSL_CTX_new(TLS_server_method());
  SSL_CTX_use_certificate_chain_file(m_tls->server, certificate.c_str());
  SSL_CTX_use_PrivateKey_file(m_tls->server, key.c_str(), SSL_FILETYPE_PEM);
  m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int yes = 1;
  ::setsockopt(m_listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address = loopback(port);
  ::bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof address);
  ::listen(m_listener, 64);
  socklen_t length = sizeof address;
  ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &length);
  m_port = ntohs(address.sin_port);
  m_acceptor = std::thread([this] { accept(); });
}

BadServer::~BadServer() {
  m_stopping = true;
  m_acceptor.join();
  for (std::thread& thread : m_threads) thread.join();
  ::close(m_listener);
}

std::vector<BadServer::Request> BadServer::seen() {
  const std::lock_guard lock(m_mutex);
  return m_seen;
}

std::vector<std::string> BadServer::answers() {
  const std::lock_guard lock(m_mutex);
  return m_answers;
}

void BadServer::accept() {
  while (!m_stopping) {
    pollfd ready{m_listener, POLLIN, 0};
    if (::poll(&ready, 1, 50) <= 0) continue;
    const int fd = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd >= 0) m_threads.emplace_back([this, fd] { serve(fd); });
  }
}

void BadServer::serve(int fd) {
  const timeval patience{0, 200'000};
  SSL* ssl = SSL_new(m_tls->server);
  SSL_set_fd(ssl, fd);
  if (SSL_accept(ssl) == 1) {
    Request request;
    if (readMessage(ssl, request.head, request.body)) {
      request.number = ++m_requests;
      {
        const std::lock_guard lock(m_mutex);
        m_seen.push_back(request);
      }
      const BadAnswer answer = m_decide(request);
      switch (answer.what) {
        case BadAnswer::Do::forward:
        case BadAnswer::Do::trickle: {
          std::string real = askReal(request.head + request.body);
          if (answer.change) real = answer.change(real);
          const std::size_t step = answer.what == BadAnswer::Do::trickle ? trickleBytes : real.size();
          for (std::size_t at = 0; at < real.size() && !m_stopping; at += step) {
            if (!writeAll(ssl, real.substr(at, step))) break;
            if (step < real.size()) std::this_thread::sleep_for(tricklePause);
          }
          break;
        }
        case BadAnswer::Do::forwardThenDrop:
          askReal(request.head + request.body);
          break;
        case BadAnswer::Do::say:
          writeAll(ssl, answer.raw);
          break;
        case BadAnswer::Do::hang: {
          ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
          char nothing = 0;
          while (!m_stopping && (::recv(fd, &nothing, 1, MSG_PEEK) < 0)) continue;
          break;
        }
        case BadAnswer::Do::close:
          break;
      }
      SSL_shutdown(ssl);
    }
  }
  SSL_free(ssl);
  ::close(fd);
}

std::string askOverTls(int port, const std::string& request) {
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(port);
  std::string head, body;
  if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
    SSL* ssl = SSL_new(context);
    SSL_set_fd(ssl, fd);
    if (SSL_connect(ssl) == 1) {
      // A server may say no and close before it has read it all.
      writeAll(ssl, request);
      readMessage(ssl, head, body);
    }
    SSL_free(ssl);
  }
  ::close(fd);
  SSL_CTX_free(context);
  return head + body;
}

std::string BadServer::askReal(const std::string& request) {
  const std::string answer = askOverTls(m_realPort, request);
  const std::lock_guard lock(m_mutex);
  m_answers.push_back(answer);
  return answer;
}

}  // namespace pillarbox::support
