// HTTPS: sockets, TLS, limits and deadlines. What a request means is the Service's business (service.h); this knows
// nothing of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace pillarbox::server {

struct RequestHead {
  std::string method;
  std::string target;
  std::map<std::string, std::string, std::less<>> headers;  // names in lower case; the first of each
  std::uint64_t contentLength = 0;
  std::string peer;  // the other end's IP address

  std::string header(std::string_view lowerCaseName) const;  // empty if absent
};

struct Response {
  int status = 200;
  std::string contentType;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  std::optional<std::uint64_t> bodyBytes = {};  // to HEAD: what the body of a GET would have
};

using Reply = std::function<void(Response)>;  // call exactly once, on any thread

// A request that was let in; run once its body is there.
struct Call {
  std::function<void(Bytes body, Reply reply)> run;
};

class Handler {
 public:
  virtual ~Handler() = default;
  // Looks at the header alone, before any of the body is read: an answer, or the call to go on with. Any thread; must
  // not wait.
  virtual std::variant<Response, Call> admit(const RequestHead& head) = 0;
  // The answer to what HTTP itself does not allow (400, 408, 411, 413, 431, 503).
  virtual Response refusal(int status) = 0;
  // The server stops: requests that only wait for something are to be answered now. Must not wait.
  virtual void draining() {}
};

struct HttpOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;  // 0 picks one
  std::filesystem::path certificate;
  std::filesystem::path key;
  int threads = 2;
  std::size_t connections = 2048;
  std::size_t bodyBytesInHand = 256u << 20;  // of all connections together; over it 503
  std::uint64_t bodyBytes = 8u << 20;
  std::uint32_t headerBytes = 32u << 10;

  Milliseconds handshake{10'000};
  Milliseconds header{10'000};  // from its first byte to its last
  Milliseconds idle{60'000};    // between requests
  Milliseconds body{60'000};    // in all, and a second more for every 16 KiB announced: a school may have a slow line
  Milliseconds bodyPause{20'000};  // without a single byte
  Milliseconds write{30'000};      // and a second more for every 16 KiB
  Milliseconds drain{10'000};      // to finish what is in hand when stopped
};

class HttpServer {
 public:
  // Binds and listens. wrongUsage for a bad address, badInput for a bad certificate or key, network if the port is
  // taken.
  static Result<std::unique_ptr<HttpServer>> open(const HttpOptions& options, Handler& handler);
  virtual ~HttpServer() = default;

  virtual std::uint16_t port() const = 0;
  virtual void run() = 0;   // until stopped and drained
  virtual void stop() = 0;  // any thread: no new connections, what is in hand is finished, then run() returns
  virtual std::size_t connections() const = 0;
  // The certificate and key files were renewed: new connections use them. Any thread. A fault leaves what was in use.
  virtual Status reloadCertificate() = 0;
};

}  // namespace pillarbox::server
