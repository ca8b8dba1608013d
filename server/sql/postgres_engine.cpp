#include <libpq-fe.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstring>
#include <vector>

#include "server/sql/engine.h"

namespace pillarbox::server {

namespace {

struct FinishConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, ClearResult>;

Fault unreachable() {
  return {FaultCode::busy, "The server's database cannot be reached."};
}

// Never the server's own words: they may hold what was to be stored.
Fault faultOf(PGconn* connection, const PGresult* result) {
  if (PQstatus(connection) != CONNECTION_OK) return unreachable();
  const char* field = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const std::string state = field == nullptr ? "" : field;
  if (state == "53100") return {FaultCode::diskFull, "The disk of the server's database is full."};
  // 40: serialisation or deadlock; 53: too little of something; 55P03: lock not available; 57: shutting down,
  // cancelled.
  for (const char* busy : {"08", "40", "53", "55P03", "57", "25P03"}) {
    if (state.starts_with(busy)) return {FaultCode::busy, "The server's database is busy (" + state + ")."};
  }
  if (state == "23505") return {FaultCode::alreadyExists, "That is in the server's database already."};
  if (state == "42501" || state == "25006" || state.starts_with("28")) {
    return {FaultCode::notPermitted, "The server may not do this in its database (" + state + ")."};
  }
  if (state.starts_with("XX") && state != "XX000") {
    return {FaultCode::damaged, "The server's database is damaged (" + state + ")."};
  }
  return {FaultCode::diskError, "The server's database failed (" + (state.empty() ? "no answer" : state) + ")."};
}

// The last words of a server that ends or restarts (57P01 to 57P03), or libpq's own that there was no answer; that
// nobody is there any more would only be found out at the next question.
bool saysGoodbye(const PGresult* result) {
  if (PQresultStatus(result) != PGRES_FATAL_ERROR) return false;
  const char* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  return result != nullptr && (state == nullptr || std::string_view(state).starts_with("57P0"));
}

class PostgresEngine;

class PostgresStatement final : public Statement {
 public:
  PostgresStatement(PostgresEngine& engine, std::string name, std::string sql)
      : m_engine(engine), m_name(std::move(name)), m_sql(std::move(sql)) {}

  // Numbers go as text, which the server reads as whatever the column is; text and bytes go as they are, so that a NUL
  // is refused in the one and kept in the other.
  void bind(std::int64_t value) override { m_parameters.push_back({std::to_string(value), {}, 0}); }
  void bind(std::string_view text) override { m_parameters.push_back({std::string(text), {}, 1}); }
  void bindBytes(BytesView bytes) override { m_parameters.push_back({{}, bytes, 1}); }
  Result<bool> step() override;
  void reset() override {
    m_parameters.clear();
    m_rows.reset();
    m_row = -1;
  }
  std::int64_t integer(int column) const override;
  std::string text(int column) const override {
    return {PQgetvalue(m_rows.get(), m_row, column),
            static_cast<std::size_t>(PQgetlength(m_rows.get(), m_row, column))};
  }
  Bytes bytes(int column) const override {
    const auto* data = reinterpret_cast<const std::uint8_t*>(PQgetvalue(m_rows.get(), m_row, column));
    return {data, data + PQgetlength(m_rows.get(), m_row, column)};
  }

 private:
  struct Parameter {
    std::string text;
    BytesView bytes;
    int format;
  };
  PostgresEngine& m_engine;
  std::string m_name;
  std::string m_sql;
  std::vector<Parameter> m_parameters;
  Answer m_rows;
  int m_row = -1;
};

class PostgresEngine final : public Engine {
 public:
  explicit PostgresEngine(std::string conninfo) : m_conninfo(std::move(conninfo)) {}

  Kind kind() const override { return Kind::postgres; }
  int connections() const override { return m_connections; }
  PGconn* connection() const { return m_connection.get(); }

  Status connect() {
    // To another machine only over TLS with its name checked, unless sslmode says otherwise.
    const bool verified = needsTls();
    // What the words given say comes last and wins.
    const std::array<const char*, 9> names = {"application_name", "client_encoding",  "connect_timeout",
                                              "keepalives_idle",  "tcp_user_timeout", "options",
                                              "sslmode",          "dbname",           nullptr};
    const std::array<const char*, 9> values = {
        "pillarbox-server",
        "UTF8",
        "5",
        "20",
        "20000",
        "-c synchronous_commit=on -c lock_timeout=10000 -c statement_timeout=60000"
        " -c idle_in_transaction_session_timeout=60000",
        verified ? "verify-full" : nullptr,
        m_conninfo.c_str(),
        nullptr};
    m_connection.reset(PQconnectdbParams(names.data(), values.data(), 1));
    ++m_connections;
    if (PQstatus(connection()) != CONNECTION_OK) {
      m_failedAt = std::chrono::steady_clock::now();
      return unreachable();
    }
    PQsetNoticeProcessor(
        connection(), [](void*, const char*) {}, nullptr);
    // A receipt says that it is on disk. `remote_apply` and the like are above `on` and stay as the technician set
    // them.
    const Answer durable(PQexec(connection(), "SELECT current_setting('fsync'), current_setting('full_page_writes')"));
    if (PQresultStatus(durable.get()) != PGRES_TUPLES_OK) return faultOf(connection(), durable.get());
    if (std::strcmp(PQgetvalue(durable.get(), 0, 0), "on") != 0 ||
        std::strcmp(PQgetvalue(durable.get(), 0, 1), "on") != 0) {
      m_connection.reset();
      return Fault{FaultCode::notPermitted,
                   "PostgreSQL is set not to write safely to disk; set fsync and full_page_writes to on."};
    }
    return {};
  }

  // Outside a transaction a lost connection is made anew, but not more than once a second: whoever waits is told to
  // come back later.
  Status ready() override {
    if (PQstatus(connection()) == CONNECTION_OK) return {};
    if (m_inTransaction) return unreachable();
    constexpr std::chrono::seconds pause{1};
    if (std::chrono::steady_clock::now() - m_failedAt < pause) return unreachable();
    return connect();
  }

  Status run(const std::string& sql) override {
    const bool ends = sql == "COMMIT" || sql == "ROLLBACK";
    const bool wasIn = m_inTransaction;
    if (ends) m_inTransaction = false;
    if (ends && PQstatus(connection()) != CONNECTION_OK) return unreachable();
    PB_TRY(ready());
    const Answer answer(PQexec(connection(), sql.c_str()));
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) {
      return failed(answer.get());
    }
    // COMMIT of a transaction in which something failed is answered with "ROLLBACK" and no error.
    if (wasIn && sql == "COMMIT" && std::strcmp(PQcmdStatus(answer.get()), "COMMIT") != 0) {
      return Fault{FaultCode::diskError, "The server's database did not keep it."};
    }
    return {};
  }

  Result<std::unique_ptr<Statement>> prepare(const std::string& sql) override {
    PB_TRY_VALUE(std::string name, prepareNamed(sql));
    return std::unique_ptr<Statement>(std::make_unique<PostgresStatement>(*this, std::move(name), sql));
  }

  Fault failed(const PGresult* result) {
    if (result == nullptr || saysGoodbye(result)) m_connection.reset();
    return faultOf(connection(), result);
  }

  Result<std::string> prepareNamed(const std::string& sql) {
    PB_TRY(ready());
    std::string name = "s" + std::to_string(++m_names);
    const Answer answer(PQprepare(connection(), name.c_str(), sql.c_str(), 0, nullptr));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) return failed(answer.get());
    return name;
  }

  // A connection that the server ended while nothing was asked of it is only found out by asking.
  Status begin() override {
    Status begun = beginOnce("BEGIN ISOLATION LEVEL READ COMMITTED");
    if (!begun.ok() && PQstatus(connection()) != CONNECTION_OK) {
      begun = beginOnce("BEGIN ISOLATION LEVEL READ COMMITTED");
    }
    return begun;
  }
  Status beginSnapshot() override { return beginOnce("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); }
  bool inTransaction() const override { return m_inTransaction; }

  Status check() override { return run("SELECT 1"); }
  Status copyTo(const std::filesystem::path&) override {
    return Fault{FaultCode::wrongUsage, "A PostgreSQL database is not one file to copy."};
  }

 private:
  bool needsTls() const {
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(m_conninfo.c_str(), nullptr), PQconninfoFree);
    bool away = false;
    for (const PQconninfoOption* option = options.get(); option != nullptr && option->keyword != nullptr; ++option) {
      const std::string_view name = option->keyword;
      const std::string_view value = option->val == nullptr ? "" : option->val;
      if (name == "sslmode" && !value.empty()) return false;
      if (name == "host") {
        away =
            !value.empty() && !value.starts_with('/') && value != "localhost" && value != "127.0.0.1" && value != "::1";
      }
    }
    return away;
  }
  Status beginOnce(const char* words) {
    PB_TRY(run(words));
    m_inTransaction = true;
    return {};
  }

  std::string m_conninfo;
  std::unique_ptr<PGconn, FinishConnection> m_connection;
  std::chrono::steady_clock::time_point m_failedAt;
  int m_connections = 0;
  int m_names = 0;
  bool m_inTransaction = false;
};

Result<bool> PostgresStatement::step() {
  if (m_row < 0) {
    std::vector<const char*> values;
    std::vector<int> lengths;
    std::vector<int> formats;
    for (const Parameter& parameter : m_parameters) {
      const bool bytes = parameter.bytes.data() != nullptr;
      values.push_back(bytes ? reinterpret_cast<const char*>(parameter.bytes.data()) : parameter.text.c_str());
      lengths.push_back(static_cast<int>(bytes ? parameter.bytes.size() : parameter.text.size()));
      formats.push_back(parameter.format);
    }
    const auto ask = [&] {
      m_rows.reset(PQexecPrepared(m_engine.connection(), m_name.c_str(), static_cast<int>(m_parameters.size()),
                                  values.data(), lengths.data(), formats.data(), 1));
    };
    ask();
    // That the connection was lost since the last question is found out only now; a read is simply asked again.
    if (saysGoodbye(m_rows.get())) static_cast<void>(m_engine.failed(m_rows.get()));
    if (PQstatus(m_engine.connection()) != CONNECTION_OK && !m_engine.inTransaction() && m_sql.starts_with("SELECT")) {
      PB_TRY_VALUE(m_name, m_engine.prepareNamed(m_sql));
      ask();
    }
    const ExecStatusType status = PQresultStatus(m_rows.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
      return m_engine.failed(m_rows.get());
    }
  }
  return ++m_row < PQntuples(m_rows.get());
}

// Binary: 2, 4 or 8 bytes, the first the highest; or digits, where the column is text.
std::int64_t PostgresStatement::integer(int column) const {
  constexpr Oid int8 = 20, int2 = 21, int4 = 23;
  const Oid type = PQftype(m_rows.get(), column);
  const std::string value = text(column);
  std::int64_t number = 0;
  if (type != int8 && type != int4 && type != int2) {
    std::from_chars(value.data(), value.data() + value.size(), number);
    return number;
  }
  std::uint64_t bits = 0;
  for (const char c : value) bits = bits << 8 | static_cast<std::uint8_t>(c);
  if (type == int2) return static_cast<std::int16_t>(bits);
  if (type == int4) return static_cast<std::int32_t>(bits);
  return static_cast<std::int64_t>(bits);
}

}  // namespace

Result<std::unique_ptr<Engine>> openPostgres(const std::string& conninfo) {
  auto engine = std::make_unique<PostgresEngine>(conninfo);
  PB_TRY(engine->connect());
  return std::unique_ptr<Engine>(std::move(engine));
}

}  // namespace pillarbox::server
