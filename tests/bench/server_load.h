// What the benches of the main server share: uploads as a kiosk makes them, connections from many addresses, a bare
// PostgreSQL to compare with.
#pragma once

#include <sys/resource.h>

#include <atomic>
#include <thread>

#include "kiosk/office/poster.h"
#include "shared/record/ids.h"
#include "shared/seal/dsse.h"
#include "shared/wire/api.h"
#include "tests/bench/bench.h"
#include "tests/support/demo.h"
#include "tests/support/postgres.h"
#include "tests/unit/server/client.h"

namespace pillarbox::bench {

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

// As many open files as this process may have, and what it starts.
inline void manyFiles() {
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = std::min<rlim_t>(files.rlim_max, 65'536);
  ::setrlimit(RLIMIT_NOFILE, &files);
}

// The next address of this machine's own 127.0.0.0/8. What one address and one device at an address may ask is limited
// (server/limits.h); a bench is many schools, each behind an address of its own.
inline std::uint32_t nextAddress() {
  static std::atomic<std::uint32_t> last{0x7f'00'01'00};
  return ++last;
}

inline std::unique_ptr<Client> connectTo(const support::DemoServer& server) {
  auto client = std::make_unique<Client>(static_cast<std::uint16_t>(server.port()), std::chrono::milliseconds(60'000),
                                         nextAddress());
  return client->connected() && client->handshake(server.ca()) ? std::move(client) : nullptr;
}

// One table, one row a commit, by PostgreSQL's own pgbench; the bytes are there already, so that nothing is sent.
inline Result<double> barePostgres(support::Postgres& postgres, const std::string& database, const std::string& file,
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

}  // namespace pillarbox::bench
