// What the main server bears, on SQLite and on PostgreSQL: uploads and receipts on one connection and on sixteen,
// against what the database alone can make durable on the same disk, slice by slice in turn; then at half that load.
// The real program, real TLS. Idle connections and handshakes: crowd_bench.
#include "shared/wire/receipt_check.h"
#include "shared/wire/server_card.h"
#include "tests/bench/server_load.h"

namespace pillarbox::bench {
namespace {

constexpr int connections = 16;
// Well below what a device at one address may send at once (server/limits.h).
constexpr int mostPerConnection = 500;

struct Size {
  std::string name;
  std::size_t attached;
  int slices, perConnection;
  int halfLoad;  // uploads in all
};

struct Bench {
  support::DemoServer& server;
  office::School& school;
  bool quick;
  support::Postgres* postgres = nullptr;  // if it is where the server keeps everything

  const char* engine() const { return postgres != nullptr ? "PostgreSQL" : "SQLite"; }
  std::vector<Size> sizes() const {
    return {{"4 KB", 0, quick ? 3 : 9, 25, quick ? 800 : 6000},
            {"300 KB", 296'000, quick ? 2 : 5, quick ? 3 : 8, quick ? 32 : 400}};
  }
  Status oneConnection();
  Result<double> full(const Size& size);  // uploads a second
  Status half(const Size& size, double perSecond);
  Status all() {
    for (const Size& size : sizes()) {
      PB_TRY_VALUE(const double perSecond, full(size));
      PB_TRY(half(size, perSecond / 2));
    }
    return {};
  }

 private:
  struct Sent {
    double seconds = 0;
    std::vector<double> ms;
  };
  // Each upload is due at its time (0: at once), and its milliseconds count from then.
  Result<Sent> send(const std::vector<Upload>& uploads, double perSecond);
};

// Each waits for the receipt before it sends the next; every receipt is checked, as a kiosk does.
Status Bench::oneConnection() {
  PB_TRY_VALUE(Uploads maker, Uploads::of(school, 0));
  PB_TRY_VALUE(const std::vector<Upload> uploads, maker.make(quick ? 300 : 1500));
  std::vector<double> times;
  wire::KnownHead known;
  std::unique_ptr<Client> client;
  Result<wire::ServerAnswer> card = Fault{FaultCode::internal, "never asked"};
  double seconds = 0;
  for (const Upload& upload : uploads) {
    if (times.size() % mostPerConnection == 0) {
      client = connectTo(server);
      PB_TRY(must(client != nullptr, "cannot connect"));
      card = wire::decodeServerAnswer(client->ask("GET", std::string(wire::serverPath)).body);
      PB_TRY(must(card.ok(), "the server does not say who it is"));
    }
    if (times.size() % 100 == 0) (void)server.process().err();  // a log nobody reads would stop the server
    const Watch watch;
    PB_TRY(must(client->send(upload.request), "the connection broke"));
    const server::Got got = client->receive();
    PB_TRY(must(got.status == 201, "the server answered " + std::to_string(got.status)));
    PB_TRY_VALUE(const wire::CheckedReceipt checked,
                 wire::checkReceipt(got.body, card->card.signKey, upload.id, upload.slipSha256,
                                    school.directory().schoolId, known));
    known = checked.head;
    times.push_back(watch.ms());
    seconds += watch.seconds();
  }
  const nlohmann::ordered_json of{
      {"connections", 1}, {"sealed_bytes", uploads.front().sealedBytes}, {"uploads", uploads.size()}};
  figure("uploads with receipt", static_cast<double>(uploads.size()) / seconds, "per second", of);
  figure("upload to receipt, p50", percentile(times, 50), "ms", of);
  figure("upload to receipt, p99", percentile(times, 99), "ms", of);
  return {};
}

Result<Bench::Sent> Bench::send(const std::vector<Upload>& uploads, double perSecond) {
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < connections; ++i) {
    clients.push_back(connectTo(server));
    PB_TRY(must(clients.back() != nullptr, "cannot connect"));
  }
  std::atomic<int> failed{0}, ended{0};
  std::vector<std::vector<double>> times(connections);
  Sent sent;
  const Watch all;
  {
    std::vector<std::jthread> threads;
    for (std::size_t c = 0; c < connections; ++c) {
      threads.emplace_back([&, c] {
        for (std::size_t i = c; i < uploads.size(); i += connections) {
          const double due = perSecond > 0 ? static_cast<double>(i) / perSecond : all.seconds();
          if (const double early = due - all.seconds(); early > 0) {
            std::this_thread::sleep_for(std::chrono::duration<double>(early));
          }
          if (!clients[c]->send(uploads[i].request) || clients[c]->receive().status != 201) ++failed;
          times[c].push_back((all.seconds() - due) * 1000);
        }
        ++ended;
      });
    }
    // A log nobody reads would stop the server.
    for (; ended < connections; std::this_thread::sleep_for(std::chrono::milliseconds(5))) {
      (void)server.process().err();
    }
  }
  sent.seconds = all.seconds();
  for (const auto& some : times) sent.ms.insert(sent.ms.end(), some.begin(), some.end());
  PB_TRY(must(failed == 0, [&] { return std::to_string(failed) + " uploads failed"; }));
  return sent;
}

// Slices of uploads and of bare commits in turn.
Result<double> Bench::full(const Size& size) {
  PB_TRY_VALUE(Uploads maker, Uploads::of(school, size.attached));
  BareSqlite bare;
  if (postgres == nullptr) PB_TRY(bare.open(server.folder() + "/bare-" + size.name + ".db"));
  std::vector<double> ratios, uploadRates, bareRates, latencies;
  std::size_t sealedBytes = 0;
  for (int slice = -1; slice < size.slices; ++slice) {  // the first warms both up
    const int count = connections * size.perConnection;
    PB_TRY_VALUE(const std::vector<Upload> uploads, maker.make(count));
    sealedBytes = uploads.front().sealedBytes;
    PB_TRY_VALUE(const Sent sent, send(uploads, 0));
    const std::string body = uploads.front().request.substr(uploads.front().request.size() - sealedBytes);
    double bareRate = 0;
    if (postgres != nullptr) {
      PB_TRY_VALUE(bareRate, barePostgres(*postgres, "pillarbox", server.folder() + "/bare", count, body));
    } else {
      const Watch committing;
      for (int i = 0; i < count; ++i) PB_TRY(bare.commit(viewOf(body)));
      bareRate = count / committing.seconds();
    }
    if (slice < 0) continue;
    uploadRates.push_back(count / sent.seconds);
    bareRates.push_back(bareRate);
    ratios.push_back(uploadRates.back() / bareRate);
    latencies.insert(latencies.end(), sent.ms.begin(), sent.ms.end());
  }
  const nlohmann::ordered_json of{{"engine", engine()},
                                  {"connections", connections},
                                  {"entry", size.name},
                                  {"sealed_bytes", sealedBytes},
                                  {"uploads", latencies.size()}};
  figure("durable uploads", median(uploadRates), "per second", of);
  figure("bare commits", median(bareRates), "per second", of);
  figure("durable uploads / bare commits", median(ratios), "ratio", of);
  figure("upload to receipt, p50", percentile(latencies, 50), "ms", of);
  figure("upload to receipt, p99", percentile(latencies, 99), "ms", of);
  return median(uploadRates);
}

// What somebody waits while the server does half of what it can.
Status Bench::half(const Size& size, double perSecond) {
  PB_TRY_VALUE(Uploads maker, Uploads::of(school, size.attached));
  std::vector<double> latencies;
  constexpr int mostAtOnce = connections * mostPerConnection;
  for (int left = size.halfLoad; left > 0; left -= mostAtOnce) {
    PB_TRY_VALUE(const std::vector<Upload> uploads, maker.make(std::min(left, mostAtOnce)));
    PB_TRY_VALUE(const Sent sent, send(uploads, perSecond));
    latencies.insert(latencies.end(), sent.ms.begin(), sent.ms.end());
  }
  const nlohmann::ordered_json of{
      {"engine", engine()}, {"entry", size.name}, {"per_second", std::round(perSecond)}, {"uploads", latencies.size()}};
  figure("upload to receipt at half load, p50", percentile(latencies, 50), "ms", of);
  figure("upload to receipt at half load, p99", percentile(latencies, 99), "ms", of);
  return {};
}

Status measure(const Options& options) {
  manyFiles();
  const support::TempFolder temp;
  const support::DemoSchool demo(temp / "school");
  PB_TRY(must(demo.problem().empty(), demo.problem()));
  support::DemoServer server(temp / "server");
  PB_TRY(must(server.problem().empty() && server.addSchool(demo.folder() + "/directory.json") && server.serve(),
              [&] { return server.problem(); }));
  const SystemClock clock;
  SystemRandom random;
  PB_TRY_VALUE(office::School school, office::openSchool(demo.folder(), clock, random));
  Bench bench{server, school, options.quick};
  PB_TRY(bench.oneConnection());
  PB_TRY(bench.all());

  // The same on PostgreSQL, moved there as a technician would.
  if (!support::Postgres::installed()) return {};
  support::Postgres postgres;
  PB_TRY(must(postgres.running(), "PostgreSQL could not be started"));
  const std::string backup = temp / "backup.db";
  support::run({support::program("pillarbox-server"), "backup", server.folder(), backup});
  server.stop();
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(server.database() + end);
  support::writeText(server.folder() + "/database.conf", postgres.database("pillarbox") + "\n");
  const support::Ran restored =
      support::run({support::program("pillarbox-server"), "restore", backup, server.folder()});
  PB_TRY(must(restored.exit == 0 && server.serve(), "the move to PostgreSQL failed: " + restored.err));
  bench.postgres = &postgres;
  return bench.all();
}

}  // namespace
}  // namespace pillarbox::bench

int main(int argc, char** argv) {
  return pillarbox::bench::runBench("server", argc, argv, pillarbox::bench::measure);
}
