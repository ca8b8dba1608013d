// What a crowd of devices costs the main server: TLS handshakes a second and what each takes of its processor time, and
// memory with a thousand and ten thousand connections that say nothing. The real program, real TLS.
#include <openssl/ssl.h>

#include <deque>

#include "tests/bench/server_load.h"

namespace pillarbox::bench {
namespace {

// Processor time of a process so far, in seconds, from /proc/PID/stat.
double processorSeconds(int pid) {
  const std::string stat = support::readText("/proc/" + std::to_string(pid) + "/stat");
  std::istringstream fields(stat.substr(stat.rfind(')') + 2));
  std::string word;
  double user = 0, kernel = 0;
  for (int i = 0; i < 11; ++i) fields >> word;
  fields >> user >> kernel;
  return (user + kernel) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

// Connections that share one context, so that ten thousand of them fit into this process.
class Idle {
 public:
  explicit Idle(const support::DemoServer& server)
      : m_port(server.port()), m_context(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_load_verify_locations(m_context.get(), server.ca().c_str(), nullptr);
    SSL_CTX_set_verify(m_context.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_session_cache_mode(m_context.get(), SSL_SESS_CACHE_OFF);
  }
  struct Free {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    void operator()(SSL* tls) const {
      const int fd = SSL_get_fd(tls);
      SSL_free(tls);
      ::close(fd);
    }
  };
  using Connection = std::unique_ptr<SSL, Free>;

  Connection connect() const {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(m_port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    Connection tls(SSL_new(m_context.get()));
    SSL_set_fd(tls.get(), fd);
    const bool connected = ::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    return connected && SSL_connect(tls.get()) == 1 ? std::move(tls) : nullptr;
  }
  // The status of GET /v1/health on it; 0 if there is no answer.
  static int health(SSL* tls) {
    const std::string request = Client::requestText("GET", std::string(wire::healthPath), {}, {});
    char answer[4096] = "";
    if (SSL_write(tls, request.data(), static_cast<int>(request.size())) <= 0) return 0;
    return SSL_read(tls, answer, sizeof answer - 1) > 12 ? std::atoi(answer + 9) : 0;
  }

 private:
  int m_port;
  std::unique_ptr<SSL_CTX, Free> m_context;
};

Status handshakes(support::DemoServer& server, int count) {
  const Idle crowd(server);
  constexpr int threads = 4;
  std::atomic<int> failed{0};
  const double before = processorSeconds(server.process().pid());
  const Watch watch;
  {
    std::vector<std::jthread> running;
    for (int t = 0; t < threads; ++t) {
      running.emplace_back([&] {
        for (int i = 0; i < count / threads; ++i) failed += crowd.connect() == nullptr ? 1 : 0;
      });
    }
  }
  const double seconds = watch.seconds();
  PB_TRY(must(failed == 0, [&] { return std::to_string(failed) + " handshakes failed"; }));
  const nlohmann::ordered_json of{{"handshakes", count}, {"tls", "1.3, P-256, not resumed"}};
  figure("TLS handshakes", count / seconds, "per second", of);
  figure("TLS handshakes / processor of the server",
         count / std::max(processorSeconds(server.process().pid()) - before, 0.01), "per second", of);
  return {};
}

Status idle(support::DemoServer& server, int connections) {
  const Idle crowd(server);
  const double before = memoryMiB(server.process().pid());
  std::deque<Idle::Connection> all;
  const Watch watch;
  for (int i = 0; i < connections; ++i) {
    all.push_back(crowd.connect());
    PB_TRY(must(all.back() != nullptr, "no more than " + std::to_string(i) + " connections"));
    // Not everybody asks: all come from one address, whose requests are limited.
    if (i % 10 == 0) PB_TRY(must(Idle::health(all.back().get()) == 200, "no answer"));
    if (i % 100 == 0) (void)server.process().err();
  }
  const nlohmann::ordered_json of{{"connections", connections}};
  figure("server memory before", before, "MiB", of);
  const double with = memoryMiB(server.process().pid());
  figure("server memory with idle TLS connections", with, "MiB", of);
  figure("memory of one idle connection", (with - before) * 1024 / connections, "KiB", of);
  figure("seconds until all were there", watch.seconds(), "s", of);
  const Watch asked;
  PB_TRY(must(Idle::health(all.back().get()) == 200, "an idle connection was dropped"));
  figure("an answer among them", asked.ms(), "ms", of);
  return {};
}

Status measure(const Options& options) {
  manyFiles();
  const support::TempFolder temp;
  support::DemoServer server(temp / "server");
  PB_TRY(must(server.problem().empty(), server.problem()));
  for (const int connections : options.quick ? std::vector<int>{200} : std::vector<int>{1000, 10'000}) {
    // A new server each time, which has done nothing else.
    PB_TRY(must(server.serve(0, {"--connections", "11000"}), [&] { return server.problem(); }));
    PB_TRY(idle(server, connections));
    server.stop();
  }
  PB_TRY(must(server.serve(), [&] { return server.problem(); }));
  return handshakes(server, options.quick ? 400 : 8000);
}

}  // namespace
}  // namespace pillarbox::bench

int main(int argc, char** argv) {
  return pillarbox::bench::runBench("crowd", argc, argv, pillarbox::bench::measure);
}
