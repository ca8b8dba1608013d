// The one translation unit with Boost.Beast in it: its templates are slow to compile.
#include "server/http.h"

#ifdef __SANITIZE_THREAD__
#define BOOST_ASIO_DISABLE_FENCED_BLOCK  // the thread sanitizer does not know fences; Asio has locks there anyway
#endif
#include <utility>  // before Asio: Boost 1.74 uses std::exchange without it in C++20
// clang-format off
#include <boost/asio.hpp>
// clang-format on
#include <algorithm>
#include <atomic>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/version.hpp>
#include <ctime>
#include <mutex>
#include <thread>

#include "shared/base/log.h"

namespace pillarbox::server {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Tcp = asio::ip::tcp;
using Error = boost::system::error_code;

std::string RequestHead::header(std::string_view lowerCaseName) const {
  const auto found = headers.find(lowerCaseName);
  return found == headers.end() ? std::string() : found->second;
}

namespace {

constexpr std::uint64_t slowLineBytesPerSecond = 16 * 1024;
constexpr std::size_t mostDiscarded = 16u << 20;
constexpr Milliseconds lingerTime{5000};
constexpr Milliseconds closeTime{3000};
constexpr Milliseconds closeTimeWhenStopping{300};

// IMF-fixdate (RFC 9110 §5.6.7), which HTTP asks of every answer.
std::string httpDate() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  char text[64];
  const std::size_t size = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return {text, size};
}

class Session;

// What the connections of one server share.
struct Shared {
  HttpOptions options;
  Handler& handler;
  std::atomic<std::size_t> bodyBytes{0};
  std::atomic<bool> draining{false};
  std::atomic<std::size_t> count{0};
  std::function<void()> whenNoneLeft;
  std::mutex mutex;
  std::map<Session*, std::weak_ptr<Session>> sessions;
  // Last, so that it goes first: connections still in it use what stands above when they go.
  asio::io_context context;

  // Each connection keeps the one it began with.
  std::shared_ptr<asio::ssl::context> tls() {
    const std::lock_guard lock(mutex);
    return m_tls;
  }
  void setTls(std::shared_ptr<asio::ssl::context> given) {
    const std::lock_guard lock(mutex);
    m_tls = std::move(given);
  }

  Shared(HttpOptions given, Handler& handles) : options(std::move(given)), handler(handles), context(options.threads) {}

 private:
  std::shared_ptr<asio::ssl::context> m_tls;
};

// One connection. Everything it does runs on its strand; it lives as long as something of it is under way.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Tcp::socket&& socket, Shared& shared)
      : m_shared(shared), m_tls(shared.tls()), m_stream(std::move(socket), *m_tls) {
    Error ignored;
    m_peer = lowest().socket().remote_endpoint(ignored).address().to_string();
    ++m_shared.count;
  }
  ~Session() {
    giveBackBody();
    {
      const std::lock_guard lock(m_shared.mutex);
      m_shared.sessions.erase(this);
    }
    if (--m_shared.count == 0 && m_shared.draining) m_shared.whenNoneLeft();
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void start() {
    {
      const std::lock_guard lock(m_shared.mutex);
      m_shared.sessions[this] = weak_from_this();
    }
    asio::dispatch(m_stream.get_executor(), [self = shared_from_this()] {
      self->expire(self->m_shared.options.handshake);
      self->m_stream.async_handshake(asio::ssl::stream_base::server, [self](Error error) {
        if (!error) self->readHeader();
      });
    });
  }

  // From the server, once it stops: a connection with nothing in hand is closed.
  void drain() {
    asio::post(m_stream.get_executor(), [self = shared_from_this()] {
      if (self->m_idle) self->lowest().close();
    });
  }

 private:
  using Parser = http::request_parser<http::vector_body<std::uint8_t>>;

  beast::tcp_stream& lowest() { return beast::get_lowest_layer(m_stream); }
  void expire(Milliseconds after) { lowest().expires_after(after); }

  void waitForNext() {
    if (m_shared.draining) return close();
    if (m_buffer.size() > 0) return readHeader();
    m_idle = true;
    m_parser.reset();  // thousands of devices may be idle at a time
    m_buffer.shrink_to_fit();
    expire(m_shared.options.idle);
    m_stream.async_read_some(m_buffer.prepare(4096), [self = shared_from_this()](Error error, std::size_t bytes) {
      self->m_idle = false;
      if (error) return;
      self->m_buffer.commit(bytes);
      self->readHeader();
    });
  }

  void readHeader() {
    m_parser.emplace();
    m_parser->header_limit(m_shared.options.headerBytes);
    m_parser->body_limit((std::numeric_limits<std::uint64_t>::max)());  // ours is checked before any of it is read
    expire(m_shared.options.header);
    http::async_read_header(m_stream, m_buffer, *m_parser,
                            [self = shared_from_this()](Error error, std::size_t) { self->onHeader(error); });
  }

  void onHeader(Error error) {
    if (error == http::error::header_limit) return refuse(431);
    if (error && error.category() == http::make_error_code(http::error::bad_method).category() &&
        error != http::error::end_of_stream && error != http::error::partial_message) {
      return refuse(400);
    }
    if (error) return;  // gone, or too slow: nobody is there to be told
    m_keepAlive = m_parser->get().keep_alive();
    if (m_parser->chunked()) return refuse(411);
    RequestHead head;
    head.peer = m_peer;
    const auto& message = m_parser->get();
    head.method = std::string(message.method_string());
    m_isHead = head.method == "HEAD";
    head.target = std::string(message.target());
    for (const auto& field : message) {
      std::string name(field.name_string());
      std::transform(name.begin(), name.end(), name.begin(),
                     [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
      head.headers.emplace(std::move(name), std::string(field.value()));
    }
    const auto length = m_parser->content_length();
    head.contentLength = length ? *length : 0;
    if (head.contentLength > m_shared.options.bodyBytes) return refuse(413);
    m_started = std::chrono::steady_clock::now();
    auto admitted = admit(head);
    if (auto* response = std::get_if<Response>(&admitted)) {
      if (head.contentLength > 0) m_keepAlive = false;
      return answer(std::move(*response));
    }
    m_call = std::move(std::get<Call>(admitted));
    if (head.contentLength == 0) return run({});
    if (!takeBodyRoom(head.contentLength)) return refuse(503);
    m_parser->body_limit(head.contentLength);
    const auto slow = std::chrono::seconds(head.contentLength / slowLineBytesPerSecond);
    m_bodyDeadline = std::chrono::steady_clock::now() + m_shared.options.body + slow;
    const auto expect = message.find(http::field::expect);
    if (expect != message.end() && beast::iequals(expect->value(), "100-continue")) return sayContinue();
    readBody();
  }

  // A library's exception (out of memory, say) ends this request and not the server.
  std::variant<Response, Call> admit(const RequestHead& head) {
    try {
      return m_shared.handler.admit(head);
    } catch (const std::exception&) {
      log::error("request-threw");
      return m_shared.handler.refusal(500);
    }
  }

  void sayContinue() {
    static const std::string line = "HTTP/1.1 100 Continue\r\n\r\n";
    expire(m_shared.options.write);
    asio::async_write(m_stream, asio::buffer(line), [self = shared_from_this()](Error error, std::size_t) {
      if (!error) self->readBody();
    });
  }

  void readBody() {
    if (m_parser->is_done()) return onBody();
    lowest().expires_at(std::min(m_bodyDeadline, std::chrono::steady_clock::now() + m_shared.options.bodyPause));
    http::async_read_some(m_stream, m_buffer, *m_parser, [self = shared_from_this()](Error error, std::size_t) {
      if (error) return;
      self->readBody();
    });
  }

  void onBody() { run(std::move(m_parser->release().body())); }

  void run(Bytes body) {
    lowest().expires_never();
    const Call call = std::move(m_call);
    m_call = {};
    call.run(std::move(body), [self = shared_from_this()](Response response) {
      asio::post(self->m_stream.get_executor(),
                 [self, sent = std::move(response)]() mutable { self->answer(std::move(sent)); });
    });
  }

  // A refusal after which the connection cannot go on: what was sent of the body has not been read.
  void refuse(int status) {
    m_keepAlive = false;
    answer(m_shared.handler.refusal(status));
  }

  void answer(Response response) {
    giveBackBody();
    if (m_shared.draining) m_keepAlive = false;
    log::write(log::Level::debug, "answered",
               {{"status", std::int64_t{response.status}}, {"microseconds", sinceStarted()}});
    m_response.emplace();
    m_response->version(11);
    m_response->result(static_cast<unsigned>(response.status));
    m_response->set(http::field::date, httpDate());
    m_response->set(http::field::cache_control, "no-store");
    if (!response.contentType.empty()) m_response->set(http::field::content_type, response.contentType);
    for (const auto& [name, value] : response.headers) m_response->set(name, value);
    m_response->body() = std::move(response.body);
    const std::uint64_t length = response.bodyBytes.value_or(m_response->body().size());
    if (m_isHead) m_response->body().clear();
    if (response.status != 204 && response.status != 304) m_response->content_length(length);
    m_response->keep_alive(m_keepAlive);
    const auto slow = std::chrono::seconds(m_response->body().size() / slowLineBytesPerSecond);
    expire(m_shared.options.write + slow);
    http::async_write(m_stream, *m_response, [self = shared_from_this()](Error error, std::size_t) {
      self->m_response.reset();
      if (error) return;
      if (self->m_keepAlive) return self->waitForNext();
      self->linger();
    });
  }

  // Closing with unread bytes would reset the connection, and the answer with it: read on for a little.
  void linger() {
    const bool allRead = m_parser && m_parser->is_done() && m_buffer.size() == 0;
    if (allRead) return close();
    expire(lingerTime);
    m_buffer.clear();
    discard();
  }
  void discard() {
    m_stream.async_read_some(m_buffer.prepare(16 * 1024), [self = shared_from_this()](Error error, std::size_t bytes) {
      self->m_discarded += bytes;
      if (error || self->m_discarded > mostDiscarded) return self->close();
      self->discard();
    });
  }

  void close() {
    m_idle = false;
    expire(m_shared.draining ? closeTimeWhenStopping : closeTime);
    m_stream.async_shutdown([self = shared_from_this()](Error) {});
  }

  bool takeBodyRoom(std::uint64_t bytes) {
    const auto wanted = static_cast<std::size_t>(bytes);
    if (m_shared.bodyBytes.fetch_add(wanted) + wanted > m_shared.options.bodyBytesInHand) {
      m_shared.bodyBytes -= wanted;
      return false;
    }
    m_bodyRoom = wanted;
    return true;
  }
  void giveBackBody() {
    m_shared.bodyBytes -= m_bodyRoom;
    m_bodyRoom = 0;
  }
  std::int64_t sinceStarted() const {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - m_started).count();
  }

  Shared& m_shared;
  std::shared_ptr<asio::ssl::context> m_tls;
  std::string m_peer;
  beast::ssl_stream<beast::tcp_stream> m_stream;
  beast::flat_buffer m_buffer{64 * 1024};
  std::optional<Parser> m_parser;
  std::optional<http::response<http::string_body>> m_response;
  Call m_call;
  bool m_keepAlive = false;
  bool m_idle = false;
  bool m_isHead = false;
  std::size_t m_bodyRoom = 0;
  std::size_t m_discarded = 0;
  std::chrono::steady_clock::time_point m_started{};
  std::chrono::steady_clock::time_point m_bodyDeadline{};
};

class BeastServer final : public HttpServer {
 public:
  BeastServer(const HttpOptions& options, Handler& handler)
      : m_shared(options, handler),
        m_acceptor(asio::make_strand(m_shared.context)),
        m_later(m_acceptor.get_executor()),
        m_deadline(m_acceptor.get_executor()) {
    m_shared.whenNoneLeft = [this] { m_shared.context.stop(); };
  }

  ~BeastServer() override {
    m_shared.whenNoneLeft = [] {};
  }

  Status listen() {
    PB_TRY(reloadCertificate());
    Error error;
    const asio::ip::address address = asio::ip::make_address(m_shared.options.host, error);
    if (error) return Fault{FaultCode::wrongUsage, "The address to listen on must be an IP address and a port."};
    const Tcp::endpoint endpoint(address, m_shared.options.port);
    m_acceptor.open(endpoint.protocol(), error);
    if (!error) m_acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) m_acceptor.bind(endpoint, error);
    if (!error) m_acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) return Fault{FaultCode::network, "Cannot listen on that address and port: " + error.message() + "."};
    m_port = m_acceptor.local_endpoint().port();
    accept();
    return {};
  }

  std::uint16_t port() const override { return m_port; }
  std::size_t connections() const override { return m_shared.count; }

  Status reloadCertificate() override {
    auto made = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
    asio::ssl::context& tls = *made;
    SSL_CTX* raw = tls.native_handle();
    SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(raw, "ECDHE+AESGCM:ECDHE+CHACHA20");
    SSL_CTX_set_options(raw, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS);  // an idle connection keeps no buffers
    Error error;
    tls.use_certificate_chain_file(m_shared.options.certificate.string(), error);
    if (error) return Fault{FaultCode::badInput, "The certificate file cannot be used: " + error.message() + "."};
    tls.use_private_key_file(m_shared.options.key.string(), asio::ssl::context::pem, error);
    if (error) return Fault{FaultCode::badInput, "The certificate's key file cannot be used: " + error.message() + "."};
    m_shared.setTls(std::move(made));
    return {};
  }

  void run() override {
    std::vector<std::jthread> others;
    for (int i = 1; i < m_shared.options.threads; ++i) others.emplace_back([this] { work(); });
    work();
  }

  void stop() override {
    asio::post(m_acceptor.get_executor(), [this] {
      if (m_shared.draining.exchange(true)) return;
      Error ignored;
      m_acceptor.close(ignored);
      m_later.cancel();
      m_shared.handler.draining();
      std::vector<std::shared_ptr<Session>> all;
      {
        const std::lock_guard lock(m_shared.mutex);
        for (auto& [raw, weak] : m_shared.sessions) {
          if (auto session = weak.lock()) all.push_back(std::move(session));
        }
      }
      log::info("stopping", {{"connections", static_cast<std::int64_t>(all.size())}});
      for (const auto& session : all) session->drain();
      m_deadline.expires_after(m_shared.options.drain);
      m_deadline.async_wait([this](Error error) {
        if (!error) m_shared.context.stop();
      });
      if (m_shared.count == 0) m_shared.context.stop();
    });
  }

 private:
  void work() {
    for (;;) {
      try {
        m_shared.context.run();
        return;
      } catch (const std::exception&) {
        log::error("connection-threw");
      }
    }
  }

  void accept() {
    m_acceptor.async_accept(asio::make_strand(m_shared.context), [this](Error error, Tcp::socket socket) {
      if (m_shared.draining || !m_acceptor.is_open()) return;
      if (error) {
        // Out of file descriptors, most likely: there is no point in spinning.
        m_later.expires_after(Milliseconds{100});
        m_later.async_wait([this](Error cancelled) {
          if (!cancelled) accept();
        });
        return;
      }
      if (m_shared.count < m_shared.options.connections) {
        Error ignored;
        socket.set_option(Tcp::no_delay(true), ignored);
        std::make_shared<Session>(std::move(socket), m_shared)->start();
      }
      accept();
    });
  }

  Shared m_shared;
  Tcp::acceptor m_acceptor;
  asio::steady_timer m_later;
  asio::steady_timer m_deadline;
  std::uint16_t m_port = 0;
};

}  // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::open(const HttpOptions& options, Handler& handler) {
  auto server = std::make_unique<BeastServer>(options, handler);
  PB_TRY(server->listen());
  return std::unique_ptr<HttpServer>(std::move(server));
}

}  // namespace pillarbox::server
