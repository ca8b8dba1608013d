// One database, SQLite or PostgreSQL, and one dialect of SQL for both. One thread at a time.
//
// How to write SQL here:
// - Values are always bound: `$1`, `$2` … in the order of with(). Never put one into the text.
// - `{int}` and `{bytes}` are the types of 64-bit numbers and bytes, TEXT that of everything else; `{strict}` ends a
//   CREATE TABLE. Booleans are numbers, times are milliseconds since 1970, no NULL (use '' or 0), no autoincrement.
// - `{for update}` ends a SELECT whose rows nobody else may change until the transaction ends (another server process
//   may use the same PostgreSQL database; SQLite's transactions lock it all anyway).
// - ON CONFLICT … DO NOTHING / DO UPDATE SET x=excluded.x and RETURNING work on both. No AUTOINCREMENT, no INSERT OR,
// no
//   PRAGMA, no json, no || on numbers. count(*) is a number on both; write CAST(sum(x) AS BIGINT).
// - PostgreSQL hands over a whole answer at once: say LIMIT, and go on after the last row's key.
// - After a failed statement within a transaction nothing but rollback works.
// - Triggers differ: a migration step gives them for each engine (server/store/step.h).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/sql/engine.h"
#include "server/sql/place.h"
#include "shared/base/bytes.h"
#include "shared/base/result.h"

namespace pillarbox::server {

class Query;

class Database {
 public:
  enum class Mode { create, existing };
  // notFound (SQLite, existing), damaged, notPermitted, diskError; busy if PostgreSQL cannot be reached now.
  static Result<Database> open(const DatabasePlace& place, Mode mode);

  bool isPostgres() const { return m_engine->kind() == Engine::Kind::postgres; }

  Status run(std::string_view sql);  // one or more statements without parameters or results
  // `sql` must be a literal: the prepared statement is kept under it.
  Query query(const char* sql);
  // For SQL that is put together from names of tables and columns: prepared for this one Query.
  Query once(const std::string& sql);
  Result<std::int64_t> integer(const char* sql);  // first column of the first row; 0 if there is none

  // One writer at a time on SQLite; on PostgreSQL each statement sees what is committed by then, and rows are locked
  // by {for update}. begin() connects again if the connection was lost. After a fault of commit() what was done may or
  // may not be kept.
  Status begin();
  Status beginSnapshot() { return m_engine->beginSnapshot(); }  // to read: everything as it stands at this moment
  Status commit();
  void rollback();
  // All of `work` is durable, or none of it.
  Status inTransaction(const std::function<Status()>& work);

  // Every page read once (SQLite); only whether it answers (PostgreSQL, which checks pages as it reads them).
  Status check() { return m_engine->check(); }
  // SQLite only: the whole as it stands at one moment, while others write. wrongUsage on PostgreSQL.
  Status copyTo(const std::filesystem::path& file) { return m_engine->copyTo(file); }

 private:
  friend class Query;
  struct Prepared {
    int connection = 0;
    std::unique_ptr<Statement> statement;
  };

  std::string spelled(std::string_view sql) const;

  std::unique_ptr<Engine> m_engine;
  std::unordered_map<const char*, Prepared> m_statements;
};

// One use of a prepared statement; reset when it goes. Bind in order, then step until false.
class Query {
 public:
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  ~Query();

  Query& with(std::int64_t value);
  Query& with(std::string_view text);
  Query& withBlob(BytesView bytes);  // the bytes must live until the query is gone
  Query& again();                    // to bind and step once more
  Result<bool> step();
  Status run();                              // step once, for statements without rows
  Result<std::vector<std::string>> texts();  // the first column of every row

  std::int64_t integer(int column) const { return m_statement->integer(column); }
  std::string text(int column) const { return m_statement->text(column); }
  Bytes blob(int column) const { return m_statement->bytes(column); }

 private:
  friend class Database;
  explicit Query(Statement* statement) : m_statement(statement) {}
  explicit Query(std::unique_ptr<Statement> own) : m_own(std::move(own)), m_statement(m_own.get()) {}
  explicit Query(Fault fault) : m_fault(std::move(fault)) {}

  std::unique_ptr<Statement> m_own;
  Statement* m_statement = nullptr;
  std::optional<Fault> m_fault;
};

}  // namespace pillarbox::server
