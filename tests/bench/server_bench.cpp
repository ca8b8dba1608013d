// What the main server bears: uploads and receipts on one connection and on sixteen, against what SQLite alone can make
// durable on the same disk; and the memory of a thousand connections that say nothing. The real program, real TLS.
#include <sys/resource.h>

#include <atomic>
#include <deque>
#include <thread>

#include "kiosk/office/poster.h"
#include "shared/record/ids.h"
#include "shared/seal/dsse.h"
#include "shared/wire/api.h"
#include "shared/wire/receipt_check.h"
#include "shared/wire/server_card.h"
#include "tests/bench/bench.h"
#include "tests/support/demo.h"
#include "tests/support/postgres.h"
#include "tests/unit/server/client.h"

namespace pillarbox::bench {
namespace {

using server::Client;

struct Upload {
  std::string id, slipSha256, request;  // the whole request, ready to be sent
  std::size_t sealedBytes = 0;
};

// Sealed and signed as a kiosk does it, in one chain of its own.
class Uploads {
 public:
  static Result<Uploads> of(office::School& school, std::size_t attached) {
    Uploads made(school, attached);
    PB_TRY_VALUE(made.m_place, office::placeOf(school));
    made.m_chain = newId(*school.clock, *school.random);
    return made;
  }

  Result<std::vector<Upload>> make(int count) {
    std::vector<Upload> uploads;
    const Bytes page = m_school->random->bytes(m_attached);
    const seal::Attachment attachment{"page-1.webp", "image/webp", page};
    for (int i = 0; i < count; ++i) {
      Entry entry;
      entry.author.name = "Pat Example";
      entry.author.role = "Lunchtime supervisor";
      entry.account = std::string(900, 'a') + std::to_string(i);
      PB_TRY_VALUE(office::Prepared prepared,
                   office::prepare(m_place, std::move(entry), {&attachment, m_attached > 0 ? 1U : 0U}, {},
                                   *m_school->clock, *m_school->random));
      Slip& slip = prepared.posting.slip;
      slip.chainId = m_chain;
      slip.seq = ++m_seq;
      slip.previousSlipSha256 = m_previous;
      const std::string bytes = encodeSlip(slip);
      m_previous = sha256Hex(viewOf(bytes));
      const std::string envelope = seal::encode(seal::sign(slipType, viewOf(bytes), m_school->keys.signing));
      server::Headers headers{{"Content-Type", std::string(wire::octetType)},
                              {std::string(wire::slipHeader), toBase64(viewOf(envelope), Base64::urlUnpadded)}};
      const std::string body(textOf(prepared.posting.sealed));
      uploads.push_back(
          {slip.id, m_previous, Client::requestText("PUT", wire::entryPath(slip.id), headers, body), body.size()});
    }
    return uploads;
  }

 private:
  Uploads(office::School& school, std::size_t attached) : m_school(&school), m_attached(attached) {}

  office::School* m_school;
  std::size_t m_attached;
  office::Place m_place;
  std::string m_chain, m_previous;
  std::int64_t m_seq = 0;
};

// One table, one row a commit, by PostgreSQL's own pgbench; the bytes are there already, so that nothing is sent.
Result<double> barePostgres(support::Postgres& postgres, const std::string& database, const std::string& file,
                            int count, std::string_view body) {
  support::writeText(file + ".sql",
                     "DROP TABLE IF EXISTS bare, sample; CREATE TABLE bare(body bytea NOT NULL); "
                     "CREATE TABLE sample(body bytea NOT NULL); "
                     "ALTER TABLE bare ALTER COLUMN body SET STORAGE EXTERNAL; INSERT INTO sample "
                     "VALUES('\\x" +
                         toHex(viewOf(body)) + "')");
  const std::string host = postgres.folder();
  support::run({"psql", "-X", "-q", "-h", host, "-U", "postgres", "-d", database, "-f", file + ".sql"});
  support::writeText(file, "INSERT INTO bare SELECT body FROM sample;\n");
  const support::Ran ran = support::run({"/usr/lib/postgresql/15/bin/pgbench", "-n", "-M", "prepared", "-c", "1", "-t",
                                         std::to_string(count), "-h", host, "-U", "postgres", "-f", file, database});
  const std::size_t at = ran.out.find("tps = ");
  PB_TRY(must(ran.exit == 0 && at != std::string::npos, "pgbench failed: " + ran.err));
  return std::stod(ran.out.substr(at + 6));
}

struct Bench {
  support::DemoServer& server;
  office::School& school;
  bool quick;
  support::Postgres* postgres = nullptr;  // if it is where the server keeps everything

  std::unique_ptr<Client> connect() const {
    auto client =
        std::make_unique<Client>(static_cast<std::uint16_t>(server.port()), std::chrono::milliseconds(60'000));
    return client->connected() && client->handshake(server.ca()) ? std::move(client) : nullptr;
  }
  Status oneConnection();
  Status sixteen(const std::string& name, std::size_t attached, int slices, int perConnection);
  Status idle(int connections);
};

// Each waits for the receipt before it sends the next; every receipt is checked, as a kiosk does.
Status Bench::oneConnection() {
  const auto client = connect();
  PB_TRY(must(client != nullptr, "cannot connect"));
  const auto card = wire::decodeServerAnswer(client->ask("GET", std::string(wire::serverPath)).body);
  PB_TRY(must(card.ok(), "the server does not say who it is"));
  PB_TRY_VALUE(Uploads maker, Uploads::of(school, 0));
  PB_TRY_VALUE(const std::vector<Upload> uploads, maker.make(quick ? 300 : 1500));
  std::vector<double> times;
  wire::KnownHead known;
  const Watch all;
  for (const Upload& upload : uploads) {
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
  }
  const double seconds = all.seconds();
  const nlohmann::ordered_json of{
      {"connections", 1}, {"sealed_bytes", uploads.front().sealedBytes}, {"uploads", uploads.size()}};
  figure("uploads with receipt", static_cast<double>(uploads.size()) / seconds, "per second", of);
  figure("upload to receipt, p50", percentile(times, 50), "ms", of);
  figure("upload to receipt, p99", percentile(times, 99), "ms", of);
  return {};
}

// Slices of uploads and of bare commits in turn.
Status Bench::sixteen(const std::string& name, std::size_t attached, int slices, int perConnection) {
  constexpr int connections = 16;
  PB_TRY_VALUE(Uploads maker, Uploads::of(school, attached));
  BareSqlite bare;
  if (postgres == nullptr) PB_TRY(bare.open(server.folder() + "/bare-" + name + ".db"));
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < connections; ++i) {
    clients.push_back(connect());
    PB_TRY(must(clients.back() != nullptr, "cannot connect"));
  }
  std::vector<double> ratios, uploadRates, bareRates, latencies;
  std::size_t sealedBytes = 0;
  for (int slice = -1; slice < slices; ++slice) {  // the first warms both up
    const int count = connections * perConnection;
    PB_TRY_VALUE(const std::vector<Upload> uploads, maker.make(count));
    sealedBytes = uploads.front().sealedBytes;
    std::atomic<int> failed{0}, ended{0};
    std::vector<std::vector<double>> times(connections);
    const Watch uploading;
    {
      std::vector<std::jthread> threads;
      for (int c = 0; c < connections; ++c) {
        threads.emplace_back([&, c] {
          for (int i = c; i < count; i += connections) {
            const Watch watch;
            const auto at = static_cast<std::size_t>(c);
            const bool sent = clients[at]->send(uploads[static_cast<std::size_t>(i)].request);
            if (!sent || clients[at]->receive().status != 201) ++failed;
            times[at].push_back(watch.ms());
          }
          ++ended;
        });
      }
      // A log nobody reads would stop the server.
      for (; ended < connections; std::this_thread::sleep_for(std::chrono::milliseconds(5))) {
        (void)server.process().err();
      }
    }
    const double uploadRate = count / uploading.seconds();
    PB_TRY(must(failed == 0, std::to_string(failed) + " uploads failed"));

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
    uploadRates.push_back(uploadRate);
    bareRates.push_back(bareRate);
    ratios.push_back(uploadRate / bareRate);
    for (const auto& some : times) latencies.insert(latencies.end(), some.begin(), some.end());
  }
  const nlohmann::ordered_json of{{"engine", postgres != nullptr ? "PostgreSQL" : "SQLite"},
                                  {"connections", connections},
                                  {"entry", name},
                                  {"sealed_bytes", sealedBytes},
                                  {"uploads", latencies.size()}};
  figure("durable uploads", median(uploadRates), "per second", of);
  figure("bare commits", median(bareRates), "per second", of);
  figure("durable uploads / bare commits", median(ratios), "ratio", of);
  figure("upload to receipt, p50", percentile(latencies, 50), "ms", of);
  figure("upload to receipt, p99", percentile(latencies, 99), "ms", of);
  return {};
}

Status Bench::idle(int connections) {
  const double before = memoryMiB(server.process().pid());
  std::deque<std::unique_ptr<Client>> clients;
  const Watch watch;
  for (int i = 0; i < connections; ++i) {
    clients.push_back(connect());
    PB_TRY(must(clients.back() != nullptr, "no more than " + std::to_string(i) + " connections"));
    PB_TRY(must(clients.back()->ask("GET", std::string(wire::healthPath)).status == 200, "no answer"));
  }
  const nlohmann::ordered_json of{{"connections", connections}};
  figure("connections and first answers", connections / watch.seconds(), "per second", of);
  const double with = memoryMiB(server.process().pid());
  figure("server memory before", before, "MiB");
  figure("server memory with idle TLS connections", with, "MiB", of);
  figure("memory of one idle connection", (with - before) * 1024 / connections, "KiB", of);
  // Still served: the first and the last.
  for (Client* client : {clients.front().get(), clients.back().get()}) {
    PB_TRY(must(client->ask("GET", std::string(wire::healthPath)).status == 200, "an idle connection was dropped"));
  }
  return {};
}

Status measure(const Options& options) {
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = std::min<rlim_t>(files.rlim_max, 65'536);
  ::setrlimit(RLIMIT_NOFILE, &files);

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
  // Memory first, while the server has done nothing else.
  PB_TRY(bench.idle(options.quick ? 200 : 1000));
  PB_TRY(bench.oneConnection());
  PB_TRY(bench.sixteen("4 KB", 0, options.quick ? 3 : 9, 25));
  PB_TRY(bench.sixteen("300 KB", 296'000, options.quick ? 2 : 5, options.quick ? 3 : 8));

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
  PB_TRY(bench.sixteen("4 KB", 0, options.quick ? 3 : 9, 25));
  return bench.sixteen("300 KB", 296'000, options.quick ? 2 : 5, options.quick ? 3 : 8);
}

}  // namespace
}  // namespace pillarbox::bench

int main(int argc, char** argv) {
  return pillarbox::bench::runBench("server", argc, argv, pillarbox::bench::measure);
}
