// A small HTTPS client that can also misbehave: send by halves, stay silent, send garbage.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pillarbox::server {

struct Got {
  int status = 0;  // 0: no answer
  std::map<std::string, std::string> headers;
  std::string body;
};

using Headers = std::vector<std::pair<std::string, std::string>>;

class Client {
 public:
  // `from`: an address of this machine to speak from, in host order (127.0.0.0/8 is all its own); 0: any.
  explicit Client(std::uint16_t port, std::chrono::milliseconds patience = std::chrono::seconds(10),
                  std::uint32_t from = 0) {
    ::signal(SIGPIPE, SIG_IGN);
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval wait{patience.count() / 1000, static_cast<suseconds_t>(patience.count() % 1000 * 1000)};
    ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    if (from != 0) {
      address.sin_addr.s_addr = htonl(from);
      ::bind(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof address);
    }
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    m_connected = ::connect(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~Client() {
    m_tls.reset();
    if (m_socket >= 0) ::close(m_socket);
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool connected() const { return m_connected; }

  bool handshake(const std::string& caFile, int newest = TLS1_3_VERSION) {
    m_context.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_load_verify_locations(m_context.get(), caFile.c_str(), nullptr);
    SSL_CTX_set_verify(m_context.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_max_proto_version(m_context.get(), newest);
    m_tls.reset(SSL_new(m_context.get()));
    SSL_set_fd(m_tls.get(), m_socket);
    return m_connected && SSL_connect(m_tls.get()) == 1;
  }

  bool send(std::string_view text) {
    return SSL_write(m_tls.get(), text.data(), static_cast<int>(text.size())) == static_cast<int>(text.size());
  }
  bool sendPlain(std::string_view text) { return ::send(m_socket, text.data(), text.size(), MSG_NOSIGNAL) > 0; }

  // One answer, its length from Content-Length. Status 0 if the connection ended or nothing came in time.
  Got receive(bool headerOnly = false) {
    Got got;
    std::size_t end = 0;
    while ((end = m_read.find("\r\n\r\n")) == std::string::npos) {
      if (!more()) return got;
    }
    const std::string head = m_read.substr(0, end + 2);
    m_read.erase(0, end + 4);
    got.status = std::atoi(head.substr(head.find(' ') + 1, 3).c_str());
    std::size_t at = head.find("\r\n") + 2;
    while (at < head.size()) {
      const std::size_t stop = head.find("\r\n", at);
      const std::size_t colon = head.find(':', at);
      std::string name = head.substr(at, colon - at);
      std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
      got.headers[name] = head.substr(colon + 2, stop - colon - 2);
      at = stop + 2;
    }
    const bool body = !headerOnly && got.headers.contains("content-length");
    const std::size_t size = body ? std::stoul(got.headers["content-length"]) : 0;
    while (m_read.size() < size) {
      if (!more()) return {};
    }
    got.body = m_read.substr(0, size);
    m_read.erase(0, size);
    return got;
  }

  Got ask(const std::string& method, const std::string& target, const Headers& headers = {},
          const std::optional<std::string>& body = {}) {
    return send(requestText(method, target, headers, body)) ? receive(method == "HEAD") : Got{};
  }

  static std::string requestText(const std::string& method, const std::string& target, const Headers& headers,
                                 const std::optional<std::string>& body) {
    std::string text = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n";
    for (const auto& [name, value] : headers) text += name + ": " + value + "\r\n";
    if (body) text += "Content-Length: " + std::to_string(body->size()) + "\r\n";
    return text + "\r\n" + body.value_or("");
  }

  // True once the server has ended the connection; false if it is still open after `patience`.
  bool ended() {
    char byte = 0;
    if (m_tls) {
      const int got = SSL_read(m_tls.get(), &byte, 1);
      return got <= 0 && !(SSL_get_error(m_tls.get(), got) == SSL_ERROR_WANT_READ);
    }
    const ssize_t got = ::recv(m_socket, &byte, 1, 0);
    return got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK);
  }

 private:
  bool more() {
    char buffer[16 * 1024];
    const int got = SSL_read(m_tls.get(), buffer, sizeof buffer);
    if (got <= 0) return false;
    m_read.append(buffer, static_cast<std::size_t>(got));
    return true;
  }
  struct Free {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    void operator()(SSL* tls) const { SSL_free(tls); }
  };

  int m_socket = -1;
  bool m_connected = false;
  std::unique_ptr<SSL_CTX, Free> m_context;
  std::unique_ptr<SSL, Free> m_tls;
  std::string m_read;
};

}  // namespace pillarbox::server
